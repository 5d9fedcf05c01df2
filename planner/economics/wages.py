"""Cost line: the wage of every paid hour."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import pay_for
from planner.facts import Facts, Part
from planner.texts import lazy


def _wages(facts: Facts) -> Part:
    return pay_for(facts, facts.paid.seconds)


LINE = Line(
    "wages",
    lazy("Wages"),
    lazy("Paid hours (duty, paid breaks, absence, off-queue time, overtime) times the team's cost per hour."),
    _wages,
)
