"""The right side of the Scenarios page: note and differences of the chosen scenario, or how to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from planner.scenario.overrides import BASE
from planner.texts import _
from ui.context import Context
from ui.look.icons import icon
from ui.look.widgets import Card, label, primary_button
from ui.pages.scenarios.model import ScenarioRow
from ui.pages.scenarios.note import NoteEditor
from ui.pages.scenarios.table import DifferencesTable

_WIDEST_WORDS = 560  # pixels
_EDITING = ("demand", "levels", "team")  # the pages on which a new scenario gets its differences


class ScenarioDetails(Card):
    """Shows the scenario that the tree has chosen; the window does what ``wanted`` names."""

    wanted = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._row: ScenarioRow | None = None
        self.heading = label("", "title")
        self.count = label("", "quiet")
        self.note = NoteEditor(context.document)
        self.table = DifferencesTable(context)
        self.message = label("", "wrong", wrap=True)
        self.open_button, self.reset_button, self.reset_all_button = QToolButton(), QToolButton(), QToolButton()
        self.add_button = primary_button(_("Add a scenario"))
        self.switch_button = primary_button(_("Switch it on"))
        self.page_buttons: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._pages = {"table": self._table_page(), "base": self._base_page(), "new": self._new_page()}
        self._pages["off"] = self._off_page()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.count, 1)
        self.message.hide()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.body.addLayout(head)
        self.body.addWidget(self.note)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.message)

    def _table_page(self) -> QWidget:
        page, row = QWidget(), QHBoxLayout()
        row.setSpacing(2)
        for button, text, tip, name in (
            (self.reset_button, _("Back to the base"), _("Reset the selected rows (Del)"), "reset"),
            (self.open_button, _("Go to the place"), _("Show the place on its page (Enter)"), "search"),
            (self.reset_all_button, _("Reset all"), _("Take away everything that the scenario changes"), "undo"),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(text)
            button.setObjectName(name)
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        return page

    def _base_page(self) -> QWidget:
        words = _(
            "The base is the desk as you describe it. A scenario is a variant of it: it holds only the values that"
            " differ, and everything else follows the base. Scenarios meet the same customers, so what differs"
            " between their answers is what you changed."
        )
        return _hint(words, self.add_button)

    def _new_page(self) -> QWidget:
        words = _(
            "Nothing differs from the base yet. While this scenario is shown, what you change on these pages becomes"
            " part of it and is tinted there; the base stays as it is."
        )
        for key, text in zip(_EDITING, (_("Demand"), _("Levels"), _("Team")), strict=True):
            self.page_buttons[key] = QPushButton(text)
        return _hint(words, *self.page_buttons.values())

    def _off_page(self) -> QWidget:
        return _hint(_("This scenario is switched off: it is neither run nor compared."), self.switch_button)

    def _connect(self) -> None:
        self.reset_button.clicked.connect(self.table.clear_cells)
        self.open_button.clicked.connect(self.table.open_place)
        self.reset_all_button.clicked.connect(self._reset_all)
        self.add_button.clicked.connect(lambda: self.wanted.emit("add_scenario", None))
        for key, button in self.page_buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.wanted.emit("show_page", key))
        self.table.place_wanted.connect(lambda path: self.wanted.emit("show_place", path))
        self.table.refused.connect(self._say)
        self.note.refused.connect(self._say)

    def show_row(self, row: ScenarioRow) -> None:
        """Show a scenario; one that is switched on is the current one of the document."""
        self._row = row
        self.heading.setText(row.name)
        self.count.setText(_count_words(row))
        self.note.show_note(row.name)
        kind = "off" if not row.is_on else "base" if row.name == BASE else "table" if row.changes else "new"
        self._stack.setCurrentWidget(self._pages[kind])
        for button in (self.reset_button, self.open_button, self.reset_all_button):
            button.setIcon(icon(button.objectName(), self._context.theme.theme))
        if kind == "table" and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.grid.index(0, 0))

    @Slot()
    def _reset_all(self) -> None:
        if self._row is not None:
            self.wanted.emit("reset_scenario", self._row.name)

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))


def _count_words(row: ScenarioRow) -> str:
    if row.name == BASE or not row.is_on:
        return ""
    return _("1 change") if row.changes == 1 else _("{count} changes").format(count=row.changes)


def _hint(words: str, *buttons: QPushButton) -> QWidget:
    page, row = QWidget(), QHBoxLayout()
    text = label(words, wrap=True)
    text.setMaximumWidth(_WIDEST_WORDS)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 0, 0)
    layout.setSpacing(12)
    layout.addWidget(text)
    layout.addLayout(row)
    layout.addStretch(1)
    return page
