"""Cost line: what hours after the end of a shift cost more."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import pay_for
from planner.facts import Facts, Part
from planner.facts.agent_time import PaidKind
from planner.texts import lazy


def _premium(facts: Facts) -> Part:
    overtime = facts.paid.seconds * (facts.paid.kind == PaidKind.OVERTIME)
    return pay_for(facts, facts.frame.scenario.costs.overtime_premium * overtime)


LINE = Line(
    "overtime_premium",
    lazy("Overtime premium"),
    lazy("What work after the end of a shift costs more; premiums add up."),
    _premium,
)
