"""Needs, tickets and contacts of the weeks as facts: who asked, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.facts.frame import Frame
from planner.facts.parts import Codes, Part
from planner.scenario.support_levels import TargetKind
from simulation.columns import IntArray
from simulation.records import ContactOutcome, Contacts, Fate, Needs, TicketOutcome, Tickets

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

GAVE_UP = (ContactOutcome.ABANDONED, ContactOutcome.BALKED, ContactOutcome.DISCONNECTED)


class NeedFacts:
    """The needs that arise within the weeks, under their preferred channel and the entry tier of their topic."""

    def __init__(self, frame: Frame, needs: Needs) -> None:
        rows = np.flatnonzero(frame.in_weeks(needs.time))
        entry = np.array([topic.tier for topic in frame.inputs.topics], dtype=np.int64)
        segment, topic = needs.segment[rows], needs.topic[rows]
        self.fate = needs.fate[rows]
        self.codes = Codes(
            frame.sizes,
            {
                "segment": segment,
                "level": frame.levels[segment],
                "channel": needs.channel[rows],
                "topic": topic,
                "tier": entry[topic],
                "hour_of_week": frame.hour_of_week(needs.time[rows]),
            },
            len(rows),
        )

    def ended_as(self, *fates: Fate) -> Part:
        """The needs with one of these fates; all of them when none is named."""
        chosen = np.isin(self.fate, fates) if fates else np.ones(len(self.fate), dtype=np.bool_)
        return Part.of(self.codes, chosen)


class TicketFacts:
    """The tickets of customers that arrive within the weeks, under their first channel and right entry tier.

    ``rows`` are their rows in the records; ``number`` gives for each ticket of the records its row here, or -1.
    """

    def __init__(self, frame: Frame, tickets: Tickets) -> None:
        self._frame = frame
        self.rows = np.flatnonzero((tickets.topic >= 0) & frame.in_weeks(tickets.arrival))
        self.number = np.full(len(tickets), -1, dtype=np.int64)
        self.number[self.rows] = np.arange(len(self.rows))
        self.segment, self.channel = tickets.segment[self.rows], tickets.channel[self.rows]
        self.arrival, self.answered_at = tickets.arrival[self.rows], tickets.answered[self.rows]
        self.resolved_at = tickets.resolved[self.rows]
        outcome = tickets.outcome[self.rows]
        self.resolved: FlagArray = outcome == TicketOutcome.RESOLVED
        self.abandoned: FlagArray = outcome == TicketOutcome.ABANDONED
        self.open: FlagArray = outcome == TicketOutcome.OPEN
        self.answered = ~np.isnan(self.answered_at)
        self.chased = tickets.chased[self.rows]
        self.codes = Codes(
            frame.sizes,
            {
                "segment": self.segment,
                "level": frame.levels[self.segment],
                "channel": self.channel,
                "topic": tickets.topic[self.rows],
                "tier": tickets.tier[self.rows],
                "hour_of_week": frame.hour_of_week(self.arrival),
            },
            len(self.rows),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, values: FloatArray | FlagArray) -> Part:
        """One value for each ticket, to be added up."""
        return Part.of(self.codes, values)

    def flagged(self, numbers: IntArray) -> FlagArray:
        """Which tickets are among these rows."""
        flags = np.zeros(len(self), dtype=np.bool_)
        flags[numbers] = True
        return flags

    @cached_property
    def first_response(self) -> FloatArray:
        """Seconds until the first answer: NaN for who gave up unanswered, inf for who still waits."""
        return self._until_answer(self.answered_at - self.arrival)

    @cached_property
    def first_response_open(self) -> FloatArray:
        """The same in open seconds of the first channel; NaN also where the level does not offer it."""
        seconds = self._frame.open_seconds(self.segment, self.channel, self.arrival, self.answered_at)
        offered = ~np.isnan(self._frame.open_seconds(self.segment, self.channel, self.arrival, self.arrival))
        return np.where(offered, self._until_answer(seconds), np.nan)

    def _until_answer(self, seconds: FloatArray) -> FloatArray:
        return np.where(self.answered, seconds, np.where(self.open, np.inf, np.nan))


@dataclass(frozen=True, slots=True)
class ContactTable:
    """Some contacts: their rows in the records, their own channel, and how they ended."""

    rows: IntArray
    ticket: IntArray
    channel: IntArray
    segment: IntArray
    started: FloatArray
    ended: FloatArray
    outcome: NDArray[np.int8]
    accepted_callback: FlagArray
    codes: Codes

    @property
    def gave_up(self) -> FlagArray:
        """Left without being served; the impatient, the balked and the disconnected alike."""
        return np.isin(self.outcome, GAVE_UP)

    @property
    def waited(self) -> FloatArray:
        """Seconds of waiting; NaN while it lasts."""
        return self.ended - self.started


def contact_table(frame: Frame, contacts: Contacts, tickets: Tickets, *, transfer: bool) -> ContactTable:
    """The contacts of customers that start within the weeks: transfers to another tier alone, or all others."""
    chosen = (contacts.transfer == transfer) & (tickets.topic[contacts.ticket] >= 0) & frame.in_weeks(contacts.started)
    rows = np.flatnonzero(chosen)
    ticket = contacts.ticket[rows]
    segment = tickets.segment[ticket]
    codes = Codes(
        frame.sizes,
        {
            "segment": segment,
            "level": frame.levels[segment],
            "channel": contacts.channel[rows],
            "topic": tickets.topic[ticket],
            "tier": contacts.tier[rows],
            "hour_of_week": frame.hour_of_week(contacts.started[rows]),
        },
        len(rows),
    )
    return ContactTable(
        rows=rows,
        ticket=ticket,
        channel=contacts.channel[rows],
        segment=segment,
        started=contacts.started[rows],
        ended=contacts.ended[rows],
        outcome=contacts.outcome[rows],
        accepted_callback=~np.isnan(contacts.callback[rows]),
        codes=codes,
    )


class ContactFacts:
    """The contacts of the weeks (no transfers) against their answer and reply targets."""

    def __init__(self, frame: Frame, contacts: Contacts, tickets: Tickets) -> None:
        self._frame = frame
        self._tickets = tickets
        self.table = contact_table(frame, contacts, tickets, transfer=False)
        self.live = frame.live[self.table.channel]

    def part(self, values: FloatArray | FlagArray) -> Part:
        """One value for each contact, to be added up."""
        return Part.of(self.table.codes, values)

    @cached_property
    def picked_up(self) -> FlagArray:
        """Live contacts that were answered while the customer waited (called back is not)."""
        answered: FlagArray = self.table.outcome == ContactOutcome.ANSWERED
        return self.live & answered

    @cached_property
    def called_back(self) -> FlagArray:
        """Contacts that accepted a callback and got it."""
        called: FlagArray = self.table.outcome == ContactOutcome.CALLED_BACK
        return called

    @cached_property
    def answered_in_time(self) -> FlagArray:
        """Live contacts with an answer target that were answered, or called back, within it."""
        return self._judged_live & (self.picked_up | self.called_back) & self._within("answer", self.table.ended)

    @cached_property
    def due_an_answer(self) -> FlagArray:
        """Live contacts with an answer target, without those that gave up within it."""
        return self._judged_live & ~(self.table.gave_up & self._within("answer", self.table.ended))

    @cached_property
    def replied_in_time(self) -> FlagArray:
        """Deferred contacts whose ticket got its first answer within the reply target, counted from the contact."""
        return self.due_a_reply & self._within("reply", self._tickets.answered[self.table.ticket])

    @cached_property
    def due_a_reply(self) -> FlagArray:
        """Deferred contacts with a reply target that were answered, or whose target fell due within the horizon."""
        answered = self._tickets.answered[self.table.ticket]
        overdue = np.isnan(answered) & ~self._within("reply", np.full(len(answered), self._frame.end))
        promised = ~np.isnan(self._target("reply"))
        return ~self.live & promised & ((answered >= self.table.started) | overdue) & ~self.table.gave_up

    @cached_property
    def _judged_live(self) -> FlagArray:
        return self.live & ~np.isnan(self._target("answer"))

    def _target(self, kind: TargetKind) -> FloatArray:
        targets = self._frame.targets(kind)
        within: FloatArray = targets.within[self.table.segment, self.table.channel]
        return within

    def _within(self, kind: TargetKind, until: FloatArray) -> FlagArray:
        """Which contacts reach a moment within their target, on its clock; False without a target or a moment."""
        table = self.table
        targets = self._frame.targets(kind)
        open_hours = targets.open_hours[table.segment, table.channel]
        elapsed = until - table.started
        if open_hours.any():
            on_clock = self._frame.open_seconds(table.segment, table.channel, table.started, until)
            elapsed = np.where(open_hours, on_clock, elapsed)
        return elapsed <= self._target(kind)
