"""What support costs: one file for each line of the cost, listed in ``LINES``; the lines add up to the total."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from planner.economics.attribution import UNASSIGNED
from planner.economics.line import CostLine, Line
from planner.economics.total import LINES, attributed, people_cost, total_cost
from planner.facts import Facts, Frame, Part, Split, Totals
from planner.facts.intervals import mean_estimates
from planner.study import Study

__all__ = ["LINES", "UNASSIGNED", "CostLine", "Line", "cost", "people_cost", "total_cost"]

_SPLITS: tuple[Split, ...] = ((), ("team",), ("segment",), ("level",), ("channel",), ("topic",), ("tier",))
_CENT = 0.005  # what rounding leaves of a sum is no cost of nobody


def cost(study: Study) -> tuple[CostLine, ...]:
    """Every line of the cost of the weeks, as a total (empty ``by``) and by its payers, in the order of ``LINES``.

    In each split the rows of a line add up to its total; what belongs to no member is the row ``UNASSIGNED``.
    """
    amounts = {line: _amount(line) for line in LINES}
    totals = Totals((amount, split) for amount in amounts.values() for split in _SPLITS)
    for frame, records in zip(study.frames, study.records, strict=True):
        totals.add(Facts(frame, records))
    names = Frame(study.scenario, study.inputs)
    confidence = study.scenario.run.confidence
    return tuple(
        row
        for line, amount in amounts.items()
        for split in _SPLITS
        for row in _rows(names, totals, line, amount, split, confidence)
    )


def _amount(line: Line) -> Callable[[Facts], Part]:
    return lambda facts: attributed(line, facts)


def _rows(
    frame: Frame, totals: Totals, line: Line, amount: Callable[[Facts], Part], split: Split, confidence: float
) -> Iterator[CostLine]:
    values = totals.of(amount, split)
    members = frame.members(split)
    if split:
        rest = totals.of(amount, ())[:, 0] - values.sum(axis=1)
        if np.any(np.abs(rest) > _CENT):
            values = np.column_stack((values, rest))
            members = [*members, {split[0]: UNASSIGNED}]
    estimates = mean_estimates(values, confidence).clipped(0.0, float("inf"))
    for by, row in zip(members, estimates.rows(), strict=True):
        yield CostLine(line.name, by, *row)
