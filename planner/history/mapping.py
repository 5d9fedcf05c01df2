"""Which column holds what: the small language of `--map FIELD=...` and its meaning on the columns of a history.

``COLUMN`` takes a column; ``DATE+TIME`` joins columns; ``A|B`` takes B where A is blank; ``... when COLUMN:VALUE``
takes it only in rows where that column has that value; ``=text`` is the same text in every row. ``abandoned`` and
``drop`` also take ``COLUMN:VALUE``, true where the column has the value.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.history.reading import HistoryTable, TextArray
from planner.texts import LazyText, _, lazy

FlagArray = NDArray[np.bool_]

FIELDS: dict[str, LazyText] = {
    "arrived": lazy("moment at which the contact began to wait"),
    "answered": lazy("moment at which work on it began"),
    "ended": lazy("moment at which the work, or the waiting of who gave up, ended"),
    "abandoned": lazy("who gave up: a moment, a yes/no column, or COLUMN:VALUE"),
    "channel": lazy("channel"),
    "segment": lazy("group of customers"),
    "topic": lazy("what it is about; decides the handle time"),
    "agent": lazy("who worked on it"),
    "handle_time": lazy("length of the work in seconds or as H:MM:SS, instead of ended minus answered"),
    "ticket": lazy("number of the ticket, when a ticket has several rows"),
    "drop": lazy("rows to leave out, as COLUMN:VALUE"),
    "missing": lazy("values that mean nothing, besides blanks and ?, separated by |"),
    "dates": lazy("order of day and month: D/M/Y or M/D/Y"),
}
MOMENTS = ("arrived", "answered", "ended", "abandoned")
TEXTS = ("channel", "segment", "topic", "agent", "handle_time", "ticket")
DATE_ORDERS = {"d/m/y": "dmy", "m/d/y": "mdy", "dmy": "dmy", "mdy": "mdy"}
_BLANKS = frozenset({"", "?", "-", "na", "n/a", "nan", "nat", "null", "none"})


@dataclass(frozen=True, slots=True)
class Condition:
    """True in rows whose ``column`` has ``value`` (capitals do not matter)."""

    column: str
    value: str

    def holds(self, table: HistoryTable) -> FlagArray:
        """One flag for each row."""
        wanted = self.value.casefold()
        texts = table.columns[self.column]
        return np.fromiter((text.casefold() == wanted for text in texts), dtype=np.bool_, count=len(table))

    def __str__(self) -> str:
        return f"{self.column}:{self.value}"


@dataclass(frozen=True, slots=True)
class Source:
    """One way to get a value: columns to join, or a fixed text; ``when`` limits it to some rows."""

    columns: tuple[str, ...]
    text: str | None = None
    when: Condition | None = None

    def __str__(self) -> str:
        columns = "+".join(self.columns) if self.text is None else f"={self.text}"
        return columns if self.when is None else f"{columns} when {self.when}"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping whose columns exist in the file.

    ``sources`` holds for each mapped field its alternatives in order; ``drop`` and ``abandoned`` the conditions;
    ``missing`` the casefolded texts that mean nothing; ``dates`` the order of day and month, if the user gave it.
    """

    sources: dict[str, tuple[Source, ...]]
    drop: tuple[Condition, ...] = ()
    abandoned: tuple[Condition, ...] = ()
    missing: frozenset[str] = field(default=_BLANKS)
    dates: str | None = None

    def has(self, name: str) -> bool:
        """Whether the history says anything about a field."""
        return name in self.sources or (name == "abandoned" and bool(self.abandoned))

    def blank(self, texts: TextArray) -> FlagArray:
        """Which texts mean nothing."""
        return np.fromiter((text.casefold() in self.missing for text in texts), dtype=np.bool_, count=len(texts))

    def texts(self, table: HistoryTable, name: str) -> TextArray:
        """The text of a field in every row, "" where it is missing."""
        result = np.full(len(table), "", dtype=object)
        for source in self.sources.get(name, ()):
            wanted = result == ""
            if source.when is not None:
                wanted &= source.when.holds(table)
            result[wanted] = self._joined(table, source)[wanted]
        return result

    def _joined(self, table: HistoryTable, source: Source) -> TextArray:
        if source.text is not None:
            return np.full(len(table), source.text, dtype=object)
        parts = []
        for column in source.columns:
            texts = table.columns[column].copy()
            texts[self.blank(texts)] = ""
            parts.append(texts)
        if len(parts) == 1:
            return parts[0]
        return np.array([" / ".join(text for text in row if text) for row in zip(*parts, strict=True)], dtype=object)


