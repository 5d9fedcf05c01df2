from __future__ import annotations

import math

import numpy as np
import pytest

from planner.economics import LINES, cost
from planner.facts import DIMENSIONS, Facts, Frame
from planner.facts.headlines import HEADLINES, Headlines
from planner.metrics import METRICS, Metric, measure
from planner.metrics.estimators import Count, Ratio
from planner.study import Study, run_study
from tests.planner.story import Story, measured, small_plan, study_of


@pytest.fixture(scope="module")
def study() -> Study:
    return run_study(small_plan(), replications=3, workers=1)


def test_that_names_are_unique() -> None:
    names = [metric.name for metric in METRICS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_that_every_metric_says_what_it_is(metric: Metric) -> None:
    assert str(metric.label)
    assert str(metric.definition).endswith(".")
    assert (metric.denominator is not None) == isinstance(metric.estimator, Ratio)
    assert len(metric.splits) == len(set(metric.splits))
    assert all(dimension in DIMENSIONS for split in metric.splits for dimension in split)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_that_every_numerator_knows_the_dimensions_of_its_splits(metric: Metric, study: Study) -> None:
    facts = Facts(Frame(study.scenario, study.inputs), study.records[0])
    for split in metric.splits:
        estimator = metric.estimator
        if isinstance(estimator, Count | Ratio):
            numerator = next(iter(estimator.amounts(split)))
            assert numerator(facts).knows(split), split
        for sample in estimator.samples():
            assert sample.part(facts, split).knows(split), split


def test_that_an_empty_replication_divides_nothing_by_zero() -> None:
    with np.errstate(all="raise"):
        rows = measure(study_of(Story(), Story()))
    totals = {row.metric: row.value for row in rows if not row.by}
    assert set(totals) == {metric.name for metric in METRICS}
    assert all(value is None or value == 0.0 for value in totals.values())
    assert totals["first_response_time_p50"] is None
    assert totals["occupancy"] is None


def test_that_a_run_gives_every_metric_a_row_and_every_share_lies_between_0_and_1(study: Study) -> None:
    with np.errstate(all="raise"):
        rows = measure(study)
    shares = {metric.name for metric in METRICS if metric.unit == "share"}
    assert {row.metric for row in rows if not row.by} == {metric.name for metric in METRICS}
    for row in rows:
        numbers = [number for number in (row.value, row.low, row.high) if number is not None]
        assert not any(math.isnan(number) for number in numbers)
        if row.metric in shares:
            assert all(0.0 <= number <= 1.0 + 1e-9 for number in numbers), row


def test_that_a_row_is_given_once(study: Study) -> None:
    keys = [(row.metric, *row.by.items()) for row in measure(study)]
    assert len(keys) == len(set(keys))


def test_that_tickets_are_conserved_in_a_run(study: Study) -> None:
    offered = measured(study, "tickets_offered")
    parts = [measured(study, f"tickets_{how}") for how in ("resolved", "abandoned", "open")]
    for by, row in offered.items():
        if len(by) < 2:
            assert row.value == pytest.approx(sum(part[by].value or 0.0 for part in parts)), by


def test_that_waiting_and_working_and_customer_make_up_the_resolution_time_of_a_run(study: Study) -> None:
    whole = measured(study, "resolution_time_mean")
    parts = [measured(study, f"resolution_{part}") for part in ("waiting", "working", "customer")]
    for by in ((), ("Pro",), ("email",), ("Basic", "email")):
        assert whole[by].value == pytest.approx(sum(part[by].value or 0.0 for part in parts))


def test_that_paid_time_is_work_and_idle_time_and_shrinkage_in_a_run(study: Study) -> None:
    paid, idle = (measured(study, name)[()].value or 0.0 for name in ("paid_hours", "idle_hours"))
    work, shrinkage = (measured(study, name)[()].value or 0.0 for name in ("workload_hours", "shrinkage"))
    assert paid == pytest.approx(work + idle + shrinkage * paid)


def test_that_headlines_are_the_metrics_of_their_names(study: Study) -> None:
    by_name = {metric.name: metric for metric in METRICS}
    for name, amounts in HEADLINES.items():
        estimator = by_name[name].estimator
        assert isinstance(estimator, Ratio)
        assert (estimator.numerator, estimator.denominator) == amounts


def test_that_the_widest_headline_decides(study: Study) -> None:
    headlines = Headlines(study.scenario.run.confidence)
    for frame, records in zip(study.frames, study.records, strict=True):
        headlines.add(frame, records)
    rows = [measured(study, name)[()] for name in HEADLINES]
    widths = [(row.value - row.low) / row.value for row in rows if row.value and row.low]
    assert headlines.relative_half_width() >= max(widths) - 1e-12


def test_that_cost_lines_add_up_to_the_cost(study: Study) -> None:
    lines = cost(study)
    assert {row.line for row in lines} == {line.name for line in LINES}
    total = measured(study, "cost_total")
    assert sum(row.value or 0.0 for row in lines if not row.by) == pytest.approx(total[()].value)
    assert sum(total[team,].value or 0.0 for team in ("First", "Second")) == pytest.approx(total[()].value)
