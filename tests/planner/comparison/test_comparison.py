"""Paired differences: their size, their certainty, what differs, and how much pairing is worth."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from planner.comparison import Comparison, Difference, Outcome, changes, compare
from planner.errors import PlannerError
from planner.metrics import METRICS
from planner.metrics.measure import Measurement
from planner.scenario.files import load_plan_text
from planner.study import Study, run_study
from tests.planner.story import PLAN

REPLICATIONS = 20
# three agents of the first team who are busy, and enough of the second
BUSY = PLAN.replace("customers = 100", "customers = 900").replace("agents = 1", "agents = 6")
BUSY = BUSY.replace("agents = 2", "agents = 3")
SCENARIOS = """
[scenarios."One more"]
teams.First.shifts.day.agents = 4
[scenarios."The same"]
note = "Nothing else."
[scenarios."Dearer"]
teams.First.cost_per_hour = 11.0
"""


@cache
def study(name: str, seed: int = 1) -> Study:
    return run_study(load_plan_text(BUSY + SCENARIOS).scenario(name), replications=REPLICATIONS, seed=seed, workers=1)


def compared(name: str) -> Comparison:
    (comparison,) = compare(study("Base"), [study(name)])
    return comparison


def total(comparison: Comparison, metric: str) -> Difference:
    (found,) = (row for row in comparison.differences if row.metric == metric and not row.by)
    return found


def test_that_one_more_agent_is_told_apart() -> None:
    comparison = compared("One more")
    waits = total(comparison, "average_speed_of_answer")
    assert waits.outcome is Outcome.BETTER
    assert waits.value is not None
    assert waits.value < 0.0
    assert total(comparison, "cost_total_per_month").outcome is Outcome.WORSE
    assert total(comparison, "occupancy").outcome is Outcome.DIFFERENT
    (change,) = comparison.changes
    assert (change.address, change.before, change.after) == ("teams.First.shifts.day.agents", 3, 4)


def test_that_equal_scenarios_are_equal() -> None:
    comparison = compared("The same")
    assert comparison.changes == ()
    assert {row.outcome for row in comparison.differences} <= {Outcome.EQUAL, Outcome.NO_VALUE}


def test_that_a_wage_changes_cost_alone_and_exactly() -> None:
    comparison = compared("Dearer")
    told = {row.metric for row in comparison.differences if row.outcome not in {Outcome.EQUAL, Outcome.NO_VALUE}}
    assert told == {"cost_total_per_month", "cost_per_ticket"}
    (paid,) = (row.value for row in _rows("Base", "paid_hours") if row.by == {"team": "First"})
    assert paid is not None
    weeks_of_a_month = 365.25 / 12 / 7
    assert total(comparison, "cost_total_per_month").value == pytest.approx(paid * weeks_of_a_month)


def _rows(name: str, metric: str) -> list:  # type: ignore[type-arg]
    from planner.metrics import measure

    return [row for row in measure(study(name)) if row.metric == metric]


def test_that_pairing_shrinks_the_variance_of_a_difference_five_times() -> None:
    chosen = [metric for metric in METRICS if metric.name == "first_response_time_mean"]
    (metric,) = chosen
    base, more, others = (
        Measurement(chosen, each).influences(metric, ()).each[:, 0]
        for each in (study("Base"), study("One more"), study("One more", seed=2))
    )
    assert np.var(others - base, ddof=1) > 5.0 * np.var(more - base, ddof=1)


def test_that_the_interval_of_a_ratio_is_that_of_its_metric() -> None:
    for name in ("average_speed_of_answer", "cost_per_ticket", "tickets_offered"):
        (metric,) = (metric for metric in METRICS if metric.name == name)
        measurement = Measurement([metric], study("Base"))
        value, each = measurement.influences(metric, ()).of(0)
        (row,) = (row for row in measurement.rows(metric, ()) if not row.by)
        assert row.value == pytest.approx(value)
        assert row.high is not None
        error = np.std(each, ddof=1) / np.sqrt(len(each))
        assert row.high - value == pytest.approx(2.093024 * error, rel=1e-5)  # Student's t, 19 degrees of freedom


def test_that_looking_at_many_figures_is_corrected_for() -> None:
    """Two runs of the same desk with other customers differ by chance alone."""
    other = replace(study("Base", seed=2), seed=1)  # as if it had met the same customers
    (comparison,) = compare(study("Base"), [other])
    uncorrected = [row for row in comparison.differences if row.likelihood is not None and row.likelihood < 0.05]
    told = [row for row in comparison.differences if row.outcome in {Outcome.BETTER, Outcome.WORSE}]
    assert comparison.looked_at == sum(row.likelihood is not None for row in comparison.differences)
    assert len(told) <= len(uncorrected)
    assert told == []


def test_that_other_customers_are_not_compared() -> None:
    with pytest.raises(PlannerError, match="seed 2: they met other customers"):
        compare(study("Base"), [study("One more", seed=2)])


def test_that_only_common_replications_are_paired() -> None:
    few = run_study(load_plan_text(BUSY + SCENARIOS).scenario("One more"), replications=5, seed=1, workers=1)
    (comparison,) = compare(study("Base"), [few])
    assert comparison.replications == 5


def test_that_a_part_that_one_scenario_lacks_is_one_change() -> None:
    plan = load_plan_text(BUSY + '[scenarios.Fewer]\nremove = ["teams.Second.shifts.day"]\n')
    (change,) = changes(plan.base, plan.scenario("Fewer"))
    assert change.address == "teams.Second.shifts.day"
    assert change.after is None
    assert change.before["agents"] == 6
