"""Occurrences of a shift: its wall-clock span on its days, as elapsed seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.calendar.calendar import Calendar
from planner.calendar.opening import Span
from planner.calendar.zones import weekdays_of

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """When a shift happens: starts and ends in elapsed seconds, and the ordinals of the dates it begins on."""

    starts: FloatArray
    ends: FloatArray
    ordinals: IntArray


def candidate_days(
    calendar: Calendar,
    weekdays: Sequence[int] | None,
    dates: Sequence[date] | None,
    begin: float,
    end: float,
    time_zone: str | None = None,
) -> IntArray:
    """Ordinals of the dates of a shift that can touch a stretch: by weekday (Monday = 0), by dates, or both."""
    days = calendar.days_between(begin, end, time_zone)
    chosen = np.isin(weekdays_of(days), np.array(weekdays or (), dtype=np.int64))
    named = np.isin(days, np.array([day.toordinal() for day in dates or ()], dtype=np.int64))
    return days[chosen | named]


def shift_occurrences(
    calendar: Calendar, days: IntArray, span: Span, begin: float, end: float, time_zone: str | None = None
) -> Occurrences:
    """The span on each of the days, as far as it reaches into ``begin`` to ``end``.

    A span over a clock change is as long as time really passes; one that a clock change swallows does not happen.
    """
    starts = calendar.seconds(days, span[0], time_zone)
    ends = calendar.seconds(days, span[1], time_zone)
    kept = (ends > starts) & (ends > begin) & (starts < end)
    return Occurrences(starts[kept], ends[kept], days[kept])
