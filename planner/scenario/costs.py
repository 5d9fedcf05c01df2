"""Costs beyond wages: premiums, on-costs, seats and managers."""

from __future__ import annotations

from planner.scenario.fields import Section, ValuePart, field
from planner.scenario.kinds import Amount, Positive
from planner.scenario.time_kinds import DaySpan
from planner.texts import lazy


class NightPremium(ValuePart):
    """What hours at night cost more."""

    span: DaySpan = field(lazy("Span"), help=lazy("The hours of the night in the team's zone."))
    premium: Amount = field(lazy("Premium"), help=lazy("Share that such an hour costs more."))


class ManagerCost(ValuePart):
    """Those who lead the agents."""

    one_per_agents: Positive = field(lazy("Agents per manager"), help=lazy("Agents that one manager leads."))
    cost_per_month: Amount = field(lazy("Cost per month"), help=lazy("What one manager costs."), unit="money/month")


class Costs(Section):
    """What teams cost beyond their wages."""

    night: NightPremium | None = field(lazy("Night"), help=lazy("What hours at night cost more."), default=None)
    weekend_premium: Amount = field(
        lazy("Weekend premium"), help=lazy("Share that an hour on Saturday or Sunday costs more."), default=0.0
    )
    holiday_premium: Amount = field(
        lazy("Holiday premium"), help=lazy("Share that an hour on a holiday costs more."), default=0.0
    )
    overtime_premium: Amount = field(
        lazy("Overtime premium"), help=lazy("Share that an hour of overtime costs more."), default=0.0
    )
    on_costs: Amount = field(lazy("On-costs"), help=lazy("Taxes and insurance as a share of wages."), default=0.0)
    seat_per_agent_month: Amount = field(
        lazy("Seat per full-time person and month"),
        help=lazy("Tools and workplace, per full-time person of paid hours: two at half time need one."),
        unit="money/agent/month",
        default=0.0,
    )
    managers: ManagerCost | None = field(lazy("Managers"), help=lazy("Those who lead the agents."), default=None)
