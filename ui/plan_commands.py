"""What the menus edit, scenario and run do with the plan that is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from planner.errors import PlannerError
from planner.scenario.overrides import BASE
from planner.scenario.plan import SCENARIOS, Plan
from planner.texts import _
from ui.context import Context
from ui.notices import NoticeBar
from ui.running.answer import Answer

_MOST_ASKED = 5  # plans whose answers may still be on their way


class PlanCommands(QObject):
    """Undo, scenarios and runs for the window that is its parent."""

    def __init__(self, context: Context, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._notices = notices
        self._window = window
        self._asked: list[Plan] = []
        context.runner.answered.connect(self._take_answer)
        context.runner.failed.connect(lambda words: notices.tell("run", words, icon="error"))
        context.runner.started.connect(lambda _name: notices.take_away("run"))

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

    def next_scenario(self, step: int = 1) -> None:
        """Show the scenario after this one."""
        document = self._context.document
        if document.plan is not None:
            names = document.plan.scenario_names
            here = names.index(document.scenario_name) if document.scenario_name in names else 0
            document.set_scenario(names[(here + step) % len(names)])

    def previous_scenario(self) -> None:
        """Show the scenario before this one."""
        self.next_scenario(-1)

    def add_scenario(self) -> None:
        """Ask for a name and begin a scenario that differs in nothing yet."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(_("Add a scenario"))
        dialog.setLabelText(_("Name of the scenario, such as “One more in the morning”:"))
        dialog.setTextValue(self._free_name())
        dialog.textValueSelected.connect(self.begin_scenario)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin_scenario(self, name: str) -> None:
        """A new scenario, shown at once; a copy of the one that is shown."""
        document, name = self._context.document, name.strip()
        if document.plan is None:
            return
        if name in document.plan.data.get(SCENARIOS, {}) or name == BASE:
            self._notices.tell("scenario", _("There is a scenario “{name}” already.").format(name=name), icon="warning")
            return
        copied = dict(document.plan.overrides.get(document.scenario_name, {}))

        def add(data: dict[str, Any]) -> None:
            data.setdefault(SCENARIOS, {})[name] = copied

        try:
            document.edit(_("Add scenario {name}").format(name=name), add)
        except PlannerError as error:
            self._notices.tell("scenario", str(error), icon="warning")
            return
        self._notices.take_away("scenario")
        document.set_scenario(name)

    def delete_scenario(self) -> None:
        """Take the scenario that is shown out of the plan; undo brings it back."""
        document = self._context.document
        name = document.scenario_name
        if name == BASE:
            return
        document.set_scenario(BASE)
        document.edit(_("Delete scenario {name}").format(name=name), lambda data: data[SCENARIOS].pop(name))

    def run(self) -> None:
        """Run the scenario that is shown."""
        self._run([self._context.document.scenario_name])

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
        self._context.runner.stop()
        self._context.results.clear()
        self._notices.take_away("run")

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
            self._context.runner.run(document.plan, names)

    def _free_name(self) -> str:
        plan = self._context.document.plan
        taken = plan.data.get(SCENARIOS, {}) if plan is not None else {}
        number = len(taken) + 1
        while _("Scenario {number}").format(number=number) in taken:
            number += 1
        return _("Scenario {number}").format(number=number)
