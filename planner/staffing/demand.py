"""What the search asks of the shifts: the requirement of each workload, raised where the simulation shows misses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.scenario import Scenario
from planner.staffing.aims import Aim
from planner.staffing.programme import Requirement
from planner.staffing.requirement import live_requirement
from planner.staffing.trials import Trial
from planner.staffing.week import INTERVAL, INTERVALS
from planner.staffing.workload import Workload
from planner.units import HOUR
from simulation.columns import IntArray
from simulation.inputs import Inputs

FloatArray = NDArray[np.float64]

_HIGHEST_OCCUPANCY = 0.95  # planned for unless the plan asks for less: with more, a pile never comes down
_RARE = 0.2  # half-hours with less than this part of the usual contacts matter less than others
_SOONER = 0.6  # factor on what may be open, when deferred work came too late
_MORE_WORK = 1.05  # and on the work itself
_LESS_BUSY = 0.96  # factor on the planned occupancy of a team that was too busy
_WORST = 0.5  # more agents go to the worst hours, which together hold this part of the misses
_MORE_AGENTS = 0.05


class Demand:
    """The requirements of ``loads`` as they stand, and the ``first``; ``occupancy``: what each team is planned for."""

    def __init__(self, scenario: Scenario, inputs: Inputs, loads: Sequence[Workload], hours: IntArray) -> None:
        """``hours`` gives the hour of the week of each half-hour of the mean week."""
        most = scenario.run.max_occupancy
        self.teams = tuple(team.name for team in inputs.teams)
        self.occupancy = [_HIGHEST_OCCUPANCY if most is None else min(float(most), _HIGHEST_OCCUPANCY)] * len(
            self.teams
        )
        self.first_occupancy = tuple(self.occupancy)
        self.first = tuple(_requirement(load, inputs, most) for load in loads)
        self.requirements = list(self.first)
        self.loads = tuple(loads)
        self.hours = hours
        self._inputs = inputs

    def plenty(self, team: str) -> int:
        """More agents of a team than the busiest half-hour could ever use."""
        number = self.teams.index(team)
        most = 3.0
        for requirement in self.requirements:
            if number in requirement.teams:
                busiest = max(requirement.factors) * float(requirement.seconds.max()) / INTERVAL
                most += 2.0 * float(requirement.agents.max()) + 4.0 * busiest
        return math.ceil(most)

    def work(self, team: str) -> float:
        """Hours of work in a week that a team may have to do."""
        number = self.teams.index(team)
        asked = (requirement for requirement in self.requirements if number in requirement.teams)
        return sum(max(each.factors) * float(each.seconds.sum()) for each in asked) / HOUR

    def teams_for(self, aim: Aim) -> set[str]:
        """The teams whose people may be what an aim is missed for."""
        return {self.teams[team] for load in self.loads if self._concerns(aim, load) for team in load.teams}

    def ask_for_more(self, trial: Trial) -> None:
        """Raise what is asked for where a trial did not show its aims."""
        for shown in trial.failing:
            aim = shown.aim
            if aim.at_most:
                for team in aim.teams or (aim.team,):
                    self.occupancy[self.teams.index(team)] *= _LESS_BUSY
                continue
            for number, load in enumerate(self.loads):
                if self._concerns(aim, load):
                    self.requirements[number] = self._raised(self.requirements[number], load, trial, aim)

    def _concerns(self, aim: Aim, load: Workload) -> bool:
        """Whether an aim may have been missed for want of people for a workload."""
        if load.live != (aim.kind == "answer") and not (load.live and aim.kind == "resolve"):
            return False
        if aim.kind == "outreach":
            return True
        level = self._inputs.levels.index(aim.level)
        members = [segment.level == level for segment in self._inputs.segments]
        channels = [not load.live or channel.name == aim.channel for channel in self._inputs.channels]
        return bool(load.contacts[:, members][:, :, channels].any())

    def _raised(self, asked: Requirement, load: Workload, trial: Trial, aim: Aim) -> Requirement:
        if not load.live:
            return replace(asked, seconds=asked.seconds * _MORE_WORK, due_later=asked.due_later * _SOONER)
        misses = trial.misses[aim][self.hours] * (load.contacts.sum(axis=(1, 2)) > 0.0)
        order = np.argsort(-misses, kind="stable")
        enough = int(np.searchsorted(np.cumsum(misses[order]), _WORST * misses.sum())) + 1
        worst = order[:enough][misses[order[:enough]] > 0.0]
        agents = asked.agents.copy()
        agents[worst] += np.ceil(_MORE_AGENTS * np.maximum(agents[worst], 1.0))
        return replace(asked, agents=agents, importance=_raised_importance(asked.importance, worst))


def _raised_importance(importance: FloatArray, worst: IntArray) -> FloatArray:
    raised = importance.copy()
    raised[worst] = 1.0
    return raised


def _requirement(load: Workload, inputs: Inputs, max_occupancy: float | None) -> Requirement:
    nothing = np.zeros(INTERVALS)
    return Requirement(
        teams=load.teams,
        factors=tuple(_factor(load, inputs, team) for team in load.teams),
        live=load.live,
        agents=live_requirement(load, inputs, max_occupancy) if load.live else nothing,
        importance=_importance(load) if load.live else nothing,
        seconds=load.seconds,
        due_later=load.due_later,
    )


def _factor(load: Workload, inputs: Inputs, team: int) -> float:
    """How much longer than the plan's handle times a team takes for a workload, over its tiers."""
    total = float(load.by_tier.sum())
    return float(load.by_tier @ inputs.teams[team].handle_time_factors) / total if total else 1.0


def _importance(load: Workload) -> FloatArray:
    contacts = load.contacts.sum(axis=(1, 2))
    usual = contacts[contacts > 0.0].mean() if contacts.any() else 1.0
    importance: FloatArray = np.minimum(1.0, contacts / (_RARE * usual))
    return importance
