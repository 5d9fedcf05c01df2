"""Opening hours over real weeks: past midnight, holidays, clock changes, other zones, due moments by hand."""

# ruff: noqa: DTZ001 -- local times without an offset are what is converted here

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from planner.calendar import Calendar, Span, WeeklyHours, merge_intervals, split_at

HOUR = 3600
DAY = 86400.0
WORKDAYS = range(5)


def hours(
    *spans: Span,
    weekdays: range = range(7),
    holidays: tuple[Span, ...] | None = None,
    time_zone: str = "Europe/Belgrade",
) -> WeeklyHours:
    written = tuple((begin * HOUR, end * HOUR) for begin, end in spans)
    by_day = tuple(written if weekday in weekdays else () for weekday in range(7))
    return WeeklyHours(by_day, holidays, time_zone)


OFFICE = hours((9, 17), weekdays=WORKDAYS)
ALWAYS = hours((0, 24))

# 2026-03-02 is a Monday; 2026-03-17 a Tuesday, made a holiday.
PLAIN = Calendar("Europe/Belgrade", date(2026, 3, 2), 3, [date(2026, 3, 17)])


def at(day: int, hour: float = 0.0) -> float:
    """Seconds of an hour of a day of March 2026 before the clock change."""
    return (day - 2) * DAY + hour * HOUR


def test_that_office_hours_open_on_workdays_only() -> None:
    office = PLAIN.open_hours(OFFICE, at(2), at(9))
    assert office.starts.tolist() == [at(day, 9) for day in (2, 3, 4, 5, 6)]
    assert office.ends.tolist() == [at(day, 17) for day in (2, 3, 4, 5, 6)]
    assert OFFICE.day == 8 * HOUR


def test_that_a_span_past_midnight_ends_on_the_next_day() -> None:
    extended = PLAIN.open_hours(hours((7, 26), weekdays=WORKDAYS), at(2), at(9))
    assert extended.starts.tolist() == [at(day, 7) for day in (2, 3, 4, 5, 6)]
    assert extended.ends.tolist() == [at(day, 2) for day in (3, 4, 5, 6, 7)]
    assert extended.is_open([at(2, 1), at(3, 1), at(7, 1), at(7, 3)]).tolist() == [False, True, True, False]
    assert hours((7, 26), weekdays=WORKDAYS).day == 19 * HOUR


def test_that_hours_of_the_day_before_reach_into_the_stretch() -> None:
    extended = PLAIN.open_hours(hours((7, 26)), at(3), at(3, 12))
    assert extended.starts.tolist() == [at(3), at(3, 7)]
    assert extended.ends.tolist() == [at(3, 2), at(3, 12)]


def test_that_round_the_clock_is_one_long_interval_through_holidays_and_clock_changes() -> None:
    calendar = Calendar("Europe/Belgrade", date(2026, 3, 2), 8, "RS")
    always = calendar.open_hours(ALWAYS, -60 * DAY, 120 * DAY)
    assert (always.starts.tolist(), always.ends.tolist()) == ([-60 * DAY], [120 * DAY])
    assert ALWAYS.day == DAY


def test_that_spans_which_touch_across_days_merge() -> None:
    night = PLAIN.open_hours(hours((0, 8), (20, 24)), at(2), at(4))
    assert night.starts.tolist() == [at(2), at(2, 20), at(3, 20)]
    assert night.ends.tolist() == [at(2, 8), at(3, 8), at(4)]
    assert hours((0, 8), (20, 24)).day == 12 * HOUR


def test_that_a_holiday_is_closed_by_default_and_as_told_otherwise() -> None:
    moments = [at(17, 9.5), at(17, 11), at(17, 16), at(18, 9.5)]
    by_default = PLAIN.open_hours(OFFICE, at(16), at(20))
    assert by_default.is_open(moments).tolist() == [False, False, False, True]
    shorter = hours((9, 17), weekdays=WORKDAYS, holidays=((10 * HOUR, 14 * HOUR),))
    assert PLAIN.open_hours(shorter, at(16), at(20)).is_open(moments).tolist() == [False, True, False, True]
    closed = hours((0, 24), holidays=())
    assert PLAIN.open_hours(closed, at(16), at(20)).is_open(moments).tolist() == [False, False, False, True]


def test_that_holiday_hours_do_not_open_a_day_that_is_closed_anyway() -> None:
    sunday = Calendar("Europe/Belgrade", date(2026, 3, 2), 1, [date(2026, 3, 8)])
    shorter = hours((9, 17), weekdays=WORKDAYS, holidays=((10 * HOUR, 14 * HOUR),))
    assert not sunday.open_hours(shorter, at(2), at(9)).is_open(at(8, 11))


def test_that_the_evening_before_a_holiday_ends_as_usual() -> None:
    extended = PLAIN.open_hours(hours((7, 26)), at(16), at(19))
    assert extended.is_open([at(17, 1), at(17, 12), at(18, 1)]).tolist() == [True, False, False]


def test_that_each_hours_follow_the_clock_of_their_own_zone() -> None:
    new_york = PLAIN.open_hours(hours((9, 17), time_zone="America/New_York"), at(6), at(10))
    # six hours behind Belgrade until Saturday 7 March, five from Sunday 8 March on
    assert new_york.starts.tolist() == [at(6, 15), at(7, 15), at(8, 14), at(9, 14)]


