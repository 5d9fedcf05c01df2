"""Why no staffing can show an aim: the hours without a shift, the limits of shifts, or the work itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.staffing.aims import Aim, Shown
from planner.staffing.search import Search
from planner.staffing.trials import Trial


class Reason(StrEnum):
    """What stands in the way."""

    LIMITS = "limits"  # with more people than max_agents allows it would hold
    HOURS = "hours"  # when a shift of the teams that serve it is there it is reached, but customers come at other hours
    WORK = "work"  # even with people in plenty the work itself takes too long


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An aim that no staffing shows: what people in plenty reach, why not more, and the hours of the week meant."""

    shown: Shown
    reason: Reason
    shifts: tuple[str, ...] = ()  # whose limits are too low
    hours: tuple[int, ...] = ()  # of the week, without a shift


def obstacles(failed: Trial, search: Search) -> tuple[Obstacle, ...]:
    """The obstacles of the aims that a staffing with people in plenty did not show."""
    without_limits = _without_limits(failed, search)
    freed = failed if without_limits is None else without_limits
    left = {shown.aim for shown in freed.failing}
    limits = (shown for shown in failed.failing if shown.aim not in left)
    return (
        *(Obstacle(shown, Reason.LIMITS, shifts=_limited(search)) for shown in limits),
        *(_beyond_limits(shown, freed, search) for shown in freed.failing),
    )


def _beyond_limits(shown: Shown, freed: Trial, search: Search) -> Obstacle:
    hours = _uncovered(shown.aim, freed, search)
    return Obstacle(shown, Reason.HOURS, hours=hours) if hours else Obstacle(shown, Reason.WORK)


def _limited(search: Search) -> tuple[str, ...]:
    return tuple(f"teams.{slot.team}.shifts.{slot.shift}" for slot in search.slots if slot.high is not None)


def _without_limits(failed: Trial, search: Search) -> Trial | None:
    """The trial with people in plenty on the shifts that have a limit too; None where there is none."""
    if not _limited(search):
        return None
    plenty = tuple(
        max(agents, search.demand.plenty(slot.team)) for slot, agents in zip(search.slots, failed.staff, strict=True)
    )
    return replace(search.trials, slots=[replace(slot, high=None) for slot in search.slots]).of(plenty)


def _uncovered(aim: Aim, failed: Trial, search: Search) -> tuple[int, ...]:
    """The hours of the week without a shift, if nothing else keeps the aim from being reached; else empty."""
    if aim not in failed.misses:
        return ()
    misses, asked = failed.misses[aim], failed.asked[aim]
    teams = search.demand.teams_for(aim)
    present = np.zeros(168)
    for slot in search.slots:
        if slot.team in teams:
            np.add.at(present, search.demand.hours, slot.presence)
    alone = present == 0.0
    if misses[~alone].sum() > (1.0 - aim.share) * asked[~alone].sum():
        return ()
    hours: list[int] = np.flatnonzero(alone & (misses > 0.0)).tolist()
    return tuple(hours)
