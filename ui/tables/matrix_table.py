"""The view of a matrix: names at the left and at the top, values between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from planner.scenario.addresses import Path
from ui.context import Context
from ui.tables.grid_view import GridView
from ui.tables.matrix_model import MatrixModel


class MatrixTable(GridView):
    """A matrix of values by two names; the arguments are those of ``MatrixModel``."""

    def __init__(
        self,
        context: Context,
        rows: Path,
        columns: Path,
        place: Path,
        *,
        name: str,
        sums: bool = False,
        whole: bool = False,
        diagonal: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        model = MatrixModel(context, rows, columns, place, sums=sums, whole=whole, diagonal=diagonal)
        super().__init__(model, parent)
        model.setParent(self)
        self.setAccessibleName(name)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultSectionSize(96)
