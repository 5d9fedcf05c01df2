"""Reading dates and times of day of any usual form; the form is found by trying and reported."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.history.reading import TextArray
from planner.texts import _

FloatArray = NDArray[np.float64]

DAY = 86400.0
_EPOCH_ORDINAL = dt.date(1970, 1, 1).toordinal()
_CENTURY_TURN = 69  # two-digit years below are of this century, as POSIX has it
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TRIED = 2000  # different texts of a column by which its form is chosen
_WORTH_READING = 0.5  # share of them that a form must read

_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([AaPp])\.?[Mm]\.?)?"
_TAIL = rf"(?:[T ]+{_CLOCK})?\s*(Z|[+-]\d{{2}}:?\d{{2}})?(?:\s*UTC)?$"
_TIME = re.compile(rf"^{_CLOCK}$")
_BARE_TIME = re.compile(r"^(\d{1,2})(\d{2})(\d{2})$|^(\d{1,2})(\d{2})$")


@dataclass(frozen=True, slots=True)
class DateForm:
    """One way to write a date: its name for the report, a pattern, and which groups are year, month and day."""

    name: str
    pattern: re.Pattern[str]
    order: tuple[int, int, int]

    def ordinal(self, match: re.Match[str]) -> int:
        """Days since 1970-01-01; ValueError for a date that does not exist."""
        year, month, day = (match[group] for group in self.order)
        months = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
        years = int(year)
        if len(year) == 2:
            years += 2000 if years < _CENTURY_TURN else 1900
        if not _YEARS[0] <= years <= _YEARS[1]:
            raise ValueError(year)
        return dt.date(years, months, int(day)).toordinal() - _EPOCH_ORDINAL


def _form(name: str, date: str, order: tuple[int, int, int]) -> DateForm:
    return DateForm(name, re.compile(rf"^{date}{_TAIL}"), order)


_SLASHED = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})"
FORMS: tuple[DateForm, ...] = (
    _form("Y-M-D", r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", (1, 2, 3)),
    _form("D/M/Y", _SLASHED, (3, 2, 1)),
    _form("M/D/Y", _SLASHED, (3, 1, 2)),
    _form("YYYYMMDD", r"(\d{4})(\d{2})(\d{2})", (1, 2, 3)),
    _form("YYMMDD", r"(\d{2})(\d{2})(\d{2})", (1, 2, 3)),
    _form("DDMMYY", r"(\d{2})(\d{2})(\d{2})", (3, 2, 1)),
    _form("D Mon Y", r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ,]+(\d{4}|\d{2})", (3, 2, 1)),
    _form("Mon D Y", r"([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})", (3, 1, 2)),
)
_FORCED = {"dmy": "M/D/Y", "mdy": "D/M/Y"}  # the form that the user's order rules out
_YEARS = (1970, 2199)  # others are placeholders such as 0001 or 9999


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments of one column.

    ``seconds`` since 1970-01-01 on the wall clock of the log, or in UTC where ``with_offset`` (the text named its
    offset); NaN where the text is blank or unreadable (``unread`` counts the latter).
    """

    seconds: FloatArray
    with_offset: NDArray[np.bool_]
    form: str
    unread: int
    doubt: str = ""


