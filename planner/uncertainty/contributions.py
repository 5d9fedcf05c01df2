"""Which of the uncertain inputs an outcome depends on most.

The measure is the squared rank correlation between what was drawn for an input and what the replication came to, as a
share of their sum over the inputs: the "contribution to variance" of risk analysis (Saltelli and others, Global
Sensitivity Analysis: The Primer, 2008, chapter 1). It needs no further runs and holds for anything that rises or falls
steadily. With few replications it is noise: correlations within two standard errors of none are not told apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.metrics import METRICS
from planner.metrics.measure import Measurement
from planner.scenario.addresses import format_address
from planner.scenario.resolve import drawn_values
from planner.study import Study

FloatArray = NDArray[np.float64]

OUTCOMES: tuple[str, ...] = (
    "cost_total_per_month",
    "target_attainment_answer",
    "target_attainment_reply",
    "first_response_time_mean",
    "occupancy",
    "margin_after_support",
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """How an outcome depends on a range: rank correlation (-1 to 1), and its part of what all ranges explain.

    ``certain`` tells whether the correlation is more than two standard errors away from none.
    """

    outcome: str
    address: str
    correlation: float
    share: float
    certain: bool


def contributions(study: Study, outcomes: Sequence[str] = OUTCOMES) -> tuple[Contribution, ...]:
    """For each outcome that has a value, the ranges of the plan, the one that matters most first."""
    drawn = [drawn_values(study.scenario, number, study.seed) for number in study.numbers]
    if not drawn or not drawn[0] or len(drawn) < 3:
        return ()
    chosen = [metric for metric in METRICS if metric.name in outcomes]
    measurement = Measurement(chosen, study)
    found: list[Contribution] = []
    for metric in chosen:
        _value, outcome = measurement.influences(metric, ()).of(0)
        if not np.all(np.isfinite(outcome)) or np.ptp(outcome) == 0.0:
            continue
        correlations = {
            format_address(path): _rank_correlation(np.array([each[path] for each in drawn]), outcome)
            for path in drawn[0]
        }
        total = sum(value**2 for value in correlations.values())
        error = 1.0 / math.sqrt(len(drawn) - 1.0)
        ranked = sorted(correlations.items(), key=lambda item: (-abs(item[1]), item[0]))
        found += [
            Contribution(
                metric.name, address, value, value**2 / total if total > 0.0 else 0.0, abs(value) > 2.0 * error
            )
            for address, value in ranked
        ]
    return tuple(found)


def _rank_correlation(values: FloatArray, outcome: FloatArray) -> float:
    """Spearman's rank correlation; 0 where one of both does not vary."""
    one, other = _ranks(values), _ranks(outcome)
    spread = float(np.std(one) * np.std(other))
    return float(np.mean((one - one.mean()) * (other - other.mean())) / spread) if spread > 0.0 else 0.0


def _ranks(values: FloatArray) -> FloatArray:
    """Ranks from 1; equal values share the mean of theirs."""
    _unique, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((last - counts + 1 + last) / 2.0)[place]
