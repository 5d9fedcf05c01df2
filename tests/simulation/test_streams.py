"""Addressed random numbers: independent, reproducible, unmoved by what else is drawn."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation import arrivals
from simulation.streams import Draws, key, uniforms

ADDRESSES = np.arange(200_000, dtype=np.uint64)


def test_that_keys_depend_on_every_name_and_on_where_names_end() -> None:
    keys = {int(key(*names)) for names in (("a", 1), ("a", 2), ("b", 1), ("a1",), ("a", "1", ""), (1, "a"))}
    assert len(keys) == 6


def test_that_the_first_uniforms_of_a_stream_never_change() -> None:
    # recorded from this program: a change here changes every result that users have seen
    drawn = uniforms(key("example", 42), np.arange(3, dtype=np.uint64))
    assert drawn.tolist() == RECORDED


RECORDED: list[float] = [0.03636292224889004, 0.3940743393869156, 0.6010582965315502]


def test_that_uniforms_lie_inside_the_unit_interval_and_are_even() -> None:
    drawn = uniforms(key("even"), ADDRESSES)
    assert drawn.min() > 0.0
    assert drawn.max() < 1.0
    counts = np.histogram(drawn, bins=100, range=(0.0, 1.0))[0]
    chi_square = float(np.sum((counts - 2000.0) ** 2 / 2000.0))
    assert 99 - 5 * np.sqrt(2 * 99) < chi_square < 99 + 5 * np.sqrt(2 * 99)


def test_that_neighbours_streams_and_purposes_are_uncorrelated() -> None:
    rows = np.zeros(len(ADDRESSES), np.int64)
    draws = Draws(np.array([key("owner")], np.uint64), rows, ADDRESSES)
    base = draws.uniform("patience")
    others = [
        np.roll(base, 1),
        draws.uniform("handle time"),
        draws.uniform("patience", 1),
        Draws(np.array([key("other")], np.uint64), rows, ADDRESSES).uniform("patience"),
        Draws(np.array([key("owner")], np.uint64), rows, ADDRESSES << np.uint64(24)).uniform("patience"),
    ]
    for other in others:
        assert abs(np.corrcoef(base, other)[0, 1]) < 5.0 / np.sqrt(len(base))


def test_that_chosen_rows_keep_their_uniforms() -> None:
    draws = Draws(np.array([key("a"), key("b")], np.uint64), np.array([0, 1, 0]), np.array([5, 5, 6], np.uint64))
    rows = np.array([2, 1])
    assert draws.uniform("x", rows=rows).tolist() == draws.uniform("x")[rows].tolist()
    assert draws.chosen(rows).uniform("x").tolist() == draws.uniform("x")[rows].tolist()


@given(st.floats(0.0, 200.0), st.integers(0, 1000))
def test_that_points_of_a_quarter_hour_are_a_prefix_of_those_at_more_volume(expected: float, seed: int) -> None:
    height = key("height", seed)
    fewer = arrivals.points(np.array([expected]), 7, height)[1]
    more = arrivals.points(np.array([expected * 1.5 + 1.0]), 7, height)[1]
    assert fewer.tolist() == more[: len(fewer)].tolist()


def test_that_counts_of_points_are_poisson() -> None:
    expected = np.full(20_000, 3.0)
    quarters, _ = arrivals.points(expected, 0, key("counts"))
    counts = np.bincount(quarters, minlength=len(expected))
    assert abs(counts.mean() - 3.0) < 5.0 * np.sqrt(3.0 / len(expected))
    assert abs(counts.var() / counts.mean() - 1.0) < 5.0 * np.sqrt(2.0 / len(expected))
