"""How a metric's value and interval come out of the replications: counts, ratios of totals, percentiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from planner.facts import Amount, Facts, Frame, Part, Split, Totals
from planner.facts.intervals import (
    Estimates,
    formula_estimates,
    left_out_estimates,
    mean_estimates,
    mean_half_width,
    ratio_estimates,
    ratios,
)
from planner.facts.parts import cell_count
from simulation.columns import IntArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sample:
    """Values whose percentiles are taken: NaN rows are left out, infinite ones exceed every percentile.

    ``by_split`` samples are taken anew for each split; the others are the same rows for all and are asked for ().
    """

    part: Callable[[Facts, Split], Part]
    by_split: bool = False


class Measured(Protocol):
    """What estimators read: totals of amounts, samples, and the study's frame and confidence."""

    frame: Frame
    confidence: float
    totals: Totals

    def samples(self, sample: Sample, split: Split) -> Sorted:
        """The pooled values of a sample and those of each replication, grouped by the cells of a split."""
        ...


@dataclass(frozen=True, slots=True)
class Influences:
    """The value of each cell, and one number for each replication and cell whose spread is that of the value.

    The standard error of the value is the standard deviation of the numbers over the square root of how many there
    are; that of a difference of two values over the same replications is that of the differences of their numbers.
    """

    value: FloatArray
    each: FloatArray

    def of(self, cell: int) -> tuple[float, FloatArray]:
        """The value and the numbers of one cell."""
        return float(self.value[cell]), self.each[:, cell]


class Estimator(Protocol):
    """A way to estimate a metric over the cells of a split."""

    def amounts(self, split: Split) -> Iterable[Amount]:
        """The amounts whose totals it needs."""
        ...

    def samples(self) -> Iterable[Sample]:
        """The samples it needs."""
        ...

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """The value of each cell with its interval; NaN is "no value"."""
        ...

    def influences(self, measured: Measured, split: Split) -> Influences:
        """The value of each cell, and what each replication contributes to it."""
        ...


@dataclass(frozen=True, eq=False)
class Count:
    """The mean over replications of an amount, times a ``scale`` that depends on the plan alone."""

    amount: Amount
    scale: Callable[[Frame], float] = lambda _frame: 1.0

    def amounts(self, split: Split) -> Iterable[Amount]:  # noqa: ARG002  # the same for every split
        """The amount itself."""
        return (self.amount,)

    def samples(self) -> Iterable[Sample]:
        """None."""
        return ()

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """Means with t intervals."""
        return mean_estimates(self.influences(measured, split).each, measured.confidence)

    def influences(self, measured: Measured, split: Split) -> Influences:
        """The amount of each replication."""
        values = measured.totals.of(self.amount, split) * self.scale(measured.frame)
        return Influences(values.mean(axis=0), values)


@dataclass(frozen=True, eq=False)
class Ratio:
    """Total over total; ``there``, if given, are numerator and denominator when it is split by tier or team.

    So a rate per ticket becomes a rate per ticket that was at the tier.
    """

    numerator: Amount
    denominator: Amount
    there: tuple[Amount, Amount] | None = None

    def amounts(self, split: Split) -> tuple[Amount, Amount]:
        """Numerator and denominator."""
        if self.there is not None and ("tier" in split or "team" in split):
            return self.there
        return (self.numerator, self.denominator)

    def samples(self) -> Iterable[Sample]:
        """None."""
        return ()

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """Ratios with jackknife intervals."""
        numerators, denominators = (measured.totals.of(amount, split) for amount in self.amounts(split))
        return ratio_estimates(numerators, denominators, measured.confidence)

    def influences(self, measured: Measured, split: Split) -> Influences:
        """Pseudo-values of the jackknife."""
        totals = [measured.totals.of(amount, split) for amount in self.amounts(split)]
        return _pseudo_values(ratios, totals)


@dataclass(frozen=True, eq=False)
class Formula:
    """A smooth formula over totals of several amounts; what it leaves undefined is NaN."""

    parts: tuple[Amount, ...]
    formula: Callable[..., FloatArray]

    def amounts(self, split: Split) -> Iterable[Amount]:  # noqa: ARG002  # the same for every split
        """The amounts in the formula's order."""
        return self.parts

    def samples(self) -> Iterable[Sample]:
        """None."""
        return ()

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """The formula over means, with jackknife intervals."""
        totals = [measured.totals.of(amount, split) for amount in self.parts]
        return formula_estimates(self.formula, totals, measured.confidence)

    def influences(self, measured: Measured, split: Split) -> Influences:
        """Pseudo-values of the jackknife."""
        return _pseudo_values(self.formula, [measured.totals.of(amount, split) for amount in self.parts])


