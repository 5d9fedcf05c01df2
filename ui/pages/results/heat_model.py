"""A figure by hour and weekday as a table with coloured cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planner.reporting.quantities import NO_VALUE, quantity_text
from planner.texts import _
from ui.charts.picture import HOUR_NAMES, time_scale
from ui.look.theme import Theme, brightness, heat_colour
from ui.pages.results.heat_figures import HEAT_FIGURES, HOURS, HeatFigure, cells_of, count_text, note_of
from ui.pages.results.terms import hover_text

if TYPE_CHECKING:
    from planner.reporting.report import Quantity
    from ui.running.answer import Answer
    from ui.running.traced import Origin

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_BRIGHT = 140  # from this brightness of a cell on its digits are black
_LONGEST_TEXT = 100.0


def day_names() -> tuple[str, ...]:
    """The weekdays, Monday first as in the plan."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


class HeatModel(QAbstractTableModel):
    """A row for each weekday, a column for each hour; the higher, the farther from the background."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._by: Mapping[str, str] = {}
        self.figure: HeatFigure = HEAT_FIGURES[0]
        self._cells: list[Quantity] = []
        self._divisor = 1.0
        self._decimals = 0
        self._lowest = self._highest = 0.0
        self.unit = self.note = ""

    def show_figure(self, answer: Answer, figure: HeatFigure, by: Mapping[str, str]) -> None:
        """Show a figure for a member; where it is not split that far, no values and a ``note`` that says so."""
        self.beginResetModel()
        self._answer, self.figure, self._by = answer, figure, by
        self._cells = cells_of(answer, figure, by)
        self.note = note_of(answer, figure, by)
        self._scale(answer)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        if self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(6, 23), [_ROLE.BackgroundRole, _ROLE.ForegroundRole])

    def quantity(self, index: Index) -> Quantity | None:
        """The figure in a cell."""
        return self._cells[index.row() * 24 + index.column()] if index.isValid() and self._cells else None

    def origin(self, index: Index) -> Origin | None:
        """The metric and split behind a cell."""
        quantity = self.quantity(index)
        return None if quantity is None or self._answer is None else self._answer.findings.origin(quantity)

    def text_rows(self) -> list[list[str]]:
        """The map as it is read, headings first."""
        rows = [["", *HOUR_NAMES]]
        for row, name in enumerate(day_names()):
            rows.append([name, *(self._text(cell) for cell in self._cells[row * 24 : row * 24 + 24])])
        return rows

    def plain_rows(self) -> tuple[list[str], list[list[object]]]:
        """A row for each hour of the week, with the interval, in the units of the report."""
        header = [_("Weekday"), _("Hour"), _("Value"), _("Low"), _("High")]
        rows: list[list[object]] = [
            [day_names()[number // 24], HOUR_NAMES[number % 24], cell.value, cell.low, cell.high]
            for number, cell in enumerate(self._cells)
        ]
        return header, rows

    # ------------------------------------------------------------------ what Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - the name is Qt's
        """Seven, when there is something to show."""
        return 0 if parent.isValid() or not self._cells else 7

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - the name is Qt's
        """Twenty-four, when there is something to show."""
        return 0 if parent.isValid() or not self._cells else 24

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """A short number on its colour; all about it on hover."""
        quantity = self.quantity(index)
        if quantity is None:
            return None
        if role == _ROLE.DisplayRole:
            return self._text(quantity)
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == _ROLE.BackgroundRole:
            return self._colour(quantity)
        if role == _ROLE.ForegroundRole:
            return self._ink(quantity)
        if role == _ROLE.ToolTipRole:
            return self._hover(index, quantity)
        if role == _ROLE.AccessibleTextRole:
            return self._spoken(index, quantity)
        return None

    def headerData(  # noqa: N802 - the name is Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Weekdays at the left, hours on top."""
        if orientation == Qt.Orientation.Vertical:
            return day_names()[section] if role == _ROLE.DisplayRole and 0 <= section < 7 else None
        if role == _ROLE.DisplayRole:
            return f"{section:02d}"
        return Qt.AlignmentFlag.AlignCenter if role == _ROLE.TextAlignmentRole else None

    # ------------------------------------------------------------------ numbers and colours

    def _scale(self, answer: Answer) -> None:
        values = _finite(self._cells)
        unit = self._cells[0].unit
        self._divisor, self.unit = 1.0, "" if self.figure.unit is None else str(self.figure.unit)
        if unit == "s":
            self._divisor, self.unit = time_scale(self._cells)
        elif unit == "share":
            self._divisor, self.unit = 0.01, "%"
        elif unit == "money":
            self.unit = answer.scenario.currency
        self._lowest, self._highest = 0.0, max(values, default=0.0)
        if self.figure.diverging:
            self._highest = max(map(abs, values), default=0.0)
            self._lowest = -self._highest
        if unit == "share" and values and min(values) > 0.5:
            # kept promises lie near 100 %: on a scale from 0 all hours would look alike
            self._lowest = min(values)
        self._decimals = 0 if self._highest / self._divisor >= 10 else 1

    def _text(self, quantity: Quantity) -> str:
        if quantity.value is None:
            return NO_VALUE
        if math.isinf(quantity.value):
            return "∞"
        value = quantity.value / self._divisor
        decimals = self._decimals if abs(value) < _LONGEST_TEXT else 0
        if round(value, decimals) == 0:
            return "0" if value == 0 or self.figure.diverging else f"{0:.{decimals}f}"
        return f"{value:{'+' if self.figure.diverging else ''}.{decimals}f}".replace("-", "−")

    def _colour(self, quantity: Quantity) -> QColor:
        theme = self._theme
        if quantity.value is None:
            return QColor(theme.card)
        stops = (theme.too_few, theme.balanced, theme.too_many) if self.figure.diverging else theme.heat
        if self._highest <= self._lowest:
            return heat_colour(stops, 0.5) if self.figure.diverging else QColor(stops[-1 if self._highest else 0])
        if math.isinf(quantity.value):
            return QColor(stops[-1])
        return heat_colour(stops, (quantity.value - self._lowest) / (self._highest - self._lowest))

    def _ink(self, quantity: Quantity) -> QColor:
        if quantity.value is None:
            return QColor(self._theme.secondary)
        return QColor("#000000" if brightness(self._colour(quantity)) > _BRIGHT else "#ffffff")

    def _hover(self, index: Index, quantity: Quantity) -> str:
        """Value with unit and interval, how much it rests on, and what it means."""
        parts = [f"<p><b>{escape(self._spoken(index, quantity))}</b></p>"]
        if self._answer is not None and quantity.value is not None:
            hour = HOURS[index.row() * 24 + index.column()]
            parts.append(f"<p>{escape(count_text(self._answer, self.figure, self._by, hour))}</p>")
        origin = self.origin(index)
        return "".join(parts) + (hover_text(origin) if origin is not None else "")

    def _spoken(self, index: Index, quantity: Quantity) -> str:
        currency = "" if self._answer is None else self._answer.scenario.currency
        text = quantity_text(quantity, interval=True, currency=currency)
        if quantity.value is None:
            text = _("no value")
        elif self.figure.unit is not None:
            text = f"{text} {self.figure.unit}"
        return _("{day} {hour}: {value}").format(
            day=day_names()[index.row()], hour=HOUR_NAMES[index.column()], value=text
        )


def _finite(cells: Sequence[Quantity]) -> list[float]:
    return [value for cell in cells if (value := cell.value) is not None and math.isfinite(value)]
