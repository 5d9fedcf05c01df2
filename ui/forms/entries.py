"""A table of entries inside a form, such as a mix: a row for each name, the sum below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.errors import PlanError, PlannerError
from planner.scenario.addresses import Path
from planner.scenario.hours import Hours
from planner.texts import _
from ui.context import Context
from ui.editing.places import put, value_at
from ui.editing.starting import starting_value
from ui.forms.field_row import FieldRow, heading
from ui.values.fields import Field, field_at
from ui.values.numbers import is_range, share_text

# Mixes whose shares make up the whole, so that their sum is worth a line.
WHOLE = {"channels", "topics", "time_zones"}
_NEAR = 0.0005


class EntriesEditor(QWidget):
    """The entries of the table at ``path``: names of a collection, all of them, or names that people make up.

    For opening hours ``path`` is that of the hours themselves, whose days are keys of the part.
    """

    rows_changed = Signal()

    def __init__(self, context: Context, path: Path, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.path, self.field = context, path, field
        self.rows: list[FieldRow] = []
        self.label_width = 0
        self.title = heading(field.label)
        self.title.setToolTip(field.tool_tip)
        self.sum = QLabel()
        self.sum.setProperty("look", "quiet")
        self._names: tuple[str, ...] | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._body.setContentsMargins(16, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.sum)
        head.addStretch(1)
        layout.addLayout(head)
        layout.addLayout(self._body)
        self._add_line = self._adding_line()
        if self._add_line is not None:
            layout.addLayout(self._add_line)

    def _adding_line(self) -> QHBoxLayout | None:
        if self.field.collection:
            return None
        self.new_name = QLineEdit()
        self.new_name.setFixedWidth(180)
        example = {"time_zones": "Europe/Berlin", "forecast": "2026-03", "opens": "mon-fri"}.get(self.field.key, "")
        self.new_name.setPlaceholderText(example)
        self.new_name.setAccessibleName(_("New entry of {field}").format(field=self.field.label))
        self.add_button = QPushButton(_("Add"))
        self.add_button.setProperty("look", "flat")
        self.add_button.setAccessibleName(_("Add to {field}").format(field=self.field.label))
        self.message = QLabel()
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.new_name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        line = QHBoxLayout()
        line.setContentsMargins(22, 0, 6, 0)
        for widget in (self.new_name, self.add_button):
            line.addWidget(widget)
        line.addWidget(self.message, 1)
        return line

    @property
    def _is_hours(self) -> bool:
        return self.field.key == "opens"

    def _held(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        held = value_at(shown, self.path)
        entries = dict(held) if isinstance(held, Mapping) else {}
        return {key: value for key, value in entries.items() if Hours.is_entry(key)} if self._is_hours else entries

    def refresh(self, shown: Mapping[str, Any]) -> None:
        """Show the document again, with a row for each name that there is now."""
        held = self._held(shown)
        names = tuple(dict.fromkeys([*self.field.choices(shown), *held]))
        if self.field.collection == self.path[0]:
            names = tuple(name for name in names if name != self.path[1] or name in held)  # nobody helps himself
        if names != self._names:
            self._rebuild(names)
        for row in self.rows:
            row.refresh(shown)
        numbers = [value["likely"] if is_range(value) else value for value in held.values()]
        if self.field.key in WHOLE and numbers:
            total = sum(numbers)
            self.sum.setText(_("Sum {share}").format(share=share_text(round(total, 6))))
            theme = self.context.theme.theme
            is_whole = abs(total - 1) <= _NEAR or any(map(is_range, held.values()))
            self.sum.setStyleSheet("" if is_whole else f"color: {theme.missed}")
        else:
            self.sum.clear()

    def _rebuild(self, names: tuple[str, ...]) -> None:
        self._names = names
        for row in self.rows:
            self._body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for name in names:
            path = (*self.path, name)
            row = FieldRow(self.context, path, field_at(path))
            self._name_row(row)
            row.label.setToolTip(f"{name}\n{row.field.tool_tip}")
            self._body.addWidget(row)
            self.rows.append(row)
        self.align(self.label_width)
        self.rows_changed.emit()

    def _name_row(self, row: FieldRow) -> None:
        row.editor.target.setAccessibleName(f"{self.field.label}: {row.path[-1]}")

    def follow(self, path: Path) -> None:
        """Go on with the same entries, which stand at another path since a part around them was renamed."""
        self.path = path
        for row in self.rows:
            row.follow((*path, row.path[-1]))
            self._name_row(row)

    def align(self, width: int) -> None:
        """Give the labels the width that those of the form have."""
        self.label_width = width
        for row in self.rows:
            row.label.setFixedWidth(max(width - 16, 40))
            row.label.setWordWrap(True)

    @Slot()
    def _add(self) -> None:
        name = self.new_name.text().strip()
        if not name:
            return
        scenario, path = str(self.context.document.scenario_name), (*self.path, name)
        if self._is_hours and not Hours.is_entry(name):
            self.message.setText(_("Write days like mon-fri or “mon, wed”."))
            return
        field = field_at(path)
        start = starting_value(field, {}) if field.kind_name != "number" else 0
        try:
            self.context.document.edit(_("Add {name}").format(name=name), lambda data: put(data, scenario, path, start))
        except PlanError as error:
            self.message.setText(" ".join(f"{each.message} {each.mend}".strip() for each in error.problems[:1]))
            return
        except PlannerError as error:
            self.message.setText(str(error))
            return
        self.message.clear()
        self.new_name.clear()
