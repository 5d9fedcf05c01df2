"""Tickets where they were worked on: escalation and transfer take them to other channels and tiers than their first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.facts.demand import TicketFacts
from planner.facts.frame import Dimension, Split
from planner.facts.parts import Part
from simulation.records import Records

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

_PLACES: tuple[Dimension, ...] = ("channel", "tier")


class TicketsWorkedOn:
    """Some tickets of the weeks; by channel and tier each counts once wherever anybody worked on it."""

    def __init__(self, records: Records, tickets: TicketFacts, among: FlagArray) -> None:
        self._records, self._tickets, self._among = records, tickets, among

    def knows(self, split: Split) -> bool:
        """Whether every dimension of the split is known: those of tickets."""
        return all(name in self._tickets.codes.columns for name in split)

    def totals(self, split: Split) -> FloatArray:
        """The number of tickets of each cell."""
        places = [name for name in _PLACES if name in split]
        part = self._at(places) if places else self._tickets.part(self._among)
        return part.totals(split)

    def _at(self, places: list[Dimension]) -> Part:
        touches, tickets = self._records.touches, self._tickets
        number = tickets.number[touches.ticket]
        begun = np.flatnonzero(~np.isnan(touches.started) & (number >= 0))
        rows = np.column_stack([number[begun], *(getattr(touches, name)[begun] for name in places)])
        ticket, *codes = np.unique(rows, axis=0).T.astype(np.int64)
        kept = tickets.codes.take(ticket).with_columns(dict(zip(places, codes, strict=True)))
        return Part(kept, self._among[ticket].astype(np.float64))
