"""A figure by hour and weekday as a table with coloured cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planner.reporting.quantities import quantity_text
from planner.texts import LazyText, _, lazy
from ui.charts.picture import DAY_KEYS, HOUR_NAMES, time_scale
from ui.pages.results_why import hover_text
from ui.theme import Theme, blend

if TYPE_CHECKING:
    from planner.reporting.report import Quantity
    from ui.running.answer import Answer
    from ui.running.traced import Origin

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_BRIGHT = 140  # from this brightness of a cell on its digits are black
_LONGEST_TEXT = 100.0


@dataclass(frozen=True)
class HeatFigure:
    """A metric that the heat map can show, and what it is called there."""

    metric: str
    label: LazyText


HEAT_FIGURES = (
    HeatFigure("first_response_time_mean", lazy("Wait for the first answer, mean")),
    HeatFigure("first_response_time_p90", lazy("Wait for the first answer, 90 % within")),
    HeatFigure("tickets_offered", lazy("Tickets that arrive in the weeks")),
    HeatFigure("workload_hours", lazy("Hours of work done in the weeks")),
    HeatFigure("agents_on_duty", lazy("People at the desk")),
    HeatFigure("idle_hours", lazy("Hours at the desk without work")),
    HeatFigure("occupancy", lazy("Occupancy")),
    HeatFigure("backlog_mean", lazy("Open tickets, mean")),
    HeatFigure("target_attainment_answer", lazy("Answer target kept")),
    HeatFigure("target_attainment_reply", lazy("Reply target kept")),
    HeatFigure("target_attainment_resolve", lazy("Resolve target kept")),
)


def day_names() -> tuple[str, ...]:
    """The weekdays, Monday first as in the plan."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


class HeatModel(QAbstractTableModel):
    """A row for each weekday, a column for each hour; the higher, the farther from the background."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._cells: list[Quantity] = []
        self._divisor = 1.0
        self._decimals = 0
        self._lowest = self._highest = 0.0
        self.unit = ""
        self.is_split = True

    def show_figure(self, answer: Answer, metric: str, by: Mapping[str, str]) -> None:
        """Show a metric for a member; where it is not split that far, for all (``is_split`` says so)."""
        self.beginResetModel()
        self._answer = answer
        cells = self._found(answer, metric, by)
        self.is_split = not by or any(cell.value is not None for cell in cells)
        self._cells = cells if self.is_split else self._found(answer, metric, {})
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
            return QColor("#000000" if _brightness(self._colour(quantity)) > _BRIGHT else "#ffffff")
        if role == _ROLE.ToolTipRole:
            origin = self.origin(index)
            return f"<p>{self._spoken(index, quantity)}</p>" + (hover_text(origin) if origin else "")
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

    def _found(self, answer: Answer, metric: str, by: Mapping[str, str]) -> list[Quantity]:
        return [
            answer.findings.get(metric, {**by, "hour_of_week": f"{day} {hour}"})
            for day in DAY_KEYS
            for hour in HOUR_NAMES
        ]

    def _scale(self, answer: Answer) -> None:
        values = _finite(self._cells)
        unit = self._cells[0].unit
        self._divisor, self.unit = 1.0, ""
        if unit == "s":
            self._divisor, self.unit = time_scale(self._cells)
        elif unit == "share":
            self._divisor, self.unit = 0.01, "%"
        elif unit == "money":
            self.unit = answer.scenario.currency
        self._lowest = 0.0
        self._highest = max(values, default=0.0)
        if unit == "share" and values and min(values) > 0.5:
            # kept promises lie near 100 %: on a scale from 0 all hours would look alike
            self._lowest = min(values)
        self._decimals = 0 if self._highest / self._divisor >= 10 else 1

    def _text(self, quantity: Quantity) -> str:
        if quantity.value is None:
            return ""
        if math.isinf(quantity.value):
            return "∞"
        value = quantity.value / self._divisor
        return "0" if value == 0 else f"{value:.{self._decimals if value < _LONGEST_TEXT else 0}f}"

    def _colour(self, quantity: Quantity) -> QColor:
        if quantity.value is None:
            return QColor(self._theme.heat[0])
        if math.isinf(quantity.value) or self._highest <= self._lowest:
            return QColor(self._theme.heat[-1 if quantity.value and self._highest else 0])
        return heat_colour(self._theme.heat, (quantity.value - self._lowest) / (self._highest - self._lowest))

    def _spoken(self, index: Index, quantity: Quantity) -> str:
        currency = "" if self._answer is None else self._answer.scenario.currency
        text = quantity_text(quantity, interval=True, currency=currency)
        return _("{day} {hour}: {value}").format(
            day=day_names()[index.row()], hour=HOUR_NAMES[index.column()], value=text
        )


def heat_colour(stops: Sequence[str], share: float) -> QColor:
    """The colour at a share of the way along the stops."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    below = min(int(place), len(stops) - 2)
    return blend(stops[below], stops[below + 1], place - below)


def _brightness(colour: QColor) -> float:
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()


def _finite(cells: Sequence[Quantity]) -> list[float]:
    return [value for cell in cells if (value := cell.value) is not None and math.isfinite(value)]
