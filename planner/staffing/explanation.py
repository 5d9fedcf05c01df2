"""Why so many people: the hours of each team from its work to what is paid, and the textbook's answer beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.facts import Facts
from planner.solver import Programme
from planner.staffing.programme import cheapest
from planner.staffing.requirement import erlang_c_agents
from planner.staffing.search import Search
from planner.staffing.slots import Staff
from planner.staffing.week import INTERVAL, INTERVALS, weeks_of
from planner.study import Study
from planner.units import HOUR
from simulation.inputs import Inputs

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """The hours of a team in a week, step by step; they add up to ``paid``.

    ``touches`` pieces of work take ``work`` hours (of the final simulation). ``room``: further hours at the desk that
    promises and covered hours ask for by the closed forms. ``shrinkage``: breaks, absence and time off the queue of
    these. ``rounding``: to whole people on whole shifts. ``simulation``: what trials added or took away.
    """

    team: str
    touches: float
    work: float
    room: float
    shrinkage: float
    rounding: float
    simulation: float

    @property
    def paid(self) -> float:
        """Paid hours of a week, as planned."""
        return self.work + self.room + self.shrinkage + self.rounding + self.simulation


@dataclass(frozen=True, slots=True)
class Textbook:
    """Erlang C for the live work of a team: agents at the busiest half-hour and hours at the desk in a week.

    Beside them, ``desk_peak`` and ``desk_hours`` of the staffing found; ``deferred`` are the hours of work that the
    textbook does not see.
    """

    team: str
    peak: float
    hours: float
    desk_peak: float
    desk_hours: float
    deferred: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A chain for each team with people or work, and the textbook beside it where there is live work with a promise."""

    chains: tuple[Chain, ...]
    textbook: tuple[Textbook, ...]


def explain(search: Search, inputs: Inputs, study: Study) -> Explanation:
    """Where the hours of the best staffing of a finished search come from; ``study`` is its simulation."""
    assert search.best is not None
    relaxed = _without_rounding(search)
    first = search.steps[0].staff
    work, touches = _work(study, inputs)
    chains = []
    for number, team in enumerate(search.demand.teams):
        paid, desk = _hours(search, relaxed, team)
        start, final = _hours(search, first, team)[0], _hours(search, search.best.staff, team)[0]
        if not (final or work[number]):
            continue
        chains.append(
            Chain(
                team=team,
                touches=float(touches[number]),
                work=float(work[number]),
                room=desk - float(work[number]),
                shrinkage=paid - desk,
                rounding=start - paid,
                simulation=final - start,
            )
        )
    return Explanation(tuple(chains), tuple(_textbook(search, inputs)))


def _without_rounding(search: Search) -> FloatArray:
    """The people of the first programme if they could be divided."""
    demand = search.demand
    programme = cheapest(search.slots, demand.teams, demand.first, demand.first_occupancy, ())
    divided: Programme = replace(programme, whole=np.zeros_like(programme.whole))
    solution = search.solver.solve(divided, lambda: False)
    assert solution is not None
    assert solution.values is not None
    return solution.values[: len(search.slots)]


def _hours(search: Search, staff: Staff | FloatArray, team: str) -> tuple[float, float]:
    """Paid hours and hours at the desk of a team in a week."""
    chosen = [(slot, agents) for slot, agents in zip(search.slots, staff, strict=True) if slot.team == team]
    return (
        float(sum(slot.paid_hours * agents for slot, agents in chosen)),
        float(sum(slot.desk_hours * agents for slot, agents in chosen)),
    )


def _work(study: Study, inputs: Inputs) -> tuple[FloatArray, FloatArray]:
    """Hours of work and number of touches of each team in a week of the simulation."""
    teams = len(inputs.teams)
    hours, touches = np.zeros(teams), np.zeros(teams)
    for frame, records in zip(study.frames, study.records, strict=True):
        hours += Facts(frame, records).work.part().totals(("team",)) / HOUR
        done = (records.touches.agent >= 0) & frame.in_weeks(records.touches.ended)
        touches += np.bincount(records.agents.team[records.touches.agent[done]], minlength=teams)
    weeks = weeks_of(inputs) * study.replications
    return hours / weeks, touches / weeks


def _textbook(search: Search, inputs: Inputs) -> list[Textbook]:
    assert search.best is not None
    rows = []
    for number, team in enumerate(search.demand.teams):
        loads = [load for load in search.demand.loads if load.teams[0] == number]
        agents = sum((erlang_c_agents(load, inputs) for load in loads if load.live), start=np.zeros(INTERVALS))
        if not np.any(agents):
            continue
        presence = sum(
            (
                slot.presence * people
                for slot, people in zip(search.slots, search.best.staff, strict=True)
                if slot.team == team
            ),
            start=np.zeros_like(agents),
        )
        rows.append(
            Textbook(
                team=team,
                peak=float(agents.max()),
                hours=float(agents.sum()) * INTERVAL / HOUR,
                desk_peak=float(presence.max()),
                desk_hours=float(presence.sum()) * INTERVAL / HOUR,
                deferred=sum(float(load.seconds.sum()) for load in loads if not load.live) / HOUR,
            )
        )
    return rows
