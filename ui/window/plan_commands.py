"""What the menus edit and run do with the plan that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from planner.scenario.plan import Plan
from planner.texts import _
from ui.context import Context
from ui.running.answer import Answer
from ui.window.notices import NoticeBar

_MOST_ASKED = 5  # plans whose answers may still be on their way


class PlanCommands(QObject):
    """Undo and runs for the window that is its parent."""

    def __init__(self, context: Context, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._notices = notices
        self._window = window
        self._asked: list[Plan] = []
        context.runner.answered.connect(self._take_answer)
        self._turn = ""  # whose turn it is in the run
        context.runner.begun.connect(self._run_begun)
        context.runner.started.connect(self._take_turn)
        context.runner.failed.connect(self._run_failed)

    def undo(self) -> None:
        """Take the last edit back."""
        self._context.document.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._context.document.undo_stack.redo()

    def in_focus(self, command: str) -> None:
        """Let the widget with the focus, or one that holds it, copy, paste, fill ..."""
        widget = QApplication.focusWidget()
        while widget is not None and not callable(getattr(widget, command, None)):
            widget = widget.parentWidget()
        if widget is not None:
            getattr(widget, command)()

    def run(self, name: str = "") -> None:
        """Run a scenario; without a name, the one that is shown."""
        self._run([name or self._context.document.scenario_name])

    def run_all(self) -> None:
        """Run the base and all scenarios."""
        plan = self._context.document.plan
        self._run(plan.scenario_names if plan is not None else [])

    def stop(self) -> None:
        """Stop the run and keep what is done."""
        self._context.runner.stop()

    def forget_runs(self) -> None:
        """Another plan was opened: what was found about the one before has no place any more."""
        self._asked.clear()
        self._context.runner.forget()
        self._context.results.clear()
        self._notices.take_away("run")

    @Slot()
    def _run_begun(self) -> None:
        self._notices.take_away("run")

    @Slot(str)
    def _take_turn(self, name: str) -> None:
        self._turn = name
        self._context.results.take_failure_away(name)

    @Slot(str)
    def _run_failed(self, sentence: str) -> None:
        self._notices.tell("run", sentence, icon="error")
        self._context.results.put_failure(self._turn, sentence)

    @Slot(object)
    def _take_answer(self, answer: Answer) -> None:
        # the last answer of a run that was stopped comes late, perhaps when another plan is open
        if any(answer.plan is plan for plan in self._asked):
            self._context.results.put(answer)

    def _run(self, names: list[str]) -> None:
        document = self._context.document
        errors = [problem for problem in document.problems if problem.severity == "error"]
        if errors:
            words = _("The plan cannot be run yet: {problem}").format(problem=errors[0])
            self._notices.tell("run", words, icon="error")
        elif document.plan is not None and names:
            self._asked = [*self._asked[-_MOST_ASKED:], document.plan]
            self._turn = names[0]
            self._context.runner.run(document.plan, names)
