"""A shift's bar: how many agents, and from when to when."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from planner.texts import _
from ui.editors.shifts import ShiftBar
from ui.look.theme import Theme, blend

BAR = 22
_CORNER = 9  # pixels of the mark of a shift that differs from the base


class ShiftBarItem(QGraphicsRectItem):
    """Tinted in the team's colour, with text in that of the window.

    A shift that is switched off is hatched; one that a scenario has changed is dashed and has a corner; a number that
    is not sure is hatched lightly from its fewest on.
    """

    def __init__(self, bar: ShiftBar, colour: QColor, theme: Theme, font: QFont, is_changed: bool = False) -> None:
        super().__init__()
        self._bar, self._colour, self._theme, self._font = bar, colour, theme, font
        self._is_changed = is_changed
        self._is_chosen = self._has_focus = False

    def show_bar(self, bar: ShiftBar, rect: QRectF) -> None:
        """Show the shift at a place; the place is that of a bar which is dragged, too."""
        self._bar = bar
        self.setRect(rect)
        self.update()

    def set_chosen(self, is_chosen: bool, has_focus: bool) -> None:
        """Mark it as the one that keys act on, more strongly while they do."""
        self._is_chosen, self._has_focus = is_chosen, has_focus
        self.update()

    @property
    def text(self) -> str:
        """What stands on the bar."""
        return _("{agents} × {span}").format(agents=self._bar.agents_text, span=self._bar.span)

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
        painter.setPen(self._outline())
        painter.drawRoundedRect(rect, 4, 4)
        if self._bar.spread is not None:
            self._draw_unsure(painter, rect)
        if self._is_changed:
            self._draw_corner(painter, rect)
        self._draw_text(painter, rect)

    def _outline(self) -> QPen:
        if self._is_chosen and self._has_focus:
            return QPen(QColor(self._theme.accent), 3)
        if self._is_chosen:
            return QPen(QColor(self._theme.text), 2)
        style = Qt.PenStyle.DashLine if self._is_changed else Qt.PenStyle.SolidLine
        return QPen(QColor(self._theme.text) if self._is_changed else self._colour, 1, style)

    def _draw_unsure(self, painter: QPainter, rect: QRectF) -> None:
        """Hatch the part of the bar's height that may be missing."""
        low, high = self._bar.spread or (0, 1)
        unsure = QRectF(rect.left(), rect.top(), rect.width(), rect.height() * (high - low) / max(high, 1))
        painter.fillRect(unsure, QBrush(blend(self._colour.name(), self._theme.card, 0.3), Qt.BrushStyle.BDiagPattern))

    def _draw_corner(self, painter: QPainter, rect: QRectF) -> None:
        corner = rect.topRight()
        points = (corner - QPointF(_CORNER, 0), corner, corner + QPointF(0, _CORNER))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        painter.drawPolygon(QPolygonF(points))

    def _draw_text(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QColor(self._theme.text))
        painter.setFont(self._font)
        inside = rect.adjusted(6, 0, -4, 0)
        metrics = QFontMetrics(self._font)
        texts = (self.text, self._bar.agents_text, str(self._bar.agents))
        fitting = (text for text in texts if metrics.horizontalAdvance(text) <= inside.width())
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, aligned, next(fitting, texts[-1]))
