"""Ranges: what each replication draws from them, and that scenarios draw the same."""

from __future__ import annotations

import numpy as np
import pytest

from planner.scenario.files import load_plan_text
from planner.scenario.renaming import rename
from planner.scenario.resolve import drawn_values, resolve
from planner.scenario.scenario import Scenario

REPLICATIONS = 4000


@pytest.fixture
def text(small_text: str) -> str:
    return small_text.replace("customers = 1000", "customers = { low = 800, likely = 1000, high = 1600 }").replace(
        'work.L2 = { handle_time = "20 min" }',
        'work.L2 = { handle_time = { low = "15 min", likely = "20 min", high = "40 min" } }',
    )


@pytest.fixture
def scenario(text: str) -> Scenario:
    return load_plan_text(text).base


def drawn(scenario: Scenario, address: tuple[str, ...]) -> np.ndarray:
    return np.array([drawn_values(scenario, number)[address] for number in range(REPLICATIONS)])


def test_that_draws_follow_the_triangular_distribution(scenario: Scenario) -> None:
    low, likely, high = 800.0, 1000.0, 1600.0
    values = drawn(scenario, ("segments", "Pro", "customers"))
    assert values.min() >= low
    assert values.max() <= high
    deviation = np.sqrt((low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18)
    assert abs(values.mean() - (low + likely + high) / 3) < 4 * deviation / np.sqrt(REPLICATIONS)
    below = (likely - low) / (high - low)  # the share below the peak
    assert abs(np.mean(values < likely) - below) < 4 * np.sqrt(below * (1 - below) / REPLICATIONS)
    assert np.all(values == np.round(values))  # a range of whole numbers draws whole numbers


def test_that_a_replication_has_plain_numbers_and_always_the_same(scenario: Scenario) -> None:
    one, again, other = resolve(scenario, 3), resolve(scenario, 3), resolve(scenario, 4)
    assert one.data == again.data
    assert one.segments["Pro"].customers == drawn_values(scenario, 3)["segments", "Pro", "customers"]
    assert one.segments["Pro"].customers != other.segments["Pro"].customers
    seconds = drawn_values(scenario, 3)["topics", "how_to", "work", "L2", "handle_time"]
    assert float(one.topics["how_to"].work["L2"].handle_time.sampling().mean) == pytest.approx(seconds)
    assert 900.0 <= seconds <= 2400.0


def test_that_another_seed_draws_other_values(scenario: Scenario) -> None:
    assert drawn_values(scenario, 0, seed=1) != drawn_values(scenario, 0, seed=2)


def test_that_scenarios_draw_the_same_from_what_they_share(text: str) -> None:
    plan = load_plan_text(text)
    base, late = drawn_values(plan.scenario("Base"), 7), drawn_values(plan.scenario("Late shift"), 7)
    assert base == late


def test_that_a_range_keeps_its_draws_when_its_segment_is_renamed(text: str) -> None:
    plan = load_plan_text(text)
    renamed = rename(plan, "segments.Pro", "Professional")
    assert (
        drawn_values(renamed.base, 5)["segments", "Professional", "customers"]
        == (drawn_values(plan.base, 5)["segments", "Pro", "customers"])
    )


def test_that_days_stay_days() -> None:
    text = """
    start = 2026-03-02
    [hours.office]
    mon-fri = "09:00-17:00"
    [support_levels.Plain.offers.email]
    hours = "office"
    resolve = { within = { low = "1 d", likely = "2 d", high = "4 d" }, share = 0.9 }
    [channels.email]
    kind = "deferred"
    """
    scenario = load_plan_text(text).base
    offer = resolve(scenario, 1).support_levels["Plain"].offers["email"]
    assert offer.resolve is not None
    assert offer.resolve.within.days == pytest.approx(float(offer.resolve.within) / 86400.0)
