"""Sees when another program changes a plan's file, also by putting another file in its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from planner.scenario.files import LARGEST_FILE


def fingerprint(path: Path) -> str | None:
    """What tells one content of a file from another; None for a file that is not there."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return "too large"
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return "unreadable"


class FileWatch(QObject):
    """Compares a file with what is known of it, whenever something happens to it or to its folder.

    Many programs write a new file and move it over the old one: then the old one's watch is lost, so the folder is
    watched too, and the file again after each change.
    """

    changed = Signal()  # the file is another than it was when this was last sent, or than it is known to be

    def __init__(self, settle: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: str | None = None
        self._seen: str | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._something_happened)
        self._watcher.directoryChanged.connect(self._something_happened)
        # writing takes several steps: looking waits until they are done
        self._timer = QTimer(self, singleShot=True, interval=settle)
        self._timer.timeout.connect(self.look)

    @property
    def known(self) -> str | None:
        """The fingerprint of the file as it was last read or written here."""
        return self._known

    @property
    def is_missing(self) -> bool:
        """Whether a file that was there is gone."""
        return self._path is not None and self._seen is None and self._known is not None

    @property
    def differs(self) -> bool:
        """Whether the file is there and another than the one that is known."""
        return self._path is not None and self._seen is not None and self._seen != self._known

    def begin(self, path: Path, known: str | None) -> None:
        """Watch a file of which the content with the fingerprint ``known`` was read or written here."""
        self.end()
        self._path, self._known, self._seen = path, known, known
        self._watch()
        # it may have changed before the watch began
        self._timer.start()

    def end(self) -> None:
        """Watch nothing."""
        self._timer.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path = self._known = self._seen = None

    @Slot()
    def look(self) -> None:
        """Compare the file now."""
        if self._path is None:
            return
        self._watch()
        seen = fingerprint(self._path)
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    @Slot(str)
    def _something_happened(self, _path: str) -> None:
        self._timer.start()

    def _watch(self) -> None:
        path = self._path
        if path is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for each in (path, path.parent):
            if str(each) not in watched and each.exists():
                self._watcher.addPath(str(each))
