"""The shifts as bars over the hours of a day: moved, stretched, copied and staffed by mouse or by keys."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsSimpleTextItem, QGraphicsView, QMenu, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editors.shift_bar_item import BAR, ShiftBarItem
from ui.editors.shifts import AXIS, SNAP, ShiftBar, ShiftEdits, by_team, shifts_of, snapped

LABELS = 190  # the names at the left
_HEADING, _ROW, _TOP = 26, 32, 24
_EDGE = 7  # so near its ends a bar is stretched instead of moved
_LEAST_HOUR = 14


@dataclass(frozen=True)
class _Drag:
    bar: ShiftBar
    at: float
    change: Callable[[ShiftBar, int], ShiftBar]
    copies: bool


class ShiftGantt(QGraphicsView):
    """One row for each shift, grouped by team; every edit is one step to undo."""

    shift_chosen = Signal(object)  # its path, or None
    shift_opened = Signal(object)
    scale_changed = Signal(float, float)  # pixels to the left of midnight, and pixels an hour
    refused = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.edits = ShiftEdits(context.document)
        self.bars: tuple[ShiftBar, ...] = ()
        self.chosen: Path | None = None
        self.items_by_path: dict[Path, ShiftBarItem] = {}
        self._drag: _Drag | None = None
        self._hour, self._hours = 30.0, AXIS // 60
        self.setScene(QGraphicsScene(self))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Shifts over the hours of a day"))
        self.setToolTip(
            _("Drag to move, drag an end to stretch, Ctrl and drag to copy. Arrows, Shift+arrows, +, -, Delete, Enter.")
        )
        self.refresh()

    # ------------------------------------------------------------ showing

    @Slot()
    def refresh(self) -> None:
        """Draw the shifts of the current scenario."""
        self._drag = None
        self.bars = shifts_of(self.context.document)
        if self.chosen not in {bar.path for bar in self.bars}:
            self.chosen = None
        self._draw()

    @property
    def chosen_bar(self) -> ShiftBar | None:
        """The shift that keys act on."""
        return next((bar for bar in self.bars if bar.path == self.chosen), None)

    def choose(self, path: Path | None) -> bool:
        """Make a shift the one that keys act on; False where it is not drawn."""
        bar = next((each for each in self.bars if each.path == path), None)
        is_new = self.chosen != (bar.path if bar else None)
        self.chosen = bar.path if bar else None
        for each, item in self.items_by_path.items():
            item.set_chosen(each == self.chosen)
        self.setAccessibleDescription(description(bar) if bar else _("No shift is chosen."))
        if bar is not None:
            self.ensureVisible(self.items_by_path[bar.path].sceneBoundingRect(), 0, _ROW)
        if is_new:
            self.shift_chosen.emit(self.chosen)
        return bar is not None

    def _draw(self) -> None:
        theme = self.context.theme.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.card))
        self.setPalette(palette)
        self.items_by_path.clear()
        self.scene().clear()
        self._hours = max(AXIS // 60, *(math.ceil(bar.end / 60) for bar in self.bars), 0)
        self._hour = max((self.viewport().width() - LABELS - 12) / self._hours, _LEAST_HOUR)
        groups = by_team(self.bars)
        height = _TOP + len(groups) * _HEADING + len(self.bars) * _ROW + 4
        self._draw_hours(height)
        top = float(_TOP)
        for number, (team, bars) in enumerate(groups):
            self._text(team, 4, top + 5, theme.text, bold=True)
            top += _HEADING
            colour = theme.series[number] if number < len(theme.series) else theme.other_series
            for bar in bars:
                self._draw_row(bar, top, colour)
                top += _ROW
        self.scene().setSceneRect(0, 0, LABELS + self._hours * self._hour + 10, height)
        self.scale_changed.emit(float(LABELS), self._hour)

    def _draw_hours(self, height: float) -> None:
        theme = self.context.theme.theme
        line, midnight = QPen(QColor(theme.line)), QPen(QColor(theme.secondary), 1, Qt.PenStyle.DashLine)
        step = 2 if self._hour >= 18 else 3
        for hour in range(0, self._hours + 1, step):
            x = LABELS + hour * self._hour
            self.scene().addLine(x, _TOP - 2, x, height, midnight if hour == 24 else line)
            label = self._text(f"{hour % 24:02d}", 0, 2, theme.secondary)
            label.setX(x - label.boundingRect().width() / 2)

    def _draw_row(self, bar: ShiftBar, top: float, colour: str) -> None:
        theme = self.context.theme.theme
        name = self._text("", 16, top + 7, theme.text if bar.enabled else theme.secondary)
        days = self._text(bar.days, 0, top + 7, theme.secondary)
        days_width = min(days.boundingRect().width(), LABELS / 2)
        days.setText(self.fontMetrics().elidedText(bar.days, Qt.TextElideMode.ElideRight, LABELS // 2))
        name.setText(
            self.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(LABELS - days_width - 40))
        )
        days.setX(LABELS - 14 - days.boundingRect().width())
        item = ShiftBarItem(bar, QColor(colour), theme, self.font())
        item.setPos(0, top + (_ROW - BAR) / 2)
        item.set_chosen(bar.path == self.chosen)
        self._place(item, bar)
        self.scene().addItem(item)
        self.items_by_path[bar.path] = item

    def _text(self, text: str, x: float, y: float, colour: str, bold: bool = False) -> QGraphicsSimpleTextItem:
        item = QGraphicsSimpleTextItem(text)
        font = QFont(self.font())
        font.setBold(bold)
        item.setFont(font)
        item.setBrush(QColor(colour))
        item.setPos(x, y)
        self.scene().addItem(item)
        return item

    def _place(self, item: ShiftBarItem, bar: ShiftBar) -> None:
        item.show_bar(
            bar, QRectF(LABELS + bar.begin / 60 * self._hour, 0, (bar.end - bar.begin) / 60 * self._hour, BAR)
        )

    def rect_of(self, path: Path) -> QRectF:
        """Where a bar stands in the viewport."""
        return QRectF(self.mapFromScene(self.items_by_path[path].sceneBoundingRect()).boundingRect())

    @property
    def pixels_an_hour(self) -> float:
        """The scale of the axis."""
        return self._hour

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Keep the whole day in view."""
        super().resizeEvent(event)
        self._draw()

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Choose a bar and take hold of it."""
        point = self.mapToScene(event.position().toPoint())
        bar = self._bar_at(point)
        if bar is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.choose(bar.path)
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._drag = _Drag(bar, point.x(), ShiftBar.moved if copies else self._grip(bar, point), copies)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show where the bar would go."""
        point = self.mapToScene(event.position().toPoint())
        if self._drag is not None:
            self._place(self.items_by_path[self._drag.bar.path], self._dragged(self._drag, point))
            return
        bar = self._bar_at(point)
        grips = bar is not None and self._grip(bar, point) is not ShiftBar.moved
        shape = Qt.CursorShape.SizeHorCursor if grips else Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape if bar is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Write what was dragged, as one edit."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        after = self._dragged(drag, self.mapToScene(event.position().toPoint()))
        self._place(self.items_by_path[drag.bar.path], drag.bar)
        if after != drag.bar:
            self._write(drag.bar, after, drag.copies)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Open the form of the shift."""
        bar = self._bar_at(self.mapToScene(event.position().toPoint()))
        if bar is not None:
            self.shift_opened.emit(bar.path)

    def _bar_at(self, point: QPointF) -> ShiftBar | None:
        return next(
            (bar for bar in self.bars if self.items_by_path[bar.path].sceneBoundingRect().contains(point)), None
        )

    def _grip(self, bar: ShiftBar, point: QPointF) -> Callable[[ShiftBar, int], ShiftBar]:
        rect = self.items_by_path[bar.path].sceneBoundingRect()
        edge = min(_EDGE, rect.width() / 3)
        if point.x() <= rect.left() + edge:
            return ShiftBar.begun
        return ShiftBar.ended if point.x() >= rect.right() - edge else ShiftBar.moved

    def _dragged(self, drag: _Drag, point: QPointF) -> ShiftBar:
        # the edge that is dragged snaps, not the distance: a shift from 08:10 comes to 08:15
        edge = drag.bar.end if drag.change is ShiftBar.ended else drag.bar.begin
        distance = (point.x() - drag.at) / self._hour * 60
        if abs(distance) < SNAP / 2:
            return drag.bar
        return drag.change(drag.bar, snapped(edge + distance) - edge)

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the chart from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        """Do what the key says to the chosen shift."""
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self._draw()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        command = self._command(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        bar, key, held = self.chosen_bar, event.key(), event.modifiers()
        if bar is None:
            return None
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = SNAP if key == Qt.Key.Key_Right else -SNAP
            if held & Qt.KeyboardModifier.AltModifier:
                return lambda: self._write(bar, bar.begun(step))
            is_stretch = bool(held & Qt.KeyboardModifier.ShiftModifier)
            after = bar.ended(step) if is_stretch else bar.moved(step)
            return lambda: self._write(bar, after, copies=control and not is_stretch)
        if control:
            return (lambda: self._write(bar, bar, copies=True)) if key == Qt.Key.Key_D else None
        return {
            Qt.Key.Key_Plus: lambda: self._write(bar, bar.staffed(1)),
            Qt.Key.Key_Minus: lambda: self._write(bar, bar.staffed(-1)),
            Qt.Key.Key_Delete: lambda: self._remove(bar),
            Qt.Key.Key_Return: lambda: self.shift_opened.emit(bar.path),
            Qt.Key.Key_Enter: lambda: self.shift_opened.emit(bar.path),
        }.get(Qt.Key(key))

    def _step(self, step: int) -> None:
        paths = [bar.path for bar in self.bars]
        if paths:
            here = paths.index(self.chosen) + step if self.chosen in paths else 0
            self.choose(paths[min(max(here, 0), len(paths) - 1)])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - the name is Qt's
        """The same commands as a menu."""
        if (bar := self.chosen_bar) is not None:
            self.menu_for(bar).popup(event.globalPos())

    def menu_for(self, bar: ShiftBar) -> QMenu:
        """The commands for a shift, with their keys."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open form") + "\tEnter", lambda: self.shift_opened.emit(bar.path))
        menu.addAction(_("One agent more") + "\t+", lambda: self._write(bar, bar.staffed(1)))
        menu.addAction(_("One agent fewer") + "\t-", lambda: self._write(bar, bar.staffed(-1)))
        menu.addAction(_("Copy shift") + "\tCtrl+D", lambda: self._write(bar, bar, copies=True))
        menu.addAction(_("Remove shift") + "\tDel", lambda: self._remove(bar))
        return menu

    def _write(self, before: ShiftBar, after: ShiftBar, copies: bool = False) -> None:
        try:
            if copies:
                name = self.edits.copy(before, after)
                self.refresh()
                self.choose((*before.path[:-1], name))
            else:
                self.edits.change(before, after)
                self.refresh()
                self.choose(before.path)
        except PlannerError as error:
            self.refused.emit(str(error))

    def _remove(self, bar: ShiftBar) -> None:
        after = {one.path: other.path for one, other in itertools.pairwise(self.bars)}
        try:
            self.edits.remove(bar)
        except PlannerError as error:
            self.refused.emit(str(error))
            return
        self.refresh()
        self.choose(after.get(bar.path))


def description(bar: ShiftBar) -> str:
    """A shift in words."""
    return _("{team}, {name}: {agents} agents, {span}, {days}").format(
        team=bar.team, name=bar.name, agents=bar.agents, span=bar.span, days=bar.days
    )
