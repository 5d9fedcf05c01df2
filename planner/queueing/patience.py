"""Patience as the formulas need it: who has given up by a moment, and the waiting of those who have and have not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.queueing.limited_means import given_up_by, given_up_wait, turning_points
from planner.queueing.quadrature import running_integral
from planner.texts import _
from simulation.distributions import Distribution

FloatArray = NDArray[np.float64]
Curve = Callable[[FloatArray], FloatArray]

# Where a narrow distribution changes, a formula needs panels; these tails lay them out.
_TAILS = np.array([1e-12, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5])
_SHORTEST, _LONGEST = 1e-9, 1e15


@dataclass(frozen=True, eq=False)
class Patience:
    """How long contacts are ready to wait, as functions of the time waited (arrays in seconds, same shape back).

    ``lost``: share that has given up by then, P(R <= t); ``kept``: the others, P(R > t); ``lost_wait``: E[R; R <= t],
    what those who gave up had waited, per contact. ``landmarks``: moments at which the functions bend, jump or change
    fast. Build one with ``patience_of``, ``patience_from_survival`` or ``with_balking``.
    """

    lost: Curve
    kept: Curve
    lost_wait: Curve
    landmarks: tuple[float, ...]

    def waited(self, seconds: FloatArray) -> FloatArray:
        """H(t) = E[min(R, t)], the integral of ``kept`` from 0: the wait of one who would be answered after t."""
        return seconds * self.kept(seconds) + self.lost_wait(seconds)

    def with_balking(self, share: float) -> Patience:
        """The patience when, besides, a share of contacts gives up at once when it would have to wait."""
        if not 0.0 <= share < 1.0:
            raise PlannerError(
                _("The share that does not wait at all is {share}; give 0 or more and less than 1.").format(share=share)
            )
        return Patience(
            lost=lambda seconds: share + (1.0 - share) * self.lost(seconds),
            kept=lambda seconds: (1.0 - share) * self.kept(seconds),
            lost_wait=lambda seconds: (1.0 - share) * self.lost_wait(seconds),
            landmarks=self.landmarks,
        )


@lru_cache(maxsize=256)
def patience_of(distribution: Distribution) -> Patience:
    """The patience that a distribution describes, in closed form for every shape."""
    lost, kept = given_up_by(distribution)
    landmarks = (*turning_points(distribution), *_changes(lost, kept))
    return Patience(lost, kept, given_up_wait(distribution), tuple(sorted(set(landmarks))))


def patience_from_survival(kept: Curve, landmarks: Iterable[float] = ()) -> Patience:
    """Patience from a survival function: the share still patient after so many seconds (array of any shape in,
    array of the same shape out).

    It must not rise and must lie between 0 and 1 (a value below 1 at zero: some do not wait at all). ``landmarks``
    names the moments at which it bends or jumps. Its integral is taken numerically. PlannerError when it rises or
    leaves 0 to 1.
    """
    bends = tuple(float(moment) for moment in landmarks)
    seen = kept(np.concatenate([[0.0], np.geomspace(_SHORTEST, _LONGEST, 500)]))
    if not (np.all(seen >= 0.0) and np.all(seen <= 1.0) and np.all(np.diff(seen) <= 0.0)):
        raise PlannerError(_("The share of patient contacts must fall with time, from at most 1 down to at least 0."))

    def lost(seconds: FloatArray) -> FloatArray:
        return 1.0 - kept(seconds)

    endless = float(seen[-1])
    moments = tuple(sorted({*bends, *_changes(lost, kept)}))

    def lost_wait(seconds: FloatArray) -> FloatArray:
        # Without those who never give up, whose waits would swamp the rest in the difference.
        waited = running_integral(lambda moment: kept(moment) - endless, seconds, moments)
        return np.maximum(waited - seconds * (kept(seconds) - endless), 0.0)

    return Patience(lost, kept, lost_wait, moments)


def _changes(lost: Curve, kept: Curve) -> list[float]:
    """Moments by which the given tails have given up, and by which only the tails are left; those ever reached."""
    early = _crossing(lambda moments: lost(moments) < _TAILS)
    late = _crossing(lambda moments: kept(moments) > _TAILS)
    moments = np.concatenate([early, late])
    return [float(moment) for moment in moments if 2.0 * _SHORTEST < moment < _LONGEST / 2.0]


def _crossing(before: Callable[[FloatArray], NDArray[np.bool_]]) -> FloatArray:
    low, high = np.full(_TAILS.size, np.log(_SHORTEST)), np.full(_TAILS.size, np.log(_LONGEST))
    for _step in range(45):
        middle = (low + high) / 2.0
        earlier = before(np.exp(middle))
        low, high = np.where(earlier, middle, low), np.where(earlier, high, middle)
    return np.asarray(np.exp(high))
