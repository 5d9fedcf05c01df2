"""A queue with a limited number of places to wait, with or without exponential patience; no places: Erlang B."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.queueing.erlang_b import blocking_probability
from planner.queueing.figures import QueueFigures
from planner.queueing.given import require_positive, require_queue
from planner.texts import _

FloatArray = NDArray[np.float64]


def waiting_room(
    arrival_rate: float, handle_time: float, agents: float, places: int, mean_patience: float | None = None
) -> QueueFigures:
    """A queue with so many places to wait (M/M/c/c+places, with patience M/M/c/c+places+M).

    Arrivals per second, mean handle time in seconds, agents, places, mean of exponential patience in seconds or None
    where nobody gives up. The chances of the states are the products of their ratios of rates (Gross and Harris 1998,
    chapter 2), kept as logarithms relative to "all agents busy, nobody waiting". Who joins behind q others is served
    after q + 1 departures at rates c mu + j theta, j = 0..q: exp(-theta V) is then beta distributed, which gives every
    wait in closed form. Any load has an answer. PlannerError for numbers that make no sense.
    """
    require_queue(arrival_rate, handle_time, agents)
    if places < 0:
        raise PlannerError(_("There are {places} places to wait; give zero or more.").format(places=places))
    if mean_patience is not None:
        require_positive(mean_patience, _("The mean patience"))
    service_rate, leaving_rate = agents / handle_time, 0.0 if mean_patience is None else 1.0 / mean_patience
    busy = _busy_states(arrival_rate, handle_time, agents, places, leaving_rate)
    joining = busy[:-1]
    line = _Line(joining, 1.0 - float(busy.sum()), service_rate, leaving_rate)
    blocking = float(busy[-1])
    abandonment = float(np.dot(joining, line.left))
    answered = line.at_once + float(np.dot(joining, line.served))
    mean_queue = float(np.dot(np.arange(places + 1.0), busy))
    return QueueFigures(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        probability_of_waiting=float(joining.sum()),
        abandonment=abandonment,
        mean_wait=float(np.dot(joining, line.mean_waits)) / (1.0 - blocking),
        average_speed_of_answer=float(np.dot(joining, line.answer_waits)) / answered,
        mean_wait_abandoned=float(np.dot(joining, line.left_waits)) / abandonment if abandonment > 0.0 else None,
        mean_queue=mean_queue,
        occupancy=min(1.0, arrival_rate * handle_time * answered / agents),
        curve=line,
        blocking=blocking,
    )


def _busy_states(
    arrival_rate: float, handle_time: float, agents: float, places: int, leaving_rate: float
) -> FloatArray:
    """The chances of 0, 1 ... ``places`` contacts waiting while all agents are busy."""
    load = arrival_rate * handle_time
    blocking = blocking_probability(load, agents - 1)
    if load == 0.0 or blocking == 0.0:
        return np.zeros(places + 1)
    ratios = arrival_rate / (agents / handle_time + leaving_rate * np.arange(1.0, places + 1.0))
    logs = np.concatenate([[np.log(agents / load) - np.log(blocking), 0.0], np.cumsum(np.log(ratios))])
    weights = np.exp(logs - logs.max())
    return np.asarray(weights[1:] / weights.sum())


@dataclass(frozen=True)
class _Line:
    """How those fare who join behind 0, 1, 2 ... others; ``joining`` are their shares of all arrivals."""

    joining: FloatArray
    at_once: float
    service_rate: float
    leaving_rate: float

    @property
    def _rank(self) -> FloatArray:
        return np.arange(1.0, self.joining.size + 1.0)

    @property
    def served(self) -> FloatArray:
        return self.service_rate / (self.service_rate + self._rank * self.leaving_rate)

    @property
    def left(self) -> FloatArray:
        leaving = self._rank * self.leaving_rate
        return leaving / (self.service_rate + leaving)

    @property
    def mean_waits(self) -> FloatArray:
        return self._rank / (self.service_rate + self._rank * self.leaving_rate)

    @property
    def answer_waits(self) -> FloatArray:
        """E[V; answered]: weighting by exp(-theta V) makes each departure's rate larger by theta."""
        return self.served * np.cumsum(1.0 / (self.service_rate + self._rank * self.leaving_rate))

    @property
    def left_waits(self) -> FloatArray:
        """E[R; R < V], written as a sum of positive terms."""
        leaving = self._rank * self.leaving_rate
        return np.cumsum(leaving / (self.service_rate + leaving)) / (self.service_rate + leaving)

    def answered_within(self, seconds: float) -> float:
        from scipy.special import betainc, gammainc

        if self.leaving_rate == 0.0:
            in_time = gammainc(self._rank, self.service_rate * seconds)
        else:
            ratio, gone = self.service_rate / self.leaving_rate, -np.expm1(-self.leaving_rate * seconds)
            in_time = self.served * betainc(self._rank, ratio + 1.0, gone)
        return self.at_once + float(np.dot(self.joining, in_time))

    def still_waiting(self, seconds: float) -> float:
        from scipy.special import betaincc, gammaincc

        if self.leaving_rate == 0.0:
            return float(np.dot(self.joining, gammaincc(self._rank, self.service_rate * seconds)))
        ratio, gone = self.service_rate / self.leaving_rate, -np.expm1(-self.leaving_rate * seconds)
        return float(np.dot(self.joining, betaincc(self._rank, ratio, gone)) * (1.0 - gone))

    def abandoned_within(self, seconds: float) -> float:
        if self.leaving_rate == 0.0:
            return 0.0
        joined = self.at_once + float(self.joining.sum())
        return max(0.0, joined - self.answered_within(seconds) - self.still_waiting(seconds))
