"""The opening hours of a scenario, by their name: in a plain week, and as intervals over the horizon and beyond."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.calendar import Calendar, WeeklyHours, merge_intervals
from planner.scenario.scenario import Scenario
from planner.units import DAY, WEEK, Duration
from simulation.inputs import Horizon
from simulation.opening import OpenHours

# Opening is known this long before and after the horizon, and longer where a target needs it, but never beyond the
# years of the calendar's zones.
REACH = 60 * DAY
LONGEST_REACH = 500 * DAY


def weekly_hours(scenario: Scenario, name: str) -> WeeklyHours:
    """The opening hours of that name in a plain week."""
    hours = scenario.hours[name]
    return WeeklyHours(hours.weekly_spans, hours.holidays, hours.time_zone or scenario.time_zone)


def on_clock_of(hours: WeeklyHours, within: Duration) -> float:
    """Seconds of opening that a duration means: each day written as "1 d" is the mean opening time of a day."""
    return float(within) - within.days * DAY + within.days * hours.day


class OpeningBook:
    """Opening hours of one scenario over its horizon, each compiled once.

    ``open_hours`` reaches past the horizon by 60 days, or by as much as the longest target on these hours needs.
    """

    def __init__(self, scenario: Scenario, calendar: Calendar, horizon: Horizon) -> None:
        self.calendar = calendar
        self.horizon = horizon
        self._scenario = scenario
        self._compiled: dict[str, OpenHours] = {}
        self._longest: dict[str, float] = {}
        for level in scenario.support_levels.values():
            for offer in level.offers.values():
                for target in (offer.answer, offer.reply, offer.resolve):
                    if target is not None:
                        known = self._longest.get(offer.hours, 0.0)
                        self._longest[offer.hours] = max(known, float(target.within))

    def weekly(self, name: str) -> WeeklyHours:
        """The hours of that name in a plain week."""
        return weekly_hours(self._scenario, name)

    def open_hours(self, name: str) -> OpenHours:
        """The hours of that name as intervals."""
        if name not in self._compiled:
            weekly = self.weekly(name)
            reach = self._reach(weekly, self._longest.get(name, 0.0))
            begin, end = self.horizon.begin - REACH, self.horizon.end + reach
            self._compiled[name] = self.calendar.open_hours(weekly, begin, end)
        return self._compiled[name]

    def union(self, names: Iterable[str]) -> OpenHours:
        """When any of the hours of those names is open."""
        hours = [self.open_hours(name) for name in dict.fromkeys(names)]
        starts = np.concatenate([np.zeros(0), *(each.starts for each in hours)])
        ends = np.concatenate([np.zeros(0), *(each.ends for each in hours)])
        return OpenHours(*merge_intervals(starts, ends))

    @staticmethod
    def _reach(weekly: WeeklyHours, longest: float) -> float:
        if not weekly.week:
            return REACH
        # Half as much again, for holidays.
        return min(REACH + 1.5 * longest * WEEK / weekly.week, LONGEST_REACH)
