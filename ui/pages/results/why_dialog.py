"""The window that explains one number, beside the page that stays usable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from planner.texts import _
from ui.pages.results.terms import label_of
from ui.pages.results.why import why, why_html, why_text

if TYPE_CHECKING:
    from planner.reporting.report import Quantity
    from ui.running.answer import Answer
    from ui.running.traced import Origin


class WhyDialog(QDialog):
    """Shows the explanation of one number and copies it."""

    def __init__(self, answer: Answer, quantity: Quantity, origin: Origin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Why this number? {label}").format(label=label_of(origin)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.NonModal)
        rows = why(answer, quantity, origin)
        self._plain = why_text(rows)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Explanation"))
        self.text.setHtml(why_html(rows))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(_("&Copy"), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(560, 520)

    @Slot()
    def copy(self) -> None:
        """Put the explanation on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._plain)


def why_action(parent: QWidget) -> QAction:
    """The command that asks why, with its key while the widget has the focus."""
    action = QAction(_("&Why this number?"), parent)
    action.setShortcut(QKeySequence("Ctrl+I"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    parent.addAction(action)
    return action
