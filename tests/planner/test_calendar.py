"""Wall clock against elapsed seconds: known clock changes, and agreement with the standard library.

Clock changes used: Europe/Belgrade 2026-03-29 02:00 -> 03:00 and 2026-10-25 03:00 -> 02:00; America/New_York 2026-03-08
02:00 -> 03:00 and 2026-11-01 02:00 -> 01:00 (IANA time zone database).
"""

# ruff: noqa: DTZ001 -- local times without an offset are what is converted here

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calendar import Calendar, Zone
from planner.errors import PlannerError

HOUR = 3600
DAY = 86400.0
MARCH = Calendar("Europe/Belgrade", date(2026, 3, 23), 2)
OCTOBER = Calendar("Europe/Belgrade", date(2026, 10, 19), 2)


def test_that_zero_is_local_midnight_of_the_first_day() -> None:
    assert datetime(2026, 3, 22, 23, 0, tzinfo=UTC).timestamp() == MARCH.origin  # Belgrade is at UTC+1 in winter
    assert MARCH.seconds_at(date(2026, 3, 23)) == 0.0
    assert MARCH.seconds_at(date(2026, 3, 22)) == -DAY


def test_that_plans_may_begin_with_the_epoch() -> None:
    assert Calendar("America/New_York", date(1970, 1, 5), 1).origin == 4 * DAY + 5 * HOUR
    assert Calendar("UTC", date(1970, 1, 1), 1).wall_clock(-DAY).isoformat() == "1969-12-31T00:00:00+00:00"


def test_that_weeks_with_a_clock_change_are_an_hour_shorter_or_longer() -> None:
    assert MARCH.weeks_end == 14 * DAY - HOUR
    assert OCTOBER.weeks_end == 14 * DAY + HOUR
    assert Calendar("UTC", date(2026, 3, 23), 2).weeks_end == 14 * DAY


@pytest.mark.parametrize(
    ("moment", "seconds_into_the_day"),
    [
        (datetime(2026, 3, 29, 1, 59), 2 * HOUR - 60),
        (datetime(2026, 3, 29, 2, 0), 2 * HOUR),  # does not exist: forward by the gap, 03:00
        (datetime(2026, 3, 29, 2, 30), 2.5 * HOUR),  # 03:30
        (datetime(2026, 3, 29, 3, 0), 2 * HOUR),
        (datetime(2026, 3, 29, 3, 30), 2.5 * HOUR),
        (datetime(2026, 3, 30, 0, 0), 23 * HOUR),
    ],
)
def test_that_skipped_local_times_move_forward_by_the_gap(moment: datetime, seconds_into_the_day: float) -> None:
    assert MARCH.seconds_at(moment) == 6 * DAY + seconds_into_the_day


@pytest.mark.parametrize(
    ("moment", "seconds_into_the_day"),
    [
        (datetime(2026, 10, 25, 1, 59), 2 * HOUR - 60),
        (datetime(2026, 10, 25, 2, 30), 2.5 * HOUR),  # happens twice: the first
        (datetime(2026, 10, 25, 3, 0), 4 * HOUR),
        (datetime(2026, 10, 26, 0, 0), 25 * HOUR),
    ],
)
def test_that_doubled_local_times_take_the_first(moment: datetime, seconds_into_the_day: float) -> None:
    assert OCTOBER.seconds_at(moment) == 6 * DAY + seconds_into_the_day


def test_that_a_time_with_its_own_offset_needs_no_zone() -> None:
    assert MARCH.seconds_at(datetime(2026, 3, 23, 0, 30, tzinfo=UTC)) == 1.5 * HOUR


def test_that_another_zone_is_read_on_its_own_clock() -> None:
    # midnight in New York (UTC-4 since 8 March) is 04:00 UTC, five hours after midnight in Belgrade (UTC+1)
    assert MARCH.seconds_at(date(2026, 3, 23), "America/New_York") == 5 * HOUR
    # for that one week the distance is six hours again
    assert MARCH.seconds_at(date(2026, 3, 31), "America/New_York") == MARCH.seconds_at(date(2026, 3, 31)) + 6 * HOUR


def test_that_the_wall_clock_shows_the_local_time_with_its_offset() -> None:
    shown = MARCH.wall_clock(6 * DAY + 2.5 * HOUR)
    assert shown.isoformat() == "2026-03-29T03:30:00+02:00"
    assert OCTOBER.wall_clock(6 * DAY + 3.5 * HOUR).isoformat() == "2026-10-25T02:30:00+01:00"


