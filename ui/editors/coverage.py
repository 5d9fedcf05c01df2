"""Agents on shift by half-hour of a day, against the estimated need; what is short is red and hatched."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.texts import _
from ui.editors.shifts import HALF_HOUR, HALF_HOURS
from ui.theme import Theme, blend

_TOP, _BOTTOM = 8, 18


class CoverageStrip(QWidget):
    """Drawn under the shifts on the same hours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left, self._hour = 0.0, 30.0
        self.on_shift: tuple[float, ...] = (0.0,) * HALF_HOURS
        self.need: tuple[float, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Agents on shift through the day"))

    @Slot(float, float)
    def set_scale(self, left: float, hour: float) -> None:
        """Take the place of midnight and the width of an hour from the shifts above."""
        self._left, self._hour = left, hour
        self.update()

    def show_day(self, theme: Theme, on_shift: tuple[float, ...], need: tuple[float, ...] | None) -> None:
        """Show a day; ``need`` None where it is not known."""
        self._theme, self.on_shift, self.need = theme, on_shift, need
        self.setAccessibleDescription(self.summary)
        self.update()

    @property
    def short(self) -> tuple[int, ...]:
        """The half-hours with fewer agents than needed."""
        if self.need is None:
            return ()
        return tuple(n for n in range(HALF_HOURS) if self.on_shift[n] < self.need[n] - 1e-9)

    @property
    def summary(self) -> str:
        """What the strip shows, in words."""
        most = _("At most {agents} agents on shift at once.").format(agents=f"{max(self.on_shift):g}")
        if self.need is None:
            return most
        if not self.short:
            return most + " " + _("Estimate: enough for calls and chats all day.")
        first = self.short[0] * HALF_HOUR
        return (
            most
            + " "
            + _("Estimate: too few for calls and chats in {hours} h of the day, first at {time}.").format(
                hours=f"{len(self.short) * HALF_HOUR / 60:g}", time=f"{first // 60:02d}:{first % 60:02d}"
            )
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(400, 104)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - the name is Qt's
        """Draw bars, shortages and the line of the need."""
        painter = QPainter(self)
        base = self.height() - _BOTTOM
        top = max(*self.on_shift, *(self.need or (0.0,)), 1.0)
        scale = (base - _TOP) / top
        width = self._hour / 2
        self._draw_labels(painter, base, top, scale)
        for number, agents in enumerate(self.on_shift):
            place = QRectF(self._left + number * width + 0.5, base - agents * scale, width - 1, agents * scale)
            painter.fillRect(place, blend(self._theme.accent, self._theme.card, 0.55))
            if number in self.short and self.need is not None:
                self._draw_shortage(painter, place, (self.need[number] - agents) * scale)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(round(self._left), base, round(self._left + HALF_HOURS * width), base)
        if self.need is not None:
            self._draw_need(painter, self.need, base, scale, width)
        painter.end()

    def _draw_labels(self, painter: QPainter, base: int, top: float, scale: float) -> None:
        painter.setPen(QColor(self._theme.secondary))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in {0, math.floor(top)}:
            painter.drawText(QRectF(0, base - value * scale - 8, self._left - 8, 16), right, f"{value}")
        for hour in range(0, 25, 2 if self._hour >= 18 else 3):
            place = QRectF(self._left + hour * self._hour - 20, base + 2, 40, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{hour % 24:02d}")

    def _draw_shortage(self, painter: QPainter, place: QRectF, height: float) -> None:
        missing = QRectF(place.left(), place.top() - height, place.width(), height)
        red = QColor(self._theme.missed)
        painter.fillRect(missing, blend(self._theme.missed, self._theme.card, 0.75))
        painter.fillRect(missing, QBrush(red, Qt.BrushStyle.BDiagPattern))

    def _draw_need(self, painter: QPainter, need: tuple[float, ...], base: int, scale: float, width: float) -> None:
        painter.setPen(QPen(QColor(self._theme.text), 1.5, Qt.PenStyle.DashLine))
        heights = [round(base - agents * scale) for agents in need]
        for number, height in enumerate(heights):
            left = round(self._left + number * width)
            painter.drawLine(left, height, round(left + width), height)
            if number and heights[number - 1] != height:
                painter.drawLine(left, heights[number - 1], left, height)
