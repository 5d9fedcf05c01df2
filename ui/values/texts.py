"""Plain values of a plan as text that people read and type, and back, by the kind of value that is declared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError
from PySide6.QtCore import QDate, QLocale

from planner.scenario.distribution import DurationDistribution, ReplyCount
from planner.scenario.fields import Structure, child
from planner.scenario.kinds import RANGE_KEYS, Kind, NumberKind
from planner.scenario.messages import ANYTHING_ELSE, MESSAGES
from planner.scenario.problems import suggestion
from planner.scenario.times import Span, format_days
from planner.texts import _
from planner.units import Duration, format_duration
from ui.values.lists import pieces_of, quoted
from ui.values.numbers import (
    DASH,
    duration_text,
    is_range,
    number_text,
    parse_duration,
    parse_number,
    parse_share,
    range_pieces,
    share_text,
)
from ui.values.spreads import NEXT, read_spread, show_spread

YES, NO = ("true", "yes", "1", "on", "✓", "x"), ("false", "no", "0", "off", "–", "-")


class WrongTextError(ValueError):
    """A text that cannot be read as a value; ``str()`` says what is wrong and how to mend it."""


def is_share(place: Structure) -> bool:
    """Whether the limits of a number say that it is a share."""
    kind = place.kind
    if place.entries is not None and place.part is None:
        return is_share(child(place, ""))
    return isinstance(kind, NumberKind) and kind.low is not None and 0 <= kind.low and kind.high <= 1 and not kind.whole


def show(value: Any, place: Structure, per_cent: bool = False, grouped: bool = True) -> str:
    """A plain value as text; one that is of no declared kind as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if is_range(value):
        return DASH.join(show(value[key], place, per_cent, grouped) for key in RANGE_KEYS)
    if isinstance(value, Mapping):
        return _show_table(value, place, per_cent, grouped)
    if isinstance(value, (list, tuple)):
        return _show_list(value, child(place, 0), per_cent, grouped)
    if isinstance(value, (int, float)):
        return share_text(value, grouped=grouped) if per_cent else number_text(value, grouped=grouped)
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    name = place.kind.name if place.kind is not None else ""
    return duration_text(value) if name in {"duration", "distribution"} else str(value)


def _show_list(items: Sequence[Any], inner: Structure, per_cent: bool, grouped: bool) -> str:
    if inner.part is not None:
        return _("{count} entries").format(count=len(items))
    if _has_names(inner):
        return ", ".join(quoted(str(name), ",") for name in items)
    return NEXT.join(show(item, inner, per_cent, grouped) for item in items)


def _show_table(value: Mapping[str, Any], place: Structure, per_cent: bool, grouped: bool) -> str:
    if place.part is DurationDistribution:
        return show_spread(value, place, lambda part, inner: show(part, inner, grouped=grouped))
    pieces = []
    for key, part in value.items():
        inner = child(place, key)
        pieces.append(f"{quoted(str(key), ';')}: {show(part, inner, per_cent or is_share(inner), grouped)}")
    return NEXT.join(pieces)


def default_text(default: Any, place: Structure, per_cent: bool) -> str:
    """The default of a declaration as text; empty where nothing stands for "not given"."""
    plain = _plain_default(default, place)
    return "" if plain in (None, "", {}, []) else show(plain, place, per_cent)


def _plain_default(default: Any, place: Structure) -> Any:
    if isinstance(default, Duration):
        return default.text
    if isinstance(default, DurationDistribution):
        return None if default.mean is None else default.mean.text
    if isinstance(default, ReplyCount):
        return default.mean
    if isinstance(default, Span):
        return default.text
    if isinstance(default, BaseModel):
        return None
    if isinstance(default, tuple) and place.kind is not None:
        return format_days(default)
    return int(default) if isinstance(default, float) and default == int(default) else default


