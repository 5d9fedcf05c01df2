"""How much room a table takes: no more height than its rows, and columns that share the width that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QWidget

_FEWEST_ROWS = 6  # that stay in sight where there is little room
_CELL_PADDING, _HEADING_PADDING, _WIDEST, _NARROWEST = 14, 4, 260, 64


class FittedView(QTableView):
    """A table view that can be as high as its rows, and is lower where there is no room: then it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hugs_rows, self._fewest = False, _FEWEST_ROWS

    def hug_rows(self, fewest: int = _FEWEST_ROWS) -> None:
        """From now on take the height of the rows and no more; where room is short, that of the ``fewest`` at least."""
        self._hugs_rows, self._fewest = True, fewest
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.geometriesChanged.connect(self._room_changed)
            header.sectionCountChanged.connect(self._room_changed)
            header.sectionResized.connect(self._room_changed)
        self.horizontalScrollBar().rangeChanged.connect(self._room_changed)
        self.updateGeometry()

    @Slot()
    def _room_changed(self) -> None:
        self.updateGeometry()

    def _height(self, rows: int) -> int:
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        heading = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return heading + rows + below + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        hint = super().sizeHint()
        return QSize(hint.width(), self._height(self.verticalHeader().length())) if self._hugs_rows else hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        hint = super().minimumSizeHint()
        if not self._hugs_rows:
            return hint
        header = self.verticalHeader()
        rows = sum(header.sectionSize(row) for row in range(min(self._fewest, header.count())))
        return QSize(hint.width(), self._height(rows))


class ColumnFit(QObject):
    """Makes each column as wide as it needs and, where that is too much, those of words narrower.

    It stops when somebody drags a column: then the widths are theirs.
    """

    def __init__(self, view: QTableView, words: Sequence[int]) -> None:
        super().__init__(view)
        self._view = view
        self._words = words  # columns whose values may be cut: their tool tips have them whole
        self._is_fitting = self._is_theirs = False
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._resized)
        model = view.model()
        assert model is not None
        model.modelReset.connect(self.fit)
        view.viewport().installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self.fit()
        return super().eventFilter(watched, event)

    @Slot()
    def fit(self) -> None:
        """Set the widths anew."""
        if self._is_theirs or self._is_fitting:
            return
        self._is_fitting = True
        view, header = self._view, self._view.horizontalHeader()
        shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
        headings = {column: header.sectionSizeHint(column) + _HEADING_PADDING for column in shown}
        values = {column: view.sizeHintForColumn(column) + _CELL_PADDING for column in shown}
        needed = {column: min(max(headings[column], values[column]), _WIDEST) for column in shown}
        least = {column: min(headings[column], needed[column]) for column in self._words if column in needed}
        for column, width in fitted(needed, least, view.viewport().width()).items():
            header.resizeSection(column, width)
        self._is_fitting = False

    @Slot()
    def _resized(self) -> None:
        is_dragged = bool(QGuiApplication.mouseButtons()) and not self._is_fitting
        self._is_theirs = self._is_theirs or is_dragged


def fitted(needed: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """Widths within a room: the widest columns that may be narrower give first, none below its least width."""
    widths = dict(needed)
    floors = {column: max(width, _NARROWEST) for column, width in least.items()}
    while sum(widths.values()) > room:
        giving = [column for column, floor in floors.items() if widths[column] > floor]
        if not giving:
            break
        widest = max(giving, key=lambda column: widths[column])
        widths[widest] -= 1
    return widths
