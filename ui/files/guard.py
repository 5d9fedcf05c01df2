"""Everything that keeps the file of one document safe, behind one object."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.background import Background
from ui.files.autosave import Autosave, LeftOver, Unsaved, left_over
from ui.files.backups import Backup, Backups
from ui.files.lock_note import InUse, LockNote
from ui.files.session import Session
from ui.files.watch import FileWatch, fingerprint


class FileGuard(QObject):
    """Autosaves, keeps backups, watches for changes from outside and notes that the file is open."""

    changed_outside = Signal()
    autosaved = Signal()

    def __init__(
        self,
        data_folder: Path,
        background: Background,
        look: Callable[[], Unsaved | None],
        autosave_after: int,
        settle: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data_folder = data_folder
        self._session = Session(data_folder)
        self._note = LockNote(data_folder, self._session)
        self._backups = Backups(data_folder)
        self._autosave = Autosave(data_folder, self._session, background, look, autosave_after, self)
        self._autosave.saved.connect(self.autosaved)
        self._watch = FileWatch(settle, self)
        self._watch.changed.connect(self.changed_outside)
        self.in_use_by: tuple[InUse, ...] = ()

    @property
    def known(self) -> str | None:
        """The fingerprint of the file as it was last read or written here."""
        return self._watch.known

    @property
    def differs(self) -> bool:
        """Whether another program has changed the file since."""
        return self._watch.differs

    @property
    def is_missing(self) -> bool:
        """Whether the file is gone."""
        return self._watch.is_missing

    def begin(self, path: Path | None, known: str | None = None) -> None:
        """Guard a document with this file, of which the content with the fingerprint ``known`` was read."""
        self.end()
        self._session.begin()
        if path is not None:
            self._watch.begin(path, known)
            self.in_use_by = self._note.take(path)

    def end(self) -> None:
        """The document is closed, or has another file."""
        self._autosave.forget()
        self._watch.end()
        self._note.release()
        self.in_use_by = ()

    def close(self) -> None:
        """The window closes."""
        self.end()
        self._session.end()

    def has_read(self, path: Path, known: str | None) -> None:
        """The same file was read again."""
        self._watch.begin(path, known)

    def will_write(self, path: Path) -> None:
        """Keep what a save is about to replace."""
        self._backups.keep(path)

    def has_written(self, path: Path, is_new: bool) -> None:
        """The document was saved; ``is_new`` says whether under another name."""
        known = fingerprint(path)
        if is_new:
            self.begin(path, known)
        else:
            self._autosave.forget()
            self._watch.begin(path, known)

    def look(self) -> None:
        """See now whether the file has changed outside."""
        self._watch.look()

    def plan_was_changed(self, is_dirty: bool) -> None:
        """Autosave the plan soon, or forget the copy of one that is as its file."""
        if is_dirty:
            self._autosave.plan_was_changed()
        else:
            self._autosave.forget()

    def adopt(self, found: LeftOver) -> None:
        """Take over the copy of an earlier run."""
        self._autosave.adopt(found)

    def left_over(self) -> tuple[LeftOver, ...]:
        """What earlier runs left unsaved, newest first."""
        return left_over(self._data_folder)

    def backups(self, path: Path) -> tuple[Backup, ...]:
        """The last versions of a file that a save has replaced, newest first."""
        return self._backups.of(path)
