"""Everything that the Results page says of one answer; loads charts and reports, so it is built when one is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from planner.texts import _
from ui.charts import CHARTS
from ui.pages.results_chart_card import ChartCard
from ui.pages.results_heat_card import HeatCard
from ui.pages.results_members import DIMENSIONS, TABS, Tab, members, members_table, narrowed, tables_of
from ui.pages.results_table_card import TableCard
from ui.pages.results_tile import TileRow
from ui.pages.results_tiles import TileText, tile_texts
from ui.pages.results_why import WhyDialog
from ui.theme import Theme

if TYPE_CHECKING:
    from planner.reporting.report import Table
    from ui.running.answer import Answer

_VEIL_ALPHA = 140  # of 255
_CHART_HEIGHT = 290
_NARROW = 960  # below this width heat map and curve do not fit beside each other


class Themed(Protocol):
    """Whatever has colours."""

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        ...


class ResultsView(QWidget):
    """Tiles, overview and tabs of an answer, for everything or narrowed to one member."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._base: Answer | None = None
        self.tiles = TileRow()
        self.tiles.asked.connect(self._explain)
        self.narrow = QComboBox()
        self.narrow.setAccessibleName(_("Show results for"))
        self.narrow.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.narrow.currentIndexChanged.connect(self._show_member)
        self.split = QComboBox()
        self.split.setAccessibleName(_("Split the table by"))
        for dimension in DIMENSIONS:
            self.split.addItem(str(dimension.title), dimension)
        self.split.currentIndexChanged.connect(self._show_members)
        self.heat = HeatCard(theme)
        charts = {chart.key: chart for chart in CHARTS}
        self.curve = ChartCard(charts["waits"], theme)
        self.heat.day_chosen.connect(self.curve.show_day)
        self.members = TableCard(theme)
        self.members.title.hide()
        self.members.head.insertWidget(0, self.split)
        self.members.row_chosen.connect(self._narrow_to_row)
        self._pictures = QSplitter(Qt.Orientation.Horizontal)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._overview(), _("Overview"))
        self.details = tuple(
            TabView(tab, ChartCard(charts[tab.chart], theme, by_day=tab.chart != "money"), theme) for tab in TABS
        )
        for details in self.details:
            self.tabs.addTab(_scrolling(details), str(details.tab.title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.tiles)
        layout.addWidget(self.tabs, 1)
        self._veil = Veil(theme, self)

    def _overview(self) -> QWidget:
        pictures = self._pictures
        pictures.addWidget(self.heat)
        pictures.addWidget(self.curve)
        pictures.setStretchFactor(0, 3)
        pictures.setStretchFactor(1, 2)
        pictures.setHandleWidth(12)
        pictures.setChildrenCollapsible(False)
        page = QWidget()
        page.setProperty("look", "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(pictures, 1)
        layout.addWidget(self.members)
        return _scrolling(page)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the curve below the heat map where it is narrow."""
        super().resizeEvent(event)
        self._veil.resize(event.size())
        is_narrow = event.size().width() < _NARROW
        self._pictures.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    @property
    def by(self) -> Mapping[str, str]:
        """The member that everything is narrowed to; empty for all."""
        chosen: tuple[str, str] | None = self.narrow.currentData()
        return {} if chosen is None else {chosen[0]: chosen[1]}

    def show_answer(self, answer: Answer, base: Answer | None) -> None:
        """Show an answer, narrowed as before if it has the same member."""
        self._answer, self._base = answer, base
        self._offer_members(answer)
        self._show_members()
        self._show_member()

    def set_faded(self, faded: bool) -> None:
        """Grey everything, because the inputs have changed since."""
        self._veil.setVisible(faded)
        self._veil.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours at once."""
        self._theme = theme
        parts: tuple[Themed, ...] = (self.heat, self.curve, self.members, self._veil, *self.details)
        for part in parts:
            part.set_theme(theme)
        if self._answer is not None:
            self.tiles.show_texts(tile_texts(self._answer, self.by, self._base), theme)

    def _offer_members(self, answer: Answer) -> None:
        before = self.narrow.currentData()
        self.narrow.blockSignals(True)
        self.narrow.clear()
        self.narrow.addItem(_("Everything"), None)
        for dimension in DIMENSIONS:
            names = members(answer, dimension.key)
            if len(names) > 1:
                self.narrow.insertSeparator(self.narrow.count())
            for name in names if len(names) > 1 else ():
                self.narrow.addItem(f"{dimension.label}: {name}", (dimension.key, name))
        places = [place for place in range(self.narrow.count()) if self.narrow.itemData(place) == before]
        self.narrow.setCurrentIndex(places[0] if places else 0)
        self.narrow.blockSignals(False)

    @Slot()
    def _show_member(self) -> None:
        answer, by = self._answer, self.by
        if answer is None:
            return
        self.tiles.show_texts(tile_texts(answer, by, self._base), self._theme)
        self.heat.show_answer(answer, by)
        self.curve.show_answer(answer, by)
        for details in self.details:
            details.show_answer(answer, by)

    @Slot()
    def _show_members(self) -> None:
        if self._answer is not None:
            self.members.show_table(members_table(self._answer, self.split.currentData()), self._answer)

    @Slot(str)
    def _narrow_to_row(self, name: str) -> None:
        wanted = (self.split.currentData().key, name)
        places = [place for place in range(self.narrow.count()) if self.narrow.itemData(place) == wanted]
        self.narrow.setCurrentIndex(places[0] if places else 0)

    @Slot(object)
    def _explain(self, text: TileText) -> None:
        if self._answer is not None and text.quantity is not None and text.origin is not None:
            WhyDialog(self._answer, text.quantity, text.origin, self).open()


class Veil(QWidget):
    """Greys what lies below without being in the way; an opacity effect would leave charts unpainted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        """Paint the window's colour, half transparent."""
        colour = QColor(self._theme.window)
        colour.setAlpha(_VEIL_ALPHA)
        QPainter(self).fillRect(event.rect(), colour)


class TabView(QWidget):
    """A chart, and the tables of the report that belong to it."""

    def __init__(self, tab: Tab, chart: ChartCard, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.tab = tab
        self.chart = chart
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.cards: list[TableCard] = []
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 10, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(chart)
        self._layout.addStretch(1)

    def show_answer(self, answer: Answer, by: Mapping[str, str]) -> None:
        """Show the chart and the tables of an answer, narrowed to a member."""
        self.chart.show_answer(answer, by)
        tables = [narrowed(table, answer.findings, by) for table in tables_of(answer.section, self.tab)]
        self._provide(len(tables))
        for card, table in zip(self.cards, tables, strict=False):
            self._fill(card, table, answer)
        for card in self.cards[len(tables) :]:
            card.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.chart.set_theme(theme)
        for card in self.cards:
            card.set_theme(theme)

    def _provide(self, count: int) -> None:
        while len(self.cards) < count:
            card = TableCard(self._theme)
            self.cards.append(card)
            self._layout.insertWidget(self._layout.count() - 1, card)

    def _fill(self, card: TableCard, table: Table, answer: Answer) -> None:
        card.show_table(table, answer)
        card.show()


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
