"""The arithmetic of shifts: snapping, spans past midnight and agents by half-hour."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.times import parse_span
from ui.editors.shifts import DAY, SNAP, ShiftBar, on_shift, snapped

NIGHT = ShiftBar("L1", "night", "fri", 22 * 60, 30 * 60, 2)


def test_that_minutes_snap_to_quarters_of_an_hour() -> None:
    assert [snapped(minutes) for minutes in (6, 8, 22, 23, -8)] == [0, 15, 15, 30, -15]


def test_that_a_night_shift_counts_on_the_next_morning() -> None:
    friday, saturday, sunday = (on_shift([NIGHT], "L1", day) for day in (4, 5, 6))
    assert friday == (0.0,) * 44 + (2.0,) * 4
    assert saturday == (2.0,) * 12 + (0.0,) * 36
    assert not any(sunday)


def test_that_a_part_of_a_half_hour_counts_in_part() -> None:
    agents = on_shift([ShiftBar("L1", "day", "mon", 9 * 60 + 15, 10 * 60, 4)], "L1", 0)
    assert agents[18:20] == (2.0, 4.0)


def test_that_the_night_before_monday_is_sunday() -> None:
    assert on_shift([ShiftBar("L1", "n", "sun", 23 * 60, 25 * 60, 1)], "L1", 0)[:3] == (1.0, 1.0, 0.0)


@given(
    st.integers(0, 95),
    st.integers(1, 95),
    st.sampled_from(("moved", "begun", "ended")),
    st.integers(-200, 200),
)
def test_that_every_edit_leaves_a_span_that_a_plan_can_have(begin: int, length: int, edit: str, steps: int) -> None:
    bar = ShiftBar("L1", "any", "mon", begin * SNAP, (begin + length) * SNAP, 1)
    after = getattr(bar, edit)(steps * SNAP)
    span = parse_span(after.span)
    assert (span.begin, span.end) == (after.begin * 60, after.end * 60)
    assert SNAP <= after.end - after.begin <= DAY
