"""What customers experienced: each ticket and each unserved need with the worst that happened to it."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from planner.facts.demand import ContactFacts, NeedFacts, TicketFacts
from planner.facts.parts import Codes, Part
from planner.facts.progress import ProgressFacts
from simulation.columns import IntArray
from simulation.records import Fate

FlagArray = NDArray[np.bool_]

UNSERVED = (Fate.NOT_FOUND, Fate.NOT_OFFERED, Fate.CLOSED)


class Experience(IntEnum):
    """What happened to a customer who needed help, from the best to the worst."""

    MET = 0
    MISSED = 1  # a target was missed
    ABANDONED = 2
    UNSERVED = 3


class ExperienceFacts:
    """The tickets that arrive within the weeks, then the unserved needs, each with the worst that applies."""

    def __init__(self, needs: NeedFacts, tickets: TicketFacts, contacts: ContactFacts, progress: ProgressFacts) -> None:
        missed = progress.due_a_resolution & ~progress.resolved_in_time
        late = (contacts.due_an_answer & ~contacts.answered_in_time) | (
            contacts.due_a_reply & ~contacts.replied_in_time
        )
        of_weeks: IntArray = tickets.number[contacts.table.ticket[late]]
        missed |= tickets.flagged(of_weeks[of_weeks >= 0])
        of_tickets = np.where(tickets.abandoned, Experience.ABANDONED, np.where(missed, Experience.MISSED, 0))
        unserved = np.flatnonzero(np.isin(needs.fate, UNSERVED))
        self.worst = np.concatenate((of_tickets, np.full(len(unserved), Experience.UNSERVED)))
        lost = needs.codes.take(unserved)
        columns = {name: np.concatenate((column, lost.columns[name])) for name, column in tickets.codes.columns.items()}
        self.codes = Codes(tickets.codes.sizes, columns, len(self.worst))

    def counted(self, worst: Experience) -> Part:
        """The tickets and needs of which this is the worst that happened."""
        return Part.of(self.codes, self.worst == worst)
