"""Cost line: what paid hours on holidays cost more."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import premium_pay
from planner.facts import Facts, Part
from planner.texts import lazy


def _premium(facts: Facts) -> Part:
    return premium_pay(facts, "holiday", facts.frame.scenario.costs.holiday_premium)


LINE = Line(
    "holiday_premium",
    lazy("Holiday premium"),
    lazy("What paid hours on holidays, in the team's zone, cost more; premiums add up."),
    _premium,
)
