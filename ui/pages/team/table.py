"""The teams as a table: what is given of each, and what its shifts come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QResizeEvent

from planner.scenario.addresses import Path
from planner.scenario.fields import Structure
from planner.scenario.kinds import NumberKind
from planner.texts import LazyText, _, lazy
from ui.context import Context
from ui.tables.grid_model import Cell, Refusal, Texts
from ui.tables.parts_model import Column, PartsModel
from ui.tables.parts_table import PartsTable
from ui.values.fields import Field

if TYPE_CHECKING:
    from planner.staffing.coverage import TeamWeek

_FIRST_TO_GO = (4, 3, 2, 1)  # columns: time off the queue, absence, wage, tier
_SIDES, _AROUND = 20, 12  # pixels of frame and scroll bar, and around a heading
_NUMBER = Structure(kind=NumberKind())
# What follows from the shifts: key, heading and meaning.
DERIVED: tuple[tuple[str, LazyText, LazyText], ...] = (
    ("people", lazy("People"), lazy("One for each place on a shift, whatever its days.")),
    ("paid_hours", lazy("Paid h\na week"), lazy("Paid hours of a mean week of the plan, holidays taken into account.")),
    (
        "cost_per_month",
        lazy("{currency}\na month"),
        lazy("What the team costs in a month as planned: wages, premiums, on-costs, seats and managers."),
    ),
)


def columns() -> tuple[Column | str, ...]:
    """What stands in the table of a team; everything else is in its form."""
    return ("tier", Column(("cost_per_hour",), _("Wage\nan hour")), "absence", "off_queue")


class TeamsModel(PartsModel):
    """The teams with columns that cannot be edited: they follow from the shifts."""

    def __init__(
        self,
        context: Context,
        collection: Path,
        columns: Iterable[Column | Path | str],
        parent: QObject | None = None,
    ) -> None:
        self._weeks: Mapping[str, TeamWeek] = {}
        super().__init__(context, collection, columns, parent)

    def show_weeks(self, weeks: Mapping[str, TeamWeek]) -> None:
        """Take what the shifts of each team come to."""
        self._weeks = weeks
        self.cells_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[Any]]:
        rows, columns = super().layout()
        return rows, (*columns, *(key for key, _heading, _help in DERIVED))

    def _derived(self, column: int) -> int:
        """The number of a column among the derived ones; below 0 for one of the plan."""
        return column - len(self.columns) - 1

    def cell(self, row: int, column: int) -> Cell:
        number = self._derived(column)
        if number < 0:
            return super().cell(row, column)
        key, _heading, words = DERIVED[number]
        return Cell((), Field(key, self.heading(column, Qt.Orientation.Horizontal), str(words), _NUMBER), False)

    def value(self, row: int, column: int) -> Any:
        number = self._derived(column)
        if number < 0:
            return super().value(row, column)
        week = self._weeks.get(self.names[row])
        if week is None:
            return None
        value = getattr(week, DERIVED[number][0])
        return value if isinstance(value, int) else round(value, 1) if value < 1000 else round(value)

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical or self._derived(section) < 0:
            return super().heading(section, orientation)
        return DERIVED[self._derived(section)][1].format(currency=self.currency)

    def is_changed(self, row: int, column: int) -> bool:
        return self._derived(column) < 0 and super().is_changed(row, column)

    def _text_colour(self, row: int, column: int) -> QColor | None:
        if self._derived(column) >= 0:
            return QColor(self.context.theme.theme.secondary)
        return super()._text_colour(row, column)

    def _tool_tip(self, row: int, column: int) -> str:
        if self._derived(column) >= 0:
            return f"{DERIVED[self._derived(column)][2]}\n{_('It follows from the shifts.')}"
        return super()._tool_tip(row, column)

    def set_texts(self, texts: Texts, name: str, new_rows: int = 0) -> tuple[Refusal, ...]:
        given = {place: text for place, text in texts.items() if self._derived(place[1]) < 0}
        # a block that comes back from a spreadsheet has what follows from the shifts in it, too
        return super().set_texts(given or texts, name, new_rows)


class TeamsTable(PartsTable):
    """The table of teams."""

    def make_model(self, collection: Path, columns: Iterable[Column | Path | str]) -> PartsModel:
        """The model with what follows from the shifts."""
        return TeamsModel(self.context, collection, columns, self)

    @Slot(object)
    def show_weeks(self, weeks: Mapping[str, TeamWeek]) -> None:
        """Show what the shifts of each team come to."""
        if isinstance(self.model, TeamsModel):
            self.model.show_weeks(weeks)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Leave out what the form says as well, where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _SIDES
        header = self.view.horizontalHeader()
        widths = {each: header.sectionSizeHint(each) + _AROUND for each in range(header.count())}
        for column in _FIRST_TO_GO:
            is_hidden = sum(widths.values()) > room
            self.view.setColumnHidden(column, is_hidden)
            if is_hidden:
                del widths[column]
        self.fit.fit()
