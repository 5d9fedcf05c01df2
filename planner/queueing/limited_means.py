"""Of each shape of distribution: the share at or below a limit, and the mean of what lies there, in closed form."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulation.distributions import Distribution, Shape

FloatArray = NDArray[np.float64]
Curve = Callable[[FloatArray], FloatArray]
Parameters = tuple[float, ...]

_TINY = 1e-300  # instead of zero, where a logarithm follows


def given_up_by(distribution: Distribution) -> tuple[Curve, Curve]:
    """P(R <= t) and P(R > t), each without cancellation, as functions of arrays of t >= 0 in seconds."""
    shares, parameters = _SHARES[distribution.shape], distribution.parameters
    return (lambda limits: shares(limits, parameters)[0]), (lambda limits: shares(limits, parameters)[1])


def given_up_wait(distribution: Distribution) -> Curve:
    """E[R; R <= t], the mean of what lies at or below t times its share, as a function of arrays of t in seconds."""
    part, parameters = _PARTS[distribution.shape], distribution.parameters
    return lambda limits: part(limits, parameters)


def turning_points(distribution: Distribution) -> tuple[float, ...]:
    """Moments at which the share bends or jumps."""
    if distribution.shape in (Shape.CONSTANT, Shape.UNIFORM, Shape.TRIANGULAR):
        return distribution.parameters
    if distribution.shape is Shape.EMPIRICAL:
        return tuple(sorted(set(distribution.parameters[: len(distribution.parameters) // 2])))
    return ()


def _constant_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    reached = np.asarray(limits >= parameters[0], dtype=np.float64)
    return reached, 1.0 - reached


def _constant_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    return np.where(limits >= parameters[0], parameters[0], 0.0)


def _exponential_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    means = limits / parameters[0]
    return -np.expm1(-means), np.exp(-means)


def _exponential_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    from scipy.special import gammainc

    return np.asarray(parameters[0] * gammainc(2.0, limits / parameters[0]))


def _lognormal_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    from scipy.special import ndtr

    mu, sigma = parameters
    score = (np.log(np.maximum(limits, _TINY)) - mu) / sigma
    return np.asarray(ndtr(score)), np.asarray(ndtr(-score))


def _lognormal_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    from scipy.special import ndtr

    mu, sigma = parameters
    score = (np.log(np.maximum(limits, _TINY)) - mu) / sigma
    return np.asarray(math.exp(mu + sigma * sigma / 2.0) * ndtr(score - sigma))


def _gamma_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    from scipy.special import gammainc, gammaincc

    k, scale = parameters
    return np.asarray(gammainc(k, limits / scale)), np.asarray(gammaincc(k, limits / scale))


def _gamma_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    from scipy.special import gammainc

    k, scale = parameters
    return np.asarray(k * scale * gammainc(k + 1.0, limits / scale))


def _weibull_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    k, scale = parameters
    hazard = (limits / scale) ** k
    return -np.expm1(-hazard), np.exp(-hazard)


def _weibull_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    from scipy.special import gammainc

    k, scale = parameters
    return np.asarray(scale * math.gamma(1.0 + 1.0 / k) * gammainc(1.0 + 1.0 / k, (limits / scale) ** k))


def _uniform_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    low, high = parameters
    if high <= low:
        return _constant_shares(limits, parameters)
    below = np.clip(limits, low, high)
    return (below - low) / (high - low), (high - below) / (high - low)


def _uniform_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    low, high = parameters
    if high <= low:
        return _constant_part(limits, parameters)
    below = np.clip(limits, low, high)
    return (below - low) * (below + low) / (2.0 * (high - low))


def _triangle(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray, float, float]:
    """How far each limit is into the rising side and from the end of the falling one, and the sides' slopes."""
    low, likely, high = parameters
    risen = np.clip(limits, low, likely) - low
    left = high - np.clip(limits, likely, high)
    rise = 2.0 / ((high - low) * (likely - low)) if likely > low else 0.0
    fall = 2.0 / ((high - low) * (high - likely)) if high > likely else 0.0
    return risen, left, rise, fall


def _triangular_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    low, likely, high = parameters
    if high <= low:
        return _constant_shares(limits, parameters)
    risen, left, rise, fall = _triangle(limits, parameters)
    rising, falling = rise * risen**2 / 2.0, fall * left**2 / 2.0
    return np.where(limits < likely, rising, 1.0 - falling), np.where(limits < likely, 1.0 - rising, falling)


def _triangular_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    low, likely, high = parameters
    if high <= low:
        return _constant_part(limits, parameters)
    risen, left, rise, fall = _triangle(limits, parameters)
    below = rise * (low * risen**2 / 2.0 + risen**3 / 3.0)
    above = fall * (high * left**2 / 2.0 - left**3 / 3.0)
    return np.where(limits < likely, below, (low + likely + high) / 3.0 - above)


def _empirical_shares(limits: FloatArray, parameters: Parameters) -> tuple[FloatArray, FloatArray]:
    half = len(parameters) // 2
    shares = np.concatenate([[0.0], parameters[half:]])
    reached = shares[np.searchsorted(parameters[:half], limits, side="right")]
    return reached, 1.0 - reached


def _empirical_part(limits: FloatArray, parameters: Parameters) -> FloatArray:
    half = len(parameters) // 2
    weighted = np.multiply(parameters[:half], np.diff(parameters[half:], prepend=0.0))
    parts = np.concatenate([[0.0], np.cumsum(weighted)])
    return np.asarray(parts[np.searchsorted(parameters[:half], limits, side="right")])


_SHARES: dict[Shape, Callable[[FloatArray, Parameters], tuple[FloatArray, FloatArray]]] = {
    Shape.CONSTANT: _constant_shares,
    Shape.EXPONENTIAL: _exponential_shares,
    Shape.LOGNORMAL: _lognormal_shares,
    Shape.GAMMA: _gamma_shares,
    Shape.WEIBULL: _weibull_shares,
    Shape.UNIFORM: _uniform_shares,
    Shape.TRIANGULAR: _triangular_shares,
    Shape.EMPIRICAL: _empirical_shares,
}

_PARTS: dict[Shape, Callable[[FloatArray, Parameters], FloatArray]] = {
    Shape.CONSTANT: _constant_part,
    Shape.EXPONENTIAL: _exponential_part,
    Shape.LOGNORMAL: _lognormal_part,
    Shape.GAMMA: _gamma_part,
    Shape.WEIBULL: _weibull_part,
    Shape.UNIFORM: _uniform_part,
    Shape.TRIANGULAR: _triangular_part,
    Shape.EMPIRICAL: _empirical_part,
}
