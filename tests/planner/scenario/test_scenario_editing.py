"""An edited plan takes over what the edit leaves alone, and is still the plan that its data says."""

from __future__ import annotations

import copy
import pickle
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import PlanError, Problem
from planner.scenario.addresses import exists, find, format_address
from planner.scenario.checks import check
from planner.scenario.dotted import mark_entries
from planner.scenario.fields import NamedPart, walk
from planner.scenario.files import read_plan_text
from planner.scenario.overrides import ROOT, apply_override
from planner.scenario.plan import Plan, base_of
from planner.scenario.renaming import rename_scenario
from planner.scenario.saving import plan_text
from planner.scenario.switched_off import switched_off

Change = Callable[[dict[str, Any]], None]

FULL = (Path(__file__).parent / "full_plan.toml").read_text(encoding="utf-8")
PLAN = read_plan_text(FULL)
BASE_PLACES = [(path, place) for path, place, _value in walk(ROOT, base_of(PLAN.data)) if path]
VALUES = (
    st.sampled_from([0, 1, 1.0, 2, 0.5, -0.0, True, "6 min", "09:00-17:00", "mon-fri", "L1", "email", "closed", {}, []])
    | st.just(find(PLAN.data, ("teams", "L1")))
    | st.just(find(PLAN.data, ("channels", "chat", "patience")))
)


def _set(path: tuple[str | int, ...], value: Any) -> Change:
    def change(data: dict[str, Any]) -> None:
        if exists(data, path[:-1]) and isinstance(holder := find(data, path[:-1]), (dict, list)):
            if isinstance(holder, dict):
                holder[str(path[-1])] = value
            elif isinstance(path[-1], int) and path[-1] < len(holder):
                holder[path[-1]] = value

    return change


def _take_out(path: tuple[str | int, ...]) -> Change:
    def change(data: dict[str, Any]) -> None:
        if exists(data, path):
            del find(data, path[:-1])[path[-1]]

    return change


def _override(name: str, path: tuple[str | int, ...], value: Any) -> Change:
    def change(data: dict[str, Any]) -> None:
        table = data.setdefault("scenarios", {}).setdefault(name, {})
        for key in path[:-1]:
            inner = table.get(key) if isinstance(key, str) else None
            if not isinstance(inner, dict):
                inner = table[str(key)] = {}
            table = inner
        table[str(path[-1])] = value

    return change


def _remove_in(name: str, path: tuple[str | int, ...]) -> Change:
    return lambda data: data["scenarios"].setdefault(name, {}).update(remove=[".".join(f'"{key}"' for key in path)])


def _rename(name: str) -> Change:
    return lambda data: rename_scenario(data, next(iter(data["scenarios"])), name)


PATHS = st.sampled_from([path for path, _place in BASE_PLACES])
PARTS = st.sampled_from(
    [path for path, place in BASE_PLACES if place.part is not None and issubclass(place.part, NamedPart)]
)
NAMES = st.sampled_from([*PLAN.overrides, "New"])
CHANGES = st.lists(
    st.one_of(
        st.builds(_set, PATHS, VALUES),
        st.builds(_take_out, PATHS),
        st.builds(_override, NAMES, PATHS, VALUES),
        st.builds(_remove_in, NAMES, PARTS),
        st.builds(_rename, st.sampled_from(["New", "Base", "Later"])),
        st.builds(lambda path: _set((*path, "enabled"), False), PARTS),
        st.builds(lambda name, path: _override(name, (*path, "enabled"), False), NAMES, PARTS),
    ),
    min_size=1,
    max_size=6,
)


def plan_or_problems(read: Callable[[], Plan]) -> Plan | tuple[Problem, ...]:
    try:
        return read()
    except PlanError as error:
        return error.problems


