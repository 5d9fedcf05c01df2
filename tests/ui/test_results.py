"""The results: the latest answer of each scenario, stale once its inputs have changed, and never lost."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer, tiny_plan

from planner.scenario import Plan
from ui.running.results import Results


class Document(QObject):
    """As much of a document as the results look at."""

    plan_changed = Signal()

    def __init__(self, plan: Plan | None) -> None:
        super().__init__()
        self.plan = plan

    def show(self, plan: Plan | None) -> None:
        self.plan = plan
        self.plan_changed.emit()


@pytest.fixture
def document(qapp: object) -> Document:
    return Document(tiny_plan())


@pytest.fixture
def results(document: Document) -> Results:
    made = Results(document)  # type: ignore[arg-type]
    made.put(tiny_answer("Base"))
    made.put(tiny_answer("Late shift"))
    return made


def test_that_each_scenario_has_its_latest_answer(results: Results, qtbot: QtBot) -> None:
    assert results.names == ("Base", "Late shift")
    assert results.answer("Base") is tiny_answer("Base")
    assert results.answer("Night shift") is None
    with qtbot.waitSignal(results.study_changed):
        results.put(tiny_answer("Base"))


def test_that_an_answer_is_fresh_while_its_scenario_is_written_as_it_was_run(results: Results) -> None:
    assert not results.is_stale("Base")
    assert not results.is_stale("Late shift")


def test_that_a_change_of_the_base_makes_its_answer_stale_but_never_removes_it(
    results: Results, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(results.study_changed):
        document.show(tiny_plan(5))
    assert results.is_stale("Base")
    assert results.answer("Base") is tiny_answer("Base")


def test_that_a_change_of_one_scenario_leaves_the_others_fresh(results: Results, document: Document) -> None:
    late = {"segments": {"Pro": {"customers": 2000}}}
    document.show(tiny_plan().edit(lambda data: data["scenarios"]["Late shift"].update(late)))
    assert results.is_stale("Late shift")
    assert not results.is_stale("Base")


def test_that_going_back_makes_an_answer_fresh_again(results: Results, document: Document, qtbot: QtBot) -> None:
    document.show(tiny_plan(5))
    with qtbot.waitSignal(results.study_changed):
        document.show(tiny_plan())
    assert not results.is_stale("Base")


def test_that_an_edit_that_changes_nothing_for_the_answers_is_not_told(
    results: Results, document: Document, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(results.study_changed):
        document.show(tiny_plan().edit(lambda data: data.update(note="Another note.")))
    assert not results.is_stale("Base")


def test_that_a_scenario_that_is_gone_has_a_stale_answer(results: Results, document: Document) -> None:
    document.show(tiny_plan().edit(lambda data: data.pop("scenarios")))
    assert results.is_stale("Late shift")
    document.show(None)
    assert results.is_stale("Base")


def test_that_another_plan_starts_without_answers(results: Results, qtbot: QtBot) -> None:
    with qtbot.waitSignal(results.study_changed):
        results.clear()
    assert results.names == ()
    assert not results.is_stale("Base")
    with qtbot.assertNotEmitted(results.study_changed):
        results.clear()
