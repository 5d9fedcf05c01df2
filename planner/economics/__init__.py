"""What support costs: one file for each line of the cost, listed in ``LINES``; the lines add up to the total."""

from __future__ import annotations

from planner.economics.line import CostLine, Line
from planner.economics.total import LINES, total_cost
from planner.facts import Facts, Frame, Split, Totals
from planner.facts.intervals import mean_estimates
from planner.study import Study

__all__ = ["LINES", "CostLine", "Line", "cost", "total_cost"]

_SPLITS: tuple[Split, ...] = ((), ("team",))


def cost(study: Study) -> tuple[CostLine, ...]:
    """Every line of the cost of the weeks, as a total (empty ``by``) and by team, in the order of ``LINES``."""
    frame = Frame(study.scenario, study.inputs)
    totals = Totals((line.amount, split) for line in LINES for split in _SPLITS)
    for own, records in zip(study.frames, study.records, strict=True):
        totals.add(Facts(own, records))
    return tuple(row for line in LINES for split in _SPLITS for row in _rows(frame, totals, line, split))


def _rows(frame: Frame, totals: Totals, line: Line, split: Split) -> list[CostLine]:
    estimates = mean_estimates(totals.of(line.amount, split), frame.scenario.run.confidence).clipped(0.0, float("inf"))
    members = frame.members(split)
    return [CostLine(line.name, by, *row) for by, row in zip(members, estimates.rows(), strict=True)]
