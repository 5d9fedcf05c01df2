"""Holidays: of the plan, and of segments that have their own."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.texts import _
from ui.context import Context
from ui.editing.places import shown_of
from ui.forms.field_row import FieldRow
from ui.forms.parts_and_form import Hint, Scrolled
from ui.look.widgets import Card, label
from ui.pages.demand.holiday_days import HolidayDays
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics
from ui.values.fields import field_at

_WIDEST = 760
_PATH = ("holidays",)


class Holidays(QWidget):
    """A country code or days of one's own, for all customers and by segment."""

    selection_changed = Signal(object)  # Statistics of the selected cells

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.hint = Hint(_("The plan has no holidays. They make quiet days, and close the desk."), _("Enter a country"))
        self.field = FieldRow(context, _PATH, field_at(_PATH))
        self.table = PartsTable(context, ("segments",), (Column(("holidays",)), Column(("profile",))))
        card = Card(_("Holidays of the plan"))
        words = _(
            "A country code such as DE, RS or US-CA, or days of your own such as 2026-12-24, 2026-12-31. What a holiday"
            " does to demand stands in the profile (“On holidays”)."
        )
        card.body.addWidget(label(words, "quiet", wrap=True))
        card.body.addWidget(self.field)
        self.days = HolidayDays(context)
        card.body.addWidget(self.days)
        inside = QWidget()
        # of all that is inside, so that its height is worked out for the width in which its words wrap
        inside.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 12, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self.hint)
        layout.addWidget(card)
        layout.addWidget(label(_("Segments with holidays of their own"), "title"))
        layout.addWidget(label(_("Empty cells follow the plan."), "quiet"))
        layout.addWidget(self.table)
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        self.hint.button.clicked.connect(self.begin)
        self.table.statistics_changed.connect(self._tell)
        for signal in (context.document.plan_changed, context.document.problems_changed, context.theme.changed):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what to do while there are none."""
        shown = shown_of(self.context.document.plan, str(self.context.document.scenario_name))
        self.field.refresh(shown)
        self.hint.setVisible(not shown.get("holidays"))

    @Slot()
    def begin(self) -> None:
        """Give the field of the plan's holidays the focus."""
        self.field.editor.target.setFocus()

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)
