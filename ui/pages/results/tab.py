"""One of the tabs Waiting, Backlog, People and Money: a chart, and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.theme import Theme
from ui.pages.results.chart_card import ChartCard
from ui.pages.results.members import Tab
from ui.pages.results.narrowing import shown_tables
from ui.pages.results.table_card import TableCard

if TYPE_CHECKING:
    from ui.running.answer import Answer

_CHART_HEIGHT = 290


class TabView(QWidget):
    """The chart of a tab between its tables, each table in its own place."""

    row_chosen = Signal(object)

    def __init__(self, tab: Tab, chart: ChartCard, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.tab = tab
        self.chart = chart
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self._theme = theme
        self._with_intervals = False
        self._by_key: dict[str, TableCard] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 10, 0, 0)
        self._layout.setSpacing(12)
        for key in tab.tables:
            if len(self._by_key) == tab.above:
                self._layout.addWidget(chart)
            self._layout.addWidget(self._card(key))
        self._layout.addStretch(1)

    @property
    def cards(self) -> tuple[TableCard, ...]:
        """The cards in their order; those without a table of the answer are hidden."""
        return tuple(self._by_key.values())

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Show the chart and the tables of an answer, narrowed to a member."""
        self.chart.show_answer(answer, by)
        tables = {table.key: table for table in shown_tables(answer, self.tab, by)}
        for key, table in tables.items():
            if key not in self._by_key:
                # a table that no tab names comes last
                self._layout.insertWidget(self._layout.count() - 1, self._card(key))
            self._by_key[key].show_table(table, answer)
        for key, card in self._by_key.items():
            card.setVisible(key in tables)

    def set_intervals(self, shown: bool) -> None:
        """Show the interval of every number in the tables."""
        self._with_intervals = shown
        for card in self.cards:
            card.set_intervals(shown)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.chart.set_theme(theme)
        for card in self.cards:
            card.set_theme(theme)

    def _card(self, key: str) -> TableCard:
        card = TableCard(self._theme)
        card.set_intervals(self._with_intervals)
        card.row_chosen.connect(self.row_chosen)
        self._by_key[key] = card
        return card
