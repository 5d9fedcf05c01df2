"""A table of the report as a read-only model, with the texts that every other writer shows."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from planner.reporting.quantities import quantity_text, table_intervals, table_texts
from planner.reporting.report import Judged, Quantity, Table, Verdict
from planner.texts import _
from ui.look.theme import Theme
from ui.pages.results.digits import joined
from ui.pages.results.terms import hover_text

if TYPE_CHECKING:
    from planner.reporting.report import Cell
    from ui.running.answer import Answer
    from ui.running.traced import Origin

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
INTERVAL_ROLE = Qt.ItemDataRole.UserRole + 1  # "69–73", shown below the number
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?[0-9][0-9,]*(\.[0-9]+)?(\s?%)?")


class ReportTableModel(QAbstractTableModel):
    """Shows one table; cells know the metric behind them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._table: Table | None = None
        self._texts: list[list[str]] = []
        self._ends: list[list[tuple[str, str] | None]] = []
        self._with_intervals = False
        self._heading_lines = 1

    @property
    def table(self) -> Table | None:
        """What is shown."""
        return self._table

    def show_table(self, table: Table | None, answer: Answer | None) -> None:
        """Show another table, whose figures come from the answer."""
        self.beginResetModel()
        self._table, self._answer = table, answer
        self._write()
        self.endResetModel()

    def set_intervals(self, shown: bool) -> None:
        """Show the interval of every number on a line of its own, or only of some, beside them."""
        if shown != self._with_intervals:
            self.beginResetModel()
            self._with_intervals = shown
            self._write()
            self.endResetModel()

    def set_heading_lines(self, lines: int) -> None:
        """Break headings into so many lines at most."""
        if lines != self._heading_lines:
            self._heading_lines = lines
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(self.columnCount() - 1, 0))

    def _write(self) -> None:
        table = self._table
        self._ends = [] if table is None else table_intervals(table)
        if table is not None and self._with_intervals:
            table = replace(table, columns=tuple(replace(column, intervals=False) for column in table.columns))
        self._texts = [] if table is None else table_texts(table)

    def set_theme(self, theme: Theme) -> None:
        """Show verdicts in other colours."""
        self._theme = theme
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_ROLE.ForegroundRole])

    def quantity(self, index: Index) -> Quantity | None:
        """The figure in a cell."""
        cell = self._cell(index)
        if isinstance(cell, Judged):
            return cell.reached
        return cell if isinstance(cell, Quantity) else None

    def origin(self, index: Index) -> Origin | None:
        """The metric and split behind a cell."""
        quantity = self.quantity(index)
        return None if quantity is None or self._answer is None else self._answer.findings.origin(quantity)

    def plain_rows(self) -> tuple[list[str], list[list[object]]]:
        """Headings and rows for programs: numbers in full, a column for each end of an interval."""
        table = self._table
        if table is None:
            return [], []
        header: list[str] = []
        for number, column in enumerate(table.columns):
            header.append(column.label)
            if _has_interval(table, number):
                header += [_("{label}, low").format(label=column.label), _("{label}, high").format(label=column.label)]
        rows = [
            [value for number, cell in enumerate(row) for value in _plain(cell, _has_interval(table, number))]
            for row in table.rows
        ]
        return header, rows

    def text_rows(self) -> list[list[str]]:
        """The table as it is read, headings first; intervals that are shown get columns of their own."""
        if self._table is None:
            return []
        columns = range(self.columnCount())
        return [
            [text for column in columns for text in self._heading_texts(column)],
            *([text for column in columns for text in self.cell_texts(row, column)] for row in range(self.rowCount())),
        ]

    def cell_texts(self, row: int, column: int) -> list[str]:
        """What is copied of a cell: its text, and both ends of its interval where the column shows them."""
        text = self._texts[row][column]
        ends = (self._ends[row][column] or ("", "")) if self._shows_ends(column) else ()
        unit = "%" if text.endswith("%") else ""
        return [for_a_spreadsheet(each) for each in (text, *(f"{end} {unit}" if end and unit else end for end in ends))]

    def _heading_texts(self, column: int) -> list[str]:
        assert self._table is not None
        label = self._table.columns[column].label
        if not self._shows_ends(column):
            return [label]
        return [label, _("{label}, low").format(label=label), _("{label}, high").format(label=label)]

    def _shows_ends(self, column: int) -> bool:
        return self._with_intervals and any(ends[column] is not None for ends in self._ends)

    # ------------------------------------------------------------------ what Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - the name is Qt's
        """Rows of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - the name is Qt's
        """Columns of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Text, alignment, colour of a verdict, and the definition of what stands there."""
        if not index.isValid() or self._table is None:
            return None
        if role == _ROLE.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == _ROLE.TextAlignmentRole:
            return self._alignment(index.column())
        told = {
            INTERVAL_ROLE: self._interval,
            _ROLE.ForegroundRole: self._colour,
            _ROLE.FontRole: self._font,
            _ROLE.ToolTipRole: self._hover,
            _ROLE.AccessibleTextRole: self._spoken,
        }
        return told[role](index) if role in told else None

    def headerData(  # noqa: N802 - the name is Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Headings, with the definition of what stands below."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount() or self._table is None:
            return None
        if role == _ROLE.DisplayRole:
            label = self._table.columns[section].label
            return broken(label, self._heading_lines)
        if role == _ROLE.TextAlignmentRole:
            return self._alignment(section)
        if role == _ROLE.ToolTipRole:
            origins = (self.origin(self.index(row, section)) for row in range(self.rowCount()))
            return next((hover_text(origin) for origin in origins if origin is not None), None)
        return None

    # ------------------------------------------------------------------ cells

    def _cell(self, index: Index) -> Cell:
        if self._table is None or not index.isValid():
            return None
        return self._table.rows[index.row()][index.column()]

    def _interval(self, index: Index) -> str:
        ends = self._ends[index.row()][index.column()] if self._with_intervals else None
        return "" if ends is None else joined(ends)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        assert self._table is not None
        side = Qt.AlignmentFlag.AlignRight if self._table.columns[column].numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _colour(self, index: Index) -> QColor | None:
        cell = self._cell(index)
        verdict = cell.verdict if isinstance(cell, Judged) else cell if isinstance(cell, Verdict) else None
        return None if verdict is None else QColor(verdict_colour(verdict, self._theme))

    def _font(self, index: Index) -> QFont | None:
        if self._table is None or not self._table.total or index.row() < self.rowCount() - 1:
            return None
        font = QFont()
        font.setBold(True)
        return font

    def _hover(self, index: Index) -> str | None:
        """The number with its interval, and what it means."""
        quantity, origin = self.quantity(index), self.origin(index)
        if quantity is None or origin is None or self._answer is None:
            return None
        text = quantity_text(quantity, interval=True, currency=self._answer.scenario.currency)
        return f"<p><b>{escape(text)}</b></p>{hover_text(origin)}"

    def _spoken(self, index: Index) -> str:
        assert self._table is not None
        row, column = index.row(), index.column()
        text, interval = self._texts[row][column], self._interval(index)
        if interval:
            text = _("{value}, interval {interval}").format(value=text, interval=interval)
        return text if column == 0 else f"{self._texts[row][0]}, {self._table.columns[column].label}: {text}"

    def row_members(self, row: int) -> dict[str, str]:
        """What a row is about, by dimension: {"segment": "Pro", "channel": "chat"}; nothing for the sum of all."""
        origins = (self.origin(self.index(row, column)) for column in range(self.columnCount()))
        return dict(next((origin.by for origin in origins if origin is not None and origin.by), {}))


def broken(label: str, lines: int) -> str:
    """A heading on so many lines at most, none longer than needed, and no word cut."""
    widths = range(max(map(len, label.split()), default=1), len(label) + 1)
    wrapped = (textwrap.wrap(label, width, break_long_words=False, break_on_hyphens=False) for width in widths)
    return "\n".join(next((found for found in wrapped if len(found) <= lines), [label]))


def verdict_colour(verdict: Verdict, theme: Theme) -> str:
    """The colour of a verdict, which always stands beside its sign and word."""
    return {
        Verdict.MET: theme.met,
        Verdict.NOT_CERTAIN: theme.close,
        Verdict.MISSED: theme.missed,
        Verdict.NO_VALUE: theme.secondary,
    }[verdict]


def _has_interval(table: Table, column: int) -> bool:
    cells = (row[column] for row in table.rows)
    found = (cell.reached if isinstance(cell, Judged) else cell for cell in cells)
    return any(isinstance(cell, Quantity) and cell.low is not None for cell in found)


def _plain(cell: Cell, interval: bool) -> list[object]:
    if isinstance(cell, Judged):
        cell = cell.reached
    if isinstance(cell, Quantity):
        return [cell.value, cell.low, cell.high] if interval else [cell.value]
    value = cell.value if isinstance(cell, Verdict) else cell
    return [value, None, None] if interval else [value]


def for_a_spreadsheet(text: str) -> str:
    """A number as spreadsheets of the user's country take it: a plain minus, no grouping; other texts as they are."""
    if _NUMBER.fullmatch(text.strip()) is None:
        return text
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace(",", "")
    return "".join(plain.split()).replace(".", QLocale().decimalPoint())
