"""Outreach as facts: pieces of work that the team began itself, and whether they were done."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.facts.frame import Frame
from planner.facts.parts import Codes, Part
from simulation.records import TicketOutcome, Tickets

FlagArray = NDArray[np.bool_]


class OutreachFacts:
    """The outreach that is due within the weeks."""

    def __init__(self, frame: Frame, tickets: Tickets) -> None:
        rows = np.flatnonzero((tickets.topic < 0) & frame.in_weeks(tickets.arrival))
        segment = tickets.segment[rows]
        self.done: FlagArray = tickets.outcome[rows] == TicketOutcome.RESOLVED
        self.codes = Codes(frame.sizes, {"segment": segment, "level": frame.levels[segment]}, len(rows))

    def part(self, values: FlagArray) -> Part:
        """One value for each piece, to be added up."""
        return Part.of(self.codes, values)
