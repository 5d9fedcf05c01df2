"""Known exports: which of their columns holds what. A profile is data; ``--map`` replaces single fields of it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from planner.errors import PlannerError
from planner.history.mapping import column_map
from planner.texts import LazyText, _, lazy


@dataclass(frozen=True, slots=True)
class ExportProfile:
    """One known kind of export: for each field the expressions to try, the first whose columns exist is taken."""

    name: str
    label: LazyText
    fields: Mapping[str, tuple[str, ...]]


PROFILES: tuple[ExportProfile, ...] = (
    ExportProfile(
        "anonymous_bank",
        lazy("call log with a voice unit: date, vru_*, q_*, outcome, ser_*, server"),
        {
            "arrived": ("date+q_start|date+vru_exit",),
            "answered": ("date+ser_start|date+q_exit when outcome:AGENT|date+vru_exit when outcome:AGENT",),
            "ended": ("date+ser_exit|date+q_exit",),
            "abandoned": ("outcome:HANG",),
            "drop": ("outcome:PHANTOM",),
            "channel": ("=phone",),
            "topic": ("type",),
            "agent": ("server",),
            "missing": ("NO_SERVER",),
        },
    ),
    ExportProfile(
        "servicenow",
        lazy("incident table or its audit log: number, opened_at, resolved_at, contact_type, category"),
        {
            "ticket": ("number",),
            "arrived": ("opened_at", "sys_created_on", "sys_created_at"),
            "ended": ("resolved_at",),
            "channel": ("contact_type",),
            "segment": ("priority",),
            "topic": ("category",),
        },
    ),
    ExportProfile(
        "tickets",
        lazy("one row per ticket with usual column names: created_at, first_response_at, solved_at, channel, ..."),
        {
            "ticket": ("ticket_id", "Ticket ID", "id", "ID", "number"),
            "arrived": ("created_at", "Created at", "created", "Created", "opened_at", "arrived", "date"),
            "answered": ("first_response_at", "First response at", "answered_at", "first_replied_at", "answered"),
            "ended": ("solved_at", "Solved at", "resolved_at", "closed_at", "ended"),
            "channel": ("channel", "Channel", "via", "source", "Source", "contact_type"),
            "segment": ("plan", "Plan", "segment", "Segment", "customer_type"),
            "topic": ("topic", "Topic", "category", "Category", "type", "Type"),
            "agent": ("agent", "Agent", "assignee", "Assignee", "assigned_to"),
            "handle_time": ("handle_time", "Handle time", "handle_time_seconds"),
        },
    ),
)


def export_profile(name: str) -> ExportProfile:
    """The profile of that name; PlannerError with all names for another."""
    for profile in PROFILES:
        if profile.name == name:
            return profile
    near = difflib.get_close_matches(name, [profile.name for profile in PROFILES], n=1)
    raise PlannerError(
        _("There is no profile {name}.{nearest} Profiles: {known}.").format(
            name=name,
            nearest=" " + _("Did you mean {name}?").format(name=near[0]) if near else "",
            known="; ".join(f"{profile.name} ({profile.label})" for profile in PROFILES),
        )
    )


def mapping_for(profile: ExportProfile, columns: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """The profile's mapping on these columns, with the user's own fields over it; an empty text removes a field."""
    mapping: dict[str, str] = {}
    for name, expressions in profile.fields.items():
        for expression in expressions:
            if _fits(name, expression, columns):
                mapping[name] = expression
                break
    return given_fields({**mapping, **given})


def given_fields(mapping: Mapping[str, str]) -> dict[str, str]:
    """A mapping without the fields whose text is empty."""
    return {name: text for name, text in mapping.items() if text.strip()}


def _fits(name: str, expression: str, columns: list[str]) -> bool:
    trial = {name: expression} if name == "arrived" else {"arrived": columns[0], name: expression}
    try:
        column_map(trial, columns)
    except PlannerError:
        return False
    return True
