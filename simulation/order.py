"""Order of service: each rule gives every touch a static key, computed before the run; the lowest is served first.

Ageing with a constant rate needs no clock: priorities that improve with waiting choose exactly as the static key
``arrival + priority x ageing`` does (Kleinrock, Queueing Systems II, 1976, section 3.3, for equal slopes).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.choices import groups
from simulation.columns import IntArray
from simulation.inputs import Inputs, Order, Target
from simulation.opening import OpenHours
from simulation.records import TouchKind
from simulation.touches import Work

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a rule may look at: the tickets (a row each; ``channel`` is that of the first contact) and the touches."""

    inputs: Inputs
    arrival: FloatArray
    segment: IntArray
    channel: IntArray
    work: Work


def service_order(waiting: Waiting) -> IntArray:
    """The touches in the order in which they would be served if all waited: live, deferred, outreach; then the rule.

    Equal keys go by ticket, then by touch. With ``live_first`` off, live and deferred work are one.
    """
    work, routing = waiting.work, waiting.inputs.routing
    band = np.where(work.live, 0, 1) if routing.live_first else np.zeros(len(work.ticket), np.int64)
    band[work.kind == TouchKind.OUTREACH] = 2
    return np.lexsort((work.ticket, RULES[routing.order](waiting), band))


def _first_come(waiting: Waiting) -> FloatArray:
    return waiting.arrival[waiting.work.ticket]


def _priority(waiting: Waiting) -> FloatArray:
    # priorities are small integers and arrivals lie within a horizon, so one number holds both
    span = waiting.inputs.horizon.end - waiting.inputs.horizon.begin + 1e9
    return (_priorities(waiting) * span + waiting.arrival)[waiting.work.ticket]


def _deadline(waiting: Waiting) -> FloatArray:
    work = waiting.work
    answer = _due(waiting, waiting.segment[work.ticket], work.channel, waiting.arrival[work.ticket], work.live)
    resolve = _due(waiting, waiting.segment, waiting.channel, waiting.arrival, None)[work.ticket]
    unanswered = np.isin(work.kind, (TouchKind.FIRST, TouchKind.TRIAGE, TouchKind.CHASE, TouchKind.NOTICE))
    return np.where(unanswered, answer, resolve)


def _ageing(waiting: Waiting) -> FloatArray:
    return (waiting.arrival + _priorities(waiting) * waiting.inputs.routing.ageing)[waiting.work.ticket]


RULES: dict[Order, Callable[[Waiting], FloatArray]] = {
    Order.FIRST_COME: _first_come,
    Order.PRIORITY: _priority,
    Order.DEADLINE: _deadline,
    Order.AGEING: _ageing,
}


def _priorities(waiting: Waiting) -> FloatArray:
    return np.array([segment.priority for segment in waiting.inputs.segments], np.float64)[waiting.segment]


def _due(
    waiting: Waiting, segment: IntArray, channel: IntArray, arrival: FloatArray, live: NDArray[np.bool_] | None
) -> FloatArray:
    """Due moments: of the answer (live) or reply target, or with ``live`` None of the resolve target; inf if none."""
    due = np.full(len(segment), np.inf)
    channels = len(waiting.inputs.channels)
    known = np.flatnonzero(channel >= 0)
    for code, rows in groups(segment[known] * channels + channel[known]):
        offer = waiting.inputs.segments[code // channels].offers[code % channels]
        members = known[rows]
        if offer is None:
            continue
        if live is None:
            due[members] = due_moments(offer.resolve, offer.hours, arrival[members])
        else:
            answer = due_moments(offer.answer, offer.hours, arrival[members])
            reply = due_moments(offer.reply, offer.hours, arrival[members])
            due[members] = np.where(live[members], answer, reply)
    return due


def due_moments(target: Target | None, hours: OpenHours, arrival: FloatArray) -> FloatArray:
    """When a target falls due for arrivals at the given moments; inf without a target."""
    if target is None:
        return np.full(len(arrival), np.inf)
    return hours.after(arrival, target.within) if target.open_hours else arrival + target.within
