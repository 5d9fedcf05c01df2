"""Setting single values of a plan by address, as ``--set ADDRESS=VALUE`` does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from planner.errors import PlannerError
from planner.scenario.addresses import exists, format_address, parse_address
from planner.scenario.fields import NamedPart, Structure, child, declared_fields
from planner.scenario.kinds import shown
from planner.scenario.overrides import BASE, ROOT, Entries, merge, nearest_address
from planner.scenario.plan import SCENARIOS, Plan
from planner.texts import _


def set_values(plan: Plan, values: Mapping[str, str], scenario: str = BASE) -> Plan:
    """A new plan with values set in the base or in a scenario; it still has to pass the rules that span parts.

    Each value is TOML; anything else ("6 min", a bare word) is text. An address may name its scenario itself:
    ``scenarios."Late shift".teams.L1.cost_per_hour``. PlannerError for an address that the plan does not have, with
    the nearest one; PlanError for a value that is wrong there.
    """

    def change(data: dict[str, Any]) -> None:
        for address, text in values.items():
            name, path = _destination(address, scenario)
            resolved = plan.scenario(name).data
            _require_known(path, {**resolved, "name": plan.name} if name == BASE else resolved)
            if name == BASE:
                _set_in_base(data, path, read_value(text))
            else:
                _set_in_scenario(data[SCENARIOS][name], path, read_value(text))

    return plan.edit(change)


def read_value(text: str) -> Any:
    """A value as TOML; what is not TOML is text."""
    try:
        data = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return data["value"] if list(data) == ["value"] else text


def _destination(address: str, scenario: str) -> tuple[str, tuple[str, ...]]:
    try:
        path = parse_address(address)
    except ValueError:
        message = _("“{address}” is not an address.").format(address=shown(address))
        raise PlannerError(f"{message} " + _("Write it like teams.L1.shifts.late.agents.")) from None
    if path[0] == SCENARIOS and len(path) > 2:
        return path[1], path[2:]
    return scenario, path


def _require_known(path: tuple[str, ...], data: Mapping[str, Any]) -> None:
    place, here = ROOT, Structure()
    for number, key in enumerate(path):
        here, place = place, child(place, key)
        if not _is_known(here, key, exists(data, path[: number + 1]), is_last=number == len(path) - 1):
            keys = list(declared_fields(here.part)) if here.part is not None else []
            message = _("The plan has nothing at {address}.").format(address=format_address(path[: number + 1]))
            raise PlannerError(f"{message} {nearest_address(data, path, keys)}".rstrip())


def _is_known(here: Structure, key: str, exists_there: bool, is_last: bool) -> bool:
    if exists_there:
        return True
    if here.part is not None:
        return key in declared_fields(here.part) or here.part.is_entry(key)
    # a new entry of a mix, or a whole new named part
    return here.entries is not None and (is_last or not _holds_parts(here))


def _holds_parts(place: Structure) -> bool:
    inner = child(place, "").part
    return inner is not None and issubclass(inner, NamedPart)


def _set_in_base(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    place, table = ROOT, data
    for key in path[:-1]:
        place = child(place, key)
        table[key] = _as_table(place, table.get(key), {})
        table = table[key]
    table[path[-1]] = merge(child(place, path[-1]), table.get(path[-1]), value)


def _set_in_scenario(override: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    place, table = ROOT, override
    for key in path[:-1]:
        place = child(place, key)
        empty = {} if place.merges else Entries()
        table[key] = _as_table(place, table.get(key), empty)
        table = table[key]
    table[path[-1]] = merge(child(place, path[-1]), table.get(path[-1]), value)


def _as_table(place: Structure, value: Any, empty: dict[str, Any]) -> dict[str, Any]:
    """The table at a place: as it is, with a plain value under the key that it stands for, or an empty one."""
    if isinstance(value, dict):
        return value
    plain_key = getattr(place.kind, "plain_key", None)
    if value is not None and isinstance(plain_key, str):
        return {plain_key: value}
    return empty
