"""Values of a scenario: what differs from the base is an override, what does not is none."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import PlanError, PlannerError
from planner.scenario import Plan, Scenario
from planner.scenario.addresses import Path as Place
from planner.scenario.addresses import exists, find, parse_address
from planner.scenario.fields import NamedPart, place_at, walk
from planner.scenario.files import read_plan_text
from planner.scenario.overrides import FIXED, ROOT, apply_override
from planner.scenario.plan import base_of
from planner.scenario.saving import plan_text
from ui.editing.commands import same
from ui.editing.document import PlanDocument, Timing
from ui.editing.overriding import reset_in_scenario, set_in_scenario

S = "Late shift"
FULL_TEXT = (Path(__file__).parent.parent / "planner" / "scenario" / "full_plan.toml").read_text(encoding="utf-8")
FULL_PLAN = read_plan_text(FULL_TEXT)
RUN = (FIXED[2][:1], FIXED[2])  # the seed cannot differ, so its table cannot be cleared
FULL_SCENARIO = FULL_PLAN.scenario_names[1]


def plan_of(document: PlanDocument) -> Plan:
    assert document.plan is not None
    return document.plan


def override(document: PlanDocument) -> dict[str, Any]:
    return {
        key: value for key, value in plan_of(document).overrides[S].items() if key not in ("note", "hours", "teams")
    }


def at(address: str) -> Place:
    return parse_address(address)


def test_that_a_value_set_in_the_base_reaches_the_scenarios(document: PlanDocument) -> None:
    document.set_value(at("teams.L2.cost_per_hour"), 30.0)
    document.set_value(at("teams.L1.cost_per_hour"), 15.0, scenario="Base")
    assert plan_of(document).scenario(S).teams["L2"].cost_per_hour == 30.0
    assert plan_of(document).scenario(S).teams["L1"].cost_per_hour == 15.0
    assert not document.is_overridden(at("teams.L2.cost_per_hour"), S)
    assert not document.is_overridden(at("teams.L2.cost_per_hour"), "Base")


def test_that_an_override_holds_in_its_scenario_alone(document: PlanDocument) -> None:
    document.set_value(at("teams.L2.cost_per_hour"), 30.0, scenario=S)
    assert plan_of(document).base.teams["L2"].cost_per_hour == 26.0
    assert plan_of(document).scenario(S).teams["L2"].cost_per_hour == 30.0
    assert document.is_overridden(at("teams.L2.cost_per_hour"), S)
    assert document.is_overridden(at("teams.L2"), S)
    assert not document.is_overridden(at("teams.L2.shifts"), S)


@pytest.mark.parametrize(
    ("address", "other", "equal"),
    [
        ("teams.L2.cost_per_hour", 30.0, 26),
        ("teams.L2.shifts.day.agents", 4, 1),
        ("channels.phone.patience", "5 min", "180 s"),
        ("channels.phone.patience", {"mean": "3 min", "cv": 2.0}, "3 min"),
        ("run.replications", 5, 2),
        ("costs.on_costs", 0.2, 0.0),
        ("costs.on_costs", 0.2, 0),
        ("segments.Pro.channels", {"email": 1.0}, {"phone": 0.4, "email": 0.6}),
        ("segments.Pro.channels.email", 0.5, 0.6),
        ("topics.how_to.work.L1.escalates", {}, {"L2": 0.1}),
        ("support_levels.Standard.offers.phone.answer.share", 0.9, 0.8),
        ("support_levels.Standard.offers.phone.answer.clock", "open hours", "calendar"),
        ("routing.live_first", False, True),
        ("tiers.L1.enabled", False, True),
        ("experience.churn_after.missed_target", 0.1, 0.0),
    ],
)
def test_that_an_override_equal_to_the_base_goes_away(
    document: PlanDocument, address: str, other: object, equal: object
) -> None:
    before = plan_of(document)
    document.set_value(at(address), other, scenario=S)
    assert not same(plan_of(document).data, before.data)
    assert document.is_overridden(at(address), S)
    document.set_value(at(address), equal, scenario=S)
    if not address.startswith("experience"):  # to say something of it at all switches it on
        assert same(plan_of(document).data, before.data)
        assert not document.is_overridden(at(address), S)
    document.reset_value(at(address), S)
    assert plan_of(document).scenario(S) == before.scenario(S)


def test_that_an_override_that_only_says_the_base_is_never_made(document: PlanDocument) -> None:
    document.set_value(at("teams.L2.cost_per_hour"), 26.0, scenario=S)
    assert not document.is_dirty


def test_that_overrides_written_by_hand_stay(make_document: Callable[..., PlanDocument], small_text: str) -> None:
    document = make_document()
    text = small_text + "\n[scenarios.S.teams.L1]\ncost_per_hour = 13.0\n[scenarios.S.teams.L2]\n"
    document.new(read_plan_text(text))
    document.set_value(at("run.replications"), 9, scenario="S")
    document.reset_value(at("run.replications"), "S")
    assert plan_of(document).overrides["S"] == {"teams": {"L1": {"cost_per_hour": 13.0}, "L2": {}}}
    assert not document.is_overridden(at("teams.L1.cost_per_hour"), "S")  # it says the same as the base


def test_that_tables_of_named_things_merge_and_values_are_replaced_whole(document: PlanDocument) -> None:
    shift = {"days": "sat", "span": "10:00-12:00", "agents": 1}
    for scenario in (S, None):
        document.set_value(at("teams.L2.shifts"), {"weekend": shift}, scenario=scenario)
        document.set_value(at("segments.Pro.channels"), {"email": 1.0}, scenario=scenario)
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert list(plan_of(document).base.teams["L2"].shifts) == ["day"]
    assert list(plan_of(document).scenario(S).teams["L2"].shifts) == ["day", "weekend"]
    assert plan_of(document).scenario(S).segments["Pro"].channels == {"email": 1.0}
    document.undo_stack.redo()
    assert list(plan_of(document).base.teams["L2"].shifts) == ["day", "weekend"]


def test_that_one_entry_of_a_mix_keeps_the_others_of_the_base(document: PlanDocument) -> None:
    document.set_value(at("segments.Pro.channels.email"), 0.5, scenario=S)
    document.set_value(at("segments.Pro.channels.phone"), 0.2)
    assert plan_of(document).scenario(S).segments["Pro"].channels == {"email": 0.5, "phone": 0.2}


def test_that_one_day_of_hours_keeps_the_other_days(
    make_document: Callable[..., PlanDocument], small_text: str
) -> None:
    document = make_document()
    document.new(read_plan_text(small_text + '\n[scenarios.S.hours.office]\nholidays = "closed"\n'))
    document.set_value(at("hours.office.sat"), "10:00-12:00", scenario="S")
    assert list(plan_of(document).scenario("S").hours["office"].opens) == ["mon-fri", "sat"]
    document.set_value(at("hours.office.sun"), "10:00-12:00", scenario=S)
    assert list(plan_of(document).scenario(S).hours["office"].opens) == ["mon-fri", "sun"]
    document.reset_value(at("hours.office.sat"), "S")
    assert plan_of(document).overrides["S"] == {"hours": {"office": {"holidays": "closed"}}}
    document.set_value(at("hours.office.mon-fri"), "09:00-17:00", scenario=S)
    document.set_value(at("hours.office.sun"), None, scenario=S)
    assert "hours" not in plan_of(document).overrides[S]


def test_that_one_entry_of_a_plain_value_keeps_its_meaning(document: PlanDocument) -> None:
    cv = at("topics.bug.work.L1.handle_time.cv")
    document.set_value(cv, 0.5, scenario=S)
    time = plan_of(document).scenario(S).topics["bug"].work["L1"].handle_time
    assert (time.mean, time.cv) == (600.0, 0.5)
    document.set_value(cv, 0.7)
    time = plan_of(document).base.topics["bug"].work["L1"].handle_time
    assert (time.mean, time.cv) == (600.0, 0.7)
    document.set_value(cv[:-1], "12 min", scenario=S)
    document.set_value(cv, 0.1, scenario=S)
    time = plan_of(document).scenario(S).topics["bug"].work["L1"].handle_time
    assert (time.mean, time.cv) == (720.0, 0.1)
    document.reset_value(cv, S)
    time = plan_of(document).scenario(S).topics["bug"].work["L1"].handle_time
    assert (time.mean, time.cv) == (720.0, 0.7)


def test_that_an_entry_of_a_replaced_mix_is_reset_to_that_of_the_base(document: PlanDocument) -> None:
    before = plan_of(document)
    document.set_value(at("segments.Pro.channels"), {"email": 0.1, "phone": 0.9}, scenario=S)
    document.reset_value(at("segments.Pro.channels.email"), S)
    assert override(document) == {"segments": {"Pro": {"channels": {"email": 0.6, "phone": 0.9}}}}
    document.reset_value(at("segments.Pro.channels.phone"), S)
    assert same(plan_of(document).data, before.data)


def test_that_clearing_in_a_scenario_removes_what_the_base_says(document: PlanDocument) -> None:
    before = plan_of(document)
    document.set_value(at("channels.phone.patience"), None, scenario=S)
    document.set_value(at("teams.L2.shifts.day"), None, scenario=S)
    assert override(document) == {"remove": ["channels.phone.patience", "teams.L2.shifts.day"]}
    assert plan_of(document).scenario(S).channels["phone"].patience is None
    assert document.is_overridden(at("channels.phone.patience"), S)
    document.set_value(at("channels.phone.patience"), "1 min", scenario=S)
    assert override(document) == {"remove": ["teams.L2.shifts.day"], "channels": {"phone": {"patience": "1 min"}}}
    document.set_value(at("channels.phone.patience"), None, scenario=S)
    document.reset_value(at("channels.phone"), S)
    document.reset_value(at("teams"), S)
    assert override(document) == {}
    document.undo_stack.setIndex(0)
    assert same(plan_of(document).data, before.data)


def test_that_clearing_what_only_the_scenario_says_takes_the_override_away(document: PlanDocument) -> None:
    before = plan_of(document)
    document.set_value(at("channels.email.patience"), None, scenario=S)
    document.set_value(at("segments.Pro.growth_per_month"), 0.1, scenario=S)
    document.set_value(at("segments.Pro.growth_per_month"), None, scenario=S)
    assert same(plan_of(document).data, before.data)


def test_that_a_new_part_of_a_scenario_comes_and_goes(document: PlanDocument) -> None:
    before = plan_of(document)
    document.set_value(at("tiers.L3"), {}, scenario=S)
    assert list(plan_of(document).scenario(S).tiers) == ["L1", "L2", "L3"]
    document.reset_value(at("tiers.L3"), S)
    assert same(plan_of(document).data, before.data)
    document.reset_value(at("teams.L1.shifts.late"), S)
    document.reset_value(at("hours"), S)
    assert plan_of(document).overrides[S] == {"note": "What an evening would cost."}


@pytest.mark.parametrize("path", [*FIXED[:3], ("teams", "L9", "agents"), ("teams", "L1", "agent"), ("weeks", "x")])
@pytest.mark.parametrize("value", [7, None])
def test_that_what_cannot_be_overridden_is_refused(document: PlanDocument, path: Place, value: object) -> None:
    plan = document.plan
    if value is not None or path in FIXED[:2]:
        with pytest.raises(PlanError):
            document.set_value(path, value, scenario=S)
    else:
        document.set_value(path, value, scenario=S)
    assert document.plan is plan


def test_that_an_unknown_scenario_is_refused(document: PlanDocument) -> None:
    for act in (lambda: document.set_value(("weeks",), 3, scenario="x"), lambda: document.reset_value(("run",), "x")):
        with pytest.raises(PlannerError, match="no scenario “x”"):
            act()


def test_that_the_note_of_a_scenario_is_its_own(document: PlanDocument) -> None:
    document.set_value(("note",), "same")
    document.set_value(("note",), "same", scenario=S)
    assert plan_of(document).overrides[S]["note"] == "same"
    document.set_value(("enabled",), False, scenario=S)
    assert S not in plan_of(document).scenario_names


def _leaves() -> list[Place]:
    """The paths of all values of the full plan that a scenario may change, and of the entries of its tables."""
    fixed = {path[0] for path in FIXED if len(path) == 1}
    places = [path for path, _, value in walk(ROOT, base_of(FULL_PLAN.data)) if path and not isinstance(value, list)]
    return [path for path in places if path[0] not in fixed and path not in RUN and not any(map(_is_number, path))]


def _is_number(key: object) -> bool:
    return isinstance(key, int)


def _others(path: Place) -> list[Any]:
    """Values that may stand at a path."""
    value = find(FULL_PLAN.data, path)
    part = place_at(Scenario, path).part
    if isinstance(value, dict):
        return [value] if part is not None and issubclass(part, NamedPart) else [value, dict(list(value.items())[1:])]
    if isinstance(value, bool):
        return [not value, value]
    if isinstance(value, (int, float)):
        return [value, value + 1, value / 2, 0]
    if isinstance(value, str):
        return [value, "1 min", "2 h", "sat", "10:00-12:00", "open hours"]
    return [value]


SETTINGS = st.lists(
    st.sampled_from(_leaves()).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from([*_others(path), None]))),
    min_size=1,
    max_size=5,
)


@given(wanted=SETTINGS)
@settings(max_examples=60)
def test_that_any_overrides_say_what_was_set_and_reset_to_the_base(wanted: list[tuple[Place, Any]]) -> None:
    data = copy.deepcopy({**FULL_PLAN.data, "scenarios": {"New": {}}})
    for path, value in wanted:
        set_in_scenario(data, "New", path, value)
        resolved = apply_override(base_of(data), copy.deepcopy(data["scenarios"]["New"])).data
        if value is None:
            assert not exists(resolved, path)
        elif not isinstance(value, dict) and exists(resolved, path):
            # an override that means the same as the base leaves the base's own words
            assert find(resolved, path) == value or find(resolved, path) == find(FULL_PLAN.data, path)
    for path, _ in wanted:
        reset_in_scenario(data, "New", path)
        reset_in_scenario(data, "New", path[:1])
    assert data["scenarios"]["New"] == {}
    assert same(base_of(data), base_of(FULL_PLAN.data))


@given(wanted=SETTINGS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_any_overrides_survive_saving(
    make_document: Callable[..., PlanDocument], wanted: list[tuple[Place, Any]]
) -> None:
    document = make_document(Timing(merge_within=-1.0))
    document.new(FULL_PLAN)
    for path, value in wanted:
        with contextlib.suppress(PlanError):
            document.set_value(path, value, scenario=FULL_SCENARIO)
    plan = plan_of(document)
    assert read_plan_text(plan_text(plan)).scenario(FULL_SCENARIO) == plan.scenario(FULL_SCENARIO)
    assert plan.base == FULL_PLAN.base
    document.close()
