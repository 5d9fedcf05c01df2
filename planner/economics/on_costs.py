"""Cost line: taxes and insurance on top of wages and premiums."""

from __future__ import annotations

from planner.economics import holiday_premium, night_premium, overtime_premium, wages, weekend_premium
from planner.economics.line import Line
from planner.facts import Facts, Part
from planner.facts.parts import concatenated
from planner.texts import lazy

PAY = (wages.LINE, night_premium.LINE, weekend_premium.LINE, holiday_premium.LINE, overtime_premium.LINE)


def _on_costs(facts: Facts) -> Part:
    pay = concatenated(line.amount(facts) for line in PAY)
    return Part(pay.codes, facts.frame.scenario.costs.on_costs * pay.values)


LINE = Line(
    "on_costs",
    lazy("On-costs"),
    lazy("Taxes and insurance: a share of wages and premiums."),
    _on_costs,
)
