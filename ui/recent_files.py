"""The plans that were opened last."""

from __future__ import annotations

import os
from pathlib import Path

from ui.settings import Settings

MOST = 10


class RecentFiles:
    """The list behind "Open recent", kept in the settings; files that are gone are left out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are still there, newest first."""
        return tuple(path for path in self._settings.recent_files if _is_there(path))

    def add(self, path: Path) -> None:
        """Put a file at the front of the list, once."""
        others = (other for other in self.paths if not _is_same(other, path))
        self._settings.recent_files = [path, *others][:MOST]

    def remove(self, path: Path) -> None:
        """Take a file off the list."""
        self._settings.recent_files = [other for other in self.paths if not _is_same(other, path)]

    def clear(self) -> None:
        """Forget all files."""
        self._settings.recent_files = []


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_same(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)
