"""Opening hours as intervals: known answers on two short intervals, and properties on random ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.opening import ALWAYS, OpenHours

# Open from 100 to 200 and from 300 to 450.
TWICE = OpenHours(np.array([100.0, 300.0]), np.array([200.0, 450.0]))
NEVER = OpenHours(np.array([]), np.array([]))

MOMENTS = [0.0, 100.0, 199.0, 200.0, 250.0, 300.0, 449.0, 450.0, 1000.0]


def test_that_an_interval_is_open_from_its_start_to_just_before_its_end() -> None:
    assert TWICE.is_open(MOMENTS).tolist() == [False, True, True, False, False, True, True, False, False]


def test_that_the_next_opening_is_now_where_it_is_open_and_never_after_the_last() -> None:
    expected = [100.0, 100.0, 199.0, 300.0, 300.0, 300.0, 449.0, np.inf, np.inf]
    assert TWICE.next_opening(MOMENTS).tolist() == expected


def test_that_the_closing_belongs_to_the_opening_that_is_or_comes_next() -> None:
    expected = [200.0, 200.0, 200.0, 450.0, 450.0, 450.0, 450.0, np.inf, np.inf]
    assert TWICE.closing_after(MOMENTS).tolist() == expected


def test_that_open_seconds_count_only_while_open() -> None:
    assert TWICE.open_seconds(MOMENTS).tolist() == [0.0, 0.0, 99.0, 100.0, 100.0, 100.0, 249.0, 250.0, 250.0]
    assert TWICE.between(150.0, 310.0) == 60.0


@pytest.mark.parametrize(
    ("moment", "seconds", "expected"),
    [
        (0.0, 30.0, 130.0),
        (150.0, 50.0, 200.0),  # due exactly at closing, not at the next opening
        (150.0, 51.0, 301.0),
        (250.0, 10.0, 310.0),
        (250.0, 0.0, 250.0),  # nothing has to pass: due at once, not in the past
        (100.0, 250.0, 450.0),
        (100.0, 251.0, np.inf),
        (500.0, 1.0, np.inf),
    ],
)
def test_that_a_due_moment_passes_over_closed_time(moment: float, seconds: float, expected: float) -> None:
    assert float(TWICE.after(moment, seconds)) == expected


def test_that_hours_which_never_open_answer_without_failing() -> None:
    assert not NEVER.is_open(5.0)
    assert NEVER.next_opening(5.0) == np.inf
    assert NEVER.closing_after(5.0) == np.inf
    assert NEVER.between(0.0, 1e6) == 0.0
    assert NEVER.after([0.0, 7.0], 1.0).tolist() == [np.inf, np.inf]


def test_that_round_the_clock_open_time_is_calendar_time() -> None:
    moments = np.array([-86400.0, 0.0, 12345.6875])
    assert ALWAYS.is_open(moments).all()
    assert ALWAYS.after(moments, 3600.0).tolist() == (moments + 3600.0).tolist()
    assert ALWAYS.between(moments, moments + 7.5).tolist() == [7.5, 7.5, 7.5]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [([0.0], [0.0]), ([5.0], [1.0]), ([0.0, 10.0], [10.0, 20.0]), ([20.0, 0.0], [30.0, 10.0])],
)
def test_that_empty_touching_or_unsorted_intervals_are_refused(starts: list[float], ends: list[float]) -> None:
    with pytest.raises(ValueError, match="sorted, non-empty and apart"):
        OpenHours(np.array(starts), np.array(ends))


lengths = st.lists(st.integers(1, 1000), min_size=2, max_size=20).filter(lambda values: len(values) % 2 == 0)


@settings(max_examples=60, deadline=None)
@given(lengths, st.integers(0, 5000), st.integers(1, 3000))
def test_that_the_due_moment_is_the_first_by_which_enough_time_was_open(
    steps: list[int], moment: int, seconds: int
) -> None:
    edges = np.cumsum(np.array(steps, dtype=np.float64))
    hours = OpenHours(edges[0::2], edges[1::2])
    due = float(hours.after(moment, seconds))
    if np.isfinite(due):
        assert due > moment
        assert hours.between(moment, due) == seconds
        assert hours.between(moment, due - 1.0) == seconds - 1
    else:
        assert hours.between(moment, edges[-1]) < seconds
