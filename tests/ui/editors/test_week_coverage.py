"""A week of agents against what is needed, in words and as pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.editors.coverage import CoverageStrip
from ui.editors.week_coverage import NOBODY, WeekCoverage, added
from ui.editors.week_strip import WeekStrip
from ui.look.theme import LIGHT

THREE = tuple((0.0,) * 18 + (3.0,) * 16 + (0.0,) * 14 for _day in range(7))
NEEDED = ((*(0.0,) * 18, *(2.0,) * 6, 5.0, 4.2, 5.0, *(3.0,) * 7, *(0.0,) * 14), *THREE[1:])
WEEK = WeekCoverage(("L1",), THREE, NEEDED)


def test_that_a_shortage_says_when_and_how_many() -> None:
    assert [each.text for each in WEEK.shortages(0)] == ["12:00–13:30: 2 short"]
    assert WEEK.day_text(0) == "Monday 12:00–13:30: 2 short"
    assert WEEK.list_text == "Monday 12:00–13:30: 2 short"
    assert "in 1.5 h" in WEEK.week_text


def test_that_a_week_without_shortage_says_so() -> None:
    week = replace(WEEK, need=THREE)
    assert week.all_shortages == ()
    assert week.week_text == "Estimate: enough for calls and chats in the whole week."
    assert week.day_text(2) == "Wednesday: enough"


def test_that_an_unknown_need_is_no_shortage_and_has_a_reason() -> None:
    week = replace(WEEK, need=None, reason="Estimating")
    assert week.all_shortages == ()
    assert week.week_text == "Estimating"
    assert week.day_text(0) == "Monday: at most 3 at the desk"


def test_that_a_week_of_the_calendar_has_its_dates() -> None:
    week = replace(WEEK, dates=tuple(date(2026, 3, day) for day in range(2, 9)))
    assert week.day_text(0).startswith("Monday 2 Mar ")


def test_that_teams_are_added_up() -> None:
    assert added([THREE, THREE])[0][20] == 6
    assert added([]) == NOBODY


def test_that_the_strip_tells_the_numbers_of_a_half_hour(qtbot: QtBot) -> None:
    strip = CoverageStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.show_day(LIGHT, WEEK, 0)
    assert strip.half_hour_text(24) == "12:00–12:30: 3.0 at the desk, 5.0 needed (estimate)"
    assert strip.half_hour_text(48) == ""
    assert strip.accessibleDescription() == "Monday 12:00–13:30: 2 short"
    assert not strip.grab().isNull()


def test_that_the_days_of_a_week_are_chosen_by_mouse_and_keys(qtbot: QtBot) -> None:
    strip = WeekStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.show_week(LIGHT, WEEK)
    strip.show()
    assert [button.status for button in strip.days] == ["▲ 2", *["✓"] * 6]
    with qtbot.waitSignal(strip.day_chosen):
        QTest.mouseClick(strip.days[3], Qt.MouseButton.LeftButton)
    assert strip.day == 3
    strip.activateWindow()
    strip.days[3].setFocus()
    qtbot.waitUntil(strip.days[3].hasFocus)
    QTest.keyClick(strip.days[3], Qt.Key.Key_Right)
    assert strip.day == 4
    assert strip.days[0].accessibleName() == "Monday 12:00–13:30: 2 short"
