"""Sweeps: which points a grid has, what is refused before anything runs, and what is compared with what."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from planner.comparison import Outcome
from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.studies import Axis, Grid, Sweep, lay_out, sweep
from planner.studies.sweep import MOST_POINTS
from planner.study import Study, run_study
from tests.planner.story import PLAN

AGENTS = "teams.First.shifts.day.agents"
CUSTOMERS = "segments.Free.customers"
SCENARIOS = "\n[scenarios.More]\nteams.First.shifts.day.agents = 4\n"


def grid_of(*axes: Axis, scenario: str = "Base", text: str = PLAN + SCENARIOS) -> Grid:
    return lay_out(load_plan_text(text), axes, scenario)


def simulated(scenario: Scenario) -> Study:
    return run_study(scenario, replications=3, workers=1)


@cache
def along_agents() -> Sweep:
    return sweep(grid_of(Axis(AGENTS, ("1", "2", "3"))), simulated)


def test_that_every_value_is_a_point_with_a_readable_name() -> None:
    grid = grid_of(Axis(AGENTS, ("1", "2", "3")))
    assert [point.scenario.name for point in grid.points] == [f"{AGENTS} = {count}" for count in (1, 2, 3)]
    assert [int(point.scenario.teams["First"].shifts["day"].agents) for point in grid.points] == [1, 2, 3]


def test_that_two_axes_make_a_point_of_each_pair() -> None:
    grid = grid_of(Axis(AGENTS, ("1", "2")), Axis(CUSTOMERS, ("50", "100", "150")))
    assert [point.values for point in grid.points] == [(a, c) for a in ("1", "2") for c in ("50", "100", "150")]
    assert grid.points[-1].scenario.name == f"{AGENTS} = 2 and {CUSTOMERS} = 150"
    assert (grid.reference.values, grid.own) == (("2", "100"), True)


def test_that_numbers_and_durations_are_put_in_order_and_equal_values_count_once() -> None:
    assert grid_of(Axis(AGENTS, ("3", "1", "3", "2"))).axes[0].values == ("1", "2", "3")
    patience = grid_of(Axis("channels.chat.patience", ("2 min", "30 s", "1 h"))).axes[0]
    assert patience.values == ("30 s", "2 min", "1 h")
    assert patience.numbers() == (30.0, 120.0, 3600.0)


def test_that_without_the_plans_own_value_the_first_one_named_is_the_reference() -> None:
    grid = grid_of(Axis(AGENTS, ("5", "3")))
    assert (grid.reference.values, grid.own) == (("5",), False)


def test_that_the_scenario_that_is_varied_has_its_own_value() -> None:
    grid = grid_of(Axis(AGENTS, ("2", "4")), scenario="More")
    assert (grid.reference.values, grid.own) == (("4",), True)


def test_that_a_day_and_its_hours_are_not_the_same_value() -> None:
    text = PLAN.replace('resolve = { within = "8 h"', 'resolve = { within = "1 d"')
    grid = grid_of(Axis("support_levels.Basic.offers.email.resolve.within", ("24 h", "1 d")), text=text)
    assert (grid.reference.values, grid.own, len(grid.points)) == (("1 d",), True, 2)


def test_that_a_whole_table_can_be_varied() -> None:
    mixes = ("{ email = 1.0 }", "{ email = 0.4, chat = 0.6 }")
    grid = grid_of(Axis("segments.Pro.channels", mixes))
    assert [dict(point.scenario.segments["Pro"].channels) for point in grid.points] == [
        {"email": 1.0},
        {"email": 0.4, "chat": 0.6},
    ]


def test_that_all_wrong_points_are_told_at_once_with_address_and_value() -> None:
    with pytest.raises(PlannerError) as error:
        grid_of(Axis(AGENTS, ("2", "-1", "many")), Axis(CUSTOMERS, ("100", "-5")))
    said = str(error.value).splitlines()
    assert said[0].startswith("Nothing was simulated")
    assert [line.partition(":")[0] for line in said[1:]] == [
        f"- {CUSTOMERS} = -5", f"- {AGENTS} = -1", f"- {AGENTS} = many",
    ]  # fmt: skip


def test_that_a_pair_of_values_that_do_not_go_together_is_named_as_a_pair() -> None:
    with pytest.raises(PlannerError) as error:
        grid_of(Axis("segments.Pro.channels.chat", ("0.3", "0.2")), Axis("segments.Pro.channels.phone", ("0.3", "0.4")))
    said = str(error.value)
    assert "segments.Pro.channels.chat = 0.2 and segments.Pro.channels.phone = 0.3:" in said
    assert "segments.Pro.channels.chat = 0.3 and segments.Pro.channels.phone = 0.4:" in said


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        ([], "varies one value of a plan or two"),
        ([Axis(AGENTS, ("1", "2"))] * 3, "one value of a plan or two, not 3"),
        ([Axis("teams.Frist.shifts.day.agents", ("1", "2"))], "Did you mean teams.First"),
        ([Axis(AGENTS, ("2",))], "only the value 2"),
        ([Axis(AGENTS, ("2", "2"))], "only the value 2"),
        ([Axis(AGENTS, ("1", "2")), Axis("teams.First.shifts", ("{}", "{ day = {} }"))], "Vary each place once"),
        ([Axis("weeks", ("1", "2"))], "weeks cannot be varied"),
        ([Axis("run.seed", ("1", "2"))], "run.seed cannot be varied"),
        ([Axis("scenarios.More.teams.First.shifts.day.agents", ("1", "2"))], "cannot be varied"),
        ([Axis("teams..agents", ("1", "2"))], "is no address"),
        ([Axis(AGENTS, tuple(map(str, range(1, MOST_POINTS + 2))))], "too many for one sweep"),
    ],
)
def test_that_what_makes_no_grid_is_refused_in_a_sentence(axes: list[Axis], sentence: str) -> None:
    with pytest.raises(PlannerError) as error:
        grid_of(*axes)
    assert sentence in str(error.value)


def test_that_an_unknown_scenario_gets_the_nearest_name() -> None:
    with pytest.raises(PlannerError, match="More"):
        grid_of(Axis(AGENTS, ("1", "2")), scenario="Moer")


def test_that_the_points_meet_the_same_customers_and_are_compared_with_the_plan() -> None:
    found = along_agents()
    assert {study.seed for study in found.studies} == {found.studies[0].seed}
    assert found.comparisons[1] is None
    for comparison in (found.comparisons[0], found.comparisons[2]):
        assert comparison is not None
        assert comparison.baseline == f"{AGENTS} = 2"
    cost = {row.metric: row for row in found.comparisons[2].differences if not row.by}["cost_total_per_month"]  # type: ignore[union-attr]
    assert cost.outcome is Outcome.WORSE
    assert not found.stopped


def test_that_a_runner_decides_how_a_point_becomes_a_study() -> None:
    run: list[str] = []

    def counting(scenario: Scenario) -> Study:
        run.append(scenario.name)
        return simulated(scenario)

    sweep(grid_of(Axis(AGENTS, ("1", "2"))), counting)
    assert run == [f"{AGENTS} = 2", f"{AGENTS} = 1"]  # the reference first, so that every finished point has one


def test_that_finished_points_are_kept_when_the_sweep_is_stopped() -> None:
    def stopped_at(place: int, *, partly: bool) -> Sweep:
        run: list[str] = []

        def once(scenario: Scenario) -> Study:
            run.append(scenario.name)
            if len(run) == place and not partly:
                raise KeyboardInterrupt
            return replace(simulated(scenario), stopped=len(run) == place)

        return sweep(grid_of(Axis(AGENTS, ("1", "2", "3"))), once)

    for partly in (False, True):
        found = stopped_at(3, partly=partly)
        assert [point.values for point in found.points] == [("1",), ("2",)]
        assert found.stopped
    assert stopped_at(1, partly=False).points == ()
    assert [point.values for point in stopped_at(1, partly=True).points] == [("2",)]
