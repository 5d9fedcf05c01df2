"""The stretch of time that is simulated, on the grid of UTC quarter-hours."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar
from planner.scenario.scenario import Scenario
from simulation.inputs import QUARTER_HOUR, Horizon

FloatArray = NDArray[np.float64]


def calendar_of(scenario: Scenario) -> Calendar:
    """The calendar of a scenario: its zone, first day, weeks and holidays."""
    return Calendar(scenario.time_zone, scenario.start, scenario.weeks, scenario.holidays)


def compile_horizon(scenario: Scenario, calendar: Calendar) -> Horizon:
    """Warm-up, weeks and cool-down; with a starting backlog there is no warm-up.

    Both ends are moved outwards to full UTC quarter-hours.
    """
    warm_up = 0.0 if scenario.backlog else float(scenario.run.warm_up)
    first = math.floor((calendar.origin - warm_up) / QUARTER_HOUR)
    last = math.ceil((calendar.origin + calendar.weeks_end + float(scenario.run.cool_down)) / QUARTER_HOUR)
    begin, end = first * QUARTER_HOUR - calendar.origin, last * QUARTER_HOUR - calendar.origin
    quarters = np.arange(first, last) * QUARTER_HOUR - calendar.origin
    return Horizon(begin, calendar.weeks_end, end, first, calendar.ordinals(quarters))


def quarter_starts(horizon: Horizon) -> FloatArray:
    """Elapsed seconds at which each quarter-hour of the horizon begins."""
    return horizon.begin + QUARTER_HOUR * np.arange(len(horizon.days), dtype=np.float64)
