"""Setting one value in plain data, in the base or as an override of a scenario, and taking an override back.

An override says only what differs: one that has become equal to the base goes away again, with the tables that held
nothing else.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from planner.errors import PlannerError
from planner.scenario.addresses import Path, exists, find, format_address, parse_address
from planner.scenario.fields import NamedPart, Part, Structure, child, declared_fields, place_at
from planner.scenario.overrides import FIXED, REMOVE, ROOT, Entries, apply_override, merge
from planner.scenario.plan import SCENARIOS, base_of
from planner.scenario.scenario import Scenario
from planner.texts import _

Table = dict[str, Any]


def set_in_base(data: Table, path: Path, value: Any) -> None:
    """Set a value: a table of named things merges with the one that is there, any other replaces it; None clears."""
    path, value = _with_whole_list(data, path, value)
    if value is not None:
        _write(data, path, value, in_base=True)
    elif exists(data, path):
        del find(data, path[:-1])[path[-1]]


def set_in_scenario(data: Table, name: str, path: Path, value: Any) -> None:
    """Set a value as an override; None clears what the base says. PlannerError for an unknown scenario."""
    override, base = _override(data, name), base_of(data)
    path, value = _with_whole_list(_merged(base, override), path, value)
    if value is None:
        _take_out(override, path)
        _prune(override, base, path)
        _drop_if_idle(override, base, path)
        if exists(_merged(base, override), path):
            override.setdefault(REMOVE, []).append(format_address(path))
        return
    if not (isinstance(value, Mapping) and place_at(Scenario, path).merges):
        _put_back(override, path, below=False)
    _write(override, path, value, in_base=False)
    for leaf in list(_leaves(override, path)):
        _drop_if_idle(override, base, leaf)


def reset_in_scenario(data: Table, name: str, path: Path) -> None:
    """Take an override away, so that the base's value holds again at a path and below it."""
    override, base = _override(data, name), base_of(data)
    path = _before_list(path)
    _put_back(override, path, below=True)
    stands_whole = len(_unit(override, path)[0]) < len(path)
    _take_out(override, path)
    if stands_whole and exists(base, path):
        # its table stands in place of the base's, so the base's value has to be written down there
        _write(override, path, find(base, path), in_base=False)
    _prune(override, base, path)
    _drop_if_idle(override, base, path)


def _override(data: Table, name: str) -> Table:
    scenarios = data.get(SCENARIOS, {})
    if name not in scenarios:
        raise PlannerError(_("The plan has no scenario “{name}”.").format(name=name))
    override: Table = scenarios[name]
    return override


def _merged(base: Mapping[str, Any], override: Table) -> Table:
    # merging takes out of an override what cannot differ, so it gets a copy
    return apply_override(base, copy.deepcopy(override)).data


def _before_list(path: Path) -> Path:
    """A path up to the first list in it: lists are replaced whole."""
    return next((path[:number] for number, key in enumerate(path) if isinstance(key, int)), path)


