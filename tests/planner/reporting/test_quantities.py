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
    ],
)
def test_that_a_quantity_is_shown_with_a_readable_unit_and_its_interval(quantity: Quantity, text: str) -> None:
    assert quantity_text(quantity, interval=True) == text


def test_that_money_names_its_currency_and_keeps_cents_only_where_they_count() -> None:
    assert quantity_text(Quantity(48312.4, unit="money"), currency="EUR") == "48,312 EUR"
    assert quantity_text(Quantity(13.2, unit="money"), currency="EUR") == "13.20 EUR"


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
