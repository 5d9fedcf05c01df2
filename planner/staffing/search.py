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
            if trial.holds and trial.cost < self._best.cost:
                self._keep(trial)
                self._arrive(Phase.PRESENT, trial)
        self._thin_and_exchange()
        return None

    def _plenty(self) -> Staff:
        """As many people as could ever be of use, in every half-hour that a shift covers."""
        return tuple(
            slot.high if slot.high is not None else max(slot.low, math.ceil(self.demand.plenty(slot.team) / alike))
            for slot, alike in zip(self.slots, self._alike(), strict=True)
        )

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
            self.report(phase, self.trials.simulated, None, None)
            programme = cheapest(
                self.slots, self.demand.teams, self.demand.requirements, self.demand.occupancy, self._too_few
            )
            solution = self._solve(programme)
            self.start = self.start or solution
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
            proposal = self._proposal()
            self.proved = proposal is None
            if proposal is None:
                return
            self.report(Phase.EXCHANGE, self.trials.simulated, self.proposals - failed, self._best.cost)
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
                self.report(Phase.REMOVE, self.trials.simulated, len(self.slots) - number, self._best.cost)
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
            gone = False
            for number in self._dearest_first():
                gone |= self._take_away(number, step)
            if step > 1:
                step //= 2
            elif not gone:
                break

    def _take_away(self, number: int, step: int) -> bool:
        """Take so many from a slot as often as every aim is still shown; whether anybody went."""
        gone = False
        while self._best.staff[number] - step >= self.slots[number].low:
            fewer = self._fewer(number, step)
            if self._ruled_out(fewer):
                return gone
            self.report(Phase.REMOVE, self.trials.simulated, len(self.slots) - number, self._best.cost)
            trial = self._try(Phase.REMOVE, fewer)
            if not trial.holds:
                return gone
            self._keep(trial)
            gone = True
        return gone

    def _fewer(self, number: int, step: int) -> Staff:
        fewer = list(self._best.staff)
        fewer[number] -= step
        return tuple(fewer)

    def _dearest_first(self) -> list[int]:
        return sorted(range(len(self.slots)), key=lambda number: (-self.slots[number].cost, number))

    def _proposal(self) -> Staff | None:
        """The nearest cheaper staffing that nothing rules out; None when there is none."""
        saving = max(LEAST_SAVING * self._best.cost, 1e-6)
        solution = self._solve(nearest_cheaper(self.slots, self._best.staff, saving, self._too_few))
        return staff_of(solution, self.slots)

    # -------------------------------------------------------------- what is known

    @property
    def _best(self) -> Trial:
        assert self.best is not None
        return self.best

    def _keep(self, trial: Trial) -> None:
        self.best, self.best_study = trial, self.trials.study_of(trial.staff)

    def _arrive(self, phase: Phase, trial: Trial) -> None:
        self.steps.append(Step(phase, trial.staff, trial.cost, self.trials.simulated, trial.failing))

    def _try(self, phase: Phase, staff: Staff) -> Trial:
        self.report(phase, self.trials.simulated, None, None if self.best is None else self.best.cost)
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
