"""The latest answer of each scenario. Answers to old inputs are kept and called stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from planner.scenario.overrides import BASE
from ui.editing.edited_plan import renamed

if TYPE_CHECKING:
    from planner.scenario import Plan, Scenario
    from ui.editing.document import PlanDocument
    from ui.running.answer import Answer


@dataclass(frozen=True)
class _Removed:
    """The answer of a scenario that was taken out of the plan, and what the scenario changed: undo brings both back."""

    name: str
    override: Mapping[str, Any]
    answer: Answer


class Results(QObject):
    """What was found, by scenario; ``study_changed`` also tells when an answer became stale or fresh again.

    Answers follow the scenarios of the document: to another name, and out of the plan and back.
    """

    study_changed = Signal()

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._plan = document.plan
        self._answers: dict[str, Answer] = {}
        self._failures: dict[str, str] = {}
        self._removed: list[_Removed] = []
        self._stale: frozenset[str] = frozenset()
        document.plan_changed.connect(self._follow_plan)

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios that have an answer."""
        return tuple(self._answers)

    def answer(self, name: str) -> Answer | None:
        """The latest answer of a scenario, stale or not."""
        return self._answers.get(name)

    def failure(self, name: str) -> str:
        """Why the last run of a scenario came to no answer; empty where it did."""
        return self._failures.get(name, "")

    def is_stale(self, name: str) -> bool:
        """Whether the scenario has changed since its answer."""
        return name in self._stale

    @Slot(object)
    def put(self, answer: Answer) -> None:
        """Take an answer in place of the scenario's former one; the plan may have changed while it was worked out."""
        name, plan = answer.scenario.name, self._document.plan
        if plan is not None and plan is not answer.plan:
            answer = _called(answer, renamed(answer.plan, plan).get(name, name))
        self._answers[answer.scenario.name] = answer
        self._stale = self._found_stale()
        self.study_changed.emit()

    def put_failure(self, name: str, sentence: str) -> None:
        """Take a sentence on why there is no answer."""
        self._failures[name] = sentence
        self.study_changed.emit()

    def take_failure_away(self, name: str) -> None:
        """The scenario is run again."""
        if self._failures.pop(name, ""):
            self.study_changed.emit()

    def clear(self) -> None:
        """Forget everything: another plan was opened."""
        had_any = bool(self._answers or self._failures)
        self._answers.clear()
        self._failures.clear()
        self._removed.clear()
        self._stale = frozenset()
        if had_any:
            self.study_changed.emit()

    @Slot()
    def _follow_plan(self) -> None:
        before, self._plan = self._plan, self._document.plan
        held = self._held()
        if before is not None and self._plan is not None and before is not self._plan:
            self._follow_names(before, self._plan)
        stale = self._found_stale()
        if stale != self._stale or held != self._held():
            self._stale = stale
            self.study_changed.emit()

    def _follow_names(self, before: Plan, now: Plan) -> None:
        """Move answers to the new names of their scenarios, and out and in with scenarios that go and come back."""
        names = renamed(before, now)
        gone = [name for name in before.overrides if name not in now.overrides and name not in names]
        for name in gone:
            if name in self._answers:
                self._removed.append(_Removed(name, before.overrides[name], self._answers.pop(name)))
            self._failures.pop(name, None)
        self._answers = {
            names.get(name, name): _called(answer, names.get(name, name)) for name, answer in self._answers.items()
        }
        self._failures = {names.get(name, name): sentence for name, sentence in self._failures.items()}
        for removed in [each for each in self._removed if now.overrides.get(each.name) == each.override]:
            self._removed.remove(removed)
            self._answers.setdefault(removed.name, removed.answer)

    def _held(self) -> list[tuple[str, int]]:
        return [(name, id(answer)) for name, answer in self._answers.items()]

    def _found_stale(self) -> frozenset[str]:
        plan = self._document.plan
        return frozenset(name for name, answer in self._answers.items() if _differs(answer, plan))


def _called(answer: Answer, name: str) -> Answer:
    """The answer under another name of its scenario."""
    scenario = answer.scenario
    if name == scenario.name or BASE in (name, scenario.name):
        return answer
    return replace(answer, scenario=scenario.with_data({**scenario.data, "name": name}))


def _differs(answer: Answer, plan: Plan | None) -> bool:
    if plan is answer.plan:
        return False
    now: Scenario | None = None if plan is None else plan.scenarios.get(answer.scenario.name)
    return now is None or {**now.data, "note": ""} != {**answer.scenario.data, "note": ""}
