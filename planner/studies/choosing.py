"""What studies of choices share: names that must be known, and differences of anything that replications tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.facts.intervals import t_quantile
from planner.scenario import Scenario
from planner.scenario.problems import nearest
from planner.staffing import Staffing
from planner.texts import _

FloatArray = NDArray[np.float64]

Staffer = Callable[[Scenario], Staffing]

_ROUNDING = 1e-9  # relative: what rounding leaves of two equal figures


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with its interval; None is "no value"."""

    value: float | None
    low: float | None = None
    high: float | None = None


NO_VALUE = Figure(None)


@dataclass(frozen=True, eq=False)
class Told:
    """A figure as replications tell it: its value, and a number of each whose spread is that of the value."""

    value: float
    each: FloatArray

    def figure(self, confidence: float) -> Figure:
        """The value with its interval."""
        half = self._half(confidence)
        return Figure(self.value, *(None, None) if np.isnan(half) else (self.value - half, self.value + half))

    def __sub__(self, other: Told) -> Told:
        """The difference, paired by replication."""
        value = self.value - other.value
        if abs(value) <= _ROUNDING * max(abs(self.value), abs(other.value)):
            value = 0.0
        return Told(value, self.each - other.each)

    @property
    def likelihood(self) -> float:
        """The chance of a value so far from zero if the true one were zero (two-sided t test); 1 if nothing tells."""
        from scipy.special import stdtr

        error = self._error
        if np.isnan(error) or self.value == 0.0:
            return 1.0
        if error <= _ROUNDING * abs(self.value):
            return 0.0  # it does not depend on chance
        return float(2.0 * stdtr(len(self.each) - 1.0, -abs(self.value) / error))

    @property
    def _error(self) -> float:
        return float(np.std(self.each, ddof=1) / np.sqrt(len(self.each))) if len(self.each) > 1 else np.nan

    def _half(self, confidence: float) -> float:
        return float(t_quantile(confidence, len(self.each))) * self._error


def certain(likelihoods: Sequence[float], confidence: float) -> list[bool]:
    """Which of several differences are more than chance, so that with the confidence none of them is wrong (Holm)."""
    found = [False] * len(likelihoods)
    for rank, place in enumerate(sorted(range(len(likelihoods)), key=lambda place: likelihoods[place])):
        if likelihoods[place] * (len(likelihoods) - rank) > 1.0 - confidence:
            break
        found[place] = True
    return found


def require_known(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    """PlannerError in one sentence for the first name that is not known, with those that are."""
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = _(" Did you mean “{near}”?").format(near=near) if near else ""
            raise PlannerError(
                _("There is no {what} “{name}”.{hint} The plan has: {known}.").format(
                    what=what, name=name, hint=hint, known=", ".join(known) or "–"
                )
            )


def require_no_common_problem(problems: Sequence[str]) -> None:
    """PlannerError if nothing was possible for one and the same reason: that is no answer about the options."""
    if problems and problems[0] and set(problems) == {problems[0]}:
        raise PlannerError(problems[0])
