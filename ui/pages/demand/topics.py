"""What tickets are about: shares, the tier that sees them first, the work at each tier, and where it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, leave_out, put, shown_of, value_at
from ui.forms.parts_and_form import Hint, PartsAndForm
from ui.look.widgets import label
from ui.pages.demand.counts import likely
from ui.tables.grid_model import Cell, Change, Place
from ui.tables.grid_view import GridView
from ui.tables.matrix_model import COLUMN, ROW, MatrixModel
from ui.tables.matrix_table import MatrixTable, share_width
from ui.tables.parts_model import Column
from ui.tables.statistics import Statistics
from ui.values.numbers import share_text

_NEAR = 0.0005
_BESIDE_FROM = 1000  # pixels of the page from which both tables below stand side by side


class HandleTimesModel(MatrixModel):
    """The handle time of each topic at each tier: filling a cell lets the tier work on it, clearing takes that away."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ("topics",), ("tiers",), ("topics", ROW, "work", COLUMN, "handle_time"))

    def cell(self, row: int, column: int) -> Cell:
        return replace(super().cell(row, column), is_editable=True)

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        scenario = self.scenario
        writes = [(self.cell(*place).path, value) for place, value in values.items()]

        def change(data: dict[str, Any]) -> None:
            for path, value in writes:
                if value is MISSING:
                    leave_out(data, scenario, path[:-1])
                else:
                    put(data, scenario, path, value)

        return change


class Topics(QWidget):
    """The topics as a table with a form, their handle times, and the escalations of the chosen one."""

    selection_changed = Signal(object)  # Statistics of the selected cells

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.sum = label("", "quiet")
        columns = (Column(("share",)), Column(("tier",)), Column(("reopens", "share"), _("Reopened")))
        hint = Hint(_("No topics yet: add what customers ask about, and the work it takes."), _("Add a topic"))
        self.parts = PartsAndForm(context, ("topics",), columns, hint, is_narrow=True)
        times = HandleTimesModel(context)
        self.handle_times = GridView(times)
        times.setParent(self.handle_times)
        self.handle_times.setAccessibleName(_("Handle time by topic and tier"))
        share_width(self.handle_times)
        self.handle_times.hug_rows()
        self.escalations: MatrixTable | None = None
        self.below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.escalation_title = label("", "title")
        self.escalation_help = label("", "quiet", wrap=True)
        self.message = QLabel()
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        self._build()
        self.parts.chosen.connect(self._show_escalations)
        self.parts.selection_changed.connect(self.selection_changed)
        self.handle_times.refused.connect(self._say)
        self.handle_times.statistics_changed.connect(self._tell)
        for signal in (context.document.plan_changed, context.theme.changed):
            signal.connect(self.refresh)
        self.refresh()
        self._show_escalations(self.parts.path)

    def _build(self) -> None:
        self.parts.add_below(self.sum)
        below = self.below
        below.setSpacing(12)
        times = QVBoxLayout()
        times.addWidget(label(_("Handle time by tier"), "title"))
        times.addWidget(self.handle_times)
        times.addStretch(1)
        self._escalations = QVBoxLayout()
        self._escalations.addWidget(self.escalation_title)
        self._escalations.addWidget(self.escalation_help)
        self._escalations.addStretch(1)
        below.addLayout(times, 4)
        below.addLayout(self._escalations, 3)
        self.parts.add_below(below)
        self.parts.add_below(self.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)

    @Slot()
    def refresh(self) -> None:
        """Follow the plan: the sum of the shares, and tables as high as they need."""
        topics = value_at(self._shown, ("topics",))
        shares = [likely(topic.get("share", 0)) for topic in topics.values()] if isinstance(topics, Mapping) else []
        total = sum(shares)
        is_whole = abs(total - 1) <= _NEAR
        text = _("Shares together: {sum}").format(sum=share_text(round(total, 6)))
        if not is_whole:
            text += " – " + _("the general mix has to make up {whole}.").format(whole=share_text(1))
        self.sum.setText(text)
        self.sum.setStyleSheet("" if is_whole else f"color: {self.context.theme.theme.close}")
        self.sum.setVisible(bool(shares))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the escalations below the handle times where both do not fit side by side."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = event.size().width() >= _BESIDE_FROM
        self.below.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    @property
    def _shown(self) -> Mapping[str, Any]:
        return shown_of(self.context.document.plan, str(self.context.document.scenario_name))

    @Slot(object)
    def _show_escalations(self, path: Path | None) -> None:
        """The escalations of another topic: from which tier to which."""
        work = MISSING if path is None else value_at(self._shown, (*path, "work"))
        known = None if self.escalations is None else self.escalations.property("topic")
        name = "" if path is None else str(path[-1])
        if self.escalations is not None and (known != name or not isinstance(work, Mapping)):
            self.escalations.hide()
            self.escalations.deleteLater()
            self.escalations = None
        self.escalation_title.setText(_("Escalations of {topic}").format(topic=name) if name else "")
        is_empty = not isinstance(work, Mapping) or not work
        empty = _("No tier works on this topic yet: fill in a handle time first.")
        self.escalation_help.setText(empty if is_empty and name else "")
        self.escalation_help.setVisible(is_empty)
        if path is not None and self.escalations is None and not is_empty:
            self._make_escalations(path)

    def _make_escalations(self, path: Path) -> None:
        work = (*path, "work")
        name = _("Escalations of {topic}").format(topic=str(path[-1]))
        place = (*work, ROW, "escalates", COLUMN)
        table = MatrixTable(self.context, work, ("tiers",), place, name=name, sums=True, diagonal=False)
        table.setProperty("topic", str(path[-1]))
        table.setToolTip(_("From the tier of the row to the tier of the column."))
        table.hug_rows()
        table.refused.connect(self._say)
        table.statistics_changed.connect(self._tell)
        self._escalations.insertWidget(1, table)
        self.escalations = table

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)

    def show_part(self, name: str, key: str = "") -> bool:
        """Choose a topic; its handle times and escalations stand in tables of their own."""
        if not self.parts.show_part(name, key):
            return False
        if key == "work":
            rows = [
                self.handle_times.grid.heading(row, Qt.Orientation.Vertical)
                for row in range(self.handle_times.grid.rowCount())
            ]
            self.handle_times.select((rows.index(name), 0), (rows.index(name), 0))
            self.handle_times.setFocus()
        return True
