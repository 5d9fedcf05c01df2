"""Customers who wait: contacts begin, give up, return, are called back, cut off at closing, and ask again.

Which of the drawn contacts of a ticket happen is decided here; who works on them is the engine's matter.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np

from simulation.attempts import WhenClosed
from simulation.clock import Clock
from simulation.columns import floats, integers
from simulation.demand import MOST_CLOSED_DOORS
from simulation.dispatch import INFINITY, NOT_WAITING, Dispatch
from simulation.distributions import TICK
from simulation.events import Event
from simulation.inputs import Inputs
from simulation.logbook import Logbook
from simulation.opening import OpenHours
from simulation.records import ContactOutcome, TouchKind
from simulation.script import Script


class Desk(Protocol):
    """What the lobby asks of the engine."""

    def begin(self, agent: int, touch: int, now: float) -> None:
        """Let a free agent start on a touch."""

    def offer(self, touch: int, now: float) -> None:
        """Give a touch to a free agent or let it wait."""

    def interrupts(self, touch: int, now: float) -> bool:
        """Let a touch interrupt deferred work; False if nobody can be."""

    def call_backups_later(self, touch: int, now: float) -> None:
        """Let backups see a waiting touch after their time."""


class Special:
    """Marks of contacts that need more than waiting with patience."""

    CHASE = 1
    CALLBACK = 2
    DISCONNECTS = 4
    BALKS = 8
    MATTERS = 16  # giving up leads to something: another contact, or an agent who must notice


class Lobby:
    """The contacts of one run. Handlers of events take the time and the number of the contact."""

    def __init__(self, inputs: Inputs, script: Script, log: Logbook, dispatch: Dispatch, clock: Clock) -> None:
        self._inputs, self._script, self._log = inputs, script, log
        self._dispatch, self._clock = dispatch, clock
        self._seekers, self._waits_until = dispatch.seekers, dispatch.waits_until
        self._ready, self._contact_of = log.ready, log.contact_of
        self._first_touch = integers(script.first_touch)
        self._patience = floats(script.contacts.patience)
        self._class = dispatch.class_of_touch
        self._special = _special(inputs, script)
        notices = script.notices
        self._notice = dict(zip(notices.contact.tolist(), notices.touch.tolist(), strict=True))
        self._chase_row = {contact: row for row, contact in enumerate(script.chases.contact.tolist())}
        self._interruption = any(team.interruptible for team in inputs.teams)
        self._backups = dispatch.has_backups
        self._desk: Desk
        self._closed_doors: dict[int, int] = {}  # met by each ticket's customer since he gave up
        self.chase_of_answer: dict[int, int] = {}

    def open(self, desk: Desk) -> None:
        """From now on contacts are led to this desk."""
        self._desk = desk

    def close(self, end: float) -> None:
        """The horizon has ended: note whose patience ran out before without anything following from it."""
        del self._desk
        until = np.asarray(self._waits_until)
        touches = np.flatnonzero(np.isfinite(until) & (until < end))
        self._log.left = np.asarray(self._contact_of)[touches], until[touches]

    def contact_begins(self, now: float, contact: int) -> None:
        """A customer reaches the desk: the first touch of the contact is ready."""
        touch = self._first_touch[contact]
        self._contact_of[touch] = contact
        self._ready[touch] = now
        if self._special is not None and self._special[contact] & Special.CHASE:
            row = self._chase_row[contact]
            self._clock.at(now + self._script.chases.after.item(row), Event.CHASE, contact)
        for line in self._seekers[self._class[touch]]:
            if line:
                self._desk.begin(line.popleft(), touch, now)
                return
        if self._interruption and self._desk.interrupts(touch, now):
            return
        self._wait(touch, contact, now)

    def contact_returns(self, now: float, contact: int) -> None:
        """A customer tries again; a live channel may be closed by now."""
        contacts = self._script.contacts
        ticket, channel = contacts.ticket.item(contact), contacts.channel.item(contact)
        if self._inputs.channels[channel].live:
            hours = self._hours(ticket, channel)
            if not hours.is_open(now):
                self._finds_closed(now, contact, ticket, float(hours.next_opening(now)))
                return
        self._closed_doors.pop(ticket, None)
        self._log.returned[contact - self._script.customers] = now
        self.contact_begins(now, contact)

    def _finds_closed(self, now: float, contact: int, ticket: int, opening: float) -> None:
        contacts = self._script.contacts
        choice = contacts.when_closed.item(contact)
        self._closed_doors[ticket] = self._closed_doors.get(ticket, 0) + 1
        if self._closed_doors[ticket] >= MOST_CLOSED_DOORS:
            self._log.gone.append(ticket)
        elif choice == WhenClosed.WAITS and opening < INFINITY:
            moment = opening + contacts.closed_delay.item(contact)
            self._clock.at(moment, Event.CONTACT_RETURNS, contact)
        elif choice == WhenClosed.SWITCHES:
            self.contact_returns(now, contacts.closed_turn.item(contact))
        else:
            self._log.gone.append(ticket)

    def _wait(self, touch: int, contact: int, now: float) -> None:
        special = self._special[contact] if self._special is not None else 0
        if not special:
            self._dispatch.queue(touch, self._class[touch], now + self._patience[contact])
        elif special & Special.BALKS:
            self._give_up(contact, now, ContactOutcome.BALKED)
            return
        else:
            self._wait_for_events(touch, contact, now, special)
        if self._backups:
            self._desk.call_backups_later(touch, now)

    def _wait_for_events(self, touch: int, contact: int, now: float, special: int) -> None:
        """Let a customer wait to whom something may happen meanwhile."""
        self._dispatch.queue(touch, self._class[touch])
        patience = self._patience[contact]
        if patience < INFINITY:
            self._clock.at(now + patience, Event.PATIENCE_ENDS, contact)
        if special & Special.CALLBACK:
            self._offer_callback_later(contact, now)
        if special & Special.DISCONNECTS:
            self._close_later(contact, now)

    def patience_ends(self, now: float, contact: int) -> None:
        """The customer gives up, unless work has begun, a callback was accepted or another contact runs."""
        if self._still_waits(contact) and contact not in self._log.called_back:
            self._waits_until[self._first_touch[contact]] = NOT_WAITING
            self._give_up(contact, now, ContactOutcome.ABANDONED)
            if self._notice and contact in self._notice:
                # the place in the queue stays, nobody has noticed yet
                self._ready[self._notice[contact]] = now
                self._desk.offer(self._notice[contact], now)

    def _still_waits(self, contact: int) -> bool:
        touch = self._first_touch[contact]
        return self._waits_until[touch] == INFINITY and self._contact_of[touch] == contact

    def _give_up(self, contact: int, now: float, outcome: ContactOutcome) -> None:
        self._log.gave_up[contact] = (now, outcome)
        contacts = self._script.contacts
        following = contacts.follows.item(contact)
        if following < 0:
            self._log.gone.append(contacts.ticket.item(contact))
        else:
            moment = now + contacts.delay.item(following)
            self._clock.at(moment, Event.CONTACT_RETURNS, following)

    def _hours(self, ticket: int, channel: int) -> OpenHours:
        offer = self._inputs.segments[self._script.segment.item(ticket)].offers[channel]
        assert offer is not None
        return offer.hours

    def _offer_callback_later(self, contact: int, now: float) -> None:
        callback = self._inputs.channels[self._script.contacts.channel.item(contact)].callback
        assert callback is not None
        moment = now + round(callback.offered_after / TICK) * TICK
        self._clock.at(moment, Event.CALLBACK_OFFERED, contact)

    def callback_offered(self, now: float, contact: int) -> None:
        """Who still waits accepts to be called back: the place is kept, patience no longer counts."""
        if self._still_waits(contact):
            self._log.called_back[contact] = now
            contacts = self._script.contacts
            if self._hours(contacts.ticket.item(contact), contacts.channel.item(contact)).is_open(now):
                self._close_later(contact, now)
            else:
                self.closing(now, contact)

    def _close_later(self, contact: int, now: float) -> None:
        contacts = self._script.contacts
        closing = float(self._hours(contacts.ticket.item(contact), contacts.channel.item(contact)).closing_after(now))
        if closing < INFINITY:
            self._clock.at(closing, Event.CLOSING, contact)

    def closing(self, now: float, contact: int) -> None:
        """At closing a customer who waits may be cut off; one to be called back is called after the next opening."""
        if not self._still_waits(contact):
            return
        touch, contacts = self._first_touch[contact], self._script.contacts
        channel = contacts.channel.item(contact)
        if contact in self._log.called_back:
            opening = float(self._hours(contacts.ticket.item(contact), channel).next_opening(now))
            if opening > now:
                self._waits_until[touch] = NOT_WAITING
            if now < opening < INFINITY:
                self._clock.at(opening, Event.CALLS_AGAIN, touch)
        elif self._inputs.channels[channel].disconnects_at_close:
            self._waits_until[touch] = NOT_WAITING
            self._give_up(contact, now, ContactOutcome.DISCONNECTED)

    def calls_again(self, now: float, touch: int) -> None:
        """The channel is open again: an overdue callback, numbered by its touch, takes its old place."""
        contact = self._contact_of[touch]
        self._desk.offer(touch, now)
        if self._still_waits(contact):
            self._close_later(contact, now)

    def chase(self, now: float, contact: int) -> None:
        """The customer asks again if the ticket is not answered yet; its work waits like any other."""
        row = self._chase_row[contact]
        first = self._first_touch[contact]
        answer = self._answering_touch(first)
        if answer < 0 or not math.isnan(self._log.ended[answer]):
            return
        chases, contacts = self._script.chases, self._script.contacts
        holder = 0 if math.isnan(self._log.ended[first]) else 1
        touch, ticket = chases.elsewhere.item(row, holder), contacts.ticket.item(contact)
        if touch >= 0:
            channel = self._script.work.channel.item(touch)
            if self._inputs.channels[channel].live and not self._hours(ticket, channel).is_open(now):
                touch = -1
        if touch < 0:
            touch = chases.own.item(row, holder)
        self._log.chased.append(ticket)
        self._ready[touch] = now
        self.chase_of_answer[answer] = touch
        self._desk.offer(touch, now)

    def _answering_touch(self, touch: int) -> int:
        """The touch that answers a ticket: the first of its chain that is no triage."""
        while touch >= 0 and self._script.work.kind.item(touch) == TouchKind.TRIAGE:
            touch = self._script.work.following.item(touch)
        return touch


def _special(inputs: Inputs, script: Script) -> bytearray | None:
    """The marks of each contact; None where no contact has any."""
    contacts = script.contacts
    marks = np.zeros(len(contacts.ticket), np.uint8)
    marks[script.chases.contact] |= Special.CHASE
    marks[contacts.callback] |= Special.CALLBACK
    marks[contacts.balks] |= Special.BALKS
    marks[contacts.follows >= 0] |= Special.MATTERS
    marks[script.notices.contact] |= Special.MATTERS
    disconnects = np.array([channel.live and channel.disconnects_at_close for channel in inputs.channels], np.bool_)
    if len(marks):
        marks[disconnects[contacts.channel]] |= Special.DISCONNECTS
    return bytearray(marks.tobytes()) if marks.any() else None
