"""Drawing on the sheets of a workbook: cell formats, column widths, tables of the report with their units."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.reporting.quantities import verdict_text
from planner.reporting.report import Cell, Column, Judged, Quantity, Section, Table, Unit, Verdict
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDEST = 60
_LETTERS_OF_TWO_LINES = 24
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
    "header of verdicts": {**_HEADER, "align": "left", "indent": 1},
    "count": {"num_format": "#,##0.0"},
    "s": {"num_format": "#,##0.0"},
    "share": {"num_format": "0.0%"},
    "hours": {"num_format": "#,##0.0"},
    "people": {"num_format": "#,##0.00"},
    "money": {"num_format": "#,##0.00"},
    "ratio": {"num_format": "#,##0.00"},
    "raw": {"num_format": "General"},
    "input of money": {"num_format": "#,##0.00", "bg_color": "#fff2a8", "border": 1, "locked": False},
    "input of share": {"num_format": "0.0%", "bg_color": "#fff2a8", "border": 1, "locked": False},
    "input of people": {"num_format": "#,##0.00", "bg_color": "#fff2a8", "border": 1, "locked": False},
    "total of money": {"num_format": "#,##0.00", "bold": True, "top": 1},
    "s 1": {"num_format": '#,##0.0" s"'},
    "s 60": {"num_format": '#,##0.0" min"'},
    "s 3600": {"num_format": '#,##0.0" h"'},
    "never": {"align": "right", "font_color": "#5b6672"},
    # colours that stay apart for red-, green- and blue-blind eyes; the word stands beside them
    "met": {"font_color": "#00737a", "bold": True, "indent": 1},
    "not certain": {"font_color": "#8f6000", "bold": True, "indent": 1},
    "missed": {"font_color": "#b3123d", "bold": True, "indent": 1},
    "no value": {"font_color": "#5b6672", "indent": 1},
}
# Durations of a column share one unit, chosen by the largest: below these seconds, shown in units of so many.
_DURATION_UNITS = ((600.0, 1.0), (600 * 60.0, 60.0))


@dataclass
class Canvas:
    """A workbook under construction and the looks of its cells."""

    workbook: Workbook
    _formats: dict[str, Format] = field(default_factory=dict)

    def look(self, name: str, *, bold: bool = False) -> Format:
        """The cell format of a name of ``_LOOKS``, made once."""
        key = f"{name}, bold" if bold else name
        if key not in self._formats:
            total = {"bold": True, "top": 1} if bold else {}
            self._formats[key] = self.workbook.add_format({**_LOOKS[name], **total})
        return self._formats[key]

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool = True) -> Worksheet:
        """A new sheet that prints on the width of a page of A4, with page numbers."""
        sheet = self.workbook.add_worksheet(name)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, min(width, _WIDEST))
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

    def number_look(self, number_format: str) -> Format:
        """A cell format for numbers written in this way."""
        if number_format not in self._formats:
            self._formats[number_format] = self.workbook.add_format({"num_format": number_format})
        return self._formats[number_format]

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
            sheet.set_row(row, 15.0 * max(1, math.ceil(len(line) / (12 * across))))
            row += 1
        return row

    def table(self, sheet: Worksheet, row: int, table: Table) -> int:
        """Draw a table of the report with its title and note; returns the next free row."""
        sheet.write_string(row, 0, table.title, self.look("heading"))
        row += 1
        spread = [
            _Spread.of(column, [cells[number] for cells in table.rows]) for number, column in enumerate(table.columns)
        ]
        number = 0
        for column in spread:
            for heading, look in column.headings():
                sheet.write_string(row, number, heading, self.look(look))
                number += 1
        longest = max(len(heading) for column in spread for heading, _look in column.headings())
        sheet.set_row(row, 30 if longest <= _LETTERS_OF_TWO_LINES else 45)
        for offset, cells in enumerate(table.rows, start=1):
            bold = table.total and offset == len(table.rows)
            self._row(sheet, row + offset, spread, cells, bold=bold)
        row += len(table.rows) + 1
        return (self.lines(sheet, row, [table.note], "note") if table.note else row) + 1

    def _row(self, sheet: Worksheet, row: int, spread: Sequence[_Spread], cells: Sequence[Cell], *, bold: bool) -> None:
        number = 0
        for column, cell in zip(spread, cells, strict=True):
            for value, look in column.values(cell):
                self._cell(sheet, row, number, value, look, bold=bold)
                number += 1

    def _cell(
        self, sheet: Worksheet, row: int, number: int, value: float | str | Verdict | None, look: str, *, bold: bool
    ) -> None:
        if isinstance(value, Verdict):
            sheet.write_string(row, number, verdict_text(value), self.look(value.value))
        elif isinstance(value, str):
            sheet.write_string(row, number, value, self.look("text", bold=bold))
        else:
            self.number(sheet, row, number, value, look, bold=bold)

    def number(
        self, sheet: Worksheet, row: int, column: int, value: float | None, look: str, *, bold: bool = False
    ) -> None:
        """Write a number; no value stays blank and infinity is said in words."""
        if value is None or math.isnan(value):
            sheet.write_blank(row, column, None, self.look(look, bold=bold))
        elif math.isinf(value):
            sheet.write_string(row, column, _("never"), self.look("never"))
        else:
            sheet.write_number(row, column, value, self.look(look, bold=bold))


Drawn = tuple[float | str | Verdict | None, str]


@dataclass(frozen=True, slots=True)
class _Spread:
    """One column of the report spread over the columns of a sheet: the estimate, its interval, its verdict.

    ``unit`` is None where the column mixes units; then each cell shows its own.
    """

    label: str
    intervals: bool
    judged: bool
    verdicts: bool
    numeric: bool
    unit: Unit | None
    divisor: float

    @classmethod
    def of(cls, column: Column, cells: Sequence[Cell]) -> _Spread:
        quantities = [
            cell.reached if isinstance(cell, Judged) else cell for cell in cells if isinstance(cell, Quantity | Judged)
        ]
        units = list(dict.fromkeys(quantity.unit for quantity in quantities))
        return cls(
            column.label,
            column.intervals and any(quantity.low is not None for quantity in quantities),
            any(isinstance(cell, Judged) for cell in cells),
            any(isinstance(cell, Verdict) for cell in cells),
            column.numeric,
            units[0] if len(units) == 1 else None,
            _divisor(quantities) if units == ["s"] else 1.0,
        )

    def headings(self) -> list[tuple[str, str]]:
        """Headings, each with its look."""
        words = {1.0: _("s"), 60.0: _("min"), 3600.0: _("h")}
        look = "header of numbers" if self.numeric else "header of verdicts" if self.verdicts else "header"
        headings = [(f"{self.label} ({words[self.divisor]})" if self.unit == "s" else self.label, look)]
        if self.intervals:
            headings += [(_("from"), "header of numbers"), (_("to"), "header of numbers")]
        if self.judged:
            headings.append((_("Verdict"), "header of verdicts"))
        return headings

    def values(self, cell: Cell) -> list[Drawn]:
        if isinstance(cell, Verdict):
            return [(cell, "text")]
        if isinstance(cell, str):
            return [(cell, "text"), *([("", "text")] * (len(self.headings()) - 1))]
        quantity = cell.reached if isinstance(cell, Judged) else cell or Quantity(None)
        divisor = _divisor([quantity]) if self.unit is None and quantity.unit == "s" else self.divisor
        look = f"s {divisor:.0f}" if self.unit is None and quantity.unit == "s" else quantity.unit
        numbers = [quantity.value, quantity.low, quantity.high] if self.intervals else [quantity.value]
        drawn: list[Drawn] = [(None if number is None else number / divisor, look) for number in numbers]
        if self.judged:
            drawn.append((cell.verdict if isinstance(cell, Judged) else "", "text"))
        return drawn


def _divisor(quantities: Sequence[Quantity]) -> float:
    finite = [quantity.value for quantity in quantities if quantity.value is not None and math.isfinite(quantity.value)]
    largest = max(finite, default=0.0)
    return next((divisor for limit, divisor in _DURATION_UNITS if largest < limit), 3600.0)
