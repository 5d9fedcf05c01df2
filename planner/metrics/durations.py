"""The four metrics of a duration: its mean and three percentiles."""

from __future__ import annotations

from planner.facts import Amount, Split
from planner.metrics.estimators import Percentile, Ratio, Sample
from planner.metrics.metric import Metric
from planner.texts import LazyText

PROBABILITIES = (50, 90, 95)


def duration_metrics(
    name: str,
    mean_label: LazyText,
    percentile_labels: tuple[LazyText, LazyText, LazyText],
    definition: LazyText,
    ended: LazyText,
    amounts: tuple[Amount, Amount],
    sample: Sample,
    splits: tuple[Split, ...],
) -> tuple[Metric, ...]:
    """``NAME_mean``, ``_p50``, ``_p90`` and ``_p95``; ``ended`` names those whose duration has ended.

    The mean is over these alone; in percentiles those that still wait count as infinite.
    """
    mean = Metric(f"{name}_mean", mean_label, "s", definition, "lower", splits, definition, ended, Ratio(*amounts))
    percentiles = tuple(
        Metric(
            f"{name}_p{number}",
            label,
            "s",
            definition,
            "lower",
            splits,
            definition,
            None,
            Percentile(sample, number / 100),
        )
        for number, label in zip(PROBABILITIES, percentile_labels, strict=True)
    )
    return (mean, *percentiles)
