"""The tiers of the Team page: what people of a tier work on, how long it takes them, and where it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, leave_out, put, shown_of, value_at
from ui.look.widgets import label
from ui.tables.grid_model import Cell, Change, GridModel, Place, Texts
from ui.tables.grid_view import GridView
from ui.tables.parts_model import Column, PartsModel
from ui.tables.parts_table import PartsTable
from ui.values.fields import field_at

_KEYS = ("handle_time", "escalates")
_HEAD, _ROW, _MOST_ROWS = 32, 30, 7


class TierWorkModel(GridModel):
    """The topics of one tier: filling in a handle time lets it work on the topic, clearing it takes that away."""

    def __init__(self, context: Context, tier: str, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.tier = tier
        self.plan_changed()

    def show_tier(self, tier: str) -> None:
        """Show another tier."""
        if tier != self.tier:
            self.tier = tier
            self.cells_changed()

    def layout(self) -> tuple[Sequence[str], Sequence[str]]:
        topics = value_at(self.shown, ("topics",))
        return (tuple(topics) if isinstance(topics, Mapping) else ()), _KEYS

    def heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical:
            return str(self._layout[0][section])
        return _("Handle time") if section == 0 else _("Goes on to")

    def cell(self, row: int, column: int) -> Cell:
        path = ("topics", self._layout[0][row], "work", self.tier, _KEYS[column])
        field = field_at(path)
        hints = (
            _("Mean, spread and shape, such as “14 min · cv 0.6 · gamma”; empty: the tier does not work on the topic."),
            _("Share that goes on to each other tier, such as “L2: 20 %”."),
        )
        is_worked_on = value_at(self.shown, path[:-1]) is not MISSING
        return Cell(path, replace(field, help=f"{field.help}\n{hints[column]}"), column == 0 or is_worked_on)

    def why_locked(self, place: Place, texts: Texts) -> str:
        """A share goes on only where the tier works, which the handle time beside it may have begun just now."""
        row, column = place
        begins = bool((texts.get((row, 0)) or "").strip()) if (row, 0) in texts else self.cell(row, 1).is_editable
        if column == 0 or begins:
            return ""
        return _("{tier} does not work on this topic: write a handle time first.").format(tier=self.tier)

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        scenario = self.scenario
        writes = [(self.cell(*place).path, value) for place, value in sorted(values.items())]

        def change(data: dict[str, Any]) -> None:
            for path, value in writes:
                if value is not MISSING:
                    put(data, scenario, path, value)
                elif path[-1] == _KEYS[0]:
                    leave_out(data, scenario, path[:-1])
                else:
                    leave_out(data, scenario, path)

        return change


class TeamTiers(QWidget):
    """The tiers, the work of the chosen one, and how many conversations an agent holds at once by channel."""

    statistics_changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tiers = PartsTable(context, ("tiers",), ())
        self.served = label("", "quiet", wrap=True)
        self.work_title = label("", "title")
        model = TierWorkModel(context, "")
        self.work = GridView(model)
        model.setParent(self.work)
        columns = (
            Column(("concurrency",), _("At once")),
            Column(("handle_time_factor",), _("Time\nfactor")),
            "wrap_up",
        )
        channels = PartsModel(context, ("channels",), columns)
        self.channels = GridView(channels)
        channels.setParent(self.channels)
        self.message = QLabel()
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        self._build()
        self.tiers.part_chosen.connect(self._choose)
        self.work.refused.connect(self._say)
        for table in (self.tiers, self.channels, self.work):
            table.statistics_changed.connect(self.statistics_changed)
        context.document.plan_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        self.work.setAccessibleName(_("Work of the tier by topic"))
        self.channels.setAccessibleName(_("Conversations and handle times by channel"))
        self.channels.verticalHeader().hide()
        self.channels.refused.connect(self._say)
        self.work.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for view in (self.work, self.tiers.view, self.channels):
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 6, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tiers)
        layout.addWidget(self.served)
        layout.addWidget(self.work_title)
        layout.addWidget(self.work)
        layout.addWidget(self.message)
        title = label(_("Conversations and handle times by channel"), "title")
        title.setToolTip(_("How many contacts an agent holds at once; a factor on all handle times; work afterwards."))
        layout.addWidget(title)
        layout.addWidget(self.channels)
        layout.addStretch(1)

    @Slot()
    def refresh(self) -> None:
        """Follow the plan."""
        if not self.tiers.view.currentIndex().isValid() and self.tiers.model.names:
            self.tiers.choose(self.tiers.model.names[0])
        self._choose(self.tiers.current_path if self.tiers.model.names else None)
        for view in (self.tiers.view, self.work, self.channels):
            rows = min(max(view.grid.rowCount(), 1), _MOST_ROWS)
            view.setFixedHeight(max(_HEAD, view.horizontalHeader().sizeHint().height()) + _ROW * rows + 4)

    @Slot(object)
    def _choose(self, path: Path | None) -> None:
        tier = "" if path is None or path[-1] not in self.tiers.model.names else str(path[-1])
        if isinstance(self.work.grid, TierWorkModel) and tier:
            self.work.grid.show_tier(tier)
        for widget in (self.work, self.work_title, self.served):
            widget.setVisible(bool(tier))
        self.work_title.setText(_("Work of {tier} by topic").format(tier=tier))
        teams = self._teams_of(tier)
        nobody = _("No team works at {tier}: choose it in the form of a team.").format(tier=tier)
        text = _("Teams: {teams}. Their form says which channels, segments and topics they serve.")
        self.served.setText(text.format(teams=", ".join(teams)) if teams else nobody)

    def _teams_of(self, tier: str) -> list[str]:
        document = self.context.document
        teams = value_at(shown_of(document.plan, str(document.scenario_name)), ("teams",))
        found = teams.items() if isinstance(teams, Mapping) else ()
        return [str(name) for name, team in found if tier in {team.get("tier"), *(team.get("tiers") or ())}]

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    def choose(self, tier: str) -> bool:
        """Show the work of a tier; False where there is none of the name."""
        return self.tiers.choose(tier)
