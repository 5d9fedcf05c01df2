"""The order of named tables in the text of a plan: moved as pieces of text, so that comments go with their tables.

A comment right above a table or right below its last line belongs to it; one between blank lines stays where it is.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.scenario.fields import Structure, child
from planner.scenario.overrides import ROOT
from planner.scenario.plan import SCENARIOS
from planner.scenario.scenario import Scenario

Path = tuple[str, ...]

_TOKENS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n', re.DOTALL
)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}


@dataclass(frozen=True)
class _Piece:
    """Lines of a text: a heading or a key with what belongs to it; ``path`` is None for what stands by itself."""

    path: Path | None
    lines: tuple[str, ...]


def in_order(text: str, wanted: Mapping[str, Any]) -> str:
    """The text with its named tables in the order of ``wanted``; ValueError where that takes more than moving them."""
    for path, names in list(_wrong_orders(tomllib.loads(text), wanted, ROOT, ())):
        text = _moved(text, path, names)
    return text


def inside(place: Structure, key: str) -> Structure:
    """What may stand under a key of a plan's file, its scenarios included."""
    if place is ROOT and key == SCENARIOS:
        return Structure(entries=Scenario)
    return child(place, key)


def ordered_tables(data: Mapping[str, Any], place: Structure) -> list[str]:
    """The names of the tables whose order says something: that of teams decides who serves first.

    Keys of a part mean the same in any order.
    """
    if place.part is not None:
        return []
    return [key for key, value in data.items() if isinstance(value, Mapping)]


def _wrong_orders(
    held: Mapping[str, Any], wanted: Mapping[str, Any], place: Structure, path: Path
) -> Iterator[tuple[Path, list[str]]]:
    """The places whose tables stand in another order than wanted, outermost first, with that order."""
    names = [name for name in ordered_tables(wanted, place) if name in held]
    if names != [name for name in ordered_tables(held, place) if name in wanted]:
        yield path, names
    for name, value in wanted.items():
        if isinstance(value, Mapping) and isinstance(held.get(name), Mapping):
            yield from _wrong_orders(held[name], value, inside(place, name), (*path, name))


def _moved(text: str, parent: Path, names: Sequence[str]) -> str:
    """The text with the groups of pieces of each name in that order; what stands between groups stays between them."""
    pieces = _pieces(text)
    depth = len(parent)
    places: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.path is not None and piece.path[:depth] == parent and len(piece.path) > depth:
            places.setdefault(piece.path[depth], []).append(number)
    if len(places.keys() & set(names)) < len(names):
        raise ValueError("some of the tables stand inside a line")
    extents = sorted((min(places[name]), max(places[name]), name) for name in names)
    if any(before[1] >= after[0] for before, after in itertools.pairwise(extents)):
        raise ValueError("the tables are written in turns")
    groups = {name: pieces[first : last + 1] for first, last, name in extents}
    gaps = [pieces[before[1] + 1 : after[0]] for before, after in itertools.pairwise(extents)]
    inner = [piece for name, gap in zip(names, [*gaps, []], strict=True) for piece in (*groups[name], *gap)]
    new = [*pieces[: extents[0][0]], *inner, *pieces[extents[-1][1] + 1 :]]
    return "".join(line if line.endswith("\n") else f"{line}\n" for piece in new for line in piece.lines)


def _pieces(text: str) -> list[_Piece]:
    lines = text.splitlines(keepends=True)
    begins = list(_statements(text))
    pieces = [_Piece(None, tuple(lines[: begins[0][0]] if begins else lines))]
    heading: Path = ()
    for (first, last), following in itertools.zip_longest(begins, begins[1:]):
        statement = "".join(lines[first : last + 1])
        path = _path(statement)
        if statement.lstrip().startswith("["):
            heading = path
        else:
            path = (*heading, *path)
        rest = lines[last + 1 : following[0] if following is not None else len(lines)]
        below, between, above = _shared_out(rest, has_next=following is not None)
        lead = pieces.pop().lines if pieces and pieces[-1].path is None and pieces[-1].lines else ()
        kept, lead = _split_lead(lead)
        pieces += [_Piece(None, kept), _Piece(path, (*lead, *lines[first : last + 1], *below))]
        pieces.append(_Piece(None, (*between, *above)))
    return [piece for piece in pieces if piece.lines]


def _shared_out(rest: Sequence[str], has_next: bool) -> tuple[list[str], list[str], list[str]]:
    """The lines after a statement: what belongs to it, what stands by itself, and what belongs to the next one."""
    blanks = [number for number, line in enumerate(rest) if not line.strip()]
    if not blanks:
        return ([], [], list(rest)) if has_next else (list(rest), [], [])
    return list(rest[: blanks[0]]), list(rest[blanks[0] : blanks[-1] + 1]), list(rest[blanks[-1] + 1 :])


def _split_lead(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines above a statement: those before the last blank one stand by themselves, the others belong to it."""
    last = max((number for number, line in enumerate(lines) if not line.strip()), default=-1)
    return tuple(lines[: last + 1]), tuple(lines[last + 1 :])


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """First and last line of each heading and key."""
    depth, first, line = 0, 0, 0
    begin = 0
    for token in _TOKENS.finditer(f"{text}\n"):
        word = token[0]
        depth += _DEPTH.get(word, 0)
        line += 0 if word == "\n" else word.count("\n")
        if word == "\n":
            if depth == 0:
                written = text[begin : token.start()].strip()
                if written and not written.startswith("#"):
                    yield first, line
                first, begin = line + 1, token.end()
            line += 1


def _path(statement: str) -> Path:
    """The keys of a heading, or of a line with a value, of which nothing else is read."""
    data: Any = tomllib.loads(statement)
    path: list[str] = []
    is_heading = statement.lstrip().startswith("[")
    dots = None if is_heading else _dots(statement)
    while isinstance(data, (dict, list)) and data and (dots is None or len(path) <= dots):
        data = data[0] if isinstance(data, list) else data
        if not isinstance(data, dict) or not data:
            break
        name = next(iter(data))
        path.append(name)
        data = data[name]
    return tuple(path)


def _dots(statement: str) -> int:
    """How many dots part the keys of a line with a value."""
    dots = 0
    for token in re.finditer(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[.=]', statement):
        if token[0] == "=":
            return dots
        dots += token[0] == "."
    return dots
