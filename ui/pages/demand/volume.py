"""What comes in, worked out from customers, their rates and their channels: contacts a month of each segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from planner.scenario.fields import Structure
from planner.texts import _
from ui.context import Context
from ui.look.widgets import Card, label
from ui.pages.demand.counts import contacts_a_month, likely
from ui.tables.grid_model import Cell, GridModel
from ui.tables.grid_view import GridView
from ui.tables.matrix_table import share_width
from ui.values.fields import Field
from ui.values.numbers import number_text

_SUM = "\0sum"


class ContactsModel(GridModel):
    """Contacts a month at the start, by segment and preferred channel, with sums; switched-off segments send none."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        help_text = _(
            "Customers times contacts a month times the share of the channel, before prevention and self-service."
        )
        self._field = Field("contacts", _("Contacts a month"), help_text, Structure())
        self.plan_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[str]]:
        segments = tuple(name for name in self._part("segments") if _contacts(self._segment(name)) > 0)
        channels = [name for name in self._part("channels") if any(self._share(each, name) for each in segments)]
        return ((*segments, _SUM), (*channels, _SUM)) if segments else ((), ())

    def _part(self, collection: str) -> Mapping[str, Any]:
        parts = self.shown.get(collection)
        return parts if isinstance(parts, Mapping) else {}

    def _segment(self, name: str) -> Mapping[str, Any]:
        # a table asks for its selection once more while the segment of a row goes away
        segment: Mapping[str, Any] = self._part("segments").get(name, {})
        return segment

    def _share(self, segment: str, channel: str) -> float:
        return likely(self._segment(segment).get("channels", {}).get(channel, 0))

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        name = super().heading(section, orientation)
        return _("Sum") if name == _SUM else name

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:
        """The name in full, and how the numbers come about."""
        return f"{self.heading(section, orientation)}\n{self._field.help}"

    def cell(self, row: int, column: int) -> Cell:  # noqa: ARG002 - all cells alike
        return Cell((), self._field, is_editable=False)

    def value(self, row: int, column: int) -> float:
        segment, channel = self._layout[0][row], self._layout[1][column]
        segments = self._layout[0][:-1] if segment == _SUM else [segment]
        return sum(
            _contacts(self._segment(each)) * (1.0 if channel == _SUM else self._share(each, channel))
            for each in segments
        )

    def text(self, row: int, column: int) -> str:
        return number_text(round(self.value(row, column), 6), grouped=False)

    def display(self, row: int, column: int) -> str:
        """Whole contacts; "–" where none are asked that way."""
        value = self.value(row, column)
        return number_text(round(value, 1) if 0 < value < 10 else round(value)) if value else "–"

    def is_changed(self, row: int, column: int) -> bool:  # noqa: ARG002 - nothing is written here
        return False

    def _alignment(self, row: int, column: int) -> Qt.AlignmentFlag:  # noqa: ARG002 - all cells alike
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ContactsTable(QWidget):
    """The contacts a month as a table to read and copy; hidden while nobody asks."""

    selection_changed = Signal(object)  # Statistics of the selected cells

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ContactsModel(context, self)
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(_("Contacts a month by segment and channel"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setProperty("look", "bare")
        self.view.hug_rows()
        share_width(self.view)
        words = _("Worked out from the customers above and their channels, before prevention and self-service.")
        card = Card(_("Contacts a month at the start"))
        card.body.addWidget(label(words, "quiet", wrap=True))
        card.body.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(card)
        self.view.statistics_changed.connect(self.selection_changed)
        context.document.plan_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the table while there is something in it."""
        self.setVisible(self.model.rowCount() > 0)


def _contacts(segment: Mapping[str, Any]) -> float:
    return contacts_a_month(segment) if segment.get("enabled", True) else 0.0
