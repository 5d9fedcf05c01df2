"""What keeps tickets from being asked: help articles that customers try first, and programmes of prevention."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.look.widgets import label
from ui.pages.levels.matrix import LEVELS
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable

KEYS = ("self_service", "prevention")


class HelpView(QWidget):
    """The levels with their self-service and prevention; what they solve by topic stands in the form of a level."""

    level_chosen = Signal(object)  # its path

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column(("self_service", "tried_by"), _("Try articles\nfirst")),
            Column(("self_service", "comes_back"), _("Ask after\nall")),
            Column(("self_service", "cost_per_use"), _("Cost of\none use")),
            Column(("self_service", "upkeep_per_month"), _("Upkeep\na month")),
            Column(("prevention", "cost_per_month"), _("Prevention\na month")),
        )
        self.table = PartsTable(context, (LEVELS,), columns)
        words = _(
            "Self-service solves part of the questions before they are asked, prevention lets fewer arise. Fill in a"
            " cell to begin one; the form of a level says which topics it solves or removes, and what outreach takes."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(words, "quiet", wrap=True))
        layout.addWidget(self.table)
        layout.addStretch(1)
        self.table.part_chosen.connect(self._choose)
        self.table.view.clicked.connect(self._clicked)

    @Slot(object)
    def _choose(self, path: Path | None) -> None:
        if path is not None:
            self.level_chosen.emit(path)

    @Slot()
    def _clicked(self) -> None:
        self._choose(self.table.current_path)
