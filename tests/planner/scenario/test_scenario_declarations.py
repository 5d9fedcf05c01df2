from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from planner.scenario.fields import DeclaredField, Part, Structure, declared_fields, place_at, structure, walk
from planner.scenario.overrides import ROOT
from planner.scenario.plan import PlanHeader
from planner.scenario.scenario import Scenario
from planner.scenario.schema import plan_schema


def parts(place: Structure, seen: set[type[Part]]) -> Iterator[type[Part]]:
    if place.part is not None and place.part not in seen:
        seen.add(place.part)
        yield place.part
        for declared in declared_fields(place.part).values():
            yield from parts(declared.structure, seen)
    for inner in (place.entries, place.items):
        if inner is not None:
            yield from parts(structure(inner), seen)


PARTS = [*parts(Structure(part=Scenario), set()), *parts(Structure(part=PlanHeader), set())]
FIELDS = [declared for part in PARTS for declared in declared_fields(part).values()]

# the keys of the contract, by the part that holds them
CONTRACT = {
    "": "name note currency time_zone start weeks holidays run hours profiles segments support_levels channels topics "
    "tiers teams routing costs experience events backlog",
    "segments.x": "customers growth_per_month contacts_per_customer_month finds_help topics holidays onboarding "
    "forecast support_level profile time_zones channels revenue_per_customer_month gross_margin churn_per_month "
    "acquisition_cost stream enabled",
    "segments.x.onboarding": "handle_time tier",
    "support_levels.x": "kind priority churn_factor dedicated_team dedicated_overflow_after price_per_customer_month "
    "self_service prevention offers",
    "support_levels.x.self_service": "tried_by solves comes_back comes_back_after cost_per_use upkeep_per_month",
    "support_levels.x.prevention": "removes cost_per_month outreach",
    "support_levels.x.prevention.outreach": "per_customer_month handle_time tier",
    "support_levels.x.offers.x": "hours answer reply resolve",
    "support_levels.x.offers.x.reply": "within share clock penalty",
    "channels.x": "kind when_not_offered when_closed concurrency replies handle_time_factor wrap_up cost_per_contact "
    "patience callback after_abandoning silent_abandonment replies_to hand_over escalation escalation_channel at_close "
    "left_for balks chase customer_replies_after",
    "channels.x.when_closed": "switch_to share wait within",
    "channels.x.after_abandoning": "retry after switch_to switch",
    "channels.x.callback": "offered_after accepted_by",
    "channels.x.chase": "share after channel handle_time",
    "channels.x.left_for": "switch_to share",
    "topics.x": "share tier work misrouted misroute_handle_time reopens stream",
    "topics.x.work.x": "handle_time escalates",
    "topics.x.reopens": "share after work",
    "teams.x": "tier tiers handle_time_factor channels segments topics hours_per_week time_zone absence off_queue "
    "off_queue_block interruptible finish helps max_conversations ramp attrition_per_year replacement_cost patterns "
    "cost_per_hour shifts stream",
    "teams.x.ramp": "months handle_time_factor",
    "teams.x.patterns": "lengths starts days",
    "teams.x.shifts.x": "days dates span agents holidays breaks paid_breaks last_chat_before min_agents "
    "max_agents stream",
    "hours.x": "holidays time_zone",
    "profiles.x": "by_hour by_weekday by_hour_of_week by_month holiday busy_day_cv",
    "events.x": "from to factor segments topics",
    "run": "replications warm_up cool_down seed confidence max_occupancy precision",
    "routing": "order ageing live_first",
    "costs": "night weekend_premium holiday_premium overtime_premium on_costs seat_per_agent_month managers",
    "experience": "enabled churn_after satisfied",
    "experience.churn_after": "missed_target abandoned unserved",
    "experience.satisfied": "met missed abandoned unserved",
}
# default values that the contract names
DEFAULTS = {
    "segments.x.finds_help": 1,
    "support_levels.x.churn_factor": 1,
    "support_levels.x.price_per_customer_month": 0,
    "channels.x.concurrency": 1,
    "channels.x.handle_time_factor": 1,
    "channels.x.cost_per_contact": 0,
    "channels.x.patience": None,
    "channels.x.callback": None,
    "channels.x.replies_to": "pool",
    "channels.x.escalation": "ticket",
    "channels.x.at_close": "serve",
    "channels.x.balks": 0,
    "channels.x.hand_over": 0,
    "topics.x.reopens": None,
    "topics.x.reopens.work": 0.5,
    "teams.x.hours_per_week": 40,
    "teams.x.absence": 0,
    "teams.x.off_queue": 0,
    "teams.x.off_queue_block": 1800,
    "teams.x.interruptible": False,
    "teams.x.finish": "live",
    "teams.x.attrition_per_year": 0,
    "teams.x.shifts.x.paid_breaks": True,
    "profiles.x.holiday": 1,
    "profiles.x.busy_day_cv": 0,
    "run.cool_down": 7 * 86400,
    "run.precision": None,
    "run.max_occupancy": None,
    "routing.order": "priority",
    "routing.ageing": 1800,
    "routing.live_first": True,
}


