"""When an hour of work costs more: nights, weekends and holidays in each team's own zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar
from planner.scenario import Scenario
from simulation.columns import IntArray
from simulation.opening import OpenHours

FloatArray = NDArray[np.float64]

PremiumKind = Literal["night", "weekend", "holiday"]


@dataclass(frozen=True, slots=True)
class PremiumHours:
    """The nights, weekends and holidays within the weeks, one calendar of each for every team."""

    night: tuple[OpenHours, ...]
    weekend: tuple[OpenHours, ...]
    holiday: tuple[OpenHours, ...]

    def seconds(self, kind: PremiumKind, team: IntArray, begins: FloatArray, ends: FloatArray) -> FloatArray:
        """The seconds of stretches of a team's time that fall in its nights, weekends or holidays."""
        calendars: tuple[OpenHours, ...] = getattr(self, kind)
        seconds = np.zeros(len(begins))
        for number, hours in enumerate(calendars):
            rows = np.flatnonzero(team == number)
            seconds[rows] = hours.between(begins[rows], ends[rows])
        return seconds


def premium_hours(scenario: Scenario, teams: tuple[str, ...], calendar: Calendar) -> PremiumHours:
    """The hours that cost more for each of the teams."""
    zones = [scenario.teams[team].time_zone for team in teams]
    end = calendar.weeks_end
    night = scenario.costs.night
    return PremiumHours(
        night=tuple(NEVER if night is None else calendar.daily_hours(night.span, 0.0, end, zone) for zone in zones),
        weekend=tuple(calendar.weekend_hours(0.0, end, zone) for zone in zones),
        holiday=tuple(calendar.holiday_hours(0.0, end, zone) for zone in zones),
    )


NEVER = OpenHours(np.zeros(0), np.zeros(0))
