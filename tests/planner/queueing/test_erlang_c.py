"""Erlang C against published examples, an independent chain and its limits."""

from __future__ import annotations

import math

import pytest

from planner.errors import PlannerError
from planner.queueing import Counting, QueueFigures, erlang_c
from tests.planner.queueing.birth_death import chain

HALF_HOUR = 1800.0


# 100 calls in half an hour of 3 min, answered in 20 s: the worked example of the Call Centre Helper and pyworkforce
# (docs/guide/erlangc.md prints 0.8883500191794669 and 0.1741319335950498 for 14 agents).
@pytest.mark.parametrize(
    ("agents", "waiting", "level", "answer", "occupancy"),
    [
        (11, 0.6821182047, 0.3896138117, 122.7812768, 0.9090909091),
        (12, 0.4493882243, 0.6401580404, 40.44494019, 0.8333333333),
        (13, 0.285270453, 0.7955947884, 17.11622718, 0.7692307692),
        (14, 0.1741319335950498, 0.8883500191794669, 7.835937012, 0.7142857142857143),
        (15, 0.102042367, 0.9414528429, 3.673525212, 0.6666666667),
    ],
)
def test_that_the_half_hour_of_a_hundred_calls_has_its_known_figures(
    agents: int, waiting: float, level: float, answer: float, occupancy: float
) -> None:
    figures = erlang_c(100 / HALF_HOUR, 180.0, agents)
    assert figures.load == pytest.approx(10.0)
    assert figures.probability_of_waiting == pytest.approx(waiting, rel=1e-9)
    assert figures.service_level(20.0) == pytest.approx(level, rel=1e-9)
    assert figures.average_speed_of_answer == pytest.approx(answer, rel=1e-9)
    assert figures.occupancy == pytest.approx(occupancy, rel=1e-9)


@pytest.mark.parametrize(
    ("arrival_rate", "handle_time", "agents", "figure", "value"),
    [
        (0.2, 240.0, 55, "probability_of_waiting", 0.2387009364),  # step-by-step example, prints 0.239
        (0.2, 240.0, 55, "mean_wait", 8.184032104),
        (3.5 / 60, 180.0, 13, "average_speed_of_answer", 26.5568858),  # Callcenter-Simulator, ErlangCTest: 26.56
        (2 / 15, 60.0, 9, "mean_queue", 5.226615426),  # QueueCalc prints 5.2
        (0.1, 20.0, 3, "mean_queue", 8 / 9),  # the clinic of Gross and Harris, exact
        (0.2, 10.0, 3, "mean_wait", 40 / 9),  # Ciw's bank, exact
        (0.2, 10.0, 4, "mean_wait", 20 / 23),  # the same, exact
        (5.4, 1.0, 9, "probability_of_waiting", 0.1186239518),  # three agents with three chats, not slowed down
        (9.9, 1.0, 10, "mean_queue", 95.41010362),  # in 40 digits
        (0.5, 1.0, 1, "probability_of_waiting", 0.5),  # exact
    ],
)
def test_that_figures_agree_with_known_answers(
    arrival_rate: float, handle_time: float, agents: int, figure: str, value: float
) -> None:
    assert getattr(erlang_c(arrival_rate, handle_time, agents), figure) == pytest.approx(value, rel=1e-9)


# 48 contacts a minute of 1 min, 50 agents: Garnett, Mandelbaum and Reiman 2002 print 20.8 s, 58.1 s (90 %) and 17.
@pytest.mark.parametrize(("share", "wait"), [(0.5, 9.855604409), (0.8, 37.34432637), (0.9, 58.13874178)])
def test_that_percentiles_of_the_wait_agree_with_known_answers(share: float, wait: float) -> None:
    figures = erlang_c(0.8, 60.0, 50)
    assert figures.wait_percentile(share) == pytest.approx(wait, rel=1e-9)
    assert figures.answer_percentile(share) == pytest.approx(wait, rel=1e-9)
    assert figures.wait_percentile(0.3) == 0.0


@pytest.mark.parametrize(("load", "agents"), [(1e-6, 1), (1e-3, 2), (0.9, 1), (45.0, 50), (4900.0, 5000)])
def test_that_figures_agree_with_a_long_birth_death_chain(load: float, agents: int) -> None:
    exact, figures = chain(load, agents), erlang_c(load, 1.0, agents)
    assert figures.probability_of_waiting == pytest.approx(exact.all_busy, rel=1e-9)
    assert figures.mean_queue == pytest.approx(exact.mean_queue, rel=1e-9)
    assert figures.occupancy == pytest.approx(exact.occupancy, rel=1e-9)


def test_that_a_hundred_thousand_erlangs_neither_overflow_nor_vanish() -> None:
    # Halfin and Whitt's limit for one square root of spare agents is 0.22336; the error is of order 1/sqrt(load)
    figures = erlang_c(1e5, 1.0, 1e5 + math.sqrt(1e5))
    assert figures.probability_of_waiting == pytest.approx(0.22336, rel=2e-3)


def test_that_part_of_an_agent_lies_between_whole_ones() -> None:
    waits = [erlang_c(0.1, 100.0, agents).mean_wait for agents in (11, 11.25, 11.5, 11.75, 12)]
    assert waits == sorted(waits, reverse=True)
    assert len(set(waits)) == 5


@pytest.mark.parametrize("load", [10.0, 25.0])
def test_that_a_load_the_agents_cannot_carry_waits_for_ever(load: float) -> None:
    figures = erlang_c(load / 60.0, 60.0, 10)
    assert figures.mean_wait == figures.average_speed_of_answer == figures.mean_queue == math.inf
    assert (figures.occupancy, figures.probability_of_waiting, figures.abandonment) == (1.0, 1.0, 0.0)
    assert [figures.service_level(3600.0, counting) for counting in Counting] == [0.0, 0.0, 0.0]
    assert figures.wait_percentile(0.01) == figures.answer_percentile(0.01) == math.inf


def test_that_without_arrivals_nobody_would_wait() -> None:
    figures = erlang_c(0.0, 60.0, 1)
    assert (figures.mean_wait, figures.occupancy, figures.service_level(0.0)) == (0.0, 0.0, 1.0)
    assert figures.mean_wait_abandoned is None


@pytest.mark.parametrize(
    ("arrival_rate", "handle_time", "agents"),
    [(-1.0, 60.0, 1), (1.0, 0.0, 1), (1.0, -5.0, 1), (1.0, 60.0, 0), (math.nan, 60.0, 1), (1.0, math.inf, 1)],
)
def test_that_senseless_queues_are_refused(arrival_rate: float, handle_time: float, agents: float) -> None:
    with pytest.raises(PlannerError):
        erlang_c(arrival_rate, handle_time, agents)


def test_that_senseless_questions_to_a_queue_are_refused() -> None:
    figures: QueueFigures = erlang_c(0.1, 60.0, 10)
    for question in (figures.service_level, figures.abandoned_within, figures.waiting_longer):
        with pytest.raises(PlannerError):
            question(-1.0)
    for percentile in (figures.wait_percentile, figures.answer_percentile):
        with pytest.raises(PlannerError):
            percentile(1.0)
