"""The plan that a window edits: every edit can be undone, and problems are looked for behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from planner.errors import PlannerError, Problem
from planner.scenario.addresses import Path
from planner.scenario.fields import declared_fields, place_at
from planner.scenario.overrides import BASE
from planner.scenario.plan import Plan
from planner.scenario.scenario import Scenario
from planner.texts import _
from ui.background import Background
from ui.editing.commands import EditPlan, same
from ui.editing.place_words import inside_a_sentence
from ui.editing.places import is_overridden, put, reset

_CHECK = "check"
_MOST_UNDOS = 200  # each keeps a plan of about half a megabyte


class EditedPlan(QObject):
    """One plan, its current scenario, its undo stack and its problems."""

    plan_changed = Signal()  # another plan, or another current scenario
    problems_changed = Signal()  # found in the background thread, a moment after plan_changed

    def __init__(self, merge_within: float, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._scenario_name = BASE
        self._problems: tuple[Problem, ...] = ()
        self._merge_within = merge_within
        self._clock = clock
        self._is_taking = False
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(_MOST_UNDOS)
        self.undo_stack.indexChanged.connect(self._after_edit)
        self.background = Background(self)
        self.background.answered.connect(self._take_problems)

    @property
    def plan(self) -> Plan | None:
        """The plan; None when none is open or its file cannot be read as one."""
        return self._plan

    @property
    def scenario_name(self) -> str:
        """The current scenario, "Base" at first."""
        return self._scenario_name

    @property
    def scenario(self) -> Scenario:
        """The current scenario, resolved; PlannerError where no plan is open."""
        return self._open_plan().scenario(self._scenario_name)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the rules that span parts found in the plan, errors first."""
        return self._problems

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that no file has."""
        return self._plan is not None and not self.undo_stack.isClean()

    @property
    def undo_text(self) -> str:
        """What undo does ("Undo change agents"); empty where there is nothing to undo."""
        text = self.undo_stack.undoText()
        return _("Undo {edit}").format(edit=inside_a_sentence(text)) if text else ""

    @property
    def redo_text(self) -> str:
        """What redo does ("Redo change agents"); empty where there is nothing to redo."""
        text = self.undo_stack.redoText()
        return _("Redo {edit}").format(edit=inside_a_sentence(text)) if text else ""

    def set_scenario(self, name: str) -> None:
        """Make a scenario the current one; PlannerError for an unknown name."""
        self._open_plan().scenario(name)
        if name != self._scenario_name:
            self._scenario_name = name
            self.plan_changed.emit()

    def edit(self, text: str, change: Callable[[dict[str, Any]], None], *, merge: str = "") -> None:
        """One undoable edit of the plain data; PlanError, and nothing is changed, when a value is wrong.

        Quick successive edits with the same ``merge`` become one.
        """
        before = self._open_plan()
        after = before.edit(change)
        if not same(before.data, after.data):
            self._push(text, after, merge)

    def set_value(
        self, path: Path, value: Any, text: str = "", scenario: str | None = None, *, merge: str = ""
    ) -> None:
        """Set a value in the base, or as an override of a scenario; None clears it.

        A table of named things merges with the one that is there, any other value replaces it. An override that says
        the same as the base goes away.
        """
        change = partial(put, scenario=BASE if scenario is None else scenario, path=path, value=value)
        self.edit(text or _("Change {field}").format(field=_name_of(path)), change, merge=merge)

    def reset_value(self, path: Path, scenario: str) -> None:
        """Take a scenario's override away: the base's value holds again at the path and below it."""
        text = _("Reset {field}").format(field=_name_of(path))
        self.edit(text, partial(reset, scenario=scenario, path=path))

    def is_overridden(self, path: Path, scenario: str) -> bool:
        """Whether a scenario differs from the base at the path or below it."""
        return is_overridden(self._open_plan(), scenario, path)

    def _open_plan(self) -> Plan:
        if self._plan is None:
            raise PlannerError(_("No plan is open."))
        return self._plan

    def _push(self, text: str, after: Plan, merge: str = "") -> None:
        before = self._open_plan()
        command = EditPlan(text, before, after, self._show, merge, self._clock(), self._merge_within)
        self.undo_stack.push(command)

    def _show(self, plan: Plan) -> None:
        # the undo stack tells about it when it is done: until then it does not know itself whether it is clean
        before, self._plan = self._open_plan(), plan
        self._scenario_name = _name_after(self._scenario_name, before, plan)

    @Slot()
    def _after_edit(self) -> None:
        if self._is_taking:
            return
        self._look_for_problems()
        self.plan_changed.emit()

    def _start_with(self, plan: Plan | None, is_saved: bool) -> None:
        """Show another plan, with nothing to undo."""
        self._plan = plan
        self._scenario_name = BASE
        self._is_taking = True
        self.undo_stack.clear()
        if is_saved:
            self.undo_stack.setClean()
        else:
            self.undo_stack.resetClean()
        self._is_taking = False
        had_problems, self._problems = bool(self._problems), ()
        self._look_for_problems()
        if had_problems:
            self.problems_changed.emit()
        self.plan_changed.emit()

    def _look_for_problems(self) -> None:
        if self._plan is None:
            self.background.forget(_CHECK)
        else:
            self.background.ask(_CHECK, partial(_problems_of, self._plan), urgent=True)

    @Slot(str, object)
    def _take_problems(self, kind: str, found: tuple[Problem, ...]) -> None:
        if kind == _CHECK and found != self._problems:
            self._problems = found
            self.problems_changed.emit()


def _problems_of(plan: Plan) -> tuple[Problem, ...]:
    from planner.scenario import checks

    return checks.check(plan)


def renamed(before: Plan, after: Plan) -> dict[str, str]:
    """The scenarios that an edit has renamed, by their former names: a renamed one keeps its place."""
    old, new = list(before.overrides), list(after.overrides)
    if len(old) != len(new):
        return {}
    return {was: now for was, now in zip(old, new, strict=True) if was not in new and now not in old}


def _name_after(name: str, before: Plan, after: Plan) -> str:
    """What a scenario is called after an edit; the base's name where it is gone."""
    now = renamed(before, after).get(name, name)
    return now if now in after.scenarios else BASE


def _name_of(path: Path) -> str:
    """What is at a path, in words: the label of a key, or the name of a part."""
    part = place_at(Scenario, path[:-1]).part
    declared = declared_fields(part).get(str(path[-1])) if part is not None else None
    return inside_a_sentence(str(declared.label)) if declared is not None else str(path[-1])
