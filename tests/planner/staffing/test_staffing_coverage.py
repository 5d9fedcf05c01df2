"""Who is at the desk by date and half-hour, and what calls and chats need: against what can be counted by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from planner.compile import calendar_of, compile_inputs
from planner.examples import example_text
from planner.scenario.files import read_plan_text
from planner.staffing.coverage import desk_coverage, live_needs, team_weeks
from planner.staffing.slots import agents_of, slots_of

MORNING, NOON, EVENING = 18, 24, 40  # half-hours from 09:00, 12:00 and 20:00


def desk(**changes: Any) -> Any:
    """The scenario of an example whose first team has one shift of ten on Mondays, without any absence."""
    plan = read_plan_text(example_text("two-tiers"))

    def change(data: dict[str, Any]) -> None:
        data["holidays"] = []
        team = data["teams"]["L1"]
        team.update(absence=0, off_queue=0, shifts={"day": {"days": "mon", "span": "09:00-17:00", "agents": 10}})
        team["shifts"]["day"].update(changes.pop("shift", {}))
        team.update(changes.pop("team", {}))
        data.update(changes)

    return plan.edit(change).base


def coverage(scenario: Any, team: str = "L1") -> Any:
    return desk_coverage(compile_inputs(scenario), calendar_of(scenario))[team]


def test_that_a_shift_counts_on_its_days_and_hours() -> None:
    found = coverage(desk())
    assert found.shape == (4, 7, 48)
    assert set(found[:, 0, MORNING:34].ravel()) == {10.0}
    assert found.sum() == pytest.approx(4 * 16 * 10)


def test_that_absence_and_time_off_the_queue_take_their_share() -> None:
    found = coverage(desk(team={"absence": 0.1, "off_queue": 0.2}))
    assert found[0, 0, MORNING] == pytest.approx(10 * 0.9 * 0.8)


def test_that_breaks_are_taken_out() -> None:
    rest = {"after": "3 h", "length": "30 min", "stagger": False}
    found = coverage(desk(shift={"breaks": [rest]}))
    assert found[0, 0, NOON] == 0
    assert found[0, 0, NOON + 1] == 10


def test_that_single_dates_and_holidays_count_on_their_day() -> None:
    start = desk().start
    later = start.replace(day=start.day + 8)
    dated = coverage(desk(shift={"dates": [later]}))
    assert dated[1, 1, MORNING] == 10
    assert dated[0, 1, MORNING] == 0
    closed = coverage(desk(shift={"holidays": "off"}, holidays=[start]))
    assert closed[0, 0, MORNING] == 0
    assert closed[1, 0, MORNING] == 10


def test_that_a_night_shift_goes_on_after_midnight() -> None:
    found = coverage(desk(shift={"span": "20:00-02:00"}))
    assert found[0, 0, EVENING] == 10
    assert found[0, 1, 3] == 10
    assert found[0, 1, 4] == 0


def test_that_another_time_zone_stands_on_the_plans_clock() -> None:
    found = coverage(desk(team={"time_zone": "America/New_York"}))
    assert found[0, 0, MORNING] == 0
    assert found[0, 0, MORNING + 12] == 10


def test_that_a_range_counts_as_its_likely_number() -> None:
    assert coverage(desk(shift={"agents": {"low": 3, "likely": 4, "high": 6}}))[0, 0, MORNING] == 4


def test_that_a_team_comes_to_its_paid_hours_and_wages() -> None:
    scenario = desk(costs={}, team={"cost_per_hour": 10.0})
    inputs = compile_inputs(scenario)
    slots = slots_of(scenario, inputs)
    found = team_weeks(slots, agents_of(scenario, slots))["L1"]
    assert (found.people, found.paid_hours) == (10, pytest.approx(80))
    assert found.cost_per_month == pytest.approx(800 * 365.25 / 12 / 7)


def test_that_only_who_answers_calls_and_chats_needs_agents_at_an_hour() -> None:
    scenario = read_plan_text(example_text("every-channel")).base
    needs = {need.teams: need for need in live_needs(compile_inputs(scenario), 1)}
    assert needs["Mail",].agents is None
    assert needs["Mail",].waiting_hours > 0
    chat = needs["Chat",].agents
    assert chat is not None
    assert chat.max() >= 1
    assert chat[0, 4] == 0


def test_that_teams_which_share_work_are_put_together() -> None:
    plan = read_plan_text(example_text("two-tiers"))

    def twin(data: dict[str, Any]) -> None:
        data["teams"]["Night"] = {**data["teams"]["L1"], "shifts": {}}

    needs = live_needs(compile_inputs(plan.edit(twin).base), 1)
    assert ("L1", "Night") in [need.teams for need in needs]


def test_that_a_week_with_an_event_needs_more() -> None:
    start = desk().start
    event = {"from": start, "to": start.replace(day=start.day + 6), "factor": 4.0}
    inputs = compile_inputs(desk(events={"launch": event}))
    weeks = [live_needs(inputs, 1, week)[0].agents for week in (0, 1)]
    assert all(week is not None for week in weeks)
    busy, calm = (float(np.sum(week)) for week in weeks)
    assert busy > 1.5 * calm
