"""The agents that calls and chats need in each hour of the week, beside what the simulation measures."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError

if TYPE_CHECKING:
    from planner.study import Study

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Needed:
    """Agents at the desk that some teams need together, by hour of the week, Monday first."""

    teams: tuple[str, ...]
    agents: tuple[float, ...]


def needed_by(study: Study) -> tuple[Needed, ...]:
    """The need of all teams that calls or chats reach, by formula; none where that says nothing."""
    from planner.staffing.coverage import live_needs

    scenario = study.scenario
    try:
        found = live_needs(study.inputs, int(scenario.run.seed))
    except (PlannerError, ArithmeticError):
        return ()
    except (ValueError, LookupError, TypeError):
        # the simulation needs no formula: its answer stands without them
        _LOG.warning("the need of agents could not be estimated", exc_info=True)
        return ()
    return tuple(
        Needed(need.teams, _hours(np.roll(need.agents, scenario.start.weekday(), axis=0)))
        for need in found
        if need.agents is not None
    )


def _hours(half_hours: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(half_hours.reshape(-1, 2).mean(axis=1).tolist())
