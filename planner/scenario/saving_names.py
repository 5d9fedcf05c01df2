"""Renamed keys in the text of a plan: changed where they stand, so that their place and comments survive."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.container import Container
from tomlkit.items import Key, SingleKey, Table

from planner.scenario.dotted import mark_entries

Renaming = tuple[tuple[str, ...], str]


def with_names_changed(
    text: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[TOMLDocument, Mapping[str, Any]]:
    """The parsed text, with every key that was only renamed bearing its new name, and the plain data it now holds."""
    document = tomlkit.parse(text)
    renamings = list(_renamings(old, new, ()))
    if not renamings:
        return document, old
    for path, name in renamings:
        _rename(document, path, name)
    _forget_headings(document)
    written = tomlkit.dumps(document)
    return tomlkit.parse(written), mark_entries(tomllib.loads(written), written)


def _renamings(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Renaming]:
    """Keys that have another name at the same place among as many, innermost first, by their old paths."""
    pairs = dict(zip(old, new, strict=True)) if len(old) == len(new) else {key: key for key in old if key in new}
    for former, name in pairs.items():
        before, after = old[former], new[name]
        if name != former and (name in old or former in new):
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            kept = {key: value for key, value in after.items() if key != "stream" or key in before}
            yield from _renamings(before, kept, (*path, former))
        elif name != former and type(before) is not type(after):
            continue
        if name != former:
            yield (*path, former), name


def _rename(container: Container, path: tuple[str, ...], name: str) -> None:
    # a table may be written in several pieces: each piece that bears the name is changed
    for number, (key, item) in enumerate(container.body):
        if key is None or key.key != path[0]:
            continue
        if len(path) > 1:
            if hasattr(item, "value") and isinstance(item.value, Container):
                _rename(item.value, path[1:], name)
        else:
            container.body[number] = (_named(key, name), item)


def _named(key: Key, name: str) -> Key:
    renamed = SingleKey(name)
    renamed.sep = " = "
    renamed._dotted = key.is_dotted()  # noqa: SLF001  # tomlkit has no public way to say it
    return renamed


def _forget_headings(container: Container) -> None:
    """Let headings be written from their keys instead of as they were read."""
    for _key, item in container.body:
        if isinstance(item, Table):
            item.display_name = None
        if hasattr(item, "value") and isinstance(item.value, Container):
            _forget_headings(item.value)
