"""The six questions of a first plan, each a small form that fills its part of the answers."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import replace
from typing import ClassVar
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, QTime, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from planner.texts import LazyText, _, lazy
from planner.units import Duration
from ui.first_plan.answers import CHANNELS, OPEN_DAYS, Customers, FirstAnswers, Promise, shift_spans, span_text
from ui.look.widgets import label
from ui.values.numbers import parse_duration

_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "RSD", "PLN", "CZK", "SEK", "NOK", "DKK", "CAD", "AUD", "JPY", "CNY", "INR")
_MOST_SEGMENTS = 6


class Step(QWidget):
    """One question; ``fill`` puts what it holds into the answers, ValueError with a sentence where that is wrong."""

    question: ClassVar[LazyText]
    short: ClassVar[LazyText]
    why: ClassVar[LazyText]
    changed = Signal()

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        """The answers with those of this question."""
        raise NotImplementedError

    def show_answers(self, answers: FirstAnswers) -> None:
        """Show what follows from the answers to the other questions."""


class Company(Step):
    """Name, currency and zone."""

    question = lazy("What do you sell, and where do you work?")
    short = lazy("Company")
    why = lazy("The name heads every answer. Currency and time zone hold for the whole plan.")

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Our support desk"))
        self.name.setMaxLength(200)
        self.currency = _choice((*dict.fromkeys((_own_currency(), *_CURRENCIES)),), editable=True)
        self.zone = _choice(sorted(available_timezones()), editable=True)
        own = QTimeZone.systemTimeZoneId().toStdString()
        self.zone.setCurrentText(own if own in available_timezones() else "UTC")
        form = _form(self)
        _add(form, _("Name of the plan"), self.name)
        _add(form, _("Currency"), self.currency)
        _add(form, _("Time zone"), self.zone)
        self.name.textChanged.connect(self.changed)
        for box in (self.currency, self.zone):
            box.currentTextChanged.connect(self.changed)

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        zone = self.zone.currentText().strip()
        if zone not in available_timezones():
            raise ValueError(_("There is no time zone “{zone}”; choose one from the list.").format(zone=zone[:50]))
        currency = self.currency.currentText().strip()
        if not currency:
            raise ValueError(_("Name the currency of wages and prices."))
        return replace(answers, name=self.name.text().strip(), currency=currency, time_zone=zone)


class WhoAsks(Step):
    """Groups of customers."""

    question = lazy("Who are your customers, and how often do they ask?")
    short = lazy("Customers")
    why = lazy(
        "One line for each group that pays differently or is promised something different. "
        "Contacts per customer: tickets and calls of a month, divided by the customers."
    )

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        for column, heading in enumerate((_("Group"), _("Customers"), _("Contacts of each in a month"))):
            self._grid.addWidget(label(heading, "quiet"), 0, column)
        self.rows: list[tuple[QLineEdit, QSpinBox, QDoubleSpinBox]] = []
        self._more = QPushButton(_("Add a group"))
        self._more.clicked.connect(self.add_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        layout.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.add_row()

    @Slot()
    def add_row(self) -> None:
        """One more group."""
        number = len(self.rows) + 1
        defaults = FirstAnswers().customers[0]
        name = QLineEdit(_("Customers") if number == 1 else _("Group {number}").format(number=number))
        count, contacts = QSpinBox(), QDoubleSpinBox()
        count.setRange(0, 100_000_000)
        count.setGroupSeparatorShown(True)
        count.setValue(round(defaults.count) if number == 1 else 100)
        contacts.setRange(0, 1000)
        contacts.setSingleStep(0.1)
        contacts.setValue(defaults.contacts)
        words = (_("Name of group {number}"), _("Customers of group {number}"), _("Contacts of group {number}"))
        row = (name, count, contacts)
        for column, (widget, word) in enumerate(zip(row, words, strict=True)):
            widget.setAccessibleName(word.format(number=number))
            self._grid.addWidget(widget, number, column)
        name.textChanged.connect(self.changed)
        count.valueChanged.connect(self.changed)
        contacts.valueChanged.connect(self.changed)
        last = self.rows[-1][-1] if self.rows else None
        for before, after in itertools.pairwise((last, *row, self._more)):
            if before is not None and after is not None:
                QWidget.setTabOrder(before, after)
        self.rows.append(row)
        self._more.setEnabled(number < _MOST_SEGMENTS)
        self.changed.emit()

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        groups = [
            Customers(name.text().strip(), count.value(), round(contacts.value(), 4))
            for name, count, contacts in self.rows
            if name.text().strip() and count.value()
        ]
        if not groups:
            raise ValueError(_("At least one group needs a name and customers."))
        names = [group.name for group in groups]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(_("Two groups are called “{name}”.").format(name=twice[:50]))
        return replace(answers, customers=tuple(groups))


class WhereTheyAsk(Step):
    """Channels, and how long the work takes."""

    question = lazy("Where do they ask, and how long does an answer take?")
    short = lazy("Channels")
    why = lazy(
        "Tick what you offer and say how contacts divide; the numbers need not add up to 100. "
        "The time is the work for a whole contact, without waiting."
    )

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self.shares: dict[str, QSpinBox] = {}
        form = _form(self)
        for name, channel in CHANNELS.items():
            tick, share = QCheckBox(str(channel.word)), QSpinBox()
            share.setRange(1, 100)
            share.setSuffix(" %")
            share.setValue(round(channel.usual_share * 100))
            share.setAccessibleName(_("Part of all contacts: {channel}").format(channel=channel.word))
            tick.setChecked(name in ("email", "chat", "phone"))
            share.setEnabled(tick.isChecked())
            tick.setMinimumHeight(share.sizeHint().height())
            tick.toggled.connect(share.setEnabled)
            tick.toggled.connect(self.changed)
            share.valueChanged.connect(self.changed)
            form.addRow(tick, share)
            self.ticks[name], self.shares[name] = tick, share
        self.minutes = QDoubleSpinBox()
        self.minutes.setRange(0.1, 600)
        self.minutes.setDecimals(1)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setValue(FirstAnswers().handle_minutes)
        self.minutes.valueChanged.connect(self.changed)
        _add(form, _("Work for one contact"), self.minutes)

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        kept = {promise.channel: promise for promise in answers.promises}
        promises = []
        for name, tick in self.ticks.items():
            if tick.isChecked():
                known = CHANNELS[name]
                promise = kept.get(name, Promise(name, 0, known.within, known.promised))
                promises.append(replace(promise, share=self.shares[name].value() / 100))
        if not promises:
            raise ValueError(_("Tick at least one channel."))
        return replace(answers, promises=tuple(promises), handle_minutes=round(self.minutes.value(), 2))


class WhatYouPromise(Step):
    """Promised answer times."""

    question = lazy("How soon do you promise an answer?")
    short = lazy("Promises")
    why = lazy("“80 % within 45 s”: eight of ten calls are taken within 45 seconds. Times such as 90 s, 1.5 h or 2 d.")

    def __init__(self) -> None:
        super().__init__()
        self.times: dict[str, QLineEdit] = {}
        self.shares: dict[str, QSpinBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(4, 1)
        self._lines: dict[str, tuple[QWidget, ...]] = {}
        for row, (name, channel) in enumerate(CHANNELS.items()):
            share, time = QSpinBox(), QLineEdit(channel.within)
            share.setRange(1, 100)
            share.setSuffix(" %")
            share.setValue(round(channel.promised * 100))
            share.setAccessibleName(_("Share answered in time: {channel}").format(channel=channel.word))
            time.setAccessibleName(_("Promised time: {channel}").format(channel=channel.word))
            time.setMaximumWidth(110)
            share.valueChanged.connect(self.changed)
            time.textChanged.connect(self.changed)
            self._lines[name] = (label(str(channel.word)), share, label(_("answered within")), time)
            for column, widget in enumerate(self._lines[name]):
                self._grid.addWidget(widget, row, column)
            self.times[name], self.shares[name] = time, share
        self._grid.setRowStretch(len(CHANNELS), 1)

    def show_answers(self, answers: FirstAnswers) -> None:
        used = {promise.channel for promise in answers.promises}
        for name, widgets in self._lines.items():
            for widget in widgets:
                widget.setVisible(name in used)

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        promises = []
        for promise in answers.promises:
            text = self.times[promise.channel].text()
            within = ""
            with contextlib.suppress(ValueError):
                within = parse_duration(text)
            if not within or float(Duration.parse(within)) <= 0:
                words = _("{channel}: “{text}” is no time; write for example 45 s, 30 min or 4 h.")
                raise ValueError(words.format(channel=CHANNELS[promise.channel].word, text=text[:30]))
            share = self.shares[promise.channel].value() / 100
            promises.append(replace(promise, within=within, promised=share))
        return replace(answers, promises=tuple(promises))


class WhoAnswers(Step):
    """Team, wage and shifts."""

    question = lazy("Who answers?")
    short = lazy("Team")
    why = lazy(
        "People with five full days of work a week. Five per cent absence and ten per cent meetings are assumed."
    )

    def __init__(self) -> None:
        super().__init__()
        usual = FirstAnswers()
        self.people, self.wage, self.shifts = QSpinBox(), QDoubleSpinBox(), QSpinBox()
        self.people.setRange(1, 5000)
        self.people.setValue(usual.people)
        self.wage.setRange(0, 1_000_000)
        self.wage.setValue(usual.wage)
        self.shifts.setRange(1, 6)
        self.shifts.setValue(usual.shifts)
        form = _form(self)
        _add(form, _("People"), self.people)
        _add(form, _("Wage of one hour"), self.wage)
        _add(form, _("Shifts a day"), self.shifts)
        self._spans = label("", "quiet", wrap=True)
        form.addRow(self._spans)
        for box in (self.people, self.wage, self.shifts):
            box.valueChanged.connect(self.changed)

    def show_answers(self, answers: FirstAnswers) -> None:
        self.wage.setSuffix(f" {answers.currency}")
        spans = [f"{name} {span_text(*span).replace('-', '–')}" for name, span in shift_spans(answers).items()]
        self._spans.setText(_("Your opening hours make this: {shifts}.").format(shifts=", ".join(spans)))

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        return replace(
            answers, people=self.people.value(), wage=round(self.wage.value(), 4), shifts=self.shifts.value()
        )


class WhenOpen(Step):
    """Opening hours."""

    question = lazy("When are you open?")
    short = lazy("Opening hours")
    why = lazy("For all channels at first. The same time twice means around the clock.")

    def __init__(self) -> None:
        super().__init__()
        usual = FirstAnswers()
        self.days = QComboBox()
        for key, (word, _count) in OPEN_DAYS.items():
            self.days.addItem(str(word), key)
        self.opens = QTimeEdit(QTime(usual.opens // 60, usual.opens % 60))
        self.closes = QTimeEdit(QTime(usual.closes // 60, usual.closes % 60))
        form = _form(self)
        _add(form, _("Days"), self.days)
        _add(form, _("From"), self.opens)
        _add(form, _("To"), self.closes)
        self.days.currentIndexChanged.connect(self.changed)
        for box in (self.opens, self.closes):
            box.setDisplayFormat("HH:mm")
            box.timeChanged.connect(self.changed)

    def fill(self, answers: FirstAnswers) -> FirstAnswers:
        opens, closes = (box.time().hour() * 60 + box.time().minute() for box in (self.opens, self.closes))
        return replace(answers, days=str(self.days.currentData()), opens=opens, closes=closes)


STEPS: tuple[type[Step], ...] = (Company, WhoAsks, WhereTheyAsk, WhatYouPromise, WhenOpen, WhoAnswers)


def _own_currency() -> str:
    return QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or "EUR"


def _choice(words: tuple[str, ...] | list[str], editable: bool) -> QComboBox:
    made = QComboBox()
    made.addItems(list(words))
    made.setEditable(editable)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = made.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return made


def _form(parent: QWidget) -> QFormLayout:
    form = QFormLayout(parent)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(9)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return form


def _add(form: QFormLayout, word: str, widget: QWidget) -> None:
    widget.setAccessibleName(word)
    widget.setMinimumWidth(200)
    form.addRow(word, widget)
