"""The sheet of all metrics as tidy rows, for pivot tables."""

from __future__ import annotations

from planner.reporting.csv import SPLITS
from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _


def draw_rows(canvas: Canvas, report: Report) -> None:
    """A row for each metric and split: seconds, shares from 0 to 1 and money, unrounded."""
    sheet = canvas.sheet(_("Metrics"), [20, 34, 12, *[14] * len(SPLITS), 16, 16, 16])
    headings = ["scenario", "metric", "unit", *SPLITS, "value", "low", "high"]
    for column, heading in enumerate(headings):
        look = "header of numbers" if column > len(SPLITS) + 2 else "header"
        sheet.write_string(0, column, heading, canvas.look(look))
    row = 0
    for section in report.sections:
        for metric in section.metrics:
            row += 1
            texts = [section.scenario, metric.metric, metric.unit, *(metric.by.get(split, "") for split in SPLITS)]
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
            for column, value in enumerate((metric.value, metric.low, metric.high), start=len(texts)):
                canvas.number(sheet, row, column, value, "General")
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)
    sheet.repeat_rows(0)
