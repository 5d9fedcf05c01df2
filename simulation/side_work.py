"""Work beside the tickets' own touches: chases, silent abandonments, and outreach that the team begins itself."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulation import arrivals
from simulation.attempts import Attempts
from simulation.choices import groups
from simulation.columns import INDEX, IntArray
from simulation.demand import Customers, offered_channels
from simulation.inputs import Inputs
from simulation.records import TouchKind
from simulation.streams import Draws, key
from simulation.touches import Work

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chases:
    """Which contacts may be chased: ``after`` seconds, as a touch of the contact's own channel or of another one.

    A row per contact that will be chased if it is not answered by then; ``elsewhere`` is -1 if no other channel. Of the
    two columns of both, the first is for the tier that the ticket comes to, the second for the one that a misrouted
    ticket has been passed on to (-1: not misrouted).
    """

    contact: IntArray
    after: FloatArray
    own: IntArray
    elsewhere: IntArray


@dataclass(frozen=True, slots=True)
class Notices:
    """Contacts that, if given up, are left silently: the touch that keeps the place until an agent finds out."""

    contact: IntArray
    touch: IntArray


@dataclass(frozen=True, slots=True)
class Outreach:
    """Pieces of outreach: when each is due, for which segment; ``touch`` is its row of work."""

    time: FloatArray
    segment: IntArray
    touch: IntArray


def draw_chases(
    inputs: Inputs, customers: Customers, attempts: Attempts, first: IntArray, work: Work
) -> tuple[Chases, Work]:
    """Chases of deferred contacts and the work that they may be, appended to ``work``."""
    contact, after, channel, seconds = [], [], [], []
    for number, rows in groups(attempts.channel):
        chase = inputs.channels[number].chase
        if chase is None or chase.share <= 0.0 or inputs.channels[number].live:
            continue
        chased = rows[customers.draws.uniform("chase", attempts.attempt[rows], attempts.ticket[rows]) < chase.share]
        tickets, numbers = attempts.ticket[chased], attempts.attempt[chased]
        contact.append(chased)
        after.append(chase.after.quantile(customers.draws.uniform("chase after", numbers, tickets)))
        seconds.append(chase.handle_time.quantile(customers.draws.uniform("chase work", numbers, tickets)))
        channel.append(np.full(len(chased), chase.channel, INDEX))
    if not contact:
        none = np.empty((0, 2), INDEX)
        return Chases(np.empty(0, INDEX), np.empty(0), none, none), work
    contacts, elsewhere = np.concatenate(contact), np.concatenate(channel)
    tickets, length = attempts.ticket[contacts], np.concatenate(seconds)
    offered = offered_channels(inputs)[customers.segment[tickets], elsewhere]
    offered &= elsewhere != attempts.channel[contacts]
    live = np.array([entry.live for entry in inputs.channels], np.bool_)
    own, turned = np.full((len(contacts), 2), -1, INDEX), np.full((len(contacts), 2), -1, INDEX)
    arriving = first[contacts]
    passed_on = np.where(work.kind[arriving] == TouchKind.TRIAGE, work.following[arriving], -1)
    for column, holding in enumerate((arriving, passed_on)):
        tiers = work.tier[holding]
        rows = np.flatnonzero(holding >= 0)
        own[rows, column] = len(work.ticket) + np.arange(len(rows))
        deferred = np.zeros(len(rows), np.bool_)
        channels = attempts.channel[contacts[rows]]
        work = _with(work, tickets[rows], TouchKind.CHASE, tiers[rows], channels, deferred, length[rows])
        other = rows[offered[rows]]
        turned[other, column] = len(work.ticket) + np.arange(len(other))
        there = elsewhere[other]
        work = _with(work, tickets[other], TouchKind.CHASE, tiers[other], there, live[there], length[other])
    return Chases(contacts, np.concatenate(after), own, turned), work


def draw_notices(
    inputs: Inputs, customers: Customers, attempts: Attempts, first: IntArray, work: Work
) -> tuple[Notices, Work]:
    """Silent abandonments and the time that finding out takes, appended to ``work``."""
    contact, seconds = [], []
    for number, rows in groups(attempts.channel):
        silent = inputs.channels[number].silent_abandonment
        if silent is None or silent.share <= 0.0 or not inputs.channels[number].live:
            continue
        drawn = customers.draws.uniform("silent", attempts.attempt[rows], attempts.ticket[rows])
        chosen = rows[(drawn < silent.share) & np.isfinite(attempts.patience[rows])]
        lengths = customers.draws.uniform("silent notice", attempts.attempt[chosen], attempts.ticket[chosen])
        contact.append(chosen)
        seconds.append(silent.notice_after.quantile(lengths))
    if not contact:
        return Notices(np.empty(0, INDEX), np.empty(0, INDEX)), work
    contacts = np.concatenate(contact)
    touches = len(work.ticket) + np.arange(len(contacts))
    channel, tier = attempts.channel[contacts], work.tier[first[contacts]]
    live = np.ones(len(contacts), np.bool_)
    work = _with(work, attempts.ticket[contacts], TouchKind.NOTICE, tier, channel, live, np.concatenate(seconds))
    return Notices(contacts, touches), work


def draw_outreach(inputs: Inputs, seed: int, replication: int, tickets: int, work: Work) -> tuple[Outreach, Work]:
    """Outreach of one replication, a Poisson process per programme; its tickets are numbered from ``tickets`` on."""
    times, segments, touches = [], [], []
    for programme in inputs.outreach:
        names = (seed, replication, programme.stream)
        height_key = key("outreach height", *names)
        quarters, places = arrivals.points(programme.expected, inputs.horizon.first_quarter, height_key)
        owner = np.array([key("outreach", *names)], np.uint64)
        draws = Draws(owner, np.zeros(len(quarters), INDEX), places)
        times.append(arrivals.moments(quarters, draws.uniform("place"), inputs.horizon.begin))
        segments.append(np.full(len(quarters), programme.segment, INDEX))
        touches.append(len(work.ticket) + np.arange(len(quarters)))
        numbers = tickets + np.arange(len(quarters))
        tickets += len(quarters)
        tier = np.full(len(quarters), programme.tier, INDEX)
        nowhere = np.full(len(quarters), -1, INDEX)
        seconds = programme.handle_time.quantile(draws.uniform("outreach work"))
        live = np.zeros(len(quarters), np.bool_)
        work = _with(work, numbers, TouchKind.OUTREACH, tier, nowhere, live, seconds)
    if not times:
        empty = np.empty(0, INDEX)
        return Outreach(np.empty(0), empty, empty), work
    return Outreach(np.concatenate(times), np.concatenate(segments), np.concatenate(touches)), work


def _with(
    work: Work, ticket: IntArray, kind: TouchKind, tier: IntArray, channel: IntArray, live: NDArray[np.bool_],
    seconds: FloatArray,
) -> Work:  # fmt: skip
    """The work with single touches appended."""
    size = len(ticket)
    none, zero = np.full(size, -1, INDEX), np.zeros(size)
    added = Work(
        ticket, np.full(size, kind, np.int8), tier, channel, live, np.zeros(size, np.int8), seconds, zero, zero,
        none, none, none,
    )  # fmt: skip
    names = [field.name for field in fields(Work)]
    return Work(*(np.concatenate((getattr(work, name), getattr(added, name))) for name in names))
