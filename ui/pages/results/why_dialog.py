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
    """Shows the explanation of one number and copies it; ``explain`` shows that of another one in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = ""
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Explanation"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(_("&Copy"), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(560, 520)

    def explain(self, answer: Answer, quantity: Quantity, origin: Origin) -> None:
        """Say why a number of an answer is what it is."""
        rows = why(answer, quantity, origin)
        self._plain = why_text(rows)
        self.setWindowTitle(_("Why this number? {label}").format(label=label_of(origin)))
        self.text.setHtml(why_html(rows))

    @Slot()
    def copy(self) -> None:
        """Put the explanation on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._plain)


def show_why(asker: QWidget, answer: Answer, quantity: Quantity, origin: Origin) -> WhyDialog:
    """Explain a number in the one dialog of the asker's window."""
    window = asker.window()
    dialog = window.findChild(WhyDialog, options=Qt.FindChildOption.FindDirectChildrenOnly) or WhyDialog(window)
    dialog.explain(answer, quantity, origin)
    # not open(), which would lock the page: the next number is often asked for beside the first
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def why_action(parent: QWidget) -> QAction:
    """The command that asks why, with its key while the widget has the focus."""
    action = QAction(_("&Why this number?"), parent)
    action.setShortcut(QKeySequence("Ctrl+I"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    parent.addAction(action)
    return action
