from __future__ import annotations

from typing import Any

import pytest

from planner.scenario.checks.flows import visits
from planner.scenario.topics import Topic


def topic(**escalates: dict[str, float]) -> Topic:
    work: dict[str, Any] = {tier: {"handle_time": "5 min", "escalates": to} for tier, to in escalates.items()}
    return Topic.model_validate({"share": 1.0, "tier": next(iter(escalates)), "work": work})


def test_that_shares_of_all_ways_to_a_tier_add_up() -> None:
    found = visits(topic(L1={"L2": 0.5, "L3": 0.1}, L2={"L3": 0.4}, L3={}))
    assert found == pytest.approx({"L1": 1.0, "L2": 0.5, "L3": 0.1 + 0.5 * 0.4})


def test_that_a_tier_that_is_named_early_and_reached_late_gets_its_share() -> None:
    found = visits(topic(L1={"L3": 0.2, "L2": 0.5}, L3={"L4": 0.5}, L2={"L3": 1.0}, L4={}))
    assert found == pytest.approx({"L1": 1.0, "L2": 0.5, "L3": 0.7, "L4": 0.35})


def test_that_what_closes_a_circle_is_not_followed() -> None:
    assert visits(topic(L1={"L2": 0.5}, L2={"L1": 0.5})) == pytest.approx({"L1": 1.0, "L2": 0.5})


def test_that_many_layers_take_no_longer_than_their_tiers() -> None:
    """Each of two tiers escalates to both of the next layer: 2**60 ways."""
    layers = {f"{side}{n}": {f"A{n + 1}": 0.5, f"B{n + 1}": 0.5} for n in range(60) for side in "AB"}
    found = visits(topic(**layers, A60={}, B60={}))
    assert found["A60"] == pytest.approx(0.5)
    assert "B0" not in found
