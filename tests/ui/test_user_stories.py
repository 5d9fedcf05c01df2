"""Two days with the program, through the real window: the manager's question, and the lead's shifts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import application
from ui.forms.field_row import FieldRow
from ui.pages.demand.page import TIMES, DemandPage
from ui.pages.demand.times import Times
from ui.pages.levels.page import LevelsPage
from ui.pages.results.page import ResultsPage
from ui.pages.team.page import TeamPage
from ui.pages.team.shifts import TeamShifts
from ui.window.main_window import MainWindow

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

CTRL = Qt.KeyboardModifier.ControlModifier
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RUN_TIME = 60_000  # ms; a slow machine starts its processes slowly


@pytest.fixture
def window(qtbot: QtBot, data_folder: Path) -> Iterator[MainWindow]:
    """The window as somebody opens it for the first time."""
    window = application.build_window(data=data_folder)
    window.resize(1360, 860)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.context.document.undo_stack.setClean()
    window.close()


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def open_example(window: MainWindow, name: str) -> None:
    """Click the example on the start page."""
    press(window.page("start").findChild(QPushButton, f"open_example {name}"))
    assert window.context.document.plan is not None


def fill_in(window: MainWindow, path: tuple[str, ...], text: str) -> None:
    """Write into the field of a place, where the window shows it."""
    window.do("show_place", path)
    QApplication.processEvents()
    rows = [row for row in window.current_page.findChildren(FieldRow) if row.path == path and row.isVisible()]
    field = rows[0].editor.target
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def run(window: MainWindow, qtbot: QtBot, scenario: str = "Base") -> ResultsPage:
    """Press F5 and wait for the answer."""
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: is_answered(window, scenario), timeout=RUN_TIME)
    window.show_page("results")
    page = window.page("results")
    assert isinstance(page, ResultsPage)
    return page


def is_answered(window: MainWindow, scenario: str) -> bool:
    answer = window.context.results.answer(scenario)
    return answer is not None and answer.complete and not window.context.results.is_stale(scenario)


def week_of_a_spreadsheet() -> str:
    """Hours down, days across, with headings, as a manager copies it; one in five comes on Monday at ten."""
    rows = [["", *DAYS]]
    for hour in range(24):
        is_open = 8 <= hour < 18
        rows.append([f"{hour:02}:00", *("12" if is_open and day < 5 else "0" for day in range(7))])
    rows[11][1] = "150"
    return "\n".join("\t".join(row) for row in rows)


def is_estimated(shifts: TeamShifts) -> bool:
    return shifts.estimates.is_current and shifts.estimates.of(shifts.team).need is not None


def rows_of(page: ResultsPage, tab: int, card: int) -> list[list[str]]:
    model = page.view.details[tab].cards[card].model
    rows, columns = model.rowCount(), model.columnCount()
    return [[str(model.index(row, column).data()) for column in range(columns)] for row in range(rows)]


def test_that_a_manager_reads_who_misses_the_promise(window: MainWindow, qtbot: QtBot) -> None:
    open_example(window, "two-tiers")
    fill_in(window, ("run", "replications"), "3")
    fill_in(window, ("weeks",), "1")

    window.show_page("demand")
    demand = window.page("demand")
    assert isinstance(demand, DemandPage)
    times = demand.tabs.show_section(TIMES)
    assert isinstance(times, Times)
    assert times.week is not None
    QGuiApplication.clipboard().setText(week_of_a_spreadsheet())
    press(times.week.paste_button)
    weights = times.week.weights
    assert weights[0][10] == max(map(max, weights))
    assert sum(weights[6]) == 0

    window.show_page("levels")
    levels = window.page("levels")
    assert isinstance(levels, LevelsPage)
    fill_in(window, ("support_levels", "Standard", "offers", "email", "reply", "within"), "10 min")

    page = run(window, qtbot)
    promises = rows_of(page, 0, 0)
    missed = [row for row in promises if any("missed" in cell for cell in row)]
    assert missed
    assert any("Standard" in cell for cell in missed[0])
    assert promises[: len(missed)] == missed

    while window.context.document.undo_stack.canUndo():
        window.do("undo")
    assert not window.isWindowModified()
    assert window.context.results.is_stale("Base")
    assert page.view.isVisible()


@pytest.fixture
def team_page(window: MainWindow, qtbot: QtBot) -> Callable[[], TeamPage]:
    """The page with the shifts, its need estimated for the plan as it is."""

    def show() -> TeamPage:
        window.show_page("team")
        page = window.page("team")
        assert isinstance(page, TeamPage)
        shifts = page.shifts
        qtbot.waitUntil(lambda: is_estimated(shifts), timeout=30_000)
        return page

    return show


def test_that_a_lead_adds_agents_until_no_hour_is_short_and_takes_the_table_along(
    window: MainWindow, team_page: Callable[[], TeamPage], qtbot: QtBot
) -> None:
    open_example(window, "two-tiers")
    for shift in ("early", "late"):
        fill_in(window, ("teams", "L1", "shifts", shift, "agents"), "1")
    shifts = team_page().shifts

    def short() -> int:
        team_page()
        return sum(len(shifts.coverage.week.shortages(day)) for day in range(7))

    assert short() > 0
    assert "short" in shifts.coverage.verdict.text()
    for shift in ("early", "late") * 8:
        if short() == 0:
            break
        window.do("show_place", ("teams", "L1", "shifts", shift))
        shifts.gantt.setFocus()
        QTest.keyClick(shifts.gantt, Qt.Key.Key_Plus)
    assert short() == 0
    assert "short" not in shifts.coverage.verdict.text()

    shifts.tabs.setCurrentIndex(1)
    assert shifts.table is not None
    table = shifts.table.view
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert [line[0] for line in copied[-2:]] == ["early", "late"]
    assert all(line[1] == "mon-fri" for line in copied[-2:])
