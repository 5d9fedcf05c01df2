"""Parts with ``enabled = false``: leaving them out of a scenario together with what refers to them.

What a manager expects of switching a part off:

- a channel: its customers use their other channels in proportion; who would switch to it gives up instead;
- a topic: its tickets do not arise, so that the volume falls by its share;
- a team, shift or tier: gone, with the escalations, misroutings and help that lead to it;
- a team, event or backlog that is meant only for such parts is left out with them; other lists lose the name.

What cannot do without the part (a segment's level, an offer's hours) keeps the name and is reported as an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from planner.scenario.addresses import Path, exists, format_address, without
from planner.scenario.fields import NamedPart, Part, Structure, ValuePart, child, declared_fields
from planner.scenario.kinds import Kind, Reference
from planner.scenario.overrides import ROOT
from planner.scenario.problems import Finding
from planner.scenario.scenario import Scenario
from planner.scenario.sharing import shared
from planner.texts import _

# parts that are left out when all that they are meant for is gone: by key, the collection that it names
SKILLS = {"segments": "segments", "channels": "channels", "topics": "topics"}
DEPENDENTS = {
    "teams": {"tier": "tiers", "tiers": "tiers", **SKILLS},
    "events": {"segments": "segments", "topics": "topics"},
    "backlog": {"segment": "segments", "channel": "channels", "topic": "topics"},
}
MIXES = ("channels", "topics")


@cache
def tables_in(part: type[Part]) -> Mapping[str, type[NamedPart]]:
    """The tables of named parts that a part has, by key; named parts stand nowhere else."""
    tables: dict[str, type[NamedPart]] = {}
    for key, declared in declared_fields(part).items():
        inner = child(declared.structure, "").part if declared.structure.entries is not None else None
        if inner is not None and issubclass(inner, NamedPart):
            tables[key] = inner
    return MappingProxyType(tables)


def switched_off(data: Mapping[str, Any]) -> list[Path]:
    """Paths of the named parts that are switched off."""
    return list(_off_in(Scenario, data, ()))


def _off_in(part: type[Part], data: Mapping[str, Any], path: Path) -> Iterator[Path]:
    tables = tables_in(part)
    for key in [key for key in data if key in tables] if tables else ():
        named = data[key]
        for name, inner in named.items() if isinstance(named, Mapping) else ():
            if isinstance(inner, Mapping):
                if inner.get("enabled") is False:
                    yield (*path, key, name)
                yield from _off_in(tables[key], inner, (*path, key, name))


def leave_out(data: Mapping[str, Any], paths: Sequence[Path]) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Plain data without the parts at the paths, and warnings of what that changed elsewhere.

    Tables that keep all that they say are the very objects of the data.
    """
    result = _with_own_tables(data)
    gone: dict[str, set[str]] = {}
    for path in paths:
        if len(path) == 2:
            gone.setdefault(str(path[0]), set()).add(str(path[1]))
    found = [*_leave_out_dependents(result, gone), *_scale_mixes(result, gone)]
    for path in paths:
        if exists(result, path):
            result = without(result, path)
    if gone:
        found += _drop_references(ROOT, result, gone, ())
    return shared(dict(data), result), tuple(found)


