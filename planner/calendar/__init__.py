"""Wall clock and elapsed seconds: time zones, holidays, opening hours and shifts.

The only place that converts between local times and the seconds that the simulation counts.
"""

from planner.calendar.calendar import Calendar
from planner.calendar.intervals import merge_intervals, split_at
from planner.calendar.opening import Span, WeeklyHours
from planner.calendar.public_holidays import HolidaySource, holiday_ordinals
from planner.calendar.shifts import Occurrences, candidate_days, shift_occurrences
from planner.calendar.zones import Zone

__all__ = [
    "Calendar",
    "HolidaySource",
    "Occurrences",
    "Span",
    "WeeklyHours",
    "Zone",
    "candidate_days",
    "holiday_ordinals",
    "merge_intervals",
    "shift_occurrences",
    "split_at",
]
