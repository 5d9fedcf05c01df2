"""Distributions of durations: shapes described by mean and coefficient of variation, sampled by inversion.

A quantile function is applied to uniforms that belong to a ticket, so the same ticket keeps its place in the
distribution when a parameter changes. Every value is rounded to 26 binary digits, and never finer than 2**-20 s: sums
of such values are exact in any order, and the last bits in which processors' ``exp`` and ``log`` differ do not show.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

TICK = 2.0**-20  # seconds; the grid of every time
_DIGITS = 26


def on_grid(seconds: FloatArray) -> FloatArray:
    """Round times to the grid of 2**-20 s (infinities stay)."""
    return np.rint(seconds / TICK) * TICK


def _rounded(seconds: FloatArray) -> FloatArray:
    """Durations rounded to so many digits that the last bits of a function do not show: a minute to 2**-20 s, a day
    to 2**-9 s. The chance that a difference in the last bit shows is one in a hundred million for each value.
    """
    grid = np.ldexp(1.0, np.maximum(np.frexp(seconds)[1] - _DIGITS, -20))
    return np.asarray(np.rint(seconds / grid) * grid)


class Shape(IntEnum):
    """The families of distributions a plan can name."""

    CONSTANT = 0
    EXPONENTIAL = 1
    LOGNORMAL = 2
    GAMMA = 3
    WEIBULL = 4
    UNIFORM = 5
    TRIANGULAR = 6
    EMPIRICAL = 7


@dataclass(frozen=True, slots=True)
class Distribution:
    """A non-negative random duration in seconds.

    ``parameters`` by shape: constant (value); exponential (mean); lognormal (mu, sigma); gamma (k, scale); weibull
    (k, scale); uniform (low, high); triangular (low, likely, high); empirical: the values followed by the cumulative
    weights (the last is 1). Build one with the functions of this module.
    """

    shape: Shape
    parameters: tuple[float, ...]

    def quantile(self, uniforms: FloatArray) -> FloatArray:
        """The durations at the given probabilities (0 < u < 1), rounded, same shape as given."""
        return _rounded(_QUANTILES[self.shape](uniforms, self.parameters))

    @property
    def mean(self) -> float:
        """Expected value in seconds."""
        return _MEANS[self.shape](self.parameters)

    @property
    def is_zero(self) -> bool:
        """Whether every value is zero, so that nothing need be drawn."""
        return self.shape is Shape.CONSTANT and self.parameters[0] == 0.0

    def scaled(self, factor: float) -> Distribution:
        """The distribution of ``factor`` times the duration (zero: always zero)."""
        if factor == 0.0:
            return constant(0.0)
        if self.shape is Shape.LOGNORMAL:
            mu, sigma = self.parameters
            return Distribution(self.shape, (mu + math.log(factor), sigma))
        if self.shape in (Shape.GAMMA, Shape.WEIBULL):
            k, scale = self.parameters
            return Distribution(self.shape, (k, scale * factor))
        if self.shape is Shape.EMPIRICAL:
            half = len(self.parameters) // 2
            values = tuple(factor * value for value in self.parameters[:half])
            return Distribution(self.shape, values + self.parameters[half:])
        return Distribution(self.shape, tuple(factor * value for value in self.parameters))


def constant(seconds: float) -> Distribution:
    """Always the same duration."""
    return Distribution(Shape.CONSTANT, (float(seconds),))


def exponential(mean: float) -> Distribution:
    """Memoryless, with the given mean; zero mean is the constant zero."""
    return Distribution(Shape.EXPONENTIAL, (float(mean),)) if mean > 0 else constant(0.0)


def from_mean_and_cv(shape: Shape, mean: float, cv: float) -> Distribution:
    """The member of a family with a mean in seconds and a coefficient of variation (standard deviation / mean).

    Raises ValueError where the family has no such member without negative durations (uniform: cv <= 1/sqrt 3;
    triangular: cv <= 1/sqrt 6) and for empirical, which is built from values.
    """
    if mean <= 0.0 or cv <= 0.0 or shape is Shape.CONSTANT:
        return constant(max(mean, 0.0))
    if shape is Shape.EXPONENTIAL:
        return exponential(mean)
    if shape is Shape.LOGNORMAL:
        variance = math.log1p(cv * cv)
        return Distribution(shape, (math.log(mean) - variance / 2.0, math.sqrt(variance)))
    if shape is Shape.GAMMA:
        return Distribution(shape, (1.0 / (cv * cv), mean * cv * cv))
    if shape is Shape.WEIBULL:
        k = _weibull_k(cv)
        return Distribution(shape, (k, mean / math.gamma(1.0 + 1.0 / k)))
    if shape is Shape.UNIFORM:
        return uniform(mean * (1.0 - cv * math.sqrt(3.0)), mean * (1.0 + cv * math.sqrt(3.0)))
    if shape is Shape.TRIANGULAR:
        half = mean * cv * math.sqrt(6.0)
        return triangular(mean - half, mean, mean + half)
    raise ValueError("an empirical distribution is built from its values")


def uniform(low: float, high: float) -> Distribution:
    """Evenly spread between two durations; ValueError unless 0 <= low <= high."""
    if not 0.0 <= low + 1e-9 * high or high < low:
        raise ValueError("a uniform duration needs 0 <= low <= high")
    return Distribution(Shape.UNIFORM, (max(low, 0.0), high))


def triangular(low: float, likely: float, high: float) -> Distribution:
    """Triangle between low and high with its peak at likely; ValueError unless 0 <= low <= likely <= high."""
    if not 0.0 <= low + 1e-9 * high or not low <= likely <= high:
        raise ValueError("a triangular duration needs 0 <= low <= likely <= high")
    return Distribution(Shape.TRIANGULAR, (max(low, 0.0), likely, high))


def empirical(values: tuple[float, ...], weights: tuple[float, ...] | None = None) -> Distribution:
    """One of the given durations, equally likely or by weight; ValueError for none, negatives or zero weight."""
    shares = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not values or len(shares) != len(values) or min(values) < 0.0 or np.any(shares < 0.0) or shares.sum() <= 0.0:
        raise ValueError("an empirical distribution needs durations of zero or more and as many weights")
    order = np.argsort(np.asarray(values), kind="stable")
    cumulative = np.cumsum(shares[order] / shares.sum())
    cumulative[-1] = 1.0
    return Distribution(Shape.EMPIRICAL, tuple(np.asarray(values)[order].tolist() + cumulative.tolist()))


def _weibull_k(cv: float) -> float:
    # cv^2 + 1 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 falls with k: bisection on log k
    wanted = math.log1p(cv * cv)
    low, high = math.log(0.05), math.log(200.0)
    for _ in range(200):
        middle = (low + high) / 2.0
        k = math.exp(middle)
        if math.lgamma(1.0 + 2.0 / k) - 2.0 * math.lgamma(1.0 + 1.0 / k) > wanted:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2.0)


def _constant_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    return np.full_like(uniforms, parameters[0])


def _exponential_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    return -parameters[0] * np.log1p(-uniforms)


def _lognormal_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    from scipy.special import ndtri

    mu, sigma = parameters
    return np.exp(mu + sigma * np.asarray(ndtri(uniforms), dtype=np.float64))


def _gamma_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    from scipy.special import gammaincinv

    k, scale = parameters
    return scale * np.asarray(gammaincinv(k, uniforms), dtype=np.float64)


def _weibull_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    k, scale = parameters
    return scale * (-np.log1p(-uniforms)) ** (1.0 / k)


def _uniform_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    low, high = parameters
    return low + (high - low) * uniforms


def _triangular_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    low, likely, high = parameters
    if high <= low:
        return np.full_like(uniforms, low)
    turn = (likely - low) / (high - low)
    rising = low + np.sqrt(uniforms * (high - low) * (likely - low))
    falling = high - np.sqrt((1.0 - uniforms) * (high - low) * (high - likely))
    return np.where(uniforms < turn, rising, falling)


def _empirical_quantile(uniforms: FloatArray, parameters: tuple[float, ...]) -> FloatArray:
    half = len(parameters) // 2
    values, cumulative = np.asarray(parameters[:half]), np.asarray(parameters[half:])
    return values[np.minimum(np.searchsorted(cumulative, uniforms, side="right"), half - 1)]


def _empirical_mean(parameters: tuple[float, ...]) -> float:
    half = len(parameters) // 2
    return float(np.dot(parameters[:half], np.diff(parameters[half:], prepend=0.0)))


_QUANTILES = {
    Shape.CONSTANT: _constant_quantile,
    Shape.EXPONENTIAL: _exponential_quantile,
    Shape.LOGNORMAL: _lognormal_quantile,
    Shape.GAMMA: _gamma_quantile,
    Shape.WEIBULL: _weibull_quantile,
    Shape.UNIFORM: _uniform_quantile,
    Shape.TRIANGULAR: _triangular_quantile,
    Shape.EMPIRICAL: _empirical_quantile,
}

_MEANS: dict[Shape, Callable[[tuple[float, ...]], float]] = {
    Shape.CONSTANT: lambda p: p[0],
    Shape.EXPONENTIAL: lambda p: p[0],
    Shape.LOGNORMAL: lambda p: math.exp(p[0] + p[1] * p[1] / 2.0),
    Shape.GAMMA: lambda p: p[0] * p[1],
    Shape.WEIBULL: lambda p: p[1] * math.gamma(1.0 + 1.0 / p[0]),
    Shape.UNIFORM: lambda p: (p[0] + p[1]) / 2.0,
    Shape.TRIANGULAR: lambda p: sum(p) / 3.0,
    Shape.EMPIRICAL: _empirical_mean,
}
