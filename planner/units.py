"""Durations, ranges, and how numbers with units are written and read."""

from __future__ import annotations

import math
import re
from typing import Any, Self

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
WEEK = 7 * DAY
MONTH = 365.25 / 12 * DAY

_UNITS = {
    "s": SECOND,
    "sec": SECOND,
    "second": SECOND,
    "seconds": SECOND,
    "min": MINUTE,
    "minute": MINUTE,
    "minutes": MINUTE,
    "h": HOUR,
    "hour": HOUR,
    "hours": HOUR,
    "d": DAY,
    "day": DAY,
    "days": DAY,
}
_PIECE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*([A-Za-z]+)\s*")


class Duration(float):
    """A time span in seconds that remembers how it was written.

    ``days`` is the number of days named in the text: on the open-hours clock a day means the mean opening time of a
    day that opens, so "1 d" and "24 h" are the same number of seconds but not the same promise.
    """

    text: str
    days: float

    def __new__(cls, seconds: float = 0.0, text: str | None = None, days: float = 0.0) -> Self:
        self = super().__new__(cls, seconds)
        self.text = format_duration(seconds) if text is None else text
        self.days = days
        return self

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read "20 s", "6 min", "1.5 h", "2 d" or "1 h 30 min"; ValueError for anything else."""
        seconds, days, position = 0.0, 0.0, 0
        stripped = text.strip()
        while position < len(stripped):
            piece = _PIECE.match(stripped, position)
            if piece is None or piece[2] not in _UNITS:
                raise ValueError(f"not a duration: {text[:50]!r}")
            amount, unit = float(piece[1]), _UNITS[piece[2]]
            seconds += amount * unit
            days += amount if unit == DAY else 0.0
            position = piece.end()
        if not stripped or not math.isfinite(seconds):
            raise ValueError(f"not a duration: {text[:50]!r}")
        return Duration(seconds, text, days)

    def __repr__(self) -> str:
        return f"Duration({self.text!r})"

    def __str__(self) -> str:
        return self.text

    def __getnewargs__(self) -> tuple[Any, ...]:
        return float(self), self.text, self.days


class Range(float):
    """A number that is not known exactly: its value is the likely one, between ``low`` and ``high``."""

    low: float
    high: float

    def __new__(cls, low: float, likely: float, high: float) -> Self:
        self = super().__new__(cls, likely)
        self.low, self.high = float(low), float(high)
        return self

    @property
    def likely(self) -> float:
        """The value in use."""
        return float(self)

    def __repr__(self) -> str:
        return f"Range({self.low!r}, {self.likely!r}, {self.high!r})"

    def __str__(self) -> str:
        return format_number(self.likely)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.low, self.likely, self.high


class WholeRange(int):
    """A whole number that is not known exactly: its value is the likely one, between ``low`` and ``high``."""

    low: int
    high: int

    def __new__(cls, low: int, likely: int, high: int) -> Self:
        self = super().__new__(cls, likely)
        self.low, self.high = low, high
        return self

    @property
    def likely(self) -> int:
        """The value in use."""
        return int(self)

    def __repr__(self) -> str:
        return f"WholeRange({self.low!r}, {self.likely!r}, {self.high!r})"

    def __str__(self) -> str:
        return str(self.likely)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.low, self.likely, self.high


class DurationRange(Duration):
    """A time span that is not known exactly: its value is the likely one, between ``low`` and ``high``."""

    low: Duration
    high: Duration

    def __new__(cls, low: Duration, likely: Duration, high: Duration) -> Self:
        self = super().__new__(cls, float(likely), likely.text, likely.days)
        self.low, self.high = low, high
        return self

    @property
    def likely(self) -> Duration:
        """The value in use."""
        return Duration(float(self), self.text, self.days)

    def __repr__(self) -> str:
        return f"DurationRange({self.low.text!r}, {self.text!r}, {self.high.text!r})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.low, self.likely, self.high


def format_duration(seconds: float) -> str:
    """Seconds as text with at most two units that reads back: "20 s", "1 h 30 min", "2 d 4 h"."""
    if not math.isfinite(seconds):
        return str(seconds)
    sign, rest = ("-" if seconds < 0 else ""), round(abs(seconds), 6)
    if rest < MINUTE:
        return f"{sign}{format_number(rest)} s"
    for unit, name, smaller, smaller_name in (
        (DAY, "d", HOUR, "h"),
        (HOUR, "h", MINUTE, "min"),
        (MINUTE, "min", SECOND, "s"),
    ):
        whole = math.floor(rest / unit)
        if whole:
            remainder = format_number((rest - whole * unit) / smaller)
            return f"{sign}{whole} {name}" + (f" {remainder} {smaller_name}" if remainder != "0" else "")
    raise AssertionError("unreachable: a minute or more has a whole unit")


def format_number(value: float, digits: int = 6) -> str:
    """A number with at most ``digits`` decimals and no trailing zeros: "3", "0.25"."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if math.isfinite(value) else str(value)
    return "0" if text in ("-0", "") else text


def format_share(share: float, decimals: int = 1) -> str:
    """A share of 0 to 1 as per cent: "12.5 %"."""
    return f"{100.0 * share:.{decimals}f} %"


def format_money(amount: float, currency: str, decimals: int = 0) -> str:
    """An amount of money with its currency and thousands apart: "12,340 EUR"."""
    return f"{amount:,.{decimals}f} {currency}"
