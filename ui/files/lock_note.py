"""A note beside an open file that says who has it open, so that a second window can warn; it locks nothing."""

from __future__ import annotations

import getpass
import json
import logging
import platform
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.errors import PlannerError
from planner.files import write_atomically
from ui.files.session import Session, is_running

# a window on another machine cannot be asked whether it still runs
_BELIEVED = timedelta(days=1)


@dataclass(frozen=True)
class InUse:
    """Who else has a file open, on which machine, and since when."""

    user: str
    machine: str
    since: datetime
    session: str


class LockNote:
    """This window's line in the note beside a file."""

    def __init__(self, data_folder: Path, session: Session) -> None:
        self._data_folder = data_folder
        self._session = session
        self._path: Path | None = None

    def take(self, path: Path) -> tuple[InUse, ...]:
        """Add this window to the note of a file; returns the other windows that have it open."""
        self.release()
        others = self._others(path)
        mine = InUse(_user(), platform.node(), datetime.now(UTC), self._session.name)
        _write(path, (*others, mine))
        self._path = path
        return others

    def release(self) -> None:
        """Take this window off the note."""
        if self._path is not None:
            _write(self._path, self._others(self._path))
            self._path = None

    def _others(self, path: Path) -> tuple[InUse, ...]:
        return tuple(each for each in _read(path) if each.session != self._session.name and self._is_open(each))

    def _is_open(self, other: InUse) -> bool:
        if (other.user, other.machine) == (_user(), platform.node()):
            return is_running(self._data_folder, other.session)
        return datetime.now(UTC) - other.since < _BELIEVED


def note_of(path: Path) -> Path:
    """Where the note of a file stands."""
    return path.with_name(f".{path.name}.in-use")


def _read(path: Path) -> tuple[InUse, ...]:
    try:
        lines = json.loads(note_of(path).read_bytes())
        return tuple(
            InUse(
                str(line["user"]),
                str(line["machine"]),
                datetime.fromisoformat(line["since"]).astimezone(UTC),
                str(line["session"]),
            )
            for line in lines
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _write(path: Path, windows: tuple[InUse, ...]) -> None:
    lines = [
        {"user": each.user, "machine": each.machine, "since": each.since.isoformat(), "session": each.session}
        for each in windows
    ]
    try:
        if lines:
            write_atomically(note_of(path), json.dumps(lines, indent=1))
        else:
            note_of(path).unlink(missing_ok=True)
    except (OSError, PlannerError) as error:
        # a folder that cannot be written to: then nobody saves there either
        logging.getLogger(__name__).info("No note beside %s: %s", path, error)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
