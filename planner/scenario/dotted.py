"""Which tables of a plan's scenarios are written by dotted keys: those set single entries instead of replacing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable, Table

from planner.errors import PlanError
from planner.scenario.overrides import Entries
from planner.texts import _

# a line that may begin with a dotted key; only such files are read a second time, with the slower parser
_DOTTED = re.compile(r"""^[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[^=\n]*=""", re.MULTILINE)


def mark_entries(data: dict[str, Any], text: str) -> dict[str, Any]:
    """Plain data with the tables that scenarios write by dotted keys as ``Entries``."""
    scenarios = data.get("scenarios")
    if not isinstance(scenarios, dict) or not _DOTTED.search(text):
        return data
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise PlanError.of(_("The file cannot be read: {reason}").format(reason=error)) from None
    return {**data, "scenarios": _marked(scenarios, _dotted_paths(document, ()), ("scenarios",))}


def _dotted_paths(container: Container, path: tuple[str, ...]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for key, item in container.body:
        if key is None or not isinstance(item, (Table, InlineTable)):
            continue
        inner = (*path, key.key)
        if key.is_dotted():
            found.add(inner)
        found |= _dotted_paths(item.value, inner)
    return found


def _marked(data: Mapping[str, Any], dotted: set[tuple[str, ...]], path: tuple[str, ...]) -> dict[str, Any]:
    table: dict[str, Any] = Entries() if path in dotted else {}
    for key, value in data.items():
        table[key] = _marked(value, dotted, (*path, key)) if isinstance(value, Mapping) else value
    return table
