"""Fields of a plan as the screen shows them: label, unit, help, choices, and values as text and back.

Everything comes from the declarations of the plan's parts; a text that cannot be read raises ``WrongTextError`` with a
sentence for the person who typed it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from planner.scenario.addresses import Path
from planner.scenario.fields import DeclaredField, Part, Structure, child, declared_fields, place_at
from planner.scenario.kinds import Reference
from planner.scenario.overrides import ROOT
from planner.texts import LazyText, _, lazy
from ui.values import texts as values
from ui.values.texts import WrongTextError as WrongTextError  # noqa: PLC0414  # callers find it beside ``Field.read``

# What units of a plan are called beside a number; money is that of the plan.
UNITS: dict[str, LazyText] = {
    "h": lazy("h"),
    "weeks": lazy("weeks"),
    "months": lazy("months"),
    "1/month": lazy("a month"),
    "1/year": lazy("a year"),
    "1/customer/month": lazy("per customer and month"),
    "contacts/customer/month": lazy("per customer and month"),
    "money/h": lazy("{currency} an hour"),
    "money/month": lazy("{currency} a month"),
    "money/agent": lazy("{currency} per agent"),
    "money/agent/month": lazy("{currency} per agent and month"),
    "money/contact": lazy("{currency} per contact"),
    "money/customer": lazy("{currency} per customer"),
    "money/customer/month": lazy("{currency} per customer and month"),
    "money/use": lazy("{currency} per use"),
    "money/miss": lazy("{currency} per miss"),
}
# Shares that may exceed 1, which their limits do not give away.
SHARES = frozenset(
    {
        ("Segment", "growth_per_month"),
        ("Segment", "gross_margin"),
        ("Team", "attrition_per_year"),
        ("Reopens", "work"),
        ("NightPremium", "premium"),
        ("Costs", "weekend_premium"),
        ("Costs", "holiday_premium"),
        ("Costs", "overtime_premium"),
        ("Costs", "on_costs"),
    }
)
_HEADING_WIDTH = 13  # characters of a line


@dataclass(frozen=True)
class Field:
    """One value of a plan as the screen shows it: from a declared key, or an entry of a table such as a mix."""

    key: str
    label: str
    help: str
    structure: Structure
    unit: str | None = None
    required: bool = False
    default: Any = None
    per_cent: bool = False

    @property
    def kind_name(self) -> str:
        """What sort of value it is: number, duration, choice, reference, flag, mix, list, names, part ..."""
        place = self.structure
        if place.part is not None:
            return "distribution" if place.kind is not None and place.kind.name == "distribution" else "part"
        if place.entries is not None:
            return "parts" if child(place, "").part is not None else "mix"
        if place.items is not None:
            return self._list_name()
        if place.choices:
            return "choice"
        return place.kind.name if place.kind is not None else "text"

    def _list_name(self) -> str:
        inner = child(self.structure, 0)
        if isinstance(inner.kind, Reference):
            return "names"
        return "items" if inner.part is not None or inner.items is not None else "list"

    @property
    def collection(self) -> str:
        """The named table in whose names the value, its items or its entries are written; "" for none."""
        place = self.structure
        names = place.entry_names if place.entries is not None else place.kind
        if place.items is not None:
            names = child(place, 0).kind
        return names.collection if isinstance(names, Reference) else ""

    def choices(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        """The words or names that are possible, in plain data of a scenario; none for free values."""
        if self.collection:
            return tuple(data.get(self.collection, ()))
        return self.structure.choices

    def unit_text(self, currency: str) -> str:
        """The unit as words beside the editor; shares and durations carry theirs in the value."""
        words = UNITS.get(self.unit or "")
        if words is None:
            return ""
        said = set(self.label.lower().split())
        if "{currency}" in words.text:
            # "Cost per hour, EUR" says as much as "Cost per hour, EUR an hour"
            return currency if "per" in said else words.format(currency=currency)
        return "" if set(str(words).split()) <= said else str(words)

    def heading(self, currency: str) -> str:
        """Label and unit as the heading of a column, on short lines."""
        unit = self.unit_text(currency)
        return "\n".join(textwrap.wrap(f"{self.label}, {unit}" if unit else self.label, _HEADING_WIDTH))

    @property
    def tool_tip(self) -> str:
        """What the value means and what it is unless given."""
        default = self.default_text
        return f"{self.help}\n" + _("Unless given: {value}").format(value=default) if default else self.help

    @property
    def default_text(self) -> str:
        """What holds when nothing is given, as text; empty for none."""
        return "" if self.required else values.default_text(self.default, self.structure, self.per_cent)

    def show(self, value: Any, grouped: bool = True) -> str:
        """A plain value as text that ``read`` understands; "" for None."""
        return "" if value is None else values.show(value, self.structure, self.per_cent, grouped)

    def read(self, text: str, plain_shares: bool = False) -> Any:
        """The plain value that a text means; WrongTextError with what is wrong and how to mend it."""
        return values.read(text, self.structure, self.per_cent, plain_shares)


def is_share(part: type[Part] | None, key: str, structure: Structure) -> bool:
    """Whether a value is a share, shown as per cent."""
    names = {base.__name__ for base in part.__mro__} if part is not None else set()
    return any((name, key) in SHARES for name in names) or values.is_share(structure)


def field_of(declared: DeclaredField) -> Field:
    """The field of a declared key."""
    return Field(
        declared.key,
        str(declared.label),
        str(declared.help),
        declared.structure,
        declared.unit,
        declared.required,
        declared.default,
        is_share(declared.part, declared.key, declared.structure),
    )


def fields_of(part: type[Part]) -> dict[str, Field]:
    """The fields of a part by key, in the order of their declaration."""
    return {key: field_of(declared) for key, declared in declared_fields(part).items()}


@lru_cache(
    maxsize=4096
)  # tables ask for each cell that they paint; the language stays the same while the window is open
def field_at(path: Path) -> Field:
    """The field at a path of a scenario; entries of tables and items of lists are named by their key."""
    place, field = ROOT, Field("", "", "", ROOT)
    for key in path:
        declared = declared_fields(place.part).get(str(key)) if place.part is not None else None
        place = child(place, key)
        if declared is not None:
            field = field_of(declared)
        else:
            label = str(key) if isinstance(key, str) else _("No. {number}").format(number=key + 1)
            field = Field(str(key), label, field.help, place, field.unit, per_cent=values.is_share(place))
    return field


def default_of_left_out(field: Field, missing: Path, path: Path) -> Field:
    """A field at ``path`` in a part that the plan leaves out at ``missing``: with the default that holds there.

    A part that stands for "not given" may be switched off, while the same part with anything in it is on.
    """
    default = field_at(missing).default
    for key in path[len(missing) :]:
        attributes = {each.key: each.attribute for each in _declared_of(default)}
        if key not in attributes:
            return field
        default = getattr(default, attributes[str(key)])
    return replace(field, default=default)


def _declared_of(value: Any) -> Iterable[DeclaredField]:
    return declared_fields(type(value)).values() if isinstance(value, Part) else ()


def part_at(path: Path) -> type[Part]:
    """The kind of part that stands at a path; ValueError where none can."""
    part = place_at(_root_part(), path).part
    if part is None:
        raise ValueError(f"no part can stand at {path!r}")
    return part


def _root_part() -> type[Part]:
    assert ROOT.part is not None
    return ROOT.part


def labels_of(path: Path) -> Sequence[str]:
    """The labels along a path, for headings and names: ("Teams", "L1", "Shifts", "early")."""
    return [field_at(path[: number + 1]).label for number in range(len(path))]
