from __future__ import annotations

import math

import numpy as np
import pytest

from planner.facts.intervals import mean_estimates, ratio_estimates, t_quantile


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def test_that_t_quantiles_are_those_of_the_tables() -> None:
    # Two-sided 95 %: Student's table for 1, 9 and 19 degrees of freedom.
    assert t_quantile(0.95, np.array([2.0, 10.0, 20.0])) == pytest.approx([12.706, 2.262, 2.093], abs=5e-4)


def test_that_a_mean_has_the_t_interval_of_its_replications() -> None:
    # Mean 4, standard deviation 2, half-width 4.303 * 2 / sqrt(3).
    estimates = mean_estimates(column(2.0, 4.0, 6.0), 0.95)
    assert estimates.value[0] == 4.0
    assert estimates.high[0] - 4.0 == pytest.approx(4.30265 * 2.0 / math.sqrt(3.0), rel=1e-5)


def test_that_a_single_replication_gives_no_interval() -> None:
    for estimates in (mean_estimates(column(5.0), 0.95), ratio_estimates(column(1.0), column(2.0), 0.95)):
        assert list(estimates.rows()) == [(estimates.value[0], None, None)]


def test_that_a_ratio_is_total_over_total_and_not_the_mean_of_ratios() -> None:
    assert ratio_estimates(column(1.0, 9.0), column(1.0, 99.0), 0.95).value[0] == pytest.approx(0.1)


def test_that_with_equal_denominators_the_jackknife_is_the_t_interval_of_the_mean() -> None:
    numerators = column(2.0, 4.0, 9.0)
    ratio = ratio_estimates(numerators, column(1.0, 1.0, 1.0), 0.95)
    mean = mean_estimates(numerators, 0.95)
    assert ratio.low[0] == pytest.approx(mean.low[0])
    assert ratio.high[0] == pytest.approx(mean.high[0])


def test_that_the_jackknife_uses_the_ratios_that_leave_one_replication_out() -> None:
    # Leaving one out: 5/5, 4/4, 3/5; their mean is 13/15 and the variance 2/3 times the sum of squares.
    estimates = ratio_estimates(column(1.0, 2.0, 3.0), column(2.0, 3.0, 2.0), 0.95)
    left_out = np.array([5 / 5, 4 / 4, 3 / 5])
    variance = 2 / 3 * ((left_out - left_out.mean()) ** 2).sum()
    assert estimates.high[0] - estimates.value[0] == pytest.approx(4.30265 * math.sqrt(variance), rel=1e-5)


def test_that_zero_over_zero_is_no_value() -> None:
    assert list(ratio_estimates(column(0.0, 0.0), column(0.0, 0.0), 0.95).rows()) == [(None, None, None)]


def test_that_a_ratio_known_from_one_replication_alone_has_no_interval() -> None:
    assert list(ratio_estimates(column(0.3, 0.0), column(0.9, 0.0), 0.95).rows()) == [
        (pytest.approx(1 / 3), None, None)
    ]
