"""The sheets of chapters: sentences, tables and their native charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.reporting.chapter import Chapter, Chart
from planner.reporting.report import Report, Table
from planner.reporting.xlsx.drawing import SERIES_COLOURS, Canvas, sheet_columns

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LONGEST_NAME = 31  # of a sheet
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_COLUMNS, _NARROWEST, _WIDEST = 16, 14.0, 40.0
_ROWS = 16  # that a chart covers


def draw_chapters(canvas: Canvas, report: Report) -> None:
    """A sheet for each chapter."""
    for chapter in report.chapters:
        sheet = canvas.sheet(chapter.title.translate(_FORBIDDEN)[:_LONGEST_NAME].strip(), _widths(chapter))
        sheet.write_string(0, 0, chapter.title, canvas.look("title"))
        row = canvas.lines(sheet, 1, [line for line in (report.subtitle, report.note) if line], "note")
        row = canvas.lines(sheet, row + 1, chapter.sentences) + 1
        for table in chapter.tables:
            top = row
            row = canvas.table(sheet, row, table)
            for chart in chapter.charts:
                if chart.table == table.key and table.rows:
                    _draw(canvas, sheet, (row, top + 1), chart, table)
                    row += _ROWS + 1


def _widths(chapter: Chapter) -> list[float]:
    """Columns as wide as their longest text, within reason; numbers need less than the least."""
    widths = [_NARROWEST] * _COLUMNS
    for table in chapter.tables:
        for number, column in enumerate(sheet_columns(table)):
            texts = (cells[number] for cells in table.rows)
            longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
            if column < _COLUMNS:
                widths[column] = min(max(widths[column], float(longest)), _WIDEST)
    return widths


def _draw(canvas: Canvas, sheet: Worksheet, places: tuple[int, int], chart: Chart, table: Table) -> None:
    """A chart at a row, over the table whose headings stand in another one."""
    row, headings = places
    columns = sheet_columns(table)
    name, first, last = sheet.get_name(), headings + 1, headings + len(table.rows)
    markers = {"subtype": "straight_with_markers"} if chart.kind == "scatter" and chart.joined else {}
    native = canvas.workbook.add_chart({"type": chart.kind, **markers})
    for number, column in enumerate(chart.series):
        colour = SERIES_COLOURS[number % len(SERIES_COLOURS)]
        series: dict[str, Any] = {
            "name": [name, headings, columns[column]],
            "categories": [name, first, columns[chart.across], last, columns[chart.across]],
            "values": [name, first, columns[column], last, columns[column]],
        }
        series |= {"fill": {"color": colour}} if chart.kind == "column" else {"line": {"color": colour, "width": 1.75}}
        if chart.kind == "scatter":
            series["marker"] = {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
            series |= {} if chart.joined else {"line": {"none": True}}
            if chart.labels is not None:
                texts = (str(cells[chart.labels]) for cells in table.rows)
                series["data_labels"] = {"custom": [{"value": text} for text in texts], "value": True}
        native.add_series(series)
    native.set_title({"name": chart.title, "name_font": {"size": 11}})
    native.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    native.set_x_axis({"name": table.columns[chart.across].label, "name_font": {"size": 9, "bold": False}})
    native.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#d9dee4"}}})
    native.show_blanks_as("gap")
    native.set_size({"width": 760, "height": 310})
    sheet.insert_chart(row, 0, native, {"description": chart.title})
