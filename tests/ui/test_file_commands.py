"""Opening, saving and closing: nothing is lost without a question, and the question says what would be lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages import StartPage
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


def question(window: MainWindow) -> QMessageBox:
    found = window.findChild(QMessageBox, "save_changes")
    assert found is not None
    return found


def answer(window: MainWindow, button: QMessageBox.StandardButton) -> None:
    question(window).button(button).click()


def files_dropped(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_that_an_unchanged_plan_closes_without_a_question(window: MainWindow) -> None:
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted()
    assert window.findChild(QMessageBox) is None


class TestThatTheQuestionAboutChanges:
    def test_names_them_newest_first(self, window: MainWindow, change: Callable[[str], None]) -> None:
        change("Paste 24 × 7")
        change("Change agents")
        event = QCloseEvent()
        window.closeEvent(event)
        assert not event.isAccepted()
        assert question(window).informativeText().splitlines() == ["• Change agents", "• Paste 24 × 7"]
        assert "desk.toml" in question(window).text()
        answer(window, QMessageBox.StandardButton.Cancel)

    def test_shortens_a_long_list(self, window: MainWindow, change: Callable[[str], None]) -> None:
        for number in range(9):
            change(f"Change {number}")
        assert window.files.changes_words().splitlines()[-1] == "… and 3 more"

    def test_keeps_the_window_open_when_cancelled(self, window: MainWindow, change: Callable[[str], None]) -> None:
        change("Change agents")
        window.close()
        answer(window, QMessageBox.StandardButton.Cancel)
        assert window.isVisible()
        assert window.context.document.is_dirty

    def test_saves_and_closes(self, window: MainWindow, change: Callable[[str], None], plan_file: Path) -> None:
        change("A note to keep")
        window.close()
        answer(window, QMessageBox.StandardButton.Save)
        assert not window.isVisible()
        assert "A note to keep" in plan_file.read_text(encoding="utf-8")

    def test_throws_them_away_when_told_so(
        self, window: MainWindow, change: Callable[[str], None], plan_file: Path, small_text: str
    ) -> None:
        change("A note to lose")
        window.close()
        answer(window, QMessageBox.StandardButton.Discard)
        assert not window.isVisible()
        assert plan_file.read_bytes().decode() == small_text


def test_that_a_file_dropped_on_the_window_opens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, small_text: str
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(small_text, encoding="utf-8")
    files_dropped(window, other)
    qtbot.waitUntil(lambda: window.context.document.path == other)


def test_that_a_file_that_is_no_plan_opens_as_its_problems_and_stays(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\nname = \n", encoding="utf-8")
    window.do("open", broken)
    assert window.context.document.plan is None
    assert window.problems_panel.isVisible()
    assert window.problems.problems
    assert window.notices.notice("file") is not None
    assert window.current_page.key == StartPage.key
    assert not window.menus.actions["save"].isEnabled()


def test_that_a_missing_file_is_told_and_the_open_plan_stays(window: MainWindow, tmp_path: Path) -> None:
    window.do("open", tmp_path / "gone.toml")
    notice = window.notices.notice("file")
    assert notice is not None
    assert "gone.toml" in notice.words.text()
    assert window.context.document.plan is not None


def test_that_saving_over_another_programs_change_is_asked_first(
    window: MainWindow, change: Callable[[str], None], plan_file: Path, small_text: str
) -> None:
    change("Mine")
    plan_file.write_text(small_text + "\n# theirs\n", encoding="utf-8")
    window.do("save")
    notice = window.notices.notice("file")
    assert notice is not None
    assert "# theirs" in plan_file.read_text(encoding="utf-8")
    notice.choices["Replace the file"].click()
    assert "Mine" in plan_file.read_text(encoding="utf-8")
    assert window.notices.notice("file") is None


def test_that_a_change_from_outside_offers_both_versions(
    window: MainWindow, qtbot: QtBot, change: Callable[[str], None], plan_file: Path, small_text: str
) -> None:
    change("Mine")
    with qtbot.waitSignal(window.context.document.changed_outside, timeout=5000):
        plan_file.write_text(small_text.replace("format = 1", "format = 1\n# theirs"), encoding="utf-8")
    notice = window.notices.notice("changed outside")
    assert notice is not None
    assert list(notice.choices) == ["Read again", "Keep mine"]
    notice.choices["Keep mine"].click()
    assert window.context.document.is_dirty
    assert window.notices.kinds == ()


class TestEarlierVersions:
    def test_are_offered_newest_first_and_come_back_as_a_change(
        self, window: MainWindow, context: Context, change: Callable[[str], None], plan_file: Path
    ) -> None:
        for text in ("first", "second"):
            change(text)
            window.do("save")
        newest, oldest = entries(window)
        assert newest.text().startswith("Until ")
        assert newest.text().endswith(" kB)")
        oldest.trigger()
        document, saved = context.document, plan_file.read_text(encoding="utf-8")
        assert document.plan is not None
        assert (document.plan.note, document.is_dirty) == ("", True)
        assert plan_file.read_text(encoding="utf-8") == saved
        window.do("undo")
        assert (document.plan.note, document.is_dirty) == ("second", False)
        newest.trigger()
        assert document.plan.note == "first"

    def test_are_none_before_the_first_save(self, window: MainWindow) -> None:
        (none,) = entries(window)
        assert not none.isEnabled()

    def test_that_cannot_be_read_say_so_and_leave_the_plan(
        self, window: MainWindow, context: Context, change: Callable[[str], None]
    ) -> None:
        change("first")
        window.do("save")
        context.document.backups[0].path.write_bytes(b"no plan")
        entries(window)[0].trigger()
        notice = window.notices.notice("file")
        assert notice is not None
        assert "is not TOML" in notice.words.text()
        assert not context.document.is_dirty


def entries(window: MainWindow) -> list[QAction]:
    menu = window.menus.submenus["versions"]
    menu.aboutToShow.emit()
    return menu.actions()


def test_that_closing_the_plan_does_not_wait_for_what_is_still_looked_for(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    may_end = threading.Event()
    context.document.background.ask("long", may_end.wait)
    window.do("close_plan")
    assert (context.document.plan, window.current_page.key) == (None, StartPage.key)
    with qtbot.waitSignal(context.document.background.answered):
        may_end.set()
