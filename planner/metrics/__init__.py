"""How well support runs: one file for each family of metrics, listed in ``METRICS``."""

from __future__ import annotations

from planner.metrics import (
    abandonment,
    answer,
    backlog,
    money,
    people,
    quality,
    resolution,
    response,
    satisfaction,
    targets,
    value,
    volumes,
    work,
)
from planner.metrics.measure import MetricValue, measure_with
from planner.metrics.metric import Metric
from planner.study import Study

__all__ = ["METRICS", "Metric", "MetricValue", "measure"]

METRICS: tuple[Metric, ...] = (
    *volumes.METRICS,
    *answer.METRICS,
    *abandonment.METRICS,
    *response.METRICS,
    *resolution.METRICS,
    *targets.METRICS,
    *quality.METRICS,
    *work.METRICS,
    *backlog.METRICS,
    *people.METRICS,
    *money.METRICS,
    *value.METRICS,
    *satisfaction.METRICS,
)


def measure(study: Study) -> tuple[MetricValue, ...]:
    """Every metric of a study as a total and by its splits, with intervals; in the order of ``METRICS``."""
    return measure_with(METRICS, study)
