"""Measuring a study: every metric as a total and by its splits, with intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.facts import Facts, Frame, Part, Split, Totals
from planner.metrics.estimators import Count, Influences, Sample, Sorted, sort_sample
from planner.metrics.metric import Metric
from planner.study import Study
from simulation.records import Records

TOTAL: Split = ()


@dataclass(frozen=True, slots=True)
class MetricValue:
    """A metric's value and interval for one member of a split (``by`` is empty for the total).

    None is "no value"; a percentile is infinite where it lies beyond the horizon.
    """

    metric: str
    by: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None


def measure_with(metrics: Sequence[Metric], study: Study) -> tuple[MetricValue, ...]:
    """The values of some metrics, in their order: the total first, then split by split.

    Splits by one dimension have a row for each member; splits by two only for the pairs that occur.
    """
    measured = Measurement(metrics, study)
    return tuple(row for metric in metrics for split in (TOTAL, *metric.splits) for row in measured.rows(metric, split))


class Measurement:
    """All totals and samples of a study that some metrics need."""

    def __init__(self, metrics: Iterable[Metric], study: Study) -> None:
        self.frame = Frame(study.scenario, study.inputs)  # of the likely values: names, and factors of time
        self.confidence = study.scenario.run.confidence
        wanted = [(metric, split) for metric in metrics for split in (TOTAL, *metric.splits)]
        self.totals = Totals((amount, split) for metric, split in wanted for amount in metric.estimator.amounts(split))
        self._parts: dict[tuple[Sample, Split], list[Part]] = {}
        for metric, split in wanted:
            for sample in metric.estimator.samples():
                self._parts.setdefault((sample, split if sample.by_split else TOTAL), [])
        self._sorted: dict[tuple[Sample, Split], Sorted] = {}
        self._members: dict[Split, list[dict[str, str]]] = {}
        for frame, records in zip(study.frames, study.records, strict=True):
            self._add(frame, records)

    def _add(self, frame: Frame, records: Records) -> None:
        facts = Facts(frame, records)
        self.totals.add(facts)
        for (sample, split), parts in self._parts.items():
            parts.append(sample.part(facts, split))

    def samples(self, sample: Sample, split: Split) -> Sorted:
        """The values of a sample, grouped by the cells of a split."""
        if (sample, split) not in self._sorted:
            parts = self._parts[sample, split if sample.by_split else TOTAL]
            self._sorted[sample, split] = sort_sample(parts, split)
        return self._sorted[sample, split]

    def influences(self, metric: Metric, split: Split) -> Influences:
        """What each replication contributes to a metric's value for each member of a split."""
        return metric.estimator.influences(self, split)

    def rows(self, metric: Metric, split: Split) -> Iterable[MetricValue]:
        """The values of a metric for the members of a split."""
        highest = 1.0 if metric.unit == "share" else math.inf
        lowest = -math.inf if metric.signed else 0.0
        estimates = metric.estimator.estimates(self, split).clipped(lowest, highest)
        sparse = len(split) > 1
        for by, (value, low, high) in zip(self._by(split), estimates.rows(), strict=True):
            if value or not sparse or (value == 0 and not isinstance(metric.estimator, Count)):
                yield MetricValue(metric.name, by, value, low, high)

    def _by(self, split: Split) -> list[dict[str, str]]:
        if split not in self._members:
            self._members[split] = self.frame.members(split)
        return self._members[split]
