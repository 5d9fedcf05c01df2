"""The shifts drawn as bars over the hours of the plan's day, with names and hours that stay in view."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editors.gantt_frame import HEADING, ROW, HourHeader, NameColumn, Row, rows_of, step_of
from ui.editors.shift_actions import ShiftActions
from ui.editors.shift_bar_item import BAR, ShiftBarItem
from ui.editors.shifts import AXIS, DAY, ShiftBar, by_team, description, is_changed, shifts_of

_NAMES, _NARROW_NAMES, _WIDE = 190, 128, 520  # pixels of the names, and from which width on they get more
_HEAD = 24
_LEAST_HOUR, _MARGIN = 8, 8


class ShiftChart(QGraphicsView):
    """One row for each shift, grouped by team, on the plan's clock."""

    shift_chosen = Signal(object)  # its path, or None
    scale_changed = Signal(float, float, float)  # pixels of the names, those left of midnight, and those of an hour

    def __init__(self, context: Context, actions: ShiftActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.commands = actions
        self.bars: tuple[ShiftBar, ...] = ()
        self.items_by_path: dict[Path, ShiftBarItem] = {}
        self._rows: tuple[Row, ...] = ()
        self._paid_hours: Mapping[tuple[str, str], float] = {}
        self._hour, self._hours = 30.0, AXIS // 60
        self._head = HourHeader(context.theme.theme, self)
        self._names = NameColumn(context.theme.theme, self)
        self._names.row_clicked.connect(self._name_clicked)
        self._names.row_opened.connect(actions.opened)
        self.setScene(QGraphicsScene(self))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_HEAD + HEADING + ROW)
        actions.chosen_changed.connect(self._chosen_changed)
        self.refresh()

    # ------------------------------------------------------------ showing

    @Slot()
    def refresh(self) -> None:
        """Draw the shifts of the current scenario."""
        self.bars = shifts_of(self.context.document)
        if self.chosen not in {bar.path for bar in self.bars}:
            self.commands.choose(None)
        self._draw()
        self._show_chosen()

    def show_hours(self, hours: Mapping[tuple[str, str], float]) -> None:
        """Take the paid hours a week of one agent on each shift, by team and shift, for the hover texts."""
        self._paid_hours = hours
        for bar in self.bars:
            self.items_by_path[bar.path].setToolTip(self.hover_text(bar))

    @property
    def chosen(self) -> Path | None:
        """The path of the shift that keys act on."""
        return self.commands.chosen

    @property
    def chosen_bar(self) -> ShiftBar | None:
        """The shift that keys act on."""
        return next((bar for bar in self.bars if bar.path == self.chosen), None)

    def choose(self, path: Path | None) -> bool:
        """Make a shift the one that keys act on; False where it is not drawn."""
        is_drawn = any(bar.path == path for bar in self.bars)
        self.commands.choose(path if is_drawn else None)
        return is_drawn

    @Slot()
    def _show_chosen(self) -> None:
        bar = self.chosen_bar
        self._show_focus()
        self._names.choose(bar)
        words = description(bar) if bar is not None else _("no shift is chosen")
        self.setAccessibleName(_("Shifts over the hours of a day: {shift}").format(shift=words))
        self.setAccessibleDescription("" if bar is None else self.hover_text(bar))
        if bar is not None:
            self.ensureVisible(self.items_by_path[bar.path].sceneBoundingRect(), 0, ROW // 2)

    @Slot()
    def _chosen_changed(self) -> None:
        self._show_chosen()
        self.shift_chosen.emit(self.chosen)

    def _show_focus(self) -> None:
        for path, item in self.items_by_path.items():
            item.set_chosen(path == self.chosen, self.hasFocus())

    @Slot(object)
    def _name_clicked(self, path: Path) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(path)

    def hover_text(self, bar: ShiftBar) -> str:
        """A shift in words, with what it comes to and what the base says."""
        lines = [description(bar)]
        hours = self._paid_hours.get((bar.team, bar.name))
        if hours is not None:
            text = _("{each} paid hours a week for each agent, {all} together")
            lines.append(text.format(each=f"{hours:.4g}", all=f"{hours * bar.agents:.4g}"))
        low, high = bar.limits
        if low is not None or high is not None:
            limits = _("{low} or more") if high is None else _("{low} to {high}")
            text = _("A staffing may put {limits} agents on it.")
            lines.append(text.format(limits=limits.format(low=low or 0, high=high)))
        if bar.zone:
            lines.append(_("Drawn on the plan's clock; its own is that of {zone}.").format(zone=bar.zone))
        if not bar.enabled:
            lines.append(_("Switched off."))
        return "\n".join(filter(None, (*lines, self.commands.base_text(bar))))

    def _draw(self) -> None:
        theme = self.context.theme.theme
        self.setBackgroundBrush(QColor(theme.card))
        self.items_by_path.clear()
        self.scene().clear()
        changed = {bar for bar in self.bars if is_changed(self.context.document, bar)}
        groups = by_team(self.bars)
        self._rows = rows_of(groups, changed)
        self._names.show_rows(theme, self._rows)
        self._hours = max(AXIS // 60, *(math.ceil(bar.drawn_end / 60) for bar in self.bars), 0)
        # room for a scroll bar is always left: hours that grew when it goes would bring it back
        room = self.width() - self._names.width() - self.verticalScrollBar().sizeHint().width() - _MARGIN
        self._hour = max(room / self._hours, _LEAST_HOUR)
        height = self._rows[-1].top + self._rows[-1].height + 2 if self._rows else 0
        self._draw_hours(height)
        teams = [team for team, _bars in groups]
        for row in self._rows:
            if row.bar is not None:
                number = teams.index(row.team)
                colour = theme.series[number] if number < len(theme.series) else theme.other_series
                self._draw_bar(row, row.bar, QColor(colour))
        self.scene().setSceneRect(0, 0, self._hours * self._hour + _MARGIN / 2, height)
        self._tell_scale()

    def _draw_hours(self, height: float) -> None:
        theme = self.context.theme.theme
        line, midnight = QPen(QColor(theme.line)), QPen(QColor(theme.secondary), 1, Qt.PenStyle.DashLine)
        for hour in range(0, self._hours + 1, step_of(self._hour)):
            x = hour * self._hour
            self.scene().addLine(x, 0, x, height, midnight if hour == DAY // 60 else line)

    def _draw_bar(self, row: Row, bar: ShiftBar, colour: QColor) -> None:
        item = ShiftBarItem(bar, colour, self.context.theme.theme, self.font(), row.is_changed)
        item.setPos(0, row.top + (ROW - BAR) / 2)
        item.setToolTip(self.hover_text(bar))
        self._place(item, bar)
        self.scene().addItem(item)
        self.items_by_path[bar.path] = item

    def _place(self, item: ShiftBarItem, bar: ShiftBar) -> None:
        item.show_bar(bar, QRectF(bar.drawn_begin / 60 * self._hour, 0, (bar.end - bar.begin) / 60 * self._hour, BAR))

    def _tell_scale(self) -> None:
        left = -float(self.horizontalScrollBar().value())
        self._head.show_scale(self.context.theme.theme, left, self._hour, self._hours)
        self._names.scroll_to(self.verticalScrollBar().value())
        self.scale_changed.emit(float(self._names.width()), self._names.width() + left, self._hour)

    def rect_of(self, path: Path) -> QRectF:
        """Where a bar stands in the viewport."""
        return QRectF(self.mapFromScene(self.items_by_path[path].sceneBoundingRect()).boundingRect())

    @property
    def pixels_an_hour(self) -> float:
        """The scale of the axis."""
        return self._hour

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Keep the whole day in view."""
        names = _NAMES if self.width() >= _WIDE else _NARROW_NAMES
        self.setViewportMargins(names, _HEAD, 0, 0)
        super().resizeEvent(event)
        room = self.viewport().geometry()
        self._head.setGeometry(names, 0, room.width(), _HEAD)
        self._names.setGeometry(0, _HEAD, names, room.height())
        self._draw()
        self._show_focus()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - the name is Qt's
        """Move hours and names with the bars."""
        super().scrollContentsBy(dx, dy)
        self._tell_scale()
