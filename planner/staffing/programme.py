"""The integer programme over shifts: the fewest costs at which every half-hour of the mean week has the people for it.

Live work needs its agents at the desk in each half-hour. Deferred work is a flow: released in a half-hour, done in this
or a later one by whoever is there, never more of it open than is due later. Both share what the people can do. What
cannot be had is paid dearly instead of making the programme impossible: whether a promise is kept is for the simulation
to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.solver import Programme, Solution
from planner.staffing.slots import Slot, Staff
from planner.staffing.week import INTERVAL, INTERVALS
from planner.units import HOUR

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

MOST_AGENTS = 10_000  # on a shift without a limit of its own
_MISSING_AGENT = 40.0  # times the dearest hour at the desk: what a missing hour of an agent is taken to cost
_OVERDUE = 5.0  # the same for an hour of work that is late, for each half-hour
_NEVER_DONE = 2000.0  # the same for an hour of work that nobody does


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a workload asks for: ``agents`` at the desk if it is live, and its seconds of work by half-hour.

    ``factors`` says how long each of ``teams`` takes for the work of an hour; ``importance`` (0 to 1) how much it
    matters that agents are missing in a half-hour.
    """

    teams: tuple[int, ...]
    factors: tuple[float, ...]
    live: bool
    agents: FloatArray
    importance: FloatArray
    seconds: FloatArray
    due_later: FloatArray


class Columns:
    """The columns of a programme as they are added."""

    def __init__(self) -> None:
        self.count = 0
        self._parts: list[tuple[FloatArray, FloatArray, FloatArray, NDArray[np.int8]]] = []

    def add(
        self,
        size: int,
        cost: float | FloatArray = 0.0,
        high: float | FloatArray = np.inf,
        low: float | FloatArray = 0.0,
        *,
        whole: bool = False,
    ) -> IntArray:
        """Further columns; their numbers."""
        wide = [np.broadcast_to(part, size).astype(np.float64) for part in (cost, low, high)]
        self._parts.append((wide[0], wide[1], wide[2], np.full(size, whole, np.int8)))
        self.count += size
        return np.arange(self.count - size, self.count)

    def joined(self) -> tuple[FloatArray, FloatArray, FloatArray, NDArray[np.int8]]:
        """Costs, lower and upper limits, and which are whole."""
        costs, low, high, whole = (np.concatenate(parts) for parts in zip(*self._parts, strict=True))
        return costs, low, high, whole


class Rows:
    """The rows of a programme as they are added."""

    def __init__(self) -> None:
        self.count = 0
        self._entries: list[tuple[IntArray, IntArray, FloatArray]] = []
        self._limits: list[tuple[FloatArray, FloatArray]] = []

    def add(self, low: FloatArray, high: FloatArray) -> IntArray:
        """Further rows with their limits; their numbers."""
        self._limits.append((low, high))
        self.count += len(low)
        return np.arange(self.count - len(low), self.count)

    def put(self, rows: IntArray, columns: IntArray, values: float | FloatArray) -> None:
        """Coefficients at rows and columns."""
        self._entries.append((rows, columns, np.broadcast_to(values, len(rows)).astype(np.float64)))

    def programme(self, columns: Columns) -> Programme:
        """The whole programme."""
        from scipy.sparse import coo_array

        rows, places, values = (np.concatenate(parts) for parts in zip(*self._entries, strict=True))
        matrix = coo_array((values, (rows, places)), shape=(self.count, columns.count)).tocsr()
        low, high = (np.concatenate(parts) for parts in zip(*self._limits, strict=True))
        return Programme(*columns.joined(), matrix, low, high)


def cheapest(
    slots: Sequence[Slot], teams: Sequence[str], requirements: Sequence[Requirement], occupancy: Sequence[float],
    too_few: Iterable[Staff], below: float | None = None,
) -> Programme:  # fmt: skip
    """The programme for the staffing that costs least, what is missing included; ``occupancy`` is each team's most.

    With ``below`` only staffings of at most so much effort a week.
    """
    columns, rows = Columns(), Rows()
    dearest = max((slot.effort / slot.desk_hours for slot in slots if slot.desk_hours > 0.0), default=0.0) or 1.0
    people = _people(slots, columns, np.array([slot.effort for slot in slots]))
    desks = _Desks(slots, teams, people, rows, occupancy)
    for requirement in requirements:
        if requirement.live:
            _cover(requirement, desks, columns, rows, dearest)
        else:
            _flow(requirement, desks, columns, rows, dearest)
    if below is not None:
        _limit_effort(slots, people, below, rows)
    _rule_out(slots, people, too_few, columns, rows)
    return rows.programme(columns)


def nearest_cheaper(slots: Sequence[Slot], best: Staff, saving: float, too_few: Iterable[Staff]) -> Programme:
    """The programme for the staffing nearest to ``best`` that saves at least so much a week and may still be enough.

    Distance counts the hours at the desk that come and go. Without an answer no staffing that cheap is left.
    """
    columns, rows = Columns(), Rows()
    people = _people(slots, columns, np.array([1e-6 * slot.effort for slot in slots]))
    hours = np.array([max(slot.paid_hours, 1e-3) for slot in slots])
    apart = columns.add(len(slots), hours)
    now = np.array(best, dtype=np.float64)
    for sign in (1.0, -1.0):  # apart >= |people - now|
        row = rows.add(sign * -now, np.full(len(slots), np.inf))
        rows.put(row, apart, 1.0)
        rows.put(row, people, -sign)
    effort = sum(slot.effort * agents for slot, agents in zip(slots, best, strict=True))
    _limit_effort(slots, people, effort - saving, rows)
    _rule_out(slots, people, too_few, columns, rows)
    return rows.programme(columns)


