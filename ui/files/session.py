"""A session: one open window. Others can tell whether it still runs or ended without saying so."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

from PySide6.QtCore import QLockFile

from ui.folders import private_folder

_SUFFIX = ".running"


class Session:
    """Holds a lock in the user's data folder from ``begin`` to ``end``; a crash leaves it to be found stale."""

    def __init__(self, data_folder: Path) -> None:
        self.name = uuid.uuid4().hex
        self._folder = sessions_folder(data_folder)
        self._lock: QLockFile | None = None

    def begin(self) -> None:
        """Mark the session as running; without a place to write to it runs unmarked."""
        if self._lock is not None:
            return
        try:
            private_folder(self._folder)
        except OSError as error:
            logging.getLogger(__name__).warning("No data folder: %s", error)
            return
        self._lock = _lock(self._folder, self.name)
        self._lock.tryLock(0)

    def end(self) -> None:
        """Take the mark away."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def is_running(data_folder: Path, name: str) -> bool:
    """Whether the session of that name, of this user on this machine, still runs."""
    folder = sessions_folder(data_folder)
    # the name may come from a file that anybody wrote
    if not name.isalnum() or not (folder / f"{name}{_SUFFIX}").exists():
        return False
    lock = _lock(folder, name)
    if not lock.tryLock(0):
        return True
    lock.unlock()
    return False


def sessions_folder(data_folder: Path) -> Path:
    """Where sessions keep their marks and unsaved plans."""
    return data_folder / "unsaved"


def _lock(folder: Path, name: str) -> QLockFile:
    lock = QLockFile(str(folder / f"{name}{_SUFFIX}"))
    # never stale by age: a window may stay open for weeks; Qt still sees that a process is gone
    lock.setStaleLockTime(0)
    return lock
