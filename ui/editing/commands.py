"""The one undo command: every edit is a plan before and a plan after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QUndoCommand

from planner.scenario.plan import Plan

_MERGES, _STANDS_ALONE = 1, -1  # Qt asks only commands with the same id, other than -1, whether they merge


class EditPlan(QUndoCommand):
    """Shows the plan after an edit, or again the one before it.

    Edits with the same merge key that follow each other within ``seconds`` become one, such as those of a dragged
    slider; ``at`` is when the edit was made, in seconds of any clock.
    """

    def __init__(
        self,
        text: str,
        before: Plan,
        after: Plan,
        show: Callable[[Plan], None],
        merge: str = "",
        at: float = 0.0,
        seconds: float = 0.0,
    ) -> None:
        super().__init__(text)
        self._before = before
        self.after = after
        self._show = show
        self.merge = merge
        self.at = at
        self._seconds = seconds

    def undo(self) -> None:
        """Show the plan as it was before the edit."""
        self._show(self._before)

    def redo(self) -> None:
        """Show the plan as it is after the edit; the undo stack also calls this the first time."""
        self._show(self.after)

    def id(self) -> int:
        """Whether the command may merge with its neighbour at all."""
        return _MERGES if self.merge else _STANDS_ALONE

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - the name is Qt's
        """Take over the next edit where it goes on with this one; an edit that leads back to its start vanishes."""
        if not isinstance(other, EditPlan) or other.merge != self.merge or other.at - self.at > self._seconds:
            return False
        self.after = other.after
        self.at = other.at
        self.setObsolete(same(self._before.data, self.after.data))
        return True


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are written alike: tells 1 from 1.0 and true, and sees the order of keys."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
