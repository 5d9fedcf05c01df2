"""How long customers are ready to wait, from who gave up and who was answered before he could (censored)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.history.contacts import ContactLog
from planner.history.fitting import censored_weibull

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

POINTS = (60.0, 120.0, 300.0, 600.0)
LEAST_EVENTS = 10
LEAST_EVENTS_FOR_SHAPE = 50


@dataclass(frozen=True, slots=True)
class PatienceFit:
    """Patience in seconds.

    ``exponential_mean`` is the total waiting of all who waited over the number who gave up; ``shape``, ``mean`` and
    ``cv`` are what a plan writes. ``survival`` holds Kaplan-Meier's share still ready to wait at each of ``POINTS``
    (None after the longest wait). ``weibull`` is (k, scale) of the censored fit and ``gain`` how far its AIC
    is below that of the exponential.
    """

    waited: int
    gave_up: int
    exponential_mean: float
    shape: str
    mean: float
    cv: float
    survival: tuple[float | None, ...]
    weibull: tuple[float, float] | None = None
    gain: float = 0.0


def fit_patience(log: ContactLog) -> PatienceFit | None:
    """Fit the patience of the contacts that had to wait; None when fewer than ten of them gave up.

    The exponential estimate is the censored maximum likelihood: Brown, Gans, Mandelbaum, Sakov, Shen, Zeltyn and Zhao
    2005, Statistical analysis of a telephone call center, Journal of the American Statistical Association 100. A
    Weibull replaces it where its censored likelihood is better by AIC.
    """
    rows = np.isfinite(log.wait) & (log.wait > 0.0) & (log.abandoned | np.isfinite(log.answered))
    waits, gave_up = log.wait[rows], log.abandoned[rows]
    events = int(gave_up.sum())
    if events < LEAST_EVENTS:
        return None
    mean = float(waits.sum()) / events
    survival = kaplan_meier(waits, gave_up, POINTS)
    exponential = PatienceFit(len(waits), events, mean, "exponential", mean, 1.0, survival)
    if events < LEAST_EVENTS_FOR_SHAPE:
        return exponential
    k, scale, likelihood = censored_weibull(waits, gave_up)
    gain = 2.0 * (likelihood + events * (math.log(mean) + 1.0)) - 2.0
    if gain <= 0.0:
        return exponential
    weibull_mean = scale * math.gamma(1.0 + 1.0 / k)
    cv = math.sqrt(math.gamma(1.0 + 2.0 / k) / math.gamma(1.0 + 1.0 / k) ** 2 - 1.0)
    return PatienceFit(len(waits), events, mean, "weibull", weibull_mean, cv, survival, (k, scale), gain)


def kaplan_meier(waits: FloatArray, gave_up: FlagArray, points: tuple[float, ...]) -> tuple[float | None, ...]:
    """Share still ready to wait at each point (seconds): the product over abandonments up to it of 1 - gone / at risk.

    Kaplan and Meier 1958, Journal of the American Statistical Association 53. None past the longest wait, unless
    nobody is left before.
    """
    moments, places = np.unique(waits, return_inverse=True)
    gone = np.bincount(places, weights=gave_up.astype(np.float64))
    at_risk = len(waits) - np.concatenate(([0.0], np.cumsum(np.bincount(places))[:-1]))
    survival = np.concatenate(([1.0], np.cumprod(1.0 - gone / at_risk)))
    result: list[float | None] = []
    for point in points:
        value = float(survival[np.searchsorted(moments, point, side="right")])
        result.append(value if point <= moments[-1] or value == 0.0 else None)
    return tuple(result)
