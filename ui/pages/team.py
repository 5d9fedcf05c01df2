"""The Team page: who works, when, at what cost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _, lazy
from ui.context import Context
from ui.forms.part_form import PartForm
from ui.pages.page import Page
from ui.pages.team_shifts import TeamShifts
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics
from ui.widgets import Card, label

_FORM_WIDTH = 410
_TEAM, _SHIFT = 0, 1


class TeamPage(Page):
    """Teams, their shifts and the tiers; forms of the chosen team and shift stand at the right."""

    key = "team"
    name = lazy("Team")
    help = lazy(
        "Who works, when, at what cost. Choose a team to see its hours and its form; drag shifts, or move them with the"
        " arrow keys, and see below at which hours too few are there for calls and chats."
    )
    icon = "team"
    places = ("teams", "tiers")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.teams = PartsTable(context, ("teams",), _columns())
        self.tiers = PartsTable(context, ("tiers",), ())
        self.shifts = TeamShifts(context)
        self.team_form: PartForm | None = None
        self.shift_form: PartForm | None = None
        self.forms = QTabWidget()
        self.forms.setAccessibleName(_("Forms"))
        self._scrolls = (_scroll(), _scroll())
        self._shift: Path | None = None
        self._lay_out()
        self.teams.part_chosen.connect(self._team_chosen)
        self.shifts.shift_chosen.connect(self._shift_chosen)
        self.shifts.shift_opened.connect(self._open_shift)
        for table in (self.teams, self.tiers, self.shifts):
            table.statistics_changed.connect(self._describe)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        people = Card(_("Teams"))
        people.body.addWidget(self.teams)
        people.setFixedHeight(208)
        left.addWidget(people)
        left.addWidget(self.shifts, 1)
        self.forms.addTab(self._scrolls[_TEAM], _("Team"))
        self.forms.addTab(self._scrolls[_SHIFT], _("Shift"))
        self.forms.addTab(self.tiers, _("Tiers"))
        right = Card()
        right.setFixedWidth(_FORM_WIDTH)
        right.body.addWidget(self.forms)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 1)
        columns.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(label(_("Team: who works, when, at what cost"), "heading"))
        layout.addLayout(columns, 1)

    def refresh(self) -> None:
        """Show the document as it is now."""
        if self.teams.current_path is None and self.teams.model.names:
            self.teams.choose(self.teams.model.names[0])
        self._team_chosen(self.teams.current_path)
        self.shifts.refresh()
        paths = {bar.path for bar in self.shifts.gantt.bars}
        if self._shift is not None and self._shift not in paths:
            self._shift_chosen(next((path for path in sorted(paths) if path[1] == self.shifts.team), None))

    @Slot(object)
    def _team_chosen(self, path: Path | None) -> None:
        self.shifts.show_team("" if path is None else str(path[1]))
        if path is None:
            return
        if self.team_form is None:
            self.team_form = PartForm(self.context, path)
            _put_in(self._scrolls[_TEAM], self.team_form)
        self.team_form.set_path(path)

    @Slot(object)
    def _shift_chosen(self, path: Path | None) -> None:
        self._shift = path
        self.forms.setTabEnabled(_SHIFT, path is not None)
        if path is None:
            return
        self.teams.choose(str(path[1]))
        self.shifts.gantt.choose(path)
        if self.shift_form is None:
            self.shift_form = PartForm(self.context, path)
            _put_in(self._scrolls[_SHIFT], self.shift_form)
        self.shift_form.set_path(path)

    @Slot(object)
    def _open_shift(self, path: Path) -> None:
        self._shift_chosen(path)
        self.forms.setCurrentIndex(_SHIFT)
        if self.shift_form is not None:
            self.shift_form.show_key("span")

    @Slot(object)
    def _describe(self, found: Statistics) -> None:
        self.selection_described.emit(found.text)

    def show_path(self, path: Path) -> bool:
        """Bring a team, a shift or a tier into view."""
        if len(path) < 2 or path[0] not in self.places:
            return False
        if path[0] == "tiers":
            self.forms.setCurrentWidget(self.tiers)
            return self.tiers.choose(str(path[1]))
        if not self.teams.choose(str(path[1])):
            return False
        if len(path) >= 4 and path[2] == "shifts":
            self._open_shift(path[:4])
            form = self.shift_form
            key = path[4:5]
        else:
            self.forms.setCurrentIndex(_TEAM)
            form, key = self.team_form, path[2:3]
        if form is not None and key:
            form.show_key(str(key[0]))
        return True


def _columns() -> tuple[Column | str, ...]:
    wage = Column(("cost_per_hour",), _("Wage an hour"))
    hours = Column(("hours_per_week",), _("Hours a week"))
    return ("tier", "tiers", wage, hours, "absence", "off_queue", "interruptible", "time_zone")


def _scroll() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made


def _put_in(scroll: QScrollArea, form: PartForm) -> None:
    """Put a form at the top of a scroll area."""
    page = QWidget()
    page.setProperty("look", "page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 6, 0)
    layout.addWidget(form)
    layout.addStretch(1)
    scroll.setWidget(page)
