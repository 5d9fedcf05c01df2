"""Erlang A and its kin: a queue whose contacts give up when their patience, of any distribution, runs out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.queueing.erlang_b import blocking_probability
from planner.queueing.figures import QueueFigures
from planner.queueing.given import require_queue
from planner.queueing.patience import Curve, Patience, patience_of
from planner.queueing.quadrature import ladder, panels
from simulation.distributions import Distribution

FloatArray = NDArray[np.float64]

_NEGLIGIBLE = 45.0  # exp(-45) is 3e-20 of the peak
_LONGEST = 1e18  # seconds; who is patient so long never gives up


def erlang_a(arrival_rate: float, handle_time: float, agents: float, patience: Distribution | Patience) -> QueueFigures:
    """A queue with patience (M/M/c+G): arrivals per second, mean handle time in seconds, agents, patience.

    Exponential patience is Erlang A (Garnett, Mandelbaum and Reiman 2002, Manufacturing & Service Operations Management
    4). Any other goes through the density of the offered wait v(x), the wait of a contact that would never give up:
    v(x) = lambda p exp(lambda H(x) - c mu x), with H(x) the integral of the survival of patience, and p, the chance
    that all agents but one are busy, from v's total and 1/p = lambda J + 1/B(c - 1) with Erlang B (Baccelli and
    Hebuterne 1981, Performance '81; Zeltyn and Mandelbaum 2005, Queueing Systems 51). The exponent is concave: it is
    integrated around its peak, relative to it, so that no load overflows. Agents may be a fraction. Where more
    contacts than the agents can serve never give up, the answer is the limit of a queue that grows for ever: infinite
    waits, and whoever can give up does. PlannerError for numbers that make no sense.
    """
    require_queue(arrival_rate, handle_time, agents)
    given = patience if isinstance(patience, Patience) else patience_of(patience)
    if arrival_rate * _at(given.kept, _LONGEST) >= agents / handle_time:
        return _endless(arrival_rate, handle_time, agents, given)
    offered = _OfferedWait(arrival_rate, handle_time, agents, given)
    abandonment = offered.mean_of(given.lost)
    answered = 1.0 - offered.waiting + offered.mean_of(given.kept)
    mean_wait = offered.mean_of(given.waited)
    return QueueFigures(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        probability_of_waiting=offered.waiting,
        abandonment=abandonment,
        mean_wait=mean_wait,
        average_speed_of_answer=offered.mean_of(lambda seconds: seconds * given.kept(seconds)) / answered,
        mean_wait_abandoned=offered.mean_of(given.lost_wait) / abandonment if abandonment > 0.0 else None,
        mean_queue=arrival_rate * mean_wait,
        occupancy=min(1.0, arrival_rate * handle_time * answered / agents),
        curve=offered,
    )


class _OfferedWait:
    """The distribution of the offered wait: zero with probability 1 - ``waiting``, else with density v."""

    def __init__(self, arrival_rate: float, handle_time: float, agents: float, patience: Patience) -> None:
        self._arrival_rate, self._service_rate, self._patience = arrival_rate, agents / handle_time, patience
        self._peak = self._find_peak()
        self._top = _at(self._exponent, self._peak)
        self._edges = self._lay_panels()
        self._places, weights = panels(self._edges)
        masses = weights * self._relative(self._places)
        total = float(masses.sum())
        self.waiting = _chance(
            arrival_rate * total, self._top, blocking_probability(arrival_rate * handle_time, agents - 1)
        )
        self._factor = self.waiting / total
        self._masses = masses * self._factor

    def mean_of(self, curve: Curve) -> float:
        """Mean of a function of the offered wait over those who wait, times their share."""
        return float(np.sum(self._masses * curve(self._places)))

    def answered_within(self, seconds: float) -> float:
        return 1.0 - self.waiting + self._over(self._patience.kept, 0.0, seconds)

    def abandoned_within(self, seconds: float) -> float:
        later = self._over(np.ones_like, seconds, math.inf) * _at(self._patience.lost, seconds)
        return self._over(self._patience.lost, 0.0, seconds) + later

    def still_waiting(self, seconds: float) -> float:
        return self._over(np.ones_like, seconds, math.inf) * _at(self._patience.kept, seconds)

    def _over(self, curve: Curve, begin: float, end: float) -> float:
        """Mean of a function over the offered waits between two moments."""
        begin, end = max(begin, float(self._edges[0])), min(end, float(self._edges[-1]))
        if end <= begin:
            return 0.0
        inside = self._edges[(self._edges > begin) & (self._edges < end)]
        places, weights = panels(np.concatenate([[begin], inside, [end]]))
        return self._factor * float(np.sum(weights * self._relative(places) * curve(places)))

    def _exponent(self, seconds: FloatArray) -> FloatArray:
        return self._arrival_rate * self._patience.waited(seconds) - self._service_rate * seconds

    def _relative(self, seconds: FloatArray) -> FloatArray:
        return np.exp(self._exponent(seconds) - self._top)

    def _rises(self, seconds: float) -> bool:
        return self._arrival_rate * _at(self._patience.kept, seconds) > self._service_rate

    def _find_peak(self) -> float:
        """Where the concave exponent turns: the wait at which as many as the agents can serve are still patient."""
        if not self._rises(0.0):
            return 0.0
        low, high = 0.0, 1.0 / self._service_rate
        while self._rises(high):
            low, high = high, 2.0 * high
        for _step in range(60):
            middle = (low + high) / 2.0
            low, high = (middle, high) if self._rises(middle) else (low, middle)
        return high

    def _reach(self, direction: float) -> float:
        """How far from the peak the density is negligible; before zero there is nothing."""
        distance = 1e-3 / self._service_rate
        while True:
            place = self._peak + direction * distance
            if place <= 0.0:
                return self._peak
            if _at(self._exponent, place) < self._top - _NEGLIGIBLE:
                return distance
            distance *= 2.0

    def _lay_panels(self) -> FloatArray:
        after, before = self._reach(1.0), self._reach(-1.0) if self._peak > 0.0 else 0.0
        first, last = self._peak - before, self._peak + after
        edges = [np.array([first, self._peak]), self._peak + ladder(after), self._peak - ladder(before)]
        edges.append(first + ladder(before))
        edges.append(np.array([moment for moment in self._patience.landmarks if first < moment < last]))
        return np.unique(np.concatenate(edges))


def _chance(area: float, top: float, blocking: float) -> float:
    """The chance of waiting, lambda J / (lambda J + 1/B), where ``area`` is lambda J over exp(top), in logarithms."""
    if area <= 0.0 or blocking <= 0.0:
        return 0.0
    odds = math.log(area) + top + math.log(blocking)
    return 1.0 / (1.0 + math.exp(-odds)) if odds > 0.0 else math.exp(odds) / (1.0 + math.exp(odds))


def _at(curve: Curve, seconds: float) -> float:
    return float(curve(np.array([seconds]))[0])


@dataclass(frozen=True)
class _NobodyAnswered:
    """The waits in a queue that grows for ever: they end only when patience does."""

    patience: Patience

    def answered_within(self, seconds: float) -> float:  # noqa: ARG002 - the answer is the same at any time
        return 0.0

    def abandoned_within(self, seconds: float) -> float:
        return _at(self.patience.lost, seconds)

    def still_waiting(self, seconds: float) -> float:
        return _at(self.patience.kept, seconds)


def _endless(arrival_rate: float, handle_time: float, agents: float, patience: Patience) -> QueueFigures:
    abandonment = _at(patience.lost, _LONGEST)
    return QueueFigures(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        probability_of_waiting=1.0,
        abandonment=abandonment,
        mean_wait=math.inf,
        average_speed_of_answer=math.inf,
        mean_wait_abandoned=_at(patience.lost_wait, _LONGEST) / abandonment if abandonment > 0.0 else None,
        mean_queue=math.inf,
        occupancy=1.0,
        curve=_NobodyAnswered(patience),
    )
