"""A table to read and copy from, as tall as its rows; intervals stand small and grey below their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.look import fonts
from ui.pages.results.saving import copy_rows
from ui.pages.results.table_model import INTERVAL_ROLE, ReportTableModel

if TYPE_CHECKING:
    from ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL_ROW = 28, 37
_MOST_LINES = 3  # of a heading
_PADDING = 8  # right of a text, as the style sheet of the table leaves it
_LEFT = 3
_BELOW = 4  # between the interval and the line below the row


class IntervalDelegate(QStyledItemDelegate):
    """Paints a number in the upper part of its cell and its interval below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - the name is Qt's
        """Numbers with an interval stand higher."""
        super().initStyleOption(option, index)
        if index.data(INTERVAL_ROLE):
            side = option.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
            option.displayAlignment = side | Qt.AlignmentFlag.AlignTop

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then the interval."""
        super().paint(painter, option, index)
        interval = index.data(INTERVAL_ROLE)
        if not interval:
            return
        place: QRect = option.rect
        painter.save()
        painter.setFont(fonts.font("tiny"))
        painter.setPen(QColor(self.theme.secondary))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignHorizontal_Mask
        inside = place.adjusted(_LEFT, 0, -_PADDING, -_BELOW)
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignBottom, interval)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - the name is Qt's
        """Wide enough for both lines."""
        size = super().sizeHint(option, index)
        interval = index.data(INTERVAL_ROLE)
        width = QFontMetrics(fonts.font("tiny")).horizontalAdvance(interval) + _PADDING + _LEFT if interval else 0
        return size.expandedTo(QSize(width, 0))


class ReadOnlyTable(QTableView):
    """A table to read and copy from, as tall as its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = IntervalDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("look", "bare")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_theme(self, theme: Theme) -> None:
        """Draw intervals and the lines between rows in other colours."""
        self._delegate.theme = theme
        self.setStyleSheet(
            f"QTableView::item {{ padding: 4px 5px; border: none; border-bottom: 1px solid {theme.line}; }}"
            f"QTableView::item:selected {{ background: {theme.selected}; color: {theme.text}; }}"
        )

    @Slot()
    def copy(self) -> None:
        """Put the selected cells on the clipboard, intervals that are shown in cells of their own."""
        model = self.model()
        if not isinstance(model, ReportTableModel):
            return
        selected = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows: dict[int, list[str]] = {}
        for index in selected:
            rows.setdefault(index.row(), []).extend(model.cell_texts(index.row(), index.column()))
        if rows:
            copy_rows(rows.values())

    def set_tall(self, tall: bool) -> None:
        """Leave room for intervals below the numbers, or none."""
        self.verticalHeader().setDefaultSectionSize(_TALL_ROW if tall else _ROW)

    def fit(self) -> None:
        """Be as tall as all rows, so that the page scrolls and not each table by itself."""
        header = self.horizontalHeader().sizeHint().height()
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(header + rows + 2 * self.frameWidth() + self._bar_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Share out the width anew, and keep room for the horizontal bar if there is one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.spread()
            self.fit()

    def spread(self) -> None:
        """Give each column what it needs and share out the rest, most of it to the first."""
        model = self.model()
        if not model.columnCount():
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        lines, needed = 1, self._needed_widths(1)
        while sum(needed) > self.viewport().width() and lines < _MOST_LINES:
            lines += 1
            needed = self._needed_widths(lines)
        spare = max(self.viewport().width() - sum(needed), 0)
        each = spare // len(needed)
        for column, width in enumerate(needed):
            header.resizeSection(column, width + each + (spare % len(needed) if column == 0 else 0))

    def _needed_widths(self, lines: int) -> list[int]:
        """What each column needs, with its heading on one line or on several."""
        model, header = self.model(), self.horizontalHeader()
        if isinstance(model, ReportTableModel):
            model.set_heading_lines(lines)
        return [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + (6 if lines == 1 else 0)
            for column in range(model.columnCount())
        ]

    def _bar_height(self) -> int:
        needed = self.horizontalHeader().length()
        return self.horizontalScrollBar().sizeHint().height() if needed > self.viewport().width() > 0 else 0
