"""The seven days of a week side by side, each with its bars, its need and its shortage; one of them is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.editors.coverage import steps_of
from ui.editors.week_coverage import DAYS, HALF_HOURS, WeekCoverage
from ui.look.theme import Theme, blend

_HEIGHT, _WORDS = 46, 18


class DayButton(QAbstractButton):
    """One day: its name, whether somebody is missing, and the day in small."""

    def __init__(self, day: int, theme: Theme) -> None:
        super().__init__()
        self._day, self._theme, self._week = day, theme, WeekCoverage()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_week(self, theme: Theme, week: WeekCoverage) -> None:
        """Show the day of another week."""
        self._theme, self._week = theme, week
        self.setText(week.day_name(self._day, short=True))
        self.setAccessibleName(week.day_text(self._day))
        self.setToolTip(week.day_text(self._day))
        self.update()

    @property
    def status(self) -> str:
        """The most that are missing at once, a tick where nobody is, nothing where that is not known."""
        missing = max((each.agents for each in self._week.shortages(self._day)), default=0)
        if missing:
            return f"▲ {missing}"
        return "✓" if self._week.need is not None and any(self._week.need[self._day]) else ""

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(96, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return QSize(40, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - the name is Qt's
        """Draw the day."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(
            QColor(theme.selected if self.isChecked() else theme.hover if self.underMouse() else theme.card)
        )
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1.5 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._draw_words(painter, box)
        self._draw_day(painter, box.adjusted(6, _WORDS, -6, -4))
        painter.end()

    def _draw_words(self, painter: QPainter, box: QRectF) -> None:
        line = QRectF(box.left() + 6, box.top() + 1, box.width() - 12, _WORDS)
        status = self.status
        room = line.width() - painter.fontMetrics().horizontalAdvance(status) - 4
        if status and room < painter.fontMetrics().horizontalAdvance(self.text()):
            status = status.split()[0]
            room = line.width() - painter.fontMetrics().horizontalAdvance(status) - 4
        painter.setPen(QColor(self._theme.text))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(self._theme.missed if self._week.shortages(self._day) else self._theme.met))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, status)

    def _draw_day(self, painter: QPainter, place: QRectF) -> None:
        theme, week = self._theme, self._week
        most = max(*(max(day) for day in (*week.at_desk, *(week.need or ()))), 1.0)
        width, scale = place.width() / HALF_HOURS, place.height() / most
        short = week.short_half_hours(self._day)
        for number, agents in enumerate(week.at_desk[self._day]):
            left = place.left() + number * width
            bar = QRectF(left, place.bottom() - agents * scale, width, agents * scale)
            painter.fillRect(bar, blend(theme.accent, theme.card, 0.55))
            if number in short:
                column = QRectF(left, place.top(), max(width, 1.5), place.height())
                painter.fillRect(column, QColor(theme.missed))
                painter.fillRect(column, QBrush(QColor(theme.card), Qt.BrushStyle.BDiagPattern))
        if week.need is not None:
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.drawPolyline(steps_of(week.need[self._day], place.left(), width, place.bottom(), scale))


class WeekStrip(QWidget):
    """Chooses the day that is shown large; arrow keys go from day to day."""

    day_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = tuple(DayButton(day, theme) for day in range(DAYS))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for day, button in enumerate(self.days):
            self._group.addButton(button, day)
            row.addWidget(button)
        self.days[0].setChecked(True)
        self._group.idToggled.connect(self._toggled)
        self.show_week(theme, WeekCoverage())

    @property
    def day(self) -> int:
        """The chosen day, Monday = 0."""
        return self._group.checkedId()

    def choose(self, day: int) -> None:
        """Choose a day."""
        self.days[day].setChecked(True)

    def show_week(self, theme: Theme, week: WeekCoverage) -> None:
        """Show another week."""
        for button in self.days:
            button.show_week(theme, week)

    @Slot(int, bool)
    def _toggled(self, day: int, is_chosen: bool) -> None:
        if is_chosen:
            self.day_chosen.emit(day)
