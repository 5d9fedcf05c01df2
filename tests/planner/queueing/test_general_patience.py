"""Patience of any shape: closed forms against numerical integrals, and queues against published figures."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import quad

from planner.errors import PlannerError
from planner.queueing import (
    Counting,
    Patience,
    Targets,
    agents_for,
    blocking_probability,
    erlang_a,
    patience_from_survival,
    patience_of,
)
from simulation.distributions import (
    TICK,
    Distribution,
    Shape,
    constant,
    empirical,
    exponential,
    from_mean_and_cv,
    triangular,
    uniform,
)

PATIENCES = {
    "constant": constant(90.0),
    "exponential": exponential(90.0),
    "lognormal": from_mean_and_cv(Shape.LOGNORMAL, 90.0, 1.3),
    "lognormal narrow": from_mean_and_cv(Shape.LOGNORMAL, 90.0, 0.01),
    "gamma": from_mean_and_cv(Shape.GAMMA, 90.0, 0.4),
    "gamma wide": from_mean_and_cv(Shape.GAMMA, 90.0, 2.5),
    "weibull": from_mean_and_cv(Shape.WEIBULL, 90.0, 0.3),
    "weibull wide": from_mean_and_cv(Shape.WEIBULL, 90.0, 2.0),
    "uniform": uniform(20.0, 160.0),
    "uniform at a point": uniform(90.0, 90.0),
    "triangular": triangular(10.0, 60.0, 200.0),
    "triangular falling": triangular(10.0, 10.0, 200.0),
    "triangular rising": triangular(10.0, 200.0, 200.0),
    "triangular at a point": triangular(90.0, 90.0, 90.0),
    "empirical": empirical((5.0, 30.0, 30.0, 120.0), (1.0, 2.0, 1.0, 3.0)),
}
each_patience = pytest.mark.parametrize("distribution", PATIENCES.values(), ids=PATIENCES)


def at(curve: Callable[[np.ndarray], np.ndarray], moment: float) -> float:
    return float(curve(np.array([moment]))[0])


def test_that_every_shape_is_tried() -> None:
    assert {distribution.shape for distribution in PATIENCES.values()} == set(Shape)


@each_patience
def test_that_given_up_and_patient_make_everybody(distribution: Distribution) -> None:
    patience = patience_of(distribution)
    moments = np.linspace(0.0, 500.0, 1001)
    np.testing.assert_allclose(patience.lost(moments) + patience.kept(moments), 1.0, rtol=1e-12)
    assert at(patience.kept, 1e9) < 1e-60
    assert at(patience.lost_wait, 1e9) == pytest.approx(distribution.mean, rel=1e-12)


@each_patience
def test_that_the_shares_follow_the_quantiles_that_a_simulation_draws(distribution: Distribution) -> None:
    patience = patience_of(distribution)
    for share in (0.01, 0.3, 0.5, 0.9, 0.999):
        moment = float(distribution.quantile(np.array([share]))[0])
        slack = TICK + 2.0**-25 * moment  # drawn times are rounded
        assert moment < slack or at(patience.lost, moment - slack) <= share + 1e-9
        assert at(patience.lost, moment + slack) >= share - 1e-9


@each_patience
@pytest.mark.parametrize("moment", [0.0, 3.0, 29.0, 89.9, 91.0, 170.0, 400.0])
def test_that_the_time_waited_is_the_integral_of_the_patient(distribution: Distribution, moment: float) -> None:
    patience = patience_of(distribution)
    bends = [bend for bend in (5.0, 10.0, 20.0, 30.0, 60.0, 88.0, 90.0, 92.0, 120.0, 160.0, 200.0) if 0 < bend < moment]
    edges = [0.0, 1e-4, 1e-2, *bends, moment] if moment else [0.0, 0.0]
    pieces = [
        quad(lambda t: at(patience.kept, t), begin, end, epsrel=1e-12, epsabs=1e-11, limit=200)[0]
        for begin, end in itertools.pairwise(edges)
    ]
    assert at(patience.waited, moment) == pytest.approx(sum(pieces), rel=1e-8)


@each_patience
def test_that_a_survival_function_gives_what_the_closed_form_gives(distribution: Distribution) -> None:
    closed = patience_of(distribution)
    numeric = patience_from_survival(closed.kept, closed.landmarks)
    for agents in (8, 10, 13):
        one, other = (erlang_a(1 / 18.0, 180.0, agents, patience) for patience in (closed, numeric))
        for figure in ("probability_of_waiting", "abandonment", "mean_wait", "average_speed_of_answer"):
            assert getattr(one, figure) == pytest.approx(getattr(other, figure), rel=1e-8), figure
        assert one.mean_wait_abandoned == pytest.approx(other.mean_wait_abandoned, rel=1e-6)
        assert one.service_level(20.0) == pytest.approx(other.service_level(20.0), rel=1e-9)


@each_patience
@pytest.mark.parametrize("agents", [9, 10, 12])
def test_that_a_small_queue_agrees_with_the_formula_integrated_as_it_stands(
    distribution: Distribution, agents: int
) -> None:
    patience, rate, handle = patience_of(distribution), 1 / 18.0, 180.0

    def density(t: float) -> float:
        return math.exp(rate * at(patience.waited, t) - agents / handle * t)

    def total(curve: Callable[[float], float]) -> float:
        edges = [0.0, 1e-3, 1.0, 5.0, 10.0, 20.0, 30.0, 60.0, 86.0, 90.0, 94.0, 120.0, 160.0, 200.0, 600.0, 3000.0]
        return sum(
            quad(lambda t: curve(t) * density(t), begin, end, epsrel=1e-11, epsabs=1e-12, limit=200)[0]
            for begin, end in itertools.pairwise(edges)
        )

    states = sum((rate * handle) ** n * math.factorial(agents - 1) / math.factorial(n) for n in range(agents))
    inverse = states / (rate * handle) ** (agents - 1)
    everything = inverse + rate * total(lambda t: 1.0)
    figures = erlang_a(rate, handle, agents, patience)
    assert figures.probability_of_waiting == pytest.approx(1.0 - inverse / everything, rel=1e-8)
    left = rate * total(lambda t: at(patience.lost, t)) / everything
    assert figures.abandonment == pytest.approx(left, rel=1e-7)
    waited = rate * total(lambda t: at(patience.waited, t)) / everything
    assert figures.mean_wait == pytest.approx(waited, rel=1e-8)


@each_patience
@pytest.mark.parametrize(("load", "agents"), [(0.01, 1), (10.0, 9), (3000.0, 2950), (3000.0, 3040), (1e5, 1e5)])
def test_that_what_comes_in_is_answered_or_lost_in_any_size_of_queue(
    distribution: Distribution, load: float, agents: float
) -> None:
    figures = erlang_a(load / 180.0, 180.0, agents, distribution)
    assert figures.occupancy <= 1.0
    assert figures.abandonment >= max(0.0, 1.0 - agents / load) * (1.0 - 1e-12)
    assert figures.abandonment <= blocking_probability(load, agents) * (1.0 + 1e-9)
    assert figures.mean_wait <= distribution.mean
    answered, left = figures.answered * figures.average_speed_of_answer, figures.abandonment
    if figures.mean_wait_abandoned is not None:
        assert answered + left * figures.mean_wait_abandoned == pytest.approx(figures.mean_wait, rel=1e-9, abs=1e-200)


def test_that_a_large_overload_is_fluid() -> None:
    # Twice the load that 2000 agents can carry: half give up, and those are served who waited until half had left
    for distribution in (PATIENCES["lognormal"], PATIENCES["gamma"], PATIENCES["uniform"]):
        figures = erlang_a(4000 / 180.0, 180.0, 2000, distribution)
        assert figures.abandonment == pytest.approx(0.5, rel=1e-9)
        half = float(distribution.quantile(np.array([0.5]))[0])
        assert figures.average_speed_of_answer == pytest.approx(half, rel=0.01)


# Whitt 2005 (Management Science 51), tables 2 and 4: 102 contacts per handle time, 100 agents. He simulated; the digits
# beyond his intervals come from the formula in high precision.
@pytest.mark.parametrize(
    ("patience", "within", "known", "simulated"),
    [
        (
            from_mean_and_cv(Shape.GAMMA, 1.0, math.sqrt(0.5)),
            0.1,
            (0.2454850977, 0.03783225051, 11.75927025, 0.1134225042, 0.1627047712, 0.519416836),
            ((0.246, 0.002), (0.0378, 0.00032), (11.75, 0.075), (0.1133, 0.00072), (0.1628, 0.00063), (0.52, 0.0026)),
        ),
        (
            from_mean_and_cv(Shape.LOGNORMAL, 4.0, 0.5),
            0.4,
            (0.01025068925, 0.02036883734, 117.5579832, 1.148919454, 1.326140823, 0.07184069468),
            ((0.0096, 0.00082), (0.0206, 0.00029), (118.1, 0.75), (1.154, 0.0073), (1.327, 0.0015), (0.0702, 0.0032)),
        ),
    ],
    ids=["Erlang-2", "lognormal"],
)
def test_that_patience_of_another_shape_agrees_with_published_figures(
    patience: Distribution, within: float, known: tuple[float, ...], simulated: tuple[tuple[float, float], ...]
) -> None:
    figures = erlang_a(102.0, 1.0, 100, patience)
    found = (
        1.0 - figures.probability_of_waiting,
        figures.abandonment,
        figures.mean_queue,
        figures.average_speed_of_answer,
        figures.mean_wait_abandoned,
        figures.service_level(within, Counting.ANSWERED),
    )
    assert found == pytest.approx(known, rel=1e-8)
    for value, (mean, half_width) in zip(found, simulated, strict=True):
        assert value == pytest.approx(mean, abs=1.5 * half_width)


def test_that_one_agent_and_patience_of_six_agree_with_barrer() -> None:
    # M/M/1 with a fixed patience (Barrer 1957), overloaded: 5 contacts and 2 services a minute, gone after 6
    figures = erlang_a(5.0, 0.5, 1, constant(6.0))
    assert figures.abandonment == pytest.approx(0.6000000015, rel=1e-9)
    assert figures.mean_wait == pytest.approx(5.866666683, rel=1e-9)
    assert figures.average_speed_of_answer == pytest.approx(5.666666706, rel=1e-9)
    assert figures.mean_wait_abandoned == pytest.approx(6.0, rel=1e-12)
    assert figures.waiting_longer(5.9999) > 0.6
    assert figures.waiting_longer(6.0) == 0.0
    assert figures.wait_percentile(0.9) == pytest.approx(6.0, rel=1e-12)
    assert figures.abandoned_within(6.0) == pytest.approx(figures.abandonment, rel=1e-9)


def test_that_some_who_never_give_up_are_served_while_the_agents_can_serve_them() -> None:
    def half_endless(seconds: np.ndarray) -> np.ndarray:
        return 0.5 + 0.5 * np.exp(-seconds / 60.0)

    patience = patience_from_survival(half_endless)
    assert 0.0 < erlang_a(15 / 180.0, 180.0, 10, patience).abandonment < 0.5
    endless = erlang_a(25 / 180.0, 180.0, 10, patience)
    assert (endless.mean_wait, endless.occupancy, endless.abandonment) == (math.inf, 1.0, 0.5)
    assert endless.mean_wait_abandoned == pytest.approx(60.0, rel=1e-6)
    assert endless.service_level(60.0) == 0.0
    assert endless.wait_percentile(0.9) == math.inf
    agents = agents_for(25 / 180.0, 180.0, Targets(abandonment=0.4), patience)
    assert erlang_a(25 / 180.0, 180.0, agents, patience).abandonment <= 0.4
    assert erlang_a(25 / 180.0, 180.0, agents - 1, patience).abandonment > 0.4


@pytest.mark.parametrize(
    "survival", [lambda t: 0.5 + 0.0 * t + (t > 5.0) * 0.1, lambda t: 1.1 * np.exp(-t), lambda t: -0.1 + 0.0 * t]
)
def test_that_a_survival_function_that_is_none_is_refused(survival: Callable[[np.ndarray], np.ndarray]) -> None:
    with pytest.raises(PlannerError, match="must fall"):
        patience_from_survival(survival)


@pytest.mark.parametrize("share", [-0.1, 1.0, math.nan])
def test_that_a_senseless_share_of_balking_is_refused(share: float) -> None:
    patience: Patience = patience_of(exponential(60.0))
    with pytest.raises(PlannerError, match="does not wait"):
        patience.with_balking(share)
