"""Trying staffings out: each is simulated with the same customers, and given up early where it has no hope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.pool import Pool
from planner.scenario import Scenario
from planner.staffing.aims import Aim, Evidence, Shown
from planner.staffing.capacity import Capacity, shown_of
from planner.staffing.slots import Slot, Staff, staffed
from planner.study import Study, run_study

FloatArray = NDArray[np.float64]

_FIRST = 4  # replications after which a staffing may be without hope


class StoppedError(Exception):
    """The search was asked to stop."""


@dataclass(frozen=True, eq=False)
class Trial:
    """What a staffing showed, and its ``effort`` a week, which the search makes small.

    ``misses`` are those of each aim that does not hold, ``asked`` all that could have missed it, by hour of the week.
    """

    staff: Staff
    effort: float
    shown: tuple[Shown, ...]
    misses: dict[Aim, FloatArray]
    asked: dict[Aim, FloatArray]

    @property
    def holds(self) -> bool:
        """Whether every aim was shown."""
        return all(shown.holds for shown in self.shown)

    @property
    def failing(self) -> tuple[Shown, ...]:
        """The aims that were not."""
        return tuple(shown for shown in self.shown if not shown.holds)


@dataclass
class Trials:
    """Simulates staffings of a scenario, each once."""

    scenario: Scenario
    slots: Sequence[Slot]
    aims: Sequence[Aim]
    seed: int
    replications: int
    pool: Pool
    asked_to_stop: Callable[[], bool]
    capacities: Sequence[Capacity] = ()
    simulated: int = 0
    _last: tuple[Staff, Study] | None = None
    _known: dict[Staff, Trial] = field(default_factory=dict)

    def of(self, staff: Staff) -> Trial:
        """The trial of a staffing; StoppedError if asked to stop."""
        if staff not in self._known:
            self._known[staff] = self._try(staff)
        return self._known[staff]

    def study_of(self, staff: Staff) -> Study | None:
        """The study of a staffing if it was the last one tried: more of them would fill the memory."""
        return self._last[1] if self._last is not None and self._last[0] == staff else None

    def is_known(self, staff: Staff) -> bool:
        """Whether a staffing was tried."""
        return staff in self._known

    def effort(self, staff: Staff) -> float:
        """What the search makes small, in a week."""
        return float(sum(slot.effort * agents for slot, agents in zip(self.slots, staff, strict=True)))

    def _try(self, staff: Staff) -> Trial:
        able = shown_of(self.capacities, self.slots, staff)
        if not all(each.holds for each in able):
            return Trial(staff, self.effort(staff), able, {}, {})
        self.simulated += 1
        scenario = staffed(self.scenario, self.slots, staff)
        study = self._simulated(scenario, self.replications if self.replications < 2 * _FIRST else _FIRST, None)
        evidence = Evidence(self.aims, study)
        if study.replications < self.replications and not any(each.hopeless for each in evidence.shown()):
            study = self._simulated(scenario, self.replications, study)
            evidence = Evidence(self.aims, study)
        self._last = staff, study
        shown = evidence.shown()
        failing = [each.aim for each in shown if not each.holds and each.aim.channel]
        misses = {aim: evidence.misses(aim) for aim in failing}
        asked = {aim: evidence.asked(aim) for aim in failing}
        return Trial(staff, self.effort(staff), (*shown, *able), misses, asked)

    def _simulated(self, scenario: Scenario, replications: int, known: Study | None) -> Study:
        try:
            study = run_study(
                scenario,
                replications=replications,
                seed=self.seed,
                pool=self.pool,
                known=known,
                stop=self.asked_to_stop,
            )
        except PlannerError:
            # without a finished replication a stopped study is an error; here it is a stop
            if self.asked_to_stop():
                raise StoppedError from None
            raise
        if study.stopped:
            raise StoppedError
        return study
