"""Cost line: tools and workplaces of the agents."""

from __future__ import annotations

from planner.economics.line import Line
from planner.economics.pay import per_full_time_month
from planner.facts import Facts, Part
from planner.texts import lazy


def _seats(facts: Facts) -> Part:
    return per_full_time_month(facts, float(facts.frame.scenario.costs.seat_per_agent_month))


LINE = Line(
    "seats",
    lazy("Seats"),
    lazy("Tools and workplaces: a monthly cost for each full-time equivalent of paid hours, not rounded up."),
    _seats,
)
