"""Who is at the desk in each half-hour, and how many agents calls and chats ask for, by formula.

The days of a week stand in the order of the plan: the first is the weekday on which its weeks begin.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar
from planner.staffing.requirement import live_requirement
from planner.staffing.slots import Slot
from planner.staffing.week import INTERVAL, weeks_of
from planner.staffing.workload import Workload, workloads
from planner.units import DAY, HOUR, MONTH, WEEK
from simulation.inputs import QUARTER_HOUR, Inputs
from simulation.records import DutyKind
from simulation.roster import draw_roster

FloatArray = NDArray[np.float64]

DAYS = 7
HALF_HOURS = int(DAY / INTERVAL)
_CONTACTS, _MOST_REPLICATIONS = 5_000, 8  # a mean week of fewer contacts is too rough


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """What a team's shifts come to: people, paid hours of a mean week, and their cost in a month as planned."""

    people: int
    paid_hours: float
    cost_per_month: float


@dataclass(frozen=True, slots=True)
class LiveNeed:
    """Agents that calls and chats ask for at the desk of teams that share them.

    ``agents`` (days x half-hours) is None where no such work reaches the teams. ``waiting_hours`` are those of the work
    in a mean week that can wait and that one of the teams can do.
    """

    teams: tuple[str, ...]
    agents: FloatArray | None
    waiting_hours: float


def desk_coverage(inputs: Inputs, calendar: Calendar) -> dict[str, FloatArray]:
    """By team the agents at the desk (weeks x days x half-hours) on the plan's clock, on the dates of its weeks.

    Holidays, single dates, clock changes and breaks as the simulation lays them; absence and time off the queue as the
    share that they take.
    """
    weeks = weeks_of(inputs)
    days = calendar.start.toordinal() + np.arange(weeks * DAYS)
    edges = calendar.seconds(days[:, None], np.arange(HALF_HOURS + 1) * INTERVAL)
    found = {team.name: np.zeros((weeks, DAYS, HALF_HOURS)) for team in inputs.teams}
    present = tuple(replace(shift, absence=0.0, off_queue=0.0) for shift in inputs.shifts)
    roster = draw_roster(replace(inputs, shifts=present), 0, 0)
    here = np.array([(1.0 - shift.absence) * (1.0 - shift.off_queue) for shift in inputs.shifts])
    shift_of = roster.agents.shift[roster.agent]
    for number, team in enumerate(inputs.teams):
        rows = (roster.kind == DutyKind.ON_DUTY) & (roster.agents.team[roster.agent] == number)
        seconds = _seconds_between(roster.begin[rows], roster.end[rows], here[shift_of[rows]], edges)
        lengths = np.diff(edges, axis=1)
        # a half-hour that a clock change skips has nobody at the desk, and nobody who needs one
        agents = np.divide(seconds, lengths, out=np.zeros_like(seconds), where=lengths > 0.0)
        found[team.name] += agents.reshape(weeks, DAYS, HALF_HOURS)
    return found


def team_weeks(slots: Sequence[Slot], agents: Sequence[int]) -> dict[str, TeamWeek]:
    """People, paid hours and cost of each team that has shifts."""
    found: dict[str, TeamWeek] = {}
    for slot, count in zip(slots, agents, strict=True):
        before = found.get(slot.team, TeamWeek(0, 0.0, 0.0))
        found[slot.team] = TeamWeek(
            before.people + count,
            before.paid_hours + slot.paid_hours * count,
            before.cost_per_month + slot.cost * count * MONTH / WEEK,
        )
    return found


def live_needs(inputs: Inputs, seed: int, week: int | None = None) -> tuple[LiveNeed, ...]:
    """The need of each team, or of teams that share calls and chats, in a mean week or in one week of the plan.

    A week of its own has the contacts of the mean week, each day with as many more as customers, events and holidays
    bring to that date.
    """
    loads = workloads(inputs, seed, range(_replications(inputs)))
    factors = np.ones(DAYS) if week is None else _day_factors(inputs, week)
    return tuple(_need(group, loads, inputs, factors) for group in _groups(loads, len(inputs.teams)))


