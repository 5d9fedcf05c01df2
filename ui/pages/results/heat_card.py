"""The week at a glance: a figure of choice by hour and weekday, to look at, copy and save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.texts import _
from ui.look.icons import icon
from ui.look.theme import Theme
from ui.pages.results.heat_figures import HEAT_FIGURES
from ui.pages.results.heat_model import HeatModel
from ui.pages.results.heat_view import HeatView
from ui.pages.results.saving import copy_rows, rows_as_csv, rows_as_xlsx, save_as
from ui.pages.results.why_dialog import show_why, why_action

if TYPE_CHECKING:
    from ui.running.answer import Answer


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
        self._entries = QStandardItemModel(self.figure)
        self.figure.setModel(self._entries)
        self.figure.setAccessibleName(_("Figure of the heat map"))
        for figure in HEAT_FIGURES:
            self.figure.addItem(str(figure.label), figure)
        self.figure.currentIndexChanged.connect(self._show)
        self.unit = QLabel()
        self.unit.setProperty("look", "quiet")
        self.note = QLabel()
        self.note.setProperty("look", "quiet")
        self.note.setWordWrap(True)
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
        layout.setContentsMargins(14, 6, 14, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Show the chosen figure of an answer for a member."""
        self._answer, self._by = answer, by
        for number, figure in enumerate(HEAT_FIGURES):
            known = figure.is_estimate or (figure.key, frozenset({"hour_of_week"})) in answer.findings.known_splits
            self._entries.item(number).setEnabled(known)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.model.set_theme(theme)
        self.more.setIcon(icon("more", theme))

    def csv(self) -> bytes:
        """The map as a file for programs."""
        return rows_as_csv(*self.model.plain_rows())

    def xlsx(self) -> bytes:
        """The map as a workbook."""
        return rows_as_xlsx(*self.model.plain_rows())

    @Slot()
    def copy_all(self) -> None:
        """Put the whole map on the clipboard."""
        copy_rows(self.model.text_rows())

    @Slot()
    def save_csv(self) -> None:
        """Ask for a file and write the map to it."""
        save_as(self, _("Save the heat map"), self.figure.currentText(), "csv", self.csv)

    @Slot()
    def save_xlsx(self) -> None:
        """Ask for a file and write the map to it as a workbook."""
        save_as(self, _("Save the heat map"), self.figure.currentText(), "xlsx", self.xlsx)

    @Slot()
    def explain(self) -> None:
        """Say why the number in the current cell is what it is."""
        index = self.view.currentIndex()
        quantity, origin = self.model.quantity(index), self.model.origin(index)
        if quantity is not None and origin is not None and self._answer is not None:
            show_why(self, self._answer, quantity, origin)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("&Copy the heat map"), self.copy_all)
        menu.addAction(_("&Save as CSV …"), self.save_csv)
        menu.addAction(_("Save as &XLSX …"), self.save_xlsx)
        menu.addSeparator()
        why = why_action(self.view)
        why.triggered.connect(self.explain)
        menu.addAction(why)
        return menu

    @Slot()
    def _show(self) -> None:
        if self._answer is None:
            return
        current = self.view.currentIndex()
        place = (current.row(), current.column())
        self.model.show_figure(self._answer, self.figure.currentData(), self._by)
        if place[0] >= 0:
            # the keyboard stays where it was
            with QSignalBlocker(self.view.selectionModel()):
                self.view.setCurrentIndex(self.model.index(*place))
        self.unit.setText(self.model.unit)
        self.view.setAccessibleName(_("{figure} by hour and weekday").format(figure=self.figure.currentText()))
        self.note.setText(self.model.note)
        self.note.setVisible(bool(self.model.note))

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.more.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(place))

    @Slot(QModelIndex, QModelIndex)
    def _choose_day(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.day_chosen.emit(current.row())
