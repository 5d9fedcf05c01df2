"""The sheet of what was assumed, what to be careful about, and what the words mean."""

from __future__ import annotations

from planner.reporting.report import Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _


def draw_remarks(canvas: Canvas, report: Report) -> None:
    """Assumptions, warnings and terms, each with what to do or what it means beside it."""
    sheet = canvas.sheet(_("Assumptions and warnings"), [60, 60])
    groups = (
        (_("Assumed"), _("To change it"), [(remark.text, remark.mend) for remark in report.assumptions]),
        (_("Warning"), _("To mend it"), [(remark.text, remark.mend) for remark in report.warnings]),
        (_("Word"), _("Meaning"), [(term.word, term.meaning) for term in report.terms]),
    )
    row = 0
    for left, right, rows in groups:
        if not rows:
            continue
        sheet.write_string(row, 0, left, canvas.look("header"))
        sheet.write_string(row, 1, right, canvas.look("header"))
        for offset, (text, mend) in enumerate(rows, start=1):
            sheet.write_string(row + offset, 0, text, canvas.look("wrapped"))
            sheet.write_string(row + offset, 1, mend, canvas.look("wrapped"))
        row += len(rows) + 2
    sheet.write_string(row, 0, _("support-planner {version}").format(version=report.version), canvas.look("note"))