def _need(group: frozenset[int], loads: Sequence[Workload], inputs: Inputs, factors: FloatArray) -> LiveNeed:
    names = tuple(inputs.teams[team].name for team in sorted(group))
    waiting = sum(float(load.seconds.sum()) for load in loads if not load.live and group & set(load.teams)) / HOUR
    live = [load for load in loads if load.live and group & set(load.teams)]
    if not live:
        return LiveNeed(names, None, waiting)
    load = _scaled(_together(live), np.repeat(factors, HALF_HOURS))
    # where nobody asks any more, what is left is finished by those who began it
    agents = np.where(load.contacts.any(axis=(1, 2)), live_requirement(load, inputs), 0.0)
    return LiveNeed(names, agents.reshape(DAYS, HALF_HOURS), waiting)


def _groups(loads: Sequence[Workload], teams: int) -> tuple[frozenset[int], ...]:
    """The teams, those that share live work put together."""
    groups = [frozenset({team}) for team in range(teams)]
    for load in loads:
        if load.live and load.teams:
            joined = frozenset(load.teams).union(*(group for group in groups if group & set(load.teams)))
            groups = [group for group in groups if not group & joined] + [joined]
    return tuple(sorted(groups, key=min))


def _together(loads: Sequence[Workload]) -> Workload:
    """Several classes of live work as one queue: what its teams need if each of them can take all of it."""
    names = ("contacts", "seconds", "due_later", "by_tier")
    sums = {name: np.sum([getattr(load, name) for load in loads], axis=0) for name in names}
    return Workload(loads[0].teams, live=True, **sums, touches=sum(load.touches for load in loads))


def _scaled(load: Workload, factors: FloatArray) -> Workload:
    return replace(load, contacts=load.contacts * factors[:, None, None], seconds=load.seconds * factors)


def _replications(inputs: Inputs) -> int:
    expected = sum(float(cell.expected.sum()) for cell in inputs.demand)
    return min(max(math.ceil(_CONTACTS / expected), 1), _MOST_REPLICATIONS) if expected > 0.0 else 1


def _day_factors(inputs: Inputs, week: int) -> FloatArray:
    """For each day of a week, how many times the contacts of a mean such day are expected."""
    days = inputs.horizon.days - _first_day(inputs)
    expected = np.sum([cell.expected for cell in inputs.demand], axis=0) if inputs.demand else np.zeros(len(days))
    within = (days >= 0) & (days < weeks_of(inputs) * DAYS)
    by_day = np.bincount(days[within], weights=expected[within], minlength=weeks_of(inputs) * DAYS)
    by_week = by_day.reshape(-1, DAYS)
    mean = by_week.mean(axis=0)
    factors: FloatArray = np.divide(by_week[week], mean, out=np.ones(DAYS), where=mean > 0.0)
    return factors


def _first_day(inputs: Inputs) -> int:
    """The ordinal of the date at second 0, the first midnight of the weeks that count."""
    return int(inputs.horizon.days[round(-inputs.horizon.begin / QUARTER_HOUR)])


def _seconds_between(begins: FloatArray, ends: FloatArray, weights: FloatArray, edges: FloatArray) -> FloatArray:
    """Weighted seconds of stretches between the edges of each row: (n rows, m edges) to (n, m - 1)."""
    if not len(begins):
        return np.zeros((edges.shape[0], edges.shape[1] - 1))
    times = np.concatenate((begins, ends))
    order = np.argsort(times, kind="stable")
    levels = np.cumsum(np.concatenate((weights, -weights))[order])
    ordered = times[order]
    totals = np.concatenate(([0.0], np.cumsum(levels[:-1] * np.diff(ordered))))
    seconds: FloatArray = np.diff(np.interp(edges, ordered, totals), axis=1)
    return seconds
