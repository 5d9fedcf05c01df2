"""When customers ask: the profiles, the chosen one as a coloured week, and its curves beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.scenario.profiles import HOURS, WEEKDAYS
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, shown_of, value_at
from ui.forms.parts_and_form import Hint, Scrolled
from ui.look.widgets import Card, label
from ui.pages.demand.curve import Week, day_picture, week_picture
from ui.pages.demand.paste import PastedCounts
from ui.tables.heat_model import HeatModel
from ui.tables.heat_table import HeatTable, HeatView
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics
from ui.values.fields import field_at

if TYPE_CHECKING:
    from ui.charts.canvas import ChartCanvas

_BESIDE_FROM = 1080  # pixels of the page from which the curves fit beside the week
_CURVE_WIDTH, _CURVE_HEIGHT = 360, 190


class WeekOfProfile(QWidget):
    """One profile: its week and months as coloured tables, with a button that takes counts from a spreadsheet."""

    selection_changed = Signal(object)  # Statistics of the selected cells
    day_chosen = Signal(object)  # a weekday from 0, None for all alike

    def __init__(self, context: Context, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.profile = context, profile
        name = str(profile[-1])
        self.week = HeatTable(context, profile)
        self.months = HeatView(HeatModel(context, profile, "by_month", self), _("By month: {name}").format(name=name))
        self.pasted = PastedCounts(context, profile)
        self.paste_button = QPushButton(_("Paste counts"))
        self.paste_button.setAccessibleName(_("Paste ticket counts: {name}").format(name=name))
        self.paste_button.setToolTip(_("Takes the counts that you have copied in a spreadsheet as this week."))
        hint = _(
            "Paste a week from a spreadsheet here (Ctrl+V): days and hours either way round, also half-hours and"
            " headings, or a list of date, hour and count."
        )
        self.message = label("", "wrong", wrap=True)
        self.message.hide()
        head = QHBoxLayout()
        head.addWidget(label(_("The week of {name}").format(name=name), "title"))
        head.addStretch(1)
        head.addWidget(self.paste_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(label(hint, "quiet", wrap=True))
        layout.addWidget(self.message)
        layout.addWidget(self.pasted)
        layout.addWidget(self.week)
        months_title = label(_("By month"), "title")
        months_title.setToolTip(field_at((*profile, "by_month")).help)
        layout.addSpacing(6)
        layout.addWidget(months_title)
        layout.addWidget(self.months)
        layout.addStretch(1)
        self.paste_button.clicked.connect(self.paste)
        self.pasted.refused.connect(self._say)
        for view in (*self.week.views.values(), self.months):
            view.counts_pasted.connect(self.pasted.take)
        self.week.statistics_changed.connect(self._tell)
        self.months.statistics_changed.connect(self._tell)
        self.months.refused.connect(self._say)
        self.week.views["by_hour_of_week"].selectionModel().currentRowChanged.connect(self._choose_day)
        self.week.views["by_weekday"].selectionModel().currentColumnChanged.connect(self._forget_day)

    @property
    def is_whole(self) -> bool:
        """Whether the plan gives each hour of the week on its own; asked of the plan, which the table follows later."""
        document = self.context.document
        shown = shown_of(document.plan, str(document.scenario_name))
        return value_at(shown, (*self.profile, "by_hour_of_week")) is not MISSING

    @property
    def weights(self) -> Week:
        """The week as 7 rows of 24 weights, however the plan writes it."""
        whole, hours, days = (self.week.views[key].grid for key in ("by_hour_of_week", "by_hour", "by_weekday"))
        assert isinstance(whole, HeatModel)
        assert isinstance(hours, HeatModel)
        assert isinstance(days, HeatModel)
        if self.is_whole:
            return whole.weights()
        by_hour, by_day = hours.weights()[0], days.weights()[0]
        return [[by_day[day] * by_hour[hour] for hour in range(HOURS)] for day in range(WEEKDAYS)]

    @Slot()
    def paste(self) -> None:
        """Take the counts on the clipboard as the profile."""
        self.pasted.take(QGuiApplication.clipboard().text())

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    @Slot(QModelIndex, QModelIndex)
    def _choose_day(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.day_chosen.emit(current.row() if current.isValid() else None)

    @Slot()
    def _forget_day(self) -> None:
        self.day_chosen.emit(None)

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)


class Times(QWidget):
    """The profiles and the week of the chosen one."""

    selection_changed = Signal(object)  # Statistics of the selected cells

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        columns = (Column(("holiday",)), Column(("busy_day_cv",)))
        self.hint = Hint(
            _("No profile yet: customers ask evenly, day and night. Add one to say when they do."), _("Add a profile")
        )
        self.table = PartsTable(context, ("profiles",), columns)
        self.week: WeekOfProfile | None = None
        self.curves: tuple[ChartCanvas, ...] = ()
        self._day: int | None = None
        self._build()
        self.hint.button.clicked.connect(self.table.add)
        self.table.part_chosen.connect(self._choose)
        self.table.statistics_changed.connect(self._tell)
        context.document.plan_changed.connect(self.refresh)
        context.theme.changed.connect(self._dress)
        self.refresh()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 12, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.hint)
        column.addWidget(self.table)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(12)
        self.week_card, self.curve_card = Card(), Card()
        self.curve_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.curve_card.setMinimumWidth(_CURVE_WIDTH)
        self.row.addWidget(self.week_card, 3)
        self.row.addWidget(self.curve_card, 1)
        column.addLayout(self.row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(inside))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the curves below the week where both do not fit side by side."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = event.size().width() >= _BESIDE_FROM
        self.row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def show_part(self, name: str) -> bool:
        """Choose a profile; False where there is none of the name."""
        return self.table.choose(name)

    @Slot()
    def refresh(self) -> None:
        """Follow the plan: the chosen row stays, whatever its profile is called now."""
        names = self.table.model.names
        self.hint.setVisible(not names)
        for card in (self.week_card, self.curve_card):
            card.setVisible(bool(names))
        if names and not self.table.view.currentIndex().isValid():
            self.table.choose(names[0])
        self._choose(self.table.current_path if names else None)

    @Slot(object)
    def _choose(self, path: Path | None) -> None:
        if path is not None and path[-1] not in self.table.model.names:
            path = None
        if self.week is not None and self.week.profile != path:
            self.week.hide()
            self.week.deleteLater()
            self.week = None
        if path is None:
            return
        if self.week is None:
            self._day = None
            self.week = WeekOfProfile(self.context, path)
            self.week.selection_changed.connect(self.selection_changed)
            self.week.day_chosen.connect(self._show_day)
            self.week_card.body.addWidget(self.week)
        self._draw()

    @Slot(object)
    def _show_day(self, day: int | None) -> None:
        self._day = day
        self._draw()

    def _draw(self) -> None:
        if self.week is None:
            return
        if not self.curves:
            self._make_curves()
        weights = self.week.weights
        through_day, through_week = self.curves
        through_day.show_picture(day_picture(weights, self._day if self.week.is_whole else None))
        through_week.show_picture(week_picture(weights))

    def _make_curves(self) -> None:
        # charts take long to load
        from ui.charts.canvas import ChartCanvas

        theme = self.context.theme.theme
        self.curves = (ChartCanvas(theme), ChartCanvas(theme))
        for title, curve in zip((_("Through the day"), _("Through the week")), self.curves, strict=True):
            curve.setFixedHeight(_CURVE_HEIGHT)
            self.curve_card.body.addWidget(label(title, "title"))
            self.curve_card.body.addWidget(curve)
        self.curve_card.body.addStretch(1)

    @Slot()
    def _dress(self) -> None:
        for curve in self.curves:
            curve.set_theme(self.context.theme.theme)

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)
