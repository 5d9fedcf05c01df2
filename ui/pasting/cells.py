"""Single cells of a spreadsheet: numbers in the way of writing of their block, weekdays, times of day and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QLocale

from planner.scenario.profiles import WEEKDAYS
from ui.values.numbers import Separators, parse_number

MINUTES = 60
NOTHING = frozenset({"", "-", "–", "—"})  # how spreadsheets show a cell with nothing in it
_COMMA_DECIMAL = re.compile(r"\d,(\d{1,2}|\d{4,})(?!\d)|\.\d{3},\d")
_POINT_DECIMAL = re.compile(r"\d\.(\d{1,2}|\d{4,})(?!\d)|,\d{3}\.\d")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?(?::\d{2})?\s*([ap]m?)?\s*(?:[-–—].*)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(.*))?")


def separators_of(cells: Iterable[str]) -> Separators:
    """How a block writes its numbers: one number that leaves no doubt decides for all; else as the user does."""
    cells = [cell for cell in cells if not _DATE.match(cell.strip())]
    if any(_COMMA_DECIMAL.search(cell) for cell in cells):
        return Separators(",", ".")
    if any(_POINT_DECIMAL.search(cell) for cell in cells):
        return Separators(".", ",")
    return Separators.local()


def number(cell: str, separators: Separators) -> float | None:
    """The count in a cell, 0 in an empty one; None for anything else."""
    if cell.strip() in NOTHING:
        return 0
    try:
        return parse_number(cell, separators)
    except ValueError:
        return None


def is_number(cell: str, separators: Separators) -> bool:
    """Whether there is a number in a cell."""
    return cell.strip() not in NOTHING and number(cell, separators) is not None


def weekday(cell: str) -> int | None:
    """The weekday (Monday is 0) that a cell names in English or in the user's language."""
    word = cell.strip().strip(".").lower()
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        for day in range(WEEKDAYS):
            if word and word in {locale.standaloneDayName(day + 1, form).strip(".").lower() for form in forms}:
                return day
    return None


def minute(cell: str) -> int | None:
    """The minute of the day at which a cell's stretch of time begins: "8", "08:30", "8 am", "08:00–09:00"."""
    found = _TIME.fullmatch(cell.strip())
    if found is None:
        return None
    hour, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * MINUTES + minutes if hour < 24 and minutes < MINUTES else None


def dates(cells: Sequence[str]) -> tuple[list[tuple[date, str] | None], str]:
    """The date in each cell with the text behind it, None where there is none; and how they were read ("d.m.y")."""
    found = [_DATE.fullmatch(cell.strip()) for cell in cells]
    parts = [(int(each[1]), int(each[3]), int(each[4])) for each in found if each is not None]
    order = _order(parts)
    return [None if each is None else _date(each, order) for each in found], order


def _order(parts: Sequence[tuple[int, int, int]]) -> str:
    if all(first > 31 for first, _second, _third in parts):
        return "y-m-d"
    if any(first > 12 for first, _second, _third in parts):
        return "d.m.y"
    if any(second > 12 for _first, second, _third in parts):
        return "m/d/y"
    local = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower()
    return "d.m.y" if local.find("d") < local.find("m") else "m/d/y"


def _date(found: re.Match[str], order: str) -> tuple[date, str] | None:
    numbers = dict(zip(order[::2], (int(found[1]), int(found[3]), int(found[4])), strict=True))
    year = numbers["y"] + (2000 if numbers["y"] < 100 else 0)
    try:
        return date(year, numbers["m"], numbers["d"]), (found[5] or "").strip()
    except ValueError:
        return None