def _with_own_tables(data: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of plain data in which the values of the parts are still the same objects."""
    return {
        key: {name: dict(part) for name, part in value.items()} if key in tables_in(Scenario) else shared(None, value)
        for key, value in data.items()
    }


def _leave_out_dependents(data: dict[str, Any], gone: dict[str, set[str]]) -> Iterator[Finding]:
    """Leave out, in place, teams, events and backlogs that are meant only for parts that are gone."""
    for collection, skills in DEPENDENTS.items():
        for name, part in list(_tables(data.get(collection))):
            if name in gone.get(collection, ()):
                continue
            for key, other in skills.items():
                named = part.get(key)
                names = named if isinstance(named, list) else [named]
                if names and all(isinstance(each, str) and each in gone.get(other, ()) for each in names):
                    message = _("{name} is there only for {parts}, switched off, so it is left out too.")
                    yield Finding(
                        "off",
                        (collection, name, key),
                        message.format(name=name, parts=", ".join(map(str, names))),
                        "",
                        True,
                    )
                    gone.setdefault(collection, set()).add(name)
                    del data[collection][name]
                    break


def _scale_mixes(data: dict[str, Any], gone: Mapping[str, set[str]]) -> Iterator[Finding]:
    general = {name: topic.get("share", 0.0) for name, topic in _tables(data.get("topics"))}
    for name, segment in _tables(data.get("segments")):
        if name in gone.get("segments", ()):
            continue
        for key in MIXES:
            mix = segment.get(key, general if key == "topics" else None)
            if not isinstance(mix, Mapping):
                continue
            lost = sum(_likely(share) for part, share in mix.items() if part in gone.get(key, ()))
            whole = sum(map(_likely, mix.values()))
            if lost > 0 and whole > lost:
                yield from _scale(name, segment, key, mix, gone[key], lost / whole)


def _scale(
    name: str, segment: dict[str, Any], key: str, mix: Mapping[str, Any], gone: set[str], lost: float
) -> Iterator[Finding]:
    off = ", ".join(part for part in mix if part in gone)
    segment[key] = {part: _times(share, 1.0 / (1.0 - lost)) for part, share in mix.items() if part not in gone}
    if key == "topics":
        contacts = segment.get("contacts_per_customer_month", 0.0)
        segment["contacts_per_customer_month"] = _times(contacts, 1.0 - lost)
        message = _("{parts} is switched off: {segment} has {share:.1%} fewer contacts.")
    else:
        message = _("{parts} is switched off: {share:.1%} of {segment}'s contacts come by its other channels instead.")
    yield Finding("off", ("segments", name, key), message.format(parts=off, segment=name, share=lost), "", True)


def _tables(collection: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(collection, Mapping):
        yield from ((name, part) for name, part in collection.items() if isinstance(part, dict))


def _likely(number: Any) -> float:
    value = number.get("likely") if isinstance(number, Mapping) else number
    return value if isinstance(value, (int, float)) else 0.0


def _times(number: Any, factor: float) -> Any:
    """A number, or each number of a range, multiplied; what is no number is left for the reading to refuse."""
    if isinstance(number, Mapping):
        return {key: _times(part, factor) for key, part in number.items()}
    return number * factor if isinstance(number, (int, float)) and not isinstance(number, bool) else number


def _drop_references(place: Structure, data: Any, gone: Mapping[str, set[str]], path: Path) -> Iterator[Finding]:
    """Take names of parts that are gone out of lists, tables and optional keys, in place."""
    if isinstance(data, list):
        data[:] = [value for value in data if not _is_gone(child(place, 0).kind, value, gone)]
        for number, value in enumerate(data):
            yield from _drop_references(child(place, number), value, gone, (*path, number))
        return
    if not isinstance(data, dict):
        return
    for key in list(data):
        if key not in data:
            continue  # went with the channel that it was the share of
        inner = child(place, key)
        if _names_gone_part(place, key, gone):
            del data[key]
        elif _is_gone(inner.kind, data[key], gone) and _optional(place, key):
            yield _without_effect(data.pop(key), (*path, key))
            if key == "switch_to":
                data.pop("share", None)
                data.pop("switch", None)
        elif (name := _needed_and_gone(inner, data[key], gone)) and _optional(place, key):
            del data[key]
            yield _without_effect(name, (*path, key))
        else:
            yield from _drop_inside(inner, data, key, gone, path)


def _drop_inside(
    place: Structure, data: dict[str, Any], key: str, gone: Mapping[str, set[str]], path: Path
) -> Iterator[Finding]:
    if len(path) == 1:
        if not _mentions(data[key], gone):
            return  # as most parts of a large plan: they stay the same objects
        data[key] = shared(None, data[key])
    yield from _drop_references(place, data[key], gone, (*path, key))


def _mentions(data: Any, gone: Mapping[str, set[str]]) -> bool:
    """Whether plain data has the name of a part that is gone anywhere in it."""
    if isinstance(data, str):
        return any(data in names for names in gone.values())
    if isinstance(data, Mapping):
        return any(_mentions(key, gone) or _mentions(value, gone) for key, value in data.items())
    return isinstance(data, list) and any(_mentions(value, gone) for value in data)


def _without_effect(name: str, path: Path) -> Finding:
    message = _("{part} is switched off, so {address} has no effect.")
    return Finding("off", path, message.format(part=name, address=format_address(path)), is_warning=True)


def _needed_and_gone(place: Structure, value: Any, gone: Mapping[str, set[str]]) -> str | None:
    """The name of a part that is gone and that a value written as a table cannot do without."""
    if place.part is None or not issubclass(place.part, ValuePart) or not isinstance(value, Mapping):
        return None
    for key, named in value.items():
        if _is_gone(child(place, key).kind, named, gone) and not _optional(place, key):
            return str(named)
    return None


def _names_gone_part(place: Structure, key: str, gone: Mapping[str, set[str]]) -> bool:
    # tables with names of other parts as keys: mixes, offers, work, factors by tier
    names = place.entry_names if place.entry_names is not None else place.kind
    collection = getattr(names, "collection", None)
    return isinstance(collection, str) and key in gone.get(collection, ())


def _is_gone(kind: Kind | None, value: Any, gone: Mapping[str, set[str]]) -> bool:
    return isinstance(kind, Reference) and isinstance(value, str) and value in gone.get(kind.collection, ())


def _optional(place: Structure, key: str) -> bool:
    if place.part is None:
        return False
    declared = declared_fields(place.part).get(key)
    return declared is not None and declared.optional
