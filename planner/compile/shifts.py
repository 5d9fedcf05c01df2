"""Shifts: every occurrence over the horizon, with breaks, absence and time off the queue."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar, WeeklyHours, candidate_days, shift_occurrences
from planner.compile.hours import OpeningBook
from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Shift, Team
from simulation.inputs import BreakInputs, Horizon, ShiftInputs

FlagArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


def compile_shifts(scenario: Scenario, book: OpeningBook, numbering: Numbering) -> tuple[ShiftInputs, ...]:
    """The shifts of all teams, in the order of the plan."""
    compiled = []
    for team_name, team in scenario.teams.items():
        hours = [book.weekly(name) for name in scenario.served_hours(team)]
        for name, shift in team.shifts.items():
            days = working_days(shift, team, hours, book.calendar, book.horizon)
            compiled.append(_shift(team_name, team, name, shift, days, book, numbering))
    return tuple(compiled)


def working_days(shift: Shift, team: Team, hours: list[WeeklyHours], calendar: Calendar, horizon: Horizon) -> IntArray:
    """Ordinals of the dates on which a shift begins that can reach into the horizon.

    On a holiday it is off when none of ``hours`` opens on that day, unless the shift says otherwise or names the date.
    """
    days = candidate_days(calendar, shift.days, shift.dates, horizon.begin, horizon.end, team.time_zone)
    if shift.holidays == "on" or (shift.holidays is None and shift.dates is not None):
        return days
    holiday = calendar.is_holiday(days)
    if shift.holidays == "off":
        return days[~holiday]
    opens = np.zeros(len(days), dtype=np.bool_)
    for each in hours:
        opens |= each.opens_on(days, holiday)
    return days[~holiday | opens]


def _shift(
    team_name: str, team: Team, name: str, shift: Shift, days: IntArray, book: OpeningBook, numbering: Numbering
) -> ShiftInputs:
    horizon = book.horizon
    happens = shift_occurrences(book.calendar, days, shift.span, horizon.begin, horizon.end, team.time_zone)
    return ShiftInputs(
        team=numbering.teams[team_name],
        name=name,
        stream=f"{team.stream or team_name}|{shift.stream or name}",
        agents=int(shift.agents),
        starts=happens.starts,
        ends=happens.ends,
        days=happens.ordinals,
        breaks=tuple(
            BreakInputs(float(rest.after), float(rest.length), shift.break_is_paid(rest), rest.stagger)
            for rest in shift.breaks
        ),
        absence=float(team.absence),
        off_queue=float(team.off_queue),
        off_queue_block=float(team.off_queue_block),
        last_chat_before=float(shift.last_chat_before),
    )
