"""A list of small parts without names, such as the breaks of a shift: a row for each."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, put, reset, value_at
from ui.editing.starting import starting_part
from ui.tables.grid_model import Cell, Change, GridModel, Place
from ui.tables.grid_view import GridView
from ui.values.fields import field_at, fields_of, part_at

_ROW_HEIGHT, _MOST_ROWS = 28, 6


class ItemsModel(GridModel):
    """The parts of the list at a path; every edit writes the whole list."""

    can_add_rows = True

    def __init__(self, context: Context, path: Path, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.path = path
        self.field = field_at(path)
        self._part = part_at((*path, 0))
        self._fields = fields_of(self._part)
        self.plan_changed()

    @property
    def items(self) -> list[dict[str, Any]]:
        """The plain parts of the list."""
        held = value_at(self.shown, self.path)
        return [] if held is MISSING else [dict(item) for item in held]

    def layout(self) -> tuple[Sequence[Any], Sequence[Any]]:
        return range(1, len(self.items) + 1), tuple(self._fields)

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return list(self._fields.values())[section].label

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:
        """What the field below a heading means."""
        return "" if orientation == Qt.Orientation.Vertical else list(self._fields.values())[section].tool_tip

    def cell(self, row: int, column: int) -> Cell:
        key, field = list(self._fields.items())[column]
        return Cell((*self.path, row, key), field)

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        items = self.items
        for (row, column), value in sorted(values.items()):
            while row >= len(items):
                items.append(starting_part(self._part, self.shown))
            key = list(self._fields)[column]
            if value is MISSING:
                items[row].pop(key, None)
            else:
                items[row][key] = value
        return self._write(items)

    def _write(self, items: Sequence[Mapping[str, Any]]) -> Change:
        scenario, path, new = self.scenario, self.path, copy.deepcopy(list(items))
        was_empty = not self.items

        def change(data: dict[str, Any]) -> None:
            if new or not was_empty:
                put(data, scenario, path, new)
            else:
                reset(data, scenario, path)

        return change

    def add(self) -> None:
        """Add a part at the end."""
        items = [*self.items, starting_part(self._part, self.shown)]
        self.context.document.edit(_("Add to {field}").format(field=self.field.label), self._write(items))

    def remove(self, rows: Sequence[int]) -> None:
        """Take parts out of the list."""
        items = [item for row, item in enumerate(self.items) if row not in rows]
        self.context.document.edit(_("Remove from {field}").format(field=self.field.label), self._write(items))


class ItemsTable(QWidget):
    """A small table for a list of parts, with its label and commands."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ItemsModel(context, path, self)
        self.view = GridView(self.model, self)
        field = self.model.field
        self.view.setAccessibleName(field.label)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.message = QLabel()
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        title = QLabel(field.label)
        title.setToolTip(field.tool_tip)
        self.add_button, self.remove_button = QPushButton(_("Add")), QPushButton(_("Remove"))
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(title)
        head.addStretch(1)
        for button, slot in ((self.add_button, self._add), (self.remove_button, self._remove)):
            button.setProperty("look", "flat")
            button.setAccessibleName(f"{button.text()}: {field.label}")
            button.clicked.connect(slot)
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.view)
        layout.addWidget(self.message)
        self.view.refused.connect(self._say)
        self.model.modelReset.connect(self._fit)
        self._fit()

    @property
    def path(self) -> Path:
        """Where the list stands."""
        return self.model.path

    def follow(self, path: Path) -> None:
        """Go on with the same list, which stands at another path since a part around it was renamed."""
        self.model.path = path
        self.model.plan_changed()

    @Slot()
    def _fit(self) -> None:
        rows = self.model.rowCount()
        heading = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(heading + _ROW_HEIGHT * min(rows, _MOST_ROWS) + 4)
        self.view.setVisible(rows > 0)
        self.remove_button.setEnabled(rows > 0)

    @Slot()
    def _add(self) -> None:
        try:
            self.model.add()
        except PlannerError as error:
            self._say(str(error))

    @Slot()
    def _remove(self) -> None:
        rows = {row for row, _column in self.view.selected_places()} or {self.model.rowCount() - 1}
        try:
            self.model.remove(sorted(rows))
        except PlannerError as error:
            self._say(str(error))

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))
