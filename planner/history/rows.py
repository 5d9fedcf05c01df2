"""The neutral rows in which a calibration reports what was read, dropped, assumed, fitted and measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from planner.texts import LazyText, lazy
from planner.units import format_duration

Part = Literal["read", "dropped", "assumed", "fitted"]

PARTS: dict[Part, LazyText] = {
    "read": lazy("Read"),
    "dropped": lazy("Left out"),
    "assumed": lazy("Assumed"),
    "fitted": lazy("Estimated"),
}
_LINES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One statement about a history: which part of the report, about what, its value, and why or how."""

    part: Part
    item: str
    value: str | float | None
    note: str = ""


@dataclass(slots=True)
class Findings:
    """Collects report rows while a history is worked on; rows that count nothing are not kept."""

    rows: list[ReportRow] = field(default_factory=list)

    def read(self, item: str, value: str | float | None, note: str = "") -> None:
        """State what the file holds."""
        self.rows.append(ReportRow("read", item, value, note))

    def dropped(self, item: str, count: int, note: str = "") -> None:
        """Count what was left out; nothing is said about zero."""
        if count:
            self.rows.append(ReportRow("dropped", item, count, note))

    def assumed(self, item: str, value: str | float | None, note: str = "") -> None:
        """State what the history does not tell and the plan needs."""
        self.rows.append(ReportRow("assumed", item, value, note))

    def fitted(self, item: str, value: str | float | None, note: str = "") -> None:
        """State an estimate and its method."""
        self.rows.append(ReportRow("fitted", item, value, note))


def roughly(seconds: float) -> str:
    """A duration as text, without more detail than is worth reading: "20 s", "1 h 30 min", "2 d 4 h"."""
    step = 3600.0 if seconds >= 86400.0 else 60.0 if seconds >= 3600.0 else 1.0
    return format_duration(step * round(seconds / step))


def some_lines(lines: object) -> str:
    """The first few line numbers as text."""
    numbers = [int(line) for line in lines]  # type: ignore[attr-defined]
    return ", ".join(str(number) for number in numbers[:_LINES_SHOWN]) + (", …" if len(numbers) > _LINES_SHOWN else "")
