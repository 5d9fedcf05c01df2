"""What must hold for any plan, from its file to its metrics."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.economics import cost
from planner.metrics import measure
from planner.scenario import Scenario
from planner.study import Study, run_study
from simulation.records import TicketOutcome

pytestmark = pytest.mark.slow

shares = st.sampled_from([0.0, 0.1, 0.5])
maybe = st.booleans()


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """A plan with two segments, three channels, two tiers and two teams, with any of the mechanics switched on."""
    chat: dict[str, Any] = {
        "kind": "live",
        "concurrency": draw(st.integers(1, 3)),
        "replies": draw(st.sampled_from([0, 3])),
        "customer_replies_after": "45 s",
        "patience": "3 min",
    }
    phone: dict[str, Any] = {"kind": "live", "patience": "4 min", "wrap_up": "60 s", "balks": draw(shares)}
    email: dict[str, Any] = {"kind": "deferred", "replies": draw(st.sampled_from([0, 0.8]))}
    email["customer_replies_after"] = "3 h"
    if draw(maybe):
        phone["callback"] = {"offered_after": "1 min", "accepted_by": 0.5}
        phone["after_abandoning"] = {"retry": 0.4, "after": "10 min", "switch_to": "email", "switch": 0.3}
        chat["when_closed"] = {"switch_to": "email", "share": 0.6}
        chat["left_for"] = {"switch_to": "email", "share": 0.1}
        email["chase"] = {"share": 0.3, "after": "6 h", "channel": "phone"}
    if draw(maybe):
        phone["escalation"] = "transfer"
        email["replies_to"] = "owner"
        chat["silent_abandonment"] = 0.5
    hours = draw(st.sampled_from(["office", "always"]))
    offers = {name: {"hours": hours, "answer": {"within": "60 s", "share": 0.8}} for name in ("chat", "phone")}
    offers["email"] = {
        "hours": "office",
        "reply": {"within": "8 h", "share": 0.9},
        "resolve": {"within": "2 d", "share": 0.9},
    }
    level: dict[str, Any] = {"offers": offers, "priority": draw(st.integers(1, 3))}
    if draw(maybe):
        level["self_service"] = {"tried_by": 0.6, "solves": {"bug": 0.3}, "comes_back": 0.2}
        level["prevention"] = {
            "removes": {"bug": 0.1},
            "outreach": {"per_customer_month": 0.1, "handle_time": "5 min", "tier": "L1"},
        }
    segment = {"support_level": "Level", "time_zones": {"America/New_York": 0.5, "Europe/Belgrade": 0.5}}
    mixes = st.sampled_from([{"email": 1.0}, {"email": 0.4, "chat": 0.3, "phone": 0.3}, {"phone": 1.0}])
    segments = {
        name: {
            "customers": draw(st.sampled_from([0, 60, 400])),
            "contacts_per_customer_month": 1.5,
            "channels": draw(mixes),
        }
        | segment
        for name in ("Free", "Pro")
    }
    work = {"L1": {"handle_time": "8 min", "escalates": {"L2": 0.2}}, "L2": {"handle_time": "20 min"}}
    bug = {"share": 1.0, "tier": "L1", "work": work, "reopens": {"share": draw(shares), "after": "5 h"}}
    pause = [{"after": "3 h", "length": "30 min", "paid": draw(maybe)}]
    shift = {"days": "mon-fri", "span": draw(st.sampled_from(["09:00-18:00", "18:00-02:00"])), "breaks": pause}
    team = {"cost_per_hour": 20.0, "absence": draw(shares), "off_queue": draw(shares), "interruptible": draw(maybe)}
    return {
        "start": date(2026, 3, 23),  # the clocks change in the week
        "time_zone": "Europe/Belgrade",
        "weeks": 1,
        "holidays": draw(st.sampled_from([[], [date(2026, 3, 25)]])),
        "run": {"replications": 2, "warm_up": "2 d", "cool_down": "3 d", "seed": draw(st.integers(0, 1000))},
        "hours": {"office": {"mon-fri": "09:00-18:00"}, "always": {"mon-sun": "00:00-24:00"}},
        "segments": segments,
        "support_levels": {"Level": level},
        "channels": {"email": email, "chat": chat, "phone": phone},
        "tiers": {"L1": {}, "L2": {}},
        "topics": {"bug": bug},
        "teams": {
            "L1": team | {"tier": "L1", "shifts": {"a": shift | {"agents": draw(st.integers(0, 4))}}},
            "L2": team | {"tier": "L2", "helps": {"L1": "10 min"}, "shifts": {"a": shift | {"agents": 1}}},
        },
        "routing": {"order": draw(st.sampled_from(["first come", "priority", "deadline", "ageing"]))},
        "costs": {"weekend_premium": 0.1, "on_costs": 0.2, "overtime_premium": 0.5},
    }


def studied(data: dict[str, Any]) -> Study:
    return run_study(Scenario.from_data(data), workers=1)


def totals(study: Study) -> dict[str, float | None]:
    return {row.metric: row.value for row in measure(study) if not row.by}


@given(plans())
@settings(max_examples=25)
def test_that_nothing_is_lost_between_needs_tickets_and_outcomes(data: dict[str, Any]) -> None:
    study = studied(data)
    total = {name: value or 0.0 for name, value in totals(study).items()}
    ends = total["tickets_resolved"] + total["tickets_abandoned"] + total["tickets_open"]
    assert np.isclose(total["tickets_offered"], ends, rtol=1e-12)
    fates = total["contacts_prevented"] + total["contacts_unserved"] + total["contacts_deflected"]
    asked = sum(
        float(np.sum((r.needs.fate == 0) & (r.needs.time >= 0) & (r.needs.time < study.inputs.horizon.weeks_end)))
        for r in study.records
    )
    assert np.isclose(total["contacts_potential"], fates + asked / study.replications, rtol=1e-12)


@given(plans())
@settings(max_examples=25)
def test_that_littles_law_holds_between_backlog_and_time_in_the_system(data: dict[str, Any]) -> None:
    study = studied(data)
    end = study.inputs.horizon.weeks_end
    area = 0.0
    for records in study.records:
        tickets = records.tickets
        leaves = np.where(tickets.outcome == TicketOutcome.RESOLVED, tickets.resolved, np.inf)
        for ticket in np.flatnonzero(tickets.outcome == TicketOutcome.ABANDONED).tolist():
            leaves[ticket] = np.nanmax(records.contacts.ended[records.contacts.ticket == ticket])
        reopened = np.zeros(len(tickets))
        touches = records.touches
        for row in np.flatnonzero(touches.kind == 3).tolist():
            before = touches.ended[(touches.ticket == touches.ticket[row]) & (touches.ended <= touches.ready[row])]
            gap = np.clip([np.max(before), touches.ready[row]], 0.0, end)
            reopened[touches.ticket[row]] += gap[1] - gap[0]
        inside = np.clip(leaves, 0.0, end) - np.clip(tickets.arrival, 0.0, end) - reopened
        area += float(np.sum(inside[tickets.topic >= 0]))
    value = totals(study)["backlog_mean"]
    assert np.isclose((value or 0.0) * end * study.replications, area, rtol=1e-9, atol=1e-3)


@given(plans())
@settings(max_examples=15)
def test_that_cost_lines_add_up_to_the_total_in_every_split(data: dict[str, Any]) -> None:
    study = studied(data)
    lines = [line for line in cost(study) if line.value is not None]
    total = totals(study)["cost_total"] or 0.0
    assert np.isclose(sum(line.value or 0.0 for line in lines if not line.by), total, rtol=1e-12)
    for split in ("team", "segment", "level", "channel", "topic", "tier"):
        parts = sum(line.value or 0.0 for line in lines if set(line.by) == {split})
        assert np.isclose(parts, total, rtol=1e-12), split


@given(plans())
@settings(max_examples=8)
def test_that_a_split_adds_up_to_its_total(data: dict[str, Any]) -> None:
    rows = measure(studied(data))
    for name in ("tickets_offered", "contacts_offered", "tickets_resolved", "contacts_unserved"):
        by_segment = sum(row.value or 0.0 for row in rows if row.metric == name and set(row.by) == {"segment"})
        (total,) = (row.value or 0.0 for row in rows if row.metric == name and not row.by)
        assert np.isclose(by_segment, total, rtol=1e-12), name
