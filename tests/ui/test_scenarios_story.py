"""A manager tries one person more: adds a scenario, changes a shift, looks at the difference, takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages.scenarios.page import ScenariosPage
from ui.window.actions import is_possible
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

AGENTS = ("teams", "L1", "shifts", "day", "agents")


@pytest.fixture
def window(context: Context) -> Iterator[MainWindow]:
    """The window with the Scenarios page of the small desk."""
    window = MainWindow(context)
    window.show()
    window.show_page("scenarios")
    yield window
    context.document.undo_stack.setClean()
    window.close()


@pytest.fixture
def page(window: MainWindow) -> ScenariosPage:
    made = window.current_page
    assert isinstance(made, ScenariosPage)
    return made


def rows(page: ScenariosPage) -> list[list[str]]:
    grid = page.details.table.grid
    return [[grid.display(row, column) for column in range(3)] for row in range(grid.rowCount())]


def type_in(qtbot: QtBot, text: str) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_story_of_one_person_more(qtbot: QtBot, window: MainWindow, page: ScenariosPage) -> None:
    document = window.context.document
    page.details.add_button.click()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("One person more")
    dialog.accept()
    assert document.scenario_name == "One person more"
    assert rows(page) == []

    window.do("show_place", AGENTS)
    assert window.current_page.key == "team"
    type_in(qtbot, "4")
    window.show_page("scenarios")
    assert rows(page) == [["Team L1, shift day: agents", "3", "4"]]
    assert document.plan is not None
    assert document.plan.data["teams"]["L1"]["shifts"]["day"]["agents"] == 3

    page.details.reset_button.click()
    assert rows(page) == []
    window.do("undo")
    assert rows(page) == [["Team L1, shift day: agents", "3", "4"]]
    for _step in range(2):
        window.do("undo")
    assert document.plan.scenario_names == ["Base", "Late shift"]


def test_that_a_base_value_flows_into_scenarios_that_do_not_change_it(window: MainWindow, page: ScenariosPage) -> None:
    document = window.context.document
    window.scenarios.begin_scenario("More")
    document.set_value(AGENTS, 4, scenario="More")
    document.set_value(AGENTS, 2)
    document.set_value(("teams", "L1", "cost_per_hour"), 15)
    assert rows(page) == [["Team L1, shift day: agents", "2", "4"]]
    assert document.scenario.data["teams"]["L1"]["cost_per_hour"] == 15


def test_that_a_place_that_no_plan_has_leads_nowhere(window: MainWindow) -> None:
    before = window.current_page
    window.do("show_place", ("segmnts", "Pro"))
    assert window.current_page is before
    assert window.notices.notice("place") is None


def test_that_a_part_that_the_scenario_has_not_is_said(window: MainWindow) -> None:
    window.scenarios.begin_scenario("Nobody")
    window.context.document.set_value(("teams", "L2"), None, scenario="Nobody")
    window.do("show_place", ("teams", "L2"))
    assert window.current_page.key == "team"
    notice = window.notices.notice("place")
    assert notice is not None
    assert notice.words.text() == "Team L2 is not part of this scenario."


def test_that_going_back_to_the_base_is_possible_only_where_something_differs(window: MainWindow) -> None:
    context = window.context
    assert not is_possible("overridden", context)
    window.scenarios.begin_scenario("More")
    assert not is_possible("overridden", context)
    context.document.set_value(AGENTS, 4, scenario="More")
    assert is_possible("overridden", context)


def test_that_a_scenario_is_renamed_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    context = window.context
    context.document.set_scenario("Late shift")
    window.do("rename_scenario")
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "Late shift"
    dialog.setTextValue("Evenings")
    dialog.accept()
    assert context.document.scenario_name == "Evenings"
    assert window.toolbar.scenario.currentText() == "Evenings"
