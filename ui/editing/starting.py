"""Values to start from when somebody switches an optional part on or adds one: complete, plausible, easy to replace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.scenario.fields import Part, child
from planner.scenario.kinds import NumberKind
from ui.values.fields import Field, fields_of
from ui.values.texts import is_share

# Where the first value that is allowed would say nothing useful; by kind of part.
STARTS: dict[str, dict[str, Any]] = {
    "AnswerTarget": {"within": "1 min", "share": 0.8},
    "Target": {"within": "4 h", "share": 0.9},
    "Shift": {"days": "mon-fri", "span": "09:00-17:00", "agents": 1},
    "Break": {"after": "3 h", "length": "30 min"},
    "Hours": {"mon-fri": "09:00-17:00"},
    "Chase": {"share": 0.1, "after": "1 d"},
    "Callback": {"offered_after": "2 min", "accepted_by": 0.5},
    "SilentAbandonment": {"share": 0.2},
    "Reopens": {"share": 0.05, "after": "1 d"},
    "SelfService": {"tried_by": 0.5},
    "Outreach": {"per_customer_month": 0.5, "handle_time": "15 min"},
    "Onboarding": {"handle_time": "30 min"},
    "Ramp": {"months": 3, "handle_time_factor": 1.5},
    "ShiftPatterns": {"lengths": ["8 h"], "starts": ["08:00", "09:00"], "days": ["mon-fri"]},
    "NightPremium": {"span": "22:00-06:00", "premium": 0.25},
    "ManagerCost": {"one_per_agents": 10, "cost_per_month": 4000},
    "Segment": {"customers": 100, "contacts_per_customer_month": 1},
    "Event": {"factor": 1.5},
    "Backlog": {"tickets": 10},
}


def starting_part(part: type[Part], data: Mapping[str, Any]) -> Any:
    """A part with all its required keys, in plain data of a scenario; of named parts that it needs, the first ones."""
    start = {**_of_bases(part)}
    for key, field in fields_of(part).items():
        if field.required and key not in start:
            start[key] = starting_value(field, data)
    return start


def _of_bases(part: type[Part]) -> dict[str, Any]:
    return next((STARTS[base.__name__] for base in part.__mro__ if base.__name__ in STARTS), {})


def starting_value(field: Field, data: Mapping[str, Any]) -> Any:
    """The value to start from for a field."""
    place, name = field.structure, field.kind_name
    if name == "distribution":
        return "10 min"
    if place.part is not None:
        return starting_part(place.part, data)
    if name in {"mix", "parts"}:
        names = field.choices(data)
        return {names[0]: 1.0} if names and is_share(child(place, "")) and field.required else {}
    if place.items is not None:
        return []
    if name in {"choice", "reference"}:
        return next(iter(field.choices(data)), "")
    if name == "number" and isinstance(place.kind, NumberKind):
        low = place.kind.low or 0
        return int(low + 1) if place.kind.above or low > 0 else 0
    plain = {"duration": "10 min", "flag": True, "span": "09:00-17:00", "spans": "09:00-17:00", "days": "mon-fri"}
    return plain.get(name, data.get("start") if name == "date" else "")
