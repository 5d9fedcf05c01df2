"""The Levels page: what each level promises on each channel, when it is open, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _, lazy
from ui.context import Context
from ui.pages.levels_form import ChosenForm
from ui.pages.levels_hours import HOURS, HoursView
from ui.pages.levels_matrix import LEVELS, OFFERS, OffersView, offer_path
from ui.pages.page import Page
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics
from ui.widgets import Card, label

_COLUMNS = (
    Column(("kind",)),
    Column(("priority",)),
    Column(("price_per_customer_month",)),
    Column(("cost_per_month",)),
    Column(("churn_factor",)),
    Column(("dedicated_team",)),
)
_FORM_WIDTH = 390


class LevelsPage(Page):
    """The matrix of offers above, levels and opening hours below, and at the right the form of what was chosen."""

    key = "levels"
    name = lazy("Levels")
    help = lazy(
        "What do we promise: which channels each level offers, in which hours, and how soon customers are answered."
        " Choose a cell to change its promises; Delete withdraws the channel."
    )
    icon = "levels"
    needs_plan = True
    places = (LEVELS, HOURS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.offers = OffersView(context)
        self.message = label("", "wrong", wrap=True)
        self.message.hide()
        self.levels = PartsTable(context, (LEVELS,), _COLUMNS)
        self.hours = HoursView(context)
        self.form = ChosenForm(context)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Levels and opening hours"))
        self.tabs.addTab(self.levels, _("Levels"))
        self.tabs.addTab(self.hours, _("Opening hours"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.levels.setContentsMargins(0, 8, 0, 0)
        promises = Card(_("Promises"))
        promises.body.addWidget(self.offers, 1)
        promises.body.addWidget(self.message)
        below = Card()
        below.body.addWidget(self.tabs, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(promises, 4)
        left.addWidget(below, 5)
        self.form.setFixedWidth(_FORM_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.form)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Levels"), "heading"))
        words.addWidget(label(_("What do we promise: channels, hours and targets of each level."), "quiet"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(words)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.offers.selectionModel().currentChanged.connect(self._offer_chosen)
        self.offers.clicked.connect(self._offer_chosen)
        self.offers.opened.connect(self._enter)
        self.offers.refused.connect(self._say)
        self.offers.verticalHeader().sectionClicked.connect(self._level_named)
        self.levels.part_chosen.connect(self._part_chosen)
        self.hours.hours_chosen.connect(self._part_chosen)
        self.levels.view.clicked.connect(self._level_clicked)
        self.hours.table.view.clicked.connect(self._hours_clicked)
        for table in (self.levels, self.hours.table):
            table.statistics_changed.connect(self._describe)

    def refresh(self) -> None:
        """Show the current scenario."""
        self.hours.refresh()
        self.form.refresh()
        if not self.form.path and self.offers.offers.rowCount() and self.offers.offers.columnCount():
            self.offers.select((0, 0), (0, 0))

    def show_path(self, path: Path) -> bool:
        """Choose the offer, level or hours of a path, and the value in it."""
        if not path or path[0] not in self.places or len(path) == 1:
            return False
        if path[0] == HOURS:
            self.tabs.setCurrentWidget(self.hours)
            self.hours.table.choose(str(path[1]))
        elif len(path) > len(offer_path("", "")) - 1 and path[2] == OFFERS:
            self.offers.choose(str(path[1]), str(path[3]))
        else:
            self.tabs.setCurrentWidget(self.levels)
            self.levels.choose(str(path[1]))
        return self.form.show_path(path)

    @Slot()
    def _offer_chosen(self) -> None:
        index = self.offers.currentIndex()
        if index.isValid():
            self.form.choose(self.offers.offers.cell(index.row(), index.column()).path)

    @Slot()
    def _enter(self) -> None:
        self._offer_chosen()
        self.form.enter()

    @Slot(int)
    def _level_named(self, row: int) -> None:
        self.tabs.setCurrentWidget(self.levels)
        self.form.choose(self.levels.model.path_of(row))

    @Slot(object)
    def _part_chosen(self, path: Path | None) -> None:
        if path is not None:
            self.form.choose(path)

    @Slot()
    def _level_clicked(self) -> None:
        self._part_chosen(self.levels.current_path)

    @Slot()
    def _hours_clicked(self) -> None:
        self._part_chosen(self.hours.table.current_path)

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    @Slot(object)
    def _describe(self, statistics: Statistics) -> None:
        self.selection_described.emit(statistics.text)
