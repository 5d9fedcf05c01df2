"""Reading and writing values at places of a plan, where a plain value may stand for a table: "11 min" for its mean.

The functions that write are for the inside of ``PlanDocument.edit``: they change the plain data that they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from planner.scenario.addresses import Path, exists, parse_address
from planner.scenario.fields import Structure, child
from planner.scenario.overrides import BASE, REMOVE, ROOT, apply_override
from planner.scenario.plan import SCENARIOS, Plan, base_of
from ui.editing import overriding
from ui.values.numbers import is_range


class Missing:
    """The one value of what a plan does not say."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()


def shown_data(data: Mapping[str, Any], scenario: str = BASE) -> dict[str, Any]:
    """A scenario's plain data with its overrides applied, switched-off parts included: what forms and tables show."""
    base = base_of(data)
    override = data.get(SCENARIOS, {}).get(scenario)
    return base if override is None else apply_override(base, override).data


class _ByIdentity:
    """A plan as a key: plans never change, so one that is the same object shows the same."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.plan is self.plan


def shown_of(plan: Plan | None, scenario: str = BASE) -> Mapping[str, Any]:
    """``shown_data`` of a plan, worked out once for all forms and tables; not to be changed. Empty without a plan."""
    return {} if plan is None else _shown_of(_ByIdentity(plan), scenario)


@lru_cache(maxsize=4)
def _shown_of(key: _ByIdentity, scenario: str) -> Mapping[str, Any]:
    return shown_data(key.plan.data, scenario)


def value_at(data: Any, path: Path) -> Any:
    """What plain data says at a path, MISSING for nothing; a plain value answers for the key that it stands for."""
    place = ROOT
    for key in path:
        data = opened(place, data)
        if isinstance(data, Mapping):
            if key not in data:
                return MISSING
        elif not (isinstance(data, (list, tuple)) and isinstance(key, int) and 0 <= key < len(data)):
            return MISSING
        data, place = data[key], child(place, key)
    return data


def opened(place: Structure, value: Any) -> Any:
    """A plain value as the table for which it stands; everything else as it is."""
    plain_key = getattr(place.kind, "plain_key", None)
    if not isinstance(plain_key, str) or value is None or value is MISSING:
        return value
    return value if isinstance(value, Mapping) and not is_range(value) else {plain_key: value}


def plain_path(shown: Mapping[str, Any], path: Path) -> Path:
    """The path itself, or that of the plain value which stands there for its last key."""
    place = ROOT
    for key in path[:-1]:
        place = child(place, key)
    if not path or getattr(place.kind, "plain_key", None) != path[-1]:
        return path
    value = value_at(shown, path[:-1])
    return path if isinstance(value, Mapping) and not is_range(value) else path[:-1]


def put(data: dict[str, Any], scenario: str, path: Path, value: Any) -> None:
    """Set a value in the base, or as an override of a scenario; plain values stay plain where they can."""
    path = plain_path(shown_data(data, scenario), path)
    if scenario == BASE:
        overriding.set_in_base(data, path, value)
    else:
        overriding.set_in_scenario(data, scenario, path, value)


def reset(data: dict[str, Any], scenario: str, path: Path) -> None:
    """Take a value away: in the base its default holds again, in a scenario the base's value."""
    path = plain_path(shown_data(data, scenario), path)
    if scenario == BASE:
        overriding.set_in_base(data, path, None)
    else:
        overriding.reset_in_scenario(data, scenario, path)


def leave_out(data: dict[str, Any], scenario: str, path: Path) -> None:
    """Take away what stands at a path; a named part taken from the base goes from all scenarios, too."""
    if scenario != BASE:
        overriding.set_in_scenario(data, scenario, path, None)
        return
    overriding.set_in_base(data, path, None)
    for override in data.get(SCENARIOS, {}).values():
        if isinstance(override, dict):
            _delete(override, path)
            _keep_removals(override, lambda removed: removed[: len(path)] != path)


def bring_back(data: dict[str, Any], scenario: str, path: Path, start: Any) -> None:
    """Undo ``leave_out``: what the base has at the path, or else the value to start from."""
    if scenario != BASE:
        _keep_removals(data[SCENARIOS][scenario], lambda removed: removed != path)
    if value_at(shown_data(data, scenario), path) is MISSING:
        put(data, scenario, path, start)


def is_overridden(plan: Plan, scenario: str, path: Path) -> bool:
    """Whether a scenario differs from the base at a path, or below it; to say the same as the base is no difference."""
    if scenario == BASE or scenario not in plan.overrides:
        return False
    base, here = shown_of(plan), shown_of(plan, scenario)
    before, after = value_at(base, path), value_at(here, path)
    if type(before) is type(after) and before == after:
        return False
    return bool(overriding.meaning(base, path) != overriding.meaning(here, path))


def _delete(override: dict[str, Any], path: Path) -> None:
    """Delete what an override says at a path, and the tables of named things that say nothing any more."""
    holders: list[tuple[dict[str, Any], str]] = []
    table, place = override, ROOT
    for key in path[:-1]:
        inner, place = table.get(str(key)), child(place, key)
        if not isinstance(inner, dict):
            return
        if place.merges:
            holders.append((table, str(key)))
        table = inner
    table.pop(str(path[-1]), None)
    for holder, key in reversed(holders):
        if holder[key]:
            return
        del holder[key]


def _removals(override: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    for address in override.get(REMOVE, []):
        try:
            yield address, parse_address(address)
        except (ValueError, TypeError):
            continue


def _keep_removals(override: dict[str, Any], wanted: Callable[[Path], bool]) -> None:
    if not exists(override, (REMOVE,)):
        return
    kept = [address for address, path in _removals(override) if wanted(path)]
    if kept:
        override[REMOVE] = kept
    else:
        del override[REMOVE]
