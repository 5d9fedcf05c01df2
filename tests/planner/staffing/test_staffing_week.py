"""The cyclic week of half-hours: stretches spread over it, and amounts that stand in it."""

from __future__ import annotations

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.staffing.week import INTERVAL, INTERVALS, folded, interval_number, spread, standing, weeks_of
from planner.units import WEEK
from tests.planner.story import small_plan


def filled(values: dict[int, float]) -> np.ndarray:
    week = np.zeros(INTERVALS)
    for place, value in values.items():
        week[place] = value
    return week


def test_that_a_week_has_336_half_hours() -> None:
    assert INTERVALS == 336
    assert INTERVAL * INTERVALS == WEEK


def test_that_a_clock_change_makes_no_part_of_a_week() -> None:
    data = dict(small_plan().data) | {"time_zone": "Europe/Belgrade", "weeks": 4}
    for day in (2, 23):  # without and with the change of 29 March
        start = small_plan().start.replace(day=day)
        assert weeks_of(compile_inputs(small_plan().with_data(data | {"start": start}))) == 4


def test_that_a_moment_lies_in_the_half_hour_that_it_begins() -> None:
    assert interval_number(np.array([0.0, 1799.0, 1800.0, WEEK, -1.0])).tolist() == [0, 0, 1, 336, -1]


def test_that_amounts_of_all_weeks_are_folded_into_one() -> None:
    assert folded(np.array([3, 3 + INTERVALS, 4]), np.array([1.0, 2.0, 4.0])) == pytest.approx(filled({3: 3.0, 4: 4.0}))


def test_that_a_stretch_is_cut_at_half_hours() -> None:
    seconds = spread(np.array([600.0]), np.array([2 * INTERVAL + 60.0]))
    assert seconds == pytest.approx(filled({0: 1200.0, 1: 1800.0, 2: 60.0}))


def test_that_a_stretch_goes_on_at_the_start_of_the_week() -> None:
    seconds = spread(np.array([WEEK - 900.0]), np.array([WEEK + 1900.0]))
    assert seconds == pytest.approx(filled({335: 900.0, 0: 1800.0, 1: 100.0}))


def test_that_stretches_of_different_weeks_add_up() -> None:
    begins = np.array([0.0, WEEK, 2 * WEEK + 100.0])
    assert spread(begins, begins + 50.0) == pytest.approx(filled({0: 150.0}))


def test_that_no_second_is_lost() -> None:
    rng = np.random.default_rng(1)
    begins = rng.uniform(0.0, 3 * WEEK, 200)
    lengths = rng.exponential(6 * 3600.0, 200)
    assert spread(begins, begins + lengths).sum() == pytest.approx(lengths.sum())
    assert (spread(begins, begins) == 0.0).all()


def test_that_spreading_leaves_its_arguments_alone() -> None:
    begins, ends = np.array([100.0]), np.array([4000.0])
    spread(begins, ends)
    assert (begins.tolist(), ends.tolist()) == ([100.0], [4000.0])


def test_that_an_amount_stands_until_it_goes() -> None:
    levels = standing(np.array([5]), np.array([8]), np.array([2.0]))
    assert levels == pytest.approx(filled({5: 2.0, 6: 2.0, 7: 2.0}))


def test_that_an_amount_that_goes_at_once_never_stands() -> None:
    assert not standing(np.array([5, 9]), np.array([5, 7]), np.array([2.0, 1.0])).any()


def test_that_an_amount_stands_across_the_end_of_the_week() -> None:
    levels = standing(np.array([334]), np.array([338]), np.array([1.5]))
    assert levels == pytest.approx(filled(dict.fromkeys((334, 335, 0, 1), 1.5)))


def test_that_an_amount_stands_until_the_very_end_of_the_week() -> None:
    levels = standing(np.array([334]), np.array([336]), np.array([1.0]))
    assert levels == pytest.approx(filled({334: 1.0, 335: 1.0}))


@pytest.mark.parametrize("weeks", [1, 2])
def test_that_an_amount_of_more_than_a_week_stands_more_than_once(weeks: int) -> None:
    levels = standing(np.array([335]), np.array([335 + weeks * INTERVALS + 3]), np.array([1.0]))
    expected = np.full(INTERVALS, float(weeks))
    expected[[335, 0, 1]] += 1.0
    assert levels == pytest.approx(expected)


def test_that_standing_counts_every_interval_between() -> None:
    rng = np.random.default_rng(2)
    begins = rng.integers(0, 3 * INTERVALS, 50)
    ends = begins + rng.integers(0, 2 * INTERVALS, 50)
    amounts = rng.uniform(0.0, 5.0, 50)
    expected = np.zeros(INTERVALS)
    for begin, end, amount in zip(begins.tolist(), ends.tolist(), amounts.tolist(), strict=True):
        for number in range(begin, end):
            expected[number % INTERVALS] += amount
    assert standing(begins, ends, amounts) == pytest.approx(expected)
