"""The tables of a sweep: one figure along one axis, or over a grid of two."""

from __future__ import annotations

from collections.abc import Sequence

from planner.comparison import Difference, Outcome
from planner.reporting.columns import NO_BREAK
from planner.reporting.content.comparison import outcome_text
from planner.reporting.curves import SweepAxis, SweepPoint
from planner.reporting.report import Cell, Column, Table
from planner.texts import _


def difference_word(row: Difference | None) -> str:
    """The verdict of a difference in words."""
    return "" if row is None or row.outcome is Outcome.NO_VALUE else outcome_text(row.outcome)


def along(
    title: str,
    axis: SweepAxis,
    points: Sequence[SweepPoint],
    cells: Sequence[tuple[Cell, ...]],
    columns: Sequence[Column],
) -> Table:
    """A row for each value: the value, then its cells."""
    rows = tuple((axis.texts[point.places[0]], *each) for point, each in zip(points, cells, strict=True))
    return Table("sweep_curve", title, (Column(axis.label, numeric=False), *columns), rows)


def over_grid(title: str, axes: Sequence[SweepAxis], points: Sequence[SweepPoint], cells: Sequence[Cell]) -> Table:
    """A row for each value of the first axis and a column for each of the second; points not simulated stay empty."""
    down, across = axes
    found = {point.places: cell for point, cell in zip(points, cells, strict=True)}
    rows = tuple(
        (text, *(found.get((row, column)) for column in range(len(across.texts))))
        for row, text in enumerate(down.texts)
        if any(place[0] == row for place in found)
    )
    headings = (Column(f"{across.label} = {text}", numeric=True, intervals=True) for text in across.texts)
    return Table("sweep_curve", title, (Column(down.label, numeric=False), *headings), rows)


def unbroken(words: str) -> str:
    """Words that stay on one line of a narrow column."""
    return words.replace(" ", NO_BREAK)


def reference_word(own: bool) -> str:
    """What stands beside the point that the others are compared with."""
    return _("the plan") if own else _("reference")
