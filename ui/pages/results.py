"""The Results page: what happens under the plan, or what to do to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planner.texts import _, lazy
from ui.context import Context
from ui.pages.page import Page
from ui.widgets import label, primary_button

if TYPE_CHECKING:
    from ui.pages.results_view import ResultsView
    from ui.running.answer import Answer
    from ui.theme import Theme

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
        self._failure = ""
        self.heading = label(_("Results"), "heading")
        self.status = label("", "quiet")
        self._right = QHBoxLayout()
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
        context.runner.started.connect(self._run_started)
        context.runner.ended.connect(self._run_ended)
        context.runner.failed.connect(self._run_failed)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.status)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addLayout(self._right)
        notice = QHBoxLayout(self.notice)
        notice.setContentsMargins(14, 5, 8, 5)
        notice.addWidget(self.notice_text, 1)
        notice.addWidget(self.run_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
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
        self.notice.setVisible(answer is not None and is_stale)
        self.run_again.setEnabled(not self.context.runner.is_running)
        if answer is None:
            self._show_empty()
            return
        self.status.setText(status_text(answer))
        view = self._built_view()
        view.narrow.show()
        base = self.context.results.answer("Base")
        if self._shown is None or self._shown[0] is not answer or self._shown[1] is not base:
            self._shown = (answer, base)
            view.show_answer(answer, base)
        if self._dressed is not self.context.theme.theme:
            self._dressed = self.context.theme.theme
            view.set_theme(self._dressed)
        view.set_faded(is_stale)
        self._stack.setCurrentWidget(view)

    def _show_empty(self) -> None:
        self._stack.setCurrentIndex(0)
        self.status.setText("")
        is_running = self.context.runner.is_running
        self.run_first.setVisible(not is_running)
        if self.view is not None:
            self.view.narrow.hide()
        if is_running:
            self.empty_text.setText(_("Simulating …"))
            self.empty_help.setText(_("First results come after the first replications; they grow surer with each."))
        else:
            self.empty_text.setText(_("No results yet for “{name}”").format(name=self.context.document.scenario_name))
            ready = _("Run the plan (F5): the weeks are simulated several times, and the answer appears here.")
            self.empty_help.setText(self._failure or ready)
        # a centred label is not asked how high its wrapped lines are
        self.empty_help.setMinimumHeight(self.empty_help.heightForWidth(_WIDTH))

    def _built_view(self) -> ResultsView:
        if self.view is None:
            # charts and reports take long to load
            from ui.pages.results_view import ResultsView

            self.view = ResultsView(self.context.theme.theme)
            self._dressed = self.context.theme.theme
            self._stack.addWidget(self.view)
            show = QLabel(_("Show"))
            show.setBuddy(self.view.narrow)
            self._right.addWidget(show, 0, Qt.AlignmentFlag.AlignBottom)
            self._right.addWidget(self.view.narrow, 0, Qt.AlignmentFlag.AlignBottom)
        return self.view

    @Slot()
    def _ask_for_run(self) -> None:
        self.wanted.emit("run", None)

    @Slot(str)
    def _run_started(self, _scenario: str) -> None:
        self._failure = ""
        self.plan_or_study_changed()

    @Slot()
    def _run_ended(self) -> None:
        self.plan_or_study_changed()

    @Slot(str)
    def _run_failed(self, sentence: str) -> None:
        self._failure = sentence
        self.plan_or_study_changed()


def status_text(answer: Answer) -> str:
    """From which run the answer is, and whether more is to come."""
    text = _("{scenario}: {count} replications of {weeks} weeks, seed {seed}, {time}").format(
        scenario=answer.scenario.name,
        count=answer.replications,
        weeks=answer.scenario.weeks,
        seed=answer.study.seed,
        time=f"{answer.at:%H:%M}",
    )
    if answer.stopped:
        return _("{text} – stopped before all {wanted} were done").format(
            text=text, wanted=answer.scenario.run.replications
        )
    if not answer.complete:
        return _("{text} – of {wanted}: intervals still narrow").format(
            text=text, wanted=answer.scenario.run.replications
        )
    return text
