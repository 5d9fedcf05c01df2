"""Numbers as people type them: local and plain, per cent, durations and ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.units import Duration

numbers = pytest.importorskip("ui.values.numbers", reason="the window's libraries are not installed")

ENGLISH = numbers.Separators(".", ",")
GERMAN = numbers.Separators(",", ".")
FRENCH = numbers.Separators(",", "\u202f")
LOCALS = [ENGLISH, GERMAN, FRENCH]


@pytest.mark.parametrize("separators", LOCALS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234\u202f567", 1234567),
        ("1'234.5", 1234.5),
        ("1234.5", 1234.5),
        ("0,85", 0.85),
        ("0.125", 0.125),
        (".5", 0.5),
        ("−3", -3),
        ("+7", 7),
        ("1.234.567", 1234567),
        ("1e3", 1000),
        ("1234,567", 1234.567),
        ("9223372036854775807", 9223372036854775807.0),
    ],
)
def test_that_local_and_plain_numbers_are_read_alike_everywhere(text: str, value: float, separators: object) -> None:
    assert numbers.parse_number(text, separators) == value


@pytest.mark.parametrize(("separators", "value"), [(ENGLISH, 1234), (GERMAN, 1.234), (FRENCH, 1.234)])
def test_that_a_comma_before_three_digits_means_what_it_means_locally(separators: object, value: float) -> None:
    assert numbers.parse_number("1,234", separators) == value


@pytest.mark.parametrize(
    "text", ["", "abc", "=x", "1 2", "1,2,3", "1.23.456", "12 34", "1,234,5", "--1", "1-2", "nan", "12x"]
)
def test_that_other_texts_are_no_numbers(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        numbers.parse_number(text, ENGLISH)


@pytest.mark.parametrize(
    ("text", "value"),
    [("85 %", 0.85), ("85%", 0.85), ("85", 0.85), ("0,85", 0.85), ("12,5 %", 0.125), ("1", 0.01), ("0.5 %", 0.005)],
)
def test_that_shares_are_read_as_spreadsheets_read_them(text: str, value: float) -> None:
    assert numbers.parse_share(text, GERMAN) == value


def test_that_plain_shares_of_a_pasted_block_stay_shares() -> None:
    assert numbers.parse_share("1", ENGLISH, plain=True) == 1
    assert numbers.parse_share("1 %", ENGLISH, plain=True) == 0.01


@pytest.mark.parametrize(
    ("text", "plan_text"),
    [
        ("90 s", "90 s"),
        ("1.5 h", "1.5 h"),
        ("1,5 h", "1.5 h"),
        ("1:30", "1 h 30 min"),
        ("0:00:45", "45 s"),
        ("1h30min", "1 h 30 min"),
        ("0", "0 s"),
        ("2 d", "2 d"),
    ],
)
def test_that_durations_are_written_as_a_plan_writes_them(text: str, plan_text: str) -> None:
    assert numbers.parse_duration(text, GERMAN) == plan_text


@pytest.mark.parametrize("text", ["90", "h", "1 hour ago", "", "1:75", "-5 min"])
def test_that_other_texts_are_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        numbers.parse_duration(text, ENGLISH)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("5 – 7 – 12", ["5", "7", "12"]),
        ("5 - 7 - 12", ["5", "7", "12"]),
        ("5-7-12", ["5", "7", "12"]),
        ("5 – 7 – 12 min", ["5 min", "7 min", "12 min"]),
        ("5 – 7 – 12 %", ["5 %", "7 %", "12 %"]),
        ("50 s – 2 min – 1 h", ["50 s", "2 min", "1 h"]),
        ("-5", ["-5"]),
        ("7", ["7"]),
    ],
)
def test_that_a_range_has_three_parts_that_share_the_last_unit(text: str, pieces: list[str]) -> None:
    assert [piece.strip() for piece in numbers.range_pieces(text)] == pieces


def test_that_a_range_of_two_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="lowest – likely – highest"):
        numbers.range_pieces("5 – 12")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("7200 s", "2 h"), ("90 s", "90 s"), ("1.5 h", "1,5 h"), ("1 d", "1 d"), ("1 h 30 min", "1 h 30 min")],
)
def test_that_durations_are_shown_in_units_that_people_read(text: str, shown: str) -> None:
    assert numbers.duration_text(text, GERMAN) == shown


@given(
    value=st.floats(-1e11, 1e11) | st.integers(-(10**12), 10**12),
    separators=st.sampled_from(LOCALS),
    grouped=st.booleans(),
)
def test_that_what_is_shown_reads_back_as_the_same_number(value: float, separators: object, grouped: bool) -> None:
    assert numbers.parse_number(numbers.number_text(value, separators, grouped), separators) == value


@given(value=st.floats(0, 1), separators=st.sampled_from(LOCALS))
def test_that_a_share_shown_reads_back_as_the_same_share(value: float, separators: object) -> None:
    assert numbers.parse_share(numbers.share_text(value, separators), separators) == value


@given(seconds=st.integers(0, 10**7))
def test_that_a_duration_shown_reads_back_as_the_same_time(seconds: int) -> None:
    text = f"{seconds} s"
    assert float(Duration.parse(numbers.parse_duration(numbers.duration_text(text, GERMAN), GERMAN))) == seconds
