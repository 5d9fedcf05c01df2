"""Everything that the Results page says of one answer; loads charts and reports, so it is built when one is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from planner.texts import _
from ui.charts import CHARTS
from ui.look.theme import Theme
from ui.pages.results.chart_card import ChartCard
from ui.pages.results.heat_card import HeatCard
from ui.pages.results.members import DIMENSIONS, TABS, Dimension, members_table
from ui.pages.results.scope import Scope
from ui.pages.results.tab import TabView
from ui.pages.results.table_card import TableCard
from ui.pages.results.tabs import ScrollingTabs
from ui.pages.results.tile import TileRow
from ui.pages.results.tiles import TileText, tile_texts
from ui.pages.results.why_dialog import show_why

if TYPE_CHECKING:
    from ui.running.answer import Answer

_VEIL_ALPHA = 140  # of 255
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
        self.scope = Scope(self)
        self.narrow = self.scope.box
        self.scope.changed.connect(self._show_member)
        self.split = QComboBox()
        self.split.setAccessibleName(_("Split the table by"))
        for dimension in DIMENSIONS:
            self.split.addItem(str(dimension.title), dimension)
        self.split.currentIndexChanged.connect(self._show_members)
        self.heat = HeatCard(theme)
        charts = {chart.key: chart for chart in CHARTS}
        self.curve = ChartCard(charts["waits"], theme)
        self.heat.day_chosen.connect(self.curve.show_day)
        self.members = TableCard(theme, navigator=True)
        self.members.title.hide()
        self.members.head.insertWidget(0, self.split)
        self._pictures = QSplitter(Qt.Orientation.Horizontal)
        self.tabs = ScrollingTabs()
        self._overview = self._made_overview()
        self._overview_is_old = True
        self.tabs.add(self._overview, _("Overview"))
        self.details = tuple(TabView(tab, charts[tab.chart], theme) for tab in TABS)
        for details in self.details:
            self.tabs.add(details, str(details.tab.title))
        self.tabs.bar.currentChanged.connect(self._show_tab)
        for part in self._tables():
            part.row_chosen.connect(self.scope.narrow)
        page = QWidget()
        page.setProperty("look", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.tiles)
        inside.addWidget(self.tabs, 1)
        self.area = _scrolling(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.scope.trail)
        layout.addWidget(self.area, 1)
        self._veil = Veil(theme, self)

    def _made_overview(self) -> QWidget:
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
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(pictures, 1)
        layout.addWidget(self.members)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the curve below the heat map where it is narrow."""
        super().resizeEvent(event)
        self._veil.resize(event.size())
        is_narrow = event.size().width() < _NARROW
        self._pictures.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    @property
    def by(self) -> Mapping[str, str]:
        """The member that everything is narrowed to; empty for all."""
        return self.scope.by

    def show_answer(self, answer: Answer, base: Answer | None) -> None:
        """Show an answer, narrowed as before if it has the same member."""
        self._answer, self._base = answer, base
        self.scope.offer(answer)
        self._show_member()

    @Slot(bool)
    def set_intervals(self, shown: bool) -> None:
        """Show the interval of every number in the tables."""
        for part in self._tables():
            part.set_intervals(shown)

    def _tables(self) -> tuple[TableCard | TabView, ...]:
        return (self.members, *self.details)

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

    @Slot()
    def _show_member(self) -> None:
        answer, by = self._answer, self.by
        if answer is None:
            return
        self.tiles.show_texts(tile_texts(answer, by, self._base), self._theme)
        self._overview_is_old = True
        for details in self.details:
            details.show_answer(answer, by)
        self._show_tab()

    @Slot()
    def _show_tab(self) -> None:
        """Bring the tab that can be seen up to date; the others wait until they are chosen."""
        current = self.tabs.current
        if isinstance(current, TabView):
            current.bring_up_to_date()
        elif self._overview_is_old and self._answer is not None:
            self._overview_is_old = False
            self.heat.show_answer(self._answer, self.by)
            self.curve.show_answer(self._answer, self.by)
            self._show_members()

    @Slot()
    def _show_members(self) -> None:
        if self._answer is None:
            return
        dimension: Dimension = self.split.currentData()
        self.members.show_table(members_table(self._answer, dimension, self.by), self._answer)
        self.members.choose(self.by.get(dimension.key, ""))

    @Slot(object)
    def _explain(self, text: TileText) -> None:
        if self._answer is not None and text.quantity is not None and text.origin is not None:
            show_why(self, self._answer, text.quantity, text.origin)


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


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
