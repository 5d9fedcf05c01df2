"""Touches as arrays: the work that may happen, and the builder that puts chains of it together."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulation.choices import groups
from simulation.columns import INDEX, IntArray, joined
from simulation.inputs import ChannelInputs
from simulation.streams import Draws

FloatArray = NDArray[np.float64]


class Held:
    """Where a touch stands in a conversation that one agent holds: marks, plain numbers for the sake of speed."""

    NO = 0
    BEGINS = 1
    WITHIN = 2
    ENDS = 4


@dataclass(frozen=True, slots=True)
class Work:
    """Touches that may happen; times in seconds, -1 for "none". ``following`` is the next touch of the chain.

    ``delay`` passes between the end of the touch before and this one's being ready. ``transfer_contact`` is the
    contact row of a live transfer, ``ticket_instead`` the touch that follows when nobody of that tier is on duty.
    """

    ticket: IntArray
    kind: NDArray[np.int8]
    tier: IntArray
    channel: IntArray
    live: NDArray[np.bool_]
    held: NDArray[np.int8]
    seconds: FloatArray
    wrap_up: FloatArray
    delay: FloatArray
    following: IntArray
    transfer_contact: IntArray
    ticket_instead: IntArray


@dataclass(slots=True)
class _Block:
    """Touches as they are found: step ``step`` of chain ``chain``."""

    chain: IntArray
    step: IntArray
    ticket: IntArray
    kind: NDArray[np.int8]
    tier: IntArray
    channel: IntArray
    live: NDArray[np.bool_]
    held: NDArray[np.int8]
    seconds: FloatArray
    delay: FloatArray
    transfer_contact: IntArray
    instead_chain: IntArray


@dataclass(slots=True)
class Walkers:
    """Chains on their way through the tiers: where each stands before its next touch (-1: none)."""

    chain: IntArray
    ticket: IntArray
    channel: IntArray
    tier: IntArray
    live: NDArray[np.bool_]
    kind: IntArray
    step: IntArray
    transfer_contact: IntArray
    instead_chain: IntArray

    def chosen(self, rows: IntArray) -> Walkers:
        """Some of them, as copies."""
        return Walkers(*(getattr(self, field.name)[rows] for field in fields(self)))


class TouchesBuilder:
    """Collects touches step by step over many chains at once, then links them."""

    def __init__(self, channels: tuple[ChannelInputs, ...], draws: Draws) -> None:
        self._channels = channels
        self._draws = draws
        self._blocks: list[_Block] = []

    def append(self, at: Walkers, kind: IntArray, held: IntArray, seconds: FloatArray, delay: FloatArray) -> None:
        """The next touch of each walker's chain. Walkers go on to change; what is kept here does not."""
        row = _Block(
            chain=at.chain,
            step=at.step.astype(INDEX),
            ticket=at.ticket,
            kind=kind.astype(np.int8),
            tier=at.tier.astype(INDEX),
            channel=at.channel.astype(INDEX),
            live=at.live.copy(),
            held=held.astype(np.int8),
            seconds=seconds,
            delay=delay,
            transfer_contact=at.transfer_contact.astype(INDEX),
            instead_chain=at.instead_chain.astype(INDEX),
        )
        self._blocks.append(row)

    def build(self, chains: int) -> tuple[Work, IntArray]:
        """All touches linked to the next of their chain, and the first touch of each chain."""
        if not self._blocks:
            return _no_work(), np.empty(0, INDEX)
        rows = self._all_blocks()
        steps = np.bincount(rows.chain, minlength=chains)
        offset = np.cumsum(steps) - steps
        place = offset[rows.chain] + rows.step
        row_at = np.empty(len(place) + 1, INDEX)
        row_at[place] = np.arange(len(place))
        last = rows.step == steps[rows.chain] - 1
        first = row_at[offset]
        work = Work(
            ticket=rows.ticket,
            kind=rows.kind,
            tier=rows.tier,
            channel=rows.channel,
            live=rows.live,
            held=rows.held,
            seconds=rows.seconds,
            wrap_up=self._wrap_up(rows),
            delay=rows.delay,
            following=np.where(last, -1, row_at[place + 1]),
            transfer_contact=rows.transfer_contact,
            ticket_instead=np.where(rows.instead_chain >= 0, first[rows.instead_chain], -1),
        )
        return work, first

    def _all_blocks(self) -> _Block:
        """The blocks as one; each column is let go as soon as it is copied, as there may be millions of rows."""
        blocks, self._blocks = self._blocks, []
        columns = []
        for field in fields(_Block):
            columns.append(joined([getattr(block, field.name) for block in blocks]))
            for block in blocks:
                delattr(block, field.name)
        return _Block(*columns)

    def _wrap_up(self, rows: _Block) -> FloatArray:
        wrap_up = np.zeros(len(rows.chain))
        for number, members in groups(rows.channel):
            distribution = self._channels[number].wrap_up
            if distribution is not None:
                drawn = self._draws.uniform("wrap-up", rows.step[members], rows.ticket[members])
                wrap_up[members] = distribution.quantile(drawn)
        return wrap_up


def _no_work() -> Work:
    none, times, codes = np.empty(0, INDEX), np.empty(0), np.empty(0, np.int8)
    return Work(none, codes, none, none, codes.astype(np.bool_), codes, times, times, times, none, none, none)


def stacked(parts: list[Walkers]) -> Walkers:
    """Walkers of several sets as one."""
    if not parts:
        none = np.empty(0, INDEX)
        return Walkers(none, none, none, none, none.astype(np.bool_), none, none, none, none)
    return Walkers(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Walkers)))
