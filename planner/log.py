"""The log: a rotating file in the platform's log folder, written by the main process alone.

Modules log through ``logging.getLogger(__name__)``; only the program's entry points call ``start_logging``. The log
is a convenience for finding out what happened: where it cannot be written, the program answers all the same.
"""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from planner.errors import PlannerError
from planner.texts import _
from planner.version import __version__

LEVELS = ("debug", "info", "warning", "error")
FOLDER_VARIABLE = "SUPPORT_PLANNER_LOG_FOLDER"
_LARGEST_FILE = 1_000_000  # bytes
_OLDER_FILES = 3


def log_file() -> Path:
    """Where the log stands: in the folder that SUPPORT_PLANNER_LOG_FOLDER names, else in the platform's own."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen) / "support-planner.log"
    # Imported here because nothing else at start-up needs it.
    import platformdirs

    return Path(platformdirs.user_log_dir("support-planner", appauthor=False)) / "support-planner.log"


def start_logging(level: str = "info") -> Path | None:
    """Send log lines from the given level upwards to the log file; calling it again replaces the former setting.

    Returns the file, or None where it cannot be written. Raises PlannerError for a level that is not in LEVELS.
    """
    if level not in LEVELS:
        raise PlannerError(
            _("There is no log level {level}; choose one of {levels}").format(level=level, levels=", ".join(LEVELS))
        )
    stop_logging()
    root = logging.getLogger()
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _MainProcessFile(path)
    except OSError:
        # Without any handler Python would print warnings to the terminal, in the middle of the answer.
        handler = _Nowhere()
    root.addHandler(handler)
    root.setLevel(level.upper())
    logging.getLogger(__name__).info("support-planner %s, log level %s", __version__, level)
    return path if isinstance(handler, _MainProcessFile) else None


def stop_logging() -> None:
    """Close the log file and forget it; does nothing where logging was not started."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, (_MainProcessFile, _Nowhere)):
            root.removeHandler(handler)
            handler.close()


class _Nowhere(logging.NullHandler):
    """Stands in for a log file that cannot be written."""


class _MainProcessFile(RotatingFileHandler):
    """A rotating file that only the process which opened it writes to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LARGEST_FILE, backupCount=_OLDER_FILES, encoding="utf-8")
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._owner = os.getpid()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, unless this is a worker process that inherited the open file: two would mix lines."""
        if os.getpid() == self._owner:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """A full disk or a vanished folder costs a line of the log, not the answer."""
