"""The inputs of the plan that a figure depends on most directly, with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from planner.reporting.content.promises import promise_text
from planner.scenario.addresses import format_address
from planner.texts import _
from ui.values.fields import field_at
from ui.values.numbers import number_text

if TYPE_CHECKING:
    from planner.scenario import Scenario
    from ui.running.answer import Answer

_COLLECTIONS = {
    "segment": "segments",
    "level": "support_levels",
    "channel": "channels",
    "topic": "topics",
    "tier": "tiers",
    "team": "teams",
}
# What of a member says most about its figures; only what the plan gives is listed.
_KEYS = {
    "segments": ("customers", "contacts_per_customer_month", "support_level", "revenue_per_customer_month"),
    "support_levels": ("priority", "price_per_customer_month"),
    "channels": ("kind", "concurrency", "cost_per_contact"),
    "topics": ("share", "tier"),
    "teams": ("tier", "cost_per_hour", "absence", "off_queue"),
}


def inputs_of(answer: Answer, by: Mapping[str, str]) -> list[str]:
    """A line for each member of a split with its address and values; of all together the size of the plan."""
    members = [(_COLLECTIONS[dimension], name) for dimension, name in by.items() if dimension in _COLLECTIONS]
    if not members:
        return [_size(answer.scenario)]
    lines = [f"{format_address(member)}: {', '.join(_values(answer.scenario, *member))}" for member in members]
    return [*(line.removesuffix(": ") for line in lines), *_promises(answer, by)]


def _values(scenario: Scenario, collection: str, name: str) -> Iterator[str]:
    data: Mapping[str, Any] = scenario.data.get(collection, {}).get(name, {})
    for key in _KEYS.get(collection, ()):
        if key in data:
            field = field_at((collection, name, key))
            yield f"{field.label} {field.show(data[key])} {field.unit_text(scenario.currency)}".strip()
    if collection == "teams":
        shifts = data.get("shifts", {})
        yield _("{count} shifts").format(count=len(shifts))


def _promises(answer: Answer, by: Mapping[str, str]) -> Iterator[str]:
    if set(by) == {"level", "channel"}:
        for promise in answer.section.promises:
            if (promise.level, promise.channel) == (by["level"], by["channel"]):
                yield _("Promised: {promise}").format(promise=promise_text(promise))


def _size(scenario: Scenario) -> str:
    customers = sum(_likely(segment.customers) for segment in scenario.segments.values())
    return _("The whole plan: {customers} customers in {segments} segments, {teams} teams, {weeks} weeks.").format(
        customers=number_text(customers),
        segments=len(scenario.segments),
        teams=len(scenario.teams),
        weeks=scenario.weeks,
    )


def _likely(number: Any) -> float:
    return float(getattr(number, "likely", number))
