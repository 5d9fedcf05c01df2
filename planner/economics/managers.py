"""Cost line: those who lead the agents."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import per_full_time_month
from planner.facts import Facts, Part
from planner.texts import lazy


def _managers(facts: Facts) -> Part:
    managers = facts.frame.scenario.costs.managers
    monthly = 0.0 if managers is None else float(managers.cost_per_month) / float(managers.one_per_agents)
    return per_full_time_month(facts, monthly)


LINE = Line(
    "managers",
    lazy("Managers"),
    lazy("A manager for so many full-time equivalents of paid hours, not rounded up."),
    _managers,
)
