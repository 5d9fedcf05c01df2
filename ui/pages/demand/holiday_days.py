"""The holidays of the plan by name: those of a country, read in the background, or days of the plan's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.calendar.public_holidays import holiday_names
from planner.errors import PlannerError
from planner.texts import _
from ui.context import Context
from ui.editing.places import put, reset, shown_of
from ui.look.widgets import indent_numbers, label
from ui.tables.cell_editing import CellDelegate
from ui.tables.fitting import ColumnFit, FittedView
from ui.values.numbers import number_text

Days = tuple[tuple[date, str], ...]
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_JOB = "holidays"
_PATH = ("holidays",)
_WEEK = 7
_DAYS_OF_YEAR = 20  # holidays that stay in sight: the page scrolls instead


class HolidayDaysModel(QAbstractTableModel):
    """Date, weekday and name of each holiday, and whether it lies in the weeks that are simulated."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: Days = ()
        self._weeks = (date.min, date.min)

    def show_days(self, days: Days, weeks: tuple[date, date]) -> None:
        """Show other days; ``weeks`` is the first simulated day and the one after the last."""
        if (days, weeks) == (self.days, self._weeks):
            return  # so that what is selected stays
        self.beginResetModel()
        self.days, self._weeks = days, weeks
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - the name is Qt's
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - the name is Qt's
        return 0 if parent is not None and parent.isValid() else len(self._headings())

    @staticmethod
    def _headings() -> tuple[str, ...]:
        return _("Date"), _("Weekday"), _("Holiday"), _("Simulated")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - Qt's
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings()):
            return None
        if role == Role.DisplayRole:
            return self._headings()[section]
        if role == Role.ToolTipRole and section == len(self._headings()) - 1:
            return _("Whether the day lies in the weeks that count.")
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role != Role.DisplayRole:
            return None
        day, name = self.days[index.row()]
        if index.column() == 0:
            return QDate(day.year, day.month, day.day).toString(_date_format())
        if index.column() == 1:
            return QLocale().standaloneDayName(day.isoweekday())
        return name if index.column() == 2 else self._mark(day)

    def _mark(self, day: date) -> str:
        return _("✓ yes") if self._weeks[0] <= day < self._weeks[1] else _("no")


class HolidayDays(QWidget):
    """The list of the plan's holidays, to which days are added and from which they are removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = HolidayDaysModel(self)
        self.view = FittedView()
        self.day = QDateEdit()
        self.add_button, self.remove_button = QPushButton(_("Add day")), QPushButton(_("Remove"))
        self.words = label("", "quiet", wrap=True)
        self.message = label("", "wrong", wrap=True)
        self._asked: tuple[Any, ...] = ()
        self._named: Days = ()
        self._offered: date | None = None
        self._build()
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.view.selectionModel().selectionChanged.connect(self._update_buttons)
        context.document.background.answered.connect(self._take)
        context.document.plan_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Holidays of the plan"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.verticalHeader().hide()
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.view.hug_rows(_DAYS_OF_YEAR)
        self.fit = ColumnFit(self.view, (2,))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(_date_format())
        self.day.setAccessibleName(_("Day to add"))
        self.day.setToolTip(_("A day on which customers ask as on holidays, and opening hours are those of holidays."))
        row = QHBoxLayout()
        row.addWidget(self.day)
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.words, self.view, self.message):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.message.hide()
        indent_numbers(self)

    # ------------------------------------------------------------ showing

    @property
    def _source(self) -> Any:
        document = self.context.document
        return shown_of(document.plan, str(document.scenario_name)).get("holidays")

    @property
    def _weeks(self) -> tuple[date, date]:
        scenario = self.context.document.scenario
        return scenario.start, scenario.start + timedelta(days=_WEEK * scenario.weeks)

    @Slot()
    def refresh(self) -> None:
        """Show the days of the plan; names of a country's holidays come a moment later."""
        if self.context.document.plan is None:
            return
        source, (first, last) = self._source, self._weeks
        if first != self._offered:
            # only once: a day that somebody has picked stays
            self._offered = first
            self.day.setDate(QDate(first.year, first.month, first.day))
        if isinstance(source, str):
            wanted = (source, first.year, last.year, QLocale().name())
            if wanted != self._asked:
                self._asked, self._named = wanted, ()
                self.context.document.background.ask(_JOB, partial(_names, *wanted))
            self._show(self._named)
        else:
            self._asked = ()
            self._show(tuple((day, _("day of the plan’s own")) for day in sorted(source or ())))

    @Slot(str, object)
    def _take(self, kind: str, answer: object) -> None:
        if kind == _JOB and isinstance(answer, tuple) and len(answer) == 2 and answer[0] == self._asked:
            self._named = answer[1]
            self._show(self._named)

    def _show(self, days: Days) -> None:
        self.model.show_days(days, self._weeks)
        within = sum(self._weeks[0] <= day < self._weeks[1] for day, _name in days)
        words = _("{count} days, {within} of them in the weeks that are simulated.")
        if isinstance(self._source, str) and days:
            words += " " + _("Adding or removing one turns the list into days of the plan’s own.")
        shown = words.format(count=number_text(len(days)), within=number_text(within))
        self.words.setText(shown if days else "")
        self.words.setVisible(bool(days))
        self.view.setVisible(bool(days))
        self._update_buttons()

    @Slot()
    def _update_buttons(self) -> None:
        self.remove_button.setEnabled(bool(self._chosen()))
        # the holidays of a country have to be known before one can be added to them
        self.add_button.setEnabled(not isinstance(self._source, str) or bool(self._named))

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.view.selectedIndexes()})

    # ------------------------------------------------------------ edits

    @Slot()
    def _add(self) -> None:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        days = [each for each, _name in self.model.days]
        if day in days:
            self._say(_("That day is a holiday already."))
            return
        self._write(_("Add a holiday"), [*days, day])

    @Slot()
    def _remove(self) -> None:
        gone = self._chosen()
        self._write(_("Remove holidays"), [day for row, (day, _name) in enumerate(self.model.days) if row not in gone])

    def _write(self, text: str, days: Sequence[date]) -> None:
        document = self.context.document
        scenario = str(document.scenario_name)

        def change(data: dict[str, Any]) -> None:
            if days:
                put(data, scenario, _PATH, sorted(days))
            else:
                reset(data, scenario, _PATH)

        self._say("")
        try:
            document.edit(text, change)
        except PlannerError as error:
            self._say(str(error))

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))


def _date_format() -> str:
    """Days as the user writes them, with the year in full; as a plan does where the system tells no language."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def _names(code: str, first: int, last: int, language: str) -> tuple[tuple[Any, ...], Days]:
    """What was asked and its answer; a code that the check of the plan refuses has no days."""
    asked = (code, first, last, language)
    try:
        return asked, holiday_names(code, first, last, language)
    except PlannerError:
        return asked, ()
