"""The sheet that is read first: the answer in sentences, the scenarios beside each other, the promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_TABLES = ("promises", "people")
_OF_ONE = [28, 14, 30, *[14] * 8]
_OF_SEVERAL = [44, *[14] * 8]
_OF_A_SCENARIO = 4  # columns: the estimate, its interval, its verdict


def draw_summary(canvas: Canvas, report: Report) -> None:
    """Title, answers and headline tables; of several scenarios what differs first, and their tables on other sheets."""
    several = [*_OF_SEVERAL, *[14] * (_OF_A_SCENARIO * len(report.sections) + 1 - len(_OF_SEVERAL))]
    sheet = canvas.sheet(_("Summary"), several if report.overview is not None else _OF_ONE)
    sheet.write_string(0, 0, report.title, canvas.look("title"))
    row = canvas.lines(sheet, 1, [line for line in (report.subtitle, report.note) if line], "note") + 1
    if report.comparisons:
        row = _said(canvas, sheet, row, _("Answer"), [comparison.sentence for comparison in report.comparisons])
    if report.overview is not None:
        row = canvas.table(sheet, row, report.overview)
    for section in report.sections:
        row = _said(canvas, sheet, row, section.scenario, section.answers)
    for section in report.sections if report.overview is None else ():
        chosen = [table for table in section.tables if table.key in _TABLES]
        row = canvas.scenario_tables(sheet, row, section, chosen, headed=False)
    canvas.keep_on_one_page(sheet, row)


def _said(canvas: Canvas, sheet: Worksheet, row: int, heading: str, sentences: tuple[str, ...] | list[str]) -> int:
    sheet.write_string(row, 0, heading, canvas.look("heading"))
    return canvas.lines(sheet, row + 1, sentences) + 1
