"""How columns of the report become cells of a sheet."""

from __future__ import annotations

import pytest

from planner.reporting.report import Cell, Column, Judged, Quantity, Unit, Verdict
from planner.reporting.xlsx.spread import Spread, number_format


def spread(column: Column, *cells: Cell, after_numbers: bool = False) -> Spread:
    return Spread.of(column, cells, after_numbers=after_numbers)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("count", "#,##0.0;-#,##0.0;0"), ("share", "0.0%;-0.0%;0%"), ("people", "#,##0.00;-#,##0.00;0")],
)
def test_that_nothing_at_all_is_told_from_a_little(unit: Unit, expected: str) -> None:
    assert number_format(unit) == expected


def test_that_roomy_columns_have_their_intervals_in_a_workbook() -> None:
    cells = (Quantity(5.0, 4.0, 6.0, "money"), Quantity(7.0, 6.5, 7.5, "money"))
    assert [heading for heading, _look in spread(Column("Cost", roomy=True), *cells).headings()] == [
        "Cost",
        "from",
        "to",
    ]
    assert len(spread(Column("Cost"), *cells).headings()) == 1


@pytest.mark.parametrize(("largest", "expected"), [(999.0, "#,##0.00"), (1000.0, "#,##0")])
def test_that_cents_stay_where_they_count(largest: float, expected: str) -> None:
    cells = (Quantity(2.5, unit="money"), Quantity(largest, unit="money"))
    (drawn,) = spread(Column("Cost"), *cells).values(cells[0], cells[:1])
    assert drawn == (2.5, f"{expected};-{expected};0")


def test_that_a_row_of_one_figure_has_one_unit_where_a_column_mixes_them() -> None:
    base, other = Quantity(5400.0, unit="s"), Quantity(9000.0, unit="s")
    mixed = spread(Column("Base"), base, Quantity(0.5, unit="share"))
    assert mixed.values(base, (base, other)) == [(1.5, '#,##0.0" h";-#,##0.0" h";0" h"')]
    assert mixed.values(base, (base,)) == [(90.0, '#,##0.0" min";-#,##0.0" min";0" min"')]


def test_that_texts_after_numbers_keep_their_distance() -> None:
    verdict = Column("Verdict", numeric=False)
    assert spread(verdict, "better", after_numbers=True).headings() == [("Verdict", "indented header")]
    assert spread(verdict, "better").headings() == [("Verdict", "header")]


def test_that_a_judged_cell_has_its_verdict_beside_it() -> None:
    cell = Judged(Quantity(0.84, 0.81, 0.87, "share"), Verdict.MET)
    column = spread(Column("Reached", intervals=True), cell)
    assert [value for value, _format in column.values(cell, (cell,))] == [0.84, 0.81, 0.87, Verdict.MET]
    assert [value for value, _format in column.values("", ("",))] == ["", "", "", ""]
