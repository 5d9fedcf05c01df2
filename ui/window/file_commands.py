"""What the file menu does; before a changed plan goes away it asks whether to save it, naming the changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from planner.errors import PlannerError
from planner.scenario.plan import Plan
from planner.texts import _
from ui.context import Context
from ui.editing.document import FileChangedError
from ui.files.autosave import LeftOver
from ui.files.backups import Backup
from ui.window.notices import NoticeBar

_FILTER = "Plans (*.toml);;All files (*)"
_MOST_NAMED = 6  # changes that the question lists


class FileCommands(QObject):
    """Opens, saves and closes plans for the window that is its parent."""

    opened = Signal()  # another plan than before, or none

    def __init__(self, context: Context, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._notices = notices
        self._window = window
        self._recent = context.document.recent_files

    def open(self, path: Path) -> None:
        """Open a plan file, after the question about the plan that is open."""
        self.after_saving(lambda: self._open(path))

    def open_example(self, name: str) -> None:
        """Open a copy of an example."""
        self.after_saving(lambda: self._show(lambda: self._context.document.open_example(name)))

    def new_plan(self, plan: Plan) -> None:
        """Open a plan that was just made."""
        self.after_saving(lambda: self._show(lambda: self._context.document.new(plan)))

    def restore(self, found: LeftOver) -> None:
        """Open what a crash left unsaved."""
        self.after_saving(lambda: self._show(lambda: self._context.document.restore(found)))

    def go_back(self, version: Backup) -> None:
        """Go back to what the file said before a save, as a change of the plan that can be undone."""
        try:
            self._context.document.restore_backup(version)
        except PlannerError as error:
            self._notices.tell("file", str(error), icon="error")
        else:
            self._notices.take_away("file")

    def close_plan(self) -> None:
        """Back to no plan."""
        self.after_saving(lambda: self._show(self._context.document.close_plan))

    @Slot()
    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        dialog = QFileDialog(self._window, _("Open a plan"), self._folder(), _(_FILTER))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        _open_dialog(dialog)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save the plan to its file; one without a file asks for a name."""
        if self._context.document.path is None:
            self.save_as(then)
        else:
            self._save(self._context.document.save, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a file name and save the plan there."""
        document = self._context.document
        name = document.path.name if document.path else f"{_file_name(document.title)}.toml"
        dialog = QFileDialog(self._window, _("Save the plan"), str(Path(self._folder()) / name), _(_FILTER))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(lambda chosen: self._save(lambda: document.save_as(Path(chosen)), then))
        _open_dialog(dialog)

    def after_saving(self, then: Callable[[], object]) -> None:
        """Do something that lets go of the plan: at once, or after the question what becomes of its changes."""
        document = self._context.document
        if not document.is_dirty:
            then()
            return
        question = QMessageBox(self._window)
        question.setObjectName("save_changes")
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(_("Save changes?"))
        question.setText(_("Save the changes of “{name}”?").format(name=document.title))
        question.setInformativeText(self.changes_words())
        buttons = QMessageBox.StandardButton
        question.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        question.setDefaultButton(buttons.Save)
        question.button(buttons.Discard).setText(_("Do not save"))
        actions = {buttons.Save: lambda: self.save(then), buttons.Discard: then}
        question.finished.connect(lambda code: actions.get(buttons(code), lambda: None)())
        _open_dialog(question)

    def changes_words(self) -> str:
        """The edits since the plan was last saved, the newest first."""
        stack = self._context.document.undo_stack
        saved = max(stack.cleanIndex(), 0)
        names = [stack.text(place) for place in range(min(saved, stack.index()), max(saved, stack.index()))]
        newest = list(dict.fromkeys(reversed(names)))
        lines = [f"• {name}" for name in newest[:_MOST_NAMED]]
        if len(newest) > _MOST_NAMED:
            lines.append(_("… and {count} more").format(count=len(newest) - _MOST_NAMED))
        return "\n".join(lines)

    def _show(self, show: Callable[[], object]) -> bool:
        """Let the document show something else; whether that went well."""
        try:
            show()
        except PlannerError as error:
            self._notices.tell("file", str(error), icon="error")
            return False
        self._notices.take_away("file")
        self.opened.emit()
        return True

    def _open(self, path: Path) -> None:
        if not self._show(lambda: self._context.document.open(path)) or self._context.document.plan is not None:
            return
        words = _("{name} cannot be read as a plan. Its problems are listed below; the file is left as it is.")
        self._notices.tell("file", words.format(name=path.name), icon="error")

    def _save(self, save: Callable[[], object], then: Callable[[], object] | None) -> None:
        try:
            save()
        except PlannerError as error:
            choices: dict[str, Callable[[], object]] = {_("Save as …"): lambda: self.save_as(then)}
            if isinstance(error, FileChangedError):
                choices[_("Replace the file")] = lambda: self._save(self._overwrite, then)
            self._notices.tell("file", str(error), choices, icon="error")
            return
        self._notices.take_away("file")
        if then is not None:
            then()

    def _overwrite(self) -> None:
        self._context.document.save(overwrite=True)

    def _folder(self) -> str:
        recent = self._recent.paths
        path = self._context.document.path or (recent[0] if recent else None)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(path.parent) if path is not None else documents


def _open_dialog(dialog: QFileDialog | QMessageBox) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _file_name(title: str) -> str:
    """A title as the name of a file."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in title)
    return "-".join(kept.lower().split())[:60] or "plan"
