"""Holidays on the page Demand: by name, and as days that are added and removed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import QDate
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planner.calendar.public_holidays import holiday_names
from ui.context import Context
from ui.pages.demand.holiday_days import HolidayDays

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def days(qtbot: QtBot, context: Context) -> HolidayDays:
    context.document.open_example("two-tiers")
    made = HolidayDays(context)
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def held(context: Context) -> Any:
    plan = context.document.plan
    assert plan is not None
    return plan.data.get("holidays")


def test_that_holidays_of_a_country_are_listed_by_name(days: HolidayDays) -> None:
    assert dict(days.model.days)[date(2026, 12, 25)] == "Christmas Day"
    assert "1 of them in the weeks that are simulated" in days.words.text()


def test_that_names_come_in_the_language_of_the_user() -> None:
    assert dict(holiday_names("DE", 2026, 2026, "de_DE"))[date(2026, 12, 25)] == "Erster Weihnachtstag"
    assert dict(holiday_names("RS", 2026, 2026, "zz_ZZ"))[date(2026, 1, 1)] == "New Year's Day"


def test_that_a_day_is_added_to_those_of_the_country_and_undone(days: HolidayDays, context: Context) -> None:
    count = days.model.rowCount()
    days.day.setDate(QDate(2026, 9, 14))
    days.add_button.click()
    assert len(held(context)) == count + 1
    assert (date(2026, 9, 14), "day of the plan’s own") in days.model.days
    days.day.setDate(QDate(2026, 9, 14))
    days.add_button.click()
    assert "already" in days.message.text()
    context.document.undo_stack.undo()
    assert held(context) == "DE"


def test_that_chosen_days_are_removed_until_none_is_left(days: HolidayDays, context: Context) -> None:
    assert not days.remove_button.isEnabled()
    days.view.selectRow(0)
    assert days.remove_button.isEnabled()
    days.remove_button.click()
    assert date(2026, 1, 1) not in held(context)
    days.view.selectAll()
    days.remove_button.click()
    assert held(context) is None
    assert days.view.isHidden()
    assert days.add_button.isEnabled()


def test_that_another_country_brings_other_days(days: HolidayDays, context: Context, qtbot: QtBot) -> None:
    context.document.set_value(("holidays",), "US")
    qtbot.waitUntil(lambda: date(2026, 7, 4) in dict(days.model.days))


def test_that_a_picked_day_and_selected_days_stay_through_edits_elsewhere(days: HolidayDays, context: Context) -> None:
    days.day.setDate(QDate(2026, 12, 24))
    days.view.selectRow(1)
    context.document.set_value(("note",), "Another one")
    assert days.day.date() == QDate(2026, 12, 24)
    assert days.remove_button.isEnabled()
