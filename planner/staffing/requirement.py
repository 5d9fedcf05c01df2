"""How many agents at the desk each half-hour asks for, by the closed forms: the start of the search, not its answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.queueing import Patience, Targets, agents_for, erlang_c, patience_of
from planner.staffing.week import INTERVAL, INTERVALS
from planner.staffing.workload import Workload
from planner.units import HOUR
from simulation.inputs import Inputs, Order

FloatArray = NDArray[np.float64]

_STEP = 1.02  # loads are rounded up by at most two per cent, so that few different queues are worked out
_SHARES = (0.001, 0.999)  # the closed forms know no share of none or all


@dataclass(frozen=True, slots=True)
class Promise:
    """An answer target of some contacts of a class: their arrivals by half-hour, and what was promised to them."""

    within: float
    share: float
    priority: int
    contacts: FloatArray


def live_requirement(load: Workload, inputs: Inputs, max_occupancy: float | None = None) -> FloatArray:
    """Agents at the desk in each half-hour for a class of live work: Erlang A with the plan's patience.

    The queue of each promise holds whoever is served before or with it: under the order of priorities the more
    important ones, else all. Without a promise there must be agents for the work.
    """
    patience = _patience(load, inputs)
    contacts = load.contacts.sum(axis=(1, 2))
    handle_time = _handle_time(load)
    agents = load.seconds / INTERVAL
    if handle_time == 0.0:
        return agents
    known: dict[tuple[float, float, int], int] = {}
    for promise in promises(load, inputs):
        targets = Targets(
            service_level=min(max(promise.share, _SHARES[0]), _SHARES[1]),
            within=promise.within,
            occupancy=max_occupancy if max_occupancy is not None and max_occupancy < 1.0 else None,
        )
        queue = _before(load, inputs, promise) if inputs.routing.order == Order.PRIORITY else contacts
        for interval in np.flatnonzero(promise.contacts > 0.0).tolist():
            step = math.ceil(math.log(max(queue[interval], 1e-9)) / math.log(_STEP))
            asked = (promise.within, promise.share, step)
            if asked not in known:
                known[asked] = agents_for(_STEP**step / INTERVAL, handle_time, targets, patience)
            agents[interval] = max(agents[interval], known[asked])
    return agents


def erlang_c_agents(load: Workload, inputs: Inputs) -> FloatArray:
    """The textbook's answer for the same half-hours: nobody gives up, all wait in one line (Erlang C)."""
    contacts, handle_time = load.contacts.sum(axis=(1, 2)), _handle_time(load)
    agents = np.zeros(INTERVALS)
    for promise in promises(load, inputs) if handle_time else ():
        for interval in np.flatnonzero(promise.contacts > 0.0).tolist():
            rate, enough = contacts[interval] / INTERVAL, math.floor(contacts[interval] / INTERVAL * handle_time) + 1
            while erlang_c(rate, handle_time, enough).service_level(promise.within) < min(promise.share, _SHARES[1]):
                enough += 1
            agents[interval] = max(agents[interval], enough)
    return agents


def promises(load: Workload, inputs: Inputs) -> Iterator[Promise]:
    """The different answer targets of the customers of a class."""
    found: dict[tuple[float, float, int], FloatArray] = {}
    for number, segment in enumerate(inputs.segments):
        for channel, offer in enumerate(segment.offers):
            contacts = load.contacts[:, number, channel]
            if offer is not None and offer.answer is not None and contacts.any():
                asked = (offer.answer.within, offer.answer.share, segment.priority)
                found[asked] = found.get(asked, 0.0) + contacts
    for (within, share, priority), contacts in found.items():
        yield Promise(within, share, priority, contacts)


def _before(load: Workload, inputs: Inputs, promise: Promise) -> FloatArray:
    """Contacts of a class that are served before or with those of a promise."""
    important = [segment.priority <= promise.priority for segment in inputs.segments]
    before: FloatArray = load.contacts[:, important].sum(axis=(1, 2))
    return before


def _handle_time(load: Workload) -> float:
    """Mean seconds of an agent that a contact takes."""
    contacts = float(load.contacts.sum())
    return float(load.seconds.sum()) / contacts if contacts else 0.0


def _patience(load: Workload, inputs: Inputs) -> Patience | None:
    """The patience on the channel with the most contacts of the class; None: nobody gives up."""
    by_channel = load.contacts.sum(axis=(0, 1))
    channel = inputs.channels[int(by_channel.argmax())] if by_channel.size else None
    if channel is None or channel.patience is None:
        return None
    patience = patience_of(channel.patience)
    return patience.with_balking(channel.balks) if channel.balks else patience


def hours(seconds: FloatArray) -> float:
    """Hours of a week from seconds by half-hour."""
    return float(seconds.sum()) / HOUR