def _with_whole_list(resolved: Mapping[str, Any], path: Path, value: Any) -> tuple[Path, Any]:
    """For a path into a list, the list's path and a copy of it with the item changed."""
    whole = _before_list(path)
    if whole == path:
        return path, value
    try:
        items = copy.deepcopy(find(resolved, whole))
        find(items, path[len(whole) : -1])[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        address = format_address(path)
        raise PlannerError(_("The plan has nothing at {address}.").format(address=address)) from None
    return whole, items


def _write(table: Table, path: Path, value: Any, in_base: bool) -> None:
    place = ROOT
    for key, following in itertools.pairwise(path):
        place = child(place, key)
        held = table.get(str(key))
        if not isinstance(held, dict):
            held = _new_table(place, held, in_base or not _needs_entries(place, table, following))
        elif not in_base and _is_entry(place, following) and not any(_is_entry(place, inner) for inner in held):
            held = Entries(held)
        table[str(key)] = held
        table = held
    last = str(path[-1])
    table[last] = merge(child(place, last), table.get(last), value)


def _needs_entries(place: Structure, table: Table, following: str | int) -> bool:
    """Whether a scenario's new table must set single entries, and not stand in place of the base's."""
    return not place.merges or isinstance(table, Entries) or _is_entry(place, following)


def _new_table(place: Structure, held: Any, is_plain: bool) -> Table:
    # a plain value becomes the entry that it stands for: "6 min" the mean of a distribution
    plain_key = getattr(place.kind, "plain_key", None)
    if held is not None and isinstance(plain_key, str):
        return {plain_key: held}
    return {} if is_plain else Entries()


def _is_entry(place: Structure, key: str | int) -> bool:
    return place.part is not None and place.part.is_entry(str(key))


def _leaves(table: Table, path: Path) -> Iterator[Path]:
    """The paths of the single overrides at a path and below it."""
    held = find(table, path)
    place = place_at(Scenario, path)
    if isinstance(held, Mapping) and (place.merges or isinstance(held, Entries)) and held:
        for key in held:
            yield from _leaves(table, (*path, key))
    else:
        yield path


def _unit(override: Table, path: Path) -> tuple[Path, tuple[Path, ...]]:
    """What stands or falls with the override at a path: the place to compare, and the paths of the overrides.

    That is the path alone, unless a table around it stands in place of the base's, as a mix or the days of hours do.
    """
    table: Any = override
    place = ROOT
    for number, key in enumerate(path[:-1]):
        table, place = table.get(key), child(place, key)
        here = path[: number + 1]
        if not isinstance(table, dict):
            return (path, (path,)) if table is None else (here, (here,))
        if not isinstance(table, Entries):
            if not place.merges:
                return here, (here,)
            if _is_entry(place, path[number + 1]):
                return here, tuple((*here, entry) for entry in table if _is_entry(place, entry))
    return path, (path,)


def _drop_if_idle(override: Table, base: Mapping[str, Any], path: Path) -> None:
    """Take an override out where the scenario is the same without it."""
    if path in FIXED:
        if meaning(override, path) == meaning(base, path):
            _take_out(override, path)
            _prune(override, base, path)
        # else reading the plan says that it cannot differ; merging would only leave it out
        return
    where, paths = _unit(override, path)
    without = copy.deepcopy(override)
    for each in paths:
        _take_out(without, each)
        _prune(without, base, each)
    before, after = _merged(base, override), _merged(base, without)
    if exists(before, where) and meaning(before, where) == meaning(after, where):
        override.clear()
        override.update(without)


def _take_out(override: Table, path: Path) -> None:
    if exists(override, path):
        del find(override, path[:-1])[path[-1]]


def _prune(override: Table, base: Mapping[str, Any], path: Path) -> None:
    """Take out tables above a path that are empty and so say nothing."""
    for length in range(len(path) - 1, 0, -1):
        here = path[:length]
        if not exists(override, here):
            continue
        place = place_at(Scenario, here)
        is_new = place.part is not None and issubclass(place.part, NamedPart) and not exists(base, here)
        if find(override, here) or is_new or not (place.merges or isinstance(find(override, here), Entries)):
            return
        del find(override, here[:-1])[here[-1]]


def _put_back(override: Table, path: Path, below: bool) -> None:
    """Take the removal of a path, and of what is below it, off the scenario's list."""
    removed = override.get(REMOVE)
    if not isinstance(removed, list):
        return
    parsed = {address: parse_address(address) for address in removed if isinstance(address, str)}
    kept = [
        address
        for address in removed
        if parsed.get(address, ()) != path and not (below and parsed.get(address, ())[: len(path)] == path)
    ]
    if kept:
        override[REMOVE] = kept
    else:
        del override[REMOVE]


def meaning(data: Mapping[str, Any], path: Path) -> Any:
    """What plain data says at a path, so that "60 s" equals "1 min", 13 equals 13.0, and a default its absence."""
    if not exists(data, path):
        return _default(data, path)
    value, kind = find(data, path), place_at(Scenario, path).kind
    if kind is None or isinstance(value, (dict, list)):
        # a range would count as its likely value, so tables are compared as they are written
        return _plain(value)
    try:
        # values that may be tables are completed to one instead of read
        return _plain(getattr(kind, "completed", kind.read)(value))
    except ValueError:
        return _plain(value)


def _default(data: Mapping[str, Any], path: Path) -> Any:
    """What holds at a path of which plain data says nothing: the default of the first part that is not there."""
    length = next(number for number in range(1, len(path) + 1) if not exists(data, path[:number]))
    value: Any = _attribute(place_at(Scenario, path[: length - 1]).part, path[length - 1], "default")
    for key in path[length:]:
        value = getattr(value, str(_attribute(type(value), key, "attribute")), None)
    return _plain(value)


def _attribute(part: Any, key: str | int, name: str) -> Any:
    is_part = isinstance(part, type) and issubclass(part, Part)
    return getattr(declared_fields(part).get(str(key)), name, None) if is_part else None


def _plain(value: Any) -> Any:
    """A value that equals another only if both say the same: true is not 1."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return (bool, value) if isinstance(value, bool) else value
