"""The demand that falls outside the opening hours of a level: given up, asked elsewhere, or waiting until it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.facts import Frame
from planner.facts.intervals import mean_estimates
from planner.metrics.scales import per_month
from planner.scenario import Scenario
from planner.staffing import Staffing
from planner.staffing.week import INTERVAL, INTERVALS, interval_number
from planner.study import Study
from planner.units import HOUR
from simulation.columns import IntArray
from simulation.records import Fate, Records

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

DoorKind = Literal["unserved", "switched", "waiting"]
KINDS: tuple[DoorKind, ...] = ("unserved", "switched", "waiting")


@dataclass(frozen=True, slots=True)
class ClosedDoor:
    """How many needs of a segment in a month meet closed hours and end so; ``share`` is that of all its needs.

    "unserved": given up; "switched": asked on another channel; "waiting": came back after the opening, or lay unread
    until then. The preferred channel counts for the first two.
    """

    segment: str
    kind: DoorKind
    value: float | None
    low: float | None
    high: float | None
    share: float | None


def closed_doors(study: Study, level: str, channels: Sequence[str]) -> tuple[ClosedDoor, ...]:
    """What becomes of the needs of a level's segments that come while these channels are closed."""
    frame = study.frames[0]
    segments = [
        number for number, code in enumerate(frame.levels.tolist()) if frame.names["level"][code] == level
    ]  # fmt: skip
    chosen = np.array([name in channels for name in frame.names["channel"]])
    counts = np.array(
        [_counts(each, records, chosen) for each, records in zip(study.frames, study.records, strict=True)]
    )  # replications x kinds and all x segments
    scale = per_month(frame)
    needs = counts[:, len(KINDS)].mean(axis=0)
    found = []
    for number in segments:
        for place, kind in enumerate(KINDS):
            (row,) = mean_estimates(counts[:, [place], number] * scale, study.scenario.run.confidence).clipped(
                0.0, np.inf
            ).rows()  # fmt: skip
            share = float(counts[:, place, number].mean() / needs[number]) if needs[number] else None
            found.append(ClosedDoor(frame.names["segment"][number], kind, *row, share))
    return tuple(found)


def _counts(frame: Frame, records: Records, chosen: FlagArray) -> FloatArray:
    """How many needs of each segment end in each way, and how many there are."""
    needs = records.needs
    rows = np.flatnonzero(frame.in_weeks(needs.time))
    segment, preferred = needs.segment[rows], needs.channel[rows]
    ticket = np.where(needs.fate[rows] == Fate.TICKET, needs.ticket[rows], -1)
    asked = np.flatnonzero(ticket >= 0)
    channel = records.tickets.channel[ticket[asked]]
    offered = frame.offered[segment[asked], preferred[asked]] & chosen[preferred[asked]]
    live = frame.live[channel]
    moments = np.where(live, needs.time[rows[asked]], records.tickets.arrival[ticket[asked]])
    closed = ~_open(frame, segment[asked], channel, moments)
    switched = offered & (channel != preferred[asked])
    # a live contact that came while it was closed is a ticket only because it came back later
    waiting = ~switched & closed & chosen[channel]
    unserved = (needs.fate[rows] == Fate.CLOSED) & chosen[preferred]
    size = len(frame.names["segment"])
    groups = (segment[unserved], segment[asked][switched], segment[asked][waiting], segment)
    return np.array([np.bincount(members, minlength=size) for members in groups], dtype=np.float64)


def _open(frame: Frame, segment: IntArray, channel: IntArray, moments: FloatArray) -> FlagArray:
    """Whether each channel was open for its segment; True where the segment is not offered it."""
    found = np.ones(len(segment), dtype=np.bool_)
    for number, customers in enumerate(frame.inputs.segments):
        for place, offer in enumerate(customers.offers):
            rows = np.flatnonzero((segment == number) & (channel == place))
            if offer is not None and len(rows):
                found[rows] = offer.hours.is_open(moments[rows])
    return found


def unattended_hours(staffing: Staffing, level: str, channels: Sequence[str]) -> float:
    """Hours of a week in which one of these live channels is open and none of its first team's people is there."""
    scenario, inputs = staffing.scenario, staffing.study.inputs
    moments = np.arange(0.0, inputs.horizon.weeks_end, INTERVAL)
    level_code = inputs.levels.index(level)
    alone = np.zeros(len(moments), dtype=np.bool_)
    for segment in inputs.segments:
        for channel, offer in zip(inputs.channels, segment.offers, strict=True):
            if segment.level == level_code and offer is not None and channel.live and channel.name in channels:
                nobody = _presence(staffing, scenario, segment.name, channel.name) <= 0.0
                alone |= offer.hours.is_open(moments) & nobody[interval_number(moments) % INTERVALS]
    return float(alone.sum()) * INTERVAL / HOUR / scenario.weeks


def _presence(staffing: Staffing, scenario: Scenario, segment: str, channel: str) -> FloatArray:
    """Agents at the desk in each half-hour of the week who may take a contact where it begins."""
    entry = {topic.tier for topic in scenario.topics.values()}
    found = np.zeros(INTERVALS)
    for slot, agents in zip(staffing.slots, staffing.staff, strict=True):
        team = scenario.teams[slot.team]
        tiers = {team.tier} if team.tiers is None else set(team.tiers)
        if (
            tiers & entry
            and (team.channels is None or channel in team.channels)
            and (team.segments is None or segment in team.segments)
        ):
            found += agents * slot.presence
    return found
