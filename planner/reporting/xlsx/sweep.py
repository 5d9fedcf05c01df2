"""The sheets of a sweep: the answer with a table and a chart for each figure, and all numbers as rows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.reporting.content.sweep_tables import over_grid
from planner.reporting.csv import SPLITS
from planner.reporting.curves import Curve, SweepSection
from planner.reporting.report import Report, Table
from planner.reporting.xlsx.drawing import Canvas
from planner.reporting.xlsx.sweep_charts import ROWS, Place, draw_curve
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_CHART_COLUMN = 9  # right of the widest table along one axis
_GAP = 3  # columns between a chart's right edge, a dozen further, and the numbers behind it


def draw_sweep(canvas: Canvas, report: Report) -> None:
    """What a manager reads first: sentences, the points at a glance, and figure by figure a table beside its chart."""
    sweep = report.sweep
    if sweep is None:
        return
    sheet = canvas.sheet(_("Sweep"), [14, *[12] * 6, 16, *[11] * 10])
    sheet.write_string(0, 0, report.title, canvas.look("title"))
    row = canvas.lines(sheet, 1, [line for line in (report.subtitle, report.note) if line], "note", across=10)
    row = canvas.lines(sheet, row + 1, sweep.sentences, across=10)
    row = canvas.table(sheet, row + 1, sweep.overview)
    if sweep.note:
        row = canvas.lines(sheet, row, [sweep.note], "note", across=10) + 1
    column = max(_CHART_COLUMN, len(sweep.axes[-1].texts) + 2 if len(sweep.axes) > 1 else 0)
    for curve in sweep.curves:
        row = _draw(canvas, sheet, row, column, sweep, curve)
    sheet.print_area(0, 0, row, column + 8)


def _draw(canvas: Canvas, sheet: Worksheet, row: int, column: int, sweep: SweepSection, curve: Curve) -> int:
    """A table, its chart on the right, and further right the numbers behind it; returns the next free row."""
    behind = Place(row, column + 12 + _GAP)
    draw_curve(canvas, sheet, (row, column), behind, curve, sweep.axes, sweep.points)
    return max(canvas.table(sheet, row, _table(sweep, curve)), row + ROWS) + 1


def _table(sweep: SweepSection, curve: Curve) -> Table:
    """Along one axis the report's own table; over a grid its numbers: their intervals and verdicts are rows."""
    if len(sweep.axes) == 1 or curve.unit == "count":
        return curve.table
    table = over_grid(curve.title, sweep.axes, sweep.points, curve.points)
    return replace(table, columns=tuple(replace(column, intervals=False) for column in table.columns))


def draw_sweep_rows(canvas: Canvas, report: Report) -> None:
    """A row for each point and figure, in total and by segment, with its difference and what that says."""
    sweep = report.sweep
    if sweep is None:
        return
    addresses = [axis.address for axis in sweep.axes]
    splits = [split for split in SPLITS if any(split in row.by for row in sweep.rows)]
    words = [*addresses, "metric", "unit", *splits]
    numbers = ["value", "low", "high", "difference", "difference_low", "difference_high"]
    sheet = canvas.sheet(_("Sweep rows"), [24] * len(addresses) + [30, 8, *[14] * len(splits), *[14] * 6, 18])
    for column, heading in enumerate([*words, *numbers, "outcome"]):
        sheet.write_string(0, column, heading, canvas.look("header of numbers" if heading in numbers else "header"))
    for place, row in enumerate(sweep.rows, start=1):
        for column, value in enumerate(row.values.values()):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(place, column, value)
            else:
                sheet.write_string(place, column, value if isinstance(value, str) else json.dumps(value))
        for column, text in enumerate((row.metric, row.unit, *(row.by.get(split, "") for split in splits))):
            sheet.write_string(place, len(addresses) + column, text)
        for column, name in enumerate(numbers, start=len(words)):
            canvas.number(sheet, place, column, getattr(row, name), "General")
        sheet.write_string(place, len(words) + len(numbers), row.outcome)
    sheet.freeze_panes(1, len(addresses))
    sheet.autofilter(0, 0, max(len(sweep.rows), 1), len(words) + len(numbers))
    sheet.repeat_rows(0)
