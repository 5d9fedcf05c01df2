"""The view of a matrix: names at the left and at the top, values between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from planner.scenario.addresses import Path
from ui.context import Context
from ui.tables.grid_view import GridView
from ui.tables.matrix_model import MatrixModel

_NARROWEST, _WIDEST, _WIDEST_NAME = 60, 130, 220


def share_width(table: GridView) -> None:
    """Let the columns of a table share its width, within reason, and cut long names of rows."""
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(_NARROWEST)
    header.setMaximumSectionSize(_WIDEST)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setMaximumWidth(_WIDEST_NAME)
    for names in (header, table.verticalHeader()):
        names.setTextElideMode(Qt.TextElideMode.ElideRight)  # their tool tips have them whole


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
        share_width(self)
