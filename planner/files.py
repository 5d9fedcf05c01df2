"""Writing files so that a failure leaves the old file as it was."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from planner.errors import PlannerError
from planner.texts import _


def write_atomically(path: str | Path, content: bytes | str) -> None:
    """Write bytes, or text as UTF-8, to ``path`` by way of a temporary file in the same folder.

    Text is written as it is (line ends are kept). A file reached through a link is replaced, the link stays; the old
    file's permissions are kept. Raises PlannerError, with the old file untouched, when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target.is_dir():
        raise PlannerError(_("{path} is a folder. Give the name of a file.").format(path=path))
    try:
        _replace(target, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlannerError(
            _("{path} could not be written ({reason}). Choose another folder or free the file.").format(
                path=path, reason=reason
            )
        ) from error


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    # the process-wide mask can only be read by setting it
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
