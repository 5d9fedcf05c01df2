"""The demand of a profile through the day and the week, coloured by value and editable like a spreadsheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.scenario.profiles import HOURS, WEEKDAYS
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, leave_out, put, value_at
from ui.pasting.counts import WrongCountsError, cells_of, read_counts
from ui.tables.grid_view import GridView
from ui.tables.heat_model import HeatModel
from ui.values.fields import field_at
from ui.values.numbers import tidy

_ROW_HEIGHT = 28
_NARROWEST_CELL = 26
_LARGEST_FACTOR = 5  # months that differ more from the mean one are counts, not factors


class HeatView(GridView):
    """A grid whose columns share the width and whose height is that of its rows.

    A block that is more than some of its cells is counts from a spreadsheet: whoever shows the table takes those.
    """

    counts_pasted = Signal(str)  # the text of the clipboard

    def __init__(self, model: HeatModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, parent, padding=0)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(_NARROWEST_CELL)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("look", "bare")
        small = self.font()
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.85))
        self.setFont(small)
        # the style's padding of headings is wider than a column of hours
        header.setStyleSheet("QHeaderView::section { padding: 3px 0; border-bottom: none; font-weight: normal; }")
        self.verticalHeader().setVisible(model.rowCount() > 1)
        self.fit_height()

    @Slot()
    def paste(self) -> None:
        """Paste cells, or hand on a block of counts."""
        text = QGuiApplication.clipboard().text()
        if self._is_counts(text):
            self.counts_pasted.emit(text)
        elif text:
            self.paste_text(text)

    def _is_counts(self, text: str) -> bool:
        try:
            block, counts = cells_of(text), read_counts(text)
        except WrongCountsError:
            # what is no more than cells of this table is pasted as such, and refused there if it is none
            return len(cells_of(text)) > self.grid.rowCount()
        if counts.mean is not None:
            return counts.mean > _LARGEST_FACTOR
        is_own_row = len(block) == 1 == self.grid.rowCount() and len(block[0]) <= self.grid.columnCount()
        return not is_own_row

    def fit_height(self) -> None:
        """Take the height of the rows and no more."""
        heading = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(heading + _ROW_HEIGHT * self.model().rowCount() + 2 * self.frameWidth() + 2)


class HeatTable(QWidget):
    """The week of a profile: hours and weekdays apart, or each hour of the week on its own."""

    statistics_changed = Signal(object)  # Statistics of the selected cells

    def __init__(self, context: Context, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.profile = context, profile
        name = str(profile[-1])
        self.views: dict[str, HeatView] = {}
        self.switch = QCheckBox(_("Each hour of the week on its own"))
        self.switch.setAccessibleName(_("Each hour of the week on its own: {name}").format(name=name))
        self.switch.setToolTip(field_at((*profile, "by_hour_of_week")).help)
        self.message = QLabel()
        self.message.setProperty("look", "wrong")
        self.message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for key in ("by_hour_of_week", "by_hour", "by_weekday"):
            view = HeatView(HeatModel(context, profile, key, self), f"{field_at((*profile, key)).label}: {name}")
            view.refused.connect(self._say)
            view.statistics_changed.connect(self.statistics_changed)
            self.views[key] = view
            layout.addWidget(view)
        layout.addWidget(self.message)
        layout.addWidget(self.switch)
        self.switch.clicked.connect(self._switched)
        context.document.plan_changed.connect(self.refresh)
        self.refresh()

    @property
    def _shown(self) -> Any:
        return self.views["by_hour"].grid.shown

    @Slot()
    def refresh(self) -> None:
        """Show the tables that the profile has now."""
        is_whole = value_at(self._shown, (*self.profile, "by_hour_of_week")) is not MISSING
        self.switch.setChecked(is_whole)
        for key, view in self.views.items():
            view.setVisible((key == "by_hour_of_week") == is_whole)

    @Slot(bool)
    def _switched(self, is_whole: bool) -> None:
        """Write the same week the other way: as products of hours and weekdays, or as their sums."""
        scenario = str(self.context.document.scenario_name)
        whole, hours, days = (self.views[key].grid for key in ("by_hour_of_week", "by_hour", "by_weekday"))
        assert isinstance(whole, HeatModel)
        assert isinstance(hours, HeatModel)
        assert isinstance(days, HeatModel)
        new: dict[str, Any] = {}
        if is_whole:
            new["by_hour_of_week"] = [
                [tidy(days.weight(0, day) * hours.weight(0, hour)) for hour in range(HOURS)] for day in range(WEEKDAYS)
            ]
        else:
            new["by_hour"] = [tidy(sum(whole.weight(day, hour) for day in range(WEEKDAYS))) for hour in range(HOURS)]
            new["by_weekday"] = [tidy(sum(whole.weight(day, hour) for hour in range(HOURS))) for day in range(WEEKDAYS)]

        def change(data: dict[str, Any]) -> None:
            for key in {"by_hour_of_week", "by_hour", "by_weekday"} - set(new):
                if value_at(self._shown, (*self.profile, key)) is not MISSING:
                    leave_out(data, scenario, (*self.profile, key))
            for key, value in new.items():
                put(data, scenario, (*self.profile, key), value)

        try:
            self.context.document.edit(_("Change the profile"), change)
        except PlannerError as error:
            self._say(str(error))
            self.refresh()

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))
