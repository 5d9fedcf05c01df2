"""A table view with the habits of a spreadsheet: copy, paste blocks, fill, clear, type to replace, Enter down."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLabel, QWidget

from planner.errors import PlannerError
from planner.scenario.overrides import BASE
from planner.texts import _
from ui.tables.blocks import WrongBlockError, format_block, parse_block, spread
from ui.tables.cell_editing import CellDelegate
from ui.tables.grid_model import GridModel, Place, Refusal, Texts
from ui.tables.selecting import SelectionView

Key = Qt.Key
_NAMED_REFUSALS = 3
_SEARCHED = 100  # cells


class GridView(SelectionView):
    """A table that behaves like a spreadsheet. Whatever is refused changes nothing and is named by ``refused``."""

    refused = Signal(str)  # why cells could not be set; "" when the message is over

    def __init__(self, model: GridModel, parent: QWidget | None = None, *, padding: int = 5) -> None:
        super().__init__(parent)
        self._cells = CellDelegate(self, padding)
        self._message = QLabel(self.viewport())
        self._dress()
        self._connect_delegate()
        self.setModel(model)
        model.modelReset.connect(self._cells.forget)  # editors go with the rows
        self.grid_actions = self._make_actions()
        self.selectionModel().selectionChanged.connect(self._open_way_back)
        model.dataChanged.connect(self._open_way_back)
        self._open_way_back()

    def _dress(self) -> None:
        self._message.setProperty("look", "wrong")
        self._message.setAutoFillBackground(True)
        self._message.setMargin(4)
        self._message.setWordWrap(True)
        self._message.hide()
        self.setItemDelegate(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(30)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _connect_delegate(self) -> None:
        self._cells.refused.connect(self._show_wrong_value)
        self._cells.accepted.connect(self._hide_message)
        self._cells.left.connect(self.go)

    def _make_actions(self) -> tuple[QAction, ...]:
        """The commands of the table, each with its key, for its context menu and the window's Edit menu."""
        standard = QKeySequence.StandardKey
        listed = (
            (_("Cut"), standard.Cut, self.cut),
            (_("Copy"), standard.Copy, self.copy),
            (_("Paste"), standard.Paste, self.paste),
            (_("Fill down"), QKeySequence("Ctrl+D"), self.fill_down),
            (_("Fill right"), QKeySequence("Ctrl+R"), self.fill_right),
            (_("Clear"), standard.Delete, self.clear_cells),
            (_("Back to the base"), QKeySequence("Ctrl+Backspace"), self.back_to_base),
        )
        actions = []
        for text, keys, slot in listed:
            action = QAction(text, self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            actions.append(action)
        self.addActions(actions)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return tuple(actions)

    # ------------------------------------------------------------ commands

    @Slot()
    def copy(self) -> None:
        """Put the selected block on the clipboard; cells between that are not selected stay empty."""
        corners = self.corners()
        if corners is None:
            return
        (top, left), (bottom, right) = corners
        chosen = set(self.selected_places()) or {(top, left)}
        block = [
            [self.grid.text(row, column) if (row, column) in chosen else "" for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]
        QGuiApplication.clipboard().setText(format_block(block))

    @Slot()
    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self._clear(_("Cut"))

    @Slot()
    def paste(self) -> None:
        """Paste the text of the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text:
            self.paste_text(text)

    def paste_text(self, text: str) -> bool:
        """Paste a block from its top left corner, as one step to undo; one value fills the selection."""
        corners = self.corners()
        if corners is None:
            return False
        (top, left), (bottom, right) = corners
        try:
            block = self.grid.fitted(parse_block(text))
        except WrongBlockError as error:
            self._tell([Refusal(None, str(error))])
            return False
        if self.grid.pastes_whole and (len(block), max(map(len, block))) == (
            self.grid.rowCount(),
            self.grid.columnCount(),
        ):
            (top, left), (bottom, right) = (0, 0), (len(block) - 1, self.grid.columnCount() - 1)
            self.selectAll()
        block = spread(block, bottom - top + 1, right - left + 1)
        width = max(map(len, block))
        if left + width > self.grid.columnCount():
            message = _("The block is {count} columns wide: the table has {room} from here on.")
            self._tell([Refusal(None, message.format(count=width, room=self.grid.columnCount() - left))])
            return False
        chosen = set(self.selected_places())
        texts = {
            (top + row, left + column): cell
            for row, cells in enumerate(block)
            for column, cell in enumerate(cells)
            if (len(block), width) != (bottom - top + 1, right - left + 1)
            or (top + row, left + column) in chosen
            or not chosen
        }
        name = _("Paste {rows} × {columns}").format(rows=len(block), columns=width)
        if not self._set(texts, name, max(0, top + len(block) - self.grid.rowCount())):
            return False
        self.select((top, left), (min(top + len(block), self.grid.rowCount()) - 1, left + width - 1))
        return True

    @Slot()
    def fill_down(self) -> None:
        """Fill the selected cells from the first row of the selection; of one row, from the row above it."""
        self._fill(1, 0, _("Fill down"))

    @Slot()
    def fill_right(self) -> None:
        """Fill the selected cells from the first column of the selection; of one column, from that to its left."""
        self._fill(0, 1, _("Fill right"))

    def _fill(self, down: int, right: int, name: str) -> None:
        corners = self.corners()
        if corners is None:
            return
        (top, left), (bottom, last) = corners
        from_row = top - (down and top == bottom and top > 0)
        from_column = left - (right and left == last and left > 0)
        texts: dict[Place, str | None] = {}
        for row, column in self.selected_places():
            source = (from_row if down else row, from_column if right else column)
            if source != (row, column):
                texts[row, column] = self.grid.text(*source) or None
        self._set(texts, name)

    @Slot()
    def clear_cells(self) -> None:
        """Take the values of the selected cells away: defaults hold again, or what the base says."""
        self._clear(_("Clear"))

    @Slot()
    def _open_way_back(self) -> None:
        """Let the command be where there is something to go back from; a large selection is not searched for it."""
        chosen = [] if self.grid.scenario == BASE else self.selectedIndexes()
        some = chosen[:_SEARCHED]
        differs = len(chosen) > _SEARCHED or any(self.grid.is_changed(cell.row(), cell.column()) for cell in some)
        self.grid_actions[-1].setEnabled(differs)

    @Slot()
    def back_to_base(self) -> None:
        """Let the base hold again in the selected cells."""
        try:
            self.grid.reset_to_base(self.selected_places())
        except PlannerError as error:
            self._tell([Refusal(None, str(error))])

    def _clear(self, name: str) -> None:
        places = [place for place in self.selected_places() if self.grid.cell(*place).is_editable]
        self._set(dict.fromkeys(places), name)

    def _set(self, texts: Texts, name: str, new_rows: int = 0) -> bool:
        if not texts:
            return False
        refusals = self.grid.set_texts(texts, name, new_rows)
        self._tell(refusals)
        return not refusals

    def _tell(self, refusals: list[Refusal] | tuple[Refusal, ...]) -> None:
        """Name the cells that were refused, in one message; the first of them becomes current."""
        lines = [self._line(refusal) for refusal in refusals[:_NAMED_REFUSALS]]
        if len(refusals) > _NAMED_REFUSALS:
            lines.append(_("… and {count} more.").format(count=len(refusals) - _NAMED_REFUSALS))
        if refusals:
            lines.insert(0, _("Nothing was changed."))
        self.refused.emit("\n".join(lines))
        first = next((refusal.place for refusal in refusals if refusal.place is not None), None)
        if first is not None and first[0] < self.grid.rowCount():
            self.scrollTo(self.grid.index(*first))

    def _line(self, refusal: Refusal) -> str:
        if refusal.place is None or refusal.place[0] >= self.grid.rowCount():
            return refusal.message
        return f"{self.grid.cell_name(*refusal.place)}: {refusal.message}"

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Key.Key_Return, Key.Key_Enter}:
            self.go(-1 if back else 1, 0)
        elif event.key() == Key.Key_Backspace and not event.modifiers():
            self.clear_cells()
        else:
            super().keyPressEvent(event)

    def edit(  # type: ignore[override]  # Qt has a second form with the index alone
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        self._cells.replaces = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    # ------------------------------------------------------------ wrong values

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - the name is Qt's
        """Close an editor, unless its value was refused and is not given up."""
        if self._cells.is_refused(editor) and hint != QAbstractItemDelegate.EndEditHint.RevertModelCache:
            editor.setFocus()
            return
        self._hide_message()
        super().closeEditor(editor, hint)

    @Slot(QWidget, str)
    def _show_wrong_value(self, editor: QWidget, message: str) -> None:
        editor.setProperty("wrong", "true")
        editor.style().polish(editor)
        self._message.setText(message)
        self._message.setFixedWidth(min(max(editor.width(), 320), max(self.viewport().width(), 160)))
        self._message.adjustSize()
        below = editor.geometry().bottomLeft()
        room = self.viewport().size()
        left = max(0, min(below.x(), room.width() - self._message.width()))
        fits = below.y() + self._message.height() <= room.height()
        self._message.move(left, below.y() + 1 if fits else max(0, editor.y() - self._message.height() - 1))
        self._message.show()
        self._message.raise_()
        self.refused.emit(message)

    @Slot()
    def _hide_message(self) -> None:
        if not self._message.isHidden():
            self._message.hide()
            self.refused.emit("")