def read(text: str, place: Structure, per_cent: bool = False, plain_shares: bool = False) -> Any:
    """The plain value that a text means; WrongTextError when it cannot stand there."""
    stripped = text.strip()
    if stripped.startswith("{"):
        return _as_written(stripped, place)
    if place.part is DurationDistribution:
        return _read_distribution(stripped, place)
    if place.part is not None:
        plain_key = getattr(place.kind, "plain_key", None)
        if plain_key is None:
            raise WrongTextError(_("This is edited in its form."))
        inner = child(place, plain_key)
        return read(text, inner, per_cent or is_share(inner), plain_shares)
    if place.entries is not None:
        return _read_entries(stripped, place, per_cent, plain_shares)
    if place.items is not None:
        return _read_items(stripped, place, per_cent, plain_shares)
    if place.choices:
        return _read_choice(stripped, place.choices)
    reader = _READERS.get(place.kind.name if place.kind is not None else "")
    if reader is not None and place.kind is not None:
        return reader(stripped, place.kind, per_cent, plain_shares)
    return _checked(text if place.kind is not None and place.kind.name == "text" else stripped, place.kind)


def _checked(value: Any, kind: Kind | None, per_cent: bool = False) -> Any:
    """The value, after its kind has read it."""
    if kind is None:
        return value
    try:
        kind.read(value)
    except PydanticCustomError as error:
        raise WrongTextError(_sentence(error, per_cent)) from None
    return value


def _sentence(error: PydanticCustomError, per_cent: bool) -> str:
    context: dict[str, Any] = {"value": "", "suggestion": "", "key": "", "help": "", **(error.context or {})}
    if per_cent:
        for key in ("value", "limit"):
            if key in context:
                context[key] = _as_per_cent(context[key])
    message, mend = MESSAGES.get(error.type, ANYTHING_ELSE)
    return f"{message.format(**context)} {mend.format(**context)}".strip()


def _as_per_cent(text: Any) -> str:
    try:
        return share_text(float(text))
    except ValueError:
        return str(text)


def _read_number(text: str, kind: Kind, per_cent: bool, plain_shares: bool) -> Any:
    parse: Callable[[str], Any] = parse_number
    if per_cent:
        parse = lambda piece: parse_share(piece, plain=plain_shares)  # noqa: E731  # one of two ways to read a piece
    example = _("85 %") if per_cent else number_text(1234 if getattr(kind, "whole", False) else 12.5)
    message = _("“{text}” is not a number. Write it like {example}.").format(text=text[:60], example=example)
    return _checked(_one_or_range(text, parse, message, getattr(kind, "whole", False)), kind, per_cent)


def _read_duration(text: str, kind: Kind, _per_cent: bool, _plain: bool) -> Any:
    return _checked(_one_or_range(text, parse_duration, ""), kind)


def _one_or_range(text: str, parse: Callable[[str], Any], message: str, whole: bool = False) -> Any:
    try:
        pieces = range_pieces(text)
    except ValueError as error:
        raise WrongTextError(str(error)) from None
    try:
        read_pieces = [parse(piece) for piece in pieces]
    except ValueError:
        if not message and re.fullmatch(r"[0-9.,]+", text):
            value = text if re.fullmatch(r"[0-9.]+", text) else "5"
            what, mend = MESSAGES["duration_bare"]
            message = f"{what.format(value=text)} {mend.format(value=value)}"
        what, mend = MESSAGES["duration_text"]
        raise WrongTextError(message or f"{what.format(value=text[:60])} {mend}") from None
    if len(read_pieces) == 1:
        return read_pieces[0]
    if len(read_pieces) == 2:
        low, high = read_pieces
        read_pieces = [low, _middle(low, high, whole), high]
    return dict(zip(RANGE_KEYS, read_pieces, strict=True))


def _middle(low: Any, high: Any, whole: bool) -> Any:
    """The likely value of a range of which only the ends are told."""
    if isinstance(low, str):
        return format_duration((Duration.parse(low) + Duration.parse(high)) / 2)
    middle = round((low + high) / 2, 9)
    return round(middle) if whole or middle == round(middle) else middle


