"""Whether people keep up with the work in the long run: their hours at the desk against the work of a mean week.

A few simulated weeks hide a pile that grows slowly: tickets are judged before it has reached them. So every group of
teams must have the hours for the work that nobody else can do, before anything is simulated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.staffing.aims import Aim, Shown
from planner.staffing.requirement import promises
from planner.staffing.slots import Slot, Staff
from planner.staffing.workload import Workload
from planner.units import HOUR
from simulation.inputs import Inputs

_MOST_GROUPS = 64  # of teams that share work: more are not put together


@dataclass(frozen=True, slots=True)
class Capacity:
    """Teams, and the hours of work in a week that only they can do."""

    teams: tuple[str, ...]
    work: float


def capacities(loads: Sequence[Workload], inputs: Inputs) -> tuple[Capacity, ...]:
    """The work of every group of teams that shares some; of live work as much as was promised, the rest may give up."""
    groups = list(dict.fromkeys(frozenset(load.teams) for load in loads if load.teams))
    for group in groups:  # grows while it is read
        groups += [union for other in groups[:] if (union := group | other) not in groups][: _MOST_GROUPS - len(groups)]
    names = [team.name for team in inputs.teams]
    return tuple(
        Capacity(tuple(names[team] for team in sorted(group)), work)
        for group in groups
        if (work := sum(_work(load, inputs) for load in loads if set(load.teams) <= group)) > 0.0
    )


def shown_of(found: Sequence[Capacity], slots: Sequence[Slot], staff: Staff) -> tuple[Shown, ...]:
    """What a staffing shows of each group: its work as a share of its hours at the desk."""
    return tuple(_shown(capacity, slots, staff) for capacity in found)


def _shown(capacity: Capacity, slots: Sequence[Slot], staff: Staff) -> Shown:
    aim = Aim("keeps_up", 1.0, teams=capacity.teams)
    desk = sum(
        slot.desk_hours * agents for slot, agents in zip(slots, staff, strict=True) if slot.team in capacity.teams
    )
    busy = capacity.work / desk if desk else np.inf
    return Shown(aim, busy, busy, holds=busy <= 1.0, hopeless=busy > 1.0)


def _work(load: Workload, inputs: Inputs) -> float:
    """Hours a week, by the fastest of its teams."""
    factor = min(float(load.by_tier @ inputs.teams[team].handle_time_factors) for team in load.teams)
    total = float(load.by_tier.sum())
    share = min((promise.share for promise in promises(load, inputs)), default=0.0) if load.live else 1.0
    return share * float(load.seconds.sum()) / HOUR * (factor / total if total else 1.0)
