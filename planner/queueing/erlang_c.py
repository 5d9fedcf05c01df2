"""Erlang C: a queue in which everybody waits until answered."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.queueing.erlang_b import blocking_probability
from planner.queueing.figures import QueueFigures
from planner.queueing.given import require_queue


@dataclass(frozen=True)
class _ExponentialWaits:
    """Nobody gives up; those who wait do so for an exponential time (rate 0: for ever)."""

    waiting: float
    rate: float

    def answered_within(self, seconds: float) -> float:
        return 1.0 - self.still_waiting(seconds)

    def abandoned_within(self, seconds: float) -> float:  # noqa: ARG002 - the answer is the same at any time
        return 0.0

    def still_waiting(self, seconds: float) -> float:
        return self.waiting * math.exp(-self.rate * seconds) if self.rate > 0.0 else self.waiting


def erlang_c(arrival_rate: float, handle_time: float, agents: float) -> QueueFigures:
    """A queue without patience (M/M/c): arrivals per second, mean handle time in seconds, agents.

    C = c B / (c - a (1 - B)) with Erlang B's B and the load a; a wait is exponential with rate (c - a) / handle time
    (Cooper 1981, chapter 3; Gross and Harris 1998, Fundamentals of Queueing Theory, 3rd ed., chapter 2). Agents may
    be a fraction (Jagers and van Doorn 1986). A load of as many erlangs as agents, or more, is answered with the limit
    of a queue that grows for ever: everybody waits, infinitely long. PlannerError for numbers that make no sense.
    """
    require_queue(arrival_rate, handle_time, agents)
    load = arrival_rate * handle_time
    if load >= agents:
        return _endless(arrival_rate, handle_time, agents)
    blocking = blocking_probability(load, agents)
    waiting = agents * blocking / (agents - load + load * blocking)
    mean_wait = waiting * handle_time / (agents - load)
    return QueueFigures(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        probability_of_waiting=waiting,
        abandonment=0.0,
        mean_wait=mean_wait,
        average_speed_of_answer=mean_wait,
        mean_wait_abandoned=None,
        mean_queue=arrival_rate * mean_wait,
        occupancy=load / agents,
        curve=_ExponentialWaits(waiting, (agents - load) / handle_time),
    )


def _endless(arrival_rate: float, handle_time: float, agents: float) -> QueueFigures:
    return QueueFigures(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        probability_of_waiting=1.0,
        abandonment=0.0,
        mean_wait=math.inf,
        average_speed_of_answer=math.inf,
        mean_wait_abandoned=None,
        mean_queue=math.inf,
        occupancy=1.0,
        curve=_ExponentialWaits(1.0, 0.0),
    )
