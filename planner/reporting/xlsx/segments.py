"""The sheet about customers: needs, tickets, waits and open work by segment."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _

_TABLES = ("needs", "tickets", "waits", "resolutions", "backlog", "segment_cost", "value", "satisfaction", "benchmark")


def draw_segments(canvas: Canvas, report: Report) -> None:
    """The tables by segment, scenario after scenario."""
    sheet = canvas.sheet(_("By segment"), [26, *[14] * 11], landscape=False)
    row = 0
    for section in report.sections:
        chosen = [table for table in section.tables if table.key in _TABLES]
        row = canvas.scenario_tables(sheet, row, section, chosen, headed=len(report.sections) > 1) + 1
    canvas.keep_on_one_page(sheet, row)
