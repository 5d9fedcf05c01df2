"""Help inside the window: what the page is for, and every key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFormLayout, QFrame, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from planner.texts import _
from planner.version import __version__
from ui.look.widgets import label
from ui.pages import PAGES, Page
from ui.window.actions import commands


class HelpPanel(QScrollArea):
    """Sentences about the page that is shown, and the list of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(270)
        self._title = label("", "title")
        self._words = label("", wrap=True)
        inside = QWidget()
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(label(_("Keys"), "title"))
        column.addLayout(_keys())
        column.addStretch(1)
        self.setWidget(inside)

    def show_page(self, page: Page) -> None:
        """Tell about this page."""
        self._title.setText(page.title())
        self._words.setText(str(page.help))


def show_about(parent: QWidget) -> None:
    """Name, version and licence."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("About Support Planner"))
    box.setText(_("Support Planner {version}").format(version=__version__))
    words = _("Simulates a customer support desk: how many people, on which shifts, at what cost.")
    box.setInformativeText(words + " " + _("Free under the MIT licence."))
    box.finished.connect(box.deleteLater)
    box.open()


def _keys() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(4)
    rows = [(command.keys, str(command.text)) for command in commands().values() if command.keys]
    rows += [(("Ctrl+0", f"Ctrl+{len(PAGES) - 1}"), _("Pages"))]
    rows += [(("F2",), _("Change a cell")), (("Del",), _("Empty the selected cells"))]
    rows += [(("Ctrl+Backspace",), _("Cells back to the base")), (("Ctrl+I",), _("Why: how a number was made"))]
    for keys, words in rows:
        shown = " / ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        form.addRow(label(shown, "quiet"), label(words.replace("&", "").removesuffix(" …"), wrap=True))
    return form