def everything(plan: Plan) -> tuple[object, ...]:
    """All that a plan says, to the order of its keys and the types of its numbers."""
    scenarios = [
        (name, repr(dict(each.data)), repr(each), each.model_fields_set, each.switched_off)
        for name, each in plan.scenarios.items()
    ]
    return repr(plan.data), scenarios, plan.source_text, repr(plan.switched_off)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_that_an_edited_plan_is_the_plan_that_its_data_says(changes: list[Change]) -> None:
    plan = PLAN
    for change in changes:
        data = copy.deepcopy(dict(plan.data))
        try:
            change(data)
        except Exception:  # noqa: BLE001  # an edit that cannot be made here
            continue
        before = everything(plan)
        edited = plan_or_problems(partial(plan.edit, change))
        fresh = plan_or_problems(partial(Plan.from_data, data, FULL))
        assert everything(plan) == before
        if not isinstance(edited, Plan) or not isinstance(fresh, Plan):
            assert edited == fresh
            continue
        assert edited == fresh
        assert everything(edited) == everything(fresh)
        plan = edited
    fresh = Plan.from_data(plan.data, FULL)
    assert check(plan) == check(fresh)
    assert plan_text(plan) == plan_text(fresh)


@given(st.lists(PARTS, max_size=4))
def test_that_parts_are_found_switched_off_wherever_they_stand(paths: list[tuple[str | int, ...]]) -> None:
    data = copy.deepcopy(base_of(PLAN.data))
    for path in paths:
        find(data, path)["enabled"] = False
    off = [
        path for path, _place, value in walk(ROOT, data) if isinstance(value, dict) and value.get("enabled") is False
    ]
    named = [path for path, place in BASE_PLACES if place.part is not None and issubclass(place.part, NamedPart)]
    assert switched_off(data) == [path for path in off if path in named]


def test_that_an_edit_keeps_the_scenarios_and_parts_that_it_leaves_alone() -> None:
    name = next(iter(PLAN.overrides))
    in_scenario = PLAN.edit(lambda data: data["scenarios"][name].update(note="why"))
    assert in_scenario.base is PLAN.base
    assert in_scenario.scenario(name) is not PLAN.scenario(name)
    assert in_scenario.scenario(name).segments["Free"] is PLAN.scenario(name).segments["Free"]
    in_base = PLAN.edit(lambda data: data["segments"]["Free"].update(customers=7))
    assert in_base.base.teams["L1"] is PLAN.base.teams["L1"]
    assert in_base.scenario(name).teams["L1"] is PLAN.scenario(name).teams["L1"]


def test_that_what_an_edit_puts_in_is_a_copy() -> None:
    segment = copy.deepcopy(PLAN.data["segments"]["Free"])
    plan = PLAN.edit(lambda data: data["segments"].update(New=segment))
    segment["customers"] = 1
    assert plan.data["segments"]["New"]["customers"] == PLAN.data["segments"]["Free"]["customers"]


def test_that_a_scenario_that_becomes_wrong_refuses_the_edit_with_all_its_problems() -> None:
    name = next(iter(PLAN.overrides))

    def change(data: dict[str, Any]) -> None:
        data["weeks"] = 0
        data["scenarios"][name]["segments"] = {"Free": {"customers": "many"}}

    with pytest.raises(PlanError) as caught:
        PLAN.edit(change)
    assert [problem.address for problem in caught.value.problems] == [
        "weeks",
        format_address(("scenarios", name, "segments", "Free", "customers")),
    ]


def test_that_a_plan_goes_to_another_process_and_is_edited_there() -> None:
    there = pickle.loads(pickle.dumps(PLAN))
    assert there == PLAN
    assert everything(there.edit(lambda data: data.update(weeks=3))) == everything(
        PLAN.edit(lambda data: data.update(weeks=3))
    )


def test_that_overriding_leaves_the_base_as_it_is() -> None:
    data = mark_entries(tomllib.loads(FULL), FULL)
    before = copy.deepcopy(data)
    for override in data["scenarios"].values():
        apply_override(base_of(data), {**override, "remove": ["teams.L1.shifts", "channels.chat.patience"]})
    assert data == before