def read_moments(texts: TextArray, order: str | None = None) -> Moments | None:
    """Read a column of dates, with or without a time of day; None when hardly any text is a date.

    ``order`` ("dmy" or "mdy") decides what 3/4/2025 means; without it the order that reads most texts is taken, then
    the one that spans fewer days, and ``doubt`` says so.
    """
    different = list(dict.fromkeys(text for text in texts if text))
    if not different:
        return Moments(np.full(len(texts), np.nan), np.zeros(len(texts), dtype=np.bool_), "", 0)
    step = max(1, len(different) // _TRIED)
    form, doubt = _best_form(different[::step], order)
    if form is None:
        return _epoch_moments(texts, different)
    read = {text: _moment(text, form) for text in different}
    return _gathered(texts, read, form.name, doubt)


def _epoch_moments(texts: TextArray, different: list[str]) -> Moments | None:
    """Seconds or milliseconds since 1970, when every text is a number of that size."""

    def seconds(text: str) -> tuple[float, bool] | None:
        if not re.fullmatch(r"\d{10}(\d{3})?(\.\d+)?", text):
            return None
        value = float(text)
        return (value / 1000.0 if value >= 1e11 else value), True

    read = {text: seconds(text) for text in different}
    if sum(value is not None for value in read.values()) < _WORTH_READING * len(read):
        return None
    return _gathered(texts, read, _("seconds since 1970"), "")


def _gathered(texts: TextArray, read: dict[str, tuple[float, bool] | None], form: str, doubt: str) -> Moments:
    nothing = (np.nan, False)
    pairs = [(read[text] or nothing) if text else nothing for text in texts]
    seconds = np.array([pair[0] for pair in pairs], dtype=np.float64)
    with_offset = np.array([pair[1] for pair in pairs], dtype=np.bool_)
    filled = int(np.count_nonzero(texts != ""))
    return Moments(seconds, with_offset, form, filled - int(np.count_nonzero(np.isfinite(seconds))), doubt)


def _best_form(texts: list[str], order: str | None) -> tuple[DateForm | None, str]:
    forms = [form for form in FORMS if form.name != _FORCED.get(order or "")]
    days = {form.name: [day for day in (_day(text, form) for text in texts) if day is not None] for form in forms}
    best = max(forms, key=lambda form: len(days[form.name]))
    most = len(days[best.name])
    if most < _WORTH_READING * len(texts) or most == 0:
        return None, ""
    equal = [form for form in forms if len(days[form.name]) == most]
    if len(equal) == 1:
        return best, ""
    chosen = min(equal, key=lambda form: max(days[form.name]) - min(days[form.name]))
    other = next(form for form in equal if form is not chosen)
    doubt = _("dates could be {chosen} or {other}; read as {chosen}, which spans fewer days").format(
        chosen=chosen.name, other=other.name
    )
    same = days[chosen.name] == days[other.name]
    return chosen, "" if same else doubt


def _day(text: str, form: DateForm) -> int | None:
    match = form.pattern.match(text)
    if match is None:
        return None
    try:
        return form.ordinal(match)
    except ValueError:
        return None


def _moment(text: str, form: DateForm) -> tuple[float, bool] | None:
    match = form.pattern.match(text)
    if match is None:
        return None
    hour, minute, second, fraction, half, offset = match.groups()[-6:]
    try:
        seconds = form.ordinal(match) * DAY
        if hour is not None:
            seconds += _clock(hour, minute, second, fraction, half)
    except ValueError:
        return None
    if offset is None:
        return seconds, False
    return seconds - _offset(offset), True


def _clock(hour: str, minute: str, second: str | None, fraction: str | None, half: str | None) -> float:
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            raise ValueError(hour)
        hours = hours % 12 + (12 if half.casefold() == "p" else 0)
    if hours >= 48 or minutes >= 60 or seconds >= 61:
        raise ValueError(hour)
    return hours * 3600.0 + minutes * 60.0 + seconds + (float(f"0.{fraction}") if fraction else 0.0)


def _offset(text: str) -> float:
    if text == "Z":
        return 0.0
    sign = -1.0 if text[0] == "-" else 1.0
    return sign * (int(text[1:3]) * 3600.0 + int(text[-2:]) * 60.0)


def read_times_of_day(texts: TextArray) -> FloatArray:
    """Seconds after midnight of texts such as 9:05, 09:05:30, 9:05 PM, 24:10:00 (next day) or 0905; NaN if none."""
    return _each(texts, _time_of_day)


def read_lengths(texts: TextArray) -> FloatArray:
    """Lengths in seconds of texts such as 125, 125.5 or 0:02:05; NaN where there is none."""
    return _each(texts, _length)


def _each(texts: TextArray, read: Callable[[str], float]) -> FloatArray:
    known = {text: read(text) for text in dict.fromkeys(texts)}
    return np.array([known[text] for text in texts], dtype=np.float64)


def _time_of_day(text: str) -> float:
    match = _TIME.match(text)
    try:
        if match is not None:
            return _clock(*match.groups())
        bare = _BARE_TIME.match(text)
        if bare is not None:
            hour, minute, second = (bare[1], bare[2], bare[3]) if bare[1] else (bare[4], bare[5], "0")
            return _clock(hour, minute, second, None, None)
    except ValueError:
        pass
    return float("nan")


def _length(text: str) -> float:
    clock = re.fullmatch(r"(-?)(?:(\d+):)?(\d+):(\d{2}(?:\.\d+)?)", text)
    if clock is not None:
        sign = -1.0 if clock[1] else 1.0
        return sign * (int(clock[2] or 0) * 3600.0 + int(clock[3]) * 60.0 + float(clock[4]))
    try:
        return float(text)
    except ValueError:
        return float("nan")
