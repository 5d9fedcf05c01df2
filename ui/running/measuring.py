"""From the replications that have finished to an answer; slow, and therefore only for the background thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.comparison import Comparison, compare
from planner.economics import cost
from planner.facts import Split
from planner.metrics import METRICS, Metric, MetricValue
from planner.metrics.measure import TOTAL, Measurement
from planner.reporting.building import report_of
from planner.reporting.report import Quantity, Section
from planner.scenario import Plan
from planner.study import Study
from ui.running.amounts import Amounts
from ui.running.answer import Answer
from ui.running.needed import needed_by
from ui.running.traced import Origin, TracedFindings

# What the tiles show; the difference to the base is measured for these.
COMPARED = ("first_response_time_p50", "occupancy", "cost_total_per_month", "backlog_mean")
# Figures that the heat map and the curves show for a single member too, hour by hour.
_HOURLY = (
    *("first_response_time_mean", "first_response_time_p50", "first_response_time_p90"),
    *("tickets_offered", "workload_hours", "backlog_mean"),
)
_HOURLY_SPLITS: tuple[Split, ...] = tuple(
    (dimension, "hour_of_week") for dimension in ("segment", "level", "channel", "tier")
)


def answer_of(plan: Plan, study: Study, base: Study | None, *, complete: bool) -> Answer:
    """Measure a study of the plan; ``base`` is a study of its base to compare with."""
    metrics = [_with_hours(metric) for metric in METRICS]
    measured = Measurement(metrics, study)
    values = [row for metric in metrics for split in (TOTAL, *metric.splits) for row in measured.rows(metric, split)]
    costs = cost(study)
    findings = TracedFindings(study.scenario, values, costs, study.replications)
    declared = TracedFindings(study.scenario, filter(_is_declared, values), costs, study.replications)
    report = report_of(plan, [study], [declared])
    section = report.sections[0]
    for table in section.tables:
        for cell in (cell for row in table.rows for cell in row if isinstance(cell, Quantity)):
            origin = declared.origin(cell)
            if origin is not None:
                findings.trace(cell, origin)
    _trace_promises(section, findings)
    needed = needed_by(study) if complete or study.stopped else ()
    return Answer(
        plan, study.scenario, section, complete, study.stopped, study.replications, datetime.now().astimezone(),
        study, report, findings, Amounts(metrics, measured), needed, _comparison(base, study),
    )  # fmt: skip


def _trace_promises(section: Section, findings: TracedFindings) -> None:
    """Promises hold quantities of their own, with the promised share as a limit of rounding; so does their table."""
    origins = [
        Origin(f"target_attainment_{promise.kind}", {"level": promise.level, "channel": promise.channel})
        for promise in section.promises
    ]
    for promise, origin in zip(section.promises, origins, strict=True):
        findings.trace(promise.reached, origin)
    for table in section.tables:
        if table.key == "promises":
            for row, origin in zip(table.rows, origins, strict=True):
                for cell in row:
                    if isinstance(cell, Quantity):
                        findings.trace(cell, origin)


def _with_hours(metric: Metric) -> Metric:
    if metric.name not in _HOURLY:
        return metric
    more = tuple(split for split in _HOURLY_SPLITS if split not in metric.splits)
    return replace(metric, splits=(*metric.splits, *more))


_DECLARED = {metric.name: {(), *metric.splits} for metric in METRICS}


def _is_declared(row: MetricValue) -> bool:
    return tuple(row.by) in _DECLARED[row.metric]


def _comparison(base: Study | None, study: Study) -> Comparison | None:
    if base is None or base.seed != study.seed or not {*base.numbers} & {*study.numbers}:
        return None
    return compare(base, [study], COMPARED)[0]