def _limit_effort(slots: Sequence[Slot], people: IntArray, most: float, rows: Rows) -> None:
    row = rows.add(np.array([-np.inf]), np.array([most]))
    rows.put(np.repeat(row, len(slots)), people, np.array([slot.effort for slot in slots]))


def staff_of(solution: Solution, slots: Sequence[Slot]) -> Staff | None:
    """The people of a solution; None where there is none."""
    if solution.values is None:
        return None
    return tuple(round(value) for value in solution.values[: len(slots)].tolist())


def _people(slots: Sequence[Slot], columns: Columns, costs: FloatArray) -> IntArray:
    most = np.array([MOST_AGENTS if slot.high is None else slot.high for slot in slots], dtype=np.float64)
    least = np.array([slot.low for slot in slots], dtype=np.float64)
    return columns.add(len(slots), costs, most, least, whole=True)


class _Desks:
    """What the people of each team can do in each half-hour: rows for places at the desk and for seconds of work."""

    def __init__(
        self, slots: Sequence[Slot], teams: Sequence[str], people: IntArray, rows: Rows,
        occupancy: Sequence[float],
    ) -> None:  # fmt: skip
        nothing = np.zeros(INTERVALS)
        self.places = [rows.add(np.full(INTERVALS, -np.inf), nothing) for _team in teams]
        self.work = [rows.add(np.full(INTERVALS, -np.inf), nothing) for _team in teams]
        self.staffed = np.zeros((len(teams), INTERVALS), dtype=np.bool_)
        for slot, person in zip(slots, people.tolist(), strict=True):
            team = teams.index(slot.team)
            there = np.flatnonzero(slot.presence > 0.0)
            column = np.full(len(there), person)
            rows.put(self.places[team][there], column, -slot.presence[there])
            rows.put(self.work[team][there], column, -occupancy[team] * INTERVAL * slot.presence[there])
            self.staffed[team, there] = True


def _cover(requirement: Requirement, desks: _Desks, columns: Columns, rows: Rows, dearest: float) -> None:
    """Live work: its agents in each half-hour, from any of its teams."""
    asked = np.flatnonzero(requirement.agents > 0.0)
    if not len(asked):
        return
    wanted = rows.add(requirement.agents[asked], requirement.agents[asked])
    missing = _MISSING_AGENT * dearest * INTERVAL / HOUR * requirement.importance[asked]
    rows.put(wanted, columns.add(len(asked), missing), 1.0)
    for team, factor in zip(requirement.teams, requirement.factors, strict=True):
        there = desks.staffed[team, asked]
        agents = columns.add(int(there.sum()))
        places = asked[there]
        rows.put(wanted[there], agents, 1.0)
        rows.put(desks.places[team][places], agents, 1.0)
        each = factor * requirement.seconds[places] / requirement.agents[places]
        rows.put(desks.work[team][places], agents, each)


def _flow(requirement: Requirement, desks: _Desks, columns: Columns, rows: Rows, dearest: float) -> None:
    """Deferred work: what is open at the end of a half-hour is what was open before, came in, and was not done."""
    everywhere = np.arange(INTERVALS)
    balance = rows.add(requirement.seconds, requirement.seconds)
    still_open = columns.add(INTERVALS)
    rows.put(balance, still_open, 1.0)
    rows.put(balance, np.roll(still_open, 1), -1.0)
    rows.put(balance, columns.add(INTERVALS, _NEVER_DONE * dearest / HOUR), 1.0)
    for team, factor in zip(requirement.teams, requirement.factors, strict=True):
        there = everywhere[desks.staffed[team]]
        done = columns.add(len(there))
        rows.put(balance[there], done, 1.0)
        rows.put(desks.work[team][there], done, factor)
    allowed = rows.add(np.full(INTERVALS, -np.inf), requirement.due_later)
    rows.put(allowed, still_open, 1.0)
    rows.put(allowed, columns.add(INTERVALS, _OVERDUE * dearest / HOUR), -1.0)


def _rule_out(slots: Sequence[Slot], people: IntArray, too_few: Iterable[Staff], columns: Columns, rows: Rows) -> None:
    """More people somewhere than in each staffing that was seen to fail: fewer everywhere would fail as well."""
    more: dict[tuple[int, int], int] = {}  # column that is 1 only if a slot has at least so many
    for failed in too_few:
        choices = []
        for number, (slot, agents) in enumerate(zip(slots, failed, strict=True)):
            if slot.high is not None and agents >= slot.high:
                continue
            wanted = (number, agents + 1)
            if wanted not in more:
                more[wanted] = int(columns.add(1, high=1.0, whole=True)[0])
                row = rows.add(np.array([slot.low], dtype=np.float64), np.array([np.inf]))
                rows.put(row, people[[number]], 1.0)
                rows.put(row, np.array([more[wanted]]), -float(agents + 1 - slot.low))
            choices.append(more[wanted])
        row = rows.add(np.array([1.0]), np.array([np.inf]))
        rows.put(np.repeat(row, len(choices)), np.array(choices, dtype=np.int64), 1.0)
