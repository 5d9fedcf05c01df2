"""Ticket counts from a spreadsheet in the plan: as the shape of a profile, and as the volume of those who ask by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.scenario.addresses import Path
from planner.texts import _
from planner.units import DAY, MONTH
from ui.context import Context
from ui.editing.places import MISSING, leave_out, put, shown_of, value_at
from ui.pasting.counts import Counts
from ui.values.numbers import is_range

_INSTEAD_OF = {
    "by_hour_of_week": ("by_hour", "by_weekday"),
    "by_hour": ("by_hour_of_week",),
    "by_weekday": ("by_hour_of_week",),
}
_WEEKS_OF_MONTH = MONTH / (7 * DAY)
_DIGITS = 6  # of scaled numbers: nobody counts more finely, and files stay short


def take_shape(context: Context, profile: Path, counts: Counts) -> None:
    """Take counts as the weights of a profile, as one edit: who asks how often stays as it is."""
    document = context.document
    scenario = str(document.scenario_name)
    shown = shown_of(document.plan, scenario)
    numbers = counts.plain
    value = numbers if len(numbers) > 1 else numbers[0]

    def change(data: dict[str, Any]) -> None:
        for other in _INSTEAD_OF.get(counts.key, ()):
            if value_at(shown, (*profile, other)) is not MISSING:
                leave_out(data, scenario, (*profile, other))
        put(data, scenario, (*profile, counts.key), value)

    document.edit(_("Paste counts"), change)


@dataclass(frozen=True)
class Volume:
    """What the segments that ask by a profile send in a week at the start, before prevention and self-service."""

    context: Context
    profile: Path

    @property
    def segments(self) -> dict[str, Mapping[str, Any]]:
        """The segments that ask by the profile, as far as they are switched on."""
        document = self.context.document
        segments = shown_of(document.plan, str(document.scenario_name)).get("segments", {})
        name = self.profile[-1]
        return {
            key: each for key, each in segments.items() if each.get("profile") == name and each.get("enabled", True)
        }

    @property
    def week(self) -> float:
        """Contacts a week."""
        return sum(contacts_a_month(segment) for segment in self.segments.values()) / _WEEKS_OF_MONTH

    def take(self, week: float) -> None:
        """Let the segments send so many contacts a week, each its part of them as before, as one edit."""
        factor = week / self.week
        scenario = str(self.context.document.scenario_name)
        segments = self.segments

        def change(data: dict[str, Any]) -> None:
            for name, segment in segments.items():
                path = ("segments", name)
                rate = segment.get("contacts_per_customer_month", 0)
                put(data, scenario, (*path, "contacts_per_customer_month"), _scaled(rate, factor))
                for month, contacts in segment.get("forecast", {}).items():
                    put(data, scenario, (*path, "forecast", month), _scaled(contacts, factor))

        self.context.document.edit(_("Take the volume of the counts"), change)


def contacts_a_month(segment: Mapping[str, Any]) -> float:
    """What a segment sends in a month at the start by its customers and their rate; of ranges the likely values."""
    return likely(segment.get("customers", 0)) * likely(segment.get("contacts_per_customer_month", 0))


def likely(value: Any) -> float:
    """A plain number, or the likely one of a range."""
    return float(value["likely"] if is_range(value) else value)


def _scaled(value: Any, factor: float) -> Any:
    if is_range(value):
        return {key: _scaled(each, factor) for key, each in value.items()}
    scaled = float(f"{value * factor:.{_DIGITS}g}")
    return int(scaled) if scaled == int(scaled) else scaled
