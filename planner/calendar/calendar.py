"""The calendar of one plan: wall clocks and dates against elapsed seconds since its first local midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.calendar.intervals import merge_intervals, split_at
from planner.calendar.opening import WHOLE_DAY, Span, WeeklyHours, every_day, on_weekdays
from planner.calendar.public_holidays import HolidaySource, holiday_ordinals
from planner.calendar.zones import EPOCH_ORDINAL, Zone, moment_at, ordinals_of, weekdays_of, zone_info, zone_over
from planner.units import DAY, HOUR
from simulation.inputs import QUARTER_HOUR
from simulation.opening import OpenHours

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]

HOURS_OF_WEEK = 168
# Zones and holidays are known this many years before and after the weeks of the plan.
YEARS_AROUND = 4


class Calendar:
    """Converts between elapsed seconds and wall clocks for a plan of ``weeks`` weeks from the date ``start``.

    Elapsed seconds are 0 at local midnight of ``start`` in ``time_zone``, the zone of the plan; negative before.
    Methods take another zone by name where it matters. PlannerError for an unknown zone or holiday code.
    """

    def __init__(self, time_zone: str, start: date, weeks: int, holidays: HolidaySource = None) -> None:
        self.time_zone = time_zone
        self.start = start
        self.weeks = weeks
        self.holidays = holidays
        last = start + timedelta(weeks=weeks)
        self._years = (start.year - YEARS_AROUND, last.year + YEARS_AROUND)
        self.origin = float(self.zone().to_epoch((start.toordinal() - EPOCH_ORDINAL) * DAY))
        self.weeks_end = float(self.seconds(last.toordinal(), 0.0))

    def zone(self, time_zone: str | None = None) -> Zone:
        """The zone of that name, or the plan's."""
        return zone_over(time_zone or self.time_zone, *self._years)

    def seconds(self, ordinals: ArrayLike, seconds_of_day: ArrayLike, time_zone: str | None = None) -> FloatArray:
        """Elapsed seconds of wall-clock times: date ordinals and seconds after midnight (above 86400: later days)."""
        days = np.asarray(ordinals, dtype=np.float64) - EPOCH_ORDINAL
        local = days * DAY + np.asarray(seconds_of_day, dtype=np.float64)
        return self.zone(time_zone).to_epoch(local) - self.origin

    def seconds_at(self, moment: date | datetime, time_zone: str | None = None) -> float:
        """Elapsed seconds of a date (its midnight), of a local time, or of a time with its own offset."""
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return moment.timestamp() - self.origin
        clock = moment.time() if isinstance(moment, datetime) else time()
        of_day = clock.hour * HOUR + clock.minute * 60 + clock.second + clock.microsecond / 1e6
        return float(self.seconds(moment.toordinal(), of_day, time_zone))

    def wall_clock(self, seconds: float, time_zone: str | None = None) -> datetime:
        """The wall-clock time at an elapsed second, with its offset from UTC."""
        return moment_at(self.origin + seconds, zone_info(time_zone or self.time_zone))

    def local(self, seconds: ArrayLike, time_zone: str | None = None) -> FloatArray:
        """Local seconds since 1970-01-01 00:00 on the wall clock, at elapsed seconds."""
        return self.zone(time_zone).to_local(np.asarray(seconds, dtype=np.float64) + self.origin)

    def ordinals(self, seconds: ArrayLike, time_zone: str | None = None) -> IntArray:
        """Ordinals (``date.toordinal``) of the local dates at elapsed seconds."""
        return ordinals_of(self.local(seconds, time_zone))

    def months(self, seconds: ArrayLike, time_zone: str | None = None) -> IntArray:
        """Months of the local dates at elapsed seconds, January = 0."""
        whole_months = np.floor(self.local(seconds, time_zone)).astype("datetime64[s]").astype("datetime64[M]")
        return whole_months.astype(np.int64) % 12

    def hour_of_week(self, seconds: ArrayLike, time_zone: str | None = None) -> IntArray:
        """Hour of the local week at elapsed seconds: 0 is Monday 00:00 to 01:00, 167 Sunday 23:00 to 24:00."""
        local = self.local(seconds, time_zone)
        hours = np.floor_divide(local % DAY, HOUR).astype(np.int64)
        return weekdays_of(ordinals_of(local)) * 24 + hours

    def hour_of_week_seconds(self) -> FloatArray:
        """How many seconds of the weeks fall in each of the 168 hours of the week (clock changes included)."""
        edges = self._hour_edges(0.0, self.weeks_end)
        cells = self.hour_of_week(edges[:-1])
        return np.bincount(cells, weights=np.diff(edges), minlength=HOURS_OF_WEEK).astype(np.float64)

    def split_by_hour(self, begins: FloatArray, ends: FloatArray) -> tuple[IntArray, FloatArray, FloatArray, IntArray]:
        """Cut intervals at full local hours: row of each piece, its begin, its end and its hour of the week."""
        if not len(begins):
            return np.zeros(0, dtype=np.int64), begins, ends, np.zeros(0, dtype=np.int64)
        cuts = self._hour_edges(float(np.min(begins)), float(np.max(ends)))[1:-1]
        rows, piece_begins, piece_ends = split_at(cuts, begins, ends)
        return rows, piece_begins, piece_ends, self.hour_of_week(piece_begins)

    def is_holiday(self, ordinals: IntArray, holidays: HolidaySource = None) -> FlagArray:
        """Which dates are holidays of the plan, or of another source of holidays."""
        source = self.holidays if holidays is None else holidays
        return np.isin(ordinals, holiday_ordinals(source, *self._years))

    def open_hours(self, hours: WeeklyHours, begin: float, end: float) -> OpenHours:
        """The intervals between two elapsed seconds in which it is open; those that touch are one."""
        days = self.days_between(begin, end, hours.time_zone)
        ordinals, span_begins, span_ends = hours.spans_by_day(days, self.is_holiday(days))
        starts, ends = merge_intervals(
            self.seconds(ordinals, span_begins, hours.time_zone), self.seconds(ordinals, span_ends, hours.time_zone)
        )
        starts, ends = merge_intervals(np.clip(starts, begin, end), np.clip(ends, begin, end))
        return OpenHours(starts, ends)

    def days_between(self, begin: float, end: float, time_zone: str | None = None) -> IntArray:
        """Ordinals of the local dates whose spans can touch the stretch: one day earlier for spans past midnight."""
        first, last = self.ordinals(np.array([begin, end]), time_zone)
        return np.arange(first - 1, last + 1, dtype=np.int64)

    def daily_hours(self, span: Span, begin: float, end: float, time_zone: str | None = None) -> OpenHours:
        """The same span of each day (such as the night) over a stretch, in a zone; for premiums on wages."""
        return self.open_hours(every_day(span, time_zone=time_zone or self.time_zone), begin, end)

    def weekend_hours(self, begin: float, end: float, time_zone: str | None = None) -> OpenHours:
        """Saturdays and Sundays over a stretch, in a zone."""
        return self.open_hours(on_weekdays((5, 6), WHOLE_DAY, time_zone=time_zone or self.time_zone), begin, end)

    def holiday_hours(self, begin: float, end: float, time_zone: str | None = None) -> OpenHours:
        """The plan's holidays over a stretch, from midnight to midnight in a zone."""
        days = self.days_between(begin, end, time_zone)
        days = days[self.is_holiday(days)]
        starts, ends = merge_intervals(self.seconds(days, 0, time_zone), self.seconds(days, DAY, time_zone))
        return OpenHours(*merge_intervals(np.clip(starts, begin, end), np.clip(ends, begin, end)))

    def _hour_edges(self, begin: float, end: float) -> FloatArray:
        # Zones differ from UTC by whole quarter-hours, so every full local hour is one of these moments.
        first, last = np.floor((self.origin + begin) / QUARTER_HOUR) + 1, np.ceil((self.origin + end) / QUARTER_HOUR)
        quarters = np.arange(first, last) * QUARTER_HOUR - self.origin
        cells = self.hour_of_week(np.concatenate(([begin], quarters)))
        return np.concatenate(([begin], quarters[cells[1:] != cells[:-1]], [end]))
