"""Support levels: what a segment is entitled to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, get_args

from planner.scenario.distribution import Delay, DurationDistribution, Work
from planner.scenario.fields import NamedPart, Section, ValuePart, field
from planner.scenario.kinds import (
    Amount,
    ChannelName,
    HoursName,
    Length,
    NumberKind,
    PositiveLength,
    Share,
    TeamName,
    TierName,
    TopicName,
)
from planner.texts import lazy

TargetKind = Literal["answer", "reply", "resolve"]
KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
Clock = Literal["calendar", "open hours"]
Priority = Annotated[int, NumberKind(low=0, high=1000, whole=True, ranges=False)]


class Target(ValuePart):
    """A promise: a share of contacts or tickets within a time."""

    within: PositiveLength = field(lazy("Within"), help=lazy("The promised time."), unit="s")
    share: Share = field(lazy("Share"), help=lazy("Share that must keep it."))
    clock: Clock = field(
        lazy("Clock"), help=lazy("What counts as time: the calendar, or the open hours."), default="open hours"
    )
    penalty: Amount = field(lazy("Penalty"), help=lazy("What each miss costs."), unit="money/miss", default=0.0)


class AnswerTarget(Target):
    """The promise of a live channel; its clock is the calendar unless given."""

    clock: Clock = field(
        lazy("Clock"), help=lazy("What counts as time: the calendar, or the open hours."), default="calendar"
    )


class Offer(NamedPart):
    """A channel as a level offers it: opening hours and promises."""

    hours: HoursName = field(lazy("Hours"), help=lazy("When the channel is open for this level."))
    answer: AnswerTarget | None = field(
        lazy("Answer target"), help=lazy("Live: how soon work on the first message or call begins."), default=None
    )
    reply: Target | None = field(
        lazy("Reply target"), help=lazy("Deferred: how soon the first answer is sent."), default=None
    )
    resolve: Target | None = field(lazy("Resolve target"), help=lazy("How soon the ticket is solved."), default=None)


class SelfService(Section):
    """Help articles: who tries them, and what they solve."""

    tried_by: Share = field(lazy("Tried by"), help=lazy("Share of customers that tries help articles first."))
    solves: dict[TopicName, Share] = field(
        lazy("Solves"), help=lazy("By topic, the share of those who tried that is solved."), default={}
    )
    comes_back: Share = field(lazy("Comes back"), help=lazy("Share of the solved that asks after all."), default=0.0)
    comes_back_after: Delay = field(
        lazy("Comes back after"),
        help=lazy("How long after reading they ask after all."),
        unit="s",
        default=DurationDistribution.of("1 d", "exponential"),
    )
    cost_per_use: Amount = field(lazy("Cost per use"), help=lazy("What one use costs."), unit="money/use", default=0.0)
    upkeep_per_month: Amount = field(
        lazy("Upkeep"), help=lazy("What keeping the articles costs in a month."), unit="money/month", default=0.0
    )


class Outreach(ValuePart):
    """Work that the team begins itself."""

    per_customer_month: Amount = field(
        lazy("Per customer and month"), help=lazy("Pieces of work per customer and month."), unit="1/customer/month"
    )
    handle_time: Work = field(lazy("Handle time"), help=lazy("Work for each piece."), unit="s")
    tier: TierName = field(lazy("Tier"), help=lazy("Who does it."))


class Prevention(Section):
    """A programme that keeps tickets from arising."""

    removes: dict[TopicName, Share] = field(
        lazy("Removes"), help=lazy("By topic, the share of tickets that never arises."), default={}
    )
    outreach: Outreach | None = field(lazy("Outreach"), help=lazy("Work that the team begins itself."), default=None)
    cost_per_month: Amount = field(
        lazy("Cost per month"), help=lazy("What the programme costs in a month."), unit="money/month", default=0.0
    )


class SupportLevel(NamedPart):
    """What a segment is entitled to: channels, hours, promises, self-service, prevention."""

    kind: Literal["none", "self_service", "contact_form", "tickets", "live", "proactive", "pre-emptive"] | None = field(
        lazy("Kind"), help=lazy("A label and a starting template; the simulation never reads it."), default=None
    )
    priority: Priority = field(lazy("Priority"), help=lazy("1 is served first, larger numbers later."), default=1)
    offers: dict[ChannelName, Offer] = field(
        lazy("Offers"), help=lazy("The channels of this level, each with hours and promises."), default={}
    )
    self_service: SelfService | None = field(
        lazy("Self-service"), help=lazy("Help articles, tried before asking."), default=None
    )
    prevention: Prevention | None = field(
        lazy("Prevention"), help=lazy("A programme that keeps tickets from arising."), default=None
    )
    price_per_customer_month: Amount = field(
        lazy("Price per customer and month"),
        help=lazy("What a customer pays for this level in a month."),
        unit="money/customer/month",
        default=0.0,
    )
    cost_per_month: Amount = field(
        lazy("Fixed cost"),
        help=lazy("What the level costs in a month, whatever happens."),
        unit="money/month",
        default=0.0,
    )
    churn_factor: Amount = field(
        lazy("Churn factor"), help=lazy("Factor on the churn of customers of this level."), default=1.0
    )
    dedicated_team: TeamName | None = field(
        lazy("Dedicated team"), help=lazy("The team that serves these customers first."), default=None
    )
    dedicated_overflow_after: Length | None = field(
        lazy("Overflow after"),
        help=lazy("After this wait other teams may help; never unless given."),
        unit="s",
        default=None,
    )


def promised(levels: Mapping[str, SupportLevel], names: Iterable[str]) -> Iterator[tuple[str, str, TargetKind, Target]]:
    """Every target of some levels: level, channel, kind and target, in the order of the plan."""
    for name in names:
        for channel, offer in levels[name].offers.items():
            for kind in KINDS:
                target: Target | None = getattr(offer, kind)
                if target is not None:
                    yield name, channel, kind, target
