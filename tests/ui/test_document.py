"""Opening, saving and naming: what a document shows and what it writes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.errors import PlanError, PlannerError, Problem
from planner.scenario import Plan, checks
from planner.scenario.files import load_plan, read_plan
from ui.editing.document import PlanDocument

MakeDocument = Callable[..., PlanDocument]


def set_agents(document: PlanDocument, count: int) -> None:
    document.set_value(("teams", "L1", "shifts", "day", "agents"), count)


def agents(document: PlanDocument) -> float:
    assert document.plan is not None
    return document.plan.base.teams["L1"].shifts["day"].agents


def test_that_a_file_opens_clean_with_its_name(document: PlanDocument, plan_file: Path) -> None:
    assert document.plan == load_plan(plan_file)
    assert (document.path, document.title, document.is_dirty) == (plan_file, "desk.toml", False)
    assert (document.scenario_name, document.scenario) == ("Base", load_plan(plan_file).base)
    assert document.recent_files.paths == (plan_file,)


def test_that_opening_tells_once_what_it_shows(
    make_document: MakeDocument, plan_file: Path, qtbot: QtBot, small_plan: Plan
) -> None:
    document = make_document()
    document.new(small_plan)
    set_agents(document, 9)
    told: list[tuple[str, bool]] = []
    document.plan_changed.connect(lambda: told.append((document.title, document.is_dirty)))
    document.open(plan_file)
    assert told == [("desk.toml", False)]


def test_that_a_file_that_is_not_there_changes_nothing(document: PlanDocument, tmp_path: Path) -> None:
    set_agents(document, 9)
    for name in ("missing.toml", "."):
        with pytest.raises(PlanError):
            document.open(tmp_path / name)
    assert (agents(document), document.title, document.is_dirty) == (9, "desk.toml", True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04\0\0",
        "teams = {".encode("utf-16"),
        b"name = 'x'\nname = 'y'",
        b"start = 2026-03-02\nweeks = 'many'\n[teams.L1]\ntier = 'L9'\n",
    ],
)
def test_that_a_file_that_is_no_plan_opens_as_its_problems_and_is_never_written(
    make_document: MakeDocument, plan_file: Path, content: bytes, small_plan: Plan
) -> None:
    document = make_document()
    document.new(small_plan)
    plan_file.write_bytes(content)
    document.open(plan_file)
    assert document.plan is None
    assert document.unreadable
    assert all(problem.severity == "error" for problem in document.unreadable)
    assert (document.title, document.is_dirty) == ("desk.toml", False)
    with pytest.raises(PlannerError, match="No plan is open"):
        set_agents(document, 9)
    for save in (document.save, lambda: document.save(overwrite=True), lambda: document.save_as(plan_file)):
        with pytest.raises(PlannerError, match="no plan and stays as it is"):
            save()
    document.close()
    assert plan_file.read_bytes() == content


def test_that_an_unreadable_file_shows_what_the_rules_say_too(
    make_document: MakeDocument, plan_file: Path, qtbot: QtBot
) -> None:
    text = (
        plan_file.read_text(encoding="utf-8").replace("weeks = 2", "weeks = 'two'").replace("share = 0.7", "share = 7")
    )
    plan_file.write_text(text, encoding="utf-8")
    document = make_document()
    document.open(plan_file)
    with pytest.raises(PlanError) as caught:
        load_plan(plan_file)
    assert document.unreadable  # what can be said at once
    qtbot.waitUntil(lambda: document.unreadable == caught.value.problems)
    document.open_example("two-tiers")
    assert document.unreadable == ()


def test_that_a_plan_that_is_closed_is_waited_for_by_nobody(
    make_document: MakeDocument, small_plan: Plan, qtbot: QtBot
) -> None:
    document = make_document()
    may_end = threading.Event()
    document.background.ask("long", may_end.wait)
    document.new(small_plan)
    document.close_plan()
    assert (document.plan, document.is_dirty, document.background.is_running) == (None, False, True)
    with qtbot.waitSignal(document.background.answered):
        may_end.set()
    assert document.problems == ()


def test_that_a_plan_with_doubts_opens_and_saves(document: PlanDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.problems_changed):
        document.set_value(("topics", "bug", "share"), 0.9)
    assert any(problem.severity == "error" for problem in document.problems)
    document.save()
    assert not document.is_dirty


def test_that_an_example_has_no_file_until_it_is_saved(make_document: MakeDocument, tmp_path: Path) -> None:
    document = make_document()
    document.open_example("two-tiers")
    assert (document.path, document.title, document.is_dirty) == (None, "Two tiers, fifteen people", False)
    assert document.recent_files.paths == ()
    with pytest.raises(PlannerError, match="no file yet"):
        document.save()
    document.save_as(tmp_path / "mine.toml")
    assert document.title == "mine.toml"
    assert document.recent_files.paths == (tmp_path / "mine.toml",)
    assert "# What to look at" in (tmp_path / "mine.toml").read_text(encoding="utf-8")
    with pytest.raises(PlannerError, match="no example called"):
        document.open_example("no such")
    assert document.title == "mine.toml"


def test_that_a_new_plan_is_unsaved(make_document: MakeDocument, small_plan: Plan, tmp_path: Path) -> None:
    document = make_document()
    document.new(Plan.from_data(small_plan.data))
    assert (document.path, document.title, document.is_dirty) == (None, "Small desk", True)
    assert document.undo_text == ""
    document.save_as(tmp_path / "new.toml")
    assert not document.is_dirty
    assert read_plan(tmp_path / "new.toml").scenarios == small_plan.scenarios


def test_that_saving_keeps_comments_and_makes_clean(document: PlanDocument, plan_file: Path) -> None:
    set_agents(document, 9)
    assert document.is_dirty
    document.save()
    assert not document.is_dirty
    assert "# a Monday" in plan_file.read_text(encoding="utf-8")
    assert load_plan(plan_file).base == document.scenario


def test_that_undo_to_the_saved_plan_is_clean_again(document: PlanDocument) -> None:
    flags: list[bool] = []
    document.file_changed.connect(lambda: flags.append(document.is_dirty))
    set_agents(document, 9)
    document.save()
    set_agents(document, 10)
    document.undo_stack.undo()
    assert not document.is_dirty
    document.undo_stack.undo()
    assert document.is_dirty
    document.undo_stack.redo()
    assert not document.is_dirty
    assert [flag for flag, before in zip(flags, [None, *flags], strict=False) if flag != before] == [
        True, False, True, False, True, False,
    ]  # fmt: skip


def test_that_a_save_that_fails_leaves_all_as_it_was(document: PlanDocument, plan_file: Path, tmp_path: Path) -> None:
    before = plan_file.read_bytes()
    set_agents(document, 9)
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "folder", tmp_path / "nowhere" / "plan.toml"):
        with pytest.raises(PlannerError):
            document.save_as(place)
    assert (document.path, document.is_dirty) == (plan_file, True)
    assert plan_file.read_bytes() == before
    assert document.recent_files.paths == (plan_file,)


def test_that_saving_under_another_name_leaves_the_first_file(
    document: PlanDocument, plan_file: Path, tmp_path: Path
) -> None:
    before = plan_file.read_bytes()
    set_agents(document, 9)
    document.save_as(tmp_path / "other.toml")
    set_agents(document, 10)
    document.save()
    assert plan_file.read_bytes() == before
    assert load_plan(tmp_path / "other.toml").base.teams["L1"].shifts["day"].agents == 10
    assert document.recent_files.paths == (tmp_path / "other.toml", plan_file)


def test_that_the_current_scenario_changes_by_name(document: PlanDocument) -> None:
    told: list[str] = []
    document.plan_changed.connect(lambda: told.append(document.scenario_name))
    document.set_scenario("Late shift")
    document.set_scenario("Late shift")
    assert told == ["Late shift"]
    assert document.scenario.name == "Late shift"
    with pytest.raises(PlannerError, match="Late shift"):
        document.set_scenario("Late shifd")
    assert document.scenario_name == "Late shift"


def test_that_a_scenario_that_goes_leaves_the_base_as_the_current_one(document: PlanDocument) -> None:
    document.set_scenario("Late shift")
    document.edit("Delete scenario", lambda data: data["scenarios"].pop("Late shift"))
    assert document.scenario_name == "Base"
    document.undo_stack.undo()
    document.set_scenario("Late shift")


def test_that_a_closed_document_shows_nothing_and_opens_again(document: PlanDocument, plan_file: Path) -> None:
    set_agents(document, 9)
    document.close()
    assert (document.plan, document.path, document.title, document.is_dirty) == (None, None, "", False)
    assert not document.background.is_running
    with pytest.raises(PlannerError, match="No plan is open"):
        _ = document.scenario
    document.open(plan_file)
    assert agents(document) == 3


def test_that_problems_are_those_of_the_newest_plan_and_found_by_one_thread(
    document: PlanDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[float] = []
    threads: set[int] = set()
    first_may_end = threading.Event()

    def slow_check(plan: Plan) -> tuple[Problem, ...]:
        count = plan.base.teams["L1"].shifts["day"].agents
        if count == 3:
            return ()  # of the plan as it was opened
        threads.add(threading.get_ident())
        checked.append(count)
        assert first_may_end.wait(10)
        return (Problem("teams.L1", f"{count}"),)

    monkeypatch.setattr(checks, "check", slow_check)
    set_agents(document, 10)
    qtbot.waitUntil(lambda: checked == [10])
    for count in range(11, 40):
        set_agents(document, count)
    with qtbot.waitSignal(document.problems_changed):
        first_may_end.set()
    assert [problem.message for problem in document.problems] == ["39"]
    assert checked == [10, 39]
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_that_closing_does_not_wait_for_checks_that_have_not_begun(
    document: PlanDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[float] = []
    begun, may_end = threading.Event(), threading.Event()

    def slow_check(plan: Plan) -> tuple[Problem, ...]:
        count = plan.base.teams["L1"].shifts["day"].agents
        if count == 3:
            return ()  # of the plan as it was opened
        checked.append(count)
        begun.set()
        assert may_end.wait(10)
        return (Problem("", "late"),)

    monkeypatch.setattr(checks, "check", slow_check)
    set_agents(document, 10)
    assert begun.wait(10)
    set_agents(document, 11)
    told: list[None] = []
    document.problems_changed.connect(lambda: told.append(None))
    threading.Timer(0.05, may_end.set).start()
    document.close()
    assert checked == [10]
    assert document.problems == ()
    assert not document.background.is_running
    assert told == []
