"""The shifts of a team as a table that goes to a spreadsheet and back: name, days, from, to, agents, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from planner.scenario.addresses import Path
from planner.scenario.kinds import RANGE_KEYS
from planner.scenario.times import format_time, parse_span, parse_time
from planner.texts import _
from ui.editing.places import MISSING
from ui.tables.grid_model import Cell, Change, Place, Refusal, Texts
from ui.tables.parts_model import Column, PartsModel
from ui.tables.parts_table import PartsTable
from ui.values.fields import Field, WrongTextError
from ui.values.numbers import DASH, duration_text, is_range, parse_duration, range_pieces

_SPAN = ("span",)
_FROM, _TO = 0, 1
# A heading in words of its own where two columns show one value.
COLUMNS = (
    Column(("days",)),
    Column(_SPAN, _("From")),
    Column(_SPAN, _("Until")),
    Column(("agents",)),
    Column(("breaks",)),
    Column(("dates",)),
)
_COMMA = re.compile(r",(?![0-9])")  # one before a digit belongs to a number: "2,5 h"
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::00)?")


class TimeField(Field):
    """One end of a shift as a time of day."""

    def show(self, value: Any, grouped: bool = True) -> str:  # noqa: ARG002  # of numbers only
        """The time as it is."""
        return "" if value is None else str(value)

    def read(self, text: str, plain_shares: bool = False) -> Any:  # noqa: ARG002  # of shares only
        """The time in the plan's way of writing, from "8:00", "08:00:00" of a spreadsheet, or "8"."""
        match = _CLOCK.fullmatch(text.strip())
        try:
            return format_time(parse_time(f"{match[1]}:{match[2] or '00'}")) if match is not None else _no_time(text)
        except ValueError:
            return _no_time(text)


def _no_time(text: str) -> Any:
    raise WrongTextError(_("“{text}” is not a time of day. Write it like 08:30.").format(text=text[:40]))


class BreaksField(Field):
    """The breaks of a shift in words: "15 min after 2 h; 30 min after 4 h, unpaid, together"."""

    def show(self, value: Any, grouped: bool = True) -> str:  # noqa: ARG002  # of numbers only
        """The breaks in words."""
        return "; ".join(map(_break_text, value or ()))

    def read(self, text: str, plain_shares: bool = False) -> Any:  # noqa: ARG002  # of shares only
        """The breaks that a text means."""
        return [_read_break(piece.strip()) for piece in text.split(";") if piece.strip()]


def _break_text(rest: Mapping[str, Any]) -> str:
    text = _("{length} after {after}").format(length=_duration(rest["length"]), after=_duration(rest["after"]))
    if "paid" in rest:
        text += ", " + (_("paid") if rest["paid"] else _("unpaid"))
    if rest.get("stagger") is False:
        text += ", " + _("together")
    return text


def _duration(value: Any) -> str:
    return DASH.join(duration_text(value[key]) for key in RANGE_KEYS) if is_range(value) else duration_text(value)


def _read_break(text: str) -> dict[str, Any]:
    what, *words = (piece.strip() for piece in _COMMA.split(text))
    length, _after, after = what.partition(_("{length} after {after}").replace("{length}", "").replace("{after}", ""))
    found: dict[str, Any] = {}
    try:
        found["after"], found["length"] = _read_duration(after), _read_duration(length)
    except ValueError:
        words = ["?"]
    meanings = {_("paid"): ("paid", True), _("unpaid"): ("paid", False), _("together"): ("stagger", False)}
    for word in words:
        if word not in meanings:
            message = _("“{text}” is no break. Write it like {example}.")
            example = _("30 min after 4 h, unpaid")
            raise WrongTextError(message.format(text=text[:60], example=example))
        key, value = meanings[word]
        found[key] = value
    return found


def _read_duration(text: str) -> Any:
    pieces = [parse_duration(piece) for piece in range_pieces(text.strip())]
    return pieces[0] if len(pieces) == 1 else dict(zip(RANGE_KEYS, pieces, strict=True))


class ShiftsModel(PartsModel):
    """Shows a span as its two ends, and breaks in words; a table as large as this one replaces it wherever it goes."""

    pastes_whole = True

    def _end_of(self, column: int) -> int | None:
        """Which end of the span a column shows."""
        spans = [number + 1 for number, each in enumerate(self.columns) if each.path == _SPAN]
        return spans.index(column) if column in spans else None

    def cell(self, row: int, column: int) -> Cell:
        cell = super().cell(row, column)
        if self._end_of(column) is not None:
            label = self.columns[column - 1].heading
            return replace(cell, field=TimeField(cell.field.key, label, cell.field.help, cell.field.structure))
        if cell.field.key == "breaks":
            field = cell.field
            text = _("{help} Write them like {example}.").format(
                help=field.help, example=_("15 min after 2 h; 30 min after 4 h, unpaid, together")
            )
            return replace(cell, field=BreaksField(field.key, field.label, text, field.structure))
        return cell

    def value(self, row: int, column: int) -> Any:
        value, end = super().value(row, column), self._end_of(column)
        if end is None or value is None:
            return value
        try:
            span = parse_span(str(value))
        except ValueError:
            return value
        return format_time(span[end])

    def fitted(self, block: list[list[str]]) -> list[list[str]]:
        """A block from a spreadsheet, without the headings that it may have been given there."""
        headings = [
            str(self.headerData(column, Qt.Orientation.Horizontal)).replace("\n", " ")
            for column in range(len(block[0]))
        ]
        return block[1:] if len(block) > 1 and block[0] == headings[: len(block[0])] else block

    def set_texts(self, texts: Texts, name: str, new_rows: int = 0) -> tuple[Refusal, ...]:
        empty = [
            place
            for place, text in texts.items()
            if self._end_of(place[1]) is not None and place[0] < self.rowCount() and not (text or "").strip()
        ]
        if empty:
            return tuple(Refusal(place, _("A shift needs a beginning and an end, such as 08:30.")) for place in empty)
        return super().set_texts(texts, name, new_rows)

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        plain = dict(values)
        rows = {row for row, column in values if self._end_of(column) is not None}
        begin_column = next(number + 1 for number, each in enumerate(self.columns) if each.path == _SPAN)
        for row in rows:
            places = ((row, begin_column + _FROM), (row, begin_column + _TO))
            ends = [plain.pop(place, MISSING) for place in places]
            known = [self._known_end(p) if end is MISSING else str(end) for p, end in zip(places, ends, strict=True)]
            plain[places[0]] = "-".join(known)
        return super().change_of(plain)

    def _known_end(self, place: Place) -> str:
        row = min(place[0], self.rowCount() - 1)
        # a new row goes on from the last one
        return str(self.value(row, place[1])) if row >= 0 else ("09:00", "17:00")[self._end_of(place[1]) or 0]


class ShiftsTable(PartsTable):
    """The table of a team's shifts."""

    def make_model(self, collection: Path, columns: Iterable[Column | Path | str]) -> PartsModel:
        """The model with the two ends of each span."""
        return ShiftsModel(self.context, collection, columns, self)
