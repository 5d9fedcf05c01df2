"""What a scenario changes: each place where it says something else than the base, in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.scenario.addresses import Path
from planner.scenario.fields import NamedPart, Structure, child
from planner.scenario.overrides import ENABLED, NOTE, ROOT
from planner.scenario.plan import Plan
from planner.texts import _
from ui.editing.overriding import meaning
from ui.editing.place_words import inside_a_sentence
from ui.editing.places import MISSING, shown_of
from ui.values.fields import Field, field_at, fields_of

_LABELS = {(NOTE,), ("name",)}  # what a scenario is called is no difference between two ways to run support
_NOT_IN_CELLS = {"part", "parts", "items"}
_MOST_PIECES = 4


@dataclass(frozen=True)
class Difference:
    """A place, and the plain values of the base and of the scenario there; MISSING for none."""

    path: Path
    base: Any
    here: Any

    @property
    def field(self) -> Field:
        """The field of the place."""
        return field_at(self.path)

    @property
    def is_part(self) -> bool:
        """Whether a whole part came or went."""
        return self.field.kind_name == "part" and MISSING in (self.base, self.here)

    @property
    def is_editable(self) -> bool:
        """Whether the value can be written as a text."""
        plain = getattr(self.field.structure.kind, "plain_key", None) is not None
        return not self.is_part and (plain or self.field.kind_name not in _NOT_IN_CELLS)


def differences(plan: Plan, scenario: str) -> tuple[Difference, ...]:
    """All differences of a scenario; an override that says the same as the base is none."""
    if scenario not in plan.overrides:
        return ()
    base, here = shown_of(plan), shown_of(plan, scenario)
    found = _differences(ROOT, (), base, here)
    return tuple(each for each in found if _differs(each.path, base, here))


def _differs(path: Path, base: Mapping[str, Any], here: Mapping[str, Any]) -> bool:
    return bool(meaning(base, path) != meaning(here, path))


def _differences(place: Structure, path: Path, base: Any, here: Any) -> Iterator[Difference]:
    if path in _LABELS or (base == here and type(base) is type(here)):
        return
    if not _is_open(place, path, base, here):
        yield Difference(path, base, here)
        return
    before, after = ({} if value is MISSING else value for value in (base, here))
    for key in dict.fromkeys((*before, *after)):
        inner = (*path, key)
        yield from _differences(child(place, key), inner, before.get(key, MISSING), after.get(key, MISSING))


def _is_open(place: Structure, path: Path, base: Any, here: Any) -> bool:
    """Whether the entries of a place are told one by one; a part that came or went is told as a whole."""
    values = [value for value in (base, here) if value is not MISSING]
    if not all(isinstance(value, Mapping) for value in values):
        return False
    if len(values) == 2:
        return place.merges or (place.part is not None and field_at(path).kind_name == "part")
    is_named = place.part is not None and issubclass(place.part, NamedPart)
    # what holds by itself has no moment at which it came: the run, the costs, a table of parts
    return place.merges and not is_named and (place.part is None or field_at(path).default is not None)


def value_text(value: Any, field: Field) -> str:
    """A plain value, or a part in short, as one line."""
    if isinstance(value, Mapping) and field.kind_name == "part":
        return _part_text(value, field)
    if isinstance(value, list) and value and isinstance(value[0], list):
        # the hours of a whole week fill no cell
        return _("{count} values").format(count=sum(map(len, value)))
    return field.show(value).replace("\n", ", ")


def _part_text(part: Mapping[str, Any], field: Field) -> str:
    kind = field.structure.part
    known = fields_of(kind) if kind is not None else {}
    pieces = [
        f"{inside_a_sentence(known[key].label)} {known[key].show(value)}"
        for key, value in part.items()
        if key in known and key not in (ENABLED, "stream") and known[key].kind_name not in _NOT_IN_CELLS
    ]
    more = " …" if len(pieces) > _MOST_PIECES else ""
    return "; ".join(pieces[:_MOST_PIECES]) + more
