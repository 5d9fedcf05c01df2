"""The main window: opens, changes and closes plans, asks before something is lost, and starts fast."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

import dev
from planner.errors import Problem
from ui.context import Context
from ui.pages import PAGES, StartPage
from ui.running.answer import Progress
from ui.running.job import Job
from ui.window.actions import IN_FOCUS, Command, commands
from ui.window.main_window import MainWindow

# The platform without a display has no window manager to talk to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    """The window with the small desk open."""
    window = MainWindow(context)
    window.show()
    yield window
    context.document.undo_stack.setClean()
    window.close()


@pytest.fixture
def change(context: Context) -> Callable[[str], None]:
    """Make an edit with a name of its own."""
    return lambda text: context.document.edit(text, lambda data: data.update(note=text))


def test_that_the_title_names_the_file_and_shows_unsaved_changes(
    window: MainWindow, change: Callable[[str], None]
) -> None:
    assert window.windowTitle().startswith("desk.toml[*]")
    assert not window.isWindowModified()
    change("Change the note")
    assert window.isWindowModified()
    window.do("undo")
    assert not window.isWindowModified()


def test_that_undo_and_redo_name_what_they_do(window: MainWindow, change: Callable[[str], None]) -> None:
    undo, redo = window.menus.actions["undo"], window.menus.actions["redo"]
    assert not undo.isEnabled()
    change("Change the note")
    assert undo.isEnabled()
    assert "change the note" in undo.text()
    undo.trigger()
    assert "change the note" in redo.text()
    assert redo.isEnabled()


def test_that_every_command_is_in_the_menu_with_its_keys(window: MainWindow) -> None:
    assert {name for name, command in commands().items() if not is_in_the_menu(window, command)} == set()


def is_in_the_menu(window: MainWindow, command: Command) -> bool:
    action = window.menus.actions[command.id]
    if command.slot == IN_FOCUS:
        # the widgets own these keys; the menu only shows them
        shows = action.text().partition("\t")[2] == command.keys[0]
        return bool(action.toolTip()) and shows and not action.shortcuts()
    return bool(action.toolTip()) and {key.toString() for key in action.shortcuts()} == set(command.keys)


def test_that_keys_of_a_table_are_not_ambiguous(window: MainWindow, qtbot: QtBot) -> None:
    table = QTableWidget(2, 2, window)
    done: list[str] = []
    own = QAction("Copy", table)
    own.setShortcut("Ctrl+C")
    own.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    own.triggered.connect(lambda: done.append("copied"))
    table.addAction(own)
    table.show()
    table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert done == ["copied"]


def test_that_colours_change_at_once_and_are_remembered(window: MainWindow, qapp: QApplication) -> None:
    window.do("set_theme", "dark")
    assert window.context.theme.theme.is_dark
    assert window.context.settings.theme == "dark"
    assert window.menus.actions["theme_dark"].isChecked()
    window.do("set_theme", "light")
    assert not window.context.theme.theme.is_dark


def test_that_the_window_remembers_its_size_until_the_layout_is_reset(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    window.resize(771, 602)
    window.problems_panel.show()
    window.close()
    again = MainWindow(context)
    qtbot.addWidget(again)
    again.show()
    assert (again.width(), again.height()) == (771, 602)
    assert again.problems_panel.isVisible()
    again.do("reset_layout")
    assert not again.problems_panel.isVisible()
    assert again.height() != 602


def test_that_the_rail_holds_every_page_and_leads_there(window: MainWindow) -> None:
    for page in PAGES:
        window.rail.wanted.emit(page.key)
        assert window.current_page.key == page.key


def test_that_pages_that_need_a_plan_wait_for_one(window: MainWindow) -> None:
    window.do("close_plan")
    for page in PAGES:
        window.show_page(page.key)
        assert not window.current_page.needs_plan
    assert window.windowTitle() == "Support Planner"


def test_that_pages_have_their_keys_in_the_order_of_the_rail(window: MainWindow) -> None:
    entries = window.menus.submenus["pages"].actions()
    assert [action.shortcut().toString() for action in entries] == [f"Ctrl+{number}" for number in range(len(PAGES))]
    entries[0].trigger()
    assert window.current_page.key == StartPage.key


def test_that_opening_from_the_start_page_leads_to_the_plan(window: MainWindow, plan_file: Path) -> None:
    window.show_page(StartPage.key)
    window.do("open", plan_file)
    assert window.current_page.needs_plan


class TestThatTheStatusBar:
    def test_counts_problems(self, window: MainWindow, qtbot: QtBot) -> None:
        document = window.context.document
        with qtbot.waitSignal(document.problems_changed):
            document.edit("Break it", lambda data: next(iter(data["segments"].values())).update(support_level="None"))
        assert "error" in window.status.problems.text()
        window.status.problems.click()
        assert window.problems_panel.isVisible()
        assert any("None" in problem.message for problem in window.problems.problems)

    def test_says_that_nothing_was_run(self, window: MainWindow) -> None:
        assert "F5" in window.status.results.text()

    def test_shows_progress_with_the_time_that_is_left(self, window: MainWindow) -> None:
        assert not window.status.bar.isVisible()
        window.status.run_started("Base")
        window.status.run_progressed(Progress(13, 20, 67.0))
        assert window.status.left.text() == "13 of 20, 1:07 left"
        assert (window.status.bar.value(), window.status.bar.maximum()) == (13, 20)
        window.status.run_ended()
        assert not window.status.bar.isVisible()


def test_that_a_run_can_be_seen_and_stopped_before_its_turn_has_come(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun: list[str] = []
    window.context.runner.begun.connect(lambda: begun.append("a run"))
    monkeypatch.setattr(Job, "run", lambda _job: None)
    actions = window.menus.actions
    window.do("run")
    assert (actions["run"].isEnabled(), actions["stop"].isEnabled()) == (False, True)
    qtbot.waitUntil(window.toolbar.stop.isVisible)
    assert not window.toolbar.run.isVisible()
    assert window.status.bar.isVisible()
    assert window.status.left.text() == "Starting …"
    actions["run"].trigger()
    window.do("stop")
    assert (actions["run"].isEnabled(), actions["stop"].isEnabled()) == (True, False)
    assert not window.status.bar.isVisible()
    assert begun == ["a run"]


def test_that_a_failure_does_not_outlive_its_plan(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    context = window.context
    monkeypatch.setattr(Job, "run", lambda _job: None)
    window.do("run")
    context.runner.started.emit("Base")
    context.runner.failed.emit("The weeks have no customers.")
    window.do("stop")
    assert context.results.failure("Base") == "The weeks have no customers."
    window.do("run")
    context.runner.started.emit("Base")
    assert context.results.failure("Base") == ""
    context.runner.failed.emit("The weeks have no customers.")
    window.do("open_example", "two-tiers")
    assert context.results.failure("Base") == ""
    assert window.notices.notice("run") is None


def test_that_a_plan_with_errors_is_not_run_but_told_why(window: MainWindow, qtbot: QtBot) -> None:
    document = window.context.document
    with qtbot.waitSignal(document.problems_changed):
        document.edit("Break it", lambda data: next(iter(data["segments"].values())).update(support_level="None"))
    window.do("run")
    assert not window.context.runner.is_running
    notice = window.notices.notice("run")
    assert notice is not None
    assert "cannot be run yet" in notice.words.text()


def test_that_problems_are_walked_through_by_key(window: MainWindow) -> None:
    problems = [Problem("teams.L1", "One."), Problem("teams.L2", "Two.", severity="warning")]
    window.problems.show_problems(problems[::-1])
    chosen: list[str] = []
    window.problems.chosen.connect(lambda problem: chosen.append(problem.message))
    for _time in range(3):
        window.do("next_problem")
    assert chosen == ["One.", "Two.", "One."]


def test_that_scenarios_are_added_walked_through_and_deleted_with_undo(window: MainWindow) -> None:
    document = window.context.document
    window.scenarios.begin_scenario("More people")
    assert document.scenario_name == "More people"
    assert window.toolbar.scenario.currentText() == "More people"
    window.do("next_scenario")
    assert document.scenario_name == "Base"
    window.do("previous_scenario")
    window.do("delete_scenario")
    assert document.scenario_name == "Base"
    assert document.plan is not None
    assert "More people" not in document.plan.scenario_names
    window.do("undo")
    assert "More people" in document.plan.scenario_names


def test_that_a_scenario_name_is_not_given_twice(window: MainWindow) -> None:
    window.scenarios.begin_scenario("Late shift")
    notice = window.notices.notice("scenario")
    assert notice is not None
    assert "Late shift" in notice.words.text()


def test_that_the_clipboard_commands_reach_the_widget_with_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    line = QLineEdit("some words", window)
    line.show()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    window.do("in_focus", "selectAll")
    window.do("in_focus", "cut")
    window.do("in_focus", "fill_down")
    assert line.text() == ""
    window.do("in_focus", "paste")
    assert line.text() == "some words"


def test_that_help_tells_about_the_page_and_the_keys(window: MainWindow) -> None:
    window.do("show_help")
    assert window.help_panel.isVisible()
    window.do("show_help")
    assert not window.help_panel.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_everything_that_takes_keys_has_a_name(window: MainWindow, theme: str) -> None:
    window.do("set_theme", theme)
    window.show_page(StartPage.key)
    for panel in (window.problems_panel, window.help_panel):
        panel.show()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) and widget.isVisible() and not (widget.accessibleName() or widget.text())
    ]
    assert nameless == []


def test_that_the_rail_is_wide_enough_for_its_words(window: MainWindow, qtbot: QtBot) -> None:
    buttons = window.rail.findChildren(QAbstractButton)
    window.rail.show_counts({page.key: 120 for page in PAGES})
    assert all("120" in button.accessibleName() for button in buttons)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))


def test_that_the_window_opens_before_anything_slow_is_loaded() -> None:
    code = """
import sys
from ui.application import build_window, make_application
application = make_application()
window = build_window()
window.show()
application.processEvents()
names = ("scipy", "pandas", "pyqtgraph", "holidays", "planner.reporting", "planner.study", "simulation.replication")
print(*[name for name in names if name in sys.modules], "shown" if window.isVisible() else "hidden")
window.close()
"""
    command = [sys.executable, "-c", code]
    child = subprocess.run(command, cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    assert child.stdout.split() == ["shown"]


def test_that_the_window_goes_on_after_events_of_no_meaning(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("no file")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()
    assert event.type() is QEvent.Type.DragEnter
