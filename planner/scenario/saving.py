"""The text of a plan: the text it was read from with the differences applied, so that comments and order survive."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable, Item, Table

from planner.scenario.dotted import mark_entries
from planner.scenario.fields import Structure, child
from planner.scenario.overrides import ROOT, Entries
from planner.scenario.plan import Plan
from planner.scenario.saving_names import with_names_changed
from planner.scenario.saving_order import in_order, inside, ordered_tables
from planner.version import __version__

WRITTEN_BY = f"support-planner {__version__}"


def plan_text(plan: Plan) -> str:
    """The plan as TOML; exactly the text it was read from when nothing was changed."""
    new = dict(plan.data)
    old = mark_entries(tomllib.loads(plan.source_text), plan.source_text) if plan.source_text else {}
    if old and _same(old, new, ROOT):
        return plan.source_text
    new = _signed(new)
    text = _patched(plan.source_text, old, new) if old else None
    if text is None:
        document = tomlkit.document()
        _update(document, {}, new, ROOT)
        text = tomlkit.dumps(document)
    return _with_line_ends_of(plan.source_text, text)


def _with_line_ends_of(source: str, text: str) -> str:
    """The text with carriage returns before its line ends where every line of the source has one."""
    if not source.count("\n") or source.count("\r\n") != source.count("\n"):
        return text
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _same(old: Any, new: Any, place: Structure) -> bool:
    # also tells 1 from 1.0 and true, and entries by address from a table that replaces
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return (
            isinstance(old, Entries) == isinstance(new, Entries)
            and set(old) == set(new)
            and ordered_tables(old, place) == ordered_tables(new, place)
            and all(_same(old[key], new[key], inside(place, key)) for key in old)
        )
    if isinstance(old, list) and isinstance(new, list):
        inner = child(place, 0)
        return len(old) == len(new) and all(_same(*pair, inner) for pair in zip(old, new, strict=True))
    return type(old) is type(new) and bool(old == new)


def _signed(data: dict[str, Any]) -> dict[str, Any]:
    if "written_by" in data:
        return {**data, "written_by": WRITTEN_BY}
    signed: dict[str, Any] = {}
    for key, value in ({"format": 1} | data).items():
        signed[key] = value
        if key == "format":
            signed["written_by"] = WRITTEN_BY
    return signed


def _patched(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """The text with the differences applied; None when that does not read back as the new data."""
    try:
        document, old = with_names_changed(text, old, new)
        _update(document, old, new, ROOT)
        written = in_order(tomlkit.dumps(document), new)
        return written if _same(mark_entries(tomllib.loads(written), written), new, ROOT) else None
    except (TOMLKitError, ValueError, KeyError, TypeError, AttributeError):
        # whatever a hand-written layout does to the editor of TOML texts, the data must be saved
        return None


def _update(table: Any, old: Mapping[str, Any], new: Mapping[str, Any], place: Structure) -> None:
    for key in old:
        if key not in new:
            table.remove(key)
    for key, value in new.items():
        inner = inside(place, key)
        if key not in old:
            _add(table, key, value, inner)
        elif (
            isinstance(value, Mapping) and isinstance(old[key], Mapping) and _alike(old[key], value, table[key], inner)
        ):
            _update(table[key], old[key], value, inner)
        elif not _same(old[key], value, inner):
            _replace(table, key, value, inner)


def _alike(old: Mapping[str, Any], new: Mapping[str, Any], written: Any, place: Structure) -> bool:
    if isinstance(written, InlineTable) and ordered_tables(old, place) != ordered_tables(new, place):
        return False  # in one line: written anew in its order
    return isinstance(old, Entries) == isinstance(new, Entries)


def _add(table: Any, key: str, value: Any, place: Structure) -> None:
    if isinstance(value, Entries):
        for path, entry in _flat(value, (key,)):
            table.append(tomlkit.key(list(path)), _item(entry))
        return
    table[key] = _table(value, place) if _is_table(value, place) else _item(value)


def _replace(table: Any, key: str, value: Any, place: Structure) -> None:
    has_own_heading = isinstance(table[key], (Table, AoT, OutOfOrderTableProxy))
    if isinstance(value, Entries) or has_own_heading:
        table.remove(key)
        _add(table, key, value, place)
    else:
        table[key] = _item(value)


def _flat(entries: Mapping[str, Any], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    flat: list[tuple[tuple[str, ...], Any]] = []
    for key, value in entries.items():
        flat += _flat(value, (*path, key)) if isinstance(value, Entries) else [((*path, key), value)]
    return flat


def _is_table(value: Any, place: Structure) -> bool:
    return isinstance(value, Mapping) and (place.merges or any(isinstance(part, Mapping) for part in value.values()))


def _table(value: Mapping[str, Any], place: Structure) -> Item:
    only_tables = bool(value) and all(_is_table(part, child(place, key)) for key, part in value.items())
    table = tomlkit.table(is_super_table=only_tables)
    tables_last = sorted(value.items(), key=lambda entry: _is_table(entry[1], child(place, entry[0])))
    for key, part in tables_last:
        _add(table, key, part, child(place, key))
    return table


def _item(value: Any) -> Item:
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        for key, part in value.items():
            inline[key] = _item(part)
        return inline
    if isinstance(value, (list, tuple)):
        array = tomlkit.array()
        for part in value:
            array.append(_item(part))
        return array
    item: Item = tomlkit.item(value)
    return item
