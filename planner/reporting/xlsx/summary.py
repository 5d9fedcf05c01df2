"""The sheet that is read first: the answer in sentences, the scenarios beside each other, the promises."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _

_TABLES = ("promises", "miss_chances", "contributions", "people")


def draw_summary(canvas: Canvas, report: Report) -> None:
    """Title, answers and headline tables."""
    sheet = canvas.sheet(_("Summary"), [40, 14, 30, 14, 14, 14, 14, 14, 14, 14])
    sheet.write_string(0, 0, report.title, canvas.look("title"))
    row = canvas.lines(sheet, 1, [line for line in (report.subtitle, report.note) if line], "note")
    for section in report.sections:
        row += 1
        sheet.write_string(row, 0, section.scenario, canvas.look("heading"))
        row = canvas.lines(sheet, row + 1, section.answers)
    if report.overview is not None:
        row = canvas.table(sheet, row + 1, report.overview)
    for section in report.sections:
        chosen = [table for table in section.tables if table.key in _TABLES]
        row = canvas.scenario_tables(sheet, row + 1, section, chosen, headed=len(report.sections) > 1)
    canvas.keep_on_one_page(sheet, row)
