"""The Results page: what happens under the plan, or what to do to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planner.scenario.overrides import BASE
from planner.texts import _, lazy
from ui.context import Context
from ui.look.widgets import label, primary_button
from ui.pages.page import Page

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.pages.results.view import ResultsView
    from ui.running.answer import Answer

_SENTENCES = 2  # about promises; the tiles say the rest
_WIDTH = 520  # of the words on an empty page


class ResultsPage(Page):
    """Shows the latest answer of the current scenario, greyed when it is older than the inputs."""

    key = "results"
    name = lazy("Results")
    help = lazy(
        "What happens under the plan: how long customers wait, which promises are kept, how busy people are, and what"
        " it costs. Click a number to see why it is what it is; click a row to see only that segment, channel or team."
    )
    icon = "results"
    needs_plan = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view: ResultsView | None = None
        self._shown: tuple[Answer, Answer | None] | None = None
        self._dressed: Theme | None = None
        self.heading = label(_("Results"), "heading")
        self.status = label("", "quiet")
        self.answer_words = label("", wrap=True)
        self._right = QWidget()
        self.intervals = QCheckBox(_("&Intervals"))
        self.intervals.setToolTip(
            _("Show the interval of every number in the tables, and copy it in columns of its own")
        )
        self.intervals.setChecked(context.settings.shows_intervals)
        self.intervals.toggled.connect(self._show_intervals)
        self.notice = QWidget()
        self.notice.setProperty("look", "notice")
        self.notice.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notice_text = label(_("The inputs have changed since: run again."), wrap=True)
        self.run_again = QPushButton(_("Run again"))
        self.empty_text = label("", "title")
        self.empty_help = label("", "quiet", wrap=True)
        self.run_first = primary_button(_("Run the plan"))
        for button in (self.run_again, self.run_first):
            button.clicked.connect(self._ask_for_run)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._lay_out()
        context.runner.begun.connect(self.plan_or_study_changed)
        context.runner.ended.connect(self.plan_or_study_changed)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.status)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._right, 0, Qt.AlignmentFlag.AlignBottom)
        notice = QHBoxLayout(self.notice)
        notice.setContentsMargins(14, 5, 8, 5)
        notice.addWidget(self.notice_text, 1)
        notice.addWidget(self.run_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.answer_words)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def _empty(self) -> QWidget:
        page = QWidget()
        self.empty_help.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_help.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(page)
        layout.setSpacing(10)
        layout.addStretch(2)
        for widget in (self.empty_text, self.empty_help, self.run_first):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def refresh(self) -> None:
        """Show the answer of the current scenario, or how to get one."""
        name = self.context.document.scenario_name
        answer = self.context.results.answer(name)
        is_stale = self.context.results.is_stale(name)
        self._show_notice(answer, is_stale=is_stale)
        if answer is None:
            self._show_empty()
            return
        self.status.setText(status_text(answer))
        self.answer_words.setText(" ".join(answer.section.answers[:_SENTENCES]))
        self.answer_words.show()
        view = self._built_view()
        self._right.show()
        base = self._base_of(answer)
        if self._shown is None or self._shown[0] is not answer or self._shown[1] is not base:
            self._shown = (answer, base)
            view.show_answer(answer, base)
        if self._dressed is not self.context.theme.theme:
            self._dressed = self.context.theme.theme
            view.set_theme(self._dressed)
        view.set_faded(is_stale)
        self._stack.setCurrentWidget(view)

    def _show_notice(self, answer: Answer | None, *, is_stale: bool) -> None:
        """Say that an answer is old or of a run that was stopped; the window itself tells of one that failed."""
        is_running = self.context.runner.is_running
        words = ""
        if is_stale:
            words = _("Inputs changed – run again.")
            if is_running:
                words = _("Inputs changed: these are the old results until the run has new ones.")
        elif answer is not None and answer.stopped and not is_running:
            words = _("The run was stopped after {count} of {wanted} replications. What was done is shown.").format(
                count=answer.replications, wanted=answer.scenario.run.replications
            )
        self.notice_text.setText(words)
        self.run_again.setVisible(not is_running)
        self.run_again.setText(_("Go on") if answer is not None and answer.stopped and not is_stale else _("Run again"))
        self.notice.setVisible(answer is not None and bool(words))

    def _show_empty(self) -> None:
        self._stack.setCurrentIndex(0)
        self.status.setText("")
        self.answer_words.hide()
        is_running = self.context.runner.is_running
        self.run_first.setVisible(not is_running)
        self._right.hide()
        if is_running:
            self.empty_text.setText(_("Simulating …"))
            self.empty_help.setText(_("First results come after the first replications; they grow surer with each."))
        else:
            self.empty_text.setText(_("No results yet for “{name}”").format(name=self.context.document.scenario_name))
            ready = _("Run the plan (F5): the weeks are simulated several times, and the answer appears here.")
            failure = self.context.results.failure(self.context.document.scenario_name)
            self.empty_help.setText(failure or ready)
        # a centred label is not asked how high its wrapped lines are
        self.empty_help.setMinimumHeight(self.empty_help.heightForWidth(_WIDTH))

    def build(self) -> None:
        """Build what shows an answer before there is one: it takes a moment that nobody should wait for."""
        self._built_view()

    def _built_view(self) -> ResultsView:
        if self.view is None:
            # charts and reports take long to load
            from ui.pages.results.view import ResultsView

            self.view = ResultsView(self.context.theme.theme)
            self._dressed = self.context.theme.theme
            self._stack.addWidget(self.view)
            self.view.set_intervals(self.intervals.isChecked())
            show = QLabel(_("S&how"))
            show.setBuddy(self.view.narrow)
            row = QHBoxLayout(self._right)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            for widget in (self.intervals, show, self.view.narrow):
                row.addWidget(widget)
        return self.view

    def _base_of(self, answer: Answer) -> Answer | None:
        """What to compare with: the answer of the base, as long as it is current and the base is not shown itself."""
        is_other = answer.scenario.name != BASE and not self.context.results.is_stale(BASE)
        return self.context.results.answer(BASE) if is_other else None

    @Slot(bool)
    def _show_intervals(self, shown: bool) -> None:
        self.context.settings.shows_intervals = shown
        if self.view is not None:
            self.view.set_intervals(shown)

    @Slot()
    def _ask_for_run(self) -> None:
        self.wanted.emit("run", None)


def status_text(answer: Answer) -> str:
    """From which run the answer is, and whether more is to come."""
    from planner.reporting.quantities import weeks_text  # takes long to load

    known = {
        "scenario": answer.scenario.name,
        "count": answer.replications,
        "wanted": answer.scenario.run.replications,
        "weeks": weeks_text(answer.scenario.weeks),
        "seed": answer.study.seed,
        "time": f"{answer.at:%H:%M}",
    }
    if answer.complete:
        return _("{scenario}: {count} replications of {weeks}, seed {seed}, {time}").format(**known)
    if answer.stopped:
        return _("{scenario}: stopped after {count} of {wanted} replications of {weeks}, seed {seed}, {time}").format(
            **known
        )
    return _("{scenario}: {count} of {wanted} replications of {weeks} so far; intervals narrow with each").format(
        **known
    )
