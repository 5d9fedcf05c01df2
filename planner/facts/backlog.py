"""Open tickets over the weeks: their number, and the age of the oldest, exactly or every quarter of an hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.facts.demand import GAVE_UP
from planner.facts.frame import Dimension, Frame, Split
from planner.facts.parts import Codes, Part, cell_count, sums
from simulation.columns import IntArray
from simulation.inputs import QUARTER_HOUR
from simulation.records import Records, TicketOutcome, TouchKind

FloatArray = NDArray[np.float64]


class OpenTicketFacts:
    """The stretches in which tickets of customers are open.

    A ticket is open from its arrival until it is resolved or given up, and again from a reopening; tickets of the
    warm-up and of a starting backlog are open tickets too. Stretches are in order of their begin.
    """

    def __init__(self, frame: Frame, records: Records) -> None:
        self._frame = frame
        ticket, begin, end = _open_stretches(frame, records)
        order = np.argsort(begin, kind="stable")
        order = order[(end[order] > 0.0) & (begin[order] < frame.weeks_end)]
        ticket, self.begin, self.end = ticket[order], begin[order], end[order]
        tickets = records.tickets
        segment = tickets.segment[ticket]
        columns: dict[Dimension, IntArray] = {
            "segment": segment,
            "level": frame.levels[segment],
            "channel": tickets.channel[ticket],
            "topic": tickets.topic[ticket],
            "tier": tickets.tier[ticket],
        }
        self.codes = Codes(frame.sizes, columns, len(ticket))

    @cached_property
    def seconds(self) -> OpenTime:
        """Ticket-seconds within the weeks, exactly."""
        return OpenTime(self._frame, self)

    def numbers(self, split: Split) -> Part:
        """The number of open tickets at every quarter of an hour of the weeks, for each member of a split."""
        return self._sampled(split, self._count)

    def oldest(self, split: Split) -> Part:
        """The age in seconds of the oldest open ticket at the same moments; 0 where none is open."""
        return self._sampled(split, self._oldest)

    @cached_property
    def _moments(self) -> FloatArray:
        return np.arange(0.0, self._frame.weeks_end, QUARTER_HOUR)

    def _count(self, rows: IntArray) -> FloatArray:
        begun = np.searchsorted(self.begin[rows], self._moments, side="right")
        ended = np.searchsorted(np.sort(self.end[rows]), self._moments, side="right")
        return (begun - ended).astype(np.float64)

    def _oldest(self, rows: IntArray) -> FloatArray:
        # In order of begin, the oldest open one is the first whose end is still to come: by then the running maximum
        # of the ends has passed the moment for the first time.
        begin = np.append(self.begin[rows], np.inf)
        reach = np.maximum.accumulate(self.end[rows])
        first = np.searchsorted(reach, self._moments, side="right")
        ages: FloatArray = np.maximum(self._moments - begin[first], 0.0)
        return ages

    def _sampled(self, split: Split, value: Callable[[IntArray], FloatArray]) -> Part:
        """A value at every moment, for each member of the one dimension of a split besides the hour of the week."""
        moments = self._moments
        hours = self._frame.hour_of_week(moments)
        others = tuple(name for name in split if name != "hour_of_week")
        count = cell_count(self._frame.sizes, others)
        cells = self.codes.cells(others)
        series = [value(np.flatnonzero(cells == cell)) for cell in range(count)]
        columns: dict[Dimension, IntArray] = {"hour_of_week": np.tile(hours, count)}
        if others:
            columns[others[0]] = np.repeat(np.arange(count), len(moments))
        values = np.concatenate(series) if series else np.zeros(0)
        return Part(Codes(self._frame.sizes, columns, len(values)), values)


class OpenTime:
    """Ticket-seconds of open tickets, by hour of the week without cutting every ticket at every hour."""

    def __init__(self, frame: Frame, facts: OpenTicketFacts) -> None:
        self._frame = frame
        self._codes = facts.codes
        self._begin = np.maximum(facts.begin, 0.0)
        self._end = np.minimum(facts.end, frame.weeks_end)

    def knows(self, split: Split) -> bool:
        """Whether every dimension of the split is known: those of the ticket, and the hour."""
        return all(name == "hour_of_week" or name in self._codes.columns for name in split)

    def totals(self, split: Split) -> FloatArray:
        """Ticket-seconds of each cell; the hour of the week comes last in a split."""
        others = tuple(name for name in split if name != "hour_of_week")
        if others == split:
            return Part(self._codes, self._end - self._begin).totals(split)
        count = cell_count(self._frame.sizes, others)
        cells = self._codes.cells(others)
        by_hour = self._ahead(cells, count, self._begin) - self._ahead(cells, count, self._end)
        place = np.arange(count)[:, None] * self._frame.sizes["hour_of_week"] + self._frame.hours
        return sums(place.ravel(), by_hour.ravel(), count * self._frame.sizes["hour_of_week"])

    def _ahead(self, cells: IntArray, count: int, moments: FloatArray) -> FloatArray:
        """For each cell and hour of the horizon, the seconds of that hour that lie after the moments, summed."""
        edges = self._frame.hour_edges
        hours = len(edges) - 1
        hour = np.clip(np.searchsorted(edges, moments, side="right") - 1, 0, hours - 1)
        place = np.where(cells >= 0, cells * hours + hour, count * hours)
        size = count * hours + 1
        own = sums(place, edges[hour + 1] - moments, size)[:-1].reshape(count, hours)
        number = np.bincount(place, minlength=size)[:-1].reshape(count, hours)
        before = np.cumsum(number, axis=1) - number
        return own + before * np.diff(edges)


def _open_stretches(frame: Frame, records: Records) -> tuple[IntArray, FloatArray, FloatArray]:
    """Ticket, begin and end of every stretch in which a ticket of a customer is open."""
    tickets, touches, contacts = records.tickets, records.touches, records.contacts
    closed = np.where(tickets.outcome == TicketOutcome.RESOLVED, tickets.resolved, frame.end)
    left = np.full(len(tickets), -np.inf)
    given_up = np.isin(contacts.outcome, GAVE_UP)
    np.maximum.at(left, contacts.ticket[given_up], contacts.ended[given_up])
    closed = np.where(tickets.outcome == TicketOutcome.ABANDONED, left, closed)
    chain = np.flatnonzero((touches.kind != TouchKind.CHASE) & (tickets.topic[touches.ticket] >= 0))
    chain = chain[np.lexsort((touches.ready[chain], touches.ticket[chain]))]
    again = np.flatnonzero(touches.kind[chain] == TouchKind.REOPENED)
    again = again[again > 0]
    reopened, before = chain[again], chain[again - 1]
    customers = np.flatnonzero(tickets.topic >= 0)
    ticket = np.concatenate((customers, touches.ticket[reopened]))
    begin = np.concatenate((tickets.arrival[customers], touches.ready[reopened]))
    solved = touches.ended[before]
    # The stretches of one ticket in order: each but the last ends with the touch that solved it for the time being.
    order = np.lexsort((begin, ticket))
    ticket, begin = ticket[order], begin[order]
    end = closed[ticket]
    follows = np.flatnonzero(ticket[1:] == ticket[:-1])
    end[follows] = solved[np.lexsort((touches.ready[reopened], touches.ticket[reopened]))]
    return ticket, begin, end
