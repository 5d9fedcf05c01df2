"""Every attempt a customer may make to reach the desk, drawn in advance: first try, retries, changes of channel.

The engine only decides which of these contacts happen. Rows are linked: ``follows`` is the contact that begins when
this one was given up, ``closed_turn`` the one on another channel when this one finds its channel closed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulation.choices import groups
from simulation.columns import INDEX, IntArray
from simulation.demand import MOST_CLOSED_DOORS, Customers, offered_channels
from simulation.inputs import ChannelInputs, Elsewhere, Inputs

FloatArray = NDArray[np.float64]

MOST_ATTEMPTS = 20


class WhenClosed(IntEnum):
    """What a returning customer does who finds the channel closed."""

    GIVES_UP = 0
    SWITCHES = 1
    WAITS = 2


@dataclass(frozen=True, slots=True)
class Attempts:
    """Possible contacts; the first contact of ticket i is row i. Times in seconds, -1 for "no such row"."""

    ticket: IntArray
    attempt: IntArray
    transfer: NDArray[np.bool_]
    channel: IntArray
    patience: FloatArray  # inf: never gives up
    balks: NDArray[np.bool_]
    callback: NDArray[np.bool_]  # would accept a callback
    delay: FloatArray  # between giving up the contact before and this one
    follows: IntArray
    when_closed: NDArray[np.int8]  # WhenClosed, of a return into closed hours
    closed_delay: FloatArray  # after the next opening
    closed_turn: IntArray


@dataclass(slots=True)
class _Frontier:
    """Contacts of one round whose continuation is still to be drawn: their row, ticket, channel and number."""

    row: IntArray
    ticket: IntArray
    channel: IntArray
    attempt: IntArray


class AttemptsBuilder:
    """Collects rows of contacts; transfers are added while the touches are laid."""

    def __init__(self, inputs: Inputs, customers: Customers) -> None:
        self._inputs = inputs
        self._customers = customers
        self._offered = offered_channels(inputs)
        self._blocks: list[Attempts] = []
        self.count = 0

    def draw(self) -> None:
        """First contacts and all that may follow them."""
        tickets = np.arange(len(self._customers.arrival), dtype=INDEX)
        frontier = self._add(tickets, self._customers.channel, np.zeros_like(tickets))
        for _ in range(MOST_ATTEMPTS - 1):
            frontier = self._continue(frontier)
            if not len(frontier.row):
                return

    def add_transfers(self, tickets: IntArray, channels: IntArray, patience: FloatArray) -> IntArray:
        """Rows for live transfers: they wait on their channel with patience of their own."""
        frontier = self._add(tickets, channels, np.zeros_like(tickets))
        block = self._blocks[-1]
        block.transfer[:] = True
        block.patience[:] = patience
        block.balks[:] = False
        block.callback[:] = False
        return frontier.row

    def build(self) -> Attempts:
        """All rows so far."""
        if len(self._blocks) == 1:
            return self._blocks[0]
        names = [field.name for field in fields(Attempts)]
        return Attempts(*(np.concatenate([getattr(block, name) for block in self._blocks]) for name in names))

    def _add(self, ticket: IntArray, channel: IntArray, attempt: IntArray) -> _Frontier:
        size = len(ticket)
        block = Attempts(
            ticket=ticket,
            attempt=attempt,
            transfer=np.zeros(size, np.bool_),
            channel=channel,
            patience=np.full(size, np.inf),
            balks=np.zeros(size, np.bool_),
            callback=np.zeros(size, np.bool_),
            delay=np.zeros(size),
            follows=np.full(size, -1, INDEX),
            when_closed=np.zeros(size, np.int8),
            closed_delay=np.zeros(size),
            closed_turn=np.full(size, -1, INDEX),
        )
        for number, rows in groups(channel):
            self._draw_waiting(block, self._inputs.channels[number], rows)
        frontier = _Frontier(self.count + np.arange(size, dtype=INDEX), ticket, channel, attempt)
        self._blocks.append(block)
        self.count += size
        return frontier

    def _draw_waiting(self, block: Attempts, channel: ChannelInputs, rows: IntArray) -> None:
        if not channel.live:
            return
        draws, tickets, number = self._customers.draws, block.ticket[rows], block.attempt[rows]
        if channel.patience is not None:
            block.patience[rows] = channel.patience.quantile(draws.uniform("patience", number, tickets))
        if channel.balks > 0.0:
            block.balks[rows] = draws.uniform("balks", number, tickets) < channel.balks
        if channel.callback is not None:
            accepts = draws.uniform("callback", number, tickets) < channel.callback.accepted_by
            block.callback[rows] = accepts

    def _continue(self, frontier: _Frontier) -> _Frontier:
        """The contacts that follow when those of the frontier are given up, and their turns at closed doors."""
        found: list[_Frontier] = []
        for number, rows in groups(frontier.channel):
            channel = self._inputs.channels[number]
            after = channel.after_abandoning
            if not channel.live or after is None:
                continue
            tickets, attempts = frontier.ticket[rows], frontier.attempt[rows]
            drawn = self._customers.draws.uniform("after abandoning", attempts, tickets)
            retries, switches = drawn < after.retry, (drawn >= after.retry) & (drawn < after.retry + after.switch)
            if after.switch_to >= 0:
                switches &= self._offered[self._customers.segment[tickets], after.switch_to]
            else:
                switches[:] = False
            again = np.flatnonzero(retries | switches)
            target = np.where(retries[again], number, after.switch_to).astype(INDEX)
            following = self._add(tickets[again], target, attempts[again] + 1)
            delay = after.after.quantile(
                self._customers.draws.uniform("after abandoning delay", attempts[again], tickets[again])
            )
            self._blocks[-1].delay[:] = delay
            self._set("follows", frontier.row[rows[again]], following.row)
            found.append(following)
            found.extend(self._turns(following))
        return _joined(found)

    def _turns(self, frontier: _Frontier, door: int = 0) -> list[_Frontier]:
        """What the frontier's customers do if they find their channel closed, and the contacts this leads to.

        ``door`` counts the closed channels that they have turned away from since they tried again.
        """
        turns: list[_Frontier] = []
        block = self._blocks[-1]
        for number, rows in groups(frontier.channel):
            channel = self._inputs.channels[number]
            elsewhere = channel.when_closed
            if not channel.live or elsewhere is None:
                continue
            tickets, attempts = frontier.ticket[rows], frontier.attempt[rows]
            numbers = attempts + MOST_ATTEMPTS * door
            drawn = self._customers.draws.uniform("closed again", numbers, tickets)
            waits = (drawn >= elsewhere.switch) & (drawn < elsewhere.switch + elsewhere.wait)
            block.when_closed[rows[waits]] = WhenClosed.WAITS
            within = self._customers.draws.uniform("closed again wait", numbers[waits], tickets[waits])
            block.closed_delay[rows[waits]] = elsewhere.within.quantile(within)
            switching = rows[self._switching(elsewhere, drawn, tickets)]
            if len(switching):
                target = np.full(len(switching), elsewhere.switch_to, INDEX)
                turn = self._add(frontier.ticket[switching], target, frontier.attempt[switching])
                block.when_closed[switching] = WhenClosed.SWITCHES
                block.closed_turn[switching] = turn.row
                turns.append(turn)
                if door + 2 < MOST_CLOSED_DOORS:
                    turns.extend(self._turns(turn, door + 1))
        return turns

    def _switching(self, elsewhere: Elsewhere, drawn: FloatArray, tickets: IntArray) -> NDArray[np.bool_]:
        if elsewhere.switch_to < 0:
            return np.zeros(len(drawn), np.bool_)
        offered = self._offered[self._customers.segment[tickets], elsewhere.switch_to]
        return np.asarray((drawn < elsewhere.switch) & offered)

    def _set(self, name: str, rows: IntArray, values: IntArray) -> None:
        """Write into rows that may lie in any block."""
        begin = 0
        for block in self._blocks:
            end = begin + len(block.ticket)
            inside = (rows >= begin) & (rows < end)
            getattr(block, name)[rows[inside] - begin] = values[inside]
            begin = end


def _joined(parts: list[_Frontier]) -> _Frontier:
    if not parts:
        empty = np.empty(0, INDEX)
        return _Frontier(empty, empty, empty, empty)
    return _Frontier(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(_Frontier)))
