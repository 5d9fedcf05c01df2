"""What a file format has to say about itself, and the checks of its target before a long run starts."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.files import write_atomically
from planner.reporting.report import Report
from planner.texts import LazyText, _


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """One format: ``files`` gives the name and the content of its one file, or of the files of a folder one by one.

    ``key`` is the name of its option on the command line, ``label`` its name for people. Files of a folder whose name
    ``owns`` are the writer's: those of an earlier report that the new one does not have are removed.
    """

    key: str
    label: LazyText
    folder: bool
    files: Callable[[Report], Iterable[tuple[str, bytes]]]
    owns: str = ""

    def check_target(self, target: Path) -> None:
        """Refuse, with a reason, a target that cannot be written; nothing is created."""
        check_folder(target) if self.folder else check_file(target)

    def write(self, report: Report, target: Path) -> None:
        """Write the report; what was there before stays if anything fails. A folder keeps its other files."""
        if not self.folder:
            ((_name, content),) = self.files(report)
            write_atomically(target, content)
            return
        try:
            _write_folder(self.files(report), target, self.owns)
        except OSError as error:
            raise PlannerError(
                _("Cannot write {target}: {reason}. What was there before is unchanged.").format(
                    target=target, reason=error.strerror or error
                )
            ) from error


def check_file(target: Path) -> None:
    """PlannerError, with the reason, unless a file can be written there; nothing is created."""
    _check_parent(target)
    if target.is_dir():
        raise PlannerError(_("Cannot write {target}: it is a folder. Name a file in it.").format(target=target))
    if target.exists() and not target.is_file():
        raise PlannerError(_("Cannot write {target}: it is no ordinary file. Name another.").format(target=target))
    if target.exists() and not os.access(target, os.W_OK):
        raise PlannerError(
            _("Cannot write {target}: the file is write-protected. Name another place.").format(target=target)
        )
    _check_writable(target, target.parent)


def check_folder(target: Path) -> None:
    """PlannerError, with the reason, unless files can be written into this folder or it can be created."""
    _check_parent(target)
    if target.exists() and not target.is_dir():
        raise PlannerError(
            _("Cannot write the tables to {target}: it is a file. Name a folder; it may be a new one.").format(
                target=target
            )
        )
    _check_writable(target, target if target.exists() else target.parent)


def _check_parent(target: Path) -> None:
    if not target.parent.is_dir():
        raise PlannerError(
            _("Cannot write {target}: the folder {folder} does not exist. Create it or name another place.").format(
                target=target, folder=target.parent
            )
        )


def _check_writable(target: Path, folder: Path) -> None:
    """Try it: permissions alone do not know about read-only disks."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise PlannerError(
            _("Cannot write {target}: {reason} in the folder {folder}. Name another place.").format(
                target=target, reason=error.strerror or error, folder=folder
            )
        ) from error


def _write_folder(files: Iterable[tuple[str, bytes]], target: Path, owns: str) -> None:
    """Write everything beside the target first, so that a full disk leaves the old files alone."""
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    names = set()
    try:
        for name, content in files:
            (staging / name).write_bytes(content)
            names.add(name)
        if not target.exists():
            # mkdtemp makes folders that only their owner may enter
            staging.chmod(0o777 & ~_umask())
            staging.rename(target)
            return
        for name in sorted(names):
            (staging / name).replace(target / name)
        for path in list(target.iterdir()):
            if path.name not in names and re.fullmatch(owns, path.name):
                path.unlink()
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
