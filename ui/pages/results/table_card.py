"""A table of the report on a card: title, note, and a menu to copy and save it and to ask why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.texts import _
from ui.look.icons import icon
from ui.look.theme import Theme
from ui.pages.results.saving import copy_rows, rows_as_csv, rows_as_xlsx, save_as
from ui.pages.results.table_model import ReportTableModel
from ui.pages.results.table_view import ReadOnlyTable
from ui.pages.results.why_dialog import show_why, why_action

if TYPE_CHECKING:
    from planner.reporting.report import Table
    from ui.running.answer import Answer


class TableCard(QFrame):
    """One table with its title, what can be done with it, and its note.

    Enter and a double click ask to see only what a row is about; so does a click in a ``navigator``.
    """

    row_chosen = Signal(object)  # what the row is about, by dimension; the one of the column in question first

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, navigator: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.model = ReportTableModel(theme, self)
        self.view = ReadOnlyTable(theme)
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        if navigator:
            self.view.clicked.connect(self._choose_row)
        self.view.activated.connect(self._choose_row)  # Enter, and a double click
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.note = QLabel()
        self.note.setProperty("look", "quiet")
        self.note.setWordWrap(True)
        self.more = QToolButton()
        self.more.setText(_("Table menu"))
        self.more.setAccessibleName(_("Copy or save the table"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 8)
        layout.setSpacing(4)
        layout.addLayout(self.head)
        layout.addWidget(self.view)
        layout.addWidget(self.note)
        self._answer: Answer | None = None
        self.set_theme(theme)

    def show_table(self, table: Table, answer: Answer) -> None:
        """Show a table of an answer."""
        self._answer = answer
        self.model.show_table(table, answer)
        self.title.setText(table.title)
        self.note.setText(table.note)
        self.note.setVisible(bool(table.note))
        self.view.setAccessibleName(table.title)
        self.more.setAccessibleName(_("Copy or save “{title}”").format(title=table.title))
        self.view.setVisible(bool(table.columns))
        self.more.setEnabled(bool(table.columns))
        self._fit()

    def choose(self, name: str) -> None:
        """Select the row of a member; no row where it has none."""
        rows = (row for row in range(self.model.rowCount()) if self.model.index(row, 0).data() == name)
        row = next(rows, None)
        if row is None:
            self.view.clearSelection()
        else:
            self.view.selectRow(row)

    def set_intervals(self, shown: bool) -> None:
        """Show the interval of every number below it, or only of some beside them."""
        self.model.set_intervals(shown)
        self.view.set_tall(shown)
        self._fit()

    def _fit(self) -> None:
        self.view.spread()
        self.view.fit()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.model.set_theme(theme)
        self.view.set_theme(theme)
        self.more.setIcon(icon("more", theme))

    def csv(self) -> bytes:
        """The table as a file for programs."""
        return rows_as_csv(*self.model.plain_rows())

    def xlsx(self) -> bytes:
        """The table as a workbook."""
        return rows_as_xlsx(*self.model.plain_rows())

    @Slot()
    def copy_all(self) -> None:
        """Put the whole table on the clipboard as it is read."""
        copy_rows(self.model.text_rows())

    @Slot()
    def save_csv(self) -> None:
        """Ask for a file and write the table to it."""
        if self.model.table is not None:
            save_as(self, _("Save the table"), self.model.table.title, "csv", self.csv)

    @Slot()
    def save_xlsx(self) -> None:
        """Ask for a file and write the table to it as a workbook."""
        if self.model.table is not None:
            save_as(self, _("Save the table"), self.model.table.title, "xlsx", self.xlsx)

    @Slot()
    def explain(self) -> None:
        """Say why the number in the current cell is what it is."""
        index = self.view.currentIndex()
        quantity, origin = self.model.quantity(index), self.model.origin(index)
        if quantity is not None and origin is not None and self._answer is not None:
            show_why(self, self._answer, quantity, origin)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("&Copy the table"), self.copy_all)
        menu.addAction(_("&Save as CSV …"), self.save_csv)
        menu.addAction(_("Save as &XLSX …"), self.save_xlsx)
        menu.addSeparator()
        why = why_action(self.view)
        why.triggered.connect(self.explain)
        menu.addAction(why)
        menu.addAction(self._only())
        return menu

    def _only(self) -> QAction:
        only = QAction(_("Show &only what this row is about"), self)
        only.triggered.connect(lambda: self._choose_row(self.view.currentIndex()))
        return only

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.more.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(place))

    @Slot(QModelIndex)
    def _choose_row(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        about = self.model.row_members(index.row())
        if not about and index.row() < self.model.rowCount() - 1:
            return  # what belongs to nobody in particular
        texts = (index.data(), index.siblingAtColumn(0).data())
        first = next((key for text in texts for key, name in about.items() if name == text), None)
        self.row_chosen.emit({key: about[key] for key in sorted(about, key=lambda key: key != first)})
