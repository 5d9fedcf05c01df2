"""The sheet of people and money: the bill as simulated, and one that follows what is put in."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.calculation import Calculation
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _


def draw_teams(canvas: Canvas, report: Report) -> None:
    """For each scenario the people, the bill as simulated, and the calculation that follows the yellow cells."""
    sheet = canvas.sheet(_("Teams and cost"), [28, *[14] * 13])
    row = 0
    for section in report.sections:
        chosen = [table for table in section.tables if table.key in {"people", "tiers", "cost"}]
        row = canvas.scenario_tables(sheet, row, section, chosen, headed=len(report.sections) > 1)
        if section.pay is not None:
            row = Calculation(canvas, sheet, section.pay, report.currency).draw(row)
        row += 1
    canvas.keep_on_one_page(sheet, row)
