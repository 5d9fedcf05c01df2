"""The sheet about comparisons: what a manager would say, what differs, and the differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.reporting.report import Report, Table
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SPANS = (1, 3, 5)  # columns that an address and what stands there take


def draw_comparison(canvas: Canvas, report: Report) -> None:
    """Each scenario against the baseline, and who crowds out whom; no sheet where nothing was compared."""
    if not report.comparisons and not report.crowding:
        return
    sheet = canvas.sheet(_("Comparison"), [40, 32, *[14] * 9])
    row = 0
    for comparison in report.comparisons:
        row = _part(canvas, sheet, row, (comparison.scenario, comparison.sentence), comparison.tables)
    for crowding in report.crowding:
        title = _("Crowding out: {name}").format(name=crowding.scenario)
        row = _part(canvas, sheet, row, (title, crowding.sentence), crowding.tables)


def _part(canvas: Canvas, sheet: Worksheet, row: int, said: tuple[str, str], tables: Sequence[Table]) -> int:
    title, sentence = said
    sheet.write_string(row, 0, title, canvas.look("title"))
    row = canvas.lines(sheet, row + 1, [sentence]) + 1
    for table in tables:
        row = canvas.texts(sheet, row, table, _SPANS) if table.key == "changes" else canvas.table(sheet, row, table)
    return row + 1
