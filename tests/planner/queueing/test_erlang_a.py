"""Erlang A (exponential patience) against published figures, an independent chain, limits and identities."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.queueing import Counting, QueueFigures, blocking_probability, erlang_a, erlang_c, patience_of
from simulation.distributions import constant, exponential
from tests.planner.queueing.birth_death import chain

LOADS = st.floats(-6.0, 4.0).map(lambda power: 10.0**power)
RATIOS = st.floats(-1.0, 1.0).map(lambda power: 10.0**power)
PATIENCES = st.floats(-3.0, 4.0).map(lambda power: 10.0**power)


def agents_near(load: float, ratio: float) -> int:
    return max(1, round(load * ratio))


# Whitt 2005 (Management Science 51), tables 1, 3 and 5, "exact", prints four digits of these: 102 contacts per handle
# time, 100 agents, mean patience 1 and 4.
@pytest.mark.parametrize(
    ("patience", "known"),
    [
        (
            1.0,
            {
                "waiting": 1.0 - 0.4082813655,
                "abandonment": 0.049917976,
                "mean_queue": 5.091633552,
                "mean_wait": 0.049917976,
                "answer": 0.04904092185,
                "left": 0.06661082784,
                "occupancy": 0.9690836645,
                "of_answered": 0.7986439896,
                "of_all": 0.7587772981,
                "except_short": 0.7889881064,
                "left_early": 0.7670698632,
            },
        ),
        (
            4.0,
            {
                "waiting": 1.0 - 0.2256791323,
                "abandonment": 0.03636188842,
                "mean_queue": 14.83565048,
                "mean_wait": 0.1454475537,
                "answer": 0.1455453377,
                "left": 0.1428561473,
                "occupancy": 0.9829108738,
                "of_answered": 0.4687870602,
                "of_all": 0.4517410774,
                "except_short": 0.4592441978,
                "left_early": 0.4493159173,
            },
        ),
    ],
)
def test_that_a_hundred_agents_have_the_figures_of_the_published_tables(
    patience: float, known: dict[str, float]
) -> None:
    figures = erlang_a(102.0, 1.0, 100, exponential(patience))
    found = {
        "waiting": figures.probability_of_waiting,
        "abandonment": figures.abandonment,
        "mean_queue": figures.mean_queue,
        "mean_wait": figures.mean_wait,
        "answer": figures.average_speed_of_answer,
        "left": figures.mean_wait_abandoned,
        "occupancy": figures.occupancy,
        "of_answered": figures.service_level(0.1, Counting.ANSWERED),
        "of_all": figures.service_level(0.1, Counting.ALL),
        "except_short": figures.service_level(0.1),
        "left_early": figures.abandoned_within(0.1) / figures.abandonment,
    }
    assert found == pytest.approx(known, rel=1e-9)


def test_that_the_average_speed_of_answer_leaves_out_who_gave_up() -> None:
    # pyworkforce calls 0.069919 min the average speed of answer; that is the mean wait of everybody.
    figures = erlang_a(100 / 1800, 180.0, 14, exponential(300.0))
    assert figures.mean_wait / 60.0 == pytest.approx(0.06991872061, rel=1e-9)
    assert figures.average_speed_of_answer / 60.0 == pytest.approx(0.06464133408, rel=1e-9)
    assert figures.abandonment == pytest.approx(0.01398374412, rel=1e-9)
    assert figures.service_level(20.0, Counting.ALL) == pytest.approx(0.9167920919, rel=1e-9)
    assert figures.service_level(20.0) == pytest.approx(0.9234073223, rel=1e-9)


@pytest.mark.parametrize(("agents", "wait"), [(13, 9.912802609), (9, 56.6184355)])
def test_that_an_overloaded_queue_has_a_finite_wait(agents: int, wait: float) -> None:
    # Callcenter-Simulator, ErlangCTest: 9.91 s and 56.62 s
    assert erlang_a(3.5 / 60, 180.0, agents, exponential(300.0)).mean_wait == pytest.approx(wait, rel=1e-9)


def test_that_the_ninetieth_percentile_agrees_with_the_published_comparison() -> None:
    # Garnett, Mandelbaum and Reiman 2002: 3.1 % give up, 3.7 s, 12.5 s (90 %), queue 3, occupancy 93 %
    figures = erlang_a(0.8, 60.0, 50, exponential(120.0))
    assert figures.wait_percentile(0.9) == pytest.approx(12.44464772, rel=1e-9)
    assert figures.abandonment == pytest.approx(0.03091224916, rel=1e-9)
    assert figures.occupancy == pytest.approx(0.9303242408, rel=1e-9)


def test_that_contacts_as_quick_to_leave_as_to_be_served_make_a_poisson_number_in_the_system() -> None:
    # Every contact, waiting or served, leaves at rate 1: the number is Poisson(18) exactly
    figures = erlang_a(18.0, 1.0, 20, exponential(1.0))
    below = sum(math.exp(-18.0 + n * math.log(18.0) - math.lgamma(n + 1.0)) for n in range(20))
    assert figures.probability_of_waiting == pytest.approx(1.0 - below, rel=1e-9)
    assert figures.mean_queue + 20 * figures.occupancy == pytest.approx(18.0, rel=1e-12)


def test_that_balking_counts_as_giving_up_at_once() -> None:
    # 200 contacts an hour of 100 s, 8 agents, 10 % leave when they would wait, the others after 1000 s on average
    figures = erlang_a(200 / 3600, 100.0, 8, patience_of(exponential(1000.0)).with_balking(0.1))
    assert figures.probability_of_waiting == pytest.approx(0.2159932886, rel=1e-9)
    assert figures.abandonment == pytest.approx(0.02735371546, rel=1e-9)
    assert figures.mean_wait == pytest.approx(5.754386595, rel=1e-9)
    assert figures.service_level(20.0) == pytest.approx(0.8968924411, rel=1e-9)
    assert figures.abandoned_within(0.0) == pytest.approx(0.1 * figures.probability_of_waiting, rel=1e-12)


@pytest.mark.parametrize(
    ("load", "ratio", "leaving"),
    [
        *itertools.product((1e-6, 0.5, 30.0, 2000.0), (0.5, 0.99, 1.0, 1.02, 2.0), (1e-2, 1.0, 100.0)),
        (2000.0, 1e-3, 1.0),
        (5000.0, 1.0, 1e-3),
        (1e5, 1.001, 0.5),
    ],
)
def test_that_figures_agree_with_a_long_birth_death_chain(load: float, ratio: float, leaving: float) -> None:
    agents = agents_near(load, ratio)
    exact, figures = chain(load, agents, leaving), erlang_a(load, 1.0, agents, exponential(1.0 / leaving))
    assert figures.probability_of_waiting == pytest.approx(exact.all_busy, rel=1e-9, abs=1e-250)
    assert figures.abandonment == pytest.approx(exact.abandonment, rel=1e-9, abs=1e-250)
    assert figures.mean_queue == pytest.approx(exact.mean_queue, rel=1e-9, abs=1e-250)
    assert figures.occupancy == pytest.approx(exact.occupancy, rel=1e-9)


@pytest.mark.parametrize("agents", [15, 20, 25, 3000])
def test_that_endless_patience_is_erlang_c(agents: int) -> None:
    rate = min(10.0, agents - 5.0) / 180.0 if agents < 3000 else 2950.0 / 180.0
    patient, endless = erlang_a(rate, 180.0, agents, exponential(1e12)), erlang_c(rate, 180.0, agents)
    assert patient.probability_of_waiting == pytest.approx(endless.probability_of_waiting, rel=1e-6)
    assert patient.mean_wait == pytest.approx(endless.mean_wait, rel=1e-6)
    assert patient.service_level(20.0) == pytest.approx(endless.service_level(20.0), rel=1e-6)
    assert patient.wait_percentile(0.99) == pytest.approx(endless.wait_percentile(0.99), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize(("load", "agents"), [(10.0, 12), (10.0, 4), (3000.0, 3050)])
def test_that_no_patience_is_erlang_b(load: float, agents: int) -> None:
    for patience in (exponential(1e-9), constant(0.0)):
        figures = erlang_a(load, 1.0, agents, patience)
        assert figures.abandonment == pytest.approx(blocking_probability(load, agents), rel=1e-6)


def test_that_without_arrivals_nobody_would_wait_or_leave() -> None:
    figures = erlang_a(0.0, 60.0, 1, exponential(60.0))
    assert (figures.mean_wait, figures.abandonment, figures.occupancy) == (0.0, 0.0, 0.0)
    assert figures.service_level(0.0) == 1.0
    assert figures.mean_wait_abandoned is None


def figures_of(load: float, ratio: float, patience: float) -> QueueFigures:
    return erlang_a(load, 1.0, agents_near(load, ratio), exponential(patience))


@settings(max_examples=60)
@given(load=LOADS, ratio=RATIOS, patience=PATIENCES)
def test_that_every_contact_is_answered_or_gives_up_and_work_is_conserved(
    load: float, ratio: float, patience: float
) -> None:
    figures = figures_of(load, ratio, patience)
    assert 0.0 <= figures.probability_of_waiting <= 1.0
    assert figures.abandonment == pytest.approx(figures.mean_queue / (load * patience), rel=1e-9, abs=1e-250)
    assert figures.occupancy * figures.agents == pytest.approx(load * figures.answered, rel=1e-9)
    moment = figures.mean_wait
    curve = figures.curve
    ends = (curve.answered_within(moment), curve.abandoned_within(moment), curve.still_waiting(moment))
    assert sum(ends) == pytest.approx(1.0, rel=1e-9)


@settings(max_examples=60)
@given(load=LOADS, ratio=RATIOS, patience=PATIENCES, within=st.floats(0.0, 3.0))
def test_that_one_more_agent_is_better_in_every_figure(
    load: float, ratio: float, patience: float, within: float
) -> None:
    few = figures_of(load, ratio, patience)
    more = erlang_a(load, 1.0, few.agents + 1, exponential(patience))
    slack = 1.0 + 1e-9
    for figure in ("probability_of_waiting", "abandonment", "mean_wait", "average_speed_of_answer", "occupancy"):
        assert getattr(more, figure) <= getattr(few, figure) * slack, figure
    for counting in Counting:
        assert more.service_level(within, counting) * slack >= few.service_level(within, counting)


@settings(max_examples=60)
@given(load=LOADS, ratio=RATIOS, patience=PATIENCES, share=st.floats(0.01, 0.99))
def test_that_percentiles_are_reached_just_then(load: float, ratio: float, patience: float, share: float) -> None:
    figures = figures_of(load, ratio, patience)
    wait = figures.wait_percentile(share)
    answer = figures.answer_percentile(share)
    assert wait == 0.0 or figures.waiting_longer(wait) == pytest.approx(1.0 - share, rel=1e-6)
    assert answer == 0.0 or figures.service_level(answer, Counting.ANSWERED) == pytest.approx(share, rel=1e-6)
