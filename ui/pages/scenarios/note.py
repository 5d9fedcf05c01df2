"""The note of a scenario: why it is as it is; written a moment after the last key, so that nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from planner.errors import PlannerError
from planner.scenario.overrides import BASE, NOTE
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editing.scenario_edits import ScenarioEdits

_AFTER = 500  # milliseconds without a key
_LINES = 2


class NoteEditor(QPlainTextEdit):
    """Edits the note of the scenario it was told to show, or of the base."""

    refused = Signal(str)

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._edits = ScenarioEdits(document)
        self._name = BASE
        self._is_typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.write)
        self.setAccessibleName(_("Note"))
        self.setPlaceholderText(_("Note: what is tried here, and why"))
        self.setTabChangesFocus(True)
        room = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 14
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + room)
        self.textChanged.connect(self._begin)

    def show_note(self, name: str) -> None:
        """Show the note of a scenario; what was typed for another is written first."""
        if name != self._name:
            self.write()
            self._name = name
        elif self._is_typed:
            return
        note = self._written()
        if note != self.toPlainText():
            self.setPlainText(note)
        self._timer.stop()
        self._is_typed = False

    @Slot()
    def _begin(self) -> None:
        self._is_typed = True
        self._timer.start()

    def _written(self) -> str:
        plan = self._document.plan
        if plan is None:
            return ""
        return plan.note if self._name == BASE else str(plan.overrides.get(self._name, {}).get(NOTE, ""))

    @Slot()
    def write(self) -> None:
        """Write what was typed, if anything."""
        was_typed, self._is_typed = self._is_typed, False
        self._timer.stop()
        text, plan = self.toPlainText(), self._document.plan
        is_there = plan is not None and (self._name == BASE or self._name in plan.overrides)
        if not was_typed or not is_there or text == self._written():
            return
        try:
            self._edits.write_note(self._name, text)
        except PlannerError as error:
            self.refused.emit(str(error))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - the name is Qt's
        """Write what was typed before something else is done."""
        self.write()
        super().focusOutEvent(event)
