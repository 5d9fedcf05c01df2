"""Numbers, shares, durations and ranges as people type and read them: "1.234,5", "85 %", "1:30", "5 – 7 – 12"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QLocale

from planner.scenario.kinds import RANGE_KEYS
from planner.texts import _
from planner.units import Duration, format_duration, format_number

DASH = " – "
_MINUS = str.maketrans({"−": "-", "–": "-", "\u2011": "-"})
# Digits and marks of the Arabic script, which no other way of writing uses, as those that a plan has.
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
_BLANKS = re.compile("[ \u00a0\u2009\u202f'’]")
_NUMBER = re.compile(r"[+-]?[0-9.,]*[0-9][0-9.,]*([eE][+-]?[0-9]{1,3})?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?")
_DASHES = re.compile(r"\s*[–—]\s*|\s+-\s+|\s*\.\.\.?\s*|(?<=[0-9a-zA-Z%])-(?=[0-9])|\s+to\s+")
_TO = re.compile(r"\s+to\s+")
_SIGN = re.compile("[-−–\u2011]?")
_UNIT = re.compile(r"[A-Za-z%]+\s*$")
_PIECE = re.compile(r"([0-9.,\u00a0\u2009\u202f'’ ]*[0-9])\s*([A-Za-z]+)")


@dataclass(frozen=True)
class Separators:
    """What a language puts between whole and decimal digits, and between thousands."""

    decimal: str = "."
    group: str = ","

    @classmethod
    def local(cls) -> Separators:
        """Those of the user's own settings."""
        locale = QLocale()
        return cls(locale.decimalPoint(), locale.groupSeparator())


def parse_number(text: str, separators: Separators | None = None) -> int | float:
    """A number in the local or in the plain way of writing; ValueError for anything else."""
    return _as_plain(_decimal(text, separators or Separators.local()))


def parse_share(text: str, separators: Separators | None = None, plain: bool = False) -> int | float:
    """A share from "85 %", "0.85" or "85": as in spreadsheets, from 1 on numbers are per cent, unless ``plain``."""
    stripped = text.strip().translate(_ARABIC)
    number = _decimal(stripped.removesuffix("%"), separators or Separators.local())
    per_cent = stripped.endswith("%") or (abs(number) >= 1 and not plain)
    return _as_plain(number / 100 if per_cent else number)


def parse_duration(text: str, separators: Separators | None = None) -> str:
    """A duration as a plan writes it, from "90 s", "1,5 h" or "1:30" (hours and minutes); ValueError for others."""
    separators = separators or Separators.local()
    stripped = text.strip().translate(_ARABIC)
    clock = _CLOCK.fullmatch(stripped)
    if clock is not None:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        pieces = ((hours, "h"), (minutes, "min"), (seconds, "s"))
        return " ".join(f"{amount} {unit}" for amount, unit in pieces if amount) or "0 s"
    if re.fullmatch("0+", stripped):
        return "0 s"
    plain = _PIECE.sub(lambda piece: f"{_plain_text(_decimal(piece[1], separators))} {piece[2]} ", stripped).strip()
    Duration.parse(plain)
    return plain


def range_pieces(text: str, fewest: int = 3) -> list[str]:
    """The parts of "5 – 7 – 12 min", each with its unit; one part when it is no range.

    ValueError for another number of parts than three; "5 to 12" has two, as has "5 – 12" where ``fewest`` allows it.
    """
    stripped = text.strip().translate(_ARABIC)
    sign = _SIGN.match(stripped)
    first = sign[0] if sign is not None else ""
    pieces = [piece for piece in _DASHES.split(stripped[len(first) :]) if piece]
    if len(pieces) < 2:
        return [text]
    pieces[0] = first + pieces[0]
    fewest = 2 if _TO.search(text) else fewest
    if not fewest <= len(pieces) <= len(RANGE_KEYS):
        raise ValueError(_("A range has three numbers: lowest – likely – highest; or write two of them as “5 to 12”."))
    unit = _UNIT.search(pieces[-1])
    if unit is not None:
        pieces = [piece if _UNIT.search(piece) or ":" in piece else f"{piece} {unit[0]}" for piece in pieces]
    return pieces


