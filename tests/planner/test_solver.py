"""Integer programmes: their optimum, those without an answer, and the process that solves them."""

from __future__ import annotations

import multiprocessing
import time

import numpy as np
import pytest
from scipy.sparse import csr_array

from planner.errors import PlannerError
from planner.solver import Programme, Solver, solve


def programme(
    costs: list[float], rows: list[list[float]], row_low: list[float], *, high: float = 10.0, whole: bool = True
) -> Programme:
    """At least ``row_low`` of each row, each column from 0 to ``high``."""
    size = len(costs)
    return Programme(
        np.array(costs),
        np.zeros(size),
        np.full(size, high),
        np.full(size, whole, np.int8),
        csr_array(np.array(rows)),
        np.array(row_low),
        np.full(len(rows), np.inf),
    )


# 3 x + 2 y at 2 x + y >= 7, x + 3 y >= 6: halves would do with x = 3, y = 1 (11), so would whole numbers.
TINY = programme([3.0, 2.0], [[2.0, 1.0], [1.0, 3.0]], [7.0, 6.0])
# With x + y >= 2.5 halves cost 2.5, whole numbers 3.
HALVES = ([1.0, 1.5], [[1.0, 1.0]], [2.5])
IMPOSSIBLE = programme([1.0], [[1.0]], [11.0])


def never() -> bool:
    return False


def hard() -> Programme:
    """A market split: HiGHS does not come to an end within a few seconds."""
    rng = np.random.default_rng(3)
    size, rows = 50, 6
    matrix = rng.integers(0, 100, (rows, size)).astype(np.float64)
    halves = np.floor(matrix.sum(axis=1) / 2.0)
    return Programme(
        np.ones(size), np.zeros(size), np.ones(size), np.ones(size, np.int8), csr_array(matrix), halves, halves
    )


def test_that_a_tiny_programme_has_its_optimum() -> None:
    solution = solve(TINY)
    assert solution.values is not None
    assert solution.values == pytest.approx([3.0, 1.0])
    assert solution.gap <= 1e-4
    assert not solution.limited


def test_that_whole_numbers_are_asked_for_where_they_are_wanted() -> None:
    for whole, expected in ((False, 2.5), (True, 3.0)):
        solution = solve(programme(*HALVES, whole=whole))
        assert solution.values is not None
        assert np.array(HALVES[0]) @ solution.values == pytest.approx(expected)


def test_that_an_impossible_programme_has_no_values() -> None:
    solution = solve(IMPOSSIBLE)
    assert solution.values is None
    assert not solution.limited


def test_that_a_process_gives_the_same_answers_one_after_the_other() -> None:
    with Solver() as solver:
        first, second = solver.solve(TINY, never), solver.solve(IMPOSSIBLE, never)
        assert first is not None
        assert first.values == pytest.approx(solve(TINY).values)
        assert second is not None
        assert second.values is None
    assert multiprocessing.active_children() == []


def test_that_stopping_gives_nothing_and_ends_the_process_at_once() -> None:
    begun = time.monotonic()
    with Solver() as solver:
        assert solver.solve(hard(), lambda: time.monotonic() > begun + 2.0) is None
        assert len(multiprocessing.active_children()) == 1
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < 20.0


def test_that_a_process_that_ends_by_itself_is_said() -> None:
    with Solver() as solver:
        solver.solve(TINY, never)
        (process,) = multiprocessing.active_children()

        def killed() -> bool:
            process.kill()
            return False

        with pytest.raises(PlannerError, match="ended unexpectedly"):
            solver.solve(hard(), killed)
    assert multiprocessing.active_children() == []
