"""A table of named parts such as segments or teams: a row for each, columns for chosen fields."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from planner.errors import PlannerError
from planner.scenario.addresses import Path, format_address
from planner.scenario.fields import Structure
from planner.scenario.kinds import NameKind
from planner.scenario.overrides import BASE
from planner.scenario.plan import SCENARIOS, Plan
from planner.scenario.renaming import rename
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, leave_out, put, reset, shown_data, value_at
from ui.editing.starting import starting_part
from ui.tables.grid_model import Cell, Change, GridModel, Place, Refusal, Role, Texts
from ui.values.fields import Field, field_at, part_at

_NEW = "\0"  # stands in paths for the name of a row that is not there yet


@dataclass(frozen=True)
class Column:
    """A field of the parts as a column: its path within a part, and a heading where the label says too little."""

    path: Path
    heading: str = ""

    @classmethod
    def of(cls, column: Column | Path | str) -> Column:
        """A column from a key, a path or itself."""
        if isinstance(column, Column):
            return column
        return cls((column,) if isinstance(column, str) else column)


class PartsModel(GridModel):
    """The parts of a collection; the first column is the name, and setting it renames the part everywhere."""

    can_add_rows = True

    def __init__(
        self,
        context: Context,
        collection: Path,
        columns: Iterable[Column | Path | str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.collection = collection
        self.columns = tuple(map(Column.of, columns))
        label = field_at(collection).label
        self._name_field = Field("name", label, _("What it is called."), Structure(kind=NameKind()), required=True)
        self.plan_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[Column | None]]:
        parts = value_at(self.shown, self.collection)
        return (tuple(parts) if isinstance(parts, Mapping) else ()), (None, *self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, one for each row."""
        return tuple(self._layout[0])

    @property
    def columns_of_words(self) -> tuple[int, ...]:
        """The columns with names and other words, which may be cut where there is little room."""
        part = (*self.collection, _NEW)
        words = (number for number, each in enumerate(self.columns, 1) if _is_of_words(field_at((*part, *each.path))))
        return (0, *words)

    def path_of(self, row: int) -> Path:
        """The path of the part in a row."""
        return (*self.collection, self.names[row] if row < self.rowCount() else _NEW)

    def cell(self, row: int, column: int) -> Cell:
        path = self.path_of(row)
        if column == 0:
            return Cell(path, self._name_field)
        chosen = self.columns[column - 1].path
        return Cell((*path, *chosen), field_at((*path, *chosen)))

    def value(self, row: int, column: int) -> Any:
        return self.names[row] if column == 0 else super().value(row, column)

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical:
            return self.names[section]
        if section == 0:
            return self._name_field.label
        field = self.cell(0, section).field
        return self.columns[section - 1].heading or field.heading(self.currency)

    @property
    def currency(self) -> str:
        """The plan's currency."""
        plan = self.context.document.plan
        return "" if plan is None else str(plan.currency)

    def is_changed(self, row: int, column: int) -> bool:
        if column == 0:
            plan = self.context.document.plan
            return plan is not None and self.scenario != BASE and value_at(plan.data, self.path_of(row)) is MISSING
        return super().is_changed(row, column)

    def _text_colour(self, row: int, column: int) -> QColor | None:
        if value_at(self.shown, (*self.path_of(row), "enabled")) is False:
            return QColor(self.context.theme.theme.secondary)
        return super()._text_colour(row, column)

    def _data(self, row: int, column: int, role: int) -> Any:
        if role == Role.UserRole:
            return format_address(self.path_of(row))
        return super()._data(row, column, role)

    # ------------------------------------------------------------ edits

    def set_texts(self, texts: Texts, name: str, new_rows: int = 0) -> tuple[Refusal, ...]:
        nameless = [place for place, text in texts.items() if place[1] == 0 and not (text or "").strip()]
        nameless = [place for place in nameless if place[0] < self.rowCount()]
        if nameless:
            return tuple(Refusal(place, _("A name is needed; to remove the row, use Remove.")) for place in nameless)
        try:
            return super().set_texts(texts, name, new_rows)
        except PlannerError as error:  # a name that is taken
            first = next((place for place in texts if place[1] == 0), None)
            return (Refusal(first, str(error)),)

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        scenario, collection, known = self.scenario, self.collection, self.names
        new_names = {row: value for (row, column), value in values.items() if column == 0 and value is not MISSING}
        writes = [(row, self.columns[column - 1].path, value) for (row, column), value in values.items() if column]
        added = sorted({row for row, _column in values if row >= len(known)})

        def change(data: dict[str, Any]) -> None:
            taken = dict(enumerate(known))
            for row in added:
                taken[row] = new_names.get(row) or free_name(taken.values(), taken.get(row - 1, ""))
                if list(taken.values()).count(taken[row]) > 1:
                    message = _("There is {name} already.").format(name=taken[row])
                    raise PlannerError(message)
                put(data, scenario, (*collection, taken[row]), self._start(data))
            for row, path, value in writes:
                whole = (*collection, taken[row], *path)
                if value is MISSING:
                    reset(data, scenario, whole)
                else:
                    put(data, scenario, whole, value)
            for row, name in new_names.items():
                if row < len(known):
                    rename_in(data, (*collection, known[row]), name)

        return change

    def _start(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The part from which a new row begins: like the last one, or with what is required."""
        shown = shown_data(data, self.scenario)
        parts = value_at(shown, self.collection)
        if isinstance(parts, Mapping) and parts:
            return without_stream(parts[list(parts)[-1]])
        start: dict[str, Any] = starting_part(part_at((*self.collection, _NEW)), shown)
        return start

    def add(self, name: str = "") -> str:
        """Add a part like the last one, and say its name; PlannerError if that is taken."""
        label = name or free_name(self.names, self.names[-1] if self.names else self._name_field.label)
        self._edit(_("Add {name}"), label, lambda data: self._insert(data, label, self._start(data)))
        return label

    def duplicate(self, row: int) -> str:
        """Add a copy of a part at the end, and say its name; elsewhere a save would lose the comments of the file."""
        original = self.names[row]
        label = free_name(self.names, original)

        def change(data: dict[str, Any]) -> None:
            part = value_at(shown_data(data, self.scenario), (*self.collection, original))
            self._insert(data, label, without_stream(part))

        self._edit(_("Duplicate {name}"), original, change)
        return label

    def _insert(self, data: dict[str, Any], name: str, part: Mapping[str, Any]) -> None:
        if name in self.names:
            raise PlannerError(_("There is {name} already.").format(name=name))
        put(data, self.scenario, (*self.collection, name), part)

    def remove(self, rows: Iterable[int]) -> None:
        """Remove parts; from the base they go from all scenarios, too."""
        names = [self.names[row] for row in rows]

        def change(data: dict[str, Any]) -> None:
            for name in names:
                leave_out(data, self.scenario, (*self.collection, name))

        self._edit(_("Remove {name}"), ", ".join(names), change)

    def move(self, row: int, step: int) -> None:
        """Move a part up (-1) or down (1); the order is that of the base."""
        order = list(self.names)
        order.insert(row + step, order.pop(row))

        def change(data: dict[str, Any]) -> None:
            for table in (data, *data.get(SCENARIOS, {}).values()):
                parts = value_at(table, self.collection)
                if isinstance(parts, dict):
                    reorder(parts, order)

        self._edit(_("Move {name}"), self.names[row], change)

    def _edit(self, text: str, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        self.context.document.edit(text.format(name=name), change)


def _is_of_words(field: Field) -> bool:
    return field.kind_name not in {"number", "duration", "date", "flag", "span", "month"}


def free_name(taken: Iterable[str], like: str) -> str:
    """A name that is not taken: "L1" after "L", "Team 2" after "Team"."""
    known = set(taken)
    head = like.rstrip("0123456789")
    digits = like[len(head) :]
    number = int(digits) + 1 if digits else 2
    separator = "" if digits else " "
    while f"{head}{separator}{number}" in known:
        number += 1
    return f"{head}{separator}{number}"


def without_stream(part: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a part, and of the parts in it, with random draws of its own."""
    return {
        key: without_stream(value) if isinstance(value, Mapping) else copy.deepcopy(value)
        for key, value in part.items()
        if key != "stream"
    }


def rename_in(data: dict[str, Any], path: Path, name: str) -> None:
    """Rename a part in plain data, with all that refers to it and its random draws kept."""
    renamed = rename(Plan.from_data(data), format_address(path), name)
    data.clear()
    data.update(copy.deepcopy(dict(renamed.data)))


def reorder(parts: dict[str, Any], order: Sequence[str]) -> None:
    """Put the entries of a table in an order; those that it does not name stay behind them."""
    sorted_parts = {name: parts[name] for name in order if name in parts} | parts
    parts.clear()
    parts.update(sorted_parts)