def number_text(value: float | Decimal, separators: Separators | None = None, grouped: bool = True) -> str:
    """A number with all its digits in the local way of writing; without thousands apart if not ``grouped``."""
    separators = separators or Separators.local()
    plain = _plain_text(value if isinstance(value, Decimal) else Decimal(repr(value)))
    sign, digits = ("−" if plain.startswith("-") and grouped else plain[: plain.startswith("-")]), plain.lstrip("-")
    whole, _point, rest = digits.partition(".")
    if grouped and len(whole) > 3:
        head = len(whole) % 3
        groups = [whole[:head]] * bool(head) + [whole[place : place + 3] for place in range(head, len(whole), 3)]
        whole = separators.group.join(groups)
    return sign + whole + (separators.decimal + rest if rest else "")


def share_text(value: float, separators: Separators | None = None, grouped: bool = True) -> str:
    """A share as per cent: "85 %"."""
    return f"{number_text(Decimal(repr(value)) * 100, separators, grouped)} %"


def duration_text(text: str, separators: Separators | None = None) -> str:
    """A duration of a plan in units that people read: "7200 s" as "2 h", everything else as it was written."""
    separators = separators or Separators.local()
    try:
        duration = Duration.parse(text)
    except ValueError:
        return text
    better = format_duration(duration)
    pieces = _PIECE.findall(text)
    if not duration.days and len(pieces) == 1 and _is_long(pieces[0][1], float(duration)) and "." not in better:
        text = better
    return " ".join(
        f"{number_text(Decimal(amount.strip()), separators)} {unit}" for amount, unit in _PIECE.findall(text)
    )


def seconds_text(seconds: float) -> str:
    """A number of seconds, such as a sum, in a unit that people read."""
    for limit, size, unit in ((120, 1, "s"), (7200, 60, "min"), (float("inf"), 3600, "h")):
        if abs(seconds) < limit:
            return f"{number_text(float(format_number(seconds / size, 2)))} {unit}"
    raise AssertionError("unreachable: the last limit is infinite")


def is_range(value: Any) -> bool:
    """Whether a plain value is a range with its three keys."""
    return isinstance(value, Mapping) and set(value) == set(RANGE_KEYS)


def _is_long(unit: str, seconds: float) -> bool:
    return (unit.startswith("s") and seconds >= 600) or (unit.startswith("m") and seconds >= 36_000)


def _as_plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() and abs(number) < 10**18 else float(number)


def _plain_text(number: Decimal) -> str:
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"", "-0"} else plain


def _decimal(text: str, separators: Separators) -> Decimal:
    """The number that a text means; a single comma or point before three digits means what it means locally."""
    stripped = text.strip().translate(_ARABIC).translate(_MINUS)
    digits = _without_blanks(stripped)
    if not _NUMBER.fullmatch(digits):
        raise ValueError(f"not a number: {text[:50]!r}")
    marks = [letter for letter in digits if letter in ".,"]
    decimal = _decimal_mark(digits, marks, separators)
    mantissa, _e, exponent = digits.lower().partition("e")
    whole, _mark, rest = mantissa.rpartition(decimal) if decimal else (mantissa, "", "")
    if any(mark in rest for mark in ".,"):
        raise ValueError(f"not a number: {text[:50]!r}")
    groups = re.split("[.,]", whole.lstrip("+-"))
    if len(groups) > 1 and (len({*marks} - {decimal}) > 1 or not _are_groups(groups)):
        raise ValueError(f"not a number: {text[:50]!r}")
    sign = "-" if mantissa.startswith("-") else ""
    try:
        return Decimal(f"{sign}{''.join(groups) or '0'}.{rest or '0'}e{exponent or '0'}")
    except InvalidOperation:
        raise ValueError(f"not a number: {text[:50]!r}") from None


def _without_blanks(text: str) -> str:
    pieces = _BLANKS.split(text)
    if len(pieces) == 1:
        return text
    last, *_rest = re.split("[.,]", pieces[-1])
    if not _are_groups([pieces[0].lstrip("+-"), *pieces[1:-1], last]):
        raise ValueError(f"not a number: {text[:50]!r}")
    return "".join(pieces)


def _are_groups(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 and group.isdigit() for group in groups[1:])


def _decimal_mark(digits: str, marks: list[str], separators: Separators) -> str:
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) > 1:
        return ""
    whole, _mark, rest = digits.partition(marks[0])
    head = whole.lstrip("+-")
    could_group = len(rest) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    return "" if could_group and marks[0] != separators.decimal.translate(_ARABIC) else marks[0]


def tidy(number: float) -> int | float:
    """A number as a file should hold it: six decimals at most, and none where it is whole."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
