"""How the parts of a plan are declared: one ``field(...)`` per key, and the kinds of parts.

Forms, spreadsheets, checks, the JSON Schema and the documentation read these declarations; nothing repeats them.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from planner.scenario.kinds import Flag, Kind, NumberKind, Text
from planner.texts import LazyText, lazy

REQUIRED: Any = PydanticUndefined


@dataclass(frozen=True)
class Declaration:
    """What people read about a key: label, help and unit, translated late. Also writes them into the JSON Schema."""

    label: LazyText
    help: LazyText
    unit: str | None = None

    def __call__(self, schema: dict[str, Any]) -> None:
        schema["title"] = str(self.label)
        schema["description"] = str(self.help)
        if self.unit is not None:
            schema["unit"] = self.unit


def field(
    label: LazyText,
    *,
    help: LazyText,  # noqa: A002  # what the key is called everywhere else
    default: Any = REQUIRED,
    unit: str | None = None,
    key: str | None = None,
) -> Any:
    """Declare a key of a plan; ``key`` is its name in the file where Python reserves it. Limits belong to its kind."""
    return Field(default, alias=key, json_schema_extra=Declaration(label, help, unit))


class Part(BaseModel):
    """Something that a plan describes: never changes, refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def is_entry(cls, key: str) -> bool:  # noqa: ARG003  # only some parts have entries
        """Whether a key of the file is an entry of a value that is the part itself (the days of opening hours)."""
        return False

    @classmethod
    def entry_structure(cls) -> Structure:
        """What may stand under the keys for which ``is_entry`` holds."""
        return Structure()


class NamedPart(Part):
    """One of several parts with names of their own; in a scenario it merges with the base's part of that name."""

    enabled: Flag = field(
        lazy("Enabled"), help=lazy("false switches the part off, as if it were not in the plan."), default=True
    )


class StreamPart(NamedPart):
    """A named part with random draws of its own, which a renamed part keeps through ``stream``."""

    stream: Text | None = field(
        lazy("Random stream"),
        help=lazy("Keeps the random draws of the part after it was renamed: its former name."),
        default=None,
    )


class Section(Part):
    """A part of which there is one; in a scenario it merges with the base's."""


class ValuePart(Part):
    """A value written as a table; in a scenario it replaces the base's value whole."""


@dataclass(frozen=True)
class Structure:
    """What may stand at one place of a plan, taken apart: a part, a table of entries, a list, or a single value."""

    part: type[Part] | None = None
    entries: Any = None  # annotation of the values of a table
    entry_names: Kind | None = None  # kind of its keys
    items: Any = None  # annotation of the items of a list
    kind: Kind | None = None
    choices: tuple[str, ...] = ()

    @property
    def merges(self) -> bool:
        """Whether a scenario's table merges here with the base's instead of replacing it."""
        if self.part is not None:
            return issubclass(self.part, (NamedPart, Section)) or not issubclass(self.part, ValuePart)
        inner = structure(self.entries).part if self.entries is not None else None
        return inner is not None and issubclass(inner, NamedPart)


@cache
def structure(annotation: Any, metadata: tuple[Any, ...] = ()) -> Structure:
    """Take an annotation apart; ``metadata`` is what pydantic already separated from it."""
    kind = next((item for item in metadata if isinstance(item, Kind)), None)
    origin = get_origin(annotation)
    if origin is Annotated:
        return structure(get_args(annotation)[0], metadata + tuple(get_args(annotation)[1:]))
    if kind is not None and not (isinstance(annotation, type) and issubclass(annotation, Part)):
        return Structure(kind=kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        return structure(options[0], metadata)
    if origin is dict:
        names, entries = get_args(annotation)
        return Structure(entries=entries, entry_names=structure(names).kind)
    if origin is tuple:
        return Structure(items=get_args(annotation)[0])
    if origin is Literal:
        return Structure(choices=get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Structure(part=annotation, kind=kind)
    return Structure(kind=kind)


@dataclass(frozen=True)
class DeclaredField:
    """One key of a part with all that is declared about it."""

    part: type[Part]
    attribute: str
    key: str
    label: LazyText
    help: LazyText
    unit: str | None
    default: Any
    required: bool
    optional: bool
    structure: Structure

    @property
    def kind_name(self) -> str:
        """What sort of value it is: number, duration, choice, table, list ..."""
        if self.structure.kind is not None:
            return self.structure.kind.name
        if self.structure.choices:
            return "choice"
        return "list" if self.structure.items is not None else "table"

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """Smallest and largest number allowed, None where there is no such limit."""
        kind = self.structure.kind
        return (kind.low, kind.high) if isinstance(kind, NumberKind) else (None, None)


def declared_fields(part: type[Part]) -> dict[str, DeclaredField]:
    """The keys of a part in the order of their declaration, by their name in the file."""
    return {declared.key: declared for declared in _declared(part)}


@cache
def _declared(part: type[Part]) -> tuple[DeclaredField, ...]:
    return tuple(_describe(part, name, info) for name, info in part.model_fields.items())


def _describe(part: type[Part], name: str, info: FieldInfo) -> DeclaredField:
    declaration = info.json_schema_extra
    if not isinstance(declaration, Declaration):
        raise TypeError(f"{part.__name__}.{name} is not declared with field()")
    return DeclaredField(
        part=part,
        attribute=name,
        key=info.alias or name,
        label=declaration.label,
        help=declaration.help,
        unit=declaration.unit,
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        required=info.is_required(),
        optional=type(None) in get_args(info.annotation),
        structure=_structure_of(info),
    )


def _structure_of(info: FieldInfo) -> Structure:
    annotation: Any = info.annotation
    return structure(annotation, tuple(info.metadata))


def child(place: Structure, key: str | int) -> Structure:
    """What may stand under ``key`` at a place; an empty structure where nothing is declared."""
    if place.items is not None:
        return structure(place.items)
    if place.entries is not None:
        return structure(place.entries)
    if place.part is not None:
        declared = declared_fields(place.part).get(str(key))
        if declared is not None:
            return declared.structure
        if place.part.is_entry(str(key)):
            return place.part.entry_structure()
    return Structure()


def place_at(root: type[Part], location: tuple[str | int, ...]) -> Structure:
    """What may stand at a location of the plan."""
    place = Structure(part=root)
    for key in location:
        place = child(place, key)
    return place


def walk(
    place: Structure, data: Any, location: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Structure, Any]]:
    """Every place of plain data with its location and structure, tables before what they hold."""
    yield location, place, data
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from walk(child(place, key), value, (*location, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from walk(child(place, number), value, (*location, number))
