"""The Team page: who works, when, at what cost."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _, lazy
from ui.context import Context
from ui.editors.estimates import Estimates
from ui.forms.part_form import PartForm
from ui.forms.parts_and_form import Hint
from ui.look.widgets import Card, label
from ui.pages.page import Page
from ui.pages.team.shifts import TeamShifts
from ui.pages.team.table import TeamsTable, columns
from ui.pages.team.tiers import TeamTiers
from ui.tables.statistics import Statistics

_FORM_WIDTH, _NARROW_FORM, _FORM_SHARE = 410, 366, 0.335
_PEOPLE_SHARE = 0.34  # of the height at most for the teams
_LOW = 620  # pixels below which the week at a glance has to do, without one day of it large
_TEAM, _SHIFT, _TIERS = 0, 1, 2


class TeamPage(Page):
    """Teams, their shifts and the tiers; forms of the chosen team and shift stand at the right."""

    key = "team"
    name = lazy("Team")
    help = lazy(
        "Who works, when, at what cost. Choose a team to see its hours and its form; drag shifts, or move them with the"
        " arrow keys, and see below at which hours too few are there for calls and chats. The menu Edit, Shift has all"
        " commands with their keys."
    )
    icon = "team"
    places = ("teams", "tiers")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.estimates = Estimates(context.document, self)
        self.teams = TeamsTable(context, ("teams",), columns())
        self.hint = Hint(_("No teams yet: add the people who answer, then their shifts."), _("Add a team"))
        self.tiers = TeamTiers(context)
        self.shifts = TeamShifts(context, self.estimates)
        self.team_form: PartForm | None = None
        self.shift_form: PartForm | None = None
        self.forms = QTabWidget()
        self.forms.setAccessibleName(_("Forms"))
        self._scrolls = (_scroll(), _scroll(), _scroll())
        self._people, self._right = Card(_("Teams")), Card()
        self._shift: Path | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        self._people.body.addWidget(self.hint)
        self._people.body.addWidget(self.teams)
        left.addWidget(self._people)
        left.addWidget(self.shifts, 1)
        left.addStretch(0)
        for scroll, title in zip(self._scrolls, (_("Team"), _("Shift"), _("Tiers")), strict=True):
            self.forms.addTab(scroll, title)
        _put_in(self._scrolls[_TIERS], self.tiers)
        self._right.setFixedWidth(_FORM_WIDTH)
        self._right.body.addWidget(self.forms)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(left, 1)
        line.addWidget(self._right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(label(_("Team: who works, when, at what cost"), "heading"))
        layout.addLayout(line, 1)

    def _connect(self) -> None:
        self.hint.button.clicked.connect(self.teams.add)
        self.teams.part_chosen.connect(self._team_chosen)
        self.shifts.shift_chosen.connect(self._shift_chosen)
        self.shifts.shift_opened.connect(self._open_shift)
        self.estimates.desk_changed.connect(self._show_weeks)
        for table in (self.teams, self.tiers, self.shifts):
            table.statistics_changed.connect(self._describe)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Give the shifts most of a narrow window."""
        super().resizeEvent(event)
        share = round(event.size().width() * _FORM_SHARE)
        self._right.setFixedWidth(min(max(share, _NARROW_FORM), _FORM_WIDTH))
        self._people.setMaximumHeight(round(event.size().height() * _PEOPLE_SHARE))
        self.shifts.coverage.strip.setVisible(event.size().height() >= _LOW)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        """Small: what does not fit is reached by scrolling."""
        return QSize(640, 420)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self.teams.model.plan_changed()  # the page hears of a change before its tables do
        names = self.teams.model.names
        self.hint.setVisible(not names)
        self.teams.view.setVisible(bool(names))
        self.shifts.setVisible(bool(names))
        if self.teams.current_path is None and names:
            self.teams.choose(names[0])
        self.shifts.refresh()
        self._team_chosen(self.teams.current_path if names else None)
        paths = {bar.path for bar in self.shifts.gantt.bars}
        if self._shift is None or self._shift not in paths:
            self._show_shift(next((path for path in sorted(paths) if path[1] == self.shifts.team), None))

    def do_shift(self, command: str) -> None:
        """Do a command of the Shift menu with the chosen shift."""
        self.shifts.do(command)

    @Slot()
    def _show_weeks(self) -> None:
        desk = self.estimates.desk
        self.teams.show_weeks({} if desk is None else desk.teams)

    @Slot(object)
    def _team_chosen(self, path: Path | None) -> None:
        self.shifts.show_team("" if path is None else str(path[1]))
        self.shifts.choose_one_of_the_team()
        self.forms.setTabEnabled(_TEAM, path is not None)
        if path is None:
            self.forms.setCurrentIndex(_TIERS)
            return
        if self.team_form is None:
            self.team_form = PartForm(self.context, path)
            _put_in(self._scrolls[_TEAM], self.team_form)
        self.team_form.set_path(path)

    @Slot(object)
    def _shift_chosen(self, path: Path | None) -> None:
        self._show_shift(path)
        if path is not None:
            self.teams.choose(str(path[1]))
            self.shifts.gantt.choose(path)

    def _show_shift(self, path: Path | None) -> None:
        self._shift = path
        self.forms.setTabEnabled(_SHIFT, path is not None)
        if path is None:
            return
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
            self.forms.setCurrentIndex(_TIERS)
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


def _scroll() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made


def _put_in(scroll: QScrollArea, inside: QWidget) -> None:
    """Put a form at the top of a scroll area."""
    page = QWidget()
    page.setProperty("look", "page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 6, 0)
    layout.addWidget(inside)
    layout.addStretch(1)
    scroll.setWidget(page)
