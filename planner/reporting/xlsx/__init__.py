"""The report as a workbook for Excel and LibreOffice: a file for each sheet, listed in their order."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator

from planner.reporting.report import Report
from planner.reporting.writer import ReportWriter
from planner.reporting.xlsx.chapters import draw_chapters
from planner.reporting.xlsx.comparison import draw_comparison
from planner.reporting.xlsx.drawing import Canvas
from planner.reporting.xlsx.hours import draw_hours
from planner.reporting.xlsx.remarks import draw_remarks
from planner.reporting.xlsx.rows import draw_rows
from planner.reporting.xlsx.segments import draw_segments
from planner.reporting.xlsx.summary import draw_summary
from planner.reporting.xlsx.sweep import draw_sweep, draw_sweep_rows
from planner.reporting.xlsx.teams import draw_teams
from planner.reporting.xlsx.uncertainty import draw_uncertainty
from planner.texts import lazy

SHEETS: tuple[Callable[[Canvas, Report], None], ...] = (
    draw_chapters,
    draw_summary,
    draw_comparison,
    draw_uncertainty,
    draw_segments,
    draw_hours,
    draw_teams,
    draw_rows,
    draw_remarks,
)
# Without a scenario its sheets would be empty.
SHEETS_OF_CHAPTERS: tuple[Callable[[Canvas, Report], None], ...] = (draw_chapters, draw_remarks)
# A sweep is read along its curves; the sheets of each of its points would be hundreds of pages.
SHEETS_OF_A_SWEEP: tuple[Callable[[Canvas, Report], None], ...] = (draw_sweep, draw_sweep_rows, draw_remarks)

_OPTIONS = {
    "in_memory": True,
    # names of a plan are text, whatever they look like
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def workbook_bytes(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, _OPTIONS)
    created = dt.datetime.combine(report.start, dt.time())
    workbook.set_properties(
        {"title": report.title, "comments": f"support-planner {report.version}", "created": created}
    )
    canvas = Canvas(workbook)
    for draw in _sheets(report):
        draw(canvas, report)
    workbook.close()
    return stream.getvalue()


def _sheets(report: Report) -> tuple[Callable[[Canvas, Report], None], ...]:
    if report.sweep is not None:
        return SHEETS_OF_A_SWEEP
    return SHEETS if report.sections else SHEETS_OF_CHAPTERS


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    yield "report.xlsx", workbook_bytes(report)


XLSX = ReportWriter("xlsx", lazy("workbook"), folder=False, files=_files)
