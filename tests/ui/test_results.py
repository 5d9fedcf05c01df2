"""The results: the latest answer of each scenario, stale once its inputs have changed, and never lost."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer, tiny_plan

from planner.scenario import Plan
from planner.scenario.renaming import rename_scenario
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


def test_that_a_scenario_that_is_gone_takes_its_answer_along_and_brings_it_back(
    results: Results, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(results.study_changed):
        document.show(tiny_plan().edit(lambda data: data.pop("scenarios")))
    assert results.answer("Late shift") is None
    with qtbot.waitSignal(results.study_changed):
        document.show(tiny_plan())
    assert results.answer("Late shift") is tiny_answer("Late shift")
    assert not results.is_stale("Late shift")


def test_that_a_new_scenario_does_not_inherit_the_answer_of_a_removed_one(results: Results, document: Document) -> None:
    document.show(tiny_plan().edit(lambda data: data.pop("scenarios")))
    document.show(tiny_plan().edit(lambda data: data.update(scenarios={"Late shift": {"note": "anew"}})))
    assert results.answer("Late shift") is None


def test_that_a_closed_plan_has_stale_answers(results: Results, document: Document) -> None:
    document.show(None)
    assert results.is_stale("Base")


def renamed_plan() -> Plan:
    return tiny_plan().edit(lambda data: rename_scenario(data, "Late shift", "Early shift"))


def test_that_an_answer_follows_its_scenario_to_another_name_and_back(
    results: Results, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(results.study_changed):
        document.show(renamed_plan())
    answer = results.answer("Early shift")
    assert answer is not None
    assert answer.scenario.name == "Early shift"
    assert answer.study is tiny_answer("Late shift").study
    assert not results.is_stale("Early shift")
    assert results.names == ("Base", "Early shift")
    document.show(tiny_plan())
    assert results.names == ("Base", "Late shift")
    assert not results.is_stale("Late shift")


def test_that_an_answer_that_comes_after_a_rename_goes_to_the_new_name(document: Document) -> None:
    results = Results(document)  # type: ignore[arg-type]
    document.show(renamed_plan())
    results.put(tiny_answer("Late shift"))
    assert results.names == ("Early shift",)


def test_that_a_failure_belongs_to_its_scenario_until_another_plan_is_opened(
    results: Results, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(results.study_changed):
        results.put_failure("Late shift", "No customers.")
    assert (results.failure("Base"), results.failure("Late shift")) == ("", "No customers.")
    document.show(renamed_plan())
    assert results.failure("Early shift") == "No customers."
    with qtbot.waitSignal(results.study_changed):
        results.take_failure_away("Early shift")
    assert results.failure("Early shift") == ""
    results.put_failure("Base", "No customers.")
    results.clear()
    assert results.failure("Base") == ""


def test_that_another_plan_starts_without_answers(results: Results, qtbot: QtBot) -> None:
    with qtbot.waitSignal(results.study_changed):
        results.clear()
    assert results.names == ()
    assert not results.is_stale("Base")
    with qtbot.assertNotEmitted(results.study_changed):
        results.clear()
