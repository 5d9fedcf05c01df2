"""Loading ahead: a piece at a time, until everything is there that the first answer needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages.results.page import ResultsPage
from ui.window.ahead import Ahead, results_page


def test_that_pieces_are_done_one_after_the_other_and_only_once(qtbot: QtBot) -> None:
    done: list[int] = []

    def pieces() -> Iterator[None]:
        for number in range(3):
            done.append(number)
            yield

    ahead = Ahead(pieces())
    assert not done
    ahead.begin()
    assert not done
    qtbot.waitUntil(lambda: not ahead.is_busy)
    ahead.begin()
    qtbot.waitUntil(lambda: not ahead.is_busy)
    assert done == [0, 1, 2]


def test_that_the_results_page_is_ready_for_the_first_answer(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    # objects that the collector does not see any more would stay for the rest of the tests
    monkeypatch.setattr("gc.freeze", lambda: None)
    page = ResultsPage(context)
    qtbot.addWidget(page)
    asked: list[str] = []

    def page_of(key: str) -> ResultsPage:
        asked.append(key)
        return page

    ahead = Ahead(results_page(page_of))
    ahead.begin()
    qtbot.waitUntil(lambda: not ahead.is_busy, timeout=20_000)
    assert asked == ["results"]
    assert page.view is not None
    assert not page.view.isVisible()
