"""Editors for single values of a plan: each shows a plain value and says what a person made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from planner.texts import _
from ui.editing.places import MISSING
from ui.values.fields import Field, WrongTextError

_NARROW, _MEDIUM, _WIDE = 130, 190, 280
_NARROW_KINDS = {"number", "duration", "date", "days", "span", "month", "time", "factors"}
_ALL_UNLESS_GIVEN = {"channels", "segments", "topics"}


class Editor(QWidget):
    """The base of all editors: the label of the value and the keyboard belong to ``target``."""

    committed = Signal(object)  # the plain value, or MISSING
    refused = Signal(str)  # what is wrong with the text; it stays in the editor

    def __init__(self, field: Field, target: QWidget) -> None:
        super().__init__()
        self.field, self.target = field, target
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(target)
        self.setFocusProxy(target)
        target.setToolTip(field.tool_tip)

    def show_value(self, value: Any, data: Mapping[str, Any]) -> None:
        """Show a plain value, MISSING for none; ``data`` are those of the scenario, whose names may be chosen."""
        raise NotImplementedError

    def set_wrong(self, is_wrong: bool) -> None:
        """Mark the editor as one that holds a wrong value."""
        mark = "true" if is_wrong else "false"
        if self.target.property("wrong") == mark:
            return  # dressing a widget anew is slow
        self.target.setProperty("wrong", mark)
        self.target.style().unpolish(self.target)
        self.target.style().polish(self.target)

    @property
    def is_dirty(self) -> bool:
        """Whether the editor holds a text that is not in the plan."""
        return False


class TextEditor(Editor):
    """A line of text; Enter or leaving it commits, Escape gives the plan's value back."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self._shown = ""
        self.line.setPlaceholderText(field.default_text)
        self.line.setMinimumWidth(_NARROW)
        self.line.setMaximumWidth(_NARROW if field.kind_name in _NARROW_KINDS else _WIDE)
        if field.kind_name == "distribution":
            self.line.setMaximumWidth(_MEDIUM)
        if field.kind_name in {"number", "duration"}:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.editingFinished.connect(self.commit)
        self.line.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        return self.line.text() != self._shown

    def show_value(self, value: Any, data: Mapping[str, Any]) -> None:  # noqa: ARG002  # the same for all editors
        text = "" if value is MISSING else self.field.show(value)
        if self.is_dirty and text == self._shown:
            return
        self._shown = text
        self.line.setText(text)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)  # a long text shows how it begins

    @Slot()
    def commit(self) -> None:
        """Say what the text means, if it is another one than the plan's."""
        if not self.is_dirty:
            self.refused.emit("")
            return
        text = self.line.text()
        try:
            value = self.field.read(text) if text.strip() else MISSING
        except WrongTextError as error:
            self.refused.emit(str(error))
            return
        self.committed.emit(value)

    @Slot()
    def give_up(self) -> None:
        """Show the plan's value again."""
        self.line.setText(self._shown)
        self.refused.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and self.is_dirty and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the key would stop a run, and the text would stay
            return True
        if is_escape and self.is_dirty and event.type() == QEvent.Type.KeyPress:
            self.give_up()
            return True
        return super().eventFilter(watched, event)


class _Box(QComboBox):
    """A combo box that the mouse wheel changes only while it has the focus: scrolling a page must not edit."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - the name is Qt's
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of several words, or of the names of a collection; the first line stands for nothing given."""

    def __init__(self, field: Field) -> None:
        self.box = _Box()
        super().__init__(field, self.box)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMinimumWidth(_NARROW)
        self.box.setMaximumWidth(_WIDE)
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(self._chosen)

    def show_value(self, value: Any, data: Mapping[str, Any]) -> None:
        words = self._words(data)
        if value is not MISSING and value not in words.values():
            words[str(value)] = value
        lines = [*self._nothing(value), *words.items()]
        if lines != [(self.box.itemText(number), self.box.itemData(number)) for number in range(self.box.count())]:
            self.box.clear()
            for word, meaning in lines:
                self.box.addItem(word, meaning)
        shown = next((word for word, meaning in words.items() if meaning == value), "")
        self.box.setCurrentIndex(max(0, self.box.findText(shown)))

    def _nothing(self, value: Any) -> list[tuple[str, Any]]:
        """The line for a value that is not given."""
        if self.field.required and value is not MISSING:
            return []
        default = self.field.default_text
        return [(_("{value} (unless given)").format(value=default) if default else _("not given"), MISSING)]

    def _words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        if self.field.kind_name == "flag":
            return {_("yes"): True, _("no"): False}
        return {word: word for word in self.field.choices(data)}

    @Slot()
    def _chosen(self) -> None:
        self.committed.emit(self.box.currentData())


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        self.box = QCheckBox()
        super().__init__(field, self.box)
        self.box.clicked.connect(self._clicked)

    def show_value(self, value: Any, data: Mapping[str, Any]) -> None:  # noqa: ARG002  # the same for all editors
        self.box.setChecked(bool(self.field.default) if value is MISSING else bool(value))

    @Slot(bool)
    def _clicked(self, is_on: bool) -> None:
        self.committed.emit(is_on)


class NamesEditor(Editor):
    """Several names of a collection from a menu; none chosen means all of them."""

    def __init__(self, field: Field) -> None:
        self.button = QPushButton()
        super().__init__(field, self.button)
        self.button.setMinimumWidth(_NARROW)
        self.button.setMaximumWidth(_WIDE)
        self.button.setStyleSheet("text-align: left; padding: 3px 18px 3px 8px;")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)

    def show_value(self, value: Any, data: Mapping[str, Any]) -> None:
        chosen = [] if value is MISSING else list(value)
        names = list(dict.fromkeys([*self.field.choices(data), *chosen]))
        if names != [action.text() for action in self.menu.actions()]:
            self.menu.clear()
            for name in names:
                action = self.menu.addAction(name)
                action.setCheckable(True)
                action.triggered.connect(self._chosen)
        for action in self.menu.actions():
            action.setChecked(action.text() in chosen)
        nothing = _("all") if self.field.key in _ALL_UNLESS_GIVEN else _("not given")
        self.button.setText(", ".join(chosen) or nothing)

    @Slot()
    def _chosen(self) -> None:
        names = [action.text() for action in self.menu.actions() if action.isChecked()]
        self.committed.emit(names or MISSING)


def editor_for(field: Field) -> Editor:
    """The editor for a field's kind of value."""
    makers = {"choice": ChoiceEditor, "reference": ChoiceEditor, "names": NamesEditor}
    if field.kind_name == "flag":
        return ChoiceEditor(field) if field.default is None and not field.required else FlagEditor(field)
    return makers.get(field.kind_name, TextEditor)(field)
