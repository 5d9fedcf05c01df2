"""Tables from two names to a value, such as the channel mix of each segment or the escalations between tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from planner.scenario.addresses import Path
from planner.scenario.fields import NamedPart, child
from planner.scenario.overrides import ROOT
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, value_at
from ui.tables.grid_model import Cell, GridModel
from ui.values.fields import Field, field_at
from ui.values.numbers import is_range

ROW, COLUMN = "<row>", "<column>"  # stand in a place for the names of row and column
_SUM = "\0sum"
_NEAR = 0.0005  # how far the sum of shares may be from the whole before it stands out


class MatrixModel(GridModel):
    """Values by two names: ``place`` is their path, with ROW and COLUMN for the names.

    ``rows`` and ``columns`` are paths of collections. With ``sums`` a last column shows the sum of each row, and with
    ``whole`` that column stands out where it is not 100 %. ``diagonal`` says whether a name may meet itself.
    """

    def __init__(
        self,
        context: Context,
        rows: Path,
        columns: Path,
        place: Path,
        *,
        sums: bool = False,
        whole: bool = False,
        diagonal: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._rows, self._columns, self._place = rows, columns, place
        self._has_sums, self._is_whole, self._has_diagonal = sums or whole, whole, diagonal
        self.plan_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[str]]:
        columns = self._names(self._columns)
        return self._names(self._rows), (*columns, _SUM) if self._has_sums and columns else columns

    def _names(self, path: Path) -> tuple[str, ...]:
        parts = value_at(self.shown, path)
        return tuple(parts) if isinstance(parts, Mapping) else ()

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        name = super().heading(section, orientation)
        return _("Sum") if name == _SUM else name

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:
        """The name in full, which may be cut, and what such names stand for."""
        is_across = orientation == Qt.Orientation.Horizontal
        name = self._layout[is_across][section]
        if name == _SUM:
            return _("The sum of the row.")
        field = field_at(self._columns if is_across else self._rows)
        return f"{name}\n{field.label}: {field.help}"

    def cell(self, row: int, column: int) -> Cell:
        names = {ROW: self._layout[0][row], COLUMN: self._layout[1][column]}
        path = tuple(names.get(key, key) if isinstance(key, str) else key for key in self._place)
        field = field_at(path)
        if names[COLUMN] == _SUM:
            field = Field(
                "sum", _("Sum"), _("The sum of the row."), field.structure, field.unit, per_cent=field.per_cent
            )
            return Cell((), field, is_editable=False)
        is_free = self._has_diagonal or names[ROW] != names[COLUMN]
        return Cell(path, field, is_free and self._has_part(path))

    def _has_part(self, path: Path) -> bool:
        """Whether the named part is there in which the value stands; a table of values makes no parts."""
        place, last = ROOT, 0
        for number, key in enumerate(path):
            place = child(place, key)
            if place.part is not None and issubclass(place.part, NamedPart):
                last = number + 1
        return value_at(self.shown, path[:last]) is not MISSING

    def value(self, row: int, column: int) -> Any:
        if self._layout[1][column] != _SUM:
            return super().value(row, column)
        values = [super(MatrixModel, self).value(row, other) for other in range(column)]
        numbers = [value["likely"] if is_range(value) else value for value in values if value is not None]
        return (
            round(sum(numbers), 9) if numbers and all(isinstance(number, (int, float)) for number in numbers) else None
        )

    def is_changed(self, row: int, column: int) -> bool:
        return self._layout[1][column] != _SUM and super().is_changed(row, column)

    def _text_colour(self, row: int, column: int) -> QColor | None:
        theme = self.context.theme.theme
        if self._layout[1][column] == _SUM:
            total = self.value(row, column)
            wrong = self._is_whole and total is not None and abs(total - 1) > _NEAR and not self._has_ranges(row)
            return QColor(theme.missed if wrong else theme.secondary)
        return super()._text_colour(row, column)

    def _has_ranges(self, row: int) -> bool:
        return any(is_range(self.value(row, column)) for column in range(self.columnCount() - 1))

    def _tool_tip(self, row: int, column: int) -> str:
        return _("The sum of the row.") if self._layout[1][column] == _SUM else super()._tool_tip(row, column)
