"""How much of their time at work agents take no contacts: what a log shows of breaks, talks and other duties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.history.contacts import ContactLog

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Intervals = tuple[FloatArray, FloatArray]  # begins and ends

LEAST_HOURS = 5.0  # of waiting with agents at work, to say anything
HAND_OVER = 15.0  # seconds in which an agent who is ready has taken the next contact
LONGEST_GAP = 3600.0  # without a contact; longer means that the agent had left


@dataclass(frozen=True, slots=True)
class Availability:
    """What waiting customers reveal about agents at work.

    ``unavailable`` is the share of the agents' time in which they are idle although somebody waits; ``spell`` the mean
    length in seconds of such times away; ``hours`` how long there was somebody waiting and an agent at work.
    """

    unavailable: float
    spell: float
    hours: float


def worked_intervals(log: ContactLog) -> dict[str, list[tuple[float, float]]]:
    """For each named agent the begins and ends of the contacts he answered, in order."""
    spells: dict[str, list[tuple[float, float]]] = defaultdict(list)
    until = np.where(log.ended >= log.answered, log.ended, log.answered)
    for agent, begin, end in zip(log.agent, log.answered, until, strict=True):
        spells[agent].append((float(begin), float(end)))
    for worked in spells.values():
        worked.sort()
    return dict(spells)


def find_stays(spells: dict[str, list[tuple[float, float]]]) -> Intervals:
    """Times at work: from an agent's first answer to his last end, a gap of more than an hour ends a stay."""
    stays: list[tuple[float, float]] = []
    for worked in spells.values():
        begin, end = worked[0]
        for next_begin, next_end in worked[1:]:
            if next_begin - end > LONGEST_GAP:
                stays.append((begin, end))
                begin, end = next_begin, next_end
            else:
                end = max(end, next_end)
        stays.append((begin, end))
    return _intervals(stays)


def find_availability(
    log: ContactLog, spells: dict[str, list[tuple[float, float]]], stays: Intervals
) -> Availability | None:
    """How often, and how long at a time, agents at work take no contacts; None with under five hours to judge by.

    While somebody waits, an agent at work who is idle is not available. Their share of the agents' time is the
    estimate; since absence itself makes waiting likelier, it is rather high. Times away begin when a contact ends, the
    waiting goes on for 15 s and the agent takes nothing in them; by Little's law their mean length is the share
    divided by how often they begin per hour of an agent at work.
    """
    waited = np.isfinite(log.wait) & (log.wait > 0.0)
    queue = (log.arrived[waited], log.arrived[waited] + log.wait[waited])
    busy = _intervals([interval for worked in spells.values() for interval in worked])
    edges = np.unique(np.concatenate([*queue, *busy, *stays]))
    lengths = np.where(_number(queue, edges) > 0, np.diff(edges, append=edges[-1]), 0.0)
    people = _number(stays, edges)
    hours = float(lengths[people > 0].sum()) / 3600.0
    if hours < LEAST_HOURS:
        return None
    present = float(np.dot(lengths, people))
    share = 1.0 - float(np.dot(lengths, np.minimum(_number(busy, edges), people))) / present
    waiting_until = np.concatenate(([0.0], np.cumsum(lengths)[:-1]))
    begun = _times_away(spells, edges, waiting_until)
    return Availability(share, share * present / begun if begun else 0.0, hours)


def _times_away(spells: dict[str, list[tuple[float, float]]], edges: FloatArray, waiting_until: FloatArray) -> int:
    """How many times away began; ``waiting_until`` is how long somebody has waited up to each of ``edges``."""
    count = 0
    for worked in spells.values():
        begins, ends = _intervals(worked)
        gaps = begins[1:] - np.maximum.accumulate(ends)[:-1]
        left = ends[:-1][(gaps > HAND_OVER) & (gaps <= LONGEST_GAP)]
        waiting = np.interp(left + HAND_OVER, edges, waiting_until) - np.interp(left, edges, waiting_until)
        count += int(np.sum(waiting >= HAND_OVER - 1.0))
    return count


def _intervals(pairs: list[tuple[float, float]]) -> Intervals:
    both = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _number(intervals: Intervals, moments: FloatArray) -> IntArray:
    """How many intervals hold each moment; an interval's end no longer does."""
    begins, ends = (np.sort(edge) for edge in intervals)
    return np.searchsorted(begins, moments, side="right") - np.searchsorted(ends, moments, side="right")