def _read_flag(text: str, _kind: Kind, _per_cent: bool, _plain: bool) -> bool:
    word = text.lower()
    if word in YES or word == _("yes").lower():
        return True
    if word in NO or word == _("no").lower():
        return False
    raise WrongTextError(_("“{text}” is neither yes nor no.").format(text=text[:60]))


def _read_date(text: str, kind: Kind, _per_cent: bool, _plain: bool) -> Any:
    return _checked(_as_date(text, getattr(kind, "times", False)), kind)


def _as_date(text: str, times: bool) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if times:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    locale = QLocale()
    for form in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat):
        day = locale.toDate(text, form)
        if day.isValid() and not 1970 <= day.year() < 2000:  # Qt takes a year of two digits for one of the last century
            return _plain_date(day)
    example = "2026-03-02 14:00" if times else "2026-03-02"
    raise WrongTextError(_("“{text}” is not a date. Write it like {example}.").format(text=text[:60], example=example))


def _plain_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _read_holidays(text: str, kind: Kind, _per_cent: bool, _plain: bool) -> Any:
    if re.search(r"[0-9]{4}-[0-9]", text):
        return _checked(
            [_as_date(piece.strip(), times=False) for piece in re.split("[;,]", text) if piece.strip()], kind
        )
    return _checked(text, kind)


def _read_factors(text: str, kind: Kind, _per_cent: bool, plain: bool) -> Any:
    if ":" not in text:
        return _read_number(text, kind, False, plain)
    factors = {}
    for piece in pieces_of(text, ";"):
        name, _colon, factor = piece.rpartition(":")
        factors[name.strip()] = _read_number(factor.strip(), kind, False, plain)
    return _checked(factors, kind)


_READERS: dict[str, Callable[[str, Kind, bool, bool], Any]] = {
    "number": _read_number,
    "duration": _read_duration,
    "flag": _read_flag,
    "date": _read_date,
    "holidays": _read_holidays,
    "factors": _read_factors,
}


def _read_choice(text: str, choices: tuple[str, ...]) -> str:
    for choice in choices:
        if choice.lower() == text.lower():
            return choice
    what, _mend = MESSAGES["literal_error"]
    raise WrongTextError(f"{what.format(value=text[:60])} {suggestion(text, choices)}")


def _has_names(place: Structure) -> bool:
    return place.kind is not None and place.kind.name == "reference"


def _read_items(text: str, place: Structure, per_cent: bool, plain_shares: bool) -> list[Any]:
    inner = child(place, 0)
    if inner.part is not None or inner.items is not None:
        raise WrongTextError(_("This is edited in its form."))
    if _has_names(inner):
        return [_checked(name, inner.kind) for name in pieces_of(text, ",")]
    pieces = re.split(r"[;\t\n]|,\s", text)
    return [read(piece, inner, per_cent, plain_shares) for piece in pieces if piece.strip()]


def _read_entries(text: str, place: Structure, per_cent: bool, plain_shares: bool) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for piece in pieces_of(text, ";"):
        name, mark, value = piece.rpartition(": ")
        if not mark:
            name, mark, value = piece.rpartition("=")
        if not mark:
            message = _("“{text}” has no name and value. Write it like {example}.")
            raise WrongTextError(message.format(text=piece[:60], example=_("email: 80 %; chat: 20 %")))
        _checked(name.strip(), place.entry_names)
        inner = child(place, name.strip())
        entries[name.strip()] = read(value, inner, per_cent or is_share(inner), plain_shares)
    return entries


def _read_distribution(text: str, place: Structure) -> Any:
    try:
        return read_spread(text, place, read)
    except WrongTextError:
        raise
    except ValueError as error:
        raise WrongTextError(str(error)) from None


def _as_written(text: str, place: Structure) -> Any:
    """A table or list as the plan's file has it: "{ low = 5, likely = 7, high = 12 }"."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError as error:
        message = _("This cannot be read as a table of the plan’s file: {reason}.")
        raise WrongTextError(message.format(reason=error)) from None
    return _checked(value, place.kind) if place.part is None else value
