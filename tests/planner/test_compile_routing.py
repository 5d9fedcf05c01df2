"""Who may take what after which wait: matrices of a small desk, written out by hand."""

from __future__ import annotations

import tomllib
from typing import Any

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.compile.routing import ORDERS
from planner.scenario.scenario import Scenario
from simulation.inputs import Order, RoutingInputs

INF = np.inf
ALL = slice(None)

# Positions: teams Front 0, Engineers 1, Personal 2; tiers L1 0, L2 1; channels phone 0, email 1, outreach 2;
# segments Free 0, Big 1; topics bug 0, billing 1.
FRONT, ENGINEERS, PERSONAL = 0, 1, 2
L1, L2 = 0, 1
PHONE, EMAIL, OUTREACH = 0, 1, 2
FREE, BIG = 0, 1
BUG, BILLING = 0, 1

PLAN = """
start = 2026-02-02
[hours.office]
mon-fri = "09:00-17:00"
[segments.Free]
customers = 10
contacts_per_customer_month = 1
support_level = "Basic"
channels = { email = 1 }
[segments.Big]
customers = 10
contacts_per_customer_month = 1
support_level = "Premium"
channels = { phone = 1 }
[support_levels.Basic]
offers.email.hours = "office"
[support_levels.Premium]
offers.phone.hours = "office"
offers.email.hours = "office"
[channels.phone]
kind = "live"
[channels.email]
kind = "deferred"
[tiers.L1]
[tiers.L2]
[topics.bug]
share = 0.5
tier = "L1"
[topics.billing]
share = 0.5
tier = "L1"
[teams.Front]
tier = "L1"
[teams.Engineers]
tier = "L2"
[teams.Personal]
tiers = ["L1", "L2"]
segments = ["Big"]
"""


def routing(teams: dict[str, dict[str, Any]] | None = None, **premium: Any) -> RoutingInputs:
    data = tomllib.loads(PLAN)
    for name, keys in (teams or {}).items():
        data["teams"][name] |= keys
    data["support_levels"]["Premium"] |= premium
    return compile_inputs(Scenario.from_data(data)).routing


def test_that_a_team_takes_its_tiers_and_segments_at_once_and_nothing_else() -> None:
    waits = routing().takes_after
    assert waits.shape == (3, 2, 3, 2, 2)
    expected = np.full((3, 2, 3, 2, 2), INF)
    expected[FRONT, L1] = 0.0
    expected[ENGINEERS, L2] = 0.0
    expected[PERSONAL, :, :, BIG] = 0.0
    assert np.array_equal(waits, expected)


def test_that_channels_and_topics_limit_tickets_but_not_outreach() -> None:
    waits = routing({"Front": {"channels": ["email"], "topics": ["billing"]}}).takes_after
    front = np.full((2, 3, 2, 2), INF)
    front[L1, EMAIL, :, BILLING] = 0.0
    front[L1, OUTREACH] = 0.0
    assert np.array_equal(waits[FRONT], front)


def test_that_a_helper_takes_after_the_wait_what_the_helped_team_takes_at_once() -> None:
    waits = routing({"Engineers": {"helps": {"Front": "10 min"}}, "Front": {"channels": ["phone"]}}).takes_after
    engineers = np.full((2, 3, 2, 2), INF)
    engineers[L2] = 0.0
    engineers[L1, PHONE] = 600.0
    engineers[L1, OUTREACH] = 600.0
    assert np.array_equal(waits[ENGINEERS], engineers)


def test_that_help_never_delays_what_the_helper_takes_anyway_and_is_not_passed_on() -> None:
    teams = {
        "Personal": {"helps": {"Front": "5 min", "Engineers": "2 min"}},
        "Engineers": {"helps": {"Personal": "1 min"}},
    }
    waits = routing(teams).takes_after
    assert np.all(waits[PERSONAL, :, :, BIG] == 0.0)
    assert np.all(waits[PERSONAL, L1, :, FREE] == 300.0)
    assert np.all(waits[PERSONAL, L2, :, FREE] == 120.0)
    # Engineers help with what Personal takes at once, not with what Personal itself takes as a helper
    assert np.all(waits[ENGINEERS, L1, :, BIG] == 60.0)
    assert np.all(waits[ENGINEERS, L1, :, FREE] == INF)


@pytest.mark.parametrize(("overflow", "after"), [({}, INF), ({"dedicated_overflow_after": "4 min"}, 240.0)])
def test_that_a_dedicated_team_keeps_the_others_away(overflow: dict[str, str], after: float) -> None:
    waits = routing(dedicated_team="Personal", **overflow).takes_after
    assert np.all(waits[PERSONAL, :, :, BIG] == 0.0)
    assert np.all(waits[FRONT, L1, :, BIG] == after)
    assert np.all(waits[FRONT, L1, :, FREE] == 0.0)
    assert np.all(waits[ENGINEERS, L2, :, BIG] == after)
    assert np.all(waits[FRONT, L2] == INF)


def test_that_what_a_dedicated_team_cannot_do_stays_with_the_others() -> None:
    personal = {"tiers": ["L1"], "channels": ["phone"]}
    waits = routing({"Personal": personal}, dedicated_team="Personal").takes_after
    assert np.all(waits[FRONT, L1, PHONE, BIG] == INF)
    assert np.all(waits[FRONT, L1, EMAIL, BIG] == 0.0)
    assert np.all(waits[ENGINEERS, L2, :, BIG] == 0.0)


def test_that_help_may_let_others_in_for_a_dedicated_team() -> None:
    waits = routing({"Front": {"helps": {"Personal": "3 min"}}}, dedicated_team="Personal").takes_after
    assert np.all(waits[FRONT, L1, :, BIG] == 180.0)
    assert np.all(waits[FRONT, L2, :, BIG] == 180.0)


def test_that_a_plan_without_teams_compiles_to_no_rows() -> None:
    data = tomllib.loads(PLAN)
    del data["teams"]
    assert compile_inputs(Scenario.from_data(data)).routing.takes_after.shape == (0, 2, 3, 2, 2)


@pytest.mark.parametrize("name", list(ORDERS))
def test_that_each_order_of_service_has_its_rule(name: str) -> None:
    data = tomllib.loads(PLAN)
    data["routing"] = {"order": name, "ageing": "20 min", "live_first": False}
    compiled = compile_inputs(Scenario.from_data(data)).routing
    assert (compiled.order, compiled.ageing, compiled.live_first) == (ORDERS[name], 1200.0, False)
    assert set(ORDERS.values()) == set(Order)
