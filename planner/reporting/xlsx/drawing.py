"""Drawing on the sheets of a workbook: cell formats, column widths, tables of the report with their units."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.reporting.quantities import verdict_text
from planner.reporting.report import Cell, Section, Table, Verdict
from planner.reporting.xlsx.spread import Drawn, Spread
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDEST = 60
_HEIGHT = 15.0  # of a line of text
_LETTERS_OF_A_WIDTH = 0.95  # letters for each unit of a column's width, some wider than a digit
_ROWS_OF_A_PAGE = 75
_HEADER = {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "bg_color": "#eef1f4"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12},
    "text": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "note": {"italic": True, "font_color": "#5b6672", "text_wrap": True, "valign": "top"},
    "header": {**_HEADER, "align": "left"},
    "header of numbers": {**_HEADER, "align": "right"},
    "indented header": {**_HEADER, "align": "left", "indent": 1},
    "indented": {"indent": 1},
    "never": {"align": "right", "font_color": "#5b6672"},
    # colours that stay apart for red-, green- and blue-blind eyes; the word stands beside them
    "met": {"font_color": "#00737a", "bold": True, "indent": 1},
    "not certain": {"font_color": "#8f6000", "bold": True, "indent": 1},
    "missed": {"font_color": "#b3123d", "bold": True, "indent": 1},
    "no value": {"font_color": "#5b6672", "indent": 1},
}
# of series in charts; they stay apart for red-, green- and blue-blind eyes
SERIES_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5b6672")
_TOTAL = {"bold": True, "top": 1}
_INPUT = {"bg_color": "#fff2a8", "border": 1, "locked": False}


@dataclass
class Canvas:
    """A workbook under construction and the looks of its cells."""

    workbook: Workbook
    _formats: dict[str, Format] = field(default_factory=dict)
    _widths: dict[str, Sequence[float]] = field(default_factory=dict)

    def look(self, name: str, *, bold: bool = False) -> Format:
        """The cell format of a name of ``_LOOKS``, made once."""
        return self._made(name, _LOOKS[name], _TOTAL if bold else {})

    def number_look(self, number_format: str, *, bold: bool = False, put_in: bool = False) -> Format:
        """A cell format for numbers written in this way; ``put_in`` for those that the reader may change."""
        more = {**(_TOTAL if bold else {}), **(_INPUT if put_in else {})}
        return self._made(number_format, {"num_format": number_format}, more)

    def _made(self, name: str, properties: Mapping[str, Any], more: Mapping[str, Any]) -> Format:
        key = ", ".join((name, *more))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**properties, **more})
        return self._formats[key]

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool = True) -> Worksheet:
        """A new sheet that prints on the width of a page of A4, with page numbers."""
        sheet = self.workbook.add_worksheet(name)
        self._widths[name] = [min(width, _WIDEST) for width in widths]
        for number, width in enumerate(self._widths[name]):
            sheet.set_column(number, number, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def keep_on_one_page(self, sheet: Worksheet, rows: int) -> None:
        """Print a sheet of so many rows on one page if it stays readable, so that no table loses its heading."""
        if rows <= _ROWS_OF_A_PAGE:
            sheet.fit_to_pages(1, 1)

    def scenario_tables(
        self, sheet: Worksheet, row: int, section: Section, tables: Sequence[Table], *, headed: bool
    ) -> int:
        """Draw tables of one scenario below each other, under its name if wanted; returns the next free row."""
        if headed and tables:
            sheet.write_string(row, 0, section.scenario, self.look("title"))
            row += 1
        for table in tables:
            row = self.table(sheet, row, table)
        return row

    def lines(self, sheet: Worksheet, row: int, lines: Sequence[str], look: str = "wrapped", across: int = 8) -> int:
        """Write sentences, each over several columns so that it can be read; returns the next free row."""
        for line in lines:
            sheet.merge_range(row, 0, row, across - 1, "", self.look(look))
            sheet.write_string(row, 0, line, self.look(look))
            # merged cells do not grow by themselves
            self.fit_height(sheet, row, [line], [across])
            row += 1
        return row

    def fit_height(self, sheet: Worksheet, row: int, texts: Sequence[str], spans: Sequence[int] | None = None) -> None:
        """As many lines as the texts of a row need that stand beside each other, each over one or so many columns."""
        first, most = 0, 1
        for text, columns in zip(texts, spans or [1] * len(texts), strict=True):
            most = max(most, self._lines(sheet, text, first, columns))
            first += columns
        sheet.set_row(row, _HEIGHT * most)

    def _lines(self, sheet: Worksheet, text: str, first: int, columns: int) -> int:
        """How many lines a text takes on the columns from the first one on."""
        width = sum(self._widths[sheet.get_name()][first : first + columns]) * _LETTERS_OF_A_WIDTH
        return max(1, len(textwrap.wrap(text, max(1, int(width)))))

    def texts(self, sheet: Worksheet, row: int, table: Table, spans: Sequence[int]) -> int:
        """Draw a table of texts, each over so many columns and as many lines as it needs; returns the next free row."""
        sheet.write_string(row, 0, table.title, self.look("heading"))
        starts = [sum(spans[:number]) for number in range(len(spans))]
        headings = [column.label for column in table.columns]
        listed = [headings, *([cell if isinstance(cell, str) else "" for cell in cells] for cells in table.rows)]
        for offset, texts in enumerate(listed):
            row += 1
            look = self.look("wrapped" if offset else "header")
            for text, start, span in zip(texts, starts, spans, strict=True):
                if span > 1:
                    sheet.merge_range(row, start, row, start + span - 1, "", look)
                sheet.write_string(row, start, text, look)
            self.fit_height(sheet, row, texts, spans)
        return row + 2

    def table(self, sheet: Worksheet, row: int, table: Table) -> int:
        """Draw a table of the report with its title and note; returns the next free row."""
        sheet.write_string(row, 0, table.title, self.look("heading"))
        row += 1
        spread = _spread(table)
        headings = [heading for column in spread for heading in column.headings()]
        for number, (heading, look) in enumerate(headings):
            sheet.write_string(row, number, heading, self.look(look))
        self.fit_height(sheet, row, [heading for heading, _look in headings])
        for offset, cells in enumerate(table.rows, start=1):
            bold = table.total and offset == len(table.rows)
            self._row(sheet, row + offset, spread, cells, bold=bold)
        row += len(table.rows) + 1
        return (self.lines(sheet, row, [table.note], "note") if table.note else row) + 1

    def _row(self, sheet: Worksheet, row: int, spread: Sequence[Spread], cells: Sequence[Cell], *, bold: bool) -> None:
        number = 0
        for column, cell in zip(spread, cells, strict=True):
            for drawn in column.values(cell, cells):
                self._cell(sheet, (row, number), drawn, bold=bold, indented=column.indented)
                number += 1

    def _cell(self, sheet: Worksheet, place: tuple[int, int], drawn: Drawn, *, bold: bool, indented: bool) -> None:
        value, number_format = drawn
        if isinstance(value, Verdict):
            sheet.write_string(*place, verdict_text(value), self.look(value.value))
        elif isinstance(value, str):
            sheet.write_string(*place, value, self.look("indented" if indented else "text", bold=bold))
        else:
            self.number(sheet, *place, value, number_format, bold=bold)

    def number(
        self, sheet: Worksheet, row: int, column: int, value: float | None, number_format: str, *, bold: bool = False
    ) -> None:
        """Write a number; no value stays blank and infinity is said in words."""
        if value is None or math.isnan(value):
            sheet.write_blank(row, column, None, self.number_look(number_format, bold=bold))
        elif math.isinf(value):
            sheet.write_string(row, column, _("never"), self.look("never"))
        else:
            sheet.write_number(row, column, value, self.number_look(number_format, bold=bold))


def _spread(table: Table) -> list[Spread]:
    return [
        Spread.of(
            column,
            [cells[number] for cells in table.rows],
            after_numbers=number > 0 and table.columns[number - 1].numeric,
        )
        for number, column in enumerate(table.columns)
    ]


def sheet_columns(table: Table) -> list[int]:
    """The column of the sheet in which each column of a table begins: intervals and verdicts take their own."""
    columns, reached = [], 0
    for spread in _spread(table):
        columns.append(reached)
        reached += len(spread.headings())
    return columns
