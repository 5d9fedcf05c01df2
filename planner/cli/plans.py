"""The plan that a verb works on: a file or an example, with the changes of ``--set``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.examples import example_text
from planner.scenario import Plan, Scenario
from planner.scenario.addresses import exists, format_address, parse_address
from planner.scenario.fields import child
from planner.scenario.files import checked, load_plan, load_plan_text
from planner.scenario.overrides import BASE, ROOT, Entries, merge, nearest_address
from planner.scenario.plan import HEADER_KEYS, SCENARIOS
from planner.texts import _

Address = tuple[str, ...]


def find_plan(path: Path | None, example: str | None) -> Plan:
    """The plan of the file or of the example; PlannerError unless exactly one is named."""
    if path is not None and example is not None:
        raise PlannerError(_("Give either a plan file or --example, not both."))
    if example is not None:
        return load_plan_text(example_text(example))
    if path is None:
        raise PlannerError(_("Name a plan file, or try an example: support-planner run --example two-tiers"))
    return load_plan(path)


def find_scenarios(plan: Plan, names: Sequence[str]) -> list[Scenario]:
    """The scenarios with these names, each once; the base when none is named."""
    return [plan.scenario(name) for name in dict.fromkeys(names or [BASE])]


def with_changes(plan: Plan, changes: Sequence[str], names: Sequence[str] = ()) -> Plan:
    """The plan after ``--set ADDRESS=VALUE``: in the base, and in those of the named scenarios that override it.

    PlannerError for an address that the plan has not, or a value that does not fit there.
    """
    if not changes:
        return plan
    parsed = [_parsed(change) for change in changes]

    def change_all(data: dict[str, Any]) -> None:
        for path, value in parsed:
            _change(plan, data, path, value, names)

    return checked(plan.edit(change_all))


def _change(plan: Plan, data: dict[str, Any], path: Address, value: Any, names: Sequence[str]) -> None:
    overriding = [name for name in names if _overrides(plan, name, path) and _has_place(plan.scenario(name), path)]
    in_base = _has_place(plan.base, path)
    if in_base:
        change: Any = value
        for part in reversed(path):
            change = Entries({part: change})
        merged = merge(ROOT, data, change)
        data.clear()
        data.update(merged)
    for name in overriding:
        _put(data[SCENARIOS][name], path, value)
    if not in_base and not overriding:
        message = _("--set: the plan has nothing at {address}. {nearest}")
        nearest = nearest_address(plan.data, path)
        raise PlannerError(message.format(address=format_address(path), nearest=nearest).rstrip())


def _parsed(change: str) -> tuple[Address, Any]:
    address, separator, text = change.partition("=")
    if not separator:
        raise PlannerError(
            _("--set needs ADDRESS=VALUE, such as teams.L1.shifts.late.agents=4, not {change}.").format(change=change)
        )
    try:
        path = parse_address(address.strip())
    except ValueError:
        raise PlannerError(
            _("--set: {address} is no address. Write it like teams.L1.shifts.late.agents.").format(address=address)
        ) from None
    if path[0] in HEADER_KEYS or path[0] == SCENARIOS:
        raise PlannerError(
            _("--set changes values of the base and of the chosen scenarios, not {address}.").format(address=address)
        )
    return path, _value(text.strip())


def _has_place(scenario: Scenario, path: Address) -> bool:
    """Whether every named thing on the way to the value exists: naming a new one would add half a thing."""
    place = ROOT
    for length, part in enumerate(path[:-1], start=1):
        if place.entries is not None and not exists(scenario.data, path[:length]):
            return False
        place = child(place, part)
    return True


def _overrides(plan: Plan, name: str, path: Address) -> bool:
    """Whether a scenario says something there itself, so that a change of the base might not reach it."""
    override = plan.overrides.get(name, {})
    return any(exists(override, path[:length]) for length in range(min(2, len(path)), len(path) + 1))


def _put(override: dict[str, Any], path: Address, value: Any) -> None:
    """Set one value of a scenario's overrides; the tables on the way stay as they are written."""
    table = override
    for part in path[:-1]:
        if not isinstance(table.get(part), dict):
            table[part] = Entries()
        table = table[part]
    table[path[-1]] = value


def _value(text: str) -> Any:
    """A TOML value; a bare word, or anything else that is none, is text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
