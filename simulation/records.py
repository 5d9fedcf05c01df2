"""What a replication leaves behind: flat arrays, a row for each need, ticket, contact, touch, spell and duty.

Times are float seconds since the plan's first midnight; NaN means "did not happen". Index columns point into the
tuples of :class:`simulation.inputs.Inputs` or into the other tables; -1 means "none". All metrics are computed from
these tables.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulation.columns import IntArray

FloatArray = NDArray[np.float64]
CodeArray = NDArray[np.int8]
FlagArray = NDArray[np.bool_]


class Fate(IntEnum):
    """What became of a customer's need."""

    TICKET = 0
    PREVENTED = 1
    NOT_FOUND = 2  # unserved: did not find how to ask
    NOT_OFFERED = 3  # unserved: the level does not offer the channel
    CLOSED = 4  # unserved: the channel was closed
    DEFLECTED = 5  # solved by self-service for good


class TicketOutcome(IntEnum):
    """How a ticket stands at the end of the horizon."""

    OPEN = 0
    RESOLVED = 1
    ABANDONED = 2


class ContactOutcome(IntEnum):
    """How the waiting of a contact ended."""

    WAITING = 0  # still waits at the end of the horizon
    ANSWERED = 1  # work on its first touch began
    ABANDONED = 2  # the customer gave up
    BALKED = 3  # left at once because it had to wait; counted as abandoned after zero seconds
    CALLED_BACK = 4  # accepted a callback and was called
    CALLBACK_OPEN = 5  # accepted a callback, not called within the horizon
    DISCONNECTED = 6  # cut off at closing; counted as abandoned
    CONVERTED = 7  # a transfer that became a ticket because nobody of that tier was on duty


class TouchKind(IntEnum):
    """Why a piece of agent work exists."""

    FIRST = 0  # the first work on the ticket at its right entry tier
    REPLY = 1  # a further round with the customer
    ESCALATED = 2  # first work at a tier it was escalated to
    REOPENED = 3
    TRIAGE = 4  # looked at by the wrong tier and passed on; never an answer
    CHASE = 5  # the customer asked again; neither answers nor speeds the original
    OUTREACH = 6  # begun by the team, no ticket of a customer
    NOTICE = 7  # finding out that a customer who gave up silently is gone


class SpellKind(IntEnum):
    """What an agent does during a spell."""

    WORK = 0
    WRAP_UP = 1
    NOTICE = 2  # finding out that a chat customer has left silently


class DutyKind(IntEnum):
    """What an agent is planned to do in a stretch of a shift."""

    ON_DUTY = 0
    BREAK_PAID = 1
    BREAK_UNPAID = 2
    OFF_QUEUE = 3
    ABSENT = 4


@dataclass(frozen=True, slots=True)
class Table:
    """Equal-length columns."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def columns(self) -> dict[str, NDArray[np.generic]]:
        """The columns by name, in the order of their declaration."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Needs(Table):
    """Every need of a customer that arises, in order of time, and what became of it (:class:`Fate`)."""

    time: FloatArray
    segment: IntArray
    topic: IntArray
    channel: IntArray  # preferred
    fate: CodeArray
    ticket: IntArray  # -1 unless the fate is TICKET


@dataclass(frozen=True, slots=True)
class Tickets(Table):
    """One request of one customer, in order of arrival, then each piece of outreach."""

    arrival: FloatArray
    segment: IntArray
    topic: IntArray  # -1 for outreach
    channel: IntArray  # of the first contact; -1 for outreach
    tier: IntArray  # right entry tier
    outcome: CodeArray
    answered: FloatArray  # live: first touch began; deferred: first touch ended (reply sent); triage never counts
    resolved: FloatArray  # end of the last touch
    chased: FlagArray


@dataclass(frozen=True, slots=True)
class Contacts(Table):
    """One wait of a ticket on one channel: first try, retry, switch, or a live transfer to another tier."""

    ticket: IntArray
    attempt: IntArray  # 0 for the first contact of a ticket
    transfer: FlagArray  # a live escalation that waits again; not a contact of its own in counts
    channel: IntArray
    tier: IntArray
    started: FloatArray
    ended: FloatArray  # when the waiting ended; NaN while it waits
    callback: FloatArray  # when a callback was accepted
    outcome: CodeArray


@dataclass(frozen=True, slots=True)
class Touches(Table):
    """Agent work on a ticket that became ready within the horizon."""

    ticket: IntArray
    contact: IntArray  # the contact it belongs to; -1 for chase, outreach and notice
    kind: CodeArray
    channel: IntArray  # -1 for outreach
    tier: IntArray
    live: FlagArray
    ready: FloatArray
    started: FloatArray
    ended: FloatArray
    agent: IntArray  # who ended it, or works on it; -1 while it waits


@dataclass(frozen=True, slots=True)
class Spells(Table):
    """What agents did, without gaps inside a spell. An interrupted touch has several; sums over them are work."""

    agent: IntArray
    touch: IntArray
    kind: CodeArray
    begin: FloatArray
    end: FloatArray


@dataclass(frozen=True, slots=True)
class Duties(Table):
    """The roster of one replication: planned stretches, and when the agent really began and stopped.

    ``real_begin`` and ``real_end`` are given for ON_DUTY rows (work may run past the planned end); others happen as
    planned. ``shift_end`` marks the ON_DUTY row with which a shift ends: what is worked after it is overtime.
    """

    agent: IntArray
    kind: CodeArray
    shift_end: FlagArray
    begin: FloatArray
    end: FloatArray
    real_begin: FloatArray
    real_end: FloatArray


@dataclass(frozen=True, slots=True)
class Agents(Table):
    """The people: one row for each position of each shift."""

    team: IntArray
    shift: IntArray
    position: IntArray  # 1..n


@dataclass(frozen=True, slots=True)
class Records:
    """The tables of one replication."""

    needs: Needs
    tickets: Tickets
    contacts: Contacts
    touches: Touches
    spells: Spells
    duties: Duties
    agents: Agents

    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
