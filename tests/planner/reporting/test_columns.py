"""Columns of a table on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.reporting.columns import NO_BREAK, fit

ROWS = [["Channel", "Mean wait"], ["email", "18 h (0–41)"], ["video call", "1,162"]]


def test_that_a_table_that_fits_is_left_alone() -> None:
    fitted = fit(ROWS, 21)
    assert fitted is not None
    assert fitted.widths == (10, 11)
    assert [list(row) for row in fitted.rows] == ROWS


def test_that_an_interval_goes_below_its_number_and_the_unit_stays_beside_it() -> None:
    fitted = fit(ROWS, 17)
    assert fitted is not None
    assert fitted.rows[1] == ("email", "18 h\n(0–41)")


def test_that_an_interval_of_a_difference_stays_in_one_piece() -> None:
    fitted = fit([["−2.2 points (−2.7 to −1.7)"], ["+16.3 (+13.2 to +19.4)"]], 17)
    assert fitted is not None
    assert fitted.rows == (("−2.2 points\n(−2.7 to −1.7)",), ("+16.3\n(+13.2 to +19.4)",))


def test_that_the_widest_column_gives_way_first() -> None:
    fitted = fit([["What becomes of it", "Now"], ["solved at once", "a b"]], 18)
    assert fitted is not None
    assert fitted.widths == (15, 3)


def test_that_words_are_cut_only_where_nothing_else_helps() -> None:
    name = "Donaudampfschifffahrtsgesellschaft"
    assert fit([[name]], 40) == fit([[name]], 34)
    cut = fit([[name]], 20)
    assert cut is not None
    assert cut.rows == (("Donaudampfschiff\nfahrtsgesellscha\nft",),)
    assert fit([[name]], 10) is None


def test_that_a_verdict_stays_on_one_line() -> None:
    fitted = fit([[f"94 % (87–100) ?{NO_BREAK}not{NO_BREAK}certain"]], 16)
    assert fitted is not None
    assert fitted.rows == ((f"94 % (87–100)\n?{NO_BREAK}not{NO_BREAK}certain",),)


@given(
    rows=st.lists(st.lists(st.text("ab1 (日🚀", max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    available=st.integers(3, 90),
)
def test_that_no_line_is_wider_than_its_column_and_nothing_is_lost(rows: list[list[str]], available: int) -> None:
    fitted = fit(rows, available)
    if fitted is None:
        assert available < sum(min(16, max(cell_len(text) for text in column)) for column in zip(*rows, strict=True))
        return
    assert sum(fitted.widths) <= available
    for row, before in zip(fitted.rows, rows, strict=True):
        for text, given_text, width in zip(row, before, fitted.widths, strict=True):
            assert max(map(cell_len, text.split("\n"))) <= width
            assert "".join(text.split()) == "".join(given_text.split())


@pytest.mark.parametrize("available", [0, 1])
def test_that_no_room_means_no_table(available: int) -> None:
    assert fit(ROWS, available) is None
