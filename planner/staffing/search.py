"""The search for the cheapest staffing: a start from the closed forms, mended and then thinned by simulation.

1. The programme over shifts gives the cheapest staffing that the closed forms and the flow of deferred work ask for.
2. It is simulated. Where an aim is not shown, more is asked for in the hours of its misses, and the programme solved
   again, until every aim is shown.
3. People are taken away one by one, in large steps first, as long as every aim is still shown.
4. Cheaper staffings near the best one (people moved from shift to shift) are tried, until none is left or enough of
   them have failed in a row.
5. The answer without each single agent is simulated once more, so that nobody can go is shown, not inferred.

All trials meet the same customers. A staffing that failed rules out those with nobody more anywhere: more people never
hurt, is the assumption.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from planner.solver import Programme, Solution, Solver
from planner.staffing.aims import Shown
from planner.staffing.demand import Demand
from planner.staffing.programme import cheapest, nearest_cheaper, staff_of
from planner.staffing.slots import Slot, Staff
from planner.staffing.trials import StoppedError, Trial, Trials
from planner.staffing.week import INTERVALS
from planner.study import Study

PROPOSALS = 30  # cheaper staffings that fail in a row, or succeed in all, before the search is content
_CORRECTIONS = 40
_FAR_EVERY = 4
_TIMES_THE_WORK = 5.0
LEAST_SAVING = 1e-3  # of the cost of a week: moves that save less are not looked for


class Phase(StrEnum):
    """What the search is doing."""

    LIMITS = "limits"  # can it be done at all
    START = "start"  # the closed forms
    CORRECT = "correct"
    PRESENT = "present"  # the people of the plan
    REMOVE = "remove"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Step:
    """A staffing that the search arrived at, in which phase, after how many trials, and what it did not show."""

    phase: Phase
    staff: Staff
    cost: float
    trials: int
    failing: tuple[Shown, ...] = ()


Report = Callable[[Phase, int, int | None, float | None], None]  # phase, trials, at most still to come, best cost


@dataclass
class Search:
    """A search under way; ``best`` is the cheapest staffing that showed every aim."""

    slots: Sequence[Slot]
    demand: Demand
    trials: Trials
    solver: Solver
    report: Report
    proposals: int = PROPOSALS
    best: Trial | None = None
    best_study: Study | None = None
    start: Solution | None = None
    proved: bool = False
    steps: list[Step] = field(default_factory=list)
    _too_few: list[Staff] = field(default_factory=list)

    def run(self, present: Staff | None = None) -> Trial | None:
        """The whole search. What is returned fails even with people in plenty: no staffing can show every aim.

        ``present`` are people who are there already: a start as well, if they show every aim.
        """
        plenty = self._try(Phase.LIMITS, self._plenty())
        if not plenty.holds:
            return plenty
        self._correct(plenty)
        if present is not None and self._within_limits(present):
            trial = self._try(Phase.PRESENT, present)
            if trial.holds and trial.effort < self._best.effort:
                self._keep(trial)
                self._arrive(Phase.PRESENT, trial)
        self._thin_and_exchange()
        return None

    def _first(self) -> Solution:
        """The answer of the programme before anything was simulated."""
        if self.start is None:
            self._tell(Phase.START)
            self.start = self._solve(self._programme())
        return self.start

    def _plenty(self) -> Staff:
        """As many people as could ever be of use.

        In every half-hour more than its busiest needs, over the week several times the work (it may gather while no
        shift is there), and more than the programme asks for.
        """
        first = staff_of(self._first(), self.slots) or (0,) * len(self.slots)
        desk = {team: sum(slot.desk_hours for slot in self.slots if slot.team == team) for team in self.demand.teams}
        most = []
        for slot, alike, asked in zip(self.slots, self._alike(), first, strict=True):
            by_work = _TIMES_THE_WORK * self.demand.work(slot.team) / desk[slot.team] if desk[slot.team] else 0.0
            enough = max(self.demand.plenty(slot.team) / alike, by_work, 2.0 * asked)
            most.append(slot.high if slot.high is not None else max(slot.low, math.ceil(enough)))
        return tuple(most)

    def _alike(self) -> list[int]:
        """How many shifts of its team are there at least, whenever a shift is."""
        present = {team: np.zeros(INTERVALS, dtype=np.int64) for team in self.demand.teams}
        for slot in self.slots:
            present[slot.team] += slot.presence > 0.0
        return [int(present[slot.team][slot.presence > 0.0].min(initial=len(self.slots))) for slot in self.slots]

    def _within_limits(self, staff: Staff) -> bool:
        return all(
            slot.low <= agents and (slot.high is None or agents <= slot.high)
            for slot, agents in zip(self.slots, staff, strict=True)
        )

    # -------------------------------------------------------------- up, until it is enough

    def _correct(self, plenty: Trial) -> None:
        phase = Phase.START
        for _ in range(_CORRECTIONS):
            self._tell(phase)
            solution = self._solve(self._programme()) if phase is Phase.CORRECT else self._first()
            staff = staff_of(solution, self.slots)
            if staff is None:
                break
            trial = self._try(phase, staff)
            self._arrive(phase, trial)
            if trial.holds:
                self._keep(trial)
                return
            self.demand.ask_for_more(trial)
            phase = Phase.CORRECT
        self._keep(plenty)
        self._arrive(Phase.CORRECT, plenty)

    # -------------------------------------------------------------- down, until nothing can go

    def _thin_and_exchange(self) -> None:
        self._thin()
        self._arrive(Phase.REMOVE, self._best)
        while True:
            self._exchange()
            if not self._take_anybody_away():
                return

    def _exchange(self) -> None:
        """Try cheaper staffings, the nearest first."""
        failed = found = 0
        while max(failed, found) < self.proposals:
            proposal = self._proposal(failed)
            if proposal is None:
                return
            self._tell(Phase.EXCHANGE, self.proposals - failed)
            trial = self._try(Phase.EXCHANGE, proposal)
            failed += 1
            if trial.holds:
                failed, found = 0, found + 1
                self._keep(trial)
                self._thin()
                self._arrive(Phase.EXCHANGE, self._best)

    def _take_anybody_away(self) -> bool:
        """Simulate the best staffing without each single agent, ruled out or not; whether one of these holds."""
        for number in self._dearest_first():
            if self._best.staff[number] > self.slots[number].low:
                self._tell(Phase.REMOVE, len(self.slots) - number)
                trial = self._try(Phase.REMOVE, self._fewer(number, 1))
                if trial.holds:
                    self._keep(trial)
                    self._thin()
                    self._arrive(Phase.REMOVE, self._best)
                    return True
        return False

    def _thin(self) -> None:
        """Take people away, the dearest first, in steps that become smaller, until nobody can go."""
        step = max([1, *(agents // 4 for agents in self._best.staff)])
        while True:
            # from each shift in turn, so that shifts which cost the same end alike
            gone = [self._take_away(number, step) for number in self._dearest_first()]
            if any(gone):
                continue
            if step == 1:
                break
            step //= 2

    def _take_away(self, number: int, step: int) -> bool:
        """Take so many from a slot if every aim is still shown then; whether they went."""
        if self._best.staff[number] - step < self.slots[number].low:
            return False
        fewer = self._fewer(number, step)
        if self._ruled_out(fewer):
            return False
        self._tell(Phase.REMOVE, len(self.slots) - number)
        trial = self._try(Phase.REMOVE, fewer)
        if trial.holds:
            self._keep(trial)
        return trial.holds

    def _fewer(self, number: int, step: int) -> Staff:
        fewer = list(self._best.staff)
        fewer[number] -= step
        return tuple(fewer)

    def _dearest_first(self) -> list[int]:
        return sorted(range(len(self.slots)), key=lambda number: (-self.slots[number].effort, number))

    def _proposal(self, number: int) -> Staff | None:
        """A cheaper staffing that nothing rules out; None when there is none.

        Usually the nearest one; now and then the one that lacks least by the formulas, which may be far away.
        """
        saving = LEAST_SAVING * self._best.effort
        if number % _FAR_EVERY == _FAR_EVERY - 1:
            solution = self._solve(self._programme(self._best.effort - saving))
        else:
            solution = self._solve(nearest_cheaper(self.slots, self._best.staff, saving, self._too_few))
        self.proved = solution.values is None and not solution.limited
        return staff_of(solution, self.slots)

    def _programme(self, below: float | None = None) -> Programme:
        demand = self.demand
        return cheapest(self.slots, demand.teams, demand.requirements, demand.occupancy, self._too_few, below)

    # -------------------------------------------------------------- what is known

    @property
    def _best(self) -> Trial:
        assert self.best is not None
        return self.best

    def _keep(self, trial: Trial) -> None:
        self.best, self.best_study = trial, self.trials.study_of(trial.staff)

    def _tell(self, phase: Phase, left: int | None = None) -> None:
        cost = None if self.best is None else self._money(self.best.staff)
        self.report(phase, self.trials.simulated, left, cost)

    def _money(self, staff: Staff) -> float:
        """What the people of a staffing cost a week, as planned."""
        return float(sum(slot.cost * agents for slot, agents in zip(self.slots, staff, strict=True)))

    def _arrive(self, phase: Phase, trial: Trial) -> None:
        self.steps.append(Step(phase, trial.staff, self._money(trial.staff), self.trials.simulated, trial.failing))

    def _try(self, phase: Phase, staff: Staff) -> Trial:
        self._tell(phase)
        trial = self.trials.of(staff)
        if not trial.holds and not self._ruled_out(staff):
            self._too_few = [few for few in self._too_few if not _covers(staff, few)]
            self._too_few.append(staff)
        return trial

    def _ruled_out(self, staff: Staff) -> bool:
        return any(_covers(few, staff) for few in self._too_few)

    def _solve(self, programme: Programme) -> Solution:
        solution = self.solver.solve(programme, self.trials.asked_to_stop)
        if solution is None:
            raise StoppedError
        return solution


def _covers(more: Staff, fewer: Staff) -> bool:
    """Whether one staffing has nowhere fewer people than another."""
    return bool(np.all(np.array(more) >= np.array(fewer)))
