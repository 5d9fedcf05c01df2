"""Times of day, spans that may cross midnight, and days of the week, as a plan writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DAY_SECONDS = 86400


class Span(NamedTuple):
    """A stretch of a day in whole seconds after its midnight; ``end`` above 86,400 lies on the next day."""

    begin: int
    end: int

    @property
    def length(self) -> int:
        """Seconds on the wall clock."""
        return self.end - self.begin

    @property
    def text(self) -> str:
        """As written in a plan: "18:00-02:00"."""
        return f"{format_time(self.begin)}-{format_time(self.end)}"


def format_time(seconds: float) -> str:
    """Seconds after midnight as a time of day; exactly 86,400 is "24:00", later ones belong to the next day."""
    minutes = round(seconds / 60)
    if minutes > 24 * 60:
        minutes %= 24 * 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_time(text: str) -> int:
    """Seconds after midnight of "07:00" up to "24:00"; ValueError for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a time of day: {text[:50]!r}")
    hours, minutes = int(match[1]), int(match[2])
    if minutes > 59 or hours > 24 or (hours == 24 and minutes):
        raise ValueError(f"not a time of day: {text[:50]!r}")
    return hours * 3600 + minutes * 60


def parse_span(text: str) -> Span:
    """Read "09:00-17:00" or "18:00-02:00" (ends on the next day); ValueError for anything else."""
    begin_text, dash, end_text = text.partition("-")
    if not dash:
        raise ValueError(f"not a span: {text[:50]!r}")
    begin, end = parse_time(begin_text), parse_time(end_text)
    if begin in {end, _DAY_SECONDS}:
        raise ValueError(f"an empty span: {text[:50]!r}")
    return Span(begin, end if end > begin else end + _DAY_SECONDS)


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read spans separated by commas; "closed" is none. ValueError for anything else."""
    if text.strip().lower() == "closed":
        return ()
    return tuple(parse_span(piece) for piece in text.split(","))


def format_days(days: Sequence[int]) -> str:
    """Weekdays as a plan writes them: "mon-fri" for days that follow each other, else "mon, wed"."""
    chosen = sorted(days)
    begins = [day for day in chosen if (day - 1) % 7 not in chosen]
    if len(chosen) == len(DAY_NAMES):
        return f"{DAY_NAMES[0]}-{DAY_NAMES[-1]}"
    if len(begins) == 1 and len(chosen) > 1:
        return f"{DAY_NAMES[begins[0]]}-{DAY_NAMES[(begins[0] + len(chosen) - 1) % 7]}"
    return ", ".join(DAY_NAMES[day] for day in chosen)


def parse_days(text: str) -> tuple[int, ...]:
    """Read "mon-fri", "mon, wed" or "sat-mon" as sorted weekdays, Monday = 0; ValueError for anything else."""
    days: set[int] = set()
    for piece in text.lower().split(","):
        first_text, dash, last_text = (part.strip() for part in piece.partition("-"))
        if first_text not in DAY_NAMES or (dash and last_text not in DAY_NAMES):
            raise ValueError(f"not days of the week: {text[:50]!r}")
        first = DAY_NAMES.index(first_text)
        last = DAY_NAMES.index(last_text) if dash else first
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return tuple(sorted(days))