def column_map(mapping: Mapping[str, str], columns: Iterable[str]) -> ColumnMap:
    """Read a mapping against the columns of a file.

    Raises PlannerError for an unknown field or column (naming the nearest), a missing ``arrived`` and a text that does
    not fit its field.
    """
    names = list(columns)
    for name in mapping:
        if name not in FIELDS:
            raise PlannerError(
                _("There is no field {name} to map.{nearest} Fields: {fields}.").format(
                    name=name, nearest=_nearest(name, FIELDS), fields=", ".join(FIELDS)
                )
            )
    if not mapping.get("arrived", "").strip():
        raise PlannerError(
            _("It is not said when contacts arrived. Add --map arrived=COLUMN; columns: {columns}.").format(
                columns=_listed(names)
            )
        )
    sources = {
        name: tuple(_source(name, part, names) for part in _parts(text, names))
        for name, text in mapping.items()
        if name in (*MOMENTS, *TEXTS) and not (name == "abandoned" and _is_condition(text, names))
    }
    blanks = {text.strip().casefold() for text in mapping.get("missing", "").split("|")}
    abandoned = mapping.get("abandoned", "")
    return ColumnMap(
        sources=sources,
        drop=_conditions("drop", mapping.get("drop", ""), names),
        abandoned=_conditions("abandoned", abandoned, names) if _is_condition(abandoned, names) else (),
        missing=_BLANKS | blanks,
        dates=_date_order(mapping.get("dates")),
    )


def _date_order(text: str | None) -> str | None:
    if text is None:
        return None
    order = DATE_ORDERS.get(text.strip().casefold())
    if order is None:
        raise PlannerError(_("dates is D/M/Y or M/D/Y, not {text}.").format(text=text))
    return order


def _parts(text: str, columns: list[str]) -> list[str]:
    return [text.strip()] if text.strip() in columns else [part.strip() for part in text.split("|")]


def _source(name: str, text: str, columns: list[str]) -> Source:
    if text.startswith("="):
        if name in MOMENTS:
            raise PlannerError(_("{name} needs a column, not the fixed text {text}.").format(name=name, text=text))
        return Source((), text=text[1:].strip())
    if text in columns:
        return Source((text,))
    wanted, when, condition = text.partition(" when ")
    if when:
        return Source(_joined_columns(name, wanted.strip(), columns), when=_condition(name, condition, columns))
    return Source(_joined_columns(name, text, columns))


def _joined_columns(name: str, text: str, columns: list[str]) -> tuple[str, ...]:
    parts = (text,) if text in columns else tuple(part.strip() for part in text.split("+"))
    for part in parts:
        if part not in columns:
            raise PlannerError(
                _("{field}: there is no column {column}.{nearest} Columns: {columns}.").format(
                    field=name, column=part or "''", nearest=_nearest(part, columns), columns=_listed(columns)
                )
            )
    return parts


def _is_condition(text: str, columns: list[str]) -> bool:
    return ":" in text and " when " not in text and text.strip() not in columns


def _conditions(name: str, text: str, columns: list[str]) -> tuple[Condition, ...]:
    return tuple(_condition(name, part, columns) for part in text.split("|") if part.strip())


def _condition(name: str, text: str, columns: list[str]) -> Condition:
    text = text.strip()
    places = [place for place, letter in enumerate(text) if letter == ":"]
    if not places:
        raise PlannerError(
            _("{name}: {text} is no condition. Write it as COLUMN:VALUE.").format(name=name, text=text or "''")
        )
    # the name of a column may hold a colon of its own
    place = next((place for place in places if text[:place].strip() in columns), places[0])
    column = text[:place].strip()
    _joined_columns(name, column, columns)
    return Condition(column, text[place + 1 :].strip())


def _nearest(name: str, known: Iterable[str]) -> str:
    folded = {text.casefold(): text for text in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.5)
    return " " + _("Did you mean {name}?").format(name=folded[found[0]]) if found else ""


def _listed(columns: list[str], most: int = 40) -> str:
    return ", ".join(columns[:most]) + (", …" if len(columns) > most else "")
