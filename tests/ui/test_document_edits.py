"""Edits: each can be undone, a wrong one changes nothing, and quick ones of one field are one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import PlanError, PlannerError
from planner.scenario import Plan
from planner.scenario.files import read_plan_text
from planner.scenario.saving import plan_text
from ui.editing.commands import same
from ui.editing.document import PlanDocument, Timing

MakeDocument = Callable[..., PlanDocument]
AGENTS = ("teams", "L1", "shifts", "day", "agents")


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(make_document: MakeDocument, plan_file: Path, clock: Clock) -> PlanDocument:
    """A document whose edits merge within one second of the clock."""
    document = make_document(Timing(clock=clock, merge_within=1.0))
    document.open(plan_file)
    return document


def open_plan(document: PlanDocument) -> Plan:
    assert document.plan is not None
    return document.plan


def agents(document: PlanDocument) -> float:
    return open_plan(document).base.teams["L1"].shifts["day"].agents


def rename_team(name: str) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data["teams"][name] = data["teams"].pop("L2", {"tier": "L2"})

    return change


def new_shift(name: str, count: int) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data["teams"]["L1"]["shifts"][name] = {"days": "sat", "span": "10:00-14:00", "agents": count}

    return change


def no_shift(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["teams"]["L1"]["shifts"].pop(name, None)


def new_scenario(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["scenarios"].setdefault(name, {})


Step = Callable[[PlanDocument], object]
NAMES = st.sampled_from(["a", "b c", "day", "L9"])
COUNTS = st.integers(-1, 5)
SCENARIOS = st.sampled_from([None, "Late shift", "a"])
STEPS: st.SearchStrategy[Step | str] = st.one_of(
    st.builds(lambda value, scenario: lambda d: d.set_value(AGENTS, value, scenario=scenario), COUNTS, SCENARIOS),
    st.builds(lambda scenario: lambda d: d.reset_value(AGENTS, scenario), st.sampled_from(["Late shift", "a"])),
    st.builds(lambda name, count: lambda d: d.edit("Add shift", new_shift(name, count)), NAMES, COUNTS),
    st.builds(lambda name: lambda d: d.edit("Delete shift", no_shift(name)), NAMES),
    st.builds(lambda name: lambda d: d.edit("Rename team", rename_team(name)), NAMES),
    st.builds(lambda name: lambda d: d.edit("Add scenario", new_scenario(name)), NAMES),
    st.builds(lambda text: lambda d: d.set_value(("name",), text), st.text(max_size=5)),
    st.builds(
        lambda share, scenario: lambda d: d.set_value(("segments", "Pro", "channels", "email"), share, "", scenario),
        st.sampled_from([0.6, 1, 1.0, True, None]),
        SCENARIOS,
    ),
    st.sampled_from(["undo", "redo"]),
)


@given(steps=st.lists(STEPS, max_size=12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_any_edits_undone_give_the_same_plan_and_file(
    make_document: MakeDocument, small_text: str, steps: list[Step | str]
) -> None:
    document = make_document(Timing(merge_within=-1.0))
    document.new(read_plan_text(small_text))
    stack = document.undo_stack
    stack.setClean()
    seen = [open_plan(document).data]
    for step in steps:
        before = stack.index()
        if isinstance(step, str):
            (stack.undo if step == "undo" else stack.redo)()
        else:
            with contextlib.suppress(PlannerError):
                step(document)
            if stack.index() > before:
                seen[before + 1 :] = [open_plan(document).data]
        assert same(open_plan(document).data, seen[stack.index()])
        assert document.is_dirty == (stack.index() > 0)
    while stack.canUndo():
        stack.undo()
    assert same(open_plan(document).data, seen[0])
    assert plan_text(open_plan(document)) == small_text
    while stack.canRedo():
        stack.redo()
    assert same(open_plan(document).data, seen[-1])
    assert len(seen) == stack.count() + 1
    document.close()


@pytest.mark.parametrize("value", [-1, "three", 2.5, True, {"low": 1}, None])
def test_that_a_refused_edit_leaves_all_as_it_is(document: PlanDocument, value: object) -> None:
    document.set_value(AGENTS, 9)
    document.undo_stack.undo()
    plan = document.plan
    told: list[None] = []
    document.plan_changed.connect(lambda: told.append(None))
    document.file_changed.connect(lambda: told.append(None))
    with pytest.raises(PlanError, match=r"teams\.L1\.shifts\.day\.agents"):
        document.set_value(AGENTS, value)
    assert document.plan is plan
    assert (document.is_dirty, document.undo_stack.index(), document.undo_stack.count()) == (False, 0, 1)
    assert document.redo_text == "Redo change agents"
    assert told == []


def test_that_an_edit_that_breaks_off_leaves_all_as_it_is(document: PlanDocument) -> None:
    plan = document.plan

    def change(data: dict[str, Any]) -> None:
        data["name"] = "half"
        raise KeyError("teams")

    with pytest.raises(KeyError):
        document.edit("Break off", change)
    assert document.plan is plan
    assert open_plan(document).name == "Small desk"
    assert not document.is_dirty


def test_that_an_edit_that_changes_nothing_is_none(document: PlanDocument) -> None:
    document.set_value(AGENTS, 3)
    assert (document.is_dirty, document.undo_text) == (False, "")
    document.set_value(("segments", "Pro", "customers"), 1000.0)
    assert document.is_dirty


def test_that_undo_and_redo_say_what_they_do(document: PlanDocument) -> None:
    document.set_value(AGENTS, 4)
    assert (document.undo_text, document.redo_text) == ("Undo change agents", "")
    document.set_value(AGENTS, 5, "Paste 24 × 7")
    assert document.undo_text == "Undo paste 24 × 7"
    document.edit("FTE of all teams", lambda data: data.update(note="x"))
    assert document.undo_text == "Undo FTE of all teams"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert (document.undo_text, document.redo_text) == ("Undo change agents", "Redo paste 24 × 7")
    document.undo_stack.redo()
    document.reset_value(("hours", "office"), "Late shift")
    assert document.undo_text == "Undo reset office"


def test_that_every_edit_tells_once_with_the_state_it_leads_to(document: PlanDocument) -> None:
    told: list[tuple[Plan | None, bool, str]] = []
    document.plan_changed.connect(lambda: told.append((document.plan, document.is_dirty, document.undo_text)))
    document.set_value(AGENTS, 4, merge="slider")
    document.set_value(AGENTS, 5, merge="slider")
    document.undo_stack.undo()
    counts = [plan.base.teams["L1"].shifts["day"].agents for plan, _, _ in told if plan is not None]
    assert counts == [4, 5, 3]
    assert [(dirty, text) for _, dirty, text in told] == [
        (True, "Undo change agents"),
        (True, "Undo change agents"),
        (False, ""),
    ]


def test_that_a_dragged_slider_is_one_edit(timed: PlanDocument, clock: Clock) -> None:
    for count in range(4, 10):
        clock.now += 0.9
        timed.set_value(AGENTS, count, merge="agents")
    assert (agents(timed), timed.undo_stack.count()) == (9, 1)
    timed.undo_stack.undo()
    assert (agents(timed), timed.is_dirty) == (3, False)
    timed.undo_stack.redo()
    assert agents(timed) == 9


def test_that_a_slider_that_returns_to_its_start_leaves_no_trace(timed: PlanDocument) -> None:
    for count in (4, 5, 3):
        timed.set_value(AGENTS, count, merge="agents")
    assert (agents(timed), timed.is_dirty, timed.undo_text) == (3, False, "")


@pytest.mark.parametrize(
    ("pause", "first", "second"), [(1.1, "a", "a"), (0.1, "a", "b"), (0.1, "", ""), (0.1, "a", "")]
)
def test_that_other_edits_stay_apart(timed: PlanDocument, clock: Clock, pause: float, first: str, second: str) -> None:
    timed.set_value(AGENTS, 4, merge=first)
    clock.now += pause
    timed.set_value(AGENTS, 5, merge=second)
    assert timed.undo_stack.count() == 2
    timed.undo_stack.undo()
    assert agents(timed) == 4


def test_that_an_edit_never_goes_on_with_one_that_is_saved_or_undone(timed: PlanDocument) -> None:
    timed.set_value(AGENTS, 4, merge="a")
    timed.save()
    timed.set_value(AGENTS, 5, merge="a")
    assert timed.is_dirty
    timed.undo_stack.undo()
    assert (agents(timed), timed.is_dirty) == (4, False)
    timed.set_value(AGENTS, 6, merge="a")
    timed.undo_stack.undo()
    assert (agents(timed), timed.is_dirty) == (4, False)


def test_that_an_item_of_a_list_can_be_set(document: PlanDocument) -> None:
    document.set_value(("profiles", "calm"), {"by_weekday": [1, 1, 1, 1, 1, 0, 0]})
    document.set_value(("profiles", "calm", "by_weekday", 5), 0.5)
    document.set_value(("profiles", "calm", "by_weekday", 6), 0.25, scenario="Late shift")
    plan = open_plan(document)
    assert plan.data["profiles"]["calm"]["by_weekday"] == [1, 1, 1, 1, 1, 0.5, 0]
    assert plan.overrides["Late shift"]["profiles"]["calm"]["by_weekday"] == [1, 1, 1, 1, 1, 0.5, 0.25]
    with pytest.raises(PlannerError, match="nothing at"):
        document.set_value(("profiles", "calm", "by_weekday", 9), 1)


def test_that_clearing_gives_the_default_back(document: PlanDocument) -> None:
    document.set_value(("run", "replications"), None)
    assert "replications" not in open_plan(document).data["run"]
    document.set_value(("holidays",), None)
    assert document.undo_text == "Undo change replications"
