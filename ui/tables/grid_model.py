"""A table over places of the plan: reads the document on demand and writes a block of cells as one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor

from planner.errors import PlanError, Problem
from planner.scenario.addresses import Path, format_address
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, is_overridden, put, reset, shown_of, value_at
from ui.editing.scenario_edits import ScenarioEdits
from ui.values.fields import Field, WrongTextError
from ui.values.numbers import parse_number

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]  # row and column
Texts = Mapping[Place, str | None]  # None takes the value away
Change = Callable[[dict[str, Any]], None]
Role = Qt.ItemDataRole
CHANGED = Role.UserRole + 1  # whether the current scenario sets the cell: tinted, and marked for who sees no colours
_LONG = 12  # letters from which a value may be wider than its column


@dataclass(frozen=True)
class Cell:
    """One cell of a table: where its value stands in the plan, and how it is shown."""

    path: Path
    field: Field
    is_editable: bool = True


@dataclass(frozen=True)
class Refusal:
    """A cell that could not be set, and why; ``place`` is None where no single cell is at fault."""

    place: Place | None
    message: str


class GridModel(QAbstractTableModel):
    """The base of all tables over the plan. Subclasses say how rows and columns are named and what stands in a cell."""

    can_add_rows = False
    pastes_whole = False  # a block as large as the table goes over all of it, wherever the selection is

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._layout: tuple[Sequence[Any], Sequence[Any]] = ((), ())
        self._named: tuple[Any, ...] = ()
        context.document.plan_changed.connect(self.plan_changed)
        context.document.problems_changed.connect(self.cells_changed)
        context.theme.changed.connect(self.cells_changed)

    # ------------------------------------------------------------ what a subclass says

    def layout(self) -> tuple[Sequence[Any], Sequence[Any]]:
        """What rows and columns stand for now, such as names of parts and keys."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        raise NotImplementedError

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        """The heading of a row or column."""
        return str(self._layout[orientation == Qt.Orientation.Horizontal][section])

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        """The change of the plan's data that sets plain values; MISSING takes one away."""
        scenario = self.scenario
        writes = [(self.cell(*place).path, value) for place, value in values.items()]

        def change(data: dict[str, Any]) -> None:
            for path, value in writes:
                if value is MISSING:
                    reset(data, scenario, path)
                else:
                    put(data, scenario, path, value)

        return change

    def why_locked(self, place: Place, texts: Texts) -> str:  # noqa: ARG002  # for those whose cells depend on each other
        """Why a cell cannot be set, as one of ``texts``; "" where it can."""
        return "" if self.cell(*place).is_editable else _("This cell cannot be changed.")

    def fitted(self, block: list[list[str]]) -> list[list[str]]:
        """A pasted block as this table wants it; turned, or without headings."""
        return block

    # ------------------------------------------------------------ values

    @property
    def scenario(self) -> str:
        """The name of the scenario that is shown and edited."""
        return str(self.context.document.scenario_name)

    @property
    def shown(self) -> Mapping[str, Any]:
        """The plain data of the current scenario."""
        return shown_of(self.context.document.plan, self.scenario)

    def value(self, row: int, column: int) -> Any:
        """The plain value of a cell; None where the plan says nothing."""
        value = value_at(self.shown, self.cell(row, column).path)
        return None if value is MISSING else value

    def text(self, row: int, column: int) -> str:
        """A cell as text that can be typed or pasted again."""
        return self.cell(row, column).field.show(self.value(row, column), grouped=False)

    def is_changed(self, row: int, column: int) -> bool:
        """Whether the current scenario sets the cell."""
        plan = self.context.document.plan
        return plan is not None and is_overridden(plan, self.scenario, self.cell(row, column).path)

    def set_texts(self, texts: Texts, name: str, new_rows: int = 0) -> tuple[Refusal, ...]:
        """Set cells from texts as one edit called ``name``; if any is refused, none is set and each is named.

        Rows beyond the last one, ``new_rows`` of them, are added where the table can.
        """
        if new_rows and not self.can_add_rows:
            message = _("The block has {count} more rows than the table has room for.")
            return (Refusal(None, message.format(count=new_rows)),)
        plain = _are_plain_shares(text for text in texts.values() if text) if len(texts) > 1 else False
        values, refusals = self._read(texts, plain)
        if refusals or not (values or new_rows):
            return tuple(refusals)
        try:
            self.context.document.edit(name, self.change_of(values))
        except PlanError as error:
            return tuple(self._refused(problem, values) for problem in error.problems)
        return ()

    def reset_to_base(self, places: Iterable[Place]) -> None:
        """Let the base hold again in the cells that the current scenario sets, as one step to undo."""
        paths = dict.fromkeys(self.cell(*place).path for place in places if self.is_changed(*place))
        ScenarioEdits(self.context.document).reset(self.scenario, paths)

    def _read(self, texts: Texts, plain_shares: bool) -> tuple[dict[Place, Any], list[Refusal]]:
        values: dict[Place, Any] = {}
        refusals: list[Refusal] = []
        for place, text in texts.items():
            is_new = place[0] >= self.rowCount()
            if not is_new and text is not None and text == self.text(*place):
                continue
            cell = self.cell(*place)
            if locked := self.why_locked(place, texts):
                if text and text.strip():
                    refusals.append(Refusal(place, locked))
                continue
            try:
                values[place] = cell.field.read(text, plain_shares) if text and text.strip() else MISSING
            except WrongTextError as error:
                refusals.append(Refusal(place, str(error)))
        return values, refusals

    def _refused(self, problem: Problem, values: Mapping[Place, Any]) -> Refusal:
        """The refusal at the cell that a problem is about: the one whose address is most like that of the problem."""
        for place in values:
            address = format_address(self.cell(*place).path)
            if address and (problem.address.endswith(address) or address.startswith(problem.address + ".")):
                return Refusal(place, f"{problem.message} {problem.mend}".strip())
        return Refusal(None, str(problem))

    # ------------------------------------------------------------ the model of Qt

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - the name is Qt's
        return 0 if parent is not None and parent.isValid() else len(self._layout[0])

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - the name is Qt's
        return 0 if parent is not None and parent.isValid() else len(self._layout[1])

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.cell(index.row(), index.column()).is_editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - the name is Qt's
        if section < 0 or section >= len(self._layout[orientation == Qt.Orientation.Horizontal]):
            return None
        if role == Role.DisplayRole:
            return self.heading(section, orientation)
        if role == Role.ToolTipRole:
            return self.heading_help(section, orientation) or None
        return None

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:
        """What the heading of a row or column means; "" where that needs no word."""
        if orientation == Qt.Orientation.Vertical or not self.rowCount():
            return ""
        return self.cell(0, section).field.tool_tip

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount() or index.column() >= self.columnCount():
            return None
        row, column = index.row(), index.column()
        return self.is_changed(row, column) if role == CHANGED else self._data(row, column, role)

    def _data(self, row: int, column: int, role: int) -> Any:
        if role == Role.DisplayRole:
            return self.display(row, column)
        if role == Role.EditRole:
            return self.text(row, column)
        if role == Role.TextAlignmentRole:
            return self._alignment(row, column)
        if role == Role.BackgroundRole:
            return QColor(self.context.theme.theme.changed) if self.is_changed(row, column) else None
        if role == Role.ForegroundRole:
            return self._text_colour(row, column)
        if role == Role.ToolTipRole:
            return self._tool_tip(row, column)
        if role == Role.AccessibleTextRole:
            return self.accessible_text(row, column)
        return None

    def display(self, row: int, column: int) -> str:
        """A cell as it is shown: its value, or quietly its default."""
        field, value = self.cell(row, column).field, self.value(row, column)
        return field.default_text if value is None else field.show(value)

    def accessible_text(self, row: int, column: int) -> str:
        """What a screen reader says of a cell."""
        return f"{self.cell_name(row, column)}: {self.display(row, column) or _('empty')}"

    def cell_name(self, row: int, column: int) -> str:
        """What a cell is called: the headings of its row and column."""
        names = [self.heading(row, Qt.Orientation.Vertical), self.heading(column, Qt.Orientation.Horizontal)]
        return ", ".join(name.replace("\n", ", ") for name in names)

    def _alignment(self, row: int, column: int) -> Qt.AlignmentFlag:
        numeric = self.cell(row, column).field.kind_name in {"number", "duration", "distribution"}
        return (Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def _text_colour(self, row: int, column: int) -> QColor | None:
        theme = self.context.theme.theme
        if any(problem.severity == "error" for problem in self.problems_at(row, column)):
            return QColor(theme.missed)
        return QColor(theme.secondary) if self.value(row, column) is None else None

    def problems_at(self, row: int, column: int) -> list[Problem]:
        """The problems of the document that belong to a cell."""
        problems = self.context.document.problems
        if not problems:
            return []
        path = self.cell(row, column).path
        addresses = {format_address(path), format_address(("scenarios", self.scenario, *path))}
        return [problem for problem in problems if problem.address in addresses] if path else []

    def _tool_tip(self, row: int, column: int) -> str:
        field = self.cell(row, column).field
        lines = [f"{problem.message} {problem.mend}".strip() for problem in self.problems_at(row, column)]
        plan = self.context.document.plan
        if plan is not None and self.is_changed(row, column):
            base = value_at(shown_of(plan), self.cell(row, column).path)
            lines.append(_("Base: {value}").format(value=_("nothing") if base is MISSING else field.show(base)))
        shown = self.display(row, column)
        if len(shown) > _LONG:
            lines.insert(0, shown)  # it may be cut
        return "\n".join([*lines, field.tool_tip])

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802 - the name is Qt's
        if not index.isValid() or role != Role.EditRole:
            return False
        return not self.set_texts({(index.row(), index.column()): str(value)}, _("Change cell"))

    # ------------------------------------------------------------ changes of the document

    @Slot()
    def plan_changed(self) -> None:
        """Show the document as it is now; only another number of rows or columns starts the table anew."""
        layout = self.layout()
        if [len(names) for names in layout] != [len(names) for names in self._layout]:
            self.beginResetModel()
            self._layout = layout
            self.endResetModel()
            return
        plan = self.context.document.plan
        # what headings say: names, and units with the plan's currency
        named = (layout, "" if plan is None else plan.currency)
        self._layout = layout
        self.cells_changed()
        if named == self._named:
            return  # views work out anew how wide they are
        self._named = named
        for orientation, names in zip((Qt.Orientation.Vertical, Qt.Orientation.Horizontal), layout, strict=True):
            if names:
                self.headerDataChanged.emit(orientation, 0, len(names) - 1)

    @Slot()
    def cells_changed(self) -> None:
        """Show all cells again."""
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _are_plain_shares(texts: Iterable[str]) -> bool:
    """Whether a block of numbers without a per cent sign speaks of shares: then 1 is the whole, not 1 %."""
    return not any("%" in text for text in texts) and all(_is_at_most_one(text) for text in texts)


def _is_at_most_one(text: str) -> bool:
    try:
        return abs(parse_number(text)) <= 1
    except ValueError:
        return True
