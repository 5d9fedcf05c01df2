"""Cost line: what paid hours at night cost more."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import premium_pay
from planner.facts import Facts, Part
from planner.texts import lazy


def _premium(facts: Facts) -> Part:
    night = facts.frame.scenario.costs.night
    return premium_pay(facts, "night", night.premium if night is not None else 0.0)


LINE = Line(
    "night_premium",
    lazy("Night premium"),
    lazy("What paid hours at night, in the team's zone, cost more; premiums add up."),
    _premium,
)
