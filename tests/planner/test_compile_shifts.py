"""Shifts of small plans: how often they happen, on holidays too, and what is compiled with them."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from planner.compile import compile_inputs
from planner.scenario.scenario import Scenario
from simulation.inputs import BreakInputs, ShiftInputs

HOUR = 3600.0
DAY = 86400.0

# Monday 2 February 2026; Tuesday the 10th is a holiday. Without warm-up and cool-down the horizon is two weeks.
PLAN = """
start = 2026-02-02
weeks = 2
time_zone = "Europe/Belgrade"
holidays = [2026-02-10]
[run]
warm_up = "0 s"
cool_down = "0 s"
[hours.office]
mon-fri = "09:00-17:00"
[hours.always]
mon-sun = "00:00-24:00"
[segments.Free]
customers = 10
contacts_per_customer_month = 1
support_level = "Basic"
channels = { email = 1 }
[support_levels.Basic]
offers.email.hours = "office"
offers.phone.hours = "always"
[channels.phone]
kind = "live"
[channels.email]
kind = "deferred"
[channels.chat]
kind = "live"
[tiers.L1]
[topics.bug]
share = 1
tier = "L1"
[teams.L1]
tier = "L1"
channels = ["email"]
absence = 0.05
off_queue = 0.1
off_queue_block = "45 min"
[teams.L1.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 3
"""


def shift(team: dict[str, Any] | None = None, data: dict[str, Any] | None = None, **keys: Any) -> ShiftInputs:
    plan = tomllib.loads(PLAN) | (data or {})
    plan["teams"]["L1"] |= team or {}
    day = plan["teams"]["L1"]["shifts"]["day"] | keys
    plan["teams"]["L1"]["shifts"]["day"] = {key: value for key, value in day.items() if value is not None}
    (compiled,) = compile_inputs(Scenario.from_data(plan)).shifts
    return compiled


HOLIDAY = date(2026, 2, 10).toordinal()


def test_that_a_shift_is_off_on_holidays_on_which_its_channels_are_closed() -> None:
    compiled = shift()
    workdays = [0, 1, 2, 3, 4, 7, 9, 10, 11]
    assert compiled.starts.tolist() == [day * DAY + 9 * HOUR for day in workdays]
    assert compiled.ends.tolist() == [day * DAY + 17 * HOUR for day in workdays]
    assert (compiled.days - date(2026, 2, 2).toordinal()).tolist() == workdays


@pytest.mark.parametrize(
    ("team", "keys", "works"),
    [
        ({}, {"holidays": "on"}, True),
        ({"channels": ["phone"]}, {}, True),  # open round the clock, holidays included
        ({"channels": ["phone", "email"]}, {}, True),  # one of its channels is open
        ({"channels": ["phone"]}, {"holidays": "off"}, False),
        ({"channels": ["chat"]}, {}, False),  # serves nothing that is offered
        ({}, {"days": None, "dates": [date(2026, 2, 10)]}, True),  # the date is named
        ({}, {"days": None, "dates": [date(2026, 2, 10)], "holidays": "off"}, False),
    ],
)
def test_that_the_rule_for_holidays_decides(team: dict[str, Any], keys: dict[str, Any], works: bool) -> None:
    assert (HOLIDAY in shift(team, **keys).days.tolist()) == works


def test_that_shorter_hours_on_holidays_keep_the_shift() -> None:
    hours = {"office": {"mon-fri": "09:00-17:00", "holidays": "10:00-14:00"}, "always": {"mon-sun": "00:00-24:00"}}
    assert HOLIDAY in shift(data={"hours": hours}).days.tolist()


def test_that_a_night_that_began_before_the_horizon_reaches_into_it() -> None:
    compiled = shift(days="mon-sun", span="22:00-06:00", holidays="on")
    assert compiled.starts[0] == -2 * HOUR
    assert len(compiled.starts) == 15
    assert compiled.days[0] == date(2026, 2, 1).toordinal()


def test_that_shifts_follow_the_zone_of_their_team() -> None:
    assert shift({"time_zone": "America/New_York"}).starts[0] == 15 * HOUR


def test_that_shifts_are_there_in_warm_up_and_cool_down() -> None:
    compiled = shift(data={"run": {"warm_up": "7 d", "cool_down": "7 d"}})
    assert (compiled.starts[0], compiled.starts[-1]) == (-7 * DAY + 9 * HOUR, 18 * DAY + 9 * HOUR)


def test_that_breaks_and_time_off_the_queue_come_along() -> None:
    breaks = [
        {"after": "2 h", "length": "15 min"},
        {"after": "4 h", "length": "30 min", "paid": True, "stagger": False},
    ]
    compiled = shift(breaks=breaks, paid_breaks=False, last_chat_before="20 min")
    assert compiled.breaks == (
        BreakInputs(2 * HOUR, 900.0, paid=False, stagger=True),
        BreakInputs(4 * HOUR, 1800.0, paid=True, stagger=False),
    )
    assert (compiled.team, compiled.name, compiled.agents) == (0, "day", 3)
    assert (compiled.absence, compiled.off_queue, compiled.off_queue_block) == (0.05, 0.1, 2700.0)
    assert compiled.last_chat_before == 1200.0


def test_that_renamed_shifts_and_teams_keep_their_stream() -> None:
    assert shift().stream == "L1|day"
    assert shift({"stream": "First line"}, stream="early").stream == "First line|early"
