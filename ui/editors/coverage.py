"""Agents at the desk by half-hour of a day, against the estimated need; what is short is red and hatched."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.texts import _
from ui.editors.gantt_frame import step_of
from ui.editors.week_coverage import HALF_HOUR, HALF_HOURS, WeekCoverage, clock
from ui.look.theme import Theme, blend

_TOP, _BOTTOM, _HEIGHT = 8, 18, 86


class CoverageStrip(QWidget):
    """One day of a week, drawn under the shifts on the same hours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names, self._left, self._hour = 0.0, 0.0, 30.0
        self.week = WeekCoverage()
        self.day = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Agents at the desk through the day"))

    @Slot(float, float, float)
    def set_scale(self, names: float, left: float, hour: float) -> None:
        """Take the width of the names, the place of midnight and the width of an hour from the shifts above."""
        self._names, self._left, self._hour = names, left, hour
        self.update()

    def show_day(self, theme: Theme, week: WeekCoverage, day: int) -> None:
        """Show a day of a week, Monday = 0."""
        self._theme, self.week, self.day = theme, week, day
        self.setAccessibleDescription(week.day_text(day))
        self.update()

    @property
    def at_desk(self) -> tuple[float, ...]:
        """The agents in each half-hour."""
        return self.week.at_desk[self.day]

    @property
    def need(self) -> tuple[float, ...] | None:
        """The agents needed in each half-hour; None where that is not known."""
        return None if self.week.need is None else self.week.need[self.day]

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(300, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(160, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Say the numbers of the half-hour under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = int((event.pos().x() - self._left) // (self._hour / 2))
            QToolTip.showText(event.globalPos(), self.half_hour_text(number), self)
            return True
        return super().event(event)

    def half_hour_text(self, number: int) -> str:
        """The numbers of a half-hour; "" outside the day."""
        if not 0 <= number < HALF_HOURS:
            return ""
        begin = number * HALF_HOUR
        text = _("{begin}–{end}: {agents} at the desk").format(
            begin=clock(begin), end=clock(begin + HALF_HOUR), agents=f"{self.at_desk[number]:.1f}"
        )
        if self.need is None:
            return text
        return f"{text}, {_('{agents} needed (estimate)').format(agents=f'{self.need[number]:.1f}')}"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - the name is Qt's
        """Draw bars, shortages and the line of the need."""
        painter = QPainter(self)
        base = self.height() - _BOTTOM
        top = max(*self.at_desk, *(self.need or (0.0,)), 1.0)
        scale = (base - _TOP) / top
        width = self._hour / 2
        self._draw_labels(painter, base, top, scale)
        painter.setClipRect(QRectF(self._names, 0, self.width() - self._names, self.height()))
        short = self.week.short_half_hours(self.day)
        for number, agents in enumerate(self.at_desk):
            place = QRectF(self._left + number * width + 0.5, base - agents * scale, width - 1, agents * scale)
            painter.fillRect(place, blend(self._theme.accent, self._theme.card, 0.55))
            if number in short and self.need is not None:
                self._draw_shortage(painter, place, (self.need[number] - agents) * scale)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(round(self._left), base, round(self._left + HALF_HOURS * width), base)
        if self.need is not None:
            self._draw_need(painter, self.need, base, scale)
        painter.end()

    def _draw_labels(self, painter: QPainter, base: int, top: float, scale: float) -> None:
        painter.setPen(QColor(self._theme.secondary))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in {0, math.floor(top)}:
            painter.drawText(QRectF(0, base - value * scale - 8, self._names - 8, 16), right, f"{value}")
        for hour in range(0, 25, step_of(self._hour)):
            x = self._left + hour * self._hour
            if x >= self._names - 1:
                place = QRectF(x - 20, base + 2, 40, 16)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{hour % 24:02d}")

    def _draw_shortage(self, painter: QPainter, place: QRectF, height: float) -> None:
        missing = QRectF(place.left(), place.top() - height, place.width(), height)
        painter.fillRect(missing, blend(self._theme.missed, self._theme.card, 0.75))
        painter.fillRect(missing, QBrush(QColor(self._theme.missed), Qt.BrushStyle.BDiagPattern))

    def _draw_need(self, painter: QPainter, need: tuple[float, ...], base: int, scale: float) -> None:
        """A stepped line from where something is needed to where nothing is any more."""
        painter.setPen(QPen(QColor(self._theme.text), 2))
        painter.drawPolyline(steps_of(need, self._left, self._hour / 2, base, scale))


def steps_of(need: tuple[float, ...], left: float, width: float, base: float, scale: float) -> list[QPointF]:
    """The corners of the stepped line through half-hours, whole pixels so that it is sharp."""
    points: list[QPointF] = []
    for number, agents in enumerate(need):
        height = round(base - agents * scale)
        points += [QPointF(round(left + (number + end) * width), height) for end in (0, 1)]
    return points
