"""A table of the report on a card: title, note, and a menu to copy and save it and to ask why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.texts import _
from ui.icons import icon
from ui.pages.results_saving import copy_rows, rows_as_csv, save_as
from ui.pages.results_table_model import ReportTableModel
from ui.pages.results_why import WhyDialog
from ui.theme import Theme

if TYPE_CHECKING:
    from planner.reporting.report import Table
    from ui.running.answer import Answer

_ROW = 28


class ReadOnlyTable(QTableView):
    """A table to read and copy from, as tall as its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_theme(self, theme: Theme) -> None:
        """Draw the lines between rows in another colour."""
        self.setStyleSheet(
            f"QTableView::item {{ padding: 0 5px; border: none; border-bottom: 1px solid {theme.line}; }}"
            f"QTableView::item:selected {{ background: {theme.selected}; color: {theme.text}; }}"
        )

    @Slot()
    def copy(self) -> None:
        """Put the selected cells on the clipboard, with headings where whole columns are selected."""
        selected = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows: dict[int, list[str]] = {}
        for index in selected:
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        if rows:
            copy_rows(rows.values())

    def fit(self) -> None:
        """Be as tall as all rows, so that the page scrolls and not each table by itself."""
        header = self.horizontalHeader().sizeHint().height()
        rows = self.model().rowCount()
        self.setFixedHeight(header + rows * _ROW + 2 * self.frameWidth() + self._bar_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Share out the width anew, and keep room for the horizontal bar if there is one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.spread()
            self.fit()

    def spread(self) -> None:
        """Give each column what it needs and share out the rest, most of it to the first."""
        model = self.model()
        if not model.columnCount():
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        needed = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + 6
            for column in range(model.columnCount())
        ]
        spare = max(self.viewport().width() - sum(needed), 0)
        each = spare // len(needed)
        for column, width in enumerate(needed):
            header.resizeSection(column, width + each + (spare % len(needed) if column == 0 else 0))

    def _bar_height(self) -> int:
        needed = self.horizontalHeader().length()
        return self.horizontalScrollBar().sizeHint().height() if needed > self.viewport().width() > 0 else 0


class TableCard(QFrame):
    """One table with its title, what can be done with it, and its note."""

    row_chosen = Signal(str)  # the text in the first column

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.model = ReportTableModel(theme, self)
        self.view = ReadOnlyTable()
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.clicked.connect(self._choose_row)
        self.view.activated.connect(self._choose_row)  # Enter
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.note = QLabel()
        self.note.setProperty("look", "quiet")
        self.note.setWordWrap(True)
        self.more = QToolButton()
        self.more.setText(_("Table menu"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 10)
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
    def explain(self) -> None:
        """Say why the number in the current cell is what it is."""
        index = self.view.currentIndex()
        quantity, origin = self.model.quantity(index), self.model.origin(index)
        if quantity is not None and origin is not None and self._answer is not None:
            WhyDialog(self._answer, quantity, origin, self).open()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("&Copy the table"), self.copy_all)
        menu.addAction(_("&Save as CSV …"), self.save_csv)
        menu.addSeparator()
        why = QAction(_("&Why this number?"), self.view)
        why.setShortcut(QKeySequence("Ctrl+I"))
        why.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        why.triggered.connect(self.explain)
        self.view.addAction(why)
        menu.addAction(why)
        return menu

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.more.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(place))

    @Slot(QModelIndex)
    def _choose_row(self, index: QModelIndex) -> None:
        self.row_chosen.emit(str(index.siblingAtColumn(0).data() or ""))
