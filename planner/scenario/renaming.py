"""Renaming a part or a scenario: its name everywhere, and its random draws kept."""

from __future__ import annotations

from typing import Any

from planner.errors import PlannerError
from planner.scenario.addresses import exists, find, format_address, parse_address
from planner.scenario.fields import StreamPart, Structure, child, place_at
from planner.scenario.kinds import Reference
from planner.scenario.overrides import REMOVE, ROOT
from planner.scenario.plan import SCENARIOS, Plan
from planner.scenario.scenario import Scenario
from planner.texts import _


def rename(plan: Plan, address: str, new_name: str) -> Plan:
    """A new plan in which the part at ``address`` ("teams.L1") has another name, in the base and in all scenarios.

    A part with random draws of its own keeps them by its ``stream``. PlannerError when there is no such part or the
    name is taken; PlanError when it cannot be a name.
    """
    path = parse_address(address)
    return plan.edit(lambda data: _rename(data, path, new_name))


def _rename(data: dict[str, Any], path: tuple[str, ...], new_name: str) -> None:
    tables = [data, *(part for part in data.get(SCENARIOS, {}).values() if isinstance(part, dict))]
    if not any(exists(table, path) for table in tables):
        raise PlannerError(_("The plan has nothing at {address}.").format(address=format_address(path)))
    if any(exists(table, (*path[:-1], new_name)) for table in tables):
        raise PlannerError(_("There is {name} already.").format(name=format_address((*path[:-1], new_name))))
    in_base = exists(data, path)
    for table in tables:
        if exists(table, path):
            _rename_key(table, path, new_name, keeps_stream=table is data or not in_base)
        if len(path) == 2:
            _rename_references(ROOT, table, path[0], path[1], new_name)
        if isinstance(table.get(REMOVE), list):
            table[REMOVE] = [_renamed_address(entry, path, new_name) for entry in table[REMOVE]]


def rename_scenario(data: dict[str, Any], name: str, new_name: str) -> None:
    """Give a scenario another name at its place, for the inside of ``Plan.edit``, which refuses what is no name.

    PlannerError when there is no such scenario or the name is taken.
    """
    scenarios = data.get(SCENARIOS, {})
    if name not in scenarios:
        raise PlannerError(_("The plan has no scenario “{name}”.").format(name=name))
    if new_name != name and new_name in scenarios:
        raise PlannerError(_("There is a scenario “{name}” already.").format(name=new_name))
    data[SCENARIOS] = {new_name if key == name else key: override for key, override in scenarios.items()}


def _rename_key(table: dict[str, Any], path: tuple[str, ...], new_name: str, keeps_stream: bool) -> None:
    part = place_at(Scenario, path).part
    holder = find(table, path[:-1])
    renamed = {new_name if key == path[-1] else key: value for key, value in holder.items()}
    holder.clear()
    holder.update(renamed)
    if keeps_stream and part is not None and issubclass(part, StreamPart):
        holder[new_name].setdefault("stream", path[-1])


def _rename_references(place: Structure, data: Any, collection: str, old: str, new: str) -> None:
    if isinstance(data, list):
        for number, value in enumerate(data):
            if _refers(child(place, number), collection) and value == old:
                data[number] = new
            _rename_references(child(place, number), value, collection, old, new)
    if not isinstance(data, dict):
        return
    for key in list(data):
        inner = child(place, key)
        if _refers(inner, collection) and data[key] == old:
            data[key] = new
        _rename_references(inner, data[key], collection, old, new)
    names = place.entry_names if place.entry_names is not None else place.kind
    if getattr(names, "collection", None) == collection and old in data:
        renamed = {new if key == old else key: value for key, value in data.items()}
        data.clear()
        data.update(renamed)


def _refers(place: Structure, collection: str) -> bool:
    return isinstance(place.kind, Reference) and place.kind.collection == collection


def _renamed_address(entry: Any, path: tuple[str, ...], new_name: str) -> Any:
    try:
        parts = parse_address(entry)
    except (ValueError, TypeError):
        return entry
    if parts[: len(path)] == path:
        parts = (*path[:-1], new_name, *parts[len(path) :])
    elif len(path) == 2 and _named_there(parts, path):
        parts = tuple(
            new_name if part == path[1] and _refers_at(parts[:number], path[0]) else part
            for number, part in enumerate(parts)
        )
    return format_address(parts)


def _named_there(parts: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return path[1] in parts[1:]


def _refers_at(parts: tuple[str, ...], collection: str) -> bool:
    place = place_at(Scenario, parts)
    names = place.entry_names if place.entry_names is not None else place.kind
    return getattr(names, "collection", None) == collection
