"""What the validation cases measure, counted from records: waits, shares, queue lengths and busy time.

Every measure takes an :class:`Observed` replication and returns (counted, over what); replications add both up. Times
are in the unit of the case's model. Contacts count when they begin within the weeks; queues and work when they happen
within the weeks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulation.inputs import Inputs
from simulation.records import ContactOutcome, DutyKind, Records, TicketOutcome

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]
Ratio = tuple[float, float]
Measure = Callable[["Observed"], Ratio]

ANSWERED = (ContactOutcome.ANSWERED, ContactOutcome.CALLED_BACK)


class Observed:
    """One replication in the unit of the model, from the end of the warm-up to ``length``."""

    def __init__(self, inputs: Inputs, records: Records, unit: float) -> None:
        self.inputs, self.records, self.unit = inputs, records, unit
        self.length = inputs.horizon.weeks_end / unit
        contacts, tickets = records.contacts, records.tickets
        self.began = contacts.started / unit
        self.ended = contacts.ended / unit
        self.segment = tickets.segment[contacts.ticket]
        self.answered = np.isin(contacts.outcome, ANSWERED)
        self.left = np.where(self.answered, tickets.resolved[contacts.ticket] / unit, self.ended)
        self.wait = self.ended - self.began

    def counted(self, segment: int | None = None) -> FlagArray:
        """The contacts that begin within the weeks; all must have ended, or the cool-down is too short."""
        rows = (self.began >= 0.0) & (self.began < self.length)
        if segment is not None:
            rows &= self.segment == segment
        if np.isnan(self.ended[rows]).any():
            raise ValueError("a contact of the weeks still waits at the end of the cool-down")
        return rows

    def overlap(self, begin: FloatArray, end: FloatArray) -> float:
        """The time of stretches that lies within the weeks; what has no end lasts beyond them."""
        last = np.where(np.isnan(end), self.length, np.minimum(end, self.length))
        return float(np.maximum(last - np.maximum(begin, 0.0), 0.0).sum())


def _share(chosen: FlagArray, among: FlagArray) -> Ratio:
    return float(np.count_nonzero(chosen & among)), float(np.count_nonzero(among))


def _mean(values: FloatArray, among: FlagArray) -> Ratio:
    return float(values[among].sum()), float(np.count_nonzero(among))


def p_no_wait(segment: int | None = None) -> Measure:
    """Share of contacts whose service starts at once."""
    return lambda seen: _share(seen.answered & (seen.wait == 0.0), seen.counted(segment))


def p_wait(segment: int | None = None) -> Measure:
    """Share of contacts whose service does not start at once; who leaves instead of waiting is one of them."""
    return lambda seen: _share(~(seen.answered & (seen.wait == 0.0)), seen.counted(segment))


def p_abandon(segment: int | None = None) -> Measure:
    """Share of contacts that are not served, who leaves at once included."""
    return lambda seen: _share(~seen.answered, seen.counted(segment))


def mean_wait(segment: int | None = None) -> Measure:
    """Mean wait of everybody, the time of those included who give up."""
    return lambda seen: _mean(seen.wait, seen.counted(segment))


def mean_wait_served() -> Measure:
    """Mean wait of those who are served."""
    return lambda seen: _mean(seen.wait, seen.counted() & seen.answered)


def mean_wait_abandoned() -> Measure:
    """Mean wait of those who give up."""
    return lambda seen: _mean(seen.wait, seen.counted() & ~seen.answered)


def mean_system_time(segment: int | None = None) -> Measure:
    """Mean time from arrival until served, or until given up."""
    return lambda seen: _mean(seen.left - seen.began, seen.counted(segment))


def wait_variance(exact_mean: float) -> Measure:
    """Mean squared distance of waits from the exact mean wait: the variance, if the mean is right."""
    return lambda seen: _mean((seen.wait - exact_mean) ** 2, seen.counted())


def wait_percentile(share: float) -> Measure:
    """The wait that a share of everybody does not exceed."""

    def measure(seen: Observed) -> Ratio:
        return float(np.quantile(seen.wait[seen.counted()], share)), 1.0

    return measure


def answered_within(limit: float, *, of_served: bool = False) -> Measure:
    """Share answered within a time, of all contacts or of the served."""

    def measure(seen: Observed) -> Ratio:
        rows = seen.counted() & seen.answered if of_served else seen.counted()
        return _share(seen.answered & (seen.wait <= limit), rows)

    return measure


def answered_within_except_short(limit: float) -> Measure:
    """Share answered within a time, of all contacts but those who gave up within it."""
    return lambda seen: _share(
        seen.answered & (seen.wait <= limit), seen.counted() & (seen.answered | (seen.wait > limit))
    )


def abandoned_within(limit: float) -> Measure:
    """Share of those who give up that does so within a time."""
    return lambda seen: _share(seen.wait <= limit, seen.counted() & ~seen.answered)


def mean_queue(segment: int | None = None) -> Measure:
    """Time average of the number of contacts that wait."""

    def measure(seen: Observed) -> Ratio:
        rows = np.full(len(seen.began), True) if segment is None else seen.segment == segment
        return seen.overlap(seen.began[rows], seen.ended[rows]), seen.length

    return measure


def mean_in_system() -> Measure:
    """Time average of the number of contacts that wait or are served."""
    return lambda seen: (seen.overlap(seen.began, seen.left), seen.length)


def number_over_time(seen: Observed, begin: FloatArray, end: FloatArray) -> tuple[IntArray, FloatArray]:
    """How many of some stretches are under way, and how long it stays so many, from event to event."""
    ends = end[~np.isnan(end)]
    times = np.concatenate((begin, ends))
    steps = np.concatenate((np.ones(len(begin), np.int64), np.full(len(ends), -1)))
    order = np.argsort(times, kind="stable")
    edges = np.clip(times[order], 0.0, seen.length)
    return np.concatenate(([0], np.cumsum(steps[order]))), np.diff(edges, prepend=0.0, append=seen.length)


def p_number(number: int) -> Measure:
    """Share of the time in which so many contacts wait or are served."""

    def measure(seen: Observed) -> Ratio:
        count, length = number_over_time(seen, seen.began, seen.left)
        return float(length[count == number].sum()), seen.length

    return measure


def number_variance(exact_mean: float) -> Measure:
    """Time average of the squared distance of the number in the system from its exact mean."""

    def measure(seen: Observed) -> Ratio:
        count, length = number_over_time(seen, seen.began, seen.left)
        return float(np.sum((count - exact_mean) ** 2 * length)), seen.length

    return measure


def queue_variance(mean: float) -> Measure:
    """Time average of the squared distance of the number waiting from its known mean."""

    def measure(seen: Observed) -> Ratio:
        count, length = number_over_time(seen, seen.began, seen.ended)
        return float(np.sum((count - mean) ** 2 * length)), seen.length

    return measure


def busy_time(seen: Observed, team: int | None = None, rows: FlagArray | None = None) -> float:
    """Agents' time at work within the weeks, of one team or of chosen spells."""
    spells = seen.records.spells
    chosen = np.full(len(spells), True) if rows is None else rows
    if team is not None:
        chosen = chosen & (seen.records.agents.team[spells.agent] == team)
    return seen.overlap(spells.begin[chosen] / seen.unit, spells.end[chosen] / seen.unit)


