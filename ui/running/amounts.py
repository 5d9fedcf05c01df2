"""What the figures of an answer were worked out from: the totals of each replication, kept to explain a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.facts import Split
from planner.metrics import Metric
from planner.metrics.estimators import Count, Percentile
from planner.metrics.measure import TOTAL, Measurement

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Parts:
    """The amounts in a figure, each as its totals by replication; ``values`` is how many values a percentile is of.

    ``scale`` is what a mean of an amount is multiplied by: from seconds to hours, or from the weeks to a month.
    """

    metric: Metric
    totals: tuple[FloatArray, ...]
    scale: float = 1.0
    values: int | None = None


class Amounts:
    """Looks up the parts of a figure by its metric and split."""

    def __init__(self, metrics: Iterable[Metric], measured: Measurement) -> None:
        self._metrics = {metric.name: metric for metric in metrics}
        self._totals, self._frame = measured.totals, measured.frame
        # The values themselves are many times larger than all the rest: only their number is kept.
        self._counts = {
            (metric.name, split): measured.samples(metric.estimator.sample, split).pooled.counts
            for metric in self._metrics.values()
            if isinstance(metric.estimator, Percentile)
            for split in (TOTAL, *metric.splits)
        }

    def of(self, name: str, by: Mapping[str, str]) -> Parts | None:
        """The parts of a figure; None where the metric is not split so."""
        metric = self._metrics.get(name)
        split = None if metric is None else _split(metric, by)
        if metric is None or split is None:
            return None
        cell = self._cell(split, by)
        if cell is None:
            return None
        amounts = metric.estimator.amounts(split)
        totals = tuple(self._totals.of(amount, split)[:, cell] for amount in amounts)
        scale = metric.estimator.scale(self._frame) if isinstance(metric.estimator, Count) else 1.0
        counts = self._counts.get((name, split))
        return Parts(metric, totals, scale, None if counts is None else int(counts[cell]))

    def _cell(self, split: Split, by: Mapping[str, str]) -> int | None:
        place = 0
        for dimension in split:
            names = self._frame.names[dimension]
            if by[dimension] not in names:
                return None
            place = place * len(names) + names.index(by[dimension])
        return place


def _split(metric: Metric, by: Mapping[str, str]) -> Split | None:
    return next((split for split in (TOTAL, *metric.splits) if set(split) == set(by)), None)
