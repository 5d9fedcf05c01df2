"""Occurrences of shifts: days, dates, past midnight, clock changes, edges of the horizon."""

from __future__ import annotations

from datetime import date

import numpy as np

from planner.calendar import Calendar, candidate_days, shift_occurrences

HOUR = 3600
DAY = 86400.0
NIGHT = (22 * HOUR, 30 * HOUR)
CALENDAR = Calendar("Europe/Belgrade", date(2026, 3, 2), 1)


def test_that_a_shift_happens_on_its_weekdays() -> None:
    days = candidate_days(CALENDAR, [0, 4], None, 0.0, 7 * DAY)
    shift = shift_occurrences(CALENDAR, days, (7 * HOUR, 15 * HOUR), 0.0, 7 * DAY)
    assert shift.starts.tolist() == [7 * HOUR, 4 * DAY + 7 * HOUR]
    assert shift.ends.tolist() == [15 * HOUR, 4 * DAY + 15 * HOUR]
    assert shift.ordinals.tolist() == [date(2026, 3, 2).toordinal(), date(2026, 3, 6).toordinal()]


def test_that_a_shift_happens_on_its_dates() -> None:
    dates = [date(2026, 3, 4), date(2026, 3, 20)]  # the second lies past the horizon
    shift = shift_occurrences(CALENDAR, candidate_days(CALENDAR, None, dates, 0.0, 7 * DAY), NIGHT, 0.0, 7 * DAY)
    assert shift.starts.tolist() == [2 * DAY + 22 * HOUR]


def test_that_a_shift_from_the_evening_before_reaches_into_the_horizon() -> None:
    days = candidate_days(CALENDAR, range(7), None, 0.0, 2 * DAY)
    shift = shift_occurrences(CALENDAR, days, NIGHT, 0.0, 2 * DAY)
    assert shift.starts.tolist() == [-2 * HOUR, 22 * HOUR, DAY + 22 * HOUR]
    assert shift.ordinals[0] == date(2026, 3, 1).toordinal()


def test_that_a_shift_over_a_clock_change_is_as_long_as_time_passes() -> None:
    for start, lengths in ((date(2026, 3, 27), [8, 7, 8]), (date(2026, 10, 23), [8, 9, 8])):
        calendar = Calendar("Europe/Belgrade", start, 1)
        days = np.arange(start.toordinal(), start.toordinal() + 3)
        shift = shift_occurrences(calendar, days, NIGHT, 0.0, 7 * DAY)
        assert ((shift.ends - shift.starts) / HOUR).tolist() == lengths


def test_that_a_shift_follows_the_clock_of_its_own_zone() -> None:
    days = candidate_days(CALENDAR, [0, 6], None, 0.0, 7 * DAY, "America/New_York")
    shift = shift_occurrences(CALENDAR, days, (9 * HOUR, 17 * HOUR), 0.0, 7 * DAY, "America/New_York")
    # New York changes its clock on Sunday 8 March, three weeks before Belgrade
    assert shift.starts.tolist() == [15 * HOUR, 6 * DAY + 14 * HOUR]


def test_that_a_span_swallowed_by_the_clock_change_does_not_happen() -> None:
    calendar = Calendar("Europe/Belgrade", date(2026, 3, 29), 1)
    days = np.array([date(2026, 3, 29).toordinal()])
    assert len(shift_occurrences(calendar, days, (2.5 * HOUR, 3.25 * HOUR), 0.0, DAY).starts) == 0
