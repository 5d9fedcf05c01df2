"""Estimates over replications and their confidence intervals; NaN stands for "no value"."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_NOTHING = 1e-9  # a smaller share of a total is what rounding leaves of a difference


@dataclass(frozen=True, slots=True)
class Estimates:
    """An estimate and the limits of its interval for each cell."""

    value: FloatArray
    low: FloatArray
    high: FloatArray

    def rows(self) -> Iterator[tuple[float | None, float | None, float | None]]:
        """Value, low and high of each cell; None for "no value"."""
        columns = (self.value.tolist(), self.low.tolist(), self.high.tolist())
        for value, low, high in zip(*columns, strict=True):
            yield _or_none(value), _or_none(low), _or_none(high)

    def clipped(self, lowest: float, highest: float) -> Estimates:
        """The same with limits that no value can pass."""
        return Estimates(self.value, np.maximum(self.low, lowest), np.minimum(self.high, highest))


def t_quantile(confidence: float, replications: FloatArray | int) -> FloatArray:
    """Student's t at the two-sided confidence, for n - 1 degrees of freedom; NaN below two replications."""
    from scipy.special import stdtrit

    freedom = np.asarray(replications, dtype=np.float64) - 1.0
    quantile = stdtrit(np.maximum(freedom, 1.0), (1.0 + confidence) / 2.0)
    return np.where(freedom >= 1.0, quantile, np.nan)


def one_sided_part(confidence: float, replications: int) -> float:
    """How far a one-sided limit lies from the estimate, as a part of the half-width of the two-sided interval.

    A promise is kept with so much confidence when the one-sided limit reaches it: only one side can break it. 1 where
    there is no interval.
    """
    if replications < 2:
        return 1.0
    return float(t_quantile(2.0 * confidence - 1.0, replications) / t_quantile(confidence, replications))


def mean_estimates(values: FloatArray, confidence: float) -> Estimates:
    """Means over replications (rows) of each cell (columns), with t intervals; NaN rows are left out of their cell."""
    present = ~np.isnan(values)
    count = present.sum(axis=0)
    mean = _divided(np.where(present, values, 0.0).sum(axis=0), count.astype(np.float64))
    half = mean_half_width(values, confidence)
    return Estimates(mean, mean - half, mean + half)


def mean_half_width(values: FloatArray, confidence: float) -> FloatArray:
    """The half-width of the t interval of each column's mean; NaN where fewer than two rows have a finite value."""
    present = ~np.isnan(values)
    count = present.sum(axis=0).astype(np.float64)
    finite = np.isfinite(values).sum(axis=0) == count
    kept = np.where(np.isfinite(values), values, 0.0)
    mean = _divided(kept.sum(axis=0), count)
    squares = (np.where(present, kept - mean, 0.0) ** 2).sum(axis=0)
    variance_of_mean = _divided(squares, count * (count - 1.0))
    return np.where(finite, t_quantile(confidence, count) * np.sqrt(variance_of_mean), np.nan)


def ratio_estimates(numerators: FloatArray, denominators: FloatArray, confidence: float) -> Estimates:
    """Ratios of totals over replications (rows) for each cell (columns), with jackknife intervals."""
    return formula_estimates(ratios, (numerators, denominators), confidence)


def ratios(numerators: FloatArray, denominators: FloatArray) -> FloatArray:
    """The quotients, NaN where the denominator is zero."""
    return _divided(numerators, denominators)


def formula_estimates(formula: Callable[..., FloatArray], totals: Sequence[FloatArray], confidence: float) -> Estimates:
    """A formula over the means of several totals (each replications x cells), with jackknife intervals.

    The variance is that of the values that leave one replication out (Efron and Stein 1981): (R - 1)/R times the sum
    of their squared deviations from their mean. Where leaving one out leaves nothing there is no interval.
    """
    value, left_out = left_out_estimates(formula, totals)
    replications = len(left_out)
    if replications < 2:
        nothing = np.full_like(value, np.nan)
        return Estimates(value, nothing, nothing)
    deviations = left_out - left_out.mean(axis=0)
    variance = (replications - 1) / replications * (deviations**2).sum(axis=0)
    half = t_quantile(confidence, replications) * np.sqrt(variance)
    return Estimates(value, value - half, value + half)


def left_out_estimates(
    formula: Callable[..., FloatArray], totals: Sequence[FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """A formula over the means of several totals, and over those that leave one replication out (a row for each)."""
    replications = len(totals[0])
    means = [total.mean(axis=0) for total in totals]
    value = formula(*means)
    if replications < 2:
        return value, np.full((replications, len(value)), np.nan)
    rest = [(total.sum(axis=0) - total) / (replications - 1) for total in totals]
    for left, mean in zip(rest, means, strict=True):
        left[np.abs(left) < _NOTHING * np.abs(mean)] = 0.0  # what rounding leaves of a difference is nothing
    return value, formula(*rest)


def share_interval(count: int, of: int, confidence: float) -> tuple[float, float]:
    """The interval of a share of independent trials (Clopper and Pearson, Biometrika 26, 1934): never too narrow."""
    from scipy.special import betaincinv

    outside = (1.0 - confidence) / 2.0
    low = float(betaincinv(count, of - count + 1, outside)) if count else 0.0
    high = float(betaincinv(count + 1, of - count, 1.0 - outside)) if count < of else 1.0
    return low, high


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number


def _divided(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """The quotient, NaN where the denominator is zero."""
    some = denominator > 0.0
    return np.where(some, numerator / np.where(some, denominator, 1.0), np.nan)
