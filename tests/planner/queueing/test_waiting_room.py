"""Queues with limited places against known answers, chains and the unlimited queue."""

from __future__ import annotations

import math

import pytest

from planner.errors import PlannerError
from planner.queueing import Counting, blocking_probability, erlang_a, erlang_c, waiting_room
from simulation.distributions import exponential
from tests.planner.queueing.birth_death import chain


def test_that_twelve_agents_with_five_places_have_their_known_figures() -> None:
    # the stationary version of the example MMCBlocked of ContactCenters (University of Montreal)
    figures = waiting_room(4.2 / 60.0, 120.0, 12, places=5)
    entered = 1.0 - figures.blocking
    assert figures.blocking == pytest.approx(0.009476874303, rel=1e-9)
    assert figures.probability_of_waiting / entered == pytest.approx(0.157861357, rel=1e-9)
    assert figures.mean_queue == pytest.approx(0.2542888909, rel=1e-9)
    assert figures.mean_wait / 60.0 == pytest.approx(0.06112424076, rel=1e-9)
    assert figures.occupancy == pytest.approx(0.693366188, rel=1e-9)
    assert figures.service_level(20.0, Counting.ALL) == pytest.approx(0.9187678343, rel=1e-9)
    assert figures.service_level(20.0, Counting.ANSWERED) == pytest.approx(0.9275581867, rel=1e-9)


@pytest.mark.parametrize(
    ("arrival_rate", "service_rate", "agents", "places", "blocking", "mean_wait"),
    [(4.0, 1.5, 3, 2, 0.1591653147, 0.1478862662), (3.0, 4.0, 2, 1, 0.04936014625, 0.01730769231)],
)
def test_that_small_rooms_have_their_known_figures(
    arrival_rate: float, service_rate: float, agents: int, places: int, blocking: float, mean_wait: float
) -> None:
    figures = waiting_room(arrival_rate, 1.0 / service_rate, agents, places)
    assert figures.blocking == pytest.approx(blocking, rel=1e-9)
    assert figures.mean_wait == pytest.approx(mean_wait, rel=1e-9)


def test_that_a_room_with_patience_has_its_known_figures() -> None:
    # QueueCalc prints 6.9 %, 1.1 and 8.3 s
    figures = waiting_room(2 / 15, 60.0, 9, places=191, mean_patience=120.0)
    assert figures.abandonment == pytest.approx(0.06892121697, rel=1e-9)
    assert figures.mean_queue == pytest.approx(1.102739472, rel=1e-9)
    assert figures.mean_wait == pytest.approx(8.270546036, rel=1e-9)


@pytest.mark.parametrize("leaving", [0.0, 0.3, 20.0])
@pytest.mark.parametrize(("load", "agents"), [(0.01, 1), (12.0, 10), (500.0, 1), (2000.0, 2010)])
def test_that_figures_agree_with_the_chain(load: float, agents: int, leaving: float) -> None:
    exact = chain(load, agents, leaving, places=25)
    figures = waiting_room(load, 1.0, agents, 25, 1.0 / leaving if leaving else None)
    assert figures.blocking == pytest.approx(exact.blocking, rel=1e-9)
    assert figures.probability_of_waiting + figures.blocking == pytest.approx(exact.all_busy, rel=1e-9)
    assert figures.mean_queue == pytest.approx(exact.mean_queue, rel=1e-9)
    assert figures.occupancy == pytest.approx(exact.occupancy, rel=1e-9)
    assert figures.abandonment == pytest.approx(exact.abandonment, rel=1e-9)
    assert figures.mean_wait == pytest.approx(exact.mean_queue / load / (1.0 - exact.blocking), rel=1e-9)


def test_that_no_places_are_erlang_b() -> None:
    figures = waiting_room(7.0, 1.0, 9, places=0)
    assert figures.blocking == pytest.approx(blocking_probability(7.0, 9), rel=1e-12)
    assert figures.occupancy == pytest.approx(0.6828100664, rel=1e-9)
    assert (figures.probability_of_waiting, figures.mean_wait, figures.mean_queue) == (0.0, 0.0, 0.0)


def test_that_a_large_room_is_erlang_c() -> None:
    room, endless = waiting_room(45.0, 1.0, 50, places=1000), erlang_c(45.0, 1.0, 50)
    assert room.mean_wait == pytest.approx(endless.mean_wait, rel=1e-9)
    assert room.service_level(0.2) == pytest.approx(endless.service_level(0.2), rel=1e-9)
    assert room.wait_percentile(0.95) == pytest.approx(endless.wait_percentile(0.95), rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(("load", "agents"), [(9.0, 10), (10.0, 10), (14.0, 10), (1030.0, 1000)])
@pytest.mark.parametrize("patience", [0.05, 1.0, 30.0])
def test_that_a_large_room_is_erlang_a_in_every_figure(load: float, agents: int, patience: float) -> None:
    # Two ways that share nothing: sums over states with beta distributions, and the density of the offered wait
    places = round(300 + max(0.0, load - agents) * patience + 10.0 * math.sqrt(load * patience))
    room = waiting_room(load, 1.0, agents, places, patience)
    queue = erlang_a(load, 1.0, agents, exponential(patience))
    for figure in ("probability_of_waiting", "abandonment", "mean_wait", "average_speed_of_answer", "occupancy"):
        assert getattr(room, figure) == pytest.approx(getattr(queue, figure), rel=1e-9), figure
    assert room.mean_wait_abandoned == pytest.approx(queue.mean_wait_abandoned, rel=1e-9)
    for moment in (0.0, 0.3 * queue.mean_wait, 2.0 * queue.mean_wait):
        assert room.abandoned_within(moment) == pytest.approx(queue.abandoned_within(moment), rel=1e-6, abs=1e-12)
        assert room.waiting_longer(moment) == pytest.approx(queue.waiting_longer(moment), rel=1e-9)
        for counting in Counting:
            level = room.service_level(moment, counting)
            assert level == pytest.approx(queue.service_level(moment, counting), rel=1e-9)
    for share in (0.6, 0.9, 0.99):
        assert room.wait_percentile(share) == pytest.approx(queue.wait_percentile(share), rel=1e-7)
        assert room.answer_percentile(share) == pytest.approx(queue.answer_percentile(share), rel=1e-7)


def test_that_an_empty_or_overstaffed_room_makes_nobody_wait() -> None:
    for load, agents in ((0.0, 1), (1e-3, 500)):
        figures = waiting_room(load, 1.0, agents, places=3)
        assert (figures.probability_of_waiting, figures.blocking, figures.mean_wait) == (0.0, 0.0, 0.0)
        assert figures.service_level(0.0) == 1.0


@pytest.mark.parametrize(("places", "patience"), [(-1, None), (5, 0.0), (5, -3.0)])
def test_that_senseless_rooms_are_refused(places: int, patience: float | None) -> None:
    with pytest.raises(PlannerError):
        waiting_room(1.0, 1.0, 2, places, patience)
