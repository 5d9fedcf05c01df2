"""Opening hours as bars over a day or a week, with the clock of the plan above and that of customers below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.scenario.scenario import Scenario
from planner.texts import _, lazy
from ui.look.theme import Theme
from ui.pages.levels.opening import DAY, WEEK, Span, ahead, openings, within

DAYS = tuple(map(lazy, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))
_ROW, _BAR, _AXIS = 26, 14, 20
_HOURS_OF_DAY, _HOURS_OF_WEEK = 3, 12  # between two marks
_NAMES = 130  # at most so wide


class HoursStrip(QWidget):
    """A bar for each kind of opening hours; a click on one chooses it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, list[Span]] = {}
        self._zones = ("", "")
        self._ahead = 0.0
        self._range: Span = (0.0, WEEK)
        self._current = ""
        self.setAccessibleName(_("Opening hours over the week"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, scenario: Scenario, zone: str, day: int | None, current: str, theme: Theme) -> None:
        """Show the hours of a scenario, over one day (Monday is 0) or the whole week."""
        self._theme, self._current = theme, current
        self._range = (0.0, WEEK) if day is None else (day * DAY, (day + 1) * DAY)
        self._rows = {name: within(openings(each, scenario), *self._range) for name, each in scenario.hours.items()}
        self._zones = (scenario.time_zone, zone)
        self._ahead = ahead(zone, scenario)
        self.setAccessibleDescription(self.words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What the bars show, as text."""
        lines = []
        for name, spans in self._rows.items():
            total = sum(end - begin for begin, end in spans)
            lines.append(_("{name}: open {hours:g} hours").format(name=name, hours=round(total, 2)))
        return "; ".join(lines)

    @property
    def bars(self) -> dict[str, list[Span]]:
        """What is open when, in hours after Monday, 00:00, of the plan's clock."""
        return dict(self._rows)

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(480, 2 * _AXIS + _ROW * max(len(self._rows), 1) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(320, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        row = int((event.position().y() - _AXIS) // _ROW)
        if 0 <= row < len(self._rows):
            self.chosen.emit(list(self._rows)[row])

    # ------------------------------------------------------------ painting

    @property
    def _left(self) -> int:
        metrics = self.fontMetrics()
        words = (*self._rows, *map(_short, self._zones))
        return min(max((metrics.horizontalAdvance(word) for word in words), default=0), _NAMES) + 14

    def _x(self, hour: float) -> float:
        begin, end = self._range
        return self._left + (self.width() - self._left - 10) * (hour - begin) / (end - begin)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = _AXIS + _ROW * len(self._rows)
        self._paint_marks(painter, bottom)
        for number, (name, spans) in enumerate(self._rows.items()):
            self._paint_row(painter, _AXIS + number * _ROW, name, spans)
        self._paint_axis(painter, 0, _short(self._zones[0]), 0.0)
        if self._zones[0] != self._zones[1]:
            self._paint_axis(painter, bottom + 2, _short(self._zones[1]), self._ahead)
        painter.end()

    def _marks(self) -> list[float]:
        begin, end = self._range
        step = _HOURS_OF_WEEK if end - begin > DAY else _HOURS_OF_DAY
        return [begin + step * number for number in range(round((end - begin) / step) + 1)]

    def _paint_marks(self, painter: QPainter, bottom: int) -> None:
        for hour in self._marks():
            is_midnight = hour % DAY == 0
            colour = QColor(self._theme.line)
            colour.setAlpha(255 if is_midnight else 110)
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(self._x(hour), _AXIS), QPointF(self._x(hour), bottom))

    def _paint_row(self, painter: QPainter, top: int, name: str, spans: list[Span]) -> None:
        is_current = name == self._current
        if is_current:
            painter.fillRect(QRectF(0, top, self.width(), _ROW), QColor(self._theme.selected))
        painter.setPen(QColor(self._theme.text))
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._left - 12)
        painter.drawText(QRectF(4, top, self._left - 8, _ROW), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        for begin, end in spans:
            left, right = self._x(begin), self._x(end)
            bar = QRectF(left, top + (_ROW - _BAR) / 2, right - left, _BAR)
            painter.drawRoundedRect(bar, 3, 3)

    def _paint_axis(self, painter: QPainter, top: int, zone: str, hours_ahead: float) -> None:
        painter.setPen(QColor(self._theme.secondary))
        middle = Qt.AlignmentFlag.AlignVCenter
        words = self.fontMetrics().elidedText(zone, Qt.TextElideMode.ElideRight, self._left - 12)
        painter.drawText(QRectF(4, top, self._left - 8, _AXIS), middle, words)
        for hour in self._marks():
            text = self._mark_text(hour, hours_ahead)
            x, width = self._x(hour), self.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, self._left - 6.0), self.width() - width - 1.0)
            painter.drawText(QRectF(left, top, width + 2, _AXIS), middle, text)

    def _mark_text(self, hour: float, hours_ahead: float) -> str:
        clock = (hour + hours_ahead) % WEEK
        day, minutes = int(clock // DAY), round(clock % DAY * 60)
        time = f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60:02d}"
        if self._range[1] - self._range[0] <= DAY:
            return time
        if hour % DAY:
            return "" if hours_ahead else time
        if hour >= WEEK:
            return ""
        return f"{DAYS[day]} {time}" if minutes else str(DAYS[day])


def _short(zone: str) -> str:
    """The place of a zone: "New York" of "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")
