"""A shift's bar: how many agents, and from when to when."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from planner.texts import _
from ui.editors.shifts import ShiftBar
from ui.theme import Theme, blend

BAR = 22


class ShiftBarItem(QGraphicsRectItem):
    """Tinted in the team's colour, with text in that of the window; a shift that is switched off is hatched."""

    def __init__(self, bar: ShiftBar, colour: QColor, theme: Theme, font: QFont) -> None:
        super().__init__()
        self._bar, self._colour, self._theme, self._font = bar, colour, theme, font
        self._is_chosen = False

    def show_bar(self, bar: ShiftBar, rect: QRectF) -> None:
        """Show the shift at a place; the place is that of a bar which is dragged, too."""
        self._bar = bar
        self.setRect(rect)
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:
        """Mark it as the one that keys act on."""
        self._is_chosen = is_chosen
        self.update()

    @property
    def text(self) -> str:
        """What stands on the bar."""
        return _("{agents} × {span}").format(agents=self._bar.agents, span=self._bar.span)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the bar."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(1, 1, -1, -1)
        fill: QBrush | QColor = blend(self._colour.name(), self._theme.card, 0.62)
        if not self._bar.enabled:
            fill = QBrush(QColor(self._theme.line), Qt.BrushStyle.BDiagPattern)
        elif not self._bar.agents:
            fill = QColor(self._theme.card)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(self._theme.text), 2) if self._is_chosen else QPen(self._colour, 1))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(self._font)
        inside = rect.adjusted(6, 0, -4, 0)
        metrics = QFontMetrics(self._font)
        text = self.text if metrics.horizontalAdvance(self.text) <= inside.width() else str(self._bar.agents)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
