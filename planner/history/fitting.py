"""Which shape handle times have: maximum likelihood among the shapes of a plan, chosen by AIC and KS distance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.distributions import Distribution, Shape, from_mean_and_cv

FloatArray = NDArray[np.float64]

WORST_FIT = 0.1  # KS distance above which the values themselves are used
EMPIRICAL_VALUES = 50
LEAST_VALUES = 30  # below, a shape is not told from another


@dataclass(frozen=True, slots=True)
class ShapeFit:
    """One family fitted to durations: its maximum-likelihood member, Akaike's criterion and the KS distance."""

    distribution: Distribution
    aic: float
    ks: float

    @property
    def shape(self) -> str:
        """The name a plan uses."""
        return self.distribution.shape.name.lower()


@dataclass(frozen=True, slots=True)
class DurationFit:
    """Durations as a plan describes them.

    ``mean`` (seconds) and ``cv`` are the measured ones, so that the work and its spread are right whatever the shape;
    ``ks`` is the distance of the distribution so written to the measured one. ``shape`` is the family with the best
    AIC; if its member with the measured mean and cv is further than 0.1, the family whose member is closest; if that
    is still further than 0.1, empirical: ``values`` are the means of equal groups of the sorted durations.
    ``candidates`` are the maximum-likelihood members, best AIC first.
    """

    count: int
    mean: float
    cv: float
    shape: str
    ks: float
    candidates: tuple[ShapeFit, ...]
    values: tuple[float, ...] = ()


def fit_durations(durations: FloatArray) -> DurationFit:
    """Fit positive durations in seconds; with fewer than 30 the shape stays lognormal, unfitted."""
    ordered = np.sort(durations)
    mean = float(ordered.mean())
    cv = float(ordered.std() / mean) if len(ordered) > 1 else 1.0
    if len(ordered) < LEAST_VALUES or cv < 1e-6:
        return DurationFit(len(ordered), mean, cv, "lognormal", math.nan, ())
    candidates = tuple(sorted((fit(ordered) for fit in _FITS), key=lambda fit: fit.aic))
    written = [(each.shape, _distance(ordered, _member(each, mean, cv))) for each in candidates]
    shape, ks = written[0] if written[0][1] <= WORST_FIT else min(written, key=lambda each: each[1])
    if ks <= WORST_FIT:
        return DurationFit(len(ordered), mean, 1.0 if shape == "exponential" else cv, shape, ks, candidates)
    groups = np.array_split(ordered, EMPIRICAL_VALUES)
    values = np.array([float(group.mean()) for group in groups if len(group)])
    return DurationFit(
        len(ordered), mean, cv, "empirical", _distance_to_values(ordered, values), candidates, tuple(values.tolist())
    )


def _member(fit: ShapeFit, mean: float, cv: float) -> Distribution:
    return from_mean_and_cv(fit.distribution.shape, mean, cv)


def _fit_exponential(ordered: FloatArray) -> ShapeFit:
    mean = float(ordered.mean())
    likelihood = -len(ordered) * (math.log(mean) + 1.0)
    return _fitted(ordered, Distribution(Shape.EXPONENTIAL, (mean,)), likelihood, 1)


def _fit_lognormal(ordered: FloatArray) -> ShapeFit:
    logs = np.log(ordered)
    mu, sigma = float(logs.mean()), float(logs.std())
    likelihood = -float(logs.sum()) - len(ordered) * (math.log(sigma * math.sqrt(2.0 * math.pi)) + 0.5)
    return _fitted(ordered, Distribution(Shape.LOGNORMAL, (mu, sigma)), likelihood, 2)


def _fit_gamma(ordered: FloatArray) -> ShapeFit:
    from scipy.special import digamma

    mean, mean_log = float(ordered.mean()), float(np.log(ordered).mean())
    wanted = math.log(mean) - mean_log
    k = _falling_root(lambda k: math.log(k) - float(digamma(k)) - wanted)
    scale = mean / k
    likelihood = len(ordered) * ((k - 1.0) * mean_log - mean / scale - math.lgamma(k) - k * math.log(scale))
    return _fitted(ordered, Distribution(Shape.GAMMA, (k, scale)), likelihood, 2)


def _fit_weibull(ordered: FloatArray) -> ShapeFit:
    k, scale, likelihood = censored_weibull(ordered, np.ones(len(ordered), dtype=np.bool_))
    return _fitted(ordered, Distribution(Shape.WEIBULL, (k, scale)), likelihood, 2)


_FITS: tuple[Callable[[FloatArray], ShapeFit], ...] = (_fit_exponential, _fit_lognormal, _fit_gamma, _fit_weibull)


def censored_weibull(times: FloatArray, happened: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Maximum likelihood of a Weibull: k, scale (seconds) and log likelihood.

    ``happened`` marks times that ended by themselves; the others are only known to last longer (right-censored). With
    d of them that happened, scale^k = sum(t^k) / d and k solves 1/k + mean(log t, happened) = sum(t^k log t) /
    sum(t^k): Lawless 2003, Statistical Models and Methods for Lifetime Data, section 5.2.
    """
    unit = float(times.max())
    scaled = times / unit  # powers of large times would overflow
    logs = np.log(scaled)
    count = int(happened.sum())
    mean_log = float(logs[happened].mean())

    def score(k: float) -> float:
        powers = scaled**k
        return 1.0 / k + mean_log - float(np.dot(powers, logs) / powers.sum())

    k = _falling_root(score)
    total = float(np.sum(scaled**k))
    scale = (total / count) ** (1.0 / k)
    likelihood = count * (math.log(k) - k * math.log(scale) + (k - 1.0) * mean_log - math.log(unit)) - total / scale**k
    return k, scale * unit, likelihood


def _falling_root(function: Callable[[float], float]) -> float:
    """Where a falling function of a positive number is zero, between 0.01 and 1000."""
    low, high = math.log(0.01), math.log(1000.0)
    for _step in range(100):
        middle = (low + high) / 2.0
        if function(math.exp(middle)) > 0.0:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2.0)


def _fitted(ordered: FloatArray, distribution: Distribution, likelihood: float, parameters: int) -> ShapeFit:
    return ShapeFit(distribution, 2.0 * parameters - 2.0 * likelihood, _distance(ordered, distribution))


def _distance(ordered: FloatArray, distribution: Distribution) -> float:
    """Kolmogorov-Smirnov: the largest distance between the measured and the described distribution function."""
    described = _cumulative(ordered, distribution)
    steps = np.arange(len(ordered) + 1) / len(ordered)
    return float(max(np.max(steps[1:] - described), np.max(described - steps[:-1])))


def _distance_to_values(ordered: FloatArray, values: FloatArray) -> float:
    """Kolmogorov-Smirnov between the durations and the few values that stand for them."""
    points = np.concatenate((ordered, values))
    measured = np.searchsorted(ordered, points, side="right") / len(ordered)
    described = np.searchsorted(values, points, side="right") / len(values)
    return float(np.max(np.abs(measured - described)))


def _cumulative(times: FloatArray, distribution: Distribution) -> FloatArray:
    from scipy.special import gammainc, ndtr

    if distribution.shape is Shape.EXPONENTIAL:
        return -np.expm1(-times / distribution.parameters[0])
    first, second = distribution.parameters
    if distribution.shape is Shape.LOGNORMAL:
        return np.asarray(ndtr((np.log(times) - first) / second))
    if distribution.shape is Shape.GAMMA:
        return np.asarray(gammainc(first, times / second))
    return -np.expm1(-((times / second) ** first))
