"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest

from planner.reporting.quantities import quantity_text, table_texts
from planner.reporting.report import Column, Judged, Quantity, Table, Verdict


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(0.84, 0.81, 0.87, "share"), "84 % (81–87)"),
        (Quantity(0.8412, 0.8371, 0.8451, "share"), "84.1 % (83.7–84.5)"),
        (Quantity(75.0, 70.0, 80.0, "s"), "75 s (70–80)"),
        (Quantity(8640.0, 8000.0, 9000.0, "s"), "2.4 h (2.2–2.5)"),
        (Quantity(840.0, None, None, "s"), "14 min"),
        (Quantity(4 * 86400.0, None, None, "s"), "4.0 d"),
        (Quantity(math.inf, None, None, "s"), "never"),
        (Quantity(7200.0, 3600.0, math.inf, "s"), "2.0 h (1.0–never)"),
        (Quantity(12480.4, 12400.0, 12560.0), "12,480 (12,400–12,560)"),
        (Quantity(1.25), "1.2"),
        (Quantity(0.0), "0"),
        (Quantity(-0.0, unit="hours"), "0"),
        (Quantity(1.0, 1.0, 1.0, "share"), "100 %"),
        (Quantity(0.0312, None, None, "share"), "3.1 %"),
        (Quantity(None, unit="share"), "–"),
        (Quantity(-50649.0, -51682.0, -49615.0, "money"), "−50,649 (−51,682 to −49,615)"),
        (Quantity(0.028, 0.008, 0.049, "points", signed=True), "+2.8 points (+0.8 to +4.9)"),
        (Quantity(0.022, 0.017, 0.027, "points"), "2.2 points (1.7–2.7)"),
        (Quantity(46.0, -1500.0, 1620.0, "s", signed=True), "+1 min (−25 to +27)"),
        (Quantity(-18698.0, -18853.0, -18543.0, "money", signed=True), "−18,698 (−18,853 to −18,543)"),
        (Quantity(0.0, 0.0, 0.0, "points", signed=True), "0 points"),
    ],
)
def test_that_a_quantity_is_shown_with_a_readable_unit_and_its_interval(quantity: Quantity, text: str) -> None:
    assert quantity_text(quantity, interval=True) == text


def test_that_money_names_its_currency_and_keeps_cents_only_where_they_count() -> None:
    assert quantity_text(Quantity(48312.4, unit="money"), currency="EUR") == "48,312 EUR"
    assert quantity_text(Quantity(13.2, unit="money"), currency="EUR") == "13.20 EUR"


def test_that_small_money_beside_large_amounts_keeps_two_digits() -> None:
    column = tuple(Quantity(value, value - 0.2, value + 0.2, "money") for value in (3782.0, 23.4, -0.63, 0.0412))
    rows = tuple((cell,) for cell in column)
    shown = [text for (text,) in table_texts(Table("x", "x", (Column("x", intervals=True),), rows))]
    assert shown == ["3,782", "23 (23–24)", "−0.63 (−0.83 to −0.43)", "0.041 (−0.159 to 0.241)"]


@pytest.mark.parametrize(("low", "shown"), [(0.7996, "79.96"), (0.8004, "80"), (0.78, "78")])
def test_that_rounding_never_moves_a_number_across_its_limit(low: float, shown: str) -> None:
    text = quantity_text(Quantity(0.82, low, 0.84, "share", limit=0.8), interval=True)
    assert text.partition("(")[2].startswith(shown)


def test_that_a_judged_cell_says_the_verdict_in_a_word() -> None:
    table = Table("key", "title", (Column("a"),), ((Judged(Quantity(0.84, unit="share"), Verdict.MET),),))
    assert table_texts(table) == [["84 % ✓ met"]]


def test_that_a_column_shares_its_decimals_and_a_row_where_units_mix() -> None:
    column = tuple((Quantity(value),) for value in (2.5, 28.0, 0.0))
    assert table_texts(Table("key", "title", (Column("a"),), column)) == [["2.5"], ["28.0"], ["0"]]
    mixed = ((Quantity(12.0), Quantity(1200.0)), (Quantity(5.0, unit="money"), Quantity(7.5, unit="money")))
    assert table_texts(Table("key", "title", (Column("a"), Column("b")), mixed)) == [["12", "1,200"], ["5.00", "7.50"]]


def test_that_shares_have_the_decimals_of_their_difference() -> None:
    row = (Quantity(0.911, unit="share"), Quantity(0.939, unit="share"), Quantity(0.028, unit="points", signed=True))
    other = tuple(Quantity(value, unit="money") for value in (5.0, 7.5, 2.5))
    columns = (Column("a"), Column("b"), Column("c"))
    assert table_texts(Table("key", "title", columns, (row, other)))[0] == ["91.1 %", "93.9 %", "+2.8 points"]
