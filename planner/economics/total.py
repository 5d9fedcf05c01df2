"""The lines of the cost together."""

from __future__ import annotations

from planner.economics import holiday_premium, night_premium, on_costs, overtime_premium, wages, weekend_premium
from planner.facts import Facts, Part
from planner.facts.parts import concatenated

LINES = (
    wages.LINE,
    night_premium.LINE,
    weekend_premium.LINE,
    holiday_premium.LINE,
    overtime_premium.LINE,
    on_costs.LINE,
)


def total_cost(facts: Facts) -> Part:
    """Money of all lines, by team and hour of the week."""
    return concatenated(line.amount(facts) for line in LINES)
