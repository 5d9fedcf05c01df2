"""Agents, load and patience for a given result, and square-root staffing."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.queueing import (
    Counting,
    Targets,
    agents_for,
    agents_on_the_roster,
    erlang_a,
    erlang_c,
    load_for,
    patience_for_abandonment,
    patience_of,
    queue,
    spare_for_waiting,
    square_root_agents,
    waiting_for_spare,
)
from planner.queueing.search import fewest
from simulation.distributions import Distribution, Shape, constant, exponential, from_mean_and_cv

HALF_HOUR = 1800.0
HOUR = 3600.0
PATIENCES = st.sampled_from(
    [None, exponential(0.5), exponential(30.0), constant(1.0), from_mean_and_cv(Shape.LOGNORMAL, 2.0, 1.0)]
)
TARGETS = st.one_of(
    st.builds(
        Targets, service_level=st.floats(0.05, 0.99), within=st.floats(0.0, 2.0), counting=st.sampled_from(Counting)
    ),
    st.builds(Targets, average_speed_of_answer=st.floats(0.001, 3.0)),
    st.builds(Targets, mean_wait=st.floats(0.001, 3.0), occupancy=st.floats(0.3, 0.95)),
    st.builds(Targets, probability_of_waiting=st.floats(0.01, 0.95)),
)


@pytest.mark.parametrize(
    ("arrival_rate", "handle_time", "targets", "agents", "roster"),
    [
        # pyworkforce, docs/guide/erlangc.md and the Call Centre Helper's example: 14, and 20 with 30 % shrinkage
        (100 / HALF_HOUR, 180.0, Targets(service_level=0.8, within=20.0, occupancy=0.85), 14, 20),
        # pyworkforce, test_over_occupancy_erlangc: the occupancy decides
        (100 / HALF_HOUR, 180.0, Targets(service_level=0.8, within=19.8, occupancy=0.7), 15, 22),
        # jonesthenet.com, "Erlang uplift"
        (250 / HOUR, 330.0, Targets(service_level=0.8, within=30.0), 28, 40),
        # by the formula in high precision
        (60 / HOUR, 240.0, Targets(average_speed_of_answer=10.0), 8, 12),
        (120 / HOUR, 240.0, Targets(average_speed_of_answer=30.0), 11, 16),
        (400 / HOUR, 360.0, Targets(mean_wait=10.0), 48, 69),
        (30 / HOUR, 900.0, Targets(mean_wait=60.0), 11, 16),
    ],
)
def test_that_agents_without_patience_are_those_of_known_answers(
    arrival_rate: float, handle_time: float, targets: Targets, agents: int, roster: int
) -> None:
    assert agents_for(arrival_rate, handle_time, targets) == agents
    assert agents_on_the_roster(agents, 0.3) == roster


def test_that_agents_with_patience_are_those_of_known_answers() -> None:
    # pyworkforce, docs/guide/erlanga.md: 13, and 19 with 30 % shrinkage; it counts the answered of all
    targets = Targets(service_level=0.8, within=20.0, counting=Counting.ALL, occupancy=0.85, abandonment=0.05)
    assert agents_for(100 / HALF_HOUR, 180.0, targets, exponential(300.0)) == 13
    assert agents_on_the_roster(13, 0.3) == 19
    # Whitt 2005, section 2: 99
    targets = Targets(service_level=0.8, within=0.1, counting=Counting.ANSWERED, abandonment=0.05)
    assert agents_for(100.0, 1.0, targets, exponential(1.0)) == 99


def test_that_one_pooled_team_needs_nine_agents_less_than_four_teams() -> None:
    targets = Targets(service_level=0.8, within=20.0)
    assert 4 * agents_for(100 / HOUR, 300.0, targets) == 48
    assert agents_for(400 / HOUR, 300.0, targets) == 39


# Halfin and Whitt 1981: the spare in square roots of the load, and agents by formula (exact) and rule
@pytest.mark.parametrize(
    ("waiting", "spare"),
    [(0.05, 1.739836272), (0.1, 1.420186888), (0.2, 1.061516275), (0.3, 0.8289446334), (0.5, 0.506054469)],
)
def test_that_the_spare_for_a_chance_of_waiting_is_known(waiting: float, spare: float) -> None:
    assert spare_for_waiting(waiting) == pytest.approx(spare, rel=1e-9)
    assert waiting_for_spare(spare) == pytest.approx(waiting, rel=1e-9)


@pytest.mark.parametrize(
    ("load", "waiting", "exact", "rule"),
    [
        (10, 0.1, 16, 15),
        (10, 0.2, 14, 14),
        (50, 0.1, 61, 61),
        (100, 0.1, 115, 115),
        (500, 0.1, 533, 532),
        (500, 0.2, 525, 524),
        (1000, 0.1, 1046, 1045),
        (1000, 0.5, 1017, 1017),
    ],
)
def test_that_square_root_staffing_is_near_the_exact_number(load: float, waiting: float, exact: int, rule: int) -> None:
    assert square_root_agents(load, waiting) == rule
    assert agents_for(load, 1.0, Targets(probability_of_waiting=waiting)) == exact


@settings(max_examples=60)
@given(power=st.floats(-3.0, 3.3), targets=TARGETS, patience=PATIENCES)
def test_that_no_fewer_agents_meet_the_targets(power: float, targets: Targets, patience: Distribution | None) -> None:
    load = 10.0**power
    agents = agents_for(load, 1.0, targets, patience)
    assert targets.met_by(queue(load, 1.0, agents, patience))
    assert agents == 1 or not targets.met_by(queue(load, 1.0, agents - 1, patience))


@settings(max_examples=20)
@given(agents=st.integers(1, 400), targets=TARGETS, patience=PATIENCES)
def test_that_no_more_load_meets_the_targets(agents: int, targets: Targets, patience: Distribution | None) -> None:
    try:
        load = load_for(1.0, agents, targets, patience)
    except PlannerError:
        assert targets.met_by(queue(1000.0 * agents, 1.0, agents, patience))
        return
    assert targets.met_by(queue(load, 1.0, agents, patience))
    assert not targets.met_by(queue(load * (1.0 + 1e-6) + 1e-300, 1.0, agents, patience))


def test_that_the_load_for_a_wait_of_one_agent_is_that_of_algebra() -> None:
    # M/M/1: the mean wait a / (1 - a) is one handle time at a = 1/2
    assert load_for(240.0, 1, Targets(mean_wait=240.0)) == pytest.approx(0.5, rel=1e-12)


def test_that_thousands_of_agents_are_found_from_a_near_guess() -> None:
    targets = Targets(service_level=0.8, within=20.0)
    agents = agents_for(5000 / 300.0, 300.0, targets)
    assert erlang_c(5000 / 300.0, 300.0, agents).service_level(20.0) >= 0.8
    assert erlang_c(5000 / 300.0, 300.0, agents - 1).service_level(20.0) < 0.8


@settings(max_examples=8)
@given(
    mean=st.floats(0.05, 50.0),
    load=st.floats(0.5, 100.0),
    ratio=st.floats(0.7, 1.15),
    shape=st.sampled_from([None, constant(7.0), from_mean_and_cv(Shape.GAMMA, 3.0, 0.5)]),
)
def test_that_the_patience_for_an_abandonment_is_found_again(
    mean: float, load: float, ratio: float, shape: Distribution | None
) -> None:
    agents = max(1, round(load * ratio))
    family = exponential(1.0) if shape is None else shape
    figures = erlang_a(load, 1.0, agents, family.scaled(mean / family.mean))
    endless = max(0.0, 1.0 - agents / load)
    assume(figures.abandonment - endless > 1e-6)  # less does not depend on patience enough to find it again
    found = patience_for_abandonment(load, 1.0, agents, figures.abandonment, shape)
    again = erlang_a(load, 1.0, agents, family.scaled(found / family.mean))
    assert again.abandonment == pytest.approx(figures.abandonment, rel=1e-9)
    assert found == pytest.approx(mean, rel=1e-4)


@pytest.mark.parametrize("abandonment", [0.05, 0.9])
def test_that_an_abandonment_that_no_patience_gives_is_refused_with_the_limits(abandonment: float) -> None:
    with pytest.raises(PlannerError, match=r"between 16\.6667 % and 30\.1925 % give up"):
        patience_for_abandonment(12.0, 1.0, 10, abandonment)


def test_that_nothing_arriving_needs_nobody() -> None:
    assert agents_for(0.0, 60.0, Targets(mean_wait=1.0)) == 0


def test_that_patience_may_be_prepared_beforehand() -> None:
    targets = Targets(abandonment=0.03)
    assert agents_for(1.0, 60.0, targets, patience_of(exponential(90.0))) == agents_for(
        1.0, 60.0, targets, exponential(90.0)
    )


@pytest.mark.parametrize("answer", [1, 2, 3, 17, 1000, 65537])
@pytest.mark.parametrize("guess", [-5, 0, 1, 2, 16, 17, 18, 900, 10**9])
def test_that_bisection_finds_the_first_that_holds_from_any_guess(answer: int, guess: int) -> None:
    assert fewest(lambda number: number >= answer, guess) == answer


def test_that_what_no_number_reaches_is_an_error() -> None:
    with pytest.raises(PlannerError, match="set it lower"):
        fewest(lambda number: False, 1)


def test_that_targets_that_hold_under_any_load_are_an_error() -> None:
    with pytest.raises(PlannerError, match="any load"):
        load_for(60.0, 5, Targets(mean_wait=100.0), exponential(50.0))


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"service_level": 1.0},
        {"service_level": 0.8, "within": -1.0},
        {"service_level": 80.0},
        {"abandonment": 0.0},
        {"occupancy": 1.0},
        {"probability_of_waiting": math.nan},
        {"average_speed_of_answer": 0.0},
        {"mean_wait": math.inf},
    ],
)
def test_that_senseless_targets_are_refused(limits: dict[str, float]) -> None:
    with pytest.raises(PlannerError):
        Targets(**limits)
