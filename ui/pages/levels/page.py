"""The Levels page: what each level promises on each channel, when it is open, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QTabWidget, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _, lazy
from ui.context import Context
from ui.forms.parts_and_form import Scrolled
from ui.look.widgets import Card, label
from ui.pages.levels.form import ChosenForm
from ui.pages.levels.help import KEYS, HelpView
from ui.pages.levels.hours import HOURS, HoursView
from ui.pages.levels.matrix import LEVELS, OFFERS, OffersView
from ui.pages.page import Page
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics

_FORM_WIDTH, _FORM_HEIGHT = 390, 380
_OFFER_LENGTH = 4  # keys in the path of an offer
_BESIDE_FROM = 1000  # pixels from which tables and form stand side by side
_NO_LIMIT = (1 << 24) - 1  # what Qt takes for no greatest width
LEVELS_TAB, HELP_TAB = 0, 1


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
        self.levels = PartsTable(context, (LEVELS,), _columns())
        self.help_view = HelpView(context)
        self.hours = HoursView(context)
        self.form = ChosenForm(context)
        self._source: QWidget = self.offers  # the table in which the part of the form is chosen
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Levels and opening hours"))
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.levels)
        column.addStretch(1)
        self.tabs.addTab(place, _("Levels"))
        self.tabs.addTab(self.help_view, _("Self-service and prevention"))
        self.tabs.addTab(self.hours, _("Opening hours"))
        self._lay_out()
        self._connect()
        # after the tables, which have to know their rows first
        context.document.plan_changed.disconnect(self.plan_or_study_changed)
        context.document.plan_changed.connect(self.plan_or_study_changed)

    def _lay_out(self) -> None:
        promises = Card(_("Promises"))
        how = _("Choose a cell to change what is promised at the right. Enter goes there, Delete withdraws a channel.")
        promises.body.addWidget(label(how, "quiet", wrap=True))
        promises.body.addWidget(self.offers)
        promises.body.addWidget(self.message)
        below = Card()
        below.body.addWidget(self.tabs)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(promises)
        left.addWidget(below)
        left.addStretch(1)
        inside = QWidget()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.row.addLayout(left, 1)
        self.row.addWidget(self.form)
        self.scroll_area = Scrolled(inside)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Levels"), "heading"))
        words.addWidget(label(_("What do we promise: channels, hours and targets of each level."), "quiet"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(words)
        layout.addWidget(self.scroll_area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the form below the tables where both do not fit side by side; the page then scrolls."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = event.size().width() >= _BESIDE_FROM
        self.row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self.form.setMaximumWidth(_FORM_WIDTH if is_wide else _NO_LIMIT)
        self.form.setMinimumSize(_FORM_WIDTH if is_wide else 0, 0 if is_wide else _FORM_HEIGHT)

    def _connect(self) -> None:
        self.offers.selectionModel().currentChanged.connect(self._offer_chosen)
        self.offers.clicked.connect(self._offer_chosen)
        self.offers.opened.connect(self._enter)
        self.offers.refused.connect(self._say)
        self.offers.verticalHeader().sectionClicked.connect(self._level_named)
        self.levels.part_chosen.connect(self._level_chosen)
        self.help_view.level_chosen.connect(self._help_chosen)
        self.hours.hours_chosen.connect(self._hours_chosen)
        self.levels.view.clicked.connect(self._level_chosen)
        self.hours.table.view.clicked.connect(self._hours_chosen)
        for table in (self.levels, self.help_view.table, self.hours.table):
            table.statistics_changed.connect(self._describe)

    def refresh(self) -> None:
        """Show the current scenario."""
        self.hours.refresh()
        if self._chosen_path() is None:
            self._source = self.offers
            if not self.offers.currentIndex().isValid() and self.offers.offers.rowCount():
                self.offers.select((0, 0), (0, 0))
        self._show_chosen()

    def _chosen_path(self) -> Path | None:
        """The path of what is chosen in the table that the form belongs to, by the name that it has now."""
        if isinstance(self._source, PartsTable):
            return self._source.current_path if self._source.model.names else None
        index = self.offers.currentIndex()
        return self.offers.offers.cell(index.row(), index.column()).path if index.isValid() else None

    @Slot()
    def _show_chosen(self) -> None:
        keys = KEYS if self._source is self.help_view.table else None
        self.form.choose(self._chosen_path() or (), keys)

    def _follow(self, source: QWidget) -> None:
        """Show from now on what is chosen in one of the tables."""
        self._source = source
        self._show_chosen()

    def show_path(self, path: Path) -> bool:
        """Choose the offer, level or hours of a path, and the value in it."""
        if not path or path[0] not in self.places or len(path) == 1:
            return False
        is_offer = path[0] == LEVELS and len(path) >= _OFFER_LENGTH and path[2] == OFFERS
        table = self.offers if is_offer else self._table_of(path)
        if isinstance(table, PartsTable):
            is_there = table.choose(str(path[1]))
        else:
            is_there = table.choose(str(path[1]), str(path[3]))
        if not is_there:
            return False
        self._follow(table)
        length = _OFFER_LENGTH if is_offer else 2
        return self.form.form is not None and (len(path) <= length or self.form.show_key(str(path[length])))

    def _table_of(self, path: Path) -> PartsTable:
        """The table of a part that is no offer, brought to the front."""
        is_help = len(path) > 2 and path[2] in KEYS
        if path[0] == HOURS:
            self.tabs.setCurrentWidget(self.hours)
            return self.hours.table
        self.tabs.setCurrentIndex(HELP_TAB if is_help else LEVELS_TAB)
        return self.help_view.table if is_help else self.levels

    @Slot()
    def _offer_chosen(self) -> None:
        if self.offers.currentIndex().isValid():
            self._follow(self.offers)

    @Slot()
    def _enter(self) -> None:
        self._offer_chosen()
        self.form.enter()

    @Slot(int)
    def _level_named(self, row: int) -> None:
        self.tabs.setCurrentIndex(LEVELS_TAB)
        self.levels.choose(self.levels.model.names[row])
        self._follow(self.levels)

    @Slot()
    def _level_chosen(self) -> None:
        if self.levels.current_path is not None:
            self._follow(self.levels)

    @Slot()
    def _help_chosen(self) -> None:
        self._follow(self.help_view.table)

    @Slot()
    def _hours_chosen(self) -> None:
        if self.hours.table.current_path is not None:
            self._follow(self.hours.table)

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    @Slot(object)
    def _describe(self, statistics: Statistics) -> None:
        self.selection_described.emit(statistics.text)


def _columns() -> tuple[Column, ...]:
    return (
        Column(("kind",)),
        Column(("priority",)),
        Column(("price_per_customer_month",)),
        Column(("cost_per_month",)),
        Column(("churn_factor",), _("Churn\nfactor")),
        Column(("dedicated_team",)),
    )
