"""The cells of the heat map: coloured by their values, so that what is selected has a frame instead of a colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.look import fonts
from ui.pages.results.saving import copy_rows

Index = QModelIndex | QPersistentModelIndex
_NARROWEST_CELL = 22
_GAP = 5  # pixels between the numbers of two cells
_SMALLEST = 0.75  # of the letters


class HeatDelegate(QStyledItemDelegate):
    """Leaves a selected cell its colour and draws a frame around it; long numbers get smaller letters."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - the name is Qt's
        """Make letters smaller where they would touch those of the next cell."""
        super().initStyleOption(option, index)
        needed = QFontMetricsF(option.font).horizontalAdvance(option.text) + _GAP
        if needed > option.rect.width() > 0:
            font = QFont(option.font)
            font.setPointSizeF(font.pointSizeF() * max(option.rect.width() / needed, _SMALLEST))
            option.font = font

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell as if it were not selected, then the frame."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = QStyleOptionViewItem(option)
        plain.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, plain, index)
        if is_selected:
            painter.save()
            painter.setPen(QPen(option.palette.text().color(), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class HeatView(QTableView):
    """Cells that fill the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setFont(fonts.font("tiny"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(12)
            header.setSectionsClickable(header is self.verticalHeader())
            header.setHighlightSections(False)
            header.setFont(fonts.font("tiny"))
            header.setStyleSheet("QHeaderView::section { padding: 1px 4px; border: none; font-weight: 400; }")
        self.setItemDelegate(HeatDelegate(self))
        # a sign and two digits fill a cell
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setStyleSheet("QTableCornerButton::section { border: none; } QTableView::item { padding: 0; }")
        self.setMinimumWidth(24 * _NARROWEST_CELL)
        self.setMinimumHeight(164)

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        """Small: the map fills what is left."""
        return QSize(24 * _NARROWEST_CELL, 186)

    @Slot()
    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        if rows:
            copy_rows(rows.values())