def occupancy(team: int | None = None) -> Measure:
    """Busy time over staffed time."""

    def measure(seen: Observed) -> Ratio:
        duties = seen.records.duties
        rows = duties.kind == DutyKind.ON_DUTY
        if team is not None:
            rows &= seen.records.agents.team[duties.agent] == team
        staffed = seen.overlap(duties.real_begin[rows] / seen.unit, duties.real_end[rows] / seen.unit)
        return busy_time(seen, team), staffed

    return measure


def spells_of_segment(seen: Observed, segment: int) -> FlagArray:
    """The spells of work on the contacts of a segment."""
    records = seen.records
    ticket = records.touches.ticket[records.spells.touch]
    return np.asarray(records.tickets.segment[ticket] == segment)


def share_served_by(team: int, segment: int) -> Measure:
    """Share of the served contacts of a segment that a team serves."""

    def measure(seen: Observed) -> Ratio:
        touches, tickets = seen.records.touches, seen.records.tickets
        ready = touches.ready / seen.unit
        rows = (touches.agent >= 0) & (ready >= 0.0) & (ready < seen.length)
        rows &= tickets.segment[touches.ticket] == segment
        return _share(seen.records.agents.team[np.maximum(touches.agent, 0)] == team, rows)

    return measure


def arrivals() -> Measure:
    """Contacts that begin in a unit of time, further attempts included."""
    return lambda seen: (float(np.count_nonzero(seen.counted())), seen.length)


def lost_tickets() -> Measure:
    """Share of customers who are never served, however often they try."""

    def measure(seen: Observed) -> Ratio:
        tickets = seen.records.tickets
        arrival = tickets.arrival / seen.unit
        rows = (arrival >= 0.0) & (arrival < seen.length)
        if np.any(tickets.outcome[rows] == TicketOutcome.OPEN):
            raise ValueError("a ticket of the weeks is still open at the end of the cool-down")
        return _share(tickets.outcome == TicketOutcome.ABANDONED, rows)

    return measure


def pooled(*measures: Measure) -> Measure:
    """Several measures taken together: all that was counted over all that it was counted over."""

    def measure(seen: Observed) -> Ratio:
        pairs = [each(seen) for each in measures]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

    return measure


def time_beside_service(segment: int) -> Measure:
    """Mean time from arrival until served, without the service itself, interruptions included."""

    def measure(seen: Observed) -> Ratio:
        touches, spells = seen.records.touches, seen.records.spells
        worked = np.bincount(spells.touch, spells.end - spells.begin, len(touches)) / seen.unit
        ready = touches.ready / seen.unit
        rows = (ready >= 0.0) & (ready < seen.length) & (seen.records.tickets.segment[touches.ticket] == segment)
        return _mean(touches.ended / seen.unit - ready - worked, rows)

    return measure
