"""What a scenario changes as a table: the place in words, the base's value, and the value here, which can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path, format_address
from planner.scenario.fields import Structure
from planner.scenario.kinds import TextKind
from planner.texts import _
from ui.context import Context
from ui.editing.differences import Difference, differences, value_text
from ui.editing.place_words import place_words
from ui.editing.places import MISSING
from ui.editing.scenario_edits import ScenarioEdits
from ui.tables.grid_model import Cell, GridModel
from ui.tables.grid_view import GridView
from ui.values.fields import Field

WHAT, IN_BASE, HERE = range(3)
_ROW_HEIGHT = 30
_NARROWEST, _PADDING = 140, 16  # pixels


class DifferencesModel(GridModel):
    """A row for each place where the current scenario says something else than the base."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._what = Field("what", _("What"), _("What differs from the base."), Structure(kind=TextKind()))
        self.plan_changed()

    def layout(self) -> tuple[Sequence[Difference], Sequence[str]]:
        plan = self.context.document.plan
        found = () if plan is None else differences(plan, self.scenario)
        return found, (_("What"), _("Base"), _("Here"))

    @property
    def rows(self) -> Sequence[Difference]:
        """What differs, a row each."""
        return self._layout[0]

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical:
            return place_words(self.rows[section].path)
        return super().heading(section, orientation)

    def cell(self, row: int, column: int) -> Cell:
        difference = self.rows[row]
        field = self._what if column == WHAT else difference.field
        return Cell(difference.path, field, column == HERE and difference.is_editable)

    def value(self, row: int, column: int) -> Any:
        difference = self.rows[row]
        if column == WHAT:
            return place_words(difference.path)
        value = difference.base if column == IN_BASE else difference.here
        return None if value is MISSING else value

    def text(self, row: int, column: int) -> str:
        has_words = column == WHAT or self.rows[row].is_part
        return self.display(row, column) if has_words else super().text(row, column)

    def display(self, row: int, column: int) -> str:
        difference = self.rows[row]
        if column == WHAT:
            return place_words(difference.path)
        value = difference.base if column == IN_BASE else difference.here
        if value is not MISSING:
            given = _("added") if difference.is_part else _("nothing")
            return self._with_unit(value_text(value, difference.field), difference.field, value) or given
        if difference.is_part:
            return _("not in the base") if column == IN_BASE else _("removed")
        return difference.field.default_text or _("nothing")

    def _with_unit(self, text: str, field: Field, value: Any) -> str:
        plan = self.context.document.plan
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        unit = field.unit_text(plan.currency) if plan is not None and is_number else ""
        return f"{text} {unit}".strip()

    def is_changed(self, row: int, column: int) -> bool:  # noqa: ARG002 - the same for all rows
        return column == HERE

    def _alignment(self, row: int, column: int) -> Qt.AlignmentFlag:  # noqa: ARG002 - values of many kinds
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _text_colour(self, row: int, column: int) -> QColor | None:
        theme = self.context.theme.theme
        if any(problem.severity == "error" for problem in self.problems_at(row, column)):
            return QColor(theme.missed)
        return QColor(theme.secondary) if column == IN_BASE else None

    def _tool_tip(self, row: int, column: int) -> str:
        difference = self.rows[row]
        address = format_address(difference.path)
        lines = [f"{problem.message} {problem.mend}".strip() for problem in self.problems_at(row, column)]
        if column == WHAT:
            return "\n".join([place_words(difference.path), *lines, address, difference.field.help]).strip()
        if column == HERE:
            lines.append(_("Base: {value}").format(value=self.display(row, IN_BASE)))
        return "\n".join([*lines, self.display(row, column), address])


class DifferencesTable(GridView):
    """The table: Enter or a double click goes to the place on its page, Delete leads back to the base."""

    place_wanted = Signal(object)  # the path of the row that was opened

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.model_of_rows = DifferencesModel(context)
        self._edits = ScenarioEdits(context.document)
        super().__init__(self.model_of_rows, parent)
        self.model_of_rows.setParent(self)
        self.setAccessibleName(_("What the scenario changes"))
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Interactive)
        self.model_of_rows.modelReset.connect(self._fit)
        self.model_of_rows.dataChanged.connect(self._fit)
        self._add_actions()
        self.doubleClicked.connect(self._open_index)

    def _add_actions(self) -> None:
        # the key is that of the view itself: a line that is edited has another use for it
        self.open_action = QAction(_("Go to the place") + "\tEnter", self)
        self.open_action.triggered.connect(self.open_place)
        self.insertAction(self.grid_actions[0], self.open_action)
        clear, back = self.grid_actions[-2:]
        clear.setText(back.text())
        self.removeAction(back)  # here Delete does the same

    @Slot()
    def _fit(self) -> None:
        """Give the places the width that their words need, as far as the values keep theirs."""
        wanted = self.sizeHintForColumn(WHAT) + _PADDING
        self.setColumnWidth(WHAT, max(_NARROWEST, min(wanted, self.viewport().width() * 45 // 100)))

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802 - the name is Qt's
        """Some room around words on several lines."""
        return max(super().sizeHintForRow(row) + _PADDING // 2, _ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Divide the width anew."""
        super().resizeEvent(event)
        self._fit()

    @property
    def selected_paths(self) -> tuple[Path, ...]:
        """The places of the rows in which something is selected, or of the current one."""
        rows = {row for row, _column in self.selected_places()} or {self.currentIndex().row()} - {-1}
        return tuple(self.model_of_rows.rows[row].path for row in sorted(rows))

    @Slot()
    def open_place(self) -> None:
        """Ask for the page that has the place of the current row."""
        self._open_index(self.currentIndex(), is_key=True)

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex, is_key: bool = False) -> None:
        # a double click on a value that can be edited edits it, as in every table
        if index.isValid() and (is_key or not self.grid.cell(index.row(), index.column()).is_editable):
            self.place_wanted.emit(self.model_of_rows.rows[index.row()].path)

    @Slot()
    def clear_cells(self) -> None:
        """Let the base hold again in the selected rows, as one step to undo."""
        try:
            self._edits.reset(self.model_of_rows.scenario, self.selected_paths)
        except PlannerError as error:
            self.refused.emit(str(error))
        else:
            self.refused.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.open_place()
        else:
            super().keyPressEvent(event)
