"""The customers of one replication: what becomes of each need before it reaches the desk, and the tickets that do.

Every decision has its own uniform per customer, so nobody changes when volume, staffing or another part changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation import arrivals
from simulation.choices import groups, pick
from simulation.columns import INDEX, IntArray
from simulation.distributions import Shape, from_mean_and_cv, on_grid
from simulation.inputs import DemandCell, Horizon, Inputs
from simulation.records import Fate, Needs
from simulation.streams import Draws, key, uniforms

FloatArray = NDArray[np.float64]

MOST_CLOSED_DOORS = 3  # a customer who finds one channel closed after another gives up


@dataclass(frozen=True, slots=True)
class Customers:
    """Tickets that reach the desk, in order of arrival: a row each, with the uniforms that belong to it."""

    arrival: FloatArray
    segment: IntArray
    topic: IntArray
    channel: IntArray
    draws: Draws


@dataclass(slots=True)
class _NeedRows:
    """Needs while their fate is being settled; ``time`` moves when a customer comes back later."""

    time: FloatArray
    segment: IntArray
    topic: IntArray
    channel: IntArray
    fate: NDArray[np.int8]
    draws: Draws

    def alive(self) -> IntArray:
        return np.flatnonzero(self.fate == Fate.TICKET)


def draw_demand(inputs: Inputs, seed: int, replication: int) -> tuple[Needs, Customers]:
    """All needs of one replication with their fates, and the customers who reach the desk within the horizon."""
    needs = _arising(inputs, seed, replication)
    arising, preferred = needs.time.copy(), needs.channel.copy()
    _prevent_or_lose(inputs, needs)
    _try_self_service(inputs, needs)
    _check_entitlement(inputs, needs)
    _check_opening(inputs, needs)
    alive = np.flatnonzero((needs.fate == Fate.TICKET) & (needs.time < inputs.horizon.end))
    new = Customers(
        needs.time[alive], needs.segment[alive], needs.topic[alive], needs.channel[alive], needs.draws.chosen(alive)
    )
    customers, place = _in_order([new, *_backlog(inputs, seed, replication)])
    ticket = np.full(len(needs.time), -1, dtype=INDEX)
    ticket[alive] = place[: len(alive)]
    return Needs(arising, needs.segment, needs.topic, preferred, needs.fate, ticket), customers


def busy_day_factors(horizon: Horizon, seed: int, replication: int, cv: float) -> FloatArray:
    """The busy-day factor of each quarter-hour: gamma with mean 1, one uniform per day shared by all profiles."""
    if cv <= 0.0:
        return np.ones(len(horizon.days))
    days, place = np.unique(horizon.days, return_inverse=True)
    drawn = uniforms(key("busy day", seed, replication), days.astype(np.uint64))
    return from_mean_and_cv(Shape.GAMMA, 1.0, cv).quantile(drawn)[place]


def _arising(inputs: Inputs, seed: int, replication: int) -> _NeedRows:
    horizon = inputs.horizon
    factors = {cv: busy_day_factors(horizon, seed, replication, cv) for cv in {c.busy_day_cv for c in inputs.demand}}
    quarters, places, owners = [], [], []
    for number, cell in enumerate(inputs.demand):
        height_key = key("height", seed, replication, cell.stream)
        expected = cell.expected * factors[cell.busy_day_cv]
        quarter, place = arrivals.points(expected, horizon.first_quarter, height_key)
        quarters.append(quarter)
        places.append(place)
        owners.append(np.full(len(quarter), number, dtype=INDEX))
    owner_keys = np.array([key("customer", seed, replication, cell.stream) for cell in inputs.demand], dtype=np.uint64)
    draws = Draws(owner_keys, _concatenated(owners, INDEX), _concatenated(places, np.uint64))
    quarter = _concatenated(quarters, np.int64)
    time = arrivals.moments(quarter, draws.uniform("place"), horizon.begin)
    order = np.argsort(time, kind="stable")
    time, quarter, draws = time[order], quarter[order], draws.chosen(order)
    segment_of_cell = np.array([cell.segment for cell in inputs.demand], dtype=INDEX)
    segment = segment_of_cell[draws.owners] if len(inputs.demand) else draws.owners
    topic, channel = _mixes(inputs, draws, quarter)
    return _NeedRows(time, segment, topic, channel, np.zeros(len(time), np.int8), draws)


def _mixes(inputs: Inputs, draws: Draws, quarter: IntArray) -> tuple[IntArray, IntArray]:
    topic, channel = np.zeros(len(quarter), INDEX), np.zeros(len(quarter), INDEX)
    topic_draw, channel_draw = draws.uniform("topic"), draws.uniform("channel")
    for number, rows in groups(draws.owners):
        cell = inputs.demand[number]
        segment = inputs.segments[cell.segment]
        topic[rows] = _topics(cell, segment.topics, topic_draw[rows], quarter[rows])
        channel[rows] = pick(segment.channels, channel_draw[rows])
    return topic, channel


def _topics(cell: DemandCell, mix: FloatArray, drawn: FloatArray, quarter: IntArray) -> IntArray:
    topic = pick(mix, drawn)
    if cell.topic_factors is None:
        return topic
    changed = np.flatnonzero(np.any(cell.topic_factors != 1.0, axis=1)[quarter])
    cumulative = np.cumsum(mix * cell.topic_factors[quarter[changed]], axis=1)
    wanted = drawn[changed] * cumulative[:, -1]
    topic[changed] = np.minimum((wanted[:, None] >= cumulative).sum(axis=1), len(mix) - 1)
    return topic


def _prevent_or_lose(inputs: Inputs, needs: _NeedRows) -> None:
    prevents = np.array([segment.prevents for segment in inputs.segments])
    if prevents.any():
        needs.fate[needs.draws.uniform("prevention") < prevents[needs.segment, needs.topic]] = Fate.PREVENTED
    finds = np.array([segment.finds_help for segment in inputs.segments])
    if (finds < 1.0).any():
        lost = needs.draws.uniform("finds help") >= finds[needs.segment]
        needs.fate[lost & (needs.fate == Fate.TICKET)] = Fate.NOT_FOUND


def _try_self_service(inputs: Inputs, needs: _NeedRows) -> None:
    for number, segment in enumerate(inputs.segments):
        service = segment.self_service
        if service is None or service.tried_by <= 0.0:
            continue
        rows = np.flatnonzero((needs.fate == Fate.TICKET) & (needs.segment == number))
        tries = needs.draws.uniform("self-service tried", rows=rows) < service.tried_by
        solved = needs.draws.uniform("self-service solves", rows=rows) < service.solves[needs.topic[rows]]
        rows = rows[tries & solved]
        back = needs.draws.uniform("self-service comes back", rows=rows) < service.comes_back
        needs.fate[rows[~back]] = Fate.DEFLECTED
        later = rows[back]
        needs.time[later] += service.comes_back_after.quantile(needs.draws.uniform("comes back after", rows=later))


def _check_entitlement(inputs: Inputs, needs: _NeedRows) -> None:
    offered = offered_channels(inputs)
    if offered.all():
        return
    rows = needs.alive()
    rows = rows[~offered[needs.segment[rows], needs.channel[rows]]]
    drawn = needs.draws.uniform("not offered", rows=rows)
    for channel, members in groups(needs.channel[rows]):
        elsewhere = inputs.channels[channel].when_not_offered
        needs.fate[rows[members]] = Fate.NOT_OFFERED
        if elsewhere is None or elsewhere.switch_to < 0:
            continue
        turned = rows[members][drawn[members] < elsewhere.switch]
        turned = turned[offered[needs.segment[turned], elsewhere.switch_to]]
        needs.channel[turned] = elsewhere.switch_to
        needs.fate[turned] = Fate.TICKET


def _check_opening(inputs: Inputs, needs: _NeedRows) -> None:
    closing = [
        (number, channel)
        for number, segment in enumerate(inputs.segments)
        for channel, offer in enumerate(segment.offers)
        if offer and inputs.channels[channel].live and not offer.hours.covers(inputs.horizon.begin, inputs.horizon.end)
    ]
    if not closing:
        return
    code = needs.segment * len(inputs.channels)
    for attempt in range(MOST_CLOSED_DOORS):
        # a customer turns to another channel at most once a round
        codes = np.where(needs.fate == Fate.TICKET, code + needs.channel, -1)
        for number, channel in closing:
            rows = np.flatnonzero(codes == number * len(inputs.channels) + channel)
            _meet_closed(inputs, needs, rows, number, channel, attempt)


def _meet_closed(inputs: Inputs, needs: _NeedRows, rows: IntArray, segment: int, channel: int, attempt: int) -> None:
    offer = inputs.segments[segment].offers[channel]
    assert offer is not None
    rows = rows[~offer.hours.is_open(needs.time[rows])]
    if not len(rows):
        return
    needs.fate[rows] = Fate.CLOSED
    elsewhere = inputs.channels[channel].when_closed
    if elsewhere is None or attempt == MOST_CLOSED_DOORS - 1:
        return
    drawn = needs.draws.uniform("closed", attempt, rows)
    if elsewhere.switch_to >= 0 and inputs.segments[segment].offers[elsewhere.switch_to] is not None:
        switching = rows[drawn < elsewhere.switch]
        needs.channel[switching] = elsewhere.switch_to
        needs.fate[switching] = Fate.TICKET
    waits = (drawn >= elsewhere.switch) & (drawn < elsewhere.switch + elsewhere.wait)
    opening = offer.hours.next_opening(needs.time[rows])
    waiting = rows[waits & np.isfinite(opening)]
    delay = elsewhere.within.quantile(needs.draws.uniform("closed wait", attempt, waiting))
    needs.time[waiting] = on_grid(offer.hours.next_opening(needs.time[waiting])) + delay
    needs.fate[waiting] = Fate.TICKET


def _backlog(inputs: Inputs, seed: int, replication: int) -> list[Customers]:
    """Tickets that are open at the start: they arrived before it and are no needs of this time."""
    parts = []
    for part in inputs.backlog:
        owner = np.array([key("backlog", seed, replication, part.stream)], np.uint64)
        rows = np.zeros(part.count, INDEX)
        draws = Draws(owner, rows, np.arange(part.count, dtype=np.uint64))
        arrival = inputs.horizon.begin - part.age.quantile(draws.uniform("age"))
        parts.append(Customers(arrival, rows + part.segment, rows + part.topic, rows + part.channel, draws))
    return parts


def _in_order(parts: list[Customers]) -> tuple[Customers, IntArray]:
    """Customers of several sources in order of arrival, and the place that each row of the sources got."""
    if len(parts) == 1 and np.all(parts[0].arrival[1:] >= parts[0].arrival[:-1]):  # nobody came back later
        return parts[0], np.arange(len(parts[0].arrival), dtype=INDEX)
    arrival = np.concatenate([part.arrival for part in parts])
    order = np.argsort(arrival, kind="stable")
    place = np.empty(len(order), INDEX)
    place[order] = np.arange(len(order), dtype=INDEX)
    first_owner = np.cumsum([0] + [len(part.draws.owner_keys) for part in parts])
    owners = [part.draws.owners + first for part, first in zip(parts, first_owner[:-1], strict=True)]
    draws = Draws(
        np.concatenate([part.draws.owner_keys for part in parts]),
        np.concatenate(owners)[order],
        np.concatenate([part.draws.addresses for part in parts])[order],
    )
    segment, topic, channel = (
        np.concatenate([getattr(part, name) for part in parts])[order] for name in ("segment", "topic", "channel")
    )
    return Customers(arrival[order], segment, topic, channel, draws), place


def offered_channels(inputs: Inputs) -> NDArray[np.bool_]:
    """Which channel each segment's level offers (segments x channels)."""
    table = [[offer is not None for offer in segment.offers] for segment in inputs.segments]
    return np.array(table, dtype=np.bool_).reshape(len(inputs.segments), len(inputs.channels))


def _concatenated(parts: Sequence[NDArray[Any]], dtype: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype)
