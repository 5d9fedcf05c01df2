"""Plain weeks, without holidays, in quarter-hours: when hours are open, when shifts work, when customers ask."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar, WeeklyHours, merge_intervals, shift_occurrences
from planner.calendar.shifts import candidate_days
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Shift
from planner.scenario.times import DAY_NAMES, format_time
from planner.units import DAY, HOUR, WEEK
from simulation.opening import OpenHours

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

QUARTER = 900.0
QUARTERS_OF_DAY = int(DAY / QUARTER)
LONGEST = 26  # weeks that are looked at, for shifts on single dates
SPANS_SHOWN = 8


class PlainWeeks:
    """The weeks of a scenario as a grid of quarter-hours from its start, holidays left out."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.count = min(scenario.weeks, LONGEST)
        # no dates at all are holidays: a plain week is wanted
        self.calendar = Calendar(scenario.time_zone, scenario.start, self.count, ())
        quarters = np.arange(round(self.count * WEEK / QUARTER), dtype=np.float64)
        self.times: FloatArray = np.asarray(quarters * QUARTER + QUARTER / 2, dtype=np.float64)
        self._open: dict[str, FlagArray] = {}

    def weekly(self, name: str) -> WeeklyHours:
        """Opening hours of that name in a plain week."""
        hours = self._scenario.hours[name]
        return WeeklyHours(hours.weekly_spans, hours.holidays, hours.time_zone or self._scenario.time_zone)

    def open(self, name: str) -> FlagArray:
        """In which quarter-hours the hours of that name are open."""
        if name not in self._open:
            intervals = self.calendar.open_hours(self.weekly(name), -WEEK, (self.count + 1) * WEEK)
            self._open[name] = intervals.is_open(self.times)
        return self._open[name]

    def on_holiday(self, name: str) -> FlagArray:
        """In which quarter-hours of plain opening a holiday of the plan closes the hours of that name."""
        calendar = Calendar(self.calendar.time_zone, self.calendar.start, self.count, self._scenario.holidays)
        intervals = calendar.open_hours(self.weekly(name), -WEEK, (self.count + 1) * WEEK)
        return np.asarray(self.open(name) & ~intervals.is_open(self.times))

    def on_duty(self, team: str, shift: Shift) -> FlagArray:
        """In which quarter-hours a shift of a team works, whatever its number of agents."""
        zone = self._scenario.teams[team].time_zone
        begin, end = -WEEK, (self.count + 1) * WEEK
        days = candidate_days(self.calendar, shift.days, shift.dates, begin, end, zone)
        happens = shift_occurrences(self.calendar, days, shift.span, begin, end, zone)
        starts, ends = merge_intervals(happens.starts, happens.ends)
        return OpenHours(starts, ends).is_open(self.times)

    def staffed(self, teams: frozenset[str]) -> FlagArray:
        """In which quarter-hours any of the teams has somebody on a shift."""
        duty = np.zeros(len(self.times), dtype=np.bool_)
        for team in teams:
            for shift in self._scenario.teams[team].shifts.values():
                if shift.agents:
                    duty |= self.on_duty(team, shift)
        return duty

    def hours_a_week(self, flags: FlagArray) -> float:
        """Hours a week in which the flags hold."""
        return float(flags.sum()) * QUARTER / HOUR / self.count

    def asking(self, profile: str | None, zones: dict[str, float]) -> FloatArray:
        """Share of a segment's questions that falls in each quarter-hour; sums to 1."""
        shares = zones or {self._scenario.time_zone: 1.0}
        week = None if profile is None else np.array(self._scenario.profiles[profile].week, dtype=np.float64).ravel()
        weights = np.zeros(len(self.times))
        for zone, share in shares.items():
            hours = self.calendar.hour_of_week(self.times, zone)
            weights += share * (np.ones(len(self.times)) if week is None else week[hours] / week.sum())
        total = weights.sum()
        return weights / total if total > 0 else weights

    def describe(self, flags: FlagArray) -> str:
        """When the flags hold in any of the weeks, on the plan's clock: "mon-fri 18:00-02:00; sat 10:00-12:00"."""
        local = self.calendar.local(self.times)
        slots = (np.floor_divide(local, QUARTER).astype(np.int64) + 3 * QUARTERS_OF_DAY) % (7 * QUARTERS_OF_DAY)
        week = np.zeros(7 * QUARTERS_OF_DAY, dtype=np.bool_)
        week[slots[flags]] = True
        by_span: dict[str, list[int]] = {}
        for day in range(7):
            for span in _spans(week[day * QUARTERS_OF_DAY : (day + 1) * QUARTERS_OF_DAY]):
                by_span.setdefault(span, []).append(day)
        shown = [f"{_days(days)} {span}" for span, days in by_span.items()]
        return "; ".join(shown[:SPANS_SHOWN]) + ("; …" if len(shown) > SPANS_SHOWN else "")


def _spans(day: FlagArray) -> list[str]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], day.astype(np.int8), [0]))))
    return [
        f"{format_time(begin * QUARTER)}-{format_time(end * QUARTER)}"
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _days(days: list[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]}-{DAY_NAMES[days[-1]]}"
    return ", ".join(DAY_NAMES[day] for day in days)
