"""Tells on any page that a run has ended, and what it came to in a few sentences."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from planner.texts import _
from ui.context import Context
from ui.running.answer import Answer
from ui.window.notices import NoticeBar

_NOTICE = "answer"


class RunNotices(QObject):
    """One notice for the newest complete answer, while the page with the results is not in front."""

    def __init__(
        self, context: Context, notices: NoticeBar, is_seen: Callable[[], bool], show: Callable[[], object]
    ) -> None:
        super().__init__(notices)
        self._context, self._notices = context, notices
        self._is_seen, self._show = is_seen, show
        context.runner.begun.connect(self.take_away)
        context.runner.answered.connect(self._tell)

    @Slot()
    def take_away(self) -> None:
        """The results were seen, or are of yesterday."""
        self._notices.take_away(_NOTICE)

    @Slot(object)
    def _tell(self, answer: Answer) -> None:
        name = answer.scenario.name
        if self._is_seen() or not answer.complete or answer is not self._context.results.answer(name):
            return
        said = answer.section.answers
        sentences = " ".join(dict.fromkeys((*said[:2], said[-1])))
        words = _("{scenario}: {sentences}").format(scenario=name, sentences=sentences)
        self._notices.tell(_NOTICE, words, {_("Show the results"): lambda: self._show_results(name)})

    def _show_results(self, name: str) -> None:
        plan = self._context.document.plan
        if plan is not None and name in plan.scenario_names:
            self._context.document.set_scenario(name)
        self._show()
