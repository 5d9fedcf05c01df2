"""What a line of the cost declares, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.facts import Facts, Part
from planner.texts import LazyText


@dataclass(frozen=True, eq=False)
class Line:
    """One line of the cost of the weeks: ``amount`` gives money by team and hour of the week."""

    name: str
    label: LazyText
    definition: LazyText
    amount: Callable[[Facts], Part]


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a line comes to in the plan's currency: mean over replications with its interval; None is "no value"."""

    line: str
    by: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None
