"""Who was at work: shifts that follow the agents named in a log, or a stated guess where none are."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.calendar.zones import EPOCH_ORDINAL, Zone, weekdays_of
from planner.history.availability import Availability, find_availability, find_stays, worked_intervals
from planner.history.contacts import ContactLog
from planner.history.opening_hours import spans_of_day
from planner.history.rows import Findings
from planner.scenario.times import DAY_NAMES, Span
from planner.texts import _

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]

DAY, HOUR = 86400.0, 3600
SLOT = 1800  # shifts begin and end on half-hours
LATEST_END = 6 * HOUR  # of a shift on the day after it began
SLOTS = round(DAY) // SLOT


@dataclass(frozen=True, slots=True)
class LoggedShift:
    """A span of the day with a number of agents, on given dates or (without dates) on days of the week."""

    span: Span
    agents: int
    dates: tuple[dt.date, ...] = ()
    days: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """When agents were seen: a row for each date from ``first`` (its ordinal), 48 half-hours; ``agents`` at work.

    ``availability`` is what the log shows of time at work without contacts.
    """

    first: int
    agents: IntArray
    availability: Availability | None


def presence(
    log: ContactLog, first: int, is_open: FlagArray, days: int, zone: Zone, findings: Findings
) -> Presence | None:
    """Agents at work by date and half-hour; None when the log names no agent.

    An agent is at work from the first answer to the last end of a stay; a gap of more than an hour ends the stay. The
    number at work in a half-hour is their time in it over its length, rounded, and at least 1 where one was seen;
    0 outside the open hours of the week (``is_open``, 7 x 24) and the half-hour after them. A log shows who answered,
    not who was ready to.
    """
    named = (log.agent != "") & np.isfinite(log.answered)
    if not named.any():
        return None
    nameless = int(np.sum(log.served & (log.agent == "")))
    findings.dropped(_("answered contacts without an agent"), nameless, _("count as contacts, not for the shifts"))
    spells = worked_intervals(log.rows(named))
    stays = find_stays(spells)
    midnight = (first - EPOCH_ORDINAL) * DAY
    begins, ends = (zone.to_local(edge) - midnight for edge in stays)
    seconds = _seconds_in_slots(begins, ends, days * SLOTS)
    agents = np.where(seconds > 0.0, np.maximum(1, np.floor(seconds / SLOT + 0.5)), 0).astype(np.int64)
    closed = ~_open_slots(is_open, first, days)
    early_late = float(agents[closed].sum()) * SLOT / HOUR
    findings.dropped(
        _("hours at work while closed"), round(early_late), _("before opening, or later than the half-hour after")
    )
    agents[closed] = 0
    note = _("{stays} stays at work, ended by an hour without a contact").format(stays=len(begins))
    findings.read(_("agents named"), len(spells), note)
    return Presence(first, agents.reshape(days, SLOTS), find_availability(log, spells, stays))


def _open_slots(is_open: FlagArray, first: int, days: int) -> FlagArray:
    """Which half-hours of the dates are open or follow on an open one."""
    weekdays = weekdays_of(np.arange(first, first + days))
    slots = np.repeat(is_open[weekdays], HOUR // SLOT, axis=1).ravel()
    return np.asarray(slots | np.concatenate(([False], slots[:-1])))


def _seconds_in_slots(begins: FloatArray, ends: FloatArray, slots: int) -> FloatArray:
    """Time of all intervals in each slot, in seconds."""
    edges = np.arange(slots + 1) * SLOT

    def before(moments: FloatArray) -> FloatArray:
        ordered = np.sort(moments)
        place = np.searchsorted(ordered, edges)
        sums = np.concatenate(([0.0], np.cumsum(ordered)))
        return np.asarray(place * edges - sums[place], dtype=np.float64)

    return np.asarray(np.diff(before(begins) - before(ends)))


def dated_shifts(found: Presence, days: int | None = None) -> list[LoggedShift]:
    """Shifts whose agents add up to those at work in every half-hour of every date, or of the first ``days``.

    On each date the count is cut into layers: the k-th layer spans the half-hours with at least k agents. That needs
    the fewest beginnings and ends, each of which costs a little capacity. A layer that ends at midnight takes in one
    that begins there. Equal spans with equal agents share a shift.
    """
    layers = [_layers(counts) for counts in found.agents[:days]]
    for today, tomorrow in pairwise(layers):
        _join_at_midnight(today, tomorrow)
    dates: dict[tuple[int, int, int], list[dt.date]] = defaultdict(list)
    for row, layer in enumerate(layers):
        for span, agents in layer.items():
            dates[*span, agents].append(dt.date.fromordinal(found.first + row))
    return [
        LoggedShift(Span(begin, end), agents, dates=tuple(dates[begin, end, agents]))
        for begin, end, agents in sorted(dates)
    ]


def weekly_shifts(agents: IntArray) -> list[LoggedShift]:
    """Shifts for agents by weekday and half-hour (7 x 48), cut into layers; equal ones share their days."""
    days: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for weekday, counts in enumerate(agents):
        for span, number in _layers(counts).items():
            days[*span, number].append(DAY_NAMES[weekday])
    return [
        LoggedShift(Span(begin, end), number, days=", ".join(days[begin, end, number]))
        for begin, end, number in sorted(days)
    ]


def _join_at_midnight(today: dict[tuple[int, int], int], tomorrow: dict[tuple[int, int], int]) -> None:
    """Let agents whose span ends at 24:00 go on in spans that begin at 0:00 of the next day and end early in it."""
    midnight = round(DAY)
    for head in sorted(span for span in tomorrow if span[0] == 0 and span[1] <= LATEST_END):
        for tail in sorted((span for span in today if span[1] == midnight and span[0] >= head[1]), reverse=True):
            agents = min(today[tail], tomorrow[head])
            if agents:
                today[tail] -= agents
                tomorrow[head] -= agents
                joined = (tail[0], midnight + head[1])
                today[joined] = today.get(joined, 0) + agents
    for layer in (today, tomorrow):
        for span in [span for span, agents in layer.items() if agents == 0]:
            del layer[span]


def _layers(counts: IntArray) -> dict[tuple[int, int], int]:
    layers: dict[tuple[int, int], int] = defaultdict(int)
    for level in range(1, int(counts.max(initial=0)) + 1):
        for span in spans_of_day(counts >= level, SLOT):
            layers[span.begin, span.end] += 1
    return layers


def guessed_agents(arrivals_per_hour: FloatArray, is_open: FlagArray, handle: float, live_share: float) -> IntArray:
    """Agents by weekday and half-hour (7 x 48) where the log names none.

    Live work: load + its square root, rounded up (square-root staffing, Halfin and Whitt 1981, Operations Research
    29); deferred work: the week's load spread evenly over the opening hours at 85 % occupancy. ``handle`` in seconds.
    """
    load = np.where(is_open, arrivals_per_hour, 0.0) * handle / 3600.0
    live = load * live_share
    deferred = float(arrivals_per_hour.sum()) * handle / 3600.0 * (1.0 - live_share) / max(1, int(is_open.sum()))
    agents = np.where(is_open, np.ceil(live + np.sqrt(live)) + math.ceil(deferred / 0.85), 0)
    return np.repeat(np.where(is_open, np.maximum(agents, 1), 0).astype(np.int64), HOUR // SLOT, axis=1)
