"""The sheet about what is not known: chances to miss promises, and which range of the plan matters most."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _


def draw_uncertainty(canvas: Canvas, report: Report) -> None:
    """The tables scenario after scenario; no sheet where no plan has a range."""
    if not any(section.uncertainty for section in report.sections):
        return
    sheet = canvas.sheet(_("Uncertainty"), [28, 48, 30, *[14] * 5])
    row = 0
    for section in report.sections:
        tables = section.uncertainty.tables if section.uncertainty else ()
        row = canvas.scenario_tables(sheet, row, section, tables, headed=len(report.sections) > 1)
    canvas.keep_on_one_page(sheet, row)
