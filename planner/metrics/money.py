"""What support costs in all, for each ticket and for each resolution."""

from __future__ import annotations

import numpy as np

from planner.economics import total_cost
from planner.facts import Facts
from planner.facts.places import TicketsWorkedOn
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.scales import per_month
from planner.metrics.splits import COST_HOURS, COSTS
from planner.texts import lazy


def _offered(facts: Facts) -> TicketsWorkedOn:
    return TicketsWorkedOn(facts.records, facts.tickets, np.ones(len(facts.tickets), dtype=np.bool_))


def _resolved(facts: Facts) -> TicketsWorkedOn:
    return TicketsWorkedOn(facts.records, facts.tickets, facts.tickets.resolved)


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
            "Cost of the weeks over the tickets that arrive in them; by channel and tier: the cost there over the"
            " tickets that were worked on there, wherever they came in; by team: that team's cost over all tickets."
        ),
        better="lower",
        splits=COSTS,
        numerator=lazy("cost of the weeks"),
        denominator=lazy("tickets offered; by channel and tier: tickets worked on there"),
        estimator=Ratio(total_cost, _offered),
    ),
    Metric(
        name="cost_per_resolution",
        label=lazy("Cost per resolution"),
        unit="money",
        definition=lazy(
            "Cost of the weeks over the tickets of the weeks that are resolved; by channel and tier: the cost there"
            " over those of them that were worked on there; by team: that team's cost."
        ),
        better="lower",
        splits=COSTS,
        numerator=lazy("cost of the weeks"),
        denominator=lazy("tickets resolved; by channel and tier: those worked on there"),
        estimator=Ratio(total_cost, _resolved),
    ),
)