def field_at(address: str) -> DeclaredField:
    *holder, key = address.split(".")
    part = place_at(Scenario, tuple(holder)).part
    assert part is not None
    return declared_fields(part)[key]


@pytest.mark.parametrize("declared", FIELDS, ids=lambda declared: f"{declared.part.__name__}.{declared.key}")
def test_that_every_field_has_a_label_and_a_help(declared: DeclaredField) -> None:
    assert str(declared.label)
    assert str(declared.help).endswith((".", ")"))
    assert declared.kind_name


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_that_every_part_says_what_it_is(part: type[Part]) -> None:
    assert part.__doc__


@pytest.mark.parametrize("address", CONTRACT)
def test_that_every_key_of_the_contract_exists(address: str) -> None:
    part = place_at(Scenario, tuple(address.split(".")) if address else ()).part
    assert part is not None, address
    assert set(CONTRACT[address].split()) <= set(declared_fields(part))


@pytest.mark.parametrize("address", DEFAULTS)
def test_that_defaults_are_those_of_the_contract(address: str) -> None:
    assert field_at(address).default == DEFAULTS[address]


@pytest.mark.parametrize(
    ("address", "seconds", "shape"),
    [
        ("topics.x.misroute_handle_time", 180, "lognormal"),
        ("channels.x.chase.handle_time", 180, "lognormal"),
        ("channels.x.when_closed.within", 1800, "exponential"),
        ("support_levels.x.self_service.comes_back_after", 86400, "exponential"),
    ],
)
def test_that_default_distributions_are_those_of_the_contract(address: str, seconds: float, shape: str) -> None:
    default = field_at(address).default
    assert (default.mean, default.shape) == (seconds, shape)


def test_that_the_full_plan_uses_every_key(full_text: str) -> None:
    data = tomllib.loads(full_text)
    used = {
        (place.part, key)
        for _path, place, value in walk(ROOT, data)
        if place.part is not None and isinstance(value, dict)
        for key in value
    }
    used |= {(PlanHeader, key) for key in data}
    distributions = {"DurationDistribution", "ReplyCount", "ImportMapping"}
    unused = [
        f"{declared.part.__name__}.{declared.key}"
        for declared in FIELDS
        if declared.part.__name__ not in distributions
        and declared.key not in {"opens", "enabled", "stream"}
        and (declared.part, declared.key) not in used
    ]
    assert unused == []


def test_that_the_schema_tells_labels_units_and_helps() -> None:
    schema = plan_schema()
    assert json.loads(json.dumps(schema)) == schema
    customers = schema["$defs"]["Segment"]["properties"]["customers"]
    assert customers["title"] == "Customers"
    assert customers["description"]
    assert schema["$defs"]["Team"]["properties"]["cost_per_hour"]["unit"] == "money/h"
    assert "required" not in schema["$defs"]["TeamChange"]
    assert "seed" in schema["$defs"]["Run"]["properties"]


@pytest.mark.parametrize("name", ["small_text", "full_text"])
def test_that_good_plans_keep_to_the_schema(name: str, request: pytest.FixtureRequest) -> None:
    schema = plan_schema()
    assert list(unfit(tomllib.loads(request.getfixturevalue(name)), schema, schema, "")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("weeks = 2", 'weeks = "2"'), ("customers = 1000", "custommers = 1000"), ('"8 h"', "8"), ("0.9 }", "9 }")],
)
def test_that_bad_plans_do_not_keep_to_the_schema(small_text: str, old: str, new: str) -> None:
    schema = plan_schema()
    assert list(unfit(tomllib.loads(small_text.replace(old, new)), schema, schema, ""))


TYPES = {
    "string": str,
    "boolean": bool,
    "object": dict,
    "array": list,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def unfit(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    """Where a value does not keep to as much of JSON Schema as plans use."""
    if "$ref" in schema:
        yield from unfit(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
    if "anyOf" in schema and all(list(unfit(value, option, root, path)) for option in schema["anyOf"]):
        yield f"{path}: none of the options"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is not possible"
    if "type" in schema and not fits_type(value, schema["type"]):
        yield f"{path}: {value!r} is no {schema['type']}"
    elif isinstance(value, (int, float)):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{path}: {value} is out of limits"
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from unfit(part, schema.get("items", {}), root, f"{path}[{number}]")
    elif isinstance(value, dict):
        yield from unfit_table(value, schema, root, path)


def fits_type(value: Any, name: str) -> bool:
    given = value.isoformat() if isinstance(value, date) else value
    return isinstance(given, TYPES[name]) and (name == "boolean" or not isinstance(given, bool))


def unfit_table(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    for key in schema.get("required", []):
        if key not in value:
            yield f"{path}: {key} is missing"
    patterns = schema.get("patternProperties", {})
    for key, part in value.items():
        if key in schema.get("properties", {}):
            yield from unfit(part, schema["properties"][key], root, f"{path}.{key}")
        elif any(re.search(pattern, key) for pattern in patterns):
            continue
        elif schema.get("additionalProperties") is False:
            yield f"{path}: {key} is unknown"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from unfit(part, schema["additionalProperties"], root, f"{path}.{key}")
