"""What the window says of the plan's file by itself: changed outside, open elsewhere, left unsaved by a crash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from planner.errors import PlannerError
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.files.autosave import LeftOver
from ui.window.notices import NoticeBar

_CHANGED, _IN_USE, _RECOVERY, _FILE = "changed outside", "in use", "recovery", "file"


class FileNotices(QObject):
    """Turns what the document finds out about its file into notices with a choice."""

    def __init__(
        self, document: PlanDocument, notices: NoticeBar, restore: Callable[[LeftOver], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._notices = notices
        self._restore = restore
        self._path = document.path
        document.changed_outside.connect(self._say_that_it_changed)
        document.file_changed.connect(self._forget_another_file)

    def say_who_has_it_open(self) -> None:
        """Warn where another window has the file open."""
        others = self._document.in_use_by
        if others:
            words = _("{name} is open in another window too ({user} on {machine}): who saves last, wins.")
            text = words.format(name=self._document.title, user=others[0].user, machine=others[0].machine)
            self._notices.tell(_IN_USE, text, icon="warning")
        else:
            self._notices.take_away(_IN_USE)

    def offer_left_over(self) -> None:
        """Offer the newest plan that a crash left unsaved; the next one when that is answered."""
        found = self._document.left_over()
        if not found:
            return
        newest = found[0]
        words = _("The program ended before “{name}” was saved; its changes up to {time} have been kept.")
        text = words.format(name=newest.title, time=f"{newest.at.astimezone():%d %b, %H:%M}")
        choices = {
            _("Open them"): lambda: self._restore(newest),
            _("Discard them"): lambda: self._discard(newest),
        }
        self._notices.tell(_RECOVERY, text, choices)

    def _discard(self, found: LeftOver) -> None:
        found.discard()
        self.offer_left_over()

    @Slot()
    def _say_that_it_changed(self) -> None:
        document = self._document
        if document.path is None:
            return
        if document.is_changed_outside:
            words = _("{name} was changed by another program. Your own version is still the one in this window.")
            choices = {_("Read again"): self._read_again, _("Keep mine"): self._keep_mine}
            self._notices.tell(_CHANGED, words.format(name=document.title), choices, "warning")
        elif not document.path.exists():
            words = _("{name} was moved or deleted by another program. Saving writes it again.")
            self._notices.tell(_CHANGED, words.format(name=document.title), icon="warning")
        elif document.undo_stack.undoText() == _("Read the changed file"):
            words = _("{name} was changed by another program and has been read again; undo goes back.")
            self._notices.tell(_CHANGED, words.format(name=document.title))
        else:
            self._notices.take_away(_CHANGED)

    def _read_again(self) -> None:
        try:
            self._document.reread()
        except PlannerError as error:
            self._notices.tell(_FILE, str(error), icon="error")

    def _keep_mine(self) -> None:
        # saving asks once more before it replaces what the other program wrote
        self._notices.take_away(_CHANGED)

    @Slot()
    def _forget_another_file(self) -> None:
        if self._document.path != self._path:
            self._path = self._document.path
            self._notices.take_away(_CHANGED)
            self._notices.take_away(_FILE)
            self.say_who_has_it_open()
