"""The sheet about comparisons: what a manager would say, what differs, and the differences."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _


def draw_comparison(canvas: Canvas, report: Report) -> None:
    """Each scenario against the baseline, and who crowds out whom; no sheet where nothing was compared."""
    if not report.comparisons and not report.crowding:
        return
    sheet = canvas.sheet(_("Comparison"), [44, 26, 26, 40, 20])
    row = 0
    for comparison in report.comparisons:
        sheet.write_string(row, 0, comparison.scenario, canvas.look("title"))
        row = canvas.lines(sheet, row + 1, [comparison.sentence], across=5)
        for table in comparison.tables:
            row = canvas.table(sheet, row, table)
        row += 1
    for crowding in report.crowding:
        sheet.write_string(row, 0, _("Crowding out: {name}").format(name=crowding.scenario), canvas.look("title"))
        row = canvas.lines(sheet, row + 1, [crowding.sentence], across=5)
        for table in crowding.tables:
            row = canvas.table(sheet, row, table)
        row += 1