def test_that_the_hour_of_week_follows_the_wall_clock_over_a_clock_change() -> None:
    sunday = 6 * DAY
    hours = [sunday + hour * HOUR for hour in (0, 1, 2, 3)]
    assert MARCH.hour_of_week([0.0, *hours]).tolist() == [0, 144, 145, 147, 148]
    assert OCTOBER.hour_of_week([0.0, *hours]).tolist() == [0, 144, 145, 146, 146]
    assert MARCH.hour_of_week([-1.0]).tolist() == [167]


def test_that_hours_of_the_week_last_as_often_as_they_happen() -> None:
    march, october = MARCH.hour_of_week_seconds(), OCTOBER.hour_of_week_seconds()
    assert march.shape == (168,)
    assert march.sum() == MARCH.weeks_end
    assert (march[146], october[146]) == (1 * HOUR, 3 * HOUR)  # Sunday 02:00 to 03:00
    for cells in (march, october):
        assert set(np.delete(cells, 146)) == {2 * HOUR}


def test_that_intervals_are_cut_at_full_local_hours() -> None:
    begins, ends = np.array([1800.0, 100.0, 6 * DAY + 1.5 * HOUR]), np.array([2.5 * HOUR, 100.0, 6 * DAY + 2.5 * HOUR])
    rows, starts, stops, cells = MARCH.split_by_hour(begins, ends)
    assert rows.tolist() == [0, 0, 0, 2, 2]
    assert (stops - starts).tolist() == [1800.0, 3600.0, 1800.0, 1800.0, 1800.0]
    assert cells.tolist() == [0, 1, 2, 145, 147]  # the last crosses the skipped hour


def test_that_cutting_nothing_gives_nothing() -> None:
    assert [len(column) for column in MARCH.split_by_hour(np.array([]), np.array([]))] == [0, 0, 0, 0]


def test_that_half_hour_zones_are_cut_at_their_own_full_hours() -> None:
    calendar = Calendar("Asia/Kolkata", date(2026, 3, 2), 1)
    _rows, starts, _stops, cells = calendar.split_by_hour(np.array([0.0]), np.array([2.0 * HOUR]))
    assert (starts.tolist(), cells.tolist()) == ([0.0, HOUR], [0, 1])
    assert set(calendar.hour_of_week_seconds()) == {HOUR}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        ["Europe/Belgrade", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "UTC"]
    ),
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),
)
def test_that_zones_agree_with_the_standard_library(name: str, moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    zone = Zone(name, 2024, 2028)
    local = (moment - datetime(1970, 1, 1)) / timedelta(seconds=1)
    # fold 0 means the offset from before a change: skipped times forward, doubled ones the first
    assert zone.to_epoch(local) == moment.replace(tzinfo=ZoneInfo(name)).timestamp()
    aware = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(name))
    shown = (aware.replace(tzinfo=None) - datetime(1970, 1, 1)) / timedelta(seconds=1)
    assert zone.to_local(moment.replace(tzinfo=UTC).timestamp()) == shown


@pytest.mark.parametrize("name", ["Europe/Belgrad", "Mars/Olympus", "../etc/passwd", "Europe", ""])
def test_that_an_unknown_zone_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(PlannerError, match="is not a time zone") as caught:
        Calendar(name or " ", date(2026, 3, 2), 1)
    if name == "Europe/Belgrad":
        assert "Europe/Belgrade" in str(caught.value)


def test_that_country_codes_give_their_holidays() -> None:
    serbia = Calendar("Europe/Belgrade", date(2026, 3, 2), 4, "RS")
    # Serbia's law on holidays: 15 and 16 February, Orthodox Good Friday to Easter Monday (10 to 13 April 2026), 1 May
    days = [date(2026, 2, 16), date(2026, 4, 10), date(2026, 4, 13), date(2026, 5, 1), date(2026, 3, 17)]
    ordinals = np.array([day.toordinal() for day in days])
    assert serbia.is_holiday(ordinals).tolist() == [True, True, True, True, False]
    # Cesar Chavez Day is one of California's own; an empty list of dates means no holidays
    chavez = np.array([date(2026, 3, 31).toordinal()])
    assert serbia.is_holiday(chavez, "US-CA").tolist() == [True]
    assert serbia.is_holiday(chavez, "US-NY").tolist() == [False]
    assert serbia.is_holiday(ordinals, []).tolist() == [False] * 5
    assert serbia.is_holiday(ordinals, [date(2026, 3, 17)]).tolist() == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("RZ", "RS"), ("rs", "RS"), ("US-XX", "US-"), ("Serbia", "dates themselves"), ("RS-XX", "Use “RS”")],
)
def test_that_an_unknown_holiday_code_is_refused_with_the_nearest(code: str, nearest: str) -> None:
    calendar = Calendar("Europe/Belgrade", date(2026, 3, 2), 4, code)
    with pytest.raises(PlannerError, match="No holidays are known") as caught:
        calendar.is_holiday(np.array([1]))
    assert nearest in str(caught.value)
