"""Backups: the last versions of a file that saving has replaced, kept in the user's data folder."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from planner.errors import PlannerError
from planner.files import write_atomically
from ui.folders import private_folder

MOST = 3
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_SUFFIX = ".toml"


@dataclass(frozen=True)
class Backup:
    """An earlier version of a file, when it was replaced, and its bytes."""

    path: Path
    at: datetime
    size: int


class Backups:
    """The backups of all files, each file's in a folder of its own."""

    def __init__(self, data_folder: Path) -> None:
        self._folder = data_folder / "backups"

    def of(self, path: Path) -> tuple[Backup, ...]:
        """The backups of a file, newest first."""
        found = []
        for entry in self._folder_of(path).glob(f"*{_SUFFIX}"):
            try:
                at = datetime.strptime(entry.name.removesuffix(_SUFFIX), _STAMP).replace(tzinfo=UTC)
                found.append(Backup(entry, at, entry.stat().st_size))
            except (ValueError, OSError):
                continue
        return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))

    def keep(self, path: Path) -> None:
        """Keep the file as it is now, before it is replaced; a backup that fails does not stop the save."""
        if not path.is_file():
            return
        try:
            content = path.read_bytes()
            kept = self.of(path)
            if kept and kept[0].path.read_bytes() == content:
                return
            folder = private_folder(self._folder_of(path))
            write_atomically(folder / (datetime.now(UTC).strftime(_STAMP) + _SUFFIX), content)
            for old in self.of(path)[MOST:]:
                old.path.unlink(missing_ok=True)
        except (OSError, PlannerError) as error:
            logging.getLogger(__name__).warning("No backup of %s: %s", path, error)

    def _folder_of(self, path: Path) -> Path:
        # files of one name may lie in many folders
        mark = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        return self._folder / f"{path.stem[:40]}-{mark}"
