"""Small desks for the search of staffings, built from plain data: one tier and one topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.scenario import Plan, Scenario
from planner.scenario.files import checked

Table = dict[str, Any]

WEEKS_IN_A_MONTH = 365.25 / 12 / 7
CUSTOMERS = 1000

HOURS: Table = {"always": {"mon-sun": "00:00-24:00"}, "office": {"mon-fri": "09:00-17:00"}}


def desk(
    *,
    segments: Table,
    levels: Table,
    channels: Table,
    teams: Table,
    handle_time: object = "6 min",
    run: Mapping[str, object] | None = None,
    **parts: object,
) -> Scenario:
    """A checked scenario of one week; ``parts`` replace whole tables."""
    data: Table = {
        "format": 1,
        "time_zone": "UTC",
        "start": date(2026, 3, 2),
        "weeks": 1,
        "run": {"replications": 8, "warm_up": "1 d", "cool_down": "1 d", **(run or {})},
        "hours": HOURS,
        "segments": segments,
        "support_levels": levels,
        "channels": channels,
        "tiers": {"L1": {}},
        "topics": {"question": {"share": 1.0, "tier": "L1", "work": {"L1": {"handle_time": handle_time}}}},
        "teams": teams,
        **parts,
    }
    return checked(Plan.from_data(data)).base


def customers(contacts_per_week: float, channels: Mapping[str, float], level: str = "Basic", **more: object) -> Table:
    """A segment that brings so many contacts a week."""
    each = contacts_per_week / CUSTOMERS * WEEKS_IN_A_MONTH
    return {
        "customers": CUSTOMERS,
        "contacts_per_customer_month": each,
        "support_level": level,
        "channels": dict(channels),
        **more,
    }


def promise(within: str, share: float, clock: str | None = None) -> Table:
    """A target."""
    return {"within": within, "share": share} | ({} if clock is None else {"clock": clock})


def offer(hours: str = "always", **targets: Table) -> Table:
    """An offer with its promises: ``answer``, ``reply``, ``resolve``."""
    return {"hours": hours, **targets}


def shift(days: str = "mon-sun", span: str = "00:00-24:00", agents: int = 1, **more: object) -> Table:
    """A shift."""
    return {"days": days, "span": span, "agents": agents, **more}


def team(shifts: Table, *, cost: float = 10.0, **more: object) -> Table:
    """A team at the first tier."""
    return {"tier": "L1", "cost_per_hour": cost, "shifts": shifts, **more}


def phone(**more: object) -> Table:
    """Calls without replies."""
    return {"kind": "live", **more}


def email(**more: object) -> Table:
    """Mail without replies."""
    return {"kind": "deferred", **more}
