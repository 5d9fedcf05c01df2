"""Growth: months of a scenario, how long its people are enough, and what each team needs between two searches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.compile.horizon import quarter_starts
from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.staffing import Staffing
from planner.staffing.aims import Evidence, aims_of
from planner.staffing.slots import agents_of, slots_of
from planner.studies import grow
from planner.studies.growth import Growth, Standing, searched_months
from planner.studies.headcount import TeamNeed, between, full_time_of, plan_team
from planner.studies.months import lay_out_months
from planner.study import Study, run_study
from planner.units import HOUR, MONTH, WEEK
from tests.planner.story import PLAN

GROWING = PLAN.replace("customers = 100", "customers = 100\ngrowth_per_month = 0.05").replace(
    'time_zone = "UTC"', 'time_zone = "Europe/Berlin"', 1
)
# half of the people of First leave each year, and newcomers begin a month after the decision
LEAVING = PLAN.replace(
    "hours_per_week = 40",
    'hours_per_week = 40\nattrition_per_year = 0.6\nreplacement_cost = 1000.0\nhiring_lead = "30 d"',
)


def base_of(text: str) -> Scenario:
    return load_plan_text(text).base


# -------------------------------------------------------------- months


def test_that_months_begin_on_the_weekday_of_the_plan() -> None:
    months = lay_out_months(base_of(GROWING), 13)
    assert {month.first_day.weekday() for month in months} == {0}
    assert [month.first_day.isoformat() for month in months[:4]] == [
        "2026-03-02",
        "2026-03-30",
        "2026-05-04",
        "2026-06-01",
    ]
    for month in months:
        exact = dt.datetime(2026, 3, 2, tzinfo=dt.UTC) + dt.timedelta(seconds=month.number * MONTH)
        assert abs((month.first_day - exact.date()).days) <= 4


def test_that_customers_go_on_growing_as_in_a_longer_plan() -> None:
    scenario = base_of(GROWING)
    long = compile_inputs(scenario.with_data({**scenario.data, "weeks": 26}))
    later = compile_inputs(lay_out_months(scenario, 4)[3].scenario)
    # a clock change lies between them: the plan's clock is what counts
    ahead = 13 * WEEK - HOUR
    starts = quarter_starts(later.horizon)
    counted = (starts >= 0.0) & (starts < WEEK)
    rows = np.searchsorted(quarter_starts(long.horizon), starts[counted] + ahead)
    for mine, other in zip(later.demand, long.demand, strict=True):
        assert mine.expected[counted] == pytest.approx(other.expected[rows], rel=1e-12)


def test_that_a_forecast_stays_as_the_plan_says() -> None:
    text = GROWING.replace("[segments.Pro]", 'forecast = { "2026-05" = 300 }\n\n[segments.Pro]')
    months = [compile_inputs(month.scenario) for month in lay_out_months(base_of(text), 3)]
    own = compile_inputs(base_of(text.replace("start = 2026-03-02", "start = 2026-05-04")))
    starts = quarter_starts(own.horizon)
    counted = (starts >= 0.0) & (starts < WEEK)
    assert months[2].demand[0].expected[counted] == pytest.approx(own.demand[0].expected[counted])


def test_that_the_corners_of_ranges_grow_with_the_corners_of_the_rate() -> None:
    text = PLAN.replace(
        "customers = 100", "customers = 100\ngrowth_per_month = { low = 0.0, likely = 0.05, high = 0.1 }"
    )
    scenario = lay_out_months(base_of(text), 3)[2].scenario
    customers = scenario.data["segments"]["Free"]["customers"]
    passed = 9 * WEEK / MONTH
    assert customers == pytest.approx({"low": 100.0, "likely": 100 * 1.05**passed, "high": 100 * 1.1**passed})


def test_that_a_backlog_is_there_in_the_first_month_only() -> None:
    text = PLAN + '[backlog.old]\ntickets = 5\nsegment = "Free"\nchannel = "email"\ntopic = "bug"\nage = "2 d"\n'
    first, second = lay_out_months(base_of(text), 2)
    assert first.scenario.backlog
    assert not second.scenario.backlog


def test_that_a_long_plan_is_cut_to_the_weeks_of_a_month() -> None:
    months = lay_out_months(base_of(PLAN.replace("weeks = 1", "weeks = 30")), 2)
    assert [month.scenario.weeks for month in months] == [4, 4]


def test_that_a_month_that_cannot_be_simulated_is_named_before_anything_is() -> None:
    text = PLAN.replace("customers = 100", "customers = 10000\ngrowth_per_month = 5.0")
    with pytest.raises(PlannerError, match=r"Month 5, from 2026-06-29, cannot be simulated: .* Look at fewer months\."):
        lay_out_months(base_of(text), 12)


@pytest.mark.parametrize("count", [0, 61])
def test_that_the_number_of_months_is_limited(count: int) -> None:
    with pytest.raises(PlannerError, match="1 to 60 months"):
        lay_out_months(base_of(PLAN), count)


def test_that_the_first_and_the_last_month_are_always_searched() -> None:
    assert searched_months(12, 3) == (0, 3, 6, 9, 11)
    assert searched_months(7, 3) == (0, 3, 6)
    assert searched_months(1, 3) == (0,)
    with pytest.raises(PlannerError, match="not every 0"):
        searched_months(12, 0)


# -------------------------------------------------------------- with the people of today


def run(scenario: Scenario) -> Study:
    return run_study(scenario, replications=4, workers=1)


def as_planned(scenario: Scenario, more: int = 0) -> Staffing:
    """A staffing that asks for the people of the plan, and for so many more of each shift."""
    inputs = compile_inputs(scenario)
    slots = slots_of(scenario, inputs)
    staff = tuple(agents + more for agents in agents_of(scenario, slots))
    data = dict(scenario.data)
    data["teams"] = {
        name: {
            **team,
            "shifts": {key: {**shift, "agents": shift["agents"] + more} for key, shift in team["shifts"].items()},
        }
        for name, team in data["teams"].items()
    }
    return Staffing(
        scenario=scenario.with_data(data), study=run_study(scenario, replications=1, workers=1), slots=slots,
        staff=staff, before=None, before_holds=None, shown=(), steps=(), explanation=None, obstacles=(), trials=1,
        proved=True, gap=0.0, limited=False, stopped=False,
    )  # fmt: skip


def interrupted(_scenario: Scenario) -> Staffing:
    raise KeyboardInterrupt


@cache
def breaking() -> Growth:
    text = PLAN.replace("customers = 100", "customers = 20\ngrowth_per_month = 4.0")
    return grow(base_of(text), 4, 3, run, interrupted)


def test_that_the_first_month_is_found_in_which_an_aim_is_no_longer_shown() -> None:
    found = breaking()
    assert found.shown[0].holds
    assert found.breaks is not None
    assert found.breaks.month.number > 0
    failing = [each for each in found.breaks.reached if each.standing in (Standing.MISSED, Standing.NOT_CERTAIN)]
    assert failing
    for each in found.shown[-1].reached:
        assert each.value is not None
        if each.standing is Standing.MISSED and each.aim.is_promised:
            assert each.high is not None
            assert each.high < each.aim.share
            assert each.margin < 0.0
    assert any(each.standing is Standing.MISSED for each in found.shown[-1].reached)


def test_that_limits_are_those_of_the_search() -> None:
    scenario = base_of(PLAN.replace("[run]", "[run]\nmax_occupancy = 0.5"))
    study = run(scenario)
    evidence = Evidence(aims_of(scenario), study).shown()
    found = grow(scenario, 1, 1, lambda _month: study, interrupted).shown[0].reached
    for each, shown in zip(found, evidence, strict=True):
        assert (each.aim, each.value) == (shown.aim, pytest.approx(shown.value))
        if each.aim.is_promised:
            assert (each.high if each.aim.at_most else each.low) == pytest.approx(shown.limit)


def test_that_what_had_finished_is_kept_after_an_interruption() -> None:
    months: list[Scenario] = []

    def runs_twice(scenario: Scenario) -> Study:
        if len(months) == 2:
            raise KeyboardInterrupt
        months.append(scenario)
        return run(scenario)

    found = grow(base_of(PLAN), 4, 1, runs_twice, interrupted)
    assert (len(found.shown), found.staffed, found.plans, found.stopped) == (2, (), (), True)
    assert breaking().stopped
    assert len(breaking().shown) == 4


def test_that_a_desk_that_offers_nothing_cannot_break() -> None:
    scenario = base_of(PLAN)
    levels = {name: {"priority": 1} for name in scenario.support_levels}
    with pytest.raises(PlannerError, match=r"Nothing is offered|cannot be simulated"):
        grow(scenario.with_data({**scenario.data, "support_levels": levels}), 1, 1, run, interrupted)


# -------------------------------------------------------------- hiring


def staffer(more: int) -> Callable[[Scenario], Staffing]:
    return lambda scenario: as_planned(scenario, more)


def test_that_a_team_with_shifts_of_forty_hours_has_as_many_full_time_people() -> None:
    teams = base_of(PLAN).teams
    assert full_time_of(teams["First"]) == 2.0
    assert full_time_of(teams["Second"]) == 2.0  # one place of 40 hours, and a full-time week of 20


def test_that_unpaid_breaks_and_single_dates_are_no_full_time_hours() -> None:
    text = PLAN.replace(
        "agents = 2", 'agents = 2\nbreaks = [{ after = "3 h", length = "48 min", paid = false }]\n'
        '[teams.First.shifts.launch]\ndates = [2026-03-07]\nspan = "09:00-17:00"\nagents = 5',
    )  # fmt: skip
    assert full_time_of(base_of(text).teams["First"]) == pytest.approx(1.8)


def test_that_leavers_are_replaced_with_dates_and_money() -> None:
    found = grow(base_of(LEAVING), 3, 1, run, staffer(0))
    first, second = found.plans
    assert [month.crew.hired for month in first.months] == [0, 1, 0]
    hiring = first.months[1]
    assert (hiring.first_day, hiring.decide_by) == (dt.date(2026, 3, 30), dt.date(2026, 2, 28))
    assert hiring.replacement == 1000.0
    # 1.9 stayed and one came, each 40 hours a week at 10 an hour
    assert hiring.cost == pytest.approx(2.9 * 400 * MONTH / WEEK + 1000)
    assert not any(month.crew.hired for month in second.months)


def test_that_more_needed_people_are_hired_for_the_month_that_needs_them() -> None:
    found = grow(
        base_of(PLAN), 2, 1, run, lambda month: as_planned(month, int(month.start.month > 3 or month.start.day > 2))
    )
    first = found.plans[0]
    assert [month.need.full_time for month in first.months] == [2.0, 3.0]
    assert [month.crew.hired for month in first.months] == [0, 1]


def test_that_people_follow_contacts_between_two_searches() -> None:
    known = {0: TeamNeed(10.0, 12.0, 1000.0, 100.0), 3: TeamNeed(15.0, 18.0, 1800.0, 120.0)}
    needs = between(known, [100.0, 150.0, 60.0, 100.0])
    assert [need.searched for need in needs] == [True, False, False, True]
    assert needs[1].full_time == pytest.approx(1.5 * (10 * 2 / 3 + 15 / 3))
    assert needs[2].full_time == pytest.approx(0.6 * (10 / 3 + 15 * 2 / 3))
    assert needs[2].pay == pytest.approx(100 / 3 + 120 * 2 / 3)


def test_that_without_contacts_people_change_evenly() -> None:
    known = {0: TeamNeed(10.0, 10.0, 0.0, 0.0), 2: TeamNeed(20.0, 20.0, 0.0, 0.0)}
    assert between(known, [0.0, 0.0, 0.0])[1].full_time == 15.0


def test_that_before_the_first_staffing_people_follow_contacts_too() -> None:
    needs = between({1: TeamNeed(10.0, 10.0, 0.0, 0.0)}, [50.0, 100.0, 100.0])
    assert [need.full_time for need in needs] == [5.0, 10.0]


def test_that_between_searches_people_who_are_seen_to_be_enough_are() -> None:
    # month 3 needs one more of each shift; in month 2 those of today were seen to be enough
    text = PLAN.replace("customers = 100", "customers = 20")
    found = grow(base_of(text), 3, 2, run, lambda month: as_planned(month, int(month.start.month == 5)))
    assert all(each.holds for each in found.shown)
    assert [month.need.full_time for month in found.plans[0].months] == [2.0, 2.0, 3.0]


def test_that_the_month_where_it_breaks_is_searched_too() -> None:
    asked: list[str] = []

    def staff(scenario: Scenario) -> Staffing:
        asked.append(scenario.name)
        return as_planned(scenario, 5)

    text = PLAN.replace("customers = 100", "customers = 20\ngrowth_per_month = 4.0")
    found = grow(base_of(text), 4, 3, run, staff)
    assert found.breaks is not None
    assert found.breaks.month.number not in (0, 3)
    assert [each.month.number for each in found.staffed] == sorted({0, found.breaks.month.number, 3})
    assert len(asked) == 3


def test_that_a_month_that_would_contradict_what_was_seen_is_searched_too() -> None:
    asked: list[int] = []

    def staff(scenario: Scenario) -> Staffing:
        asked.append(scenario.start.month)
        return as_planned(scenario)  # says that those of today are enough, whatever was seen

    text = PLAN.replace("customers = 100", "customers = 20\ngrowth_per_month = 9.0")
    found = grow(base_of(text), 3, 2, run, staff)
    assert [each.holds for each in found.shown] == [True, False, False]
    assert len(asked) == len(found.staffed) == 3


def test_that_lead_times_are_whole_days() -> None:
    scenario = base_of(LEAVING.replace('hiring_lead = "30 d"', 'hiring_lead = "12 h"'))
    plan = plan_team(scenario, "First", [TeamNeed(2.0, 2.0, 0.0, 0.0)], [dt.date(2026, 3, 2)])
    assert plan.months[0].decide_by == dt.date(2026, 3, 1)
