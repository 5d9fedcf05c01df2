"""Opening hours of a plain week, and what becomes of them on holidays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.calendar.intervals import merge_intervals
from planner.calendar.zones import weekdays_of
from planner.units import DAY, WEEK

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]

# Begin and end of a span, in seconds after midnight.
Span = tuple[int, int]

WHOLE_DAY: Span = (0, int(DAY))


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Spans of time of day for each weekday (Monday first), in seconds after midnight of the zone's wall clock.

    A span whose end is above 86400 ends on the next day. ``holidays`` holds the spans of a holiday on a day that
    opens anyway; None is the default: closed, but hours round the clock go on as usual.
    """

    spans: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...] | None
    time_zone: str

    @property
    def round_the_clock(self) -> bool:
        """Whether it never closes in a plain week."""
        starts, ends = self._plain_week()
        return len(starts) == 1 and ends[0] - starts[0] >= WEEK

    @property
    def week(self) -> float:
        """Open seconds of a plain week."""
        starts, ends = self._plain_week()
        return float(np.sum(ends - starts))

    @property
    def day(self) -> float:
        """Mean opening time in seconds of a day that opens, over a plain week; 86400 where no day opens."""
        opening = sum(1 for spans in self.spans if spans)
        return self.week / opening if opening else DAY

    def spans_by_day(self, ordinals: IntArray, holiday: FlagArray) -> tuple[IntArray, FloatArray, FloatArray]:
        """Every span that begins on the given days: ordinal of its day, begin and end in local seconds of that day.

        ``ordinals`` are date ordinals in the zone of these hours, ``holiday`` tells which of them are holidays.
        """
        as_usual = ~holiday | (self.holidays is None and self.round_the_clock)
        weekdays = weekdays_of(ordinals)
        rows: list[tuple[IntArray, Span]] = [(ordinals[:0], WHOLE_DAY)]
        for weekday, spans in enumerate(self.spans):
            days = ordinals[weekdays == weekday]
            usual = as_usual[weekdays == weekday]
            rows += [(days[usual], span) for span in spans]
            if spans:
                rows += [(days[~usual], span) for span in self.holidays or ()]
        counts = [len(days) for days, _span in rows]
        return (
            np.concatenate([days for days, _span in rows]),
            np.repeat(np.array([begin for _days, (begin, _end) in rows], dtype=np.float64), counts),
            np.repeat(np.array([end for _days, (_begin, end) in rows], dtype=np.float64), counts),
        )

    def opens_on(self, ordinals: IntArray, holiday: FlagArray) -> FlagArray:
        """Whether an opening begins on each of the days (hours that began the day before do not count)."""
        days, _begins, _ends = self.spans_by_day(ordinals, holiday)
        return np.isin(ordinals, days)

    def _plain_week(self) -> tuple[FloatArray, FloatArray]:
        # Three weeks are laid and the middle one is kept, so that what reaches over Sunday midnight counts once.
        rows = [(day * DAY, span) for day in range(21) for span in self.spans[day % 7]]
        starts = np.array([midnight + begin for midnight, (begin, _end) in rows], dtype=np.float64)
        ends = np.array([midnight + end for midnight, (_begin, end) in rows], dtype=np.float64)
        merged = merge_intervals(starts, ends)
        return merge_intervals(np.clip(merged[0], WEEK, 2 * WEEK), np.clip(merged[1], WEEK, 2 * WEEK))


def every_day(*spans: Span, time_zone: str) -> WeeklyHours:
    """The same hours each day, holidays included."""
    return WeeklyHours(spans=(spans,) * 7, holidays=spans, time_zone=time_zone)


def on_weekdays(weekdays: tuple[int, ...], *spans: Span, time_zone: str) -> WeeklyHours:
    """Hours on some days of the week (Monday = 0), holidays included."""
    return WeeklyHours(
        spans=tuple(spans if weekday in weekdays else () for weekday in range(7)), holidays=spans, time_zone=time_zone
    )
