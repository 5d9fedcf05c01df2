"""The document: the plan that a window shows, and its file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from planner.errors import PlanError, PlannerError, Problem
from planner.examples import example_text
from planner.scenario.files import load_plan, read_plan, read_plan_text, save_plan
from planner.scenario.plan import Plan
from planner.texts import _
from ui.editing.edited_plan import EditedPlan
from ui.files.autosave import LeftOver, Unsaved
from ui.files.backups import Backup
from ui.files.guard import FileGuard
from ui.files.lock_note import InUse
from ui.files.watch import fingerprint
from ui.recent_files import RecentFiles
from ui.settings import Settings

_BROKEN = "broken file"


class FileChangedError(PlannerError):
    """A save would replace what another program has written since the file was read."""


@dataclass(frozen=True)
class Timing:
    """How long a document waits: milliseconds before an autosave and before a changed file is read; and seconds
    within which an edit goes on with the one before.
    """

    autosave_after: int = 20_000
    settle: int = 200
    merge_within: float = 1.0
    clock: Callable[[], float] = time.monotonic


class PlanDocument(EditedPlan):
    """The edited plan and its file.

    A file that is no plan opens as its problems, with ``plan`` None, and is never written to. Opening anything forgets
    the plan before it; whoever calls asks first whether that is to be saved.
    """

    file_changed = Signal()  # path, title or dirty flag
    changed_outside = Signal()  # another program has changed, removed or restored the file
    autosaved = Signal()

    def __init__(
        self, settings: Settings, data_folder: Path, timing: Timing | None = None, parent: QObject | None = None
    ) -> None:
        timing = timing or Timing()
        super().__init__(timing.merge_within, timing.clock, parent)
        self._path: Path | None = None
        self._title = ""
        self._unreadable: tuple[Problem, ...] = ()
        self.recent_files = RecentFiles(settings)
        self._guard = FileGuard(
            data_folder, self.background, self._unsaved, timing.autosave_after, timing.settle, parent=self
        )
        self.background.answered.connect(self._take_unreadable)
        self._guard.autosaved.connect(self.autosaved)
        self._guard.changed_outside.connect(self._file_was_changed)
        self.plan_changed.connect(self._keep_safe)
        self.undo_stack.cleanChanged.connect(self._dirty_flag_changed)

    @property
    def path(self) -> Path | None:
        """The file, None for a plan that was never saved."""
        return self._path

    @property
    def title(self) -> str:
        """What the window is called: the file's name, or the plan's."""
        return self._path.name if self._path is not None else self._title

    @property
    def unreadable(self) -> tuple[Problem, ...]:
        """Why the file is no plan: what its values say, and a moment later also what the rules find in the rest."""
        return self._unreadable

    @property
    def is_changed_outside(self) -> bool:
        """Whether the file is there, but not as it was read or saved here."""
        return self._guard.differs

    @property
    def in_use_by(self) -> tuple[InUse, ...]:
        """Other windows that had the file open when it was opened here."""
        return self._guard.in_use_by

    @property
    def backups(self) -> tuple[Backup, ...]:
        """The last versions of the file that saving has replaced, newest first."""
        return self._guard.backups(self._path) if self._path is not None else ()

    def left_over(self) -> tuple[LeftOver, ...]:
        """Unsaved plans of windows that ended without closing, newest first."""
        return self._guard.left_over()

    def new(self, plan: Plan) -> None:
        """Show a plan that no file has."""
        self._take(plan, title=plan.name or _("New plan"), is_saved=False)

    def open(self, path: str | Path) -> None:
        """Open a file; one that is no plan opens as its problems. PlanError where there is no file: nothing changes."""
        file = _absolute(path)
        known = fingerprint(file)
        plan, problems = _read(file)
        self._take(plan, file, known=known, unreadable=problems)
        if plan is None:
            self.background.ask(_BROKEN, partial(_all_problems, file, problems))
        self.recent_files.add(file)

    def open_example(self, name: str) -> None:
        """Open an example, which has no file until it is saved; PlannerError for an unknown name."""
        plan = read_plan_text(example_text(name))
        self._take(plan, title=plan.name or name)

    def restore(self, found: LeftOver) -> None:
        """Open what an earlier run left unsaved, as a changed plan of its former file; PlanError if it is no plan."""
        self._take(read_plan_text(found.text), found.path, title=found.title, known=found.known, is_saved=False)
        self._guard.adopt(found)
        self._guard.look()

    def restore_backup(self, backup: Backup) -> None:
        """Go back to an earlier version of the file, as an edit that can be undone; PlanError if it is no plan."""
        self._push(_("Go back to an earlier version"), read_plan(backup.path))

    def reread(self) -> None:
        """Show the file as another program has changed it, as an edit that can be undone.

        PlanError, and nothing changes, while the file is no plan.
        """
        if self._path is None:
            return
        if self._plan is None:
            self.open(self._path)
            return
        known = fingerprint(self._path)
        self._push(_("Read the changed file"), read_plan(self._path))
        self._guard.has_read(self._path, known)
        self.undo_stack.setClean()
        self._guard.plan_was_changed(is_dirty=False)

    def save(self, *, overwrite: bool = False) -> None:
        """Save to the plan's file, with comments kept; PlannerError, and the file is as it was, where that fails.

        FileChangedError where another program has changed the file, unless it is to be overwritten.
        """
        if self._path is None:
            raise PlannerError(_("The plan has no file yet. Choose a name for it."))
        self._guard.look()
        if self._guard.differs and not overwrite:
            message = _("{name} was changed by another program. Save under another name, or replace it.")
            raise FileChangedError(message.format(name=self.title))
        self._write(self._path)

    def save_as(self, path: str | Path) -> None:
        """Save under another name, which becomes the plan's; PlannerError, and nothing changes, where that fails."""
        self._write(_absolute(path))

    def close_plan(self) -> None:
        """Close the plan and forget what is unsaved; what the background thread still does is waited for by nobody."""
        self._take(None)
        self._guard.close()

    def close(self) -> None:
        """Close the plan and end the background thread, at the end of the window."""
        self.background.stop()
        self.close_plan()

    def _take(
        self,
        plan: Plan | None,
        path: Path | None = None,
        *,
        title: str = "",
        known: str | None = None,
        unreadable: tuple[Problem, ...] = (),
        is_saved: bool = True,
    ) -> None:
        self.background.forget(_BROKEN)
        self._path, self._title, self._unreadable = path, title, unreadable
        self._guard.begin(path, known)
        self._start_with(plan, is_saved)
        self.file_changed.emit()

    def _write(self, path: Path) -> None:
        if self._plan is None:
            message = _("{name} is no plan and stays as it is.") if self._unreadable else _("No plan is open.")
            raise PlannerError(message.format(name=self.title))
        self._guard.will_write(path)
        save_plan(self._plan, path)
        is_new, self._path = path != self._path, path
        self._guard.has_written(path, is_new)
        self.undo_stack.setClean()
        self.recent_files.add(path)
        self.file_changed.emit()

    def _unsaved(self) -> Unsaved | None:
        if self._plan is None or not self.is_dirty:
            return None
        return Unsaved(self._plan, self.title, self._path, self._guard.known)

    @Slot(str, object)
    def _take_unreadable(self, kind: str, found: tuple[Problem, ...]) -> None:
        if kind == _BROKEN and found != self._unreadable:
            self._unreadable = found
            self.problems_changed.emit()

    @Slot()
    def _keep_safe(self) -> None:
        self._guard.plan_was_changed(self.is_dirty)

    @Slot()
    def _dirty_flag_changed(self) -> None:
        if not self._is_taking:
            self.file_changed.emit()

    @Slot()
    def _file_was_changed(self) -> None:
        if self._guard.is_missing:
            # no file has the plan any more
            self.undo_stack.resetClean()
            self._keep_safe()
        elif self._guard.differs and not self.is_dirty:
            self._try_to_reread()
        self.changed_outside.emit()

    def _try_to_reread(self) -> None:
        try:
            self.reread()
        except PlanError:
            # half written or broken by hand: the plan stays, and is_changed_outside tells
            return


def _read(path: Path) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a file, or what is wrong with its values; PlanError where there is no file."""
    try:
        return read_plan(path), ()
    except PlanError as error:
        if not path.is_file():
            raise
        return None, error.problems


def _all_problems(path: Path, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Everything that is wrong with a file, also what the rules find in the parts that can be read."""
    try:
        load_plan(path)
    except PlanError as error:
        return error.problems
    return known


def _absolute(path: str | Path) -> Path:
    # resolve() would follow links, and show another name than the one that was chosen
    return Path(os.path.abspath(path))  # noqa: PTH100
