"""The base and its scenarios as a tree: how much each changes, its problems, and whether its answer is current."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from planner.errors import PlannerError
from planner.scenario.overrides import BASE, NOTE
from planner.texts import _
from ui.context import Context
from ui.editing.differences import differences
from ui.editing.scenario_edits import ScenarioEdits
from ui.look import icons
from ui.window.problems_panel import place_of
from ui.window.status_bar import count_words

NAME, CHANGES, PROBLEMS, RESULTS = range(4)
_VARIANT = 1  # marks the indexes below that of the base
_STATES = {"current": "met", "old": "recent", "none": ""}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True)
class ScenarioRow:
    """What the tree tells of a scenario."""

    name: str
    changes: int
    errors: int
    warnings: int
    state: str  # of its answer: "current", "old" or "none"
    time: str
    is_on: bool
    note: str


class ScenariosModel(QAbstractItemModel):
    """The base with the scenarios as its children; ``refresh`` shows the plan as it is now."""

    refused = Signal(str)  # why a name was not taken; "" when the message is over

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._edits = ScenarioEdits(context.document)
        self._rows: Sequence[ScenarioRow] = ()
        self.refresh()

    @property
    def rows(self) -> Sequence[ScenarioRow]:
        """The base and the scenarios."""
        return self._rows

    def refresh(self) -> None:
        """Show plan, problems and answers as they are now."""
        rows = self._read()
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            base = self.index(0, NAME)
            self.dataChanged.emit(base, base.siblingAtColumn(RESULTS))
        if len(rows) > 1:
            self.dataChanged.emit(self.index_of(rows[1].name), self.index_of(rows[-1].name).siblingAtColumn(RESULTS))

    def _read(self) -> Sequence[ScenarioRow]:
        plan, results = self._context.document.plan, self._context.results
        if plan is None:
            return ()
        found = [(place_of(problem)[1] or BASE, problem.severity) for problem in self._context.document.problems]
        rows = []
        for name in (BASE, *plan.overrides):
            answer = results.answer(name)
            rows.append(
                ScenarioRow(
                    name,
                    changes=len(differences(plan, name)),
                    errors=found.count((name, "error")),
                    warnings=found.count((name, "warning")),
                    state="none" if answer is None else "old" if results.is_stale(name) else "current",
                    time="" if answer is None else f"{answer.at:%H:%M}",
                    is_on=name in plan.scenarios,
                    note=plan.note if name == BASE else str(plan.overrides[name].get(NOTE, "")),
                )
            )
        return rows

    def row_of(self, index: Index) -> ScenarioRow | None:
        """The scenario at an index."""
        if not index.isValid():
            return None
        number = index.row() + 1 if index.internalId() == _VARIANT else 0
        return self._rows[number] if number < len(self._rows) else None

    def index_of(self, name: str) -> QModelIndex:
        """The index of a scenario's name; no index for an unknown one."""
        names = [row.name for row in self._rows]
        if name not in names:
            return QModelIndex()
        number = names.index(name)
        return self.index(0, NAME) if number == 0 else self.index(number - 1, NAME, self.index(0, NAME))

    # ------------------------------------------------------------ the model of Qt

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if not self.hasIndex(row, column, parent or QModelIndex()):
            return QModelIndex()
        is_variant = parent is not None and parent.isValid()
        return self.createIndex(row, column, _VARIANT if is_variant else 0)

    def parent(self, child: Index | None = None) -> Any:
        if child is None:
            return super().parent()
        is_variant = child.isValid() and child.internalId() == _VARIANT
        return self.createIndex(0, NAME, 0) if is_variant else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - the name is Qt's
        if parent is None or not parent.isValid():
            return min(len(self._rows), 1)
        return len(self._rows) - 1 if parent.internalId() != _VARIANT and parent.column() == NAME else 0

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002, N802 - the name is Qt's
        return 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_name = index.internalId() == _VARIANT and index.column() == NAME
        return flags | Qt.ItemFlag.ItemIsEditable if is_name else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - the name is Qt's
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return (_("Scenario"), _("Changes"), _("Problems"), _("Results"))[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        column = index.column()
        if role == Role.EditRole:
            return row.name if column == NAME else None
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            return self._tool_tip(row, column)
        if role == Role.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self._text(row, column) or _('none')}"
        return self._look(row, column, role)

    def _look(self, row: ScenarioRow, column: int, role: int) -> Any:
        if role == Role.DecorationRole:
            return self._icon(row, column)
        if role == Role.TextAlignmentRole and column == CHANGES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ForegroundRole and (not row.is_on or (column == RESULTS and row.state != "current")):
            return QColor(self._context.theme.theme.secondary)
        if role == Role.FontRole and column == NAME and row.name == self._context.document.scenario_name:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802 - the name is Qt's
        row = self.row_of(index)
        if row is None or role != Role.EditRole or index.column() != NAME:
            return False
        try:
            self._edits.rename(row.name, str(value))
        except PlannerError as error:
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        return True

    def _text(self, row: ScenarioRow, column: int) -> str:
        if column == NAME:
            return row.name
        if column == CHANGES:
            return "" if row.name == BASE else str(row.changes)
        if column == PROBLEMS:
            # only the worse of both has room; the hover text says all
            return _problem_words(row, row.warnings if not row.errors else 0)
        words = {"current": _("current"), "old": _("out of date"), "none": _("not run")}
        return words[row.state] if row.is_on else _("off")

    def _icon(self, row: ScenarioRow, column: int) -> Any:
        theme = self._context.theme.theme
        if column == PROBLEMS and (row.errors or row.warnings):
            name, colour = ("error", theme.missed) if row.errors else ("warning", theme.close)
            return icons.icon(name, theme, colour)
        if column == RESULTS and _STATES[row.state]:
            return icons.icon(_STATES[row.state], theme, theme.met if row.state == "current" else "")
        return None

    def _tool_tip(self, row: ScenarioRow, column: int) -> str:
        if column == RESULTS:
            if not row.is_on:
                return _("It is switched off: neither run nor compared.")
            words = {
                "current": _("The results of {time} are those of the scenario as it is now.").format(time=row.time),
                "old": _("Inputs have changed since the results of {time}.").format(time=row.time),
                "none": _("It has not been run yet."),
            }
            return words[row.state]
        if column == CHANGES and row.name != BASE:
            return _("How many values and parts differ from the base.")
        return (
            _problem_words(row, row.warnings) if column == PROBLEMS else "\n".join(filter(None, (row.name, row.note)))
        )


def _problem_words(row: ScenarioRow, warnings: int) -> str:
    return count_words(row.errors, warnings) if row.errors or warnings else ""
