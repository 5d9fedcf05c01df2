"""Autosave: a copy of an unsaved plan in the user's data folder, and what an earlier run left there."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from planner.errors import PlannerError
from planner.files import write_atomically
from planner.scenario.plan import Plan
from planner.scenario.saving import plan_text
from ui.background import Background
from ui.files.session import Session, is_running, sessions_folder
from ui.folders import private_folder

_JOB = "autosave"
_SUFFIX = ".json"


@dataclass(frozen=True)
class Unsaved:
    """A plan with changes that no file has yet: its own file, if it has one, and what that held when it was read."""

    plan: Plan
    title: str
    path: Path | None
    known: str | None


@dataclass(frozen=True)
class LeftOver:
    """An unsaved plan of a window that ended without closing; ``text`` is the plan's."""

    title: str
    path: Path | None
    known: str | None
    at: datetime
    text: str
    copy: Path

    def discard(self) -> None:
        """Delete the copy."""
        self.copy.unlink(missing_ok=True)


class Autosave(QObject):
    """Writes a copy some seconds after the first change that no file has; the copy goes when it is not needed."""

    saved = Signal()  # a copy was written

    def __init__(
        self,
        data_folder: Path,
        session: Session,
        background: Background,
        look: Callable[[], Unsaved | None],
        milliseconds: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._copy = sessions_folder(data_folder) / f"{session.name}{_SUFFIX}"
        self._background = background
        self._look = look
        self._is_wanted = Event()
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self._write)
        background.answered.connect(self._has_written)

    def plan_was_changed(self) -> None:
        """There is something to keep; further changes before it is written do not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """Nothing is unsaved any more: the copy goes."""
        self._timer.stop()
        self._is_wanted.clear()
        self._background.forget(_JOB)
        with contextlib.suppress(OSError):  # where nothing can be written, nothing was
            self._copy.unlink()

    def adopt(self, left_over: LeftOver) -> None:
        """Make the copy of an earlier run this window's own, at once: it is never without an owner nor doubled."""
        with contextlib.suppress(FileNotFoundError):  # another window was quicker
            left_over.copy.replace(self._copy)

    @Slot()
    def _write(self) -> None:
        unsaved = self._look()
        if unsaved is not None:
            self._is_wanted.set()
            job = partial(_write_copy, self._copy, unsaved, datetime.now(UTC), self._is_wanted)
            self._background.ask(_JOB, job, urgent=True)

    @Slot(str, object)
    def _has_written(self, kind: str, failure: object) -> None:
        if kind != _JOB:
            return
        if failure:
            logging.getLogger(__name__).warning("No autosave: %s", failure)
        else:
            self.saved.emit()


def left_over(data_folder: Path) -> tuple[LeftOver, ...]:
    """The unsaved plans of windows that no longer run, newest first; copies that cannot be read are left out."""
    found = []
    for copy in sessions_folder(data_folder).glob(f"*{_SUFFIX}"):
        if not is_running(data_folder, copy.stem):
            try:
                found.append(_read_copy(copy))
            except (OSError, ValueError, KeyError, TypeError) as error:
                logging.getLogger(__name__).info("%s is no autosaved plan: %s", copy, error)
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _write_copy(copy: Path, unsaved: Unsaved, at: datetime, is_wanted: Event) -> str:
    content: dict[str, Any] = {
        "title": unsaved.title,
        "path": None if unsaved.path is None else str(unsaved.path),
        "known": unsaved.known,
        "at": at.isoformat(),
        "text": plan_text(unsaved.plan),
    }
    try:
        private_folder(copy.parent)
        write_atomically(copy, json.dumps(content))
        if not is_wanted.is_set():
            # saved in the meantime, perhaps just before the copy appeared
            copy.unlink(missing_ok=True)
    except (OSError, PlannerError) as error:
        return str(error)
    return ""


def _read_copy(copy: Path) -> LeftOver:
    content = json.loads(copy.read_bytes())
    path, known = content["path"], content["known"]
    return LeftOver(
        title=str(content["title"]),
        path=None if path is None else Path(path),
        known=None if known is None else str(known),
        at=datetime.fromisoformat(content["at"]).astimezone(UTC),
        text=str(content["text"]),
        copy=copy,
    )
