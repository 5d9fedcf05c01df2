"""What a metric declares: everything that tables, documents and charts say about it comes from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.facts import Split
from planner.metrics.estimators import Estimator
from planner.texts import LazyText

Unit = Literal["s", "share", "count", "hours", "people", "money", "ratio"]
Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, eq=False)
class Metric:
    """A number that says how well support runs.

    ``numerator`` and ``denominator`` say in words what is divided by what; counts and percentiles have no
    denominator. ``signed`` numbers may be below zero. ``splits`` are the ways to split it besides the total.
    """

    name: str
    label: LazyText
    unit: Unit
    definition: LazyText
    better: Better
    splits: tuple[Split, ...]
    numerator: LazyText
    denominator: LazyText | None
    estimator: Estimator
    signed: bool = False
