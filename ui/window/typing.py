"""What is being typed becomes part of the plan before it is saved, run or left."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.forms.editors import Editor

COMMANDS_THAT_WAIT = frozenset({"save", "save_as", "run", "run_all"})  # for a text that the plan cannot take
COMMANDS_THAT_TAKE = COMMANDS_THAT_WAIT | {
    *("close_plan", "open", "open_dialog", "open_example", "new_plan", "next_scenario", "previous_scenario"),
    *("add_scenario", "duplicate_scenario", "rename_scenario", "delete_scenario", "switch_scenario", "reset_scenario"),
}
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def finish_typing(window: QWidget) -> bool:
    """Commit the text in the field with the focus; False, and the field keeps the focus, where it is refused."""
    field = window.focusWidget()
    if not isinstance(field, _TYPED_INTO):
        return True
    field.clearFocus()  # fields and cells commit when they lose it
    refused = [each for each in window.findChildren(Editor) if each.is_dirty and each.isVisible()]
    if refused:
        refused[0].target.setFocus()
    elif any(each is field for each in window.findChildren(type(field))) and field.isVisible():
        field.setFocus()  # the editor of a cell is gone by now
    return not refused
