"""The tour: leads through pages that exist, goes back and on, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.examples import example_names
from ui.context import Context
from ui.pages import PAGES
from ui.window.actions import commands
from ui.window.main_window import MainWindow
from ui.window.tour import EXAMPLE, STOPS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    """The window with the small desk open."""
    window = MainWindow(context)
    window.show()
    yield window
    context.document.undo_stack.setClean()
    window.close()


def test_that_every_stop_names_a_page_and_a_command_that_exist() -> None:
    pages = {page.key for page in PAGES}
    assert {stop.page for stop in STOPS} <= pages
    assert {stop.command for stop in STOPS if stop.command} <= set(commands())
    assert EXAMPLE in example_names()


def test_that_the_tour_shows_each_page_in_turn_and_ends(window: MainWindow, qtbot: QtBot) -> None:
    window.do("take_tour")
    shown = []
    for stop in STOPS:
        assert window.tour.stop is stop
        assert str(stop.title) in window.tour.accessibleDescription()
        shown.append(window.current_page.key)
        qtbot.mouseClick(window.tour.forward, Qt.MouseButton.LeftButton)
    assert shown == [stop.page for stop in STOPS]
    assert not window.tour.isVisible()


def test_that_the_tour_goes_back_and_can_be_left(window: MainWindow, qtbot: QtBot) -> None:
    window.do("take_tour")
    assert not window.tour.back.isEnabled()
    qtbot.mouseClick(window.tour.forward, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.tour.back, Qt.MouseButton.LeftButton)
    assert window.current_page.key == STOPS[0].page
    qtbot.mouseClick(window.tour.leave, Qt.MouseButton.LeftButton)
    assert not window.tour.isVisible()
    assert window.current_page.key == STOPS[0].page


def test_that_the_tour_opens_an_example_where_no_plan_is_open(window: MainWindow, qtbot: QtBot) -> None:
    window.do("close_plan")
    button = window.page("start").findChild(QPushButton, "take_tour")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.context.document.plan is not None
    assert window.tour.isVisible()
    window.do("close_plan")
    assert not window.tour.isVisible()


def test_that_a_stop_can_run_the_plan(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.tour.command_wanted.disconnect()
    window.tour.command_wanted.connect(asked.append)
    window.do("take_tour")
    window.tour.show_stop(next(number for number, stop in enumerate(STOPS) if stop.command))
    qtbot.mouseClick(window.tour.try_out, Qt.MouseButton.LeftButton)
    assert asked == ["run"]
