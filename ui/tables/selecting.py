"""The selection of a grid: its cells, their statistics, and the steps of Enter and Tab through it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.tables.fitting import FittedView
from ui.tables.grid_model import GridModel, Place
from ui.tables.statistics import Statistics, statistics

_PAUSE = 30  # ms without another step, until the statistics of a selection are told


class SelectionView(FittedView):
    """A table view over a ``GridModel`` that tells the statistics of its selection and moves through it."""

    statistics_changed = Signal(object)  # Statistics of the selection

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: Place = (0, 0)
        # many steps of a selection that grows are told once: the sum of a large one takes its time
        self._teller = QTimer(self)
        self._teller.setSingleShot(True)
        self._teller.setInterval(_PAUSE)
        self._teller.timeout.connect(self._tell_statistics)

    @property
    def grid(self) -> GridModel:
        """The model, as the table of a plan that it is."""
        return cast("GridModel", self.model())

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - the name is Qt's
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._keep_place)
            model.modelReset.connect(self._restore_place)
            model.dataChanged.connect(self._tell_later)

    def selected_places(self) -> list[Place]:
        """Row and column of all selected cells, in reading order."""
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    def select(self, first: Place, last: Place) -> None:
        """Select a block of cells and make its first one current."""
        model = self.grid
        corner = model.index(*first)
        selection = QItemSelection(corner, model.index(*last))
        self.selectionModel().setCurrentIndex(corner, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - the name is Qt's
        super().selectionChanged(selected, deselected)
        self._tell_later()

    @Slot()
    def _tell_later(self) -> None:
        self._teller.start()

    @Slot()
    def _tell_statistics(self) -> None:
        if self.isVisible():  # else once it is shown
            self.statistics_changed.emit(self.statistics())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Tell what is selected, which nobody was told while the table was hidden."""
        super().showEvent(event)
        self._tell_later()

    def statistics(self) -> Statistics:
        """Sum, mean and count of the selected cells."""
        grid = self.grid
        return statistics((grid.cell(*place).field, grid.value(*place)) for place in self.selected_places())

    def corners(self) -> tuple[Place, Place] | None:
        places = self.selected_places()
        if not places:
            index = self.currentIndex()
            return ((index.row(), index.column()),) * 2 if index.isValid() else None
        rows, columns = zip(*places, strict=True)
        return (min(rows), min(columns)), (max(rows), max(columns))

    @Slot()
    def _keep_place(self) -> None:
        index = self.currentIndex()
        self._kept = (max(index.row(), 0), max(index.column(), 0))

    @Slot()
    def _restore_place(self) -> None:
        rows, columns = self.grid.rowCount(), self.grid.columnCount()
        if rows and columns:
            self.setCurrentIndex(self.grid.index(min(self._kept[0], rows - 1), min(self._kept[1], columns - 1)))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - the name is Qt's
        """Tab goes from cell to cell, and past the last one on to the next widget, so that it leads out again."""
        if self.state() == QAbstractItemView.State.EditingState or not self._has_cell_beyond(1 if forward else -1):
            return super().focusNextPrevChild(forward)
        self.go(0, 1 if forward else -1)
        return True

    def _has_cell_beyond(self, step: int) -> bool:
        index, grid = self.currentIndex(), self.grid
        number = index.row() * grid.columnCount() + index.column() + step
        return index.isValid() and 0 <= number < grid.rowCount() * grid.columnCount()

    @Slot(int, int)
    def go(self, rows: int, columns: int) -> None:
        """Make another cell current, as Enter and Tab do; Tab goes on in the next row."""
        index, grid = self.currentIndex(), self.grid
        row, column = index.row() + rows, index.column() + columns
        if columns and not 0 <= column < grid.columnCount():
            row, column = row + columns, 0 if columns > 0 else grid.columnCount() - 1
        if 0 <= row < grid.rowCount() and 0 <= column < grid.columnCount():
            self.setCurrentIndex(grid.index(row, column))
