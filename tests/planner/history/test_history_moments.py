from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from planner.history.moments import read_lengths, read_moments, read_times_of_day


def texts(*values: str) -> np.ndarray:
    return np.array(values, dtype=object)


def epoch(*moment: int) -> float:
    return dt.datetime(*moment, tzinfo=dt.UTC).timestamp()


@pytest.mark.parametrize(
    ("text", "form", "moment"),
    [
        ("2026-03-14", "Y-M-D", (2026, 3, 14)),
        ("2026-03-14T09:05:30", "Y-M-D", (2026, 3, 14, 9, 5, 30)),
        ("2012/10/09 14:50:17.000", "Y-M-D", (2012, 10, 9, 14, 50, 17)),
        ("29/2/2016 01:16", "D/M/Y", (2016, 2, 29, 1, 16)),
        ("14.03.2026 9:05", "D/M/Y", (2026, 3, 14, 9, 5)),
        ("03/14/2026 12:20:09 AM", "M/D/Y", (2026, 3, 14, 0, 20, 9)),
        ("03/14/2026 12:20 p.m.", "M/D/Y", (2026, 3, 14, 12, 20)),
        ("20260314", "YYYYMMDD", (2026, 3, 14)),
        ("990131", "YYMMDD", (1999, 1, 31)),
        ("14 Mar 2026 08:00", "D Mon Y", (2026, 3, 14, 8)),
        ("March 14, 2026", "Mon D Y", (2026, 3, 14)),
    ],
)
def test_that_usual_dates_are_read(text: str, form: str, moment: tuple[int, ...]) -> None:
    moments = read_moments(texts(text, ""))
    assert moments is not None
    assert moments.form == form
    assert moments.seconds[0] == epoch(*moment)
    assert np.isnan(moments.seconds[1])
    assert (moments.unread, bool(moments.with_offset[0])) == (0, False)


@pytest.mark.parametrize("text", ["2026-03-14T10:00:00Z", "2026-03-14 12:00:00+02:00", "2026-03-14 04:30-0530"])
def test_that_an_offset_makes_a_moment_universal(text: str) -> None:
    moments = read_moments(texts(text))
    assert moments is not None
    assert moments.with_offset[0]
    assert moments.seconds[0] == epoch(2026, 3, 14, 10)


def test_that_seconds_since_1970_are_read() -> None:
    moments = read_moments(texts("1773482400", "1773482400000"))
    assert moments is not None
    assert moments.seconds.tolist() == [1773482400.0, 1773482400.0]


def test_that_one_date_decides_the_order_of_day_and_month_for_all() -> None:
    moments = read_moments(texts("3/4/2026", "13/4/2026"))
    assert moments is not None
    assert (moments.form, moments.doubt) == ("D/M/Y", "")
    assert moments.seconds[0] == epoch(2026, 4, 3)


def test_that_an_ambiguous_order_takes_the_shorter_time_and_says_so() -> None:
    moments = read_moments(texts("4/1/2026", "4/2/2026", "4/12/2026"))
    assert moments is not None
    assert moments.form == "M/D/Y"
    assert "could be M/D/Y or D/M/Y" in moments.doubt


def test_that_the_user_decides_an_ambiguous_order() -> None:
    moments = read_moments(texts("4/1/2026", "4/2/2026"), "dmy")
    assert moments is not None
    assert (moments.form, moments.doubt) == ("D/M/Y", "")


def test_that_impossible_and_placeholder_dates_count_as_unread() -> None:
    moments = read_moments(texts("2026-03-14", "2026-02-30", "0001-01-01", "soon", "2026-03-15", "2026-03-14 25:61"))
    assert moments is not None
    assert moments.unread == 4


def test_that_texts_without_dates_are_no_moments() -> None:
    assert read_moments(texts("Phone", "Email")) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:00:31", 31), ("9:05", 32700), ("24:10:00", 87000), ("9:05 PM", 75900), ("0905", 32700), ("noon", np.nan)],
)
def test_that_times_of_day_are_read(text: str, seconds: float) -> None:
    np.testing.assert_equal(read_times_of_day(texts(text))[0], float(seconds))


@pytest.mark.parametrize(
    ("text", "seconds"), [("125", 125), ("2:05", 125), ("0:02:05", 125), ("-5", -5), ("x", np.nan)]
)
def test_that_lengths_are_read(text: str, seconds: float) -> None:
    np.testing.assert_equal(read_lengths(texts(text))[0], float(seconds))
