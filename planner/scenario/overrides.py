"""Scenarios as overrides: what a scenario removes and changes, merged into the base's plain data."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.scenario.addresses import Path, exists, format_address, parse_address, without
from planner.scenario.fields import Structure, child
from planner.scenario.kinds import shown
from planner.scenario.problems import Finding, nearest
from planner.scenario.scenario import Scenario
from planner.texts import _

BASE = "Base"
ROOT = Structure(part=Scenario)
NOTE, REMOVE, ENABLED = "note", "remove", "enabled"
# Comparing needs the same customers over the same time; name, currency and the rest describe the file.
FIXED = (("start",), ("weeks",), ("run", "seed"), ("name",), ("currency",))


class Entries(dict[str, Any]):
    """A table written by dotted keys: in a scenario it sets single entries even of a value that is replaced whole."""


@dataclass(frozen=True)
class Merged:
    """Plain data of a scenario, and what was wrong with its overrides."""

    data: dict[str, Any]
    findings: tuple[Finding, ...]


def apply_override(base: Mapping[str, Any], override: Mapping[str, Any]) -> Merged:
    """The base with a scenario's removals and then its changes; paths of findings are relative to the scenario.

    What the scenario leaves alone are the very objects of the base: the data must not be changed.
    """
    data = {key: value for key, value in base.items() if key != NOTE}
    data, found = _remove_all(data, override.get(REMOVE, []))
    changes = {key: value for key, value in override.items() if key not in (REMOVE, ENABLED)}
    found += _fixed(changes)
    merged = merge(ROOT, data, changes)
    assert isinstance(merged, dict)
    return Merged(merged, tuple(found))


def merge(place: Structure, base: Any, change: Any) -> Any:
    """One place of a scenario: tables of named things merge, values replace; entries set by address join the value."""
    if not isinstance(change, Mapping):
        return copy.deepcopy(change)
    by_entry = isinstance(change, Entries)
    if not (by_entry or place.merges):
        return copy.deepcopy(dict(change))
    result = _as_table(place, base, by_entry)
    if place.part is not None and not by_entry and any(place.part.is_entry(key) for key in change):
        result = {key: value for key, value in result.items() if not place.part.is_entry(key)}
    for key, value in change.items():
        result[key] = merge(child(place, key), result.get(key), value)
    return result


def _as_table(place: Structure, base: Any, by_entry: bool) -> dict[str, Any]:
    if isinstance(base, Mapping):
        return dict(base)
    plain_key = getattr(place.kind, "plain_key", None)
    if by_entry and base is not None and isinstance(plain_key, str):
        return {plain_key: base}
    return {}


def _fixed(changes: Mapping[str, Any]) -> Iterator[Finding]:
    for path in FIXED:
        if exists(changes, path):
            target: Any = changes
            for part in path[:-1]:
                target = target[part]
            del target[path[-1]]
            yield Finding(
                "fixed",
                path,
                _("{key} cannot differ between scenarios.").format(key=format_address(path)),
                _("Leave it out here, or change it in the base."),
            )


def _remove_all(data: dict[str, Any], addresses: Any) -> tuple[dict[str, Any], list[Finding]]:
    if not isinstance(addresses, list):
        message = _("A list of addresses belongs here, not {value}.").format(value=shown(addresses))
        return data, [Finding("remove_list", (REMOVE,), message, _('Write remove = ["teams.L1.shifts.early"].'))]
    found = []
    for number, address in enumerate(addresses):
        removed = _remove(data, address, number)
        if isinstance(removed, Finding):
            found.append(removed)
        else:
            data = removed
    return data, found


def _remove(data: dict[str, Any], address: Any, number: int) -> dict[str, Any] | Finding:
    where: Path = (REMOVE, number)
    try:
        path = parse_address(address)
    except (ValueError, TypeError):
        return Finding(
            "remove_address",
            where,
            _("“{value}” is not an address.").format(value=shown(address)),
            _('Write it like "teams.L1.shifts.early".'),
        )
    if any(path[: len(fixed)] == fixed or fixed[: len(path)] == path for fixed in FIXED):
        return Finding(
            "fixed",
            where,
            _("{key} cannot differ between scenarios.").format(key=address),
            _("Leave it out here, or change it in the base."),
        )
    if not exists(data, path):
        return Finding(
            "remove_missing",
            where,
            _("The base has nothing at {address}.").format(address=format_address(path)),
            nearest_address(data, path),
        )
    return without(data, path)


def nearest_address(data: Any, path: Sequence[str], known: Sequence[str] = ()) -> str:
    """A sentence that names what is nearest to the first part of a path that plain data does not have."""
    for number, part in enumerate(path):
        if not isinstance(data, Mapping) or part not in data:
            names = [str(key) for key in data] if isinstance(data, Mapping) else []
            near = nearest(part, [*names, *known])
            if near is not None:
                better = format_address((*path[:number], near, *path[number + 1 :]))
                return _("Did you mean {address}?").format(address=better)
            if names:
                return _("There is: {names}.").format(names=", ".join(names[:20]))
            return ""
        data = data[part]
    return ""
