"""A chart on a card: title, choice of the day, and a menu to copy and save picture and data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.texts import _
from ui.charts import Chart, ChartCanvas, Subject, png, svg
from ui.charts.exporting import image
from ui.look.icons import icon
from ui.look.theme import Theme
from ui.pages.results.heat_model import day_names
from ui.pages.results.saving import copy_rows, rows_as_csv, rows_as_xlsx, save_as

if TYPE_CHECKING:
    from ui.running.answer import Answer


class ChartCard(QFrame):
    """Shows one of the charts for an answer, a member and a day."""

    def __init__(self, chart: Chart, theme: Theme, parent: QWidget | None = None, *, by_day: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._chart = chart
        self.canvas = ChartCanvas(theme)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(self._show_menu)
        self.title = QLabel(str(chart.title))
        self.title.setProperty("look", "title")
        self.day = QComboBox()
        self.day.addItems(day_names())
        self.day.setAccessibleName(_("Day of the chart"))
        self.day.setVisible(by_day)
        self.day.currentIndexChanged.connect(self._draw)
        self.note = QLabel()
        self.note.setProperty("look", "quiet")
        self.note.setWordWrap(True)
        self.more = QToolButton()
        self.more.setText(_("Chart menu"))
        self.more.setAccessibleName(_("Copy or save “{title}”").format(title=chart.title))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.note)
        self._answer: Answer | None = None
        self._by: Mapping[str, str] = {}
        self.set_theme(theme)

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Show the chart of an answer for a member."""
        self._answer, self._by = answer, by
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.canvas.set_theme(theme)
        self.more.setIcon(icon("more", theme))

    @Slot(int)
    def show_day(self, day: int) -> None:
        """Show a day of the week; 0 is Monday."""
        self.day.setCurrentIndex(day)

    def png(self) -> bytes:
        """The picture at twice its size."""
        return png(self.canvas)

    def svg(self) -> bytes:
        """The picture as lines and letters."""
        return svg(self.canvas, str(self._chart.title))

    def csv(self) -> bytes:
        """The data behind the picture."""
        picture = self.canvas.picture
        return b"" if picture is None else rows_as_csv(*picture.rows())

    def xlsx(self) -> bytes:
        """The data behind the picture as a workbook."""
        picture = self.canvas.picture
        return b"" if picture is None else rows_as_xlsx(*picture.rows())

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image(self.canvas))

    @Slot()
    def copy_data(self) -> None:
        """Put the data on the clipboard."""
        if self.canvas.picture is not None:
            header, rows = self.canvas.picture.rows()
            copy_rows([header, *(["" if value is None else str(value) for value in row] for row in rows)])

    @Slot()
    def save_png(self) -> None:
        """Ask for a file and write the picture to it."""
        save_as(self, _("Save the chart"), str(self._chart.title), "png", self.png)

    @Slot()
    def save_svg(self) -> None:
        """Ask for a file and write the picture to it as lines."""
        save_as(self, _("Save the chart"), str(self._chart.title), "svg", self.svg)

    @Slot()
    def save_csv(self) -> None:
        """Ask for a file and write the data to it."""
        save_as(self, _("Save the data"), str(self._chart.title), "csv", self.csv)

    @Slot()
    def save_xlsx(self) -> None:
        """Ask for a file and write the data to it as a workbook."""
        save_as(self, _("Save the data"), str(self._chart.title), "xlsx", self.xlsx)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("&Copy the picture"), self.copy_picture)
        menu.addAction(_("Copy the &data"), self.copy_data)
        menu.addSeparator()
        menu.addAction(_("Save as &PNG …"), self.save_png)
        menu.addAction(_("Save as S&VG …"), self.save_svg)
        menu.addAction(_("Save the data as &CSV …"), self.save_csv)
        menu.addAction(_("Save the data as &XLSX …"), self.save_xlsx)
        return menu

    @Slot()
    def _draw(self) -> None:
        if self._answer is None:
            return
        picture = self._chart.draw(Subject(self._answer, self._by, self.day.currentIndex()))
        self.canvas.show_picture(picture)
        self.note.setText(picture.note)
        self.note.setVisible(bool(picture.note))

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.more.menu()
        if menu is not None:
            menu.popup(self.canvas.mapToGlobal(place))
