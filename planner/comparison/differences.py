"""Paired differences of metrics between studies, and which of them are more than chance.

The difference of two estimates over the same replications has the variance of the differences of their influences: for
a mean the values themselves, for ratios and formulas the pseudo-values of the jackknife (Efron and Stein, The jackknife
estimate of variance, Annals of Statistics 9, 1981), for percentiles those of the single replications. Who looks at many
differences finds some by chance; verdicts are corrected for that by Holm's procedure (Holm, A simple sequentially
rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979): with the stated confidence not one of
all verdicts is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from planner.comparison.changes import Change, changes
from planner.errors import PlannerError
from planner.facts import Frame, Split
from planner.facts.intervals import t_quantile
from planner.metrics import METRICS, Metric
from planner.metrics.measure import Measurement
from planner.study import Study
from planner.texts import _

FloatArray = NDArray[np.float64]

HEADLINES: tuple[str, ...] = (
    "target_attainment_answer",
    "target_attainment_reply",
    "target_attainment_resolve",
    "average_speed_of_answer",
    "first_response_time_mean",
    "resolution_time_mean",
    "abandonment_rate",
    "contacts_unserved",
    "satisfaction",
    "occupancy",
    "cost_total_per_month",
    "cost_per_ticket",
    "margin_after_support",
    "months_of_margin_per_ticket",
    "churn_per_month",
    "lifetime_value",
)
SPLITS: tuple[Split, ...] = ((), ("segment",))
_ROUNDING = 1e-9  # relative: what rounding leaves of two equal figures


class Outcome(Enum):
    """What a difference says; of figures that are neither good nor bad only that they differ."""

    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    EQUAL = "equal"
    NOT_TOLD_APART = "not told apart"
    NO_VALUE = "no value"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in both scenarios, their difference (other less baseline) with its interval, and what it says.

    ``likelihood`` is the chance of so large a difference if there were none (two-sided t test), not corrected.
    """

    metric: str
    by: Mapping[str, str]
    baseline: float | None
    other: float | None
    value: float | None
    low: float | None
    high: float | None
    likelihood: float | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scenario against the baseline; ``looked_at`` figures of all comparisons share the confidence of verdicts."""

    baseline: str
    other: str
    replications: int
    confidence: float
    looked_at: int
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]


def compare(baseline: Study, others: Sequence[Study], metrics: Sequence[str] = HEADLINES) -> tuple[Comparison, ...]:
    """Each of the other studies against the baseline, over the replications that both have.

    PlannerError for another seed, because then other customers were met.
    """
    chosen = [metric for metric in METRICS if metric.name in metrics]
    found = [_differences(chosen, *_paired(baseline, other)) for other in others]
    confidence = baseline.scenario.run.confidence
    corrected = _judged(found, confidence)
    looked_at = sum(difference.likelihood is not None for listed in found for difference in listed)
    return tuple(
        Comparison(
            baseline.scenario.name, other.scenario.name, len(_common(baseline, other)), confidence, looked_at,
            changes(baseline.scenario, other.scenario), tuple(differences),
        )
        for other, differences in zip(others, corrected, strict=True)
    )  # fmt: skip


def _common(one: Study, other: Study) -> list[int]:
    return sorted({*one.numbers} & {*other.numbers})


def _paired(baseline: Study, other: Study) -> tuple[Study, Study]:
    """Both studies with the replications that they have in common."""
    if baseline.seed != other.seed:
        raise PlannerError(
            _("“{one}” ran with seed {first} and “{two}” with seed {second}: they met other customers.").format(
                one=baseline.scenario.name, first=baseline.seed, two=other.scenario.name, second=other.seed
            )
        )
    common = _common(baseline, other)
    return _only(baseline, common), _only(other, common)


def _only(study: Study, numbers: Sequence[int]) -> Study:
    rows = [study.numbers.index(number) for number in numbers]
    return replace(
        study,
        records=tuple(study.records[row] for row in rows),
        frames=tuple(study.frames[row] for row in rows),
        numbers=tuple(numbers),
    )


def _differences(metrics: Sequence[Metric], baseline: Study, other: Study) -> list[Difference]:
    one, two = Measurement(metrics, baseline), Measurement(metrics, other)
    found = []
    for metric in metrics:
        for split in SPLITS:
            if split and split not in metric.splits:
                continue
            cells = _cells(one.frame, two.frame, split)
            first, second = one.influences(metric, split), two.influences(metric, split)
            for by, here, there in cells:
                found.append(
                    _difference(metric, by, first.of(here), second.of(there), baseline.scenario.run.confidence)
                )
    return found


def _cells(one: Frame, two: Frame, split: Split) -> list[tuple[dict[str, str], int, int]]:
    """The members of a split that both scenarios have, with their place in each."""
    there = {tuple(by.values()): place for place, by in enumerate(two.members(split))}
    return [
        (by, place, there[tuple(by.values())])
        for place, by in enumerate(one.members(split))
        if tuple(by.values()) in there
    ]


def _difference(
    metric: Metric, by: Mapping[str, str], first: tuple[float, FloatArray], second: tuple[float, FloatArray],
    confidence: float,
) -> Difference:  # fmt: skip
    (baseline, of_baseline), (other, of_other) = first, second
    value = other - baseline
    if not np.isfinite(value):
        return Difference(metric.name, by, _or_none(baseline), _or_none(other), *(None,) * 4, Outcome.NO_VALUE)
    if abs(value) <= _ROUNDING * max(abs(baseline), abs(other)):
        value = 0.0
    spread = of_other - of_baseline
    error = float(np.std(spread, ddof=1) / np.sqrt(len(spread))) if len(spread) > 1 else np.nan
    if np.isnan(error):
        return Difference(metric.name, by, baseline, other, value, None, None, None, Outcome.NOT_TOLD_APART)
    half = float(t_quantile(confidence, len(spread))) * error
    outcome = (
        Outcome.EQUAL if value == 0.0 and error <= _ROUNDING * max(abs(baseline), 1.0) else _direction(metric, value)
    )
    likelihood = _likelihood(value, error, len(spread))
    return Difference(metric.name, by, baseline, other, value, value - half, value + half, likelihood, outcome)


def _direction(metric: Metric, value: float) -> Outcome:
    if metric.better == "neither":
        return Outcome.DIFFERENT
    return Outcome.BETTER if (value > 0.0) == (metric.better == "higher") else Outcome.WORSE


def _likelihood(value: float, error: float, replications: int) -> float:
    """The two-sided chance of such a mean of differences whose true mean is zero."""
    from scipy.special import stdtr

    if value == 0.0:
        return 1.0
    if error <= _ROUNDING * abs(value):
        return 0.0  # it does not depend on chance
    return float(2.0 * stdtr(replications - 1.0, -abs(value) / error))


def _judged(found: Sequence[Sequence[Difference]], confidence: float) -> list[list[Difference]]:
    """The differences with verdicts of which, all together, none is wrong with the given confidence."""
    places = [(row, column) for row, listed in enumerate(found) for column in range(len(listed))]
    tested = [place for place in places if found[place[0]][place[1]].likelihood is not None]
    tested.sort(key=lambda place: found[place[0]][place[1]].likelihood or 0.0)
    judged = [list(listed) for listed in found]
    certain = True
    for rank, (row, column) in enumerate(tested):
        difference = judged[row][column]
        likelihood = difference.likelihood
        assert likelihood is not None
        certain = certain and likelihood * (len(tested) - rank) <= 1.0 - confidence
        if not certain and difference.outcome is not Outcome.EQUAL:
            judged[row][column] = replace(difference, outcome=Outcome.NOT_TOLD_APART)
    return judged


def _or_none(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
