"""One of the tabs Waiting, Backlog, People and Money: a chart, and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.charts import Chart
from ui.look.theme import Theme
from ui.pages.results.chart_card import ChartCard
from ui.pages.results.members import Tab
from ui.pages.results.narrowing import shown_tables
from ui.pages.results.table_card import TableCard

if TYPE_CHECKING:
    from ui.running.answer import Answer

_CHART_HEIGHT = 290


class TabView(QWidget):
    """The chart of a tab between its tables, each table in its own place.

    Nobody sees more than one tab: it is built, and shows a newer answer, when ``bring_up_to_date`` is called.
    """

    row_chosen = Signal(object)

    def __init__(self, tab: Tab, chart: Chart, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.tab = tab
        self._kind = chart
        self._chart: ChartCard | None = None
        self._news: tuple[Answer, Mapping[str, str]] | None = None
        self._theme = theme
        self._with_intervals = False
        self._by_key: dict[str, TableCard] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 10, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addStretch(1)

    @property
    def cards(self) -> tuple[TableCard, ...]:
        """The cards in their order; those without a table of the answer are hidden."""
        self.bring_up_to_date()
        return tuple(self._by_key.values())

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Take an answer, narrowed to a member, to be shown as soon as it can be seen."""
        self._news = (answer, by)

    def bring_up_to_date(self) -> None:
        """Show the chart and the tables of the newest answer."""
        if self._news is None:
            return
        (answer, by), self._news = self._news, None
        chart = self._chart or self._build()
        chart.show_answer(answer, by)
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
        for card in self._by_key.values():
            card.set_intervals(shown)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        if self._chart is not None:
            self._chart.set_theme(theme)
        for card in self._by_key.values():
            card.set_theme(theme)

    def _build(self) -> ChartCard:
        self._chart = chart = ChartCard(self._kind, self._theme, by_day=self._kind.key != "money")
        chart.setFixedHeight(_CHART_HEIGHT)
        parts: list[QWidget] = [self._card(key) for key in self.tab.tables]
        parts.insert(self.tab.above, chart)
        for place, part in enumerate(parts):
            self._layout.insertWidget(place, part)
        return chart

    def _card(self, key: str) -> TableCard:
        card = TableCard(self._theme)
        card.set_intervals(self._with_intervals)
        card.row_chosen.connect(self.row_chosen)
        self._by_key[key] = card
        return card
