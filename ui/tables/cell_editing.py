"""Editing a cell: the editor for its kind of value, and keys as in a spreadsheet; wrong values stay in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.texts import _
from ui.tables.grid_model import CHANGED, GridModel

if TYPE_CHECKING:
    Index = QModelIndex | QPersistentModelIndex

Key = Qt.Key
_MARK = 6  # pixels of the corner of a cell that differs from the base
_ARROWS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


class CellDelegate(QStyledItemDelegate):
    """Makes the editors of a grid and writes what they hold; a refused value keeps its editor open."""

    refused = Signal(QWidget, str)  # the editor that stays open, and what is wrong with its value
    accepted = Signal()
    left = Signal(int, int)  # rows and columns to move on after the editor closed

    def __init__(self, parent: QObject | None = None, padding: int = 5) -> None:
        super().__init__(parent)
        self.padding = padding  # pixels between a cell's sides and its text
        self.replaces = False  # whether typing began the edit, so that arrow keys leave the cell
        self._refused: QWidget | None = None

    def is_refused(self, editor: QWidget) -> bool:
        """Whether the value in an editor could not be set."""
        return editor is self._refused

    @Slot()
    def forget(self) -> None:
        """Let go of a refused value, as Escape does."""
        self._refused = None
        self.accepted.emit()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell with room at its sides, and a frame around the current one."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        is_selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        whole = QRect(option.rect)
        if is_selected:
            painter.fillRect(whole, option.palette.highlight())
        elif cell.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
            painter.fillRect(whole, cell.backgroundBrush)
        inner = QStyleOptionViewItem(option)
        inner.rect = whole.adjusted(self.padding, 0, -self.padding, 0)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inner, index)
        if index.data(CHANGED):
            corner = whole.topLeft()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.link())
            painter.drawPolygon(QPolygon([corner, corner + QPoint(_MARK, 0), corner + QPoint(0, _MARK)]))
        if cell.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(option.palette.link().color(), 2))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
            painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - the name is Qt's
        super().initStyleOption(option, index)
        if self.padding == 0:
            option.textElideMode = Qt.TextElideMode.ElideNone

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802 - Qt's
        model = cast("GridModel", index.model())
        cell = model.cell(index.row(), index.column())
        words = (_("yes"), _("no")) if cell.field.kind_name == "flag" else cell.field.choices(model.shown)
        editor: QWidget
        if words and cell.field.kind_name in {"choice", "reference", "flag"}:
            editor = _combo_box(parent, words, is_optional=not cell.field.required)
        else:
            editor = QLineEdit(parent)
            editor.setFrame(False)
            editor.setTextMargins(2, 0, 2, 0)
        editor.setAccessibleName(model.cell_name(index.row(), index.column()))
        editor.setAccessibleDescription(cell.field.help)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - the name is Qt's
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        # the document may change while somebody types, and the view then asks again: the typed text stays
        if isinstance(editor, QComboBox) and editor.property("opened") is None:
            editor.setProperty("opened", True)
            if text and editor.findText(text) < 0:
                editor.insertItem(0, text)
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit) and not editor.isModified() and not self.is_refused(editor):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - the name is Qt's
        text = editor.currentText() if isinstance(editor, QComboBox) else cast("QLineEdit", editor).text()
        grid = cast("GridModel", model)
        refusals = grid.set_texts(
            {(index.row(), index.column()): text},
            _("Change {what}").format(what=grid.cell(index.row(), index.column()).field.label),
        )
        if refusals:
            self._refused = editor
            self.refused.emit(editor, refusals[0].message)
        else:
            self.forget()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            step = self._step(cast("QKeyEvent", event), editor)
            if step is not None:
                self.commitData.emit(editor)
                if not self.is_refused(editor):
                    self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                    self.left.emit(*step)
                return True
            if cast("QKeyEvent", event).key() == Key.Key_Escape:
                self.forget()
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QWidget) and self.is_refused(editor):
            return False
        return super().eventFilter(editor, event)

    def _step(self, event: QKeyEvent, editor: QWidget) -> tuple[int, int] | None:
        """Where a key that ends the edit leads; None for a key that belongs to the editor."""
        key = Key(event.key())
        back = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key in {Key.Key_Return, Key.Key_Enter}:
            return (back, 0)
        if key == Key.Key_Tab:
            return (0, 1)
        if key == Key.Key_Backtab:
            return (0, -1)
        if (
            self.replaces
            and isinstance(editor, QLineEdit)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return _ARROWS.get(key)
        return None


def _combo_box(parent: QWidget, words: tuple[str, ...], is_optional: bool) -> QComboBox:
    box = QComboBox(parent)
    if is_optional:
        box.addItem("")
    box.addItems(list(words))
    return box