@dataclass(frozen=True, eq=False)
class OverSegments(Formula):
    """A formula worked out for each segment and added up, over an amount that is added up too.

    So the value of several segments is a mean of theirs, which no formula over their sums would be. What belongs to no
    segment is in the total alone, where the segments bear it by their shares of ``shared_by``. Both amounts are among
    ``parts``, and the metric is split by segment.
    """

    shared_by: Amount
    over: Amount

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """The quotients, with jackknife intervals."""
        formula, totals = self._by_segment(measured, split)
        return formula_estimates(formula, totals, measured.confidence)

    def influences(self, measured: Measured, split: Split) -> Influences:
        """Pseudo-values of the jackknife."""
        return _pseudo_values(*self._by_segment(measured, split))

    def _by_segment(self, measured: Measured, split: Split) -> tuple[Callable[..., FloatArray], list[FloatArray]]:
        """The formula over the totals of all segments that gives the cells of the split, and these totals."""
        totals = [measured.totals.of(part, ("segment",)) for part in self.parts]
        if not split:
            weights = measured.totals.of(self.shared_by, ("segment",))
            whole = weights.sum(axis=1, keepdims=True)
            shares = np.where(whole > 0.0, weights / np.where(whole > 0.0, whole, 1.0), 0.0)
            wholes = [measured.totals.of(part, ()) for part in self.parts]
            totals = [
                of + (all_of - of.sum(axis=1, keepdims=True)) * shares
                for all_of, of in zip(wholes, totals, strict=True)
            ]
        members = _segments_of(measured.frame, split)
        over = self.parts.index(self.over)

        def formula(*amounts: FloatArray) -> FloatArray:
            found = self.formula(*amounts)
            added, under = (
                np.stack([each[..., rows].sum(axis=-1) for rows in members], axis=-1) for each in (found, amounts[over])
            )
            return ratios(added, under)

        return formula, totals


def _segments_of(frame: Frame, split: Split) -> list[IntArray]:
    """The segments in each cell of a split by nothing, by level or by segment."""
    segments = np.arange(len(frame.levels))
    if split == ("level",):
        return [segments[frame.levels == level] for level in range(frame.sizes["level"])]
    return [segments[[segment]] for segment in segments] if split else [segments]


@dataclass(frozen=True, eq=False)
class Percentile:
    """The smallest value that at least a share ``probability`` of all replications' values does not exceed."""

    sample: Sample
    probability: float

    def amounts(self, split: Split) -> Iterable[Amount]:  # noqa: ARG002  # the same for every split
        """None."""
        return ()

    def samples(self) -> Iterable[Sample]:
        """The sample itself."""
        return (self.sample,)

    def estimates(self, measured: Measured, split: Split) -> Estimates:
        """Pooled percentiles; the t intervals come from the percentiles of the single replications."""
        values = measured.samples(self.sample, split)
        value = values.pooled.percentile(self.probability)
        single = np.array([group.percentile(self.probability) for group in values.replications])
        half = np.where(np.isfinite(value), mean_half_width(single, measured.confidence), np.nan)
        finite = np.where(np.isfinite(value), value, 0.0)
        return Estimates(value, finite - half, finite + half)

    def influences(self, measured: Measured, split: Split) -> Influences:
        """The percentiles of the single replications."""
        values = measured.samples(self.sample, split)
        single = np.array([group.percentile(self.probability) for group in values.replications])
        return Influences(values.pooled.percentile(self.probability), single)


def _pseudo_values(formula: Callable[..., FloatArray], totals: Sequence[FloatArray]) -> Influences:
    value, left_out = left_out_estimates(formula, totals)
    replications = len(totals[0])
    return Influences(value, replications * value - (replications - 1) * left_out)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Values sorted within the cells of a split."""

    values: FloatArray
    starts: IntArray
    counts: IntArray

    def percentile(self, probability: float) -> FloatArray:
        """A percentile of each cell (inverse of the empirical distribution, no interpolation); NaN for no values."""
        some = self.counts > 0
        rank = np.maximum(np.ceil(probability * self.counts - 1e-9).astype(np.int64) - 1, 0)
        result = np.full(len(self.counts), np.nan)
        result[some] = self.values[(self.starts + rank)[some]]
        return result


@dataclass(frozen=True, slots=True)
class Sorted:
    """A sample grouped by cells: all replications together, and each by itself."""

    pooled: Grouped
    replications: tuple[Grouped, ...]


def sort_sample(parts: list[Part], split: Split) -> Sorted:
    """Group the values of replications by the cells of a split."""
    values = [part.values[part.order] for part in parts]
    cells = [part.codes.cells(split)[part.order] for part in parts]
    count = cell_count(parts[0].codes.sizes, split)
    single = tuple(_grouped(value, cell, count) for value, cell in zip(values, cells, strict=True))
    together = np.concatenate(values)
    # Merging sorted runs is what a stable sort does best.
    order = np.argsort(together, kind="stable")
    return Sorted(_grouped(together[order], np.concatenate(cells)[order], count), single)


def _grouped(values: FloatArray, cells: IntArray, count: int) -> Grouped:
    """Group ascending values by cell; NaN (sorted last) and rows of no cell are left out."""
    kept = len(values) - int(np.isnan(values).sum())
    # Small integers are sorted by radix, an order of magnitude faster.
    small = cells[:kept].astype(np.int16 if count < 2**15 else np.int32)
    order = np.argsort(small, kind="stable")
    sizes = np.bincount(small.astype(np.int64) + 1, minlength=count + 1)
    return Grouped(values[order], np.cumsum(sizes)[:-1], sizes[1:])
