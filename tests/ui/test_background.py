"""The background thread: the newest job of a kind counts, and what is urgent goes first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from pytestqt.qtbot import QtBot

from ui.background import Background


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


def test_that_urgent_jobs_go_before_those_that_wait(qtbot: QtBot, background: Background) -> None:
    done: list[str] = []
    go_on, is_busy = Event(), Event()

    def slow() -> None:
        is_busy.set()
        go_on.wait(10)

    background.ask("slow", slow)
    assert is_busy.wait(10)
    for kind in ("estimate", "another estimate"):
        background.ask(kind, partial(done.append, kind))
    background.ask("autosave", partial(done.append, "autosave"), urgent=True)
    go_on.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["autosave", "estimate", "another estimate"]


def test_that_a_newer_job_replaces_one_of_its_kind_that_waits(qtbot: QtBot, background: Background) -> None:
    done: list[str] = []
    go_on = Event()
    background.ask("slow", lambda: go_on.wait(10))
    for word in ("first", "second"):
        background.ask("check", partial(done.append, word))
    with qtbot.waitSignal(background.answered, check_params_cb=lambda kind, _result: kind == "check"):
        go_on.set()
    assert done == ["second"]
