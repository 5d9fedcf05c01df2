"""The lines of the cost together."""

from __future__ import annotations

from planner.economics import (
    contact_costs,
    holiday_premium,
    level_costs,
    managers,
    night_premium,
    on_costs,
    overtime_premium,
    penalties,
    seats,
    wages,
    weekend_premium,
)
from planner.economics.attribution import paid_by_all, with_all_codes
from planner.economics.line import Line
from planner.facts import Facts, Part
from planner.facts.parts import computed_once, concatenated

# What is paid for hours of teams, and what customers cost besides.
TEAM_LINES = (
    wages.LINE,
    night_premium.LINE,
    weekend_premium.LINE,
    holiday_premium.LINE,
    overtime_premium.LINE,
    on_costs.LINE,
    seats.LINE,
    managers.LINE,
)
OTHER_LINES = (contact_costs.LINE, *level_costs.LINES, penalties.LINE)
LINES = (*TEAM_LINES, *OTHER_LINES)


def attributed(line: Line, facts: Facts) -> Part:
    """Money of a line with every dimension known: by team and hour, and by who pays."""
    amount = line.amount(facts)
    return paid_by_all(facts, amount) if line in TEAM_LINES else with_all_codes(amount)


def people_cost(facts: Facts) -> Part:
    """Money for the hours of teams, by team and hour of the week."""
    return concatenated(line.amount(facts) for line in TEAM_LINES)


@computed_once
def total_cost(facts: Facts) -> Part:
    """Money of all lines, with every dimension known."""
    return concatenated((paid_by_all(facts, people_cost(facts)), *(attributed(line, facts) for line in OTHER_LINES)))
