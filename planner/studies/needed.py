"""Desks at which nobody is needed, because nothing is promised to anybody: no search, just an empty desk."""

from __future__ import annotations

import copy

from planner.scenario import Scenario
from planner.staffing.aims import aims_of
from planner.studies.crowding import Runner
from planner.study import Study


def without_aims(scenario: Scenario) -> bool:
    """Whether a staffing has nothing to show: no channel is offered to anybody."""
    return not any(aim.level for aim in aims_of(scenario))


def run_with_nobody(scenario: Scenario, run: Runner) -> Study:
    """The scenario with as few people as its shifts must have, usually none."""
    data = copy.deepcopy(dict(scenario.data))
    for name, team in scenario.teams.items():
        for shift, limits in team.shifts.items():
            data["teams"][name]["shifts"][shift]["agents"] = limits.min_agents or 0
    return run(scenario.with_data(data))
