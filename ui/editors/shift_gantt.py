"""The chart of the shifts with mouse and keys: bars are moved, stretched, copied and staffed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context
from ui.editors.shift_actions import ShiftActions
from ui.editors.shift_bar_item import ShiftBarItem
from ui.editors.shift_chart import ShiftChart
from ui.editors.shift_commands import GROUPS
from ui.editors.shifts import SNAP, ShiftBar, snapped

_EDGE = 7  # so near its ends a bar is stretched instead of moved
_LEAST_DRAG = 4  # pixels


@dataclass(frozen=True)
class _Drag:
    bar: ShiftBar
    at: float
    change: Callable[[ShiftBar, int], ShiftBar]
    copies: bool


class ShiftGantt(ShiftChart):
    """Every gesture is one step to undo; Esc gives up the one under way."""

    def __init__(self, context: Context, actions: ShiftActions, parent: QWidget | None = None) -> None:
        self._drag: _Drag | None = None
        self._ghost: ShiftBarItem | None = None
        super().__init__(context, actions, parent)

    def _draw(self) -> None:
        # the bars that were held are gone
        self._drag = self._ghost = None
        super()._draw()

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Choose a bar and take hold of it."""
        point = self.mapToScene(event.position().toPoint())
        bar = self._bar_at(point)
        if bar is None or event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton}:
            return
        self.choose(bar.path)
        if event.button() == Qt.MouseButton.LeftButton:
            copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._drag = _Drag(bar, point.x(), ShiftBar.moved if copies else self._grip(bar, point), copies)
            self._show_cursor(bar, point, copies)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show where the bar would go."""
        point = self.mapToScene(event.position().toPoint())
        if self._drag is None:
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._show_cursor(self._bar_at(point), point, held)
            return
        self._place(self._dragged_item(self._drag), self._dragged(self._drag, point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Write what was dragged, as one edit."""
        drag = self._drag
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        after = self._dragged(drag, self.mapToScene(event.position().toPoint()))
        self._end_drag()
        if after != drag.bar:
            self.commands.write(drag.bar, after, copies=drag.copies)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Open the form of the shift."""
        bar = self._bar_at(self.mapToScene(event.position().toPoint()))
        if bar is not None:
            self.commands.opened.emit(bar.path)

    def _end_drag(self) -> None:
        drag, self._drag = self._drag, None
        if self._ghost is not None:
            self.scene().removeItem(self._ghost)
            self._ghost = None
        if drag is not None:
            self._place(self.items_by_path[drag.bar.path], drag.bar)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _dragged_item(self, drag: _Drag) -> ShiftBarItem:
        """The bar itself, or the one that a copy would have."""
        item = self.items_by_path[drag.bar.path]
        if not drag.copies:
            return item
        if self._ghost is None:
            theme = self.context.theme.theme
            self._ghost = ShiftBarItem(drag.bar, QColor(theme.accent), theme, self.font())
            self._ghost.setOpacity(0.8)
            self._ghost.setPos(item.pos())
            self.scene().addItem(self._ghost)
        return self._ghost

    def _show_cursor(self, bar: ShiftBar | None, point: QPointF, copies: bool) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if bar is not None:
            grips = self._grip(bar, point) is not ShiftBar.moved
            moves = Qt.CursorShape.OpenHandCursor if self._drag is None else Qt.CursorShape.ClosedHandCursor
            shape = Qt.CursorShape.DragCopyCursor if copies else Qt.CursorShape.SizeHorCursor if grips else moves
        self.viewport().setCursor(shape)

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
        if abs(point.x() - drag.at) < _LEAST_DRAG:
            return drag.bar
        distance = (point.x() - drag.at) / self._hour * 60
        return drag.change(drag.bar, snapped(edge + distance) - edge)

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the chart from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            cancels = event.key() == Qt.Key.Key_Escape and self._drag is not None
            if cancels or self.commands.command_of(event) or self._copy_step(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        """Do what the key says to the chosen shift."""
        command, bar = self.commands.command_of(event), self.chosen_bar
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._end_drag()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif command:
            self.commands.do(command)
        elif bar is not None and (step := self._copy_step(event)):
            self.commands.write(bar, bar.moved(step), copies=True)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _copy_step(event: QKeyEvent) -> int:
        """Minutes by which Ctrl and an arrow copy, as dragging with Ctrl does."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.ControlModifier:
            return 0
        return {Qt.Key.Key_Right: SNAP, Qt.Key.Key_Left: -SNAP}.get(Qt.Key(event.key()), 0)

    def _step(self, step: int) -> None:
        paths = [bar.path for bar in self.bars]
        if paths:
            here = paths.index(self.chosen) + step if self.chosen in paths else 0
            self.choose(paths[min(max(here, 0), len(paths) - 1)])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show which shift the keys act on."""
        super().focusInEvent(event)
        if self.chosen_bar is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._step(0)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self._show_focus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - the name is Qt's
        """The same commands as a menu."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """The commands for the chosen shift, with their keys."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in GROUPS:
            for command in group:
                keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
                words = f"{command.text}\t{keys}" if keys else str(command.text)
                action = menu.addAction(words)
                action.setObjectName(command.id)
                action.setEnabled(self.commands.is_possible(command.id))
                action.triggered.connect(lambda _checked=False, name=command.id: self.commands.do(name))
            menu.addSeparator()
        return menu
