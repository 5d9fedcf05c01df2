"""The week at a glance: a figure of choice by hour and weekday, to look at, copy and save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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
from ui import fonts
from ui.icons import icon
from ui.pages.results_heat_model import HEAT_FIGURES, HeatModel
from ui.pages.results_saving import copy_rows, rows_as_csv, save_as
from ui.pages.results_why import WhyDialog
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.running.answer import Answer

_NARROWEST_CELL = 22


class HeatView(QTableView):
    """Cells that fill the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setFont(fonts.font("tiny"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(12)
            header.setSectionsClickable(header is self.verticalHeader())
            header.setHighlightSections(False)
            header.setFont(fonts.font("tiny"))
            header.setStyleSheet("QHeaderView::section { padding: 1px 4px; border: none; font-weight: 400; }")
        self.setStyleSheet("QTableCornerButton::section { border: none; }")
        self.setMinimumWidth(24 * _NARROWEST_CELL)
        self.setMinimumHeight(170)

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        """Small: the map fills what is left."""
        return QSize(24 * _NARROWEST_CELL, 210)

    @Slot()
    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        if rows:
            copy_rows(rows.values())


class HeatCard(QFrame):
    """The heat map with its choice of figure; a click chooses the day that the curve shows."""

    day_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.model = HeatModel(theme, self)
        self.view = HeatView()
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentChanged.connect(self._choose_day)
        self.view.verticalHeader().sectionClicked.connect(self.day_chosen)
        self.figure = QComboBox()
        self.figure.setAccessibleName(_("Figure of the heat map"))
        for figure in HEAT_FIGURES:
            self.figure.addItem(str(figure.label), figure.metric)
        self.figure.currentIndexChanged.connect(self._show)
        self.unit = QLabel()
        self.unit.setProperty("look", "quiet")
        self.note = QLabel()
        self.note.setProperty("look", "quiet")
        self.more = QToolButton()
        self.more.setText(_("Heat map menu"))
        self.more.setAccessibleName(_("Copy or save the heat map"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self._lay_out()
        self._answer: Answer | None = None
        self._by: Mapping[str, str] = {}
        self.set_theme(theme)

    def _lay_out(self) -> None:
        title = QLabel(_("Hour by weekday"))
        title.setProperty("look", "title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self.figure)
        head.addWidget(self.unit)
        head.addStretch(1)
        head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Show the chosen figure of an answer for a member."""
        self._answer, self._by = answer, by
        for number, figure in enumerate(HEAT_FIGURES):
            known = any(row.metric == figure.metric and row.value is not None for row in answer.section.metrics)
            item = self.figure.model().index(number, 0)
            self.figure.model().setData(item, None if known else 0, Qt.ItemDataRole.UserRole - 1)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.model.set_theme(theme)
        self.more.setIcon(icon("more", theme))

    def csv(self) -> bytes:
        """The map as a file for programs."""
        return rows_as_csv(*self.model.plain_rows())

    @Slot()
    def copy_all(self) -> None:
        """Put the whole map on the clipboard."""
        copy_rows(self.model.text_rows())

    @Slot()
    def save_csv(self) -> None:
        """Ask for a file and write the map to it."""
        save_as(self, _("Save the heat map"), self.figure.currentText(), "csv", self.csv)

    @Slot()
    def explain(self) -> None:
        """Say why the number in the current cell is what it is."""
        index = self.view.currentIndex()
        quantity, origin = self.model.quantity(index), self.model.origin(index)
        if quantity is not None and origin is not None and self._answer is not None:
            WhyDialog(self._answer, quantity, origin, self).open()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("&Copy the heat map"), self.copy_all)
        menu.addAction(_("&Save as CSV …"), self.save_csv)
        menu.addSeparator()
        why = QAction(_("&Why this number?"), self.view)
        why.setShortcut(QKeySequence("Ctrl+I"))
        why.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        why.triggered.connect(self.explain)
        self.view.addAction(why)
        menu.addAction(why)
        return menu

    @Slot()
    def _show(self) -> None:
        if self._answer is None:
            return
        self.model.show_figure(self._answer, str(self.figure.currentData()), self._by)
        self.unit.setText(self.model.unit)
        self.view.setAccessibleName(_("{figure} by hour and weekday").format(figure=self.figure.currentText()))
        split = _("Not known for {member} hour by hour: shown for all.").format(member=", ".join(self._by.values()))
        self.note.setText(split)
        self.note.setVisible(not self.model.is_split)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.more.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(place))

    @Slot(QModelIndex, QModelIndex)
    def _choose_day(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.day_chosen.emit(current.row())
