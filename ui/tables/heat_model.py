"""Weights of a profile by hour, weekday or month as a coloured table: 1 × 24, 1 × 7, 7 × 24 or 1 × 12."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QColor

from planner.scenario.addresses import Path
from planner.scenario.profiles import HOURS, MONTHS, WEEKDAYS
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, put, reset, shown_of, value_at
from ui.editing.scenario_edits import ScenarioEdits
from ui.look.theme import brightness, heat_colour
from ui.tables.blocks import Block, turned
from ui.tables.grid_model import Cell, Change, GridModel, Place
from ui.values.fields import field_at
from ui.values.numbers import is_range, number_text

SHAPES = {
    "by_hour": (1, HOURS),
    "by_weekday": (1, WEEKDAYS),
    "by_hour_of_week": (WEEKDAYS, HOURS),
    "by_month": (1, MONTHS),
}
_DIGITS = 3  # a narrow cell has room for
_DARK_TEXT_FROM = 140  # brightness of a cell, of 255, from which black digits read better than white ones


class HeatModel(GridModel):
    """One list of weights of the profile at a path; what the plan leaves out is flat, at 1."""

    pastes_whole = True

    def __init__(self, context: Context, profile: Path, key: str, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._profile, self._key = profile, key
        self._field = field_at((*profile, key))
        self._weights: tuple[Mapping[str, Any], list[list[float]]] | None = None
        self.plan_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[str]]:
        rows, columns = SHAPES[self._key]
        locale, short = QLocale(), QLocale.FormatType.ShortFormat
        names = {
            WEEKDAYS: [locale.standaloneDayName(day, short) for day in range(1, WEEKDAYS + 1)],
            HOURS: [f"{hour:02d}" for hour in range(HOURS)],
            MONTHS: [locale.standaloneMonthName(month, short) for month in range(1, MONTHS + 1)],
        }
        return names[WEEKDAYS] if rows == WEEKDAYS else [self._field.label], names[columns]

    @property
    def path(self) -> Path:
        """The path of the list of weights."""
        return (*self._profile, self._key)

    def cell(self, row: int, column: int) -> Cell:
        path = (*self.path, column) if self.rowCount() == 1 else (*self.path, row, column)
        return Cell(path, field_at(path))

    def value(self, row: int, column: int) -> Any:
        return self._value_in(self.shown, row, column)

    def _value_in(self, shown: Mapping[str, Any], row: int, column: int) -> Any:
        held = value_at(shown, self.path)
        if held is MISSING:
            return None
        return held[column] if self.rowCount() == 1 else held[row][column]

    def weights(self) -> list[list[float]]:
        """All numbers of the table, worked out once for each plan; of ranges the likely ones."""
        if self._weights is None or self._weights[0] is not self.shown:
            rows, columns = range(self.rowCount()), range(self.columnCount())
            self._weights = (self.shown, [[_number(self.value(row, column)) for column in columns] for row in rows])
        return self._weights[1]

    def weight(self, row: int, column: int) -> float:
        """The number in a cell; the likely one of a range."""
        return self.weights()[row][column]

    def display(self, row: int, column: int) -> str:
        value = self.value(row, column)
        if is_range(value):
            return str(self.cell(row, column).field.show(value))
        return number_text(1 if value is None else float(f"{value:.{_DIGITS}g}"))

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        rows, columns = SHAPES[self._key]
        scenario, path = self.scenario, self.path
        old = value_at(self.shown, path)
        table = [
            [1 if (value := self.value(row, column)) is None else value for column in range(columns)]
            for row in range(rows)
        ]
        for (row, column), value in values.items():
            table[row][column] = 0 if value is MISSING else value
        new = table if rows > 1 else table[0]
        flat = len(values) == rows * columns and all(value is MISSING for value in values.values())

        def change(data: dict[str, Any]) -> None:
            if flat and old is not MISSING:
                reset(data, scenario, path)
            elif not flat:
                put(data, scenario, path, new)

        return change

    def fitted(self, block: Block) -> Block:
        """A block without headings, and turned where it has days or hours the other way round."""
        wanted = SHAPES[self._key]
        for made in (block, _without_headings(block)):
            if (len(made), max(map(len, made))) == wanted[::-1]:
                return turned(made)
            if (len(made), max(map(len, made))) == wanted:
                return made
        return block

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:  # noqa: ARG002 - the same for all
        """What the numbers below all headings are."""
        return self._field.help

    def is_changed(self, row: int, column: int) -> bool:
        # the list is one value of the plan, but only what is different in it is marked
        base = self._value_in(shown_of(self.context.document.plan), row, column)
        return _number(self.value(row, column)) != _number(base)

    def reset_to_base(self, places: Iterable[Place]) -> None:
        chosen = {place for place in places if self.is_changed(*place)}
        cells = itertools.product(range(self.rowCount()), range(self.columnCount()))
        if all(place in chosen for place in cells if self.is_changed(*place)):
            ScenarioEdits(self.context.document).reset(self.scenario, [self.path] if chosen else [])
            return
        base = shown_of(self.context.document.plan)
        values = {place: 1 if (held := self._value_in(base, *place)) is None else held for place in chosen}
        if values:
            self.context.document.edit(_("Back to the base"), self.change_of(values))

    def _data(self, row: int, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.BackgroundRole:
            return self.colour(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(
                Qt.GlobalColor.black
                if brightness(self.colour(row, column)) >= _DARK_TEXT_FROM
                else Qt.GlobalColor.white
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return super()._data(row, column, role)

    def colour(self, row: int, column: int) -> QColor:
        """The theme's heat colour for a cell, from none to the largest weight of the table."""
        largest = max(map(max, self.weights()))
        if self._key == "by_month":
            largest = max(largest, 2.0)  # a year of months as usual stands between none and many
        return heat_colour(self.context.theme.theme.heat, self.weight(row, column) / largest if largest > 0 else 0.0)

    def _tool_tip(self, row: int, column: int) -> str:
        total = sum(map(sum, self.weights()))
        share = self.weight(row, column) / total if total > 0 else 0.0
        words = _("{cell}: {share} of the whole").format(
            cell=self.cell_name(row, column), share=f"{number_text(round(100 * share, 1))} %"
        )
        base = self._value_in(shown_of(self.context.document.plan), row, column)
        is_changed = self.is_changed(row, column)
        lines = [words, _("Base: {value}").format(value=number_text(_number(base)))] if is_changed else [words]
        return "\n".join([*lines, self._field.help])


def _number(value: Any) -> float:
    return 1.0 if value is None else float(value["likely"] if is_range(value) else value)


def _without_headings(block: Block) -> Block:
    """A block without its first row and column, where those hold names and not numbers."""
    return [row[1:] for row in block[1:]] if len(block) > 1 and min(map(len, block)) > 1 else block
