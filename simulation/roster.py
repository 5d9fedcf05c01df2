"""Who is there when: the duty intervals of every agent in one replication, breaks and absences included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.distributions import on_grid
from simulation.inputs import BreakInputs, Inputs, ShiftInputs
from simulation.records import Agents, DutyKind
from simulation.streams import key, uniforms

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_WIDEST_STAGGER = 3600.0  # breaks move at most this far from the given time, however many agents there are
_DAYS = np.uint64(32)  # bits of an address that hold a block's number

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Roster:
    """The agents and their planned stretches, sorted by agent and begin (times in seconds).

    ``shift_end`` marks the ON_DUTY stretch with which a shift ends; ``goes_home`` the last stretch of duty of a shift,
    even if a break follows; ``last_chat`` is the moment in a stretch of duty from which on no new conversation is taken
    (inf: none).
    """

    agents: Agents
    agent: IntArray
    kind: NDArray[np.int8]
    begin: FloatArray
    end: FloatArray
    shift_end: NDArray[np.bool_]
    goes_home: NDArray[np.bool_]
    last_chat: FloatArray


class Row(NamedTuple):
    """One stretch, as in :class:`Roster`."""

    agent: int
    kind: int
    begin: float
    end: float
    shift_end: bool = False
    goes_home: bool = False
    last_chat: float = np.inf


def draw_roster(inputs: Inputs, seed: int, replication: int) -> Roster:
    """The roster of one replication: absences and off-queue blocks drawn, breaks laid, touching duties joined."""
    rows: list[Row] = []
    people: list[tuple[int, int, int]] = []
    for number, shift in enumerate(inputs.shifts):
        names = (seed, replication, shift.stream)
        for position in range(1, shift.agents + 1):
            rows.extend(_joined(_position_rows(shift, position, len(people), names)))
            people.append((shift.team, number, position))
    agents = Agents(*(np.array([person[i] for person in people], dtype=np.int64) for i in range(3)))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(Row._fields)
    return Roster(
        agents,
        np.array(columns[0], np.int64),
        np.array(columns[1], np.int8),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.float64),
        np.array(columns[4], np.bool_),
        np.array(columns[5], np.bool_),
        np.array(columns[6], np.float64),
    )


def _position_rows(shift: ShiftInputs, position: int, agent: int, names: tuple[int, int, str]) -> list[Row]:
    days = shift.days.astype(np.uint64) << _DAYS
    away = uniforms(key("absence", *names, position), days) < shift.absence
    blocks_key = key("off queue", *names, position)
    rows: list[Row] = []
    goes_on = np.append((shift.starts[1:] <= shift.ends[:-1]) & ~away[1:], False)[: len(away)]
    occurrences = zip(shift.starts.tolist(), shift.ends.tolist(), away.tolist(), goes_on.tolist(), days, strict=True)
    for start, end, absent, more, day in occurrences:
        breaks = _breaks(shift, position, start, end)
        if absent:
            rows.extend(_absent(agent, start, end, breaks))
            continue
        blocks = _off_queue(shift, start, end, [(a, b) for a, b, _ in breaks], blocks_key, day)
        cuts = [(a, b, DutyKind.BREAK_PAID if paid else DutyKind.BREAK_UNPAID) for a, b, paid in breaks]
        cuts.extend((a, b, DutyKind.OFF_QUEUE) for a, b in blocks)
        stretches = _stretches(agent, start, end, sorted(cuts), end - shift.last_chat_before)
        # a shift that is followed at once by the next one does not send anybody home
        rows.extend(row._replace(shift_end=False, goes_home=False) if more else row for row in stretches)
    return rows


def _absent(agent: int, start: float, end: float, breaks: list[tuple[float, float, bool]]) -> list[Row]:
    """A shift that is stayed away from: paid like the work, so its unpaid breaks stay unpaid."""
    rows: list[Row] = []
    at = start
    for begin, until in [(a, b) for a, b, paid in breaks if not paid] + [(end, end)]:
        if begin > at:
            rows.append(Row(agent, DutyKind.ABSENT, at, begin))
        if until > begin:
            rows.append(Row(agent, DutyKind.BREAK_UNPAID, begin, until))
        at = until
    return rows


def _breaks(shift: ShiftInputs, position: int, start: float, end: float) -> list[tuple[float, float, bool]]:
    """The breaks of one position as (begin, end, paid), in order, apart from each other and inside the shift."""
    laid: list[tuple[float, float, bool]] = []
    earliest = start
    for pause in sorted(shift.breaks, key=lambda pause: pause.after):
        begin = max(start + pause.after + _stagger(pause, position, shift.agents), earliest)
        begin = min(begin, end - pause.length)
        if begin >= earliest:
            laid.append((begin, begin + pause.length, pause.paid))
            earliest = begin + pause.length
    return laid


def _stagger(pause: BreakInputs, position: int, agents: int) -> float:
    if not pause.stagger or agents == 1:
        return 0.0
    width = min((agents - 1) * pause.length / 2.0, _WIDEST_STAGGER)
    return 60.0 * round((2.0 * (position - 1) / (agents - 1) - 1.0) * width / 60.0)


def _off_queue(
    shift: ShiftInputs, start: float, end: float, breaks: list[Interval], blocks_key: np.uint64, day: np.uint64
) -> list[Interval]:
    """Blocks that fill the off-queue share of the time outside breaks, at drawn places, clear of breaks.

    On a clock that stops during breaks the blocks are laid in order with gaps drawn uniformly; a block that would
    reach into a break goes on after it.
    """
    net = (end - start) - sum(b - a for a, b in breaks)
    total = float(on_grid(np.array(net * shift.off_queue)))
    if total <= 0.0:
        return []
    count = int(np.ceil(total / shift.off_queue_block))
    lengths = [shift.off_queue_block] * (count - 1)
    lengths.append(total - shift.off_queue_block * (count - 1))
    gaps = np.sort(uniforms(blocks_key, day + np.arange(count, dtype=np.uint64)))
    offsets = on_grid(gaps * (net - total)).tolist()
    blocks: list[Interval] = []
    taken = 0.0
    for offset, length in zip(offsets, lengths, strict=True):
        blocks.extend(_on_the_wall(start, breaks, offset + taken, offset + taken + length))
        taken += length
    return blocks


def _on_the_wall(start: float, breaks: list[Interval], begin: float, end: float) -> list[Interval]:
    """The stretch [begin, end) of a clock that stops during breaks, as stretches of time."""
    parts: list[Interval] = []
    shift = start
    for a, b in breaks:
        reached = a - shift
        if begin < reached:
            parts.append((shift + begin, shift + min(end, reached)))
            begin = min(end, reached)
        if begin >= end:
            return parts
        shift += b - a
    parts.append((shift + begin, shift + end))
    return parts


def _stretches(
    agent: int, start: float, end: float, cuts: list[tuple[float, float, DutyKind]], last_chat: float
) -> list[Row]:
    def on_duty(begin: float, until: float) -> Row:
        moment = max(last_chat, begin) if last_chat < until else np.inf
        return Row(agent, DutyKind.ON_DUTY, begin, until, until == end, until == last, moment)

    last = end
    for begin, until, _ in reversed(cuts):
        if until == last:
            last = begin
    rows: list[Row] = []
    at = start
    for begin, until, kind in cuts:
        if begin > at:
            rows.append(on_duty(at, begin))
        rows.append(Row(agent, kind, begin, until))
        at = until
    if end > at:
        rows.append(on_duty(at, end))
    return rows


def _joined(rows: list[Row]) -> list[Row]:
    """The rows in order of time, duties that touch made one (a shift that follows at once is no end of duty)."""
    joined: list[Row] = []
    for row in sorted(rows, key=lambda row: row.begin):
        before = joined[-1] if joined else None
        if before and before.kind == row.kind == DutyKind.ON_DUTY and before.end >= row.begin:
            joined[-1] = row._replace(begin=before.begin, end=max(before.end, row.end))
        else:
            joined.append(row)
    return joined
