"""Erlang B against published tables, exact fractions and its limits."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.queueing import agents_for_blocking, agents_on_the_roster, blocking_probability, load_for_blocking
from tests.planner.queueing.birth_death import blocking_in_fractions

LOADS = st.floats(1e-6, 1e5)


@pytest.mark.parametrize(
    ("load", "agents", "blocking"),
    [
        (1.0, 1, 0.5),  # exact
        (1.0, 2, 0.2),  # exact
        (7.0, 9, 0.1221013433),  # QueueCalc prints 12.2 %
        (10.0, 17, 0.01294887522),  # pyworkforce staffs 17 for at most 2 %
        (1000.0, 1000, 0.02481191765),  # in 40 digits; factorials overflow here
        (5000.0, 5100, 0.002243579296),  # in 40 digits
        (1.0125, 1, 0.5031055901),  # one agent and two kinds of work (simmer's vignette): only the mean matters
    ],
)
def test_that_blocking_agrees_with_known_answers(load: float, agents: int, blocking: float) -> None:
    assert blocking_probability(load, agents) == pytest.approx(blocking, rel=1e-9)


@pytest.mark.parametrize(("load", "agents"), [("0.000001", 3), ("0.5", 4), ("20", 10), ("99.5", 120), ("300", 2)])
def test_that_blocking_agrees_with_exact_fractions(load: str, agents: int) -> None:
    exact = float(blocking_in_fractions(Fraction(load), agents))
    assert blocking_probability(float(load), agents) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize(
    ("agents", "load"),
    # The 1 % column of the usual Erlang B table (0.0101, 0.153, 1.36, 4.46, 12.0, 37.9, 84.1), with more digits.
    [
        (1, 0.0101010101),
        (2, 0.1525932927),
        (5, 1.360786797),
        (10, 4.461176858),
        (20, 12.03061459),
        (50, 37.90139809),
        (100, 84.06415889),
    ],
)
def test_that_the_load_of_one_per_cent_is_the_one_of_the_table(agents: int, load: float) -> None:
    assert load_for_blocking(0.01, agents) == pytest.approx(load, rel=1e-9)


@pytest.mark.parametrize(("load", "agents"), [(0.3, 2.5), (7.0, 0.25), (40.0, 37.5), (150.0, 130.75), (800.0, 0.5)])
def test_that_part_of_an_agent_follows_the_continuous_formula(load: float, agents: float) -> None:
    from scipy.integrate import quad

    inverse, _error = quad(lambda u: math.exp(-u) * (1.0 + u / load) ** agents, 0.0, 200.0, epsabs=0.0, epsrel=1e-12)
    assert 1.0 / blocking_probability(load, agents) == pytest.approx(inverse, rel=1e-9)


@given(load=LOADS, agents=st.integers(0, 3000))
def test_that_one_more_agent_loses_less(load: float, agents: int) -> None:
    few, more = blocking_probability(load, agents), blocking_probability(load, agents + 1)
    assert 0.0 <= more <= few <= 1.0
    assert more < few or few == 0.0


@settings(max_examples=40)
@given(blocking=st.floats(1e-6, 0.999), agents=st.floats(0.1, 2000.0))
def test_that_the_load_for_a_blocking_blocks_just_that(blocking: float, agents: float) -> None:
    assert blocking_probability(load_for_blocking(blocking, agents), agents) == pytest.approx(blocking, rel=1e-9)


@settings(max_examples=40)
@given(load=st.floats(1e-6, 5000.0), blocking=st.floats(1e-6, 0.999))
def test_that_no_fewer_agents_lose_as_little(load: float, blocking: float) -> None:
    agents = agents_for_blocking(load, blocking)
    assert blocking_probability(load, agents) <= blocking < blocking_probability(load, agents - 1)


def test_that_two_per_cent_of_ten_erlangs_need_seventeen_agents_and_twenty_five_on_the_roster() -> None:
    assert agents_for_blocking(10.0, 0.02) == 17  # pyworkforce, test_erlang_b.py
    assert agents_on_the_roster(17, 0.3) == 25


def test_that_a_quotient_whole_but_for_rounding_is_not_rounded_up() -> None:
    assert 1 / (1.0 - 0.8) > 5.0
    assert agents_on_the_roster(1, 0.8) == 5


def test_that_nothing_is_lost_without_load_and_all_without_agents() -> None:
    assert blocking_probability(0.0, 1) == 0.0
    assert blocking_probability(0.0, 0) == blocking_probability(5.0, 0) == 1.0
    assert agents_for_blocking(0.0, 0.01) == 0


@pytest.mark.parametrize(
    "question",
    [
        lambda: blocking_probability(-1.0, 3),
        lambda: blocking_probability(1.0, -3),
        lambda: blocking_probability(math.nan, 3),
        lambda: blocking_probability(1.0, math.inf),
        lambda: load_for_blocking(0.0, 3),
        lambda: load_for_blocking(1.0, 3),
        lambda: load_for_blocking(0.1, 0),
        lambda: agents_for_blocking(1.0, 1.5),
        lambda: agents_for_blocking(-1.0, 0.5),
        lambda: agents_on_the_roster(3, 1.0),
    ],
)
def test_that_senseless_numbers_are_refused_in_a_sentence(question: object) -> None:
    assert callable(question)
    with pytest.raises(PlannerError, match=r"^[A-Z0-9].*\.$"):
        question()
