"""The JSON Schema of the plan file, from the same declarations that read it."""

from __future__ import annotations

import copy
from typing import Any

from planner.scenario.hours import Hours
from planner.scenario.overrides import FIXED
from planner.scenario.plan import PlanHeader
from planner.scenario.scenario import Scenario
from planner.texts import _

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAYS_PATTERN = r"^\s*(mon|tue|wed|thu|fri|sat|sun)[a-z ,-]*$"
CHANGE = "Change"  # ending of the definitions of a scenario's overrides


def plan_schema() -> JsonSchema:
    """JSON Schema (2020-12) of a plan: titles, descriptions and units; durations as text; ranges; scenarios.

    Dates are text with a format, since JSON has none.
    """
    schema = Scenario.model_json_schema(by_alias=True, mode="validation")
    header = PlanHeader.model_json_schema(by_alias=True, mode="validation")
    definitions: JsonSchema = {**schema.pop("$defs", {}), **header.pop("$defs", {})}
    _open_hours(definitions[Hours.__name__])
    change = {key: value for key, value in schema["properties"].items() if (key,) not in FIXED}
    definitions.update({f"{name}{CHANGE}": _change(part) for name, part in definitions.items()})
    definitions[f"{Scenario.__name__}{CHANGE}"] = _scenario_change(change)
    properties = {**header["properties"], **schema["properties"], "scenarios": _scenarios()}
    return {
        "$schema": DIALECT,
        "title": _("Plan of Support Planner"),
        "type": "object",
        "properties": properties,
        "required": schema.get("required", []),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _open_hours(hours: JsonSchema) -> None:
    """Days are keys of opening hours in the file."""
    spans = hours["properties"].pop("opens")["additionalProperties"]
    hours["patternProperties"] = {DAYS_PATTERN: spans}


def _scenarios() -> JsonSchema:
    return {
        "title": _("Scenarios"),
        "description": _("Each scenario holds what differs from the base."),
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{Scenario.__name__}{CHANGE}"},
    }


def _scenario_change(properties: JsonSchema) -> JsonSchema:
    removal = {
        "title": _("Remove"),
        "description": _("Addresses of parts that the scenario leaves out."),
        "type": "array",
        "items": {"type": "string"},
    }
    switch = {"title": _("Enabled"), "description": _("false leaves the scenario out."), "type": "boolean"}
    return {
        "type": "object",
        "properties": {**_referring_to_changes(properties), "remove": removal, "enabled": switch},
        "additionalProperties": False,
    }


def _change(part: JsonSchema) -> JsonSchema:
    """The same part in a scenario: every key may be left out."""
    changed: JsonSchema = _referring_to_changes(copy.deepcopy(part))
    changed.pop("required", None)
    return changed


def _referring_to_changes(node: Any) -> Any:
    if isinstance(node, dict):
        changed = {key: _referring_to_changes(value) for key, value in node.items()}
        if isinstance(changed.get("$ref"), str):
            changed["$ref"] += CHANGE
        return changed
    return [_referring_to_changes(value) for value in node] if isinstance(node, list) else node
