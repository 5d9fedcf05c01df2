"""Why no staffing can show an aim: the hours without a shift, the limits of shifts, or the work itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.staffing.aims import Aim, Shown
from planner.staffing.search import Search
from planner.staffing.trials import Trial

_MOST = 0.5  # of the misses fall into hours without a shift: then these are the reason


class Reason(StrEnum):
    """What stands in the way."""

    LIMITS = "limits"  # with more people than max_agents allows it would hold
    HOURS = "hours"  # most of what misses it comes when no shift of the teams that serve it is there
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
    found = []
    for shown in failed.failing:
        limits = without_limits is not None and shown.aim not in {each.aim for each in without_limits.failing}
        if limits:
            found.append(Obstacle(shown, Reason.LIMITS, shifts=_limited(search)))
            continue
        hours = _uncovered(shown.aim, failed, search)
        found.append(Obstacle(shown, Reason.HOURS, hours=hours) if hours else Obstacle(shown, Reason.WORK))
    return tuple(found)


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
    """The hours of the week of most misses, if no shift is there then; empty when that is not the reason."""
    if aim not in failed.misses:
        return ()
    misses = failed.misses[aim]
    teams = search.demand.teams_for(aim)
    present = np.zeros(168)
    for slot in search.slots:
        if slot.team in teams:
            np.add.at(present, search.demand.hours, slot.presence)
    alone = present == 0.0
    if misses[alone].sum() <= _MOST * misses.sum():
        return ()
    hours: list[int] = np.flatnonzero(alone & (misses > 0.0)).tolist()
    return tuple(hours)
