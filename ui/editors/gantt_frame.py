"""What stays in view beside the bars: the hours above them, and the names of teams and shifts at their left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from planner.texts import _
from ui.editors.shifts import ShiftBar
from ui.look.theme import Theme

HEADING, ROW = 26, 32


@dataclass(frozen=True)
class Row:
    """A row of the chart: a team's heading, or a shift of it."""

    top: int
    team: str
    bar: ShiftBar | None = None
    note: str = ""
    is_changed: bool = False

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return HEADING if self.bar is None else ROW


def rows_of(groups: Sequence[tuple[str, Sequence[ShiftBar]]], changed: set[ShiftBar]) -> tuple[Row, ...]:
    """The rows of teams and their shifts, one below the other."""
    rows: list[Row] = []
    top = 0
    for team, bars in groups:
        rows.append(Row(top, team, note=_zone_note(bars)))
        top += HEADING
        for bar in bars:
            rows.append(Row(top, team, bar, is_changed=bar in changed))
            top += ROW
    return tuple(rows)


def _zone_note(bars: Sequence[ShiftBar]) -> str:
    bar = bars[0]
    if not bar.zone:
        return ""
    hours = f"{abs(bar.offset) / 60:g}"
    text = _("{hours} h behind, {zone}") if bar.offset > 0 else _("{hours} h ahead, {zone}")
    return text.format(zone=bar.zone, hours=hours)


class HourHeader(QWidget):
    """The hours of the plan's clock above the bars."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left, self._hour, self._hours = 0.0, 30.0, 30

    def show_scale(self, theme: Theme, left: float, hour: float, hours: int) -> None:
        """Draw so many hours, midnight at ``left``."""
        self._theme, self._left, self._hour, self._hours = theme, left, hour, hours
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - the name is Qt's
        """Draw the hours."""
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.secondary))
        for hour in range(0, self._hours + 1, step_of(self._hour)):
            x = self._left + hour * self._hour
            place = QRectF(max(x - 20, 0) if hour == 0 else x - 20, 0, 40, self.height() - 3)
            aligned = Qt.AlignmentFlag.AlignLeft if hour == 0 and x < 20 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | aligned, f"{hour % 24:02d}")
        painter.setPen(QPen(QColor(self._theme.line)))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class NameColumn(QWidget):
    """The names of teams and shifts with their days, as far down as the bars are scrolled."""

    row_clicked = Signal(object)  # the path of the shift
    row_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._scrolled = 0
        self._chosen: ShiftBar | None = None

    def show_rows(self, theme: Theme, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self._theme, self._rows = theme, rows
        self.update()

    def scroll_to(self, top: int) -> None:
        """Follow the bars."""
        self._scrolled = top
        self.update()

    def choose(self, bar: ShiftBar | None) -> None:
        """Mark the row of a shift."""
        self._chosen = bar
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - the name is Qt's
        """Draw the rows that can be seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.card))
        bold = QFont(self.font())
        bold.setBold(True)
        for row in self._rows:
            place = QRectF(0, row.top - self._scrolled, self.width(), row.height)
            if place.bottom() < 0 or place.top() > self.height():
                continue
            if row.bar is None:
                painter.setFont(bold)
                used = self._write(painter, place.adjusted(4, 0, -8, 0), row.team, self._theme.text)
                painter.setFont(self.font())
                self._write(painter, place.adjusted(used + 12, 0, -8, 0), row.note, self._theme.secondary)
            else:
                self._draw_shift(painter, place, row, row.bar)
        painter.end()

    def _draw_shift(self, painter: QPainter, place: QRectF, row: Row, bar: ShiftBar) -> None:
        if self._chosen is not None and bar.path == self._chosen.path:
            painter.fillRect(place.adjusted(0, 2, 0, -2), QColor(self._theme.selected))
        elif row.is_changed:
            painter.fillRect(place.adjusted(0, 2, 0, -2), QColor(self._theme.changed))
        inside = place.adjusted(16, 0, -8, 0)
        days = painter.fontMetrics().elidedText(bar.days, Qt.TextElideMode.ElideRight, int(inside.width() / 2))
        width = painter.fontMetrics().horizontalAdvance(days)
        colour = self._theme.text if bar.enabled else self._theme.secondary
        name = ("◆ " if row.is_changed else "") + bar.name
        self._write(painter, inside.adjusted(0, 0, -width - 8, 0), name, colour)
        painter.setPen(QColor(self._theme.text if row.is_changed else self._theme.secondary))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, days)

    @staticmethod
    def _write(painter: QPainter, place: QRectF, text: str, colour: str) -> int:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(place.width()), 0))
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def row_at(self, point: QPoint) -> Row | None:
        """The row under a place of the column."""
        y = point.y() + self._scrolled
        return next((row for row in self._rows if row.top <= y < row.top + row.height), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Choose the shift."""
        row = self.row_at(event.position().toPoint())
        if row is not None and row.bar is not None:
            self.row_clicked.emit(row.bar.path)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Keep it from the chart below, which drags with it."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Open the form of the shift."""
        row = self.row_at(event.position().toPoint())
        if row is not None and row.bar is not None:
            self.row_opened.emit(row.bar.path)

    def event(self, event: QEvent) -> bool:
        """Show names in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos())
            words = (row.team, row.note) if row is not None and row.bar is None else ()
            if row is not None and row.bar is not None:
                words = (row.bar.name, row.bar.days)
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, words)), self)
            return True
        return super().event(event)


def step_of(hour: float) -> int:
    """Every how many hours one is named, where an hour is so many pixels wide."""
    return 2 if hour >= 22 else 3 if hour >= 11 else 6
