"""The chance that the weeks miss a promise: the share of replications that do.

A promise may hold on average and still be missed in one month of four. Replications differ by chance and, where the
plan has ranges, by what is not known about its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.facts import Split
from planner.facts.intervals import share_interval
from planner.metrics import METRICS, Metric
from planner.metrics.measure import Measurement
from planner.scenario import Scenario
from planner.scenario.support_levels import KINDS, TargetKind
from planner.study import Study

_SPLIT: Split = ("level", "channel")


@dataclass(frozen=True, slots=True)
class MissChance:
    """A promise, in how many of the replications that judged it it was missed, and the interval of that share."""

    level: str
    channel: str
    kind: TargetKind
    missed: int
    judged: int
    low: float
    high: float

    @property
    def chance(self) -> float:
        """The share of replications that missed the promise."""
        return self.missed / self.judged


def miss_chances(study: Study) -> tuple[MissChance, ...]:
    """The chance of each promise that some replication judged, in the order of the plan."""
    by_name = {metric.name: metric for metric in METRICS}
    metrics = {kind: by_name[f"target_attainment_{kind}"] for kind in KINDS}
    measurement = Measurement(tuple(metrics.values()), study)
    return tuple(chance for kind, metric in metrics.items() for chance in _of_kind(study, measurement, kind, metric))


def _of_kind(study: Study, measurement: Measurement, kind: TargetKind, metric: Metric) -> Iterator[MissChance]:
    kept, due = (measurement.totals.of(amount, _SPLIT) for amount in metric.estimator.amounts(_SPLIT))
    for cell, by in enumerate(measurement.frame.members(_SPLIT)):
        promised = [_promised(frame.scenario, by["level"], by["channel"], kind) for frame in study.frames]
        rows = [row for row, share in enumerate(promised) if share is not None and due[row, cell] > 0.0]
        if rows:
            wanted = np.array([promised[row] for row in rows], dtype=np.float64)
            missed = int(np.count_nonzero(kept[rows, cell] / due[rows, cell] < wanted))
            low, high = share_interval(missed, len(rows), study.scenario.run.confidence)
            yield MissChance(by["level"], by["channel"], kind, missed, len(rows), low, high)


def _promised(scenario: Scenario, level: str, channel: str, kind: TargetKind) -> float | None:
    offers = scenario.support_levels[level].offers
    target = getattr(offers.get(channel), kind, None)
    return None if target is None else float(target.share)
