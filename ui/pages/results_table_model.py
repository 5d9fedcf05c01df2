"""A table of the report as a read-only model, with the texts that every other writer shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from planner.reporting.quantities import quantity_text, table_texts
from planner.reporting.report import Judged, Quantity, Table, Verdict
from planner.texts import _
from ui.pages.results_why import hover_text
from ui.theme import Theme

if TYPE_CHECKING:
    from planner.reporting.report import Cell
    from ui.running.answer import Answer
    from ui.running.traced import Origin

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class ReportTableModel(QAbstractTableModel):
    """Shows one table; cells know the metric behind them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._table: Table | None = None
        self._texts: list[list[str]] = []

    @property
    def table(self) -> Table | None:
        """What is shown."""
        return self._table

    def show_table(self, table: Table | None, answer: Answer | None) -> None:
        """Show another table, whose figures come from the answer."""
        self.beginResetModel()
        self._table, self._answer = table, answer
        self._texts = [] if table is None else table_texts(table)
        self.endResetModel()

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
        """The table as it is read, headings first."""
        return [] if self._table is None else [[column.label for column in self._table.columns], *self._texts]

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
        if role == _ROLE.ForegroundRole:
            return self._colour(index)
        if role == _ROLE.FontRole:
            return self._font(index)
        if role == _ROLE.ToolTipRole:
            return self._hover(index)
        if role == _ROLE.AccessibleTextRole:
            return self._spoken(index)
        return None

    def headerData(  # noqa: N802 - the name is Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Headings, with the definition of what stands below."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount() or self._table is None:
            return None
        if role == _ROLE.DisplayRole:
            return self._table.columns[section].label
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
        text = self._texts[row][column]
        return text if column == 0 else f"{self._texts[row][0]}, {self._table.columns[column].label}: {text}"


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
