"""The way of each ticket through the desk: whose time passes when, which tiers it visits, and later replies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.facts.demand import GAVE_UP, TicketFacts
from planner.facts.frame import Frame
from planner.facts.parts import Codes, Part, sums
from simulation.columns import IntArray
from simulation.records import Records, SpellKind, TicketOutcome, TouchKind

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Stretches in which a ticket waits for the desk or is worked on; what lies between them is the customer's."""

    ticket: IntArray  # row of the ticket facts
    tier: IntArray
    begin: FloatArray
    end: FloatArray
    working: FloatArray


class ProgressFacts:
    """How long the tickets of the weeks were with whom, and whether they kept their resolve target."""

    def __init__(self, frame: Frame, records: Records, tickets: TicketFacts) -> None:
        self._frame = frame
        self._records = records
        self._tickets = tickets

    @cached_property
    def chain(self) -> IntArray:
        """The rows of the touches that make up the tickets' way, by ticket and time: all but chases and outreach."""
        touches = self._records.touches
        chosen = (self._tickets.number[touches.ticket] >= 0) & (touches.kind != TouchKind.CHASE)
        rows = np.flatnonzero(chosen)
        return rows[np.lexsort((touches.ready[rows], touches.ticket[rows]))]

    @cached_property
    def _steps(self) -> _Steps:
        """The touches of the chain, and the waits of contacts that were given up."""
        touches, contacts, spells = self._records.touches, self._records.contacts, self._records.spells
        worked_for = np.where(spells.kind == SpellKind.WORK, spells.end - spells.begin, 0.0)
        working = sums(spells.touch, worked_for, len(touches))
        given_up = np.isin(contacts.outcome, GAVE_UP)
        # A touch that never began because its customer left is the wait of its contact, which is counted itself.
        vain = np.isnan(touches.started) & (touches.contact >= 0)
        vain[vain] = given_up[touches.contact[vain]]
        worked = self.chain[~vain[self.chain]]
        waits = np.flatnonzero(given_up & (self._tickets.number[contacts.ticket] >= 0))
        ended = touches.ended[worked]
        return _Steps(
            ticket=self._tickets.number[np.concatenate((touches.ticket[worked], contacts.ticket[waits]))],
            tier=np.concatenate((touches.tier[worked], contacts.tier[waits])),
            begin=np.concatenate((touches.ready[worked], contacts.started[waits])),
            end=np.concatenate((np.where(np.isnan(ended), self._frame.end, ended), contacts.ended[waits])),
            working=np.concatenate((working[worked], np.zeros(len(waits)))),
        )

    def _by_ticket(self, seconds: FloatArray) -> FloatArray:
        return sums(self._steps.ticket, seconds, len(self._tickets))

    @cached_property
    def elapsed(self) -> FloatArray:
        """Seconds from the first arrival to the end of the last touch; inf while open, NaN for who gave up."""
        tickets = self._tickets
        return self._of_resolved(tickets.resolved_at - tickets.arrival)

    @cached_property
    def elapsed_open(self) -> FloatArray:
        """The same on the clock of the first channel's open hours, which stops while the customer owes a reply.

        NaN also where the level does not offer the channel.
        """
        return np.where(np.isnan(self._with_desk_open), np.nan, self._of_resolved(self._with_desk_open))

    def _of_resolved(self, seconds: FloatArray) -> FloatArray:
        return np.where(self._tickets.resolved, seconds, np.where(self._tickets.open, np.inf, np.nan))

    @cached_property
    def with_desk(self) -> FloatArray:
        """Seconds in which each ticket waited for the desk or was worked on, up to the end of the horizon."""
        return self._by_ticket(self._steps.end - self._steps.begin)

    @cached_property
    def _with_desk_open(self) -> FloatArray:
        steps, tickets = self._steps, self._tickets
        segment, channel = tickets.segment[steps.ticket], tickets.channel[steps.ticket]
        return self._by_ticket(self._frame.open_seconds(segment, channel, steps.begin, steps.end))

    @cached_property
    def working(self) -> Part:
        """Seconds of active work on resolved tickets."""
        return self._tickets.part(np.where(self._tickets.resolved, self._by_ticket(self._steps.working), 0.0))

    @cached_property
    def customer(self) -> Part:
        """Seconds in which resolved tickets were with the customer: the rest of the time until they were resolved."""
        tickets = self._tickets
        rest = np.maximum(tickets.resolved_at - tickets.arrival - self.with_desk, 0.0)
        return tickets.part(np.where(tickets.resolved, rest, 0.0))

    @cached_property
    def waiting(self) -> Part:
        """Seconds in which resolved tickets waited for the desk, by the tier for which they waited."""
        steps = self._steps
        seconds = (steps.end - steps.begin - steps.working) * self._tickets.resolved[steps.ticket]
        return Part(self._tickets.codes.take(steps.ticket).with_columns({"tier": steps.tier}), seconds)

    @cached_property
    def resolved_in_time(self) -> FlagArray:
        """Tickets that were resolved within the resolve target of their first channel."""
        return self._tickets.resolved & self._kept

    @cached_property
    def due_a_resolution(self) -> FlagArray:
        """Tickets with a resolve target that were resolved, or whose target fell due within the horizon."""
        promised = ~np.isnan(self._resolve_within)
        return promised & (self._tickets.resolved | (self._tickets.open & ~self._kept))

    @cached_property
    def _resolve_within(self) -> FloatArray:
        within: FloatArray = self._frame.targets("resolve").within[self._tickets.segment, self._tickets.channel]
        return within

    @cached_property
    def _kept(self) -> FlagArray:
        open_hours = self._frame.targets("resolve").open_hours[self._tickets.segment, self._tickets.channel]
        on_clock = np.where(open_hours, self._with_desk_open, self.with_desk)
        return on_clock <= self._resolve_within


