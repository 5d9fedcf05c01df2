"""Who is at the desk against what is needed: the week at a glance, one day of it large, and both in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.texts import _
from ui.context import Context
from ui.editors.coverage import CoverageStrip
from ui.editors.estimates import MEAN_WEEK, Estimates
from ui.editors.week_coverage import WeekCoverage, day_text
from ui.editors.week_strip import WeekStrip
from ui.look.style import set_look
from ui.look.widgets import label


class TeamCoverage(QWidget):
    """The coverage of one team; the week can be chosen where the weeks of the plan differ."""

    def __init__(self, context: Context, estimates: Estimates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.estimates = context, estimates
        self.team = ""
        theme = context.theme.theme
        self.week = WeekCoverage()
        self.weeks = QComboBox()
        self.weeks.setAccessibleName(_("Week of the coverage"))
        self.weeks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.title = _quiet_line()
        self.verdict = _quiet_line()
        set_look(self.verdict, "")
        self.days = WeekStrip(theme)
        self.strip = CoverageStrip(theme)
        self._lay_out()
        self.weeks.activated.connect(self._choose_week)
        self.days.day_chosen.connect(self.show_day)
        estimates.desk_changed.connect(self.refresh)
        estimates.need_changed.connect(self.refresh)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.weeks)
        head.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(head)
        layout.addWidget(self.days)
        layout.addWidget(self.verdict)
        layout.addWidget(self.strip)

    def show_team(self, team: str) -> None:
        """Show another team."""
        self.team = team
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is known now."""
        self.setVisible(bool(self.team))
        if not self.team:
            return
        self._list_weeks()
        self.week = self.estimates.of(self.team)
        self.title.setText(self._title())
        self.title.setToolTip(self._explanation())
        self.days.show_week(self.context.theme.theme, self.week)
        self.show_day()

    @Slot()
    def show_day(self) -> None:
        """Show the chosen day large."""
        theme, week, day = self.context.theme.theme, self.week, self.days.day
        self.strip.show_day(theme, week, day)
        is_wrong = bool(week.shortages(day))
        is_known = self.estimates.desk is not None
        self.verdict.setText((("▲ " if is_wrong else "") + week.day_text(day)) if is_known else "")
        self.verdict.setToolTip(week.list_text)
        self.verdict.setStyleSheet(f"color: {theme.missed}" if is_wrong else "")

    def _title(self) -> str:
        who = _("{teams} at the desk").format(teams=self.week.team_text)
        if len(self.week.teams) > 1:
            who = _("{teams} at the desk together").format(teams=self.week.team_text)
        text = self.week.week_text
        if not self.estimates.is_current and self.week.need is not None:
            text = _("Estimating anew …")
        return f"{who}. {text}" if text else who

    def _explanation(self) -> str:
        lines = [
            self.week.week_text,
            self.week.list_text,
            _(
                "Bars: agents at the desk in the plan's time zone, breaks, holidays, absence and time off the queue"
                " taken out; uncertain numbers count as the likely one. Line: agents that calls and chats need for"
                " their promises, estimated by formula. A run counts more: e-mail, escalations and chance."
            ),
        ]
        if self.week.waiting_hours:
            text = _("Work that can wait: {work} h a week; at the desk: {desk} h.")
            lines.append(text.format(work=f"{self.week.waiting_hours:.0f}", desk=f"{self.week.desk_hours:.0f}"))
        return "\n".join(filter(None, lines))

    def _list_weeks(self) -> None:
        desk = self.estimates.desk
        texts = [_("Mean week")]
        if desk is not None and desk.weeks_differ:
            dates = [desk.dates(week) for week in range(desk.weeks)]
            texts += [_("{first} – {last}").format(first=day_text(min(d)), last=day_text(max(d))) for d in dates]
        if [self.weeks.itemText(row) for row in range(self.weeks.count())] != texts:
            self.weeks.clear()
            self.weeks.addItems(texts)
        self.weeks.setVisible(len(texts) > 1)
        if self.estimates.week >= len(texts) - 1 and desk is not None:
            self.estimates.set_week(MEAN_WEEK)
        self.weeks.setCurrentIndex(self.estimates.week + 1)

    @Slot(int)
    def _choose_week(self, row: int) -> None:
        self.estimates.set_week(row - 1)
        self.refresh()


def _quiet_line() -> QLabel:
    made = label("", "quiet")
    # its words must not make the page wider
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made
