"""Distributions of durations against closed forms: means, spreads, quantiles and the grid of times.

Closed forms as in Law, Simulation Modeling and Analysis, chapter 6 (moments and quantile functions).
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.distributions import (
    TICK,
    Distribution,
    Shape,
    constant,
    empirical,
    exponential,
    from_mean_and_cv,
    on_grid,
    triangular,
    uniform,
)

# Midpoints of 200,000 equal slices of probability: the average of a quantile function over them is its mean.
UNIFORMS = (np.arange(200_000) + 0.5) / 200_000

WITH_CV = [
    (Shape.EXPONENTIAL, 1.0),
    (Shape.LOGNORMAL, 0.3),
    (Shape.LOGNORMAL, 1.2),
    (Shape.GAMMA, 0.5),
    (Shape.GAMMA, 1.5),
    (Shape.WEIBULL, 0.5),
    (Shape.WEIBULL, 1.6),
    (Shape.UNIFORM, 0.4),
    (Shape.TRIANGULAR, 0.3),
]

ALL = [
    constant(90.0),
    *(from_mean_and_cv(shape, 360.0, cv) for shape, cv in WITH_CV),
    uniform(60.0, 120.0),
    triangular(60.0, 60.0, 300.0),
    triangular(60.0, 300.0, 300.0),
    empirical((30.0, 10.0, 20.0), (1.0, 2.0, 1.0)),
]


def test_that_every_shape_is_among_those_tested() -> None:
    assert {distribution.shape for distribution in ALL} == set(Shape)


@pytest.mark.parametrize(("shape", "cv"), WITH_CV)
def test_that_mean_and_coefficient_of_variation_are_the_wanted_ones(shape: Shape, cv: float) -> None:
    distribution = from_mean_and_cv(shape, 360.0, cv)
    values = distribution.quantile(UNIFORMS)
    assert distribution.mean == pytest.approx(360.0, rel=1e-9)
    assert values.mean() == pytest.approx(360.0, rel=2e-3)
    # the far tail carries much of the variance and slices of probability cut it a little short
    assert values.std() / values.mean() == pytest.approx(cv, rel=2e-2)


@pytest.mark.parametrize("distribution", ALL, ids=lambda d: d.shape.name)
def test_that_quantiles_rise_stay_positive_and_lie_on_the_grid(distribution: Distribution) -> None:
    values = distribution.quantile(UNIFORMS)
    assert np.all(np.diff(values) >= 0.0)
    assert np.all(values >= 0.0)
    assert np.array_equal(values / TICK, np.rint(values / TICK))
    assert values.mean() == pytest.approx(distribution.mean, rel=2e-3)


@pytest.mark.parametrize("distribution", ALL, ids=lambda d: d.shape.name)
@pytest.mark.parametrize("factor", [0.0, 0.5, 1.3])
def test_that_a_scaled_distribution_has_scaled_quantiles(distribution: Distribution, factor: float) -> None:
    some = np.array([0.01, 0.2, 0.5, 0.9, 0.999])
    scaled = distribution.scaled(factor)
    assert scaled.mean == pytest.approx(factor * distribution.mean)
    assert scaled.quantile(some) == pytest.approx(factor * distribution.quantile(some), rel=2.0**-24, abs=2 * TICK)


def test_that_known_quantiles_come_out() -> None:
    half = np.array([0.5])
    assert exponential(100.0).quantile(half)[0] == pytest.approx(100.0 * math.log(2.0), rel=2.0**-25, abs=TICK)
    # the median of a lognormal is its mean / sqrt(1 + cv^2)
    assert from_mean_and_cv(Shape.LOGNORMAL, 360.0, 1.0).quantile(half)[0] == pytest.approx(
        360.0 / math.sqrt(2.0), rel=2.0**-25, abs=TICK
    )
    # k = 1 makes gamma and Weibull exponential
    for shape in (Shape.GAMMA, Shape.WEIBULL):
        assert from_mean_and_cv(shape, 100.0, 1.0).quantile(half)[0] == pytest.approx(100.0 * math.log(2.0), rel=1e-6)
    assert uniform(60.0, 120.0).quantile(np.array([0.25]))[0] == 75.0
    assert triangular(0.0, 50.0, 100.0).quantile(half)[0] == 50.0
    assert constant(42.0).quantile(half)[0] == 42.0


def test_that_an_empirical_distribution_gives_values_by_their_weight() -> None:
    distribution = empirical((30.0, 10.0, 20.0), (1.0, 2.0, 1.0))
    values, counts = np.unique(distribution.quantile(UNIFORMS), return_counts=True)
    assert values.tolist() == [10.0, 20.0, 30.0]
    assert counts.tolist() == [100_000, 50_000, 50_000]
    assert distribution.mean == 17.5


def test_that_no_mean_and_no_spread_give_a_constant() -> None:
    assert exponential(0.0).is_zero
    assert from_mean_and_cv(Shape.LOGNORMAL, 0.0, 1.0).is_zero
    assert from_mean_and_cv(Shape.GAMMA, 60.0, 0.0) == constant(60.0)
    assert not constant(60.0).is_zero


def test_that_what_no_member_of_a_family_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="uniform"):
        from_mean_and_cv(Shape.UNIFORM, 60.0, 0.6)  # above 1 / sqrt 3 = 0.577
    with pytest.raises(ValueError, match="triangular"):
        from_mean_and_cv(Shape.TRIANGULAR, 60.0, 0.42)  # above 1 / sqrt 6 = 0.408
    with pytest.raises(ValueError, match="empirical"):
        from_mean_and_cv(Shape.EMPIRICAL, 60.0, 1.0)
    with pytest.raises(ValueError, match="low"):
        uniform(10.0, 5.0)
    with pytest.raises(ValueError, match="likely"):
        triangular(0.0, 20.0, 10.0)
    for values, weights in [((), None), ((-1.0,), None), ((1.0,), (0.0,)), ((1.0, 2.0), (1.0,))]:
        with pytest.raises(ValueError, match="empirical"):
            empirical(values, weights)


def test_that_the_limits_of_uniform_and_triangular_spread_begin_at_zero() -> None:
    assert from_mean_and_cv(Shape.UNIFORM, 60.0, 1.0 / math.sqrt(3.0)).quantile(np.array([1e-9]))[0] >= 0.0
    assert from_mean_and_cv(Shape.TRIANGULAR, 60.0, 1.0 / math.sqrt(6.0)).quantile(np.array([1e-9]))[0] >= 0.0


def test_that_times_are_rounded_to_the_grid_and_infinity_stays() -> None:
    assert on_grid(np.array([1.0, 0.1, np.inf])).tolist() == [1.0, round(0.1 * 2**20) / 2**20, np.inf]
