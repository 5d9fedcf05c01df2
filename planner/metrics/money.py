"""What support costs in all, for each ticket and for each resolution."""

from __future__ import annotations

from planner.economics import total_cost
from planner.facts.amounts import tickets_offered, tickets_resolved
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.scales import per_month
from planner.metrics.splits import COST_HOURS, COSTS
from planner.texts import lazy

METRICS = (
    Metric(
        name="cost_total",
        label=lazy("Cost"),
        unit="money",
        definition=lazy(
            "Cost of the weeks: paid time of the teams, seats and managers, contacts, levels and penalties; by segment,"
            " channel, topic and tier as who needed it pays for it."
        ),
        better="lower",
        splits=COST_HOURS,
        numerator=lazy("cost of the weeks"),
        denominator=None,
        estimator=Count(total_cost),
    ),
    Metric(
        name="cost_total_per_month",
        label=lazy("Cost a month"),
        unit="money",
        definition=lazy("Cost, scaled to a month of 365.25/12 days."),
        better="lower",
        splits=COSTS,
        numerator=lazy("cost of the weeks"),
        denominator=None,
        estimator=Count(total_cost, per_month),
    ),
    Metric(
        name="cost_per_ticket",
        label=lazy("Cost per ticket"),
        unit="money",
        definition=lazy(
            "Cost of the weeks over the tickets that arrive in them; by team: that team's cost over all tickets."
        ),
        better="lower",
        splits=COSTS,
        numerator=lazy("cost of the weeks"),
        denominator=lazy("tickets offered"),
        estimator=Ratio(total_cost, tickets_offered),
    ),
    Metric(
        name="cost_per_resolution",
        label=lazy("Cost per resolution"),
        unit="money",
        definition=lazy(
            "Cost of the weeks over the tickets of the weeks that are resolved; by team: that team's cost."
        ),
        better="lower",
        splits=COSTS,
        numerator=lazy("cost of the weeks"),
        denominator=lazy("tickets resolved"),
        estimator=Ratio(total_cost, tickets_resolved),
    ),
)
