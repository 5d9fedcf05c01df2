from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.units import (
    DAY,
    Duration,
    DurationRange,
    Range,
    WholeRange,
    format_duration,
    format_money,
    format_number,
    format_share,
)


@pytest.mark.parametrize(
    ("text", "seconds", "days"),
    [
        ("20 s", 20, 0),
        ("6 min", 360, 0),
        ("1.5 h", 5400, 0),
        ("2 d", 172800, 2),
        ("1 h 30 min", 5400, 0),
        ("1h30min", 5400, 0),
        (" 0.5 d 6 h ", 64800, 0.5),
        ("3 days", 259200, 3),
    ],
)
def test_that_a_duration_is_read_with_its_days(text: str, seconds: float, days: float) -> None:
    duration = Duration.parse(text)
    assert (float(duration), duration.days, duration.text) == (seconds, days, text)


@pytest.mark.parametrize(
    "text", ["", " ", "20", "min", "-5 min", "1 h -3 min", "1,5 h", "5 parsecs", "1e3 s", "nan s", "١ s"]
)
def test_that_other_texts_are_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        Duration.parse(text)


def test_that_a_duration_of_endless_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="not a duration"):
        Duration.parse("9" * 400 + " d")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (20, "20 s"),
        (59.9999999, "1 min"),
        (90, "1 min 30 s"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (3599.9999999, "1 h"),
        (187200, "2 d 4 h"),
        (-90, "-1 min 30 s"),
    ],
)
def test_that_durations_are_written_with_two_units(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


@given(st.floats(0, 400 * DAY))
def test_that_written_durations_read_back(seconds: float) -> None:
    assert float(Duration.parse(format_duration(seconds))) == pytest.approx(seconds, abs=1e-2)


def test_that_a_duration_without_text_writes_itself() -> None:
    assert Duration(90.0).text == "1 min 30 s"
    assert str(Duration.parse("90 s")) == "90 s"


@pytest.mark.parametrize(
    "value",
    [
        Duration.parse("1 d 2 h"),
        Range(1, 2, 3),
        WholeRange(1, 2, 3),
        DurationRange(Duration.parse("1 min"), Duration.parse("1 d"), Duration.parse("2 d")),
    ],
)
def test_that_copies_keep_everything(value: float) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert type(twin) is type(value)
        assert repr(twin) == repr(value)
        assert twin == value
        assert vars(twin) == vars(value)


def test_that_a_range_counts_with_its_likely_value() -> None:
    assert Range(1, 2, 4) * 2 == 4
    assert (Range(1, 2, 4).low, Range(1, 2, 4).likely, Range(1, 2, 4).high) == (1, 2, 4)
    assert list(range(WholeRange(1, 2, 4))) == [0, 1]


def test_that_numbers_shares_and_money_are_written_plainly() -> None:
    assert [format_number(value) for value in (3.0, 0.25, -0.0, 1 / 3)] == ["3", "0.25", "0", "0.333333"]
    assert format_share(0.125) == "12.5 %"
    assert format_money(12340.4, "EUR") == "12,340 EUR"
