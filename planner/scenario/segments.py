"""Segments: groups of customers with the same value and behaviour."""

from __future__ import annotations

from typing import Annotated

from planner.scenario.distribution import Work
from planner.scenario.fields import StreamPart, ValuePart, field
from planner.scenario.kinds import (
    Amount,
    ChannelName,
    Growth,
    LevelName,
    Number,
    ProfileName,
    Share,
    TierName,
    TopicName,
)
from planner.scenario.time_kinds import Holidays, MonthKind, ZoneName
from planner.texts import lazy

MonthName = Annotated[str, MonthKind()]


class Onboarding(ValuePart):
    """Work that each new customer brings."""

    handle_time: Work = field(lazy("Handle time"), help=lazy("Work per new customer."), unit="s")
    tier: TierName = field(lazy("Tier"), help=lazy("Who does it."))


class Segment(StreamPart):
    """A group of customers: how many, how often and where they ask, and what they are worth."""

    customers: Amount = field(lazy("Customers"), help=lazy("Number of customers at the start."))
    growth_per_month: Growth = field(
        lazy("Growth"), help=lazy("Share by which customers grow each month after the start."), default=0.0
    )
    contacts_per_customer_month: Amount = field(
        lazy("Contacts per customer and month"),
        help=lazy("How often one customer has a question in a month, before prevention and self-service."),
        unit="contacts/customer/month",
    )
    support_level: LevelName = field(lazy("Support level"), help=lazy("What these customers are entitled to."))
    profile: ProfileName | None = field(
        lazy("Profile"), help=lazy("When they ask, in their own time; evenly unless given."), default=None
    )
    time_zones: dict[ZoneName, Share] = field(
        lazy("Time zones"), help=lazy("Where they live, as shares; all in the plan's zone unless given."), default={}
    )
    channels: dict[ChannelName, Share] = field(lazy("Channels"), help=lazy("The channel they prefer, as shares."))
    topics: dict[TopicName, Share] | None = field(
        lazy("Topics"), help=lazy("A topic mix of their own; the general mix unless given."), default=None
    )
    finds_help: Share = field(
        lazy("Finds help"), help=lazy("Share that finds out how to ask; the others stay unserved."), default=1.0
    )
    holidays: Holidays | None = field(
        lazy("Holidays"),
        help=lazy("Their own holidays, a country code or dates; the plan's unless given."),
        default=None,
    )
    revenue_per_customer_month: Amount | None = field(
        lazy("Revenue per customer and month"),
        help=lazy("What one customer pays in a month."),
        unit="money/customer/month",
        default=None,
    )
    gross_margin: Number | None = field(
        lazy("Gross margin"), help=lazy("Share of the revenue that is left before support."), default=None
    )
    churn_per_month: Share | None = field(
        lazy("Churn"), help=lazy("Share of customers that leaves in a month."), unit="1/month", default=None
    )
    acquisition_cost: Amount | None = field(
        lazy("Acquisition cost"), help=lazy("What it costs to win one customer."), unit="money/customer", default=None
    )
    onboarding: Onboarding | None = field(
        lazy("Onboarding"), help=lazy("Work that each new customer brings."), default=None
    )
    forecast: dict[MonthName, Amount] = field(
        lazy("Forecast"),
        help=lazy('Expected contacts by month ("2026-03" = 4200) instead of customers times contacts.'),
        default={},
    )