def test_that_a_night_over_the_clock_change_is_an_hour_shorter_or_longer() -> None:
    night = hours((22, 30))
    for start, length in ((date(2026, 3, 28), 7 * HOUR), (date(2026, 10, 24), 9 * HOUR)):
        calendar = Calendar("Europe/Belgrade", start, 1)
        opened = calendar.open_hours(night, 12 * HOUR, 36 * HOUR)
        assert (opened.ends - opened.starts).tolist() == [length]


def test_that_the_mean_day_counts_days_that_open() -> None:
    mixed = WeeklyHours((((9 * HOUR, 17 * HOUR),),) * 5 + (((10 * HOUR, 14 * HOUR),), ()), None, "UTC")
    assert mixed.day == pytest.approx((5 * 8 + 4) / 6 * HOUR)
    assert hours((9, 12), (13, 18)).day == 8 * HOUR
    assert hours((8, 12), (11, 15)).day == 7 * HOUR  # overlapping spans count once
    assert hours().day == DAY  # never opens: a day is a calendar day


def test_that_hours_that_never_open_give_no_interval() -> None:
    assert len(PLAIN.open_hours(hours(), at(2), at(9)).starts) == 0


@pytest.mark.parametrize(
    ("begin", "open_seconds", "due"),
    [
        (at(2, 10), 2 * HOUR, at(2, 12)),
        (at(2, 16), 2 * HOUR, at(3, 10)),
        (at(6, 16), 2 * HOUR, at(9, 10)),  # Friday evening to Monday
        (at(7, 3), 8 * HOUR, at(9, 17)),  # Saturday: the whole of Monday
        (at(16, 16), 2 * HOUR, at(18, 10)),  # over the holiday
        (at(2, 8), 40 * HOUR, at(6, 17)),
        (at(5, 9), 3 * 8 * HOUR, at(9, 17)),  # three open days from Thursday
    ],
)
def test_that_due_moments_in_office_hours_are_those_counted_by_hand(
    begin: float, open_seconds: float, due: float
) -> None:
    office = PLAIN.open_hours(OFFICE, at(2) - 60 * DAY, at(23) + 60 * DAY)
    assert float(office.after(begin, open_seconds)) == due


def test_that_premium_hours_measure_night_weekend_and_holiday() -> None:
    begin, end = -7 * DAY, 28 * DAY
    starts = np.array([at(2, 18), at(7, 22), at(16, 20)])
    ends = np.array([at(3, 2), at(8, 6), at(17, 4)])
    night = PLAIN.daily_hours((22 * HOUR, 30 * HOUR), begin, end)
    assert night.between(starts, ends).tolist() == [4 * HOUR, 8 * HOUR, 6 * HOUR]
    assert PLAIN.weekend_hours(begin, end).between(starts, ends).tolist() == [0.0, 8 * HOUR, 0.0]
    assert PLAIN.holiday_hours(begin, end).between(starts, ends).tolist() == [0.0, 0.0, 4 * HOUR]
    # the same holiday begins five hours later in New York (UTC-4 against UTC+1)
    assert PLAIN.holiday_hours(begin, end, "America/New_York").starts.tolist() == [at(17, 5)]


def test_that_a_day_opens_when_an_opening_begins_on_it() -> None:
    days = np.arange(date(2026, 3, 13).toordinal(), date(2026, 3, 19).toordinal())  # Friday to Wednesday
    holiday = PLAIN.is_holiday(days)
    extended = hours((7, 26), weekdays=WORKDAYS)
    assert extended.opens_on(days, holiday).tolist() == [True, False, False, True, False, True]
    assert ALWAYS.opens_on(days, holiday).all()


def test_that_merging_keeps_the_union() -> None:
    starts, ends = merge_intervals(np.array([5.0, 0.0, 2.0, 9.0, 7.0]), np.array([7.0, 3.0, 2.5, 9.0, 8.0]))
    assert (starts.tolist(), ends.tolist()) == ([0.0, 5.0], [3.0, 8.0])


def test_that_cutting_keeps_rows_and_total_length() -> None:
    cuts = np.array([10.0, 20.0, 30.0])
    begins, ends = np.array([10.0, 12.0, 0.0, 25.0, 40.0]), np.array([20.0, 31.0, 5.0, 25.0, 50.0])
    rows, piece_begins, piece_ends = split_at(cuts, begins, ends)
    assert rows.tolist() == [0, 1, 1, 1, 2, 4]
    assert piece_begins.tolist() == [10.0, 12.0, 20.0, 30.0, 0.0, 40.0]
    assert piece_ends.tolist() == [20.0, 20.0, 30.0, 31.0, 5.0, 50.0]


def test_that_a_local_time_is_found_from_a_date_and_from_seconds_of_the_day() -> None:
    assert PLAIN.seconds_at(datetime(2026, 3, 17, 9, 30)) == at(17, 9.5)
    assert PLAIN.seconds(date(2026, 3, 17).toordinal(), 9.5 * HOUR) == at(17, 9.5)
