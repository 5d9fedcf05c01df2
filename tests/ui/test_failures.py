"""Errors of the program itself end in one panel, not in the end of the program."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planner.errors import PlannerError
from planner.scenario.files import load_plan
from ui.editing.document import PlanDocument
from ui.look.theme import ThemeSwitch
from ui.window.failures import Failures, keep_copy
from ui.window.notices import NoticeBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def notices(qtbot: QtBot) -> NoticeBar:
    notices = NoticeBar(ThemeSwitch("light"))
    qtbot.addWidget(notices)
    return notices


@pytest.fixture
def failures(notices: NoticeBar, document: PlanDocument, tmp_path: Path) -> Failures:
    return Failures(notices, lambda: keep_copy(document, tmp_path / "kept"))


@pytest.fixture
def _installed(failures: Failures) -> Iterator[None]:
    failures.install()
    yield
    failures.uninstall()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def report(failures: Failures, error: Exception) -> None:
    caught = raised(error)
    failures.report(type(caught), caught, caught.__traceback__)


def shown(notices: NoticeBar, kind: str = "failure") -> Callable[[], bool]:
    return lambda: notices.notice(kind) is not None


def test_that_an_error_shows_a_panel_without_a_trace_and_stands_in_the_log(
    failures: Failures, notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        report(failures, ZeroDivisionError("a / b"))
    qtbot.waitUntil(shown(notices))
    notice = notices.notice("failure")
    assert notice is not None
    assert "Traceback" not in notice.words.text()
    assert "ZeroDivisionError" in caplog.text


def test_that_the_changed_plan_is_kept_as_a_file_that_opens(
    failures: Failures,
    notices: NoticeBar,
    document: PlanDocument,
    qtbot: QtBot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    document.edit("Change the note", lambda data: data.update(note="Not lost"))
    report(failures, RuntimeError("broken"))
    qtbot.waitUntil(shown(notices))
    notice = notices.notice("failure")
    assert notice is not None
    kept = tmp_path / "kept" / "desk-kept.toml"
    assert str(kept) in notice.words.text()
    assert load_plan(kept).note == "Not lost"
    assert document.is_dirty


def test_that_an_unchanged_plan_needs_no_copy(document: PlanDocument, tmp_path: Path) -> None:
    assert keep_copy(document, tmp_path / "kept") is None
    assert not (tmp_path / "kept").exists()


def test_that_details_are_copied_with_versions_and_trace(
    failures: Failures, notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    report(failures, RuntimeError("what happened"))
    qtbot.waitUntil(shown(notices))
    notice = notices.notice("failure")
    assert notice is not None
    notice.choices["Copy details"].click()
    copied = QGuiApplication.clipboard().text()
    assert "support-planner" in copied
    assert "Traceback" in copied
    assert "what happened" in copied


def test_that_many_errors_share_one_panel(
    failures: Failures, notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        report(failures, RuntimeError(f"number {number}"))
    qtbot.waitUntil(lambda: "number 2" in failures.details)
    assert notices.kinds == ("failure",)
    notice = notices.notice("failure")
    assert notice is not None
    assert "3 times" in notice.words.text()
    assert "number 0" in failures.details


def test_that_a_sentence_for_the_user_is_shown_as_it_is(failures: Failures, notices: NoticeBar, qtbot: QtBot) -> None:
    report(failures, PlannerError("The disk is full."))
    qtbot.waitUntil(shown(notices, "refused"))
    notice = notices.notice("refused")
    assert notice is not None
    assert notice.words.text() == "The disk is full."


def test_that_a_copy_that_cannot_be_kept_is_said(
    notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Path:
        raise OSError("no space left")

    failures = Failures(notices, fail)
    report(failures, RuntimeError("broken"))
    qtbot.waitUntil(shown(notices))
    notice = notices.notice("failure")
    assert notice is not None
    assert "could not be kept" in notice.words.text()


@pytest.mark.usefixtures("_installed")
def test_that_errors_in_other_threads_are_heard(
    notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(shown(notices))


def test_that_the_former_hooks_come_back(failures: Failures) -> None:
    former = (sys.excepthook, threading.excepthook)
    failures.install()
    assert sys.excepthook != former[0]
    failures.uninstall()
    assert (sys.excepthook, threading.excepthook) == former


def test_that_a_dismissed_panel_forgets_its_errors(
    failures: Failures, notices: NoticeBar, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    report(failures, RuntimeError("the first"))
    qtbot.waitUntil(shown(notices))
    notice = notices.notice("failure")
    assert notice is not None
    notice.dismiss.click()
    report(failures, RuntimeError("the second"))
    qtbot.waitUntil(shown(notices))
    assert "the first" not in failures.details
