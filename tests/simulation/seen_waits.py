"""Who waited for whom, and when: read back from the records of a run, without a look into the engine.

A wait is a stretch of time in which a piece of work could have been begun. Most work waits for anybody who may take
it. Some is bound to one agent: a message of a chat that he holds, work that he set aside for a call, and a reply to the
one who wrote before (docs/model.md, 5; docs/decisions.md, 15).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulation.inputs import Inputs, Order, Target
from simulation.opening import OpenHours
from simulation.records import ContactOutcome, DutyKind, Records, SpellKind, TouchKind
from simulation.roster import Roster

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]

LOST = (ContactOutcome.ABANDONED, ContactOutcome.DISCONNECTED, ContactOutcome.BALKED)
ASIDE = (TouchKind.CHASE, TouchKind.NOTICE)  # no links of a ticket's chain of work
UNANSWERED = (TouchKind.FIRST, TouchKind.TRIAGE, *ASIDE)


class For(IntEnum):
    """Whom a piece of work waits for."""

    ANYBODY = 0
    HOLDER = 1  # a message of a conversation
    INTERRUPTED = 2  # set aside by its agent
    OWNER = 3  # a reply to the one who wrote before


@dataclass(frozen=True)
class Waits:
    """Stretches of waiting, a row each. ``since`` is when the work became ready; ``touch`` -1 if nobody ever took it.

    ``agent`` is whom the work is bound to (-1: nobody); ``place`` the order of service, the lowest first.
    """

    touch: IntArray
    why: IntArray
    agent: IntArray
    since: FloatArray
    begin: FloatArray
    end: FloatArray
    ticket: IntArray
    channel: IntArray
    tier: IntArray
    live: FlagArray
    place: IntArray

    def __len__(self) -> int:
        return len(self.touch)


@dataclass
class _Row:
    touch: int
    why: For
    agent: int
    since: float
    begin: float
    end: float
    ticket: int
    channel: int
    tier: int
    live: bool
    kind: int


def waits_of(inputs: Inputs, records: Records, roster: Roster) -> Waits:
    """All waits of a run; work that was begun at once waited for no time."""
    rows = [row for row in _Reader(inputs, records, roster).rows() if row.end >= row.begin]
    keys = np.array([_key(inputs, records, row) for row in rows]).reshape(-1, 3)
    place = np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1)
    return Waits(
        touch=np.array([row.touch for row in rows], np.int64),
        why=np.array([row.why for row in rows], np.int64),
        agent=np.array([row.agent for row in rows], np.int64),
        since=np.array([row.since for row in rows], np.float64),
        begin=np.array([row.begin for row in rows], np.float64),
        end=np.array([row.end for row in rows], np.float64),
        ticket=np.array([row.ticket for row in rows], np.int64),
        channel=np.array([row.channel for row in rows], np.int64),
        tier=np.array([row.tier for row in rows], np.int64),
        live=np.array([row.live for row in rows], np.bool_),
        place=place,
    )


class _Reader:
    def __init__(self, inputs: Inputs, records: Records, roster: Roster) -> None:
        self.inputs, self.records = inputs, records
        self.end = inputs.horizon.end
        on = roster.kind == DutyKind.ON_DUTY
        agents = range(len(roster.agents))
        self.home = [np.sort(roster.end[on & roster.goes_home & (roster.agent == agent)]) for agent in agents]
        self.last_duty = [np.max(roster.end[on & (roster.agent == agent)], initial=-np.inf) for agent in agents]
        self.spells = spells_by_touch(records)

    def rows(self) -> Iterator[_Row]:
        lost = np.isin(self.records.contacts.outcome, LOST)
        read = np.zeros(len(lost), np.bool_)
        for touch in range(len(self.records.touches)):
            contact = int(self.records.touches.contact[touch])
            first = self._begins_contact(touch, contact)
            if first:
                read[contact] = True
            yield from self._before_work(touch, contact if first else -1)
            yield from self._between_work(touch)
        for contact in np.flatnonzero(lost & ~read).tolist():
            yield from self._given_up(contact)

    def _begins_contact(self, touch: int, contact: int) -> bool:
        touches, contacts = self.records.touches, self.records.contacts
        return (
            contact >= 0
            and touches.ready[touch] == contacts.started[contact]
            and touches.live[touch]
            and touches.kind[touch] not in ASIDE
            and contacts.outcome[contact] != ContactOutcome.CONVERTED
        )

    def _before_work(self, touch: int, contact: int) -> Iterator[_Row]:
        """The wait for the first work; ``contact`` is the one that this work begins (-1: none)."""
        touches = self.records.touches
        ready, started = float(touches.ready[touch]), float(touches.started[touch])
        until = self.end if np.isnan(started) else started
        if contact >= 0:
            if self.records.contacts.outcome[contact] in LOST:
                until = float(self.records.contacts.ended[contact])
            for begin, end in self._open_waits(contact, ready, until):
                yield self._row(touch, For.ANYBODY, -1, begin, end)
        elif touches.kind[touch] == TouchKind.REPLY and touches.live[touch]:
            yield self._row(touch, For.HOLDER, self._wrote_before(touch), ready, until)
        else:
            owner = self._owner(touch)
            bound = self.last_duty[owner] if owner >= 0 else ready
            if owner >= 0:
                yield self._row(touch, For.OWNER, owner, ready, min(bound, until))
            yield self._row(touch, For.ANYBODY, -1, bound, until)

    def _between_work(self, touch: int) -> Iterator[_Row]:
        """The waits of work that was set aside."""
        parts = self.spells[touch]
        resumptions = [begin for _, begin, _ in parts[1:]]
        if np.isnan(self.records.touches.ended[touch]):
            resumptions.append(self.end)
        for (agent, _, end), resumed in zip(parts, resumptions, strict=False):
            if end == self.end:  # still in hand
                continue
            leaves = self._leaves(agent, end)
            if leaves > end:
                yield self._row(touch, For.INTERRUPTED, agent, end, min(leaves, resumed))
            yield self._row(touch, For.ANYBODY, -1, leaves, resumed)

    def _leaves(self, agent: int, moment: float) -> float:
        """When an agent next goes home and leaves behind what he has set aside."""
        leaving = self.home[agent][self.home[agent] >= moment]
        stays = self.inputs.teams[int(self.records.agents.team[agent])].finishes_all
        return np.inf if stays or not len(leaving) else float(leaving[0])

    def _given_up(self, contact: int) -> Iterator[_Row]:
        contacts = self.records.contacts
        begun = float(contacts.started[contact])
        for begin, end in self._open_waits(contact, begun, float(contacts.ended[contact])):
            yield _Row(
                -1, For.ANYBODY, -1, begun, begin, end, int(contacts.ticket[contact]), int(contacts.channel[contact]),
                int(contacts.tier[contact]), True, TouchKind.FIRST,
            )  # fmt: skip

    def _row(self, touch: int, why: For, agent: int, begin: float, end: float) -> _Row:
        t = self.records.touches
        return _Row(
            touch, why, agent, float(t.ready[touch]), begin, end, int(t.ticket[touch]), int(t.channel[touch]),
            int(t.tier[touch]), bool(t.live[touch]), int(t.kind[touch]),
        )  # fmt: skip

    def _open_waits(self, contact: int, begin: float, end: float) -> Iterator[tuple[float, float]]:
        """Who is to be called back does not wait while the channel is closed."""
        contacts = self.records.contacts
        accepted = float(contacts.callback[contact])
        if np.isnan(accepted):
            yield begin, end
            return
        segment = self.inputs.segments[int(self.records.tickets.segment[contacts.ticket[contact]])]
        offer = segment.offers[int(contacts.channel[contact])]
        assert offer is not None
        if not offer.hours.is_open(accepted):
            yield begin, accepted
        for opens, closes in zip(offer.hours.starts.tolist(), offer.hours.ends.tolist(), strict=True):
            if closes > accepted:
                yield begin if opens <= accepted else opens, min(closes, end)

    def _wrote_before(self, touch: int) -> int:
        """The agent of the work on the ticket that ended last before this became ready."""
        t = self.records.touches
        before = (t.ticket == t.ticket[touch]) & (t.ended <= t.ready[touch]) & ~np.isin(t.kind, ASIDE)
        before[touch] = False
        rows = np.flatnonzero(before)
        return int(t.agent[rows[np.argmax(t.ended[rows])]])

    def _owner(self, touch: int) -> int:
        """The agent whom a deferred reply waits for; -1 if it goes to all."""
        t = self.records.touches
        channel = self.inputs.channels[int(t.channel[touch])] if t.channel[touch] >= 0 else None
        if channel is None or not channel.replies_to_owner or t.live[touch] or t.kind[touch] != TouchKind.REPLY:
            return -1
        owner = self._wrote_before(touch)
        after = self.inputs.routing.takes_after[
            self.records.agents.team[owner], t.tier[touch], t.channel[touch],
            self.records.tickets.segment[t.ticket[touch]], self.records.tickets.topic[t.ticket[touch]],
        ]  # fmt: skip
        return owner if np.isfinite(after) and t.ready[touch] < self.last_duty[owner] else -1


def spells_by_touch(records: Records) -> list[list[tuple[int, float, float]]]:
    """For each touch its pieces of work as (agent, begin, end), in order of time, without wrap-up."""
    spells = records.spells
    found: list[list[tuple[int, float, float]]] = [[] for _ in range(len(records.touches))]
    for row in np.lexsort((spells.end, spells.begin)).tolist():
        if spells.kind[row] != SpellKind.WRAP_UP:
            found[spells.touch[row]].append((int(spells.agent[row]), float(spells.begin[row]), float(spells.end[row])))
    return found


def _key(inputs: Inputs, records: Records, row: _Row) -> tuple[float, float, float]:
    """The place of a piece of work in the order of service, as the model says it in words; ties go by ticket."""
    tickets, routing = records.tickets, inputs.routing
    arrival, segment = float(tickets.arrival[row.ticket]), inputs.segments[int(tickets.segment[row.ticket])]
    band = 2 if row.kind == TouchKind.OUTREACH else 1 if routing.live_first and not row.live else 0
    if routing.order is Order.FIRST_COME:
        return band, arrival, row.ticket
    if routing.order is Order.PRIORITY:
        # three half-days before and after the start are less than a million seconds
        return band, segment.priority * 1e9 + arrival, row.ticket
    if routing.order is Order.AGEING:
        return band, arrival + segment.priority * routing.ageing, row.ticket
    channel = row.channel if row.kind in UNANSWERED else int(tickets.channel[row.ticket])
    offer = segment.offers[channel] if channel >= 0 else None
    if offer is None:
        return band, np.inf, row.ticket
    target = offer.resolve if row.kind not in UNANSWERED else offer.answer if row.live else offer.reply
    return band, _due(target, offer.hours, arrival), row.ticket


def _due(target: Target | None, hours: OpenHours, arrival: float) -> float:
    if target is None:
        return np.inf
    return float(hours.after(arrival, target.within)) if target.open_hours else arrival + target.within
