"""Cost line: what paid hours on Saturdays and Sundays cost more."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import premium_pay
from planner.facts import Facts, Part
from planner.texts import lazy


def _premium(facts: Facts) -> Part:
    return premium_pay(facts, "weekend", facts.frame.scenario.costs.weekend_premium)


LINE = Line(
    "weekend_premium",
    lazy("Weekend premium"),
    lazy("What paid hours on Saturdays and Sundays, in the team's zone, cost more; premiums add up."),
    _premium,
)
