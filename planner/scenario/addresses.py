"""Addresses of a plan: TOML dotted keys such as ``teams.L1.shifts."late night".agents``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PART = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|("(?:[^"\\]|\\.)*")|'([^']*)')\s*""")


def format_address(path: Sequence[str | int]) -> str:
    """A path as an address; parts with blanks or dots in quotes, places in a list in brackets (the first is 0)."""
    address = ""
    for part in path:
        if isinstance(part, int):
            address += f"[{part}]"
        else:
            quoted = part if _BARE.fullmatch(part) else json.dumps(part, ensure_ascii=False)
            address += f".{quoted}" if address else quoted
    return address


def parse_address(address: str) -> tuple[str, ...]:
    """The parts of an address; ValueError when it is not one."""
    parts: list[str] = []
    position = 0
    while True:
        match = _PART.match(address, position)
        if match is None:
            raise ValueError(f"not an address: {address[:80]!r}")
        bare, basic, literal = match.groups()
        parts.append(bare if bare is not None else literal if literal is not None else json.loads(basic))
        position = match.end()
        if position == len(address):
            return tuple(parts)
        if address[position] != ".":
            raise ValueError(f"not an address: {address[:80]!r}")
        position += 1


def find(data: Any, path: Sequence[str | int]) -> Any:
    """What plain data holds at a path; KeyError where it holds nothing."""
    for part in path:
        held = range(len(data)) if isinstance(data, list) else data if isinstance(data, Mapping) else ()
        if part not in held:
            raise KeyError(part)
        data = data[part]
    return data


def exists(data: Any, path: Sequence[str | int]) -> bool:
    """Whether plain data holds something at a path."""
    try:
        find(data, path)
    except KeyError:
        return False
    return True


def without(data: Mapping[str, Any], path: Sequence[str | int]) -> dict[str, Any]:
    """A table without what stands at a path of tables; all but the tables on the way there are the same objects."""
    key, *rest = path
    kept = {name: value for name, value in data.items() if rest or name != key}
    if rest:
        kept[str(key)] = without(data[str(key)], rest)
    return kept
