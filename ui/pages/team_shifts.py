"""The shifts of the Team page: as bars with the coverage below, and as a table."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editors.coverage import CoverageStrip
from ui.editors.need import NeedEstimate
from ui.editors.shift_gantt import ShiftGantt
from ui.editors.shifts import on_shift
from ui.tables.parts_table import PartsTable
from ui.widgets import Card, label

COLUMNS = ("days", "span", "agents", "min_agents", "max_agents")


class TeamShifts(Card):
    """Chart and table of the shifts; the table and the coverage are those of one team."""

    shift_chosen = Signal(object)
    shift_opened = Signal(object)
    statistics_changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        self.team = ""
        self.gantt = ShiftGantt(context)
        self.coverage = CoverageStrip(context.theme.theme)
        self.need = NeedEstimate(context.document, self)
        self.table: PartsTable | None = None
        self.weekday = QComboBox()
        self.weekday.setAccessibleName(_("Weekday of the coverage"))
        names = QLocale()
        self.weekday.addItems([names.standaloneDayName(number + 1) for number in range(7)])
        self.coverage_title = label("", "quiet")
        # its words must not make the page wider
        self.coverage_title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message = label("", "wrong", wrap=True)
        self.message.hide()
        self._place_of_table = QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Shifts"))
        self._lay_out()
        self.gantt.scale_changed.connect(self.coverage.set_scale)
        self.gantt.shift_chosen.connect(self._chosen_in_chart)
        self.gantt.shift_opened.connect(self.shift_opened)
        self.gantt.refused.connect(self._say)
        self.weekday.currentIndexChanged.connect(self.show_coverage)
        self.need.changed.connect(self.show_coverage)

    def _lay_out(self) -> None:
        chart, table = QWidget(), QWidget()
        inside = QVBoxLayout(chart)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addWidget(self.gantt, 1)
        line = QHBoxLayout()
        line.addWidget(self.weekday)
        line.addWidget(self.coverage_title, 1)
        inside.addLayout(line)
        inside.addWidget(self.coverage)
        table.setLayout(self._place_of_table)
        self._place_of_table.setContentsMargins(0, 6, 0, 0)
        self.tabs.addTab(chart, _("Shifts"))
        self.tabs.addTab(table, _("As a table"))
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.message)

    def show_team(self, team: str) -> None:
        """Show the table and the coverage of a team."""
        if team == self.team:
            return
        self.team = team
        if self.table is not None:
            self._place_of_table.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        if team:
            self.table = PartsTable(self.context, ("teams", team, "shifts"), COLUMNS)
            self.table.part_chosen.connect(self.shift_chosen)
            self.table.statistics_changed.connect(self.statistics_changed)
            self._place_of_table.addWidget(self.table)
        self.show_coverage()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._say("")
        self.gantt.refresh()
        self.need.ask()
        self.show_coverage()

    @Slot()
    def show_coverage(self) -> None:
        """Show who is on shift on the chosen day, and the need where it is known."""
        weekday = max(self.weekday.currentIndex(), 0)
        agents = on_shift(self.gantt.bars, self.team, weekday)
        need = self.need.of(self.team, weekday) if self.team else None
        self.coverage.show_day(self.context.theme.theme, agents, need)
        self.coverage.setVisible(bool(self.team))
        what = _("{team} on shift, breaks included").format(team=self.team)
        if need is not None:
            what += _("; dashed: estimate for calls and chats; hatched: too few")
        self.coverage_title.setText(what if self.team else "")
        self.coverage_title.setToolTip(self.coverage.summary)

    @Slot(object)
    def _chosen_in_chart(self, path: Path | None) -> None:
        if path is not None:
            self.shift_chosen.emit(path)

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    def focus_chart(self) -> None:
        """Let keys act on the chart."""
        self.tabs.setCurrentIndex(0)
        self.gantt.setFocus(Qt.FocusReason.OtherFocusReason)