class VisitFacts:
    """The tickets of the weeks at each tier that worked on them: one row for each ticket and tier.

    The team of a visit is that of the agent of its last touch.
    """

    def __init__(self, frame: Frame, records: Records, tickets: TicketFacts, chain: IntArray) -> None:
        touches, spells, agents = records.touches, records.spells, records.agents
        tiers = max(frame.sizes["tier"], 1)
        begun = np.flatnonzero(~np.isnan(touches.started) & (tickets.number[touches.ticket] >= 0))
        number = tickets.number[touches.ticket]
        place = number * tiers + touches.tier
        keys, visit = np.unique(place[begun], return_inverse=True)
        self.ticket = keys // tiers
        count = len(keys)
        visit_of = np.full(len(touches), -1, dtype=np.int64)
        visit_of[begun] = visit
        last = np.full(count, -1, dtype=np.int64)
        by_time = begun[np.argsort(touches.started[begun], kind="stable")]
        last[visit_of[by_time]] = touches.agent[by_time]
        team = np.where(last >= 0, agents.team[last] if len(agents) else -1, -1)
        self.codes = tickets.codes.take(self.ticket).with_columns({"tier": keys % tiers, "team": team})
        self.touches = np.bincount(visit, minlength=count).astype(np.float64)
        worked = visit_of[spells.touch] >= 0
        seconds = (spells.end - spells.begin)[worked]
        self.work = sums(visit_of[spells.touch][worked], seconds, count)
        proper = np.flatnonzero(visit_of[chain] >= 0)
        proper = proper[touches.kind[chain[proper]] != TouchKind.TRIAGE]
        self.proper = np.zeros(count, dtype=np.bool_)
        self.proper[visit_of[chain[proper]]] = True
        self.escalated = self._escalated(touches.ticket[chain], touches.kind[chain], visit_of[chain], count)
        self.reopened = np.zeros(count, dtype=np.bool_)
        self.reopened[visit_of[begun[touches.kind[begun] == TouchKind.REOPENED]]] = True

    @staticmethod
    def _escalated(ticket: IntArray, kind: NDArray[np.int8], visit: IntArray, count: int) -> FlagArray:
        """Which visits were left by escalation: the touch before an escalated one belongs to them."""
        left = np.flatnonzero((kind[1:] == TouchKind.ESCALATED) & (ticket[1:] == ticket[:-1]))
        escalated = np.zeros(count, dtype=np.bool_)
        escalated[visit[left][visit[left] >= 0]] = True
        return escalated

    def part(self, values: FloatArray | FlagArray) -> Part:
        """One value for each visit, to be added up."""
        return Part.of(self.codes, values)


class ReplyFacts:
    """The later rounds of the tickets of the weeks, on the channel and at the tier where they happened."""

    def __init__(self, frame: Frame, records: Records, tickets: TicketFacts) -> None:
        touches = records.touches
        number = tickets.number[touches.ticket]
        rows = np.flatnonzero((touches.kind == TouchKind.REPLY) & (number >= 0))
        ready = touches.ready[rows]
        channel = touches.channel[rows]
        segment = tickets.segment[number[rows]]
        until = np.where(touches.live[rows], touches.started[rows], touches.ended[rows])
        still_open = records.tickets.outcome[touches.ticket[rows]] == TicketOutcome.OPEN
        missing = np.where(still_open, np.inf, np.nan)
        self.waited = np.where(np.isnan(until), missing, until - ready)
        on_clock = frame.open_seconds(segment, channel, ready, until)
        offered = ~np.isnan(frame.open_seconds(segment, channel, ready, ready))
        self.waited_open = np.where(offered, np.where(np.isnan(until), missing, on_clock), np.nan)
        self.codes = tickets.codes.take(number[rows]).with_columns(
            {"channel": channel, "tier": touches.tier[rows], "hour_of_week": frame.hour_of_week(ready)}
        )


class SolutionFacts:
    """What it took to resolve the tickets of the weeks, at the tier that resolved them."""

    def __init__(self, records: Records, tickets: TicketFacts, chain: IntArray) -> None:
        touches, contacts = records.touches, records.contacts
        count = len(tickets)
        number = tickets.number[touches.ticket]
        tier = np.array(tickets.codes.columns["tier"])
        begun = chain[~np.isnan(touches.started[chain])]
        tier[number[begun]] = touches.tier[begun]
        self.codes: Codes = tickets.codes.with_columns({"tier": tier})
        self.reopened = _any(number, touches.kind == TouchKind.REOPENED, count)
        self.solved = tickets.resolved | self.reopened
        later = (touches.kind == TouchKind.REPLY) & ~touches.live
        later |= np.isin(touches.kind, (TouchKind.ESCALATED, TouchKind.REOPENED, TouchKind.CHASE))
        contact_number = tickets.number[contacts.ticket]
        again = _any(contact_number, (contacts.attempt > 0) | contacts.transfer, count)
        self.at_first_contact = tickets.resolved & ~again & ~_any(number, later, count)

    def part(self, values: FlagArray) -> Part:
        """One flag for each ticket, to be added up."""
        return Part.of(self.codes, values)


def _any(number: IntArray, flags: FlagArray, count: int) -> FlagArray:
    """Which of ``count`` numbers have a row with its flag set; rows of number -1 are no one's."""
    found = np.zeros(count, dtype=np.bool_)
    found[number[flags & (number >= 0)]] = True
    return found
