"""Nothing that is typed gets lost when a command comes, and a run is told of wherever one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.some_answers import tiny_answer
from ui.context import Context
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REPLICATIONS = ("run", "replications")


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    """The window with the small desk open."""
    window = MainWindow(context)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    context.document.undo_stack.setClean()
    window.close()


def type_into(window: MainWindow, text: str) -> QLineEdit:
    """Begin to write into the field of the replications, and stay there."""
    window.do("show_place", REPLICATIONS)
    QApplication.processEvents()
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    return field


def replications(window: MainWindow) -> int:
    plan = window.context.document.plan
    assert plan is not None
    return plan.base.run.replications


def test_that_a_text_in_a_field_is_saved(window: MainWindow) -> None:
    field = type_into(window, "7")
    window.do("save")
    assert replications(window) == 7
    path = window.context.document.path
    assert path is not None
    assert "replications = 7" in path.read_text(encoding="utf-8")
    assert window.focusWidget() is field


def test_that_a_text_that_is_refused_holds_a_run_and_a_save_back(window: MainWindow) -> None:
    field = type_into(window, "many")
    for command in ("save", "run"):
        window.do(command)
        assert window.notices.notice("typing") is not None
        assert window.focusWidget() is field
        assert field.text() == "many"
    assert not window.context.runner.is_running
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == str(replications(window))
    window.do("save")
    assert window.notices.notice("typing") is None


def test_that_closing_asks_about_what_is_being_typed(window: MainWindow) -> None:
    type_into(window, "9")
    window.close()
    question = window.findChild(QMessageBox, "save_changes")
    assert question is not None
    assert replications(window) == 9
    question.reject()
    assert window.isVisible()


def test_that_escape_gives_a_field_back_and_stops_no_run(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(type(window.context.runner), "is_running", property(lambda _self: True))
    monkeypatch.setattr(type(window.context.runner), "stop", lambda _self: stopped.append("stopped"))
    window.menus.refresh()
    field = type_into(window, "8")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (stopped, field.text()) == ([], str(replications(window)))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert stopped == ["stopped"]


def test_that_a_run_is_told_of_on_another_page_and_its_results_are_one_click_away(window: MainWindow) -> None:
    window.show_page("team")
    answer = tiny_answer()
    window.context.results.put(answer)
    window.context.runner.answered.emit(answer)
    notice = window.notices.notice("answer")
    assert notice is not None
    assert answer.section.answers[0] in notice.words.text()
    notice.choices["Show the results"].click()
    assert window.current_page.key == "results"
    assert window.notices.notice("answer") is None


def test_that_a_run_is_not_told_of_where_its_results_are_seen(window: MainWindow) -> None:
    window.show_page("results")
    window.context.results.put(tiny_answer())
    window.context.runner.answered.emit(tiny_answer())
    assert window.notices.notice("answer") is None


def test_that_questions_are_asked_once(window: MainWindow) -> None:
    window.do("close_plan")
    window.do("new")
    first = window.focusWidget()
    window.do("new")
    assert window.focusWidget() is first


def test_that_the_wheel_scrolls_and_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.context.results.put(tiny_answer())
    window.show_page("results")
    page = window.page("results")
    qtbot.waitUntil(lambda: bool(page.findChildren(QTabBar)))
    QApplication.processEvents()
    for bar in page.findChildren(QTabBar):
        turn_wheel(bar)
        assert bar.currentIndex() == 0
    for box in page.findChildren(QComboBox):
        before = box.currentIndex()
        turn_wheel(box)
        assert box.currentIndex() == before


def turn_wheel(widget: QWidget) -> None:
    place, down = QPointF(5, 5), QPoint(0, -120)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(place, place, QPoint(), down, *none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)
