"""Through which channels the customers of each segment come: shares that make up 100 % in each row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, shown_of, value_at
from ui.forms.parts_and_form import Hint
from ui.look.widgets import label
from ui.tables.matrix_model import COLUMN, ROW
from ui.tables.matrix_table import MatrixTable
from ui.tables.parts_model import PartsModel
from ui.tables.statistics import Statistics

_FIRST_CHANNEL = "email"
_NAMED = 3


class ChannelMix(QWidget):
    """The channel mix of each segment as a matrix with sums."""

    selection_changed = Signal(object)  # Statistics of the selected cells
    segment_wanted = Signal()  # there is none yet, and the user asks for one

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.table = MatrixTable(
            context,
            ("segments",),
            ("channels",),
            ("segments", ROW, "channels", COLUMN),
            name=_("Channel mix by segment"),
            whole=True,
        )
        self.table.hug_rows()
        self.message = label("", "wrong", wrap=True)
        self.no_segments = Hint(_("No customers yet: add a segment first, then say how it asks."), _("Add a segment"))
        self.no_channels = Hint(_("The plan has no channel through which customers could ask."), _("Add e-mail"))
        self.no_segments.button.clicked.connect(self.segment_wanted)
        self.no_channels.button.clicked.connect(self._add_channel)
        self.table.refused.connect(self._say)
        self.table.statistics_changed.connect(self._tell)
        help_text = _(
            "The channel that customers prefer. Each row makes up 100 %. Blocks can be copied and pasted as in a"
            " spreadsheet."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(help_text, "quiet", wrap=True))
        for hint in (self.no_segments, self.no_channels):
            layout.addWidget(hint)
        layout.addWidget(self.message)
        layout.addWidget(self.table)
        layout.addStretch(1)
        self._refusal = ""
        context.document.plan_changed.connect(self.refresh)
        context.document.problems_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what is missing and which rows do not make up 100 %."""
        shown = shown_of(self.context.document.plan, str(self.context.document.scenario_name))
        segments, channels = (value_at(shown, (key,)) for key in ("segments", "channels"))
        has_segments, has_channels = (held is not MISSING and bool(held) for held in (segments, channels))
        self.no_segments.setVisible(not has_segments)
        self.no_channels.setVisible(has_segments and not has_channels)
        self.table.setVisible(has_segments and has_channels)
        lines = [self._refusal] if self._refusal else self._wrong_rows()
        self.message.setText("\n".join(lines))
        self.message.setVisible(bool(lines))

    def _wrong_rows(self) -> list[str]:
        """The problems of the mixes, in words beside the table."""
        found = [
            f"{problem.message} {problem.mend}".strip()
            for problem in self.context.document.problems
            if "segments." in problem.address and ".channels" in problem.address
        ]
        more = [_("… and {count} more.").format(count=len(found) - _NAMED)] if len(found) > _NAMED else []
        return found[:_NAMED] + more

    def show_segment(self, name: str) -> bool:
        """Make the row of a segment current."""
        grid = self.table.grid
        rows = [str(grid.headerData(row, Qt.Orientation.Vertical)) for row in range(grid.rowCount())]
        if name not in rows or not grid.columnCount():
            return False
        self.table.select((rows.index(name), 0), (rows.index(name), 0))
        self.table.setFocus()
        return True

    @Slot()
    def _add_channel(self) -> None:
        try:
            PartsModel(self.context, ("channels",), ()).add(_FIRST_CHANNEL)
        except PlannerError as error:
            self._say(str(error))

    @Slot(str)
    def _say(self, message: str) -> None:
        self._refusal = message
        self.refresh()

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)
