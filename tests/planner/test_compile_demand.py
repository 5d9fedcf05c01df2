"""Expected contacts of small plans, counted by hand."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import numpy as np
import pytest

from planner.calendar import Calendar
from planner.compile import compile_inputs
from planner.scenario.scenario import Scenario
from simulation.inputs import DemandCell, Inputs

MONTH_DAYS = 365.25 / 12
QUARTERS_A_DAY = 96

# 400 customers with 3 contacts a month: 1,200 contacts a month, 1200 / 30.4375 = 39.43 a day.
PLAN = """
start = 2026-02-02
weeks = 4
time_zone = "Europe/Belgrade"
holidays = [2026-02-16]
[run]
warm_up = "1 d"
cool_down = "1 d"
[profiles.shape]
by_hour = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 1, 1, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0]
by_weekday = [2, 1, 1, 1, 1, 0.5, 0.5]
[segments.Pro]
customers = 400
contacts_per_customer_month = 3
support_level = "Standard"
channels = { email = 1 }
[support_levels.Standard]
[channels.email]
kind = "deferred"
[tiers.L1]
[topics.bug]
share = 0.25
tier = "L1"
work.L1 = { handle_time = "10 min" }
[topics.billing]
share = 0.75
tier = "L1"
work.L1 = { handle_time = "5 min" }
"""
PER_DAY = 1200 / MONTH_DAYS


def compiled(**changes: Any) -> Inputs:
    data = tomllib.loads(PLAN)
    segment = changes.pop("segment", {})
    data["segments"]["Pro"] |= segment
    data["profiles"]["shape"] |= changes.pop("profile", {})
    return compile_inputs(Scenario.from_data(data | changes))


def within_weeks(inputs: Inputs, cell: DemandCell) -> Any:
    """Expected contacts by day (rows) and quarter-hour of the weeks that count."""
    skipped = round(-inputs.horizon.begin / 900)
    return cell.expected[skipped : skipped + 28 * QUARTERS_A_DAY].reshape(28, QUARTERS_A_DAY)


def test_that_a_plain_month_brings_customers_times_rate() -> None:
    for segment in ({}, {"profile": "shape"}):
        inputs = compiled(segment=segment, holidays=[])
        (cell,) = inputs.demand
        assert cell.expected.shape == inputs.horizon.days.shape
        assert within_weeks(inputs, cell).sum() == pytest.approx(28 * PER_DAY)


def test_that_demand_without_a_profile_is_flat() -> None:
    (cell,) = compiled().demand
    assert cell.expected == pytest.approx(PER_DAY / QUARTERS_A_DAY)
    assert cell.busy_day_cv == 0.0


def test_that_a_profile_gives_each_hour_its_share_of_the_plain_week() -> None:
    inputs = compiled(segment={"profile": "shape"}, profile={"busy_day_cv": 0.2}, holidays=[])
    (cell,) = inputs.demand
    by_day = within_weeks(inputs, cell)
    # weekday weights add to 7, hour weights to 14: Monday has 2/7 of a week, its hour from 09:00 has 2/14 of that
    assert by_day.sum(axis=1)[:7] == pytest.approx(np.array([2, 1, 1, 1, 1, 0.5, 0.5]) * PER_DAY)
    assert by_day[0, 36:40] == pytest.approx(2 * PER_DAY * 2 / 14 / 4)
    assert by_day[0, 31] == 0.0
    assert cell.busy_day_cv == 0.2


def test_that_hours_of_the_week_can_be_given_one_by_one() -> None:
    rows = [[0.0] * 24 for _ in range(7)]
    rows[2][13] = 5.0
    profile = {"by_hour_of_week": rows}
    inputs = compiled(segment={"profile": "wednesday"}, profiles={"wednesday": profile})
    by_day = within_weeks(inputs, inputs.demand[0])
    assert by_day[2, 52:56] == pytest.approx(7 * PER_DAY / 4)
    assert by_day.sum() == pytest.approx(28 * PER_DAY)


def test_that_holidays_and_months_multiply_after_scaling() -> None:
    by_month = [1.0] * 12
    by_month[1] = 1.5
    inputs = compiled(segment={"profile": "shape"}, profile={"holiday": 0.3, "by_month": by_month})
    days = within_weeks(inputs, inputs.demand[0]).sum(axis=1)
    monday, holiday, in_march = days[0], days[14], days[27]
    assert monday == pytest.approx(1.5 * 2 * PER_DAY)
    assert holiday == pytest.approx(0.3 * monday)
    assert in_march == pytest.approx(0.5 * PER_DAY)  # Sunday 1 March


def test_that_a_segment_may_have_holidays_of_its_own() -> None:
    segment = {"profile": "shape", "holidays": [date(2026, 2, 3)]}
    inputs = compiled(segment=segment, profile={"holiday": 0.0})
    days = within_weeks(inputs, inputs.demand[0]).sum(axis=1)
    assert (days[1], days[14]) == (0.0, pytest.approx(2 * PER_DAY))


def test_that_customers_ask_on_their_own_clock() -> None:
    zones = {"Europe/Belgrade": 0.5, "America/New_York": 0.25, "Asia/Kolkata": 0.25}
    inputs = compiled(segment={"profile": "shape", "time_zones": zones, "stream": "Old name"}, holidays=[])
    assert [cell.stream for cell in inputs.demand] == [f"Old name|{zone}" for zone in zones]
    first_asked = [int(np.flatnonzero(within_weeks(inputs, cell)[1])[0]) for cell in inputs.demand]
    # 08:00 in Belgrade (UTC+1); in New York (UTC-5) that is 14:00 here; in Kolkata (UTC+5:30) 03:30 here
    assert first_asked == [8 * 4, 14 * 4, 3 * 4 + 2]
    sums = [float(cell.expected.sum()) for cell in inputs.demand]
    assert sums[0] == pytest.approx(2 * sums[1], rel=0.01)


def test_that_shares_of_zones_need_not_add_up() -> None:
    zones = {"Europe/Belgrade": 0.2, "UTC": 0.2}
    inputs = compiled(segment={"time_zones": zones})
    assert sum(within_weeks(inputs, cell).sum() for cell in inputs.demand) == pytest.approx(28 * PER_DAY)


def test_that_customers_grow_after_the_start_only() -> None:
    inputs = compiled(segment={"growth_per_month": 0.1})
    expected = inputs.demand[0].expected / (PER_DAY / QUARTERS_A_DAY)
    assert expected[:QUARTERS_A_DAY] == pytest.approx(1.0)  # warm-up
    months = (np.arange(len(expected) - QUARTERS_A_DAY) + 0.5) / QUARTERS_A_DAY / MONTH_DAYS
    assert expected[QUARTERS_A_DAY:] == pytest.approx(1.1**months)


def test_that_an_event_multiplies_between_its_moments() -> None:
    # 2026-02-04 counts whole; the second event covers one third of a quarter-hour
    events = {
        "launch": {"from": date(2026, 2, 4), "to": date(2026, 2, 4), "factor": 3.0},
        "outage": tomllib.loads("from = 2026-02-06T10:00:00\nto = 2026-02-06T10:05:00\nfactor = 4.0"),
        "elsewhere": {"from": date(2026, 2, 2), "to": date(2026, 2, 8), "factor": 9.0, "segments": ["Other"]},
    }
    inputs = compiled(events=events)
    relative = within_weeks(inputs, inputs.demand[0]) / (PER_DAY / QUARTERS_A_DAY)
    assert relative.sum(axis=1)[:6] == pytest.approx([96, 96, 3 * 96, 96, 95 + 2, 96])
    assert relative[4, 40] == pytest.approx(1 + 3 * (1 / 3))
    assert inputs.demand[0].topic_factors is None


def test_that_an_event_on_topics_changes_volume_and_mix() -> None:
    # bugs are a quarter of the mix: five times as many make 4 * 1/4 more contacts
    event = {"from": date(2026, 2, 4), "to": date(2026, 2, 4), "factor": 5.0, "topics": ["bug"]}
    inputs = compiled(events={"outage": event})
    (cell,) = inputs.demand
    days = within_weeks(inputs, cell).sum(axis=1) / PER_DAY
    assert days[:4] == pytest.approx([1, 1, 2, 1])
    assert cell.topic_factors is not None
    assert cell.topic_factors.shape == (len(cell.expected), 2)
    quarter = 3 * QUARTERS_A_DAY  # one day of warm-up, two days in
    assert cell.topic_factors[[quarter - 1, quarter]].tolist() == [[1.0, 1.0], [5.0, 1.0]]


def test_that_the_horizon_counts_elapsed_time_over_a_clock_change() -> None:
    inputs = compiled(start=date(2026, 3, 23), weeks=1)
    horizon = inputs.horizon
    assert (horizon.begin, horizon.weeks_end, horizon.end) == (-86400.0, 7 * 86400.0 - 3600, 8 * 86400.0 - 3600)
    assert horizon.first_quarter * 900 == Calendar("Europe/Belgrade", date(2026, 3, 22), 1).origin
    dates, quarters = np.unique(horizon.days, return_counts=True)
    assert dates[0] == date(2026, 3, 22).toordinal()
    assert quarters.tolist() == [96] * 7 + [92, 96]
    assert len(horizon.days) == (horizon.end - horizon.begin) / 900


def test_that_a_backlog_leaves_out_the_warm_up() -> None:
    backlog = {"old": {"tickets": 30, "segment": "Pro", "channel": "email", "topic": "billing", "age": "2 d"}}
    inputs = compiled(backlog=backlog)
    assert inputs.horizon.begin == 0.0
    (part,) = inputs.backlog
    assert (part.segment, part.channel, part.topic, part.count, part.stream) == (0, 0, 1, 30, "old")
    assert part.age.mean == 2 * 86400.0


def test_that_warm_up_and_cool_down_end_on_full_quarter_hours() -> None:
    inputs = compiled(run={"warm_up": "50 min", "cool_down": "20 min"})
    assert inputs.horizon.begin == -3600.0
    assert inputs.horizon.end == inputs.horizon.weeks_end + 1800.0


def test_that_a_forecast_month_has_its_contacts_whatever_its_weekdays_and_holidays() -> None:
    # the horizon runs from 1 February to 2 March: February is in it whole, March for one day
    cell = compiled(segment={"forecast": {"2026-02": 5000, "2026-03": 100_000, "2099-01": 7}}).demand[0]
    begin = QUARTERS_A_DAY  # the warm-up of a day is the first of February
    assert np.isclose(cell.expected[: 28 * QUARTERS_A_DAY].sum(), 5000.0)
    assert cell.expected[28 * QUARTERS_A_DAY + begin // 2].sum() > 0


def test_that_months_without_a_forecast_go_by_customers() -> None:
    plain, forecast = compiled().demand[0], compiled(segment={"forecast": {"2026-03": 100}}).demand[0]
    february = slice(0, 28 * QUARTERS_A_DAY)
    assert np.array_equal(plain.expected[february], forecast.expected[february])
