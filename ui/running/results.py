"""The latest answer of each scenario. Answers to old inputs are kept and called stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from planner.scenario import Plan, Scenario
    from ui.editing.document import PlanDocument
    from ui.running.answer import Answer


class Results(QObject):
    """What was found, by scenario; ``study_changed`` also tells when an answer became stale or fresh again."""

    study_changed = Signal()

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._answers: dict[str, Answer] = {}
        self._stale: frozenset[str] = frozenset()
        document.plan_changed.connect(self._compare_with_plan)

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios that have an answer."""
        return tuple(self._answers)

    def answer(self, name: str) -> Answer | None:
        """The latest answer of a scenario, stale or not."""
        return self._answers.get(name)

    def is_stale(self, name: str) -> bool:
        """Whether the scenario has changed since its answer."""
        return name in self._stale

    @Slot(object)
    def put(self, answer: Answer) -> None:
        """Take an answer in place of the scenario's former one."""
        self._answers[answer.scenario.name] = answer
        self._stale = self._found_stale()
        self.study_changed.emit()

    def clear(self) -> None:
        """Forget everything: another plan was opened."""
        if self._answers:
            self._answers.clear()
            self._stale = frozenset()
            self.study_changed.emit()

    @Slot()
    def _compare_with_plan(self) -> None:
        stale = self._found_stale()
        if stale != self._stale:
            self._stale = stale
            self.study_changed.emit()

    def _found_stale(self) -> frozenset[str]:
        plan = self._document.plan
        return frozenset(name for name, answer in self._answers.items() if _differs(answer, plan))


def _differs(answer: Answer, plan: Plan | None) -> bool:
    if plan is answer.plan:
        return False
    now: Scenario | None = None if plan is None else plan.scenarios.get(answer.scenario.name)
    return now is None or {**now.data, "note": ""} != {**answer.scenario.data, "note": ""}
