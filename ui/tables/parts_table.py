"""A table of named parts with its commands: add, duplicate, remove, move up and down."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.look.icons import icon
from ui.tables.fitting import ColumnFit
from ui.tables.grid_view import GridView
from ui.tables.parts_model import Column, PartsModel
from ui.values.fields import field_at


class PartsTable(QWidget):
    """The parts of a collection as a table that can be edited, with buttons below it."""

    part_chosen = Signal(object)  # the path of the part in the current row, or None
    statistics_changed = Signal(object)  # Statistics of the selected cells

    def __init__(
        self,
        context: Context,
        collection: Path,
        columns: Iterable[Column | Path | str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.model = self.make_model(collection, columns)
        self.view = GridView(self.model, self)
        self.message = QLabel()
        self._label = field_at(collection).label
        self._buttons: dict[str, QToolButton] = {}
        self._build()
        self._connect()
        self.fit = ColumnFit(self.view, self.model.columns_of_words)
        self._update_buttons()

    def make_model(self, collection: Path, columns: Iterable[Column | Path | str]) -> PartsModel:
        """The model of the table; one with columns of its own makes another."""
        return PartsModel(self.context, collection, columns, self)

    def _build(self) -> None:
        self.view.setAccessibleName(self._label)
        self.view.setAccessibleDescription(field_at(self.model.collection).help)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.view.hug_rows()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.view)
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        row = QHBoxLayout()
        row.setSpacing(2)
        for key, text, name, slot in self._commands():
            row.addWidget(self._button(key, text, name, slot))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.message)
        layout.addLayout(row)

    def _commands(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        return (
            ("add", _("Add"), "add", self.add),
            ("duplicate", _("Duplicate"), "copy", self.duplicate),
            ("remove", _("Remove"), "delete", self.remove),
            ("up", _("Move up"), "arrow-up", self.move_up),
            ("down", _("Move down"), "arrow-down", self.move_down),
        )

    def _button(self, key: str, text: str, name: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(text)
        button.setAccessibleName(f"{text}: {self._label}")
        button.setIconSize(QSize(16, 16))
        button.setObjectName(name)
        if key in {"add", "duplicate", "remove"}:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(slot)
        self._buttons[key] = button
        return button

    def _connect(self) -> None:
        self.view.refused.connect(self._say)
        self.view.statistics_changed.connect(self.statistics_changed)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.model.modelReset.connect(self._update_buttons)
        self.context.theme.changed.connect(self._paint_icons)
        self._paint_icons()

    @Slot()
    def _paint_icons(self) -> None:
        for button in self._buttons.values():
            button.setIcon(icon(button.objectName(), self.context.theme.theme))

    @property
    def current_path(self) -> Path | None:
        """The path of the part in the current row."""
        index = self.view.currentIndex()
        return self.model.path_of(index.row()) if index.isValid() else None

    def choose(self, name: str) -> bool:
        """Make the row of a part current; False where there is none."""
        if name not in self.model.names:
            return False
        column = max(self.view.currentIndex().column(), 0)
        self.view.setCurrentIndex(self.model.index(self.model.names.index(name), column))
        return True

    # ------------------------------------------------------------ commands

    @Slot()
    def add(self) -> None:
        """Add a part and begin to edit its name."""
        self._try(lambda: self._edit_name(self.model.add()))

    @Slot()
    def duplicate(self) -> None:
        """Add a copy of the part in the current row."""
        row = self.view.currentIndex().row()
        if row >= 0:
            self._try(lambda: self._edit_name(self.model.duplicate(row)))

    @Slot()
    def remove(self) -> None:
        """Remove the parts in the selected rows."""
        rows = {row for row, _column in self.view.selected_places()} or {self.view.currentIndex().row()} - {-1}
        if rows:
            self._try(lambda: self.model.remove(sorted(rows)))

    @Slot()
    def move_up(self) -> None:
        """Move the part in the current row up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the part in the current row down."""
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.view.currentIndex().row()
        if row >= 0 and 0 <= row + step < self.model.rowCount():
            name = self.model.names[row]
            self._try(lambda: self.model.move(row, step))
            self.choose(name)

    def _edit_name(self, name: str) -> None:
        if self.choose(name):
            self.view.setCurrentIndex(self.model.index(self.model.names.index(name), 0))
            self.view.setFocus()

    def _try(self, command: Callable[[], None]) -> None:
        self._say("")
        try:
            command()
        except PlannerError as error:
            self._say(str(error))
        self._update_buttons()

    @Slot(str)
    def _say(self, message: str) -> None:
        # what is wrong with a cell in its editor stands beside that already
        shown = "" if self.view.state() == QAbstractItemView.State.EditingState else message
        self.message.setText(shown)
        self.message.setVisible(bool(shown))

    @Slot()
    def _row_chosen(self) -> None:
        self._update_buttons()
        self.part_chosen.emit(self.current_path)

    @Slot()
    def _update_buttons(self) -> None:
        row, rows = self.view.currentIndex().row(), self.model.rowCount()
        possible = {"duplicate": row >= 0, "remove": row >= 0, "up": row > 0, "down": 0 <= row < rows - 1}
        for key, button in self._buttons.items():
            button.setEnabled(possible.get(key, True))
