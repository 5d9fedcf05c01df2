"""The shifts of the Team page: as bars with the coverage of the week below, and as a table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QTabWidget, QToolBar, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editors.estimates import Estimates
from ui.editors.shift_actions import ShiftActions
from ui.editors.shift_commands import COMMANDS, GROUPS
from ui.editors.shift_gantt import ShiftGantt
from ui.editors.shift_table import COLUMNS, ShiftsTable
from ui.forms.parts_and_form import Hint
from ui.look.icons import icon
from ui.look.widgets import Card, label
from ui.pages.team.coverage import TeamCoverage

_CHART, _TABLE = 0, 1
_NARROW = 660  # pixels that the buttons need with their words
_INSIDE_A_CARD = "QToolBar { background: transparent; border: none; padding: 0; spacing: 1px; }"


class TeamShifts(Card):
    """Chart and table of the shifts; the table and the coverage are those of one team."""

    shift_chosen = Signal(object)
    shift_opened = Signal(object)
    statistics_changed = Signal(object)

    def __init__(self, context: Context, estimates: Estimates, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context, self.estimates = context, estimates
        self.team = ""
        self.commands = ShiftActions(context, self)
        self.gantt = ShiftGantt(context, self.commands)
        self.coverage = TeamCoverage(context, estimates)
        self.table: ShiftsTable | None = None
        self.buttons = QToolBar()
        self.hint = Hint(_("This team has no shifts yet: nobody is there to answer."), _("Add a shift"))
        self.message: QLabel = label("", "wrong", wrap=True)
        self.message.hide()
        self._place_of_table = QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Shifts"))
        self._actions: dict[str, QAction] = {}
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.buttons.setStyleSheet(_INSIDE_A_CARD)
        self.buttons.setAccessibleName(_("Commands for the chosen shift"))
        self.buttons.setIconSize(QSize(16, 16))
        self.buttons.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for command in COMMANDS:
            if command.button is None:
                continue
            action = self.buttons.addAction(str(command.button))
            keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
            words = str(command.text).replace("&", "")
            action.setToolTip(f"{words} ({keys})")
            action.triggered.connect(lambda _checked=False, name=command.id: self.do(name))
            button = self.buttons.widgetForAction(action)
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._actions[command.id] = action
            if command is GROUPS[0][-1] or command is GROUPS[1][-1]:
                self.buttons.addSeparator()

    def _lay_out(self) -> None:
        chart, table = QWidget(), QWidget()
        inside = QVBoxLayout(chart)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.hint)
        inside.addWidget(self.gantt, 1)
        line = QHBoxLayout()
        line.addWidget(self.buttons)
        inside.addLayout(line)
        inside.addWidget(self.coverage)
        table.setLayout(self._place_of_table)
        self._place_of_table.setContentsMargins(0, 6, 0, 0)
        self._place_of_table.addStretch(1)
        self.tabs.addTab(chart, _("Shifts"))
        self.tabs.addTab(table, _("As a table"))
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.message)

    def _connect(self) -> None:
        self.gantt.scale_changed.connect(self.coverage.strip.set_scale)
        self.gantt.shift_chosen.connect(self._chosen_in_chart)
        self.commands.opened.connect(self.shift_opened)
        self.commands.refused.connect(self._say)
        self.commands.rename_wanted.connect(self._edit_name)
        self.hint.button.clicked.connect(lambda: self.do("add_shift"))
        self.estimates.desk_changed.connect(self._show_hours)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Leave the words off the buttons where they would push some of them out of sight."""
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_narrow = event.size().width() < _NARROW
        self.buttons.setToolButtonStyle(styles.ToolButtonIconOnly if is_narrow else styles.ToolButtonTextBesideIcon)

    def do(self, command: str) -> None:
        """Do one of the shift commands with the chosen shift."""
        self.commands.do(command)
        self._show_possible()

    def show_team(self, team: str) -> None:
        """Show the table and the coverage of a team."""
        if team != self.team:
            self.team = self.commands.team = team
            self._replace_table()
        self.coverage.show_team(team)
        self._show_hint()
        self._show_possible()

    def choose_one_of_the_team(self) -> None:
        """Choose a shift of this team where another one is chosen: commands must not change what is not shown."""
        chosen = self.commands.bar
        if chosen is None or chosen.team != self.team:
            self.commands.choose(next((bar.path for bar in self.gantt.bars if bar.team == self.team), None))

    def _replace_table(self) -> None:
        if self.table is not None:
            self._place_of_table.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        if self.team:
            self.table = ShiftsTable(self.context, ("teams", self.team, "shifts"), COLUMNS)
            self.table.part_chosen.connect(self.shift_chosen)
            self.table.statistics_changed.connect(self.statistics_changed)
            self._place_of_table.insertWidget(0, self.table)
        words = _("{team} as a table").format(team=self.team.replace("&", "&&")) if self.team else _("As a table")
        self.tabs.setTabText(_TABLE, words)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._say("")
        theme = self.context.theme.theme
        for command in COMMANDS:
            if command.id in self._actions:
                self._actions[command.id].setIcon(icon(command.icon, theme))
        self.gantt.refresh()
        self.estimates.ask()
        self.coverage.refresh()
        self._show_hint()
        self._show_possible()

    def _show_hint(self) -> None:
        has_shifts = any(bar.team == self.team for bar in self.gantt.bars)
        self.hint.setVisible(bool(self.team) and not has_shifts)

    def _show_possible(self) -> None:
        for name, action in self._actions.items():
            action.setEnabled(self.commands.is_possible(name))

    @Slot()
    def _show_hours(self) -> None:
        if self.estimates.desk is not None:
            self.gantt.show_hours(self.estimates.desk.hours)

    @Slot(object)
    def _chosen_in_chart(self, path: Path | None) -> None:
        self._show_possible()
        if path is not None:
            self.shift_chosen.emit(path)

    @Slot(object)
    def _edit_name(self, path: Path) -> None:
        """Names are edited in the table, where all of the team stand side by side."""
        self.shift_chosen.emit(path)
        self.tabs.setCurrentIndex(_TABLE)
        if self.table is not None and self.table.choose(str(path[-1])):
            index = self.table.model.index(self.table.model.names.index(str(path[-1])), 0)
            self.table.view.setCurrentIndex(index)
            self.table.view.setFocus()

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    def focus_chart(self) -> None:
        """Let keys act on the chart."""
        self.tabs.setCurrentIndex(_CHART)
        self.gantt.setFocus(Qt.FocusReason.OtherFocusReason)
