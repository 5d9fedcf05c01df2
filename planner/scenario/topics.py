"""Tiers, and topics: what a ticket is about and the work it needs at each tier."""

from __future__ import annotations

from typing import Annotated

from planner.scenario.distribution import Delay, DurationDistribution, Work
from planner.scenario.fields import NamedPart, StreamPart, ValuePart, field
from planner.scenario.kinds import Amount, NumberKind, Share, TierName
from planner.texts import lazy

ReopenShare = Annotated[float, NumberKind(low=0, high=0.95)]


class Tier(NamedPart):
    """A level of expertise."""


class TierWork(NamedPart):
    """The work of a topic at one tier, and where it goes from there."""

    handle_time: Work = field(lazy("Handle time"), help=lazy("Active work on a ticket at this tier."), unit="s")
    escalates: dict[TierName, Share] = field(
        lazy("Escalates"), help=lazy("Share of tickets that goes on to each other tier."), default={}
    )


class Reopens(ValuePart):
    """Solved tickets that come back."""

    share: ReopenShare = field(lazy("Share"), help=lazy("Share of solved tickets that comes back."))
    after: Delay = field(lazy("After"), help=lazy("How long after the solution."), unit="s")
    work: Amount = field(
        lazy("Work"), help=lazy("Handle time of a reopened ticket as a part of a fresh one."), default=0.5
    )


class Topic(StreamPart):
    """What a ticket is about."""

    share: Share = field(
        lazy("Share"), help=lazy("Share in the general mix; segments may have a mix of their own."), default=0.0
    )
    tier: TierName = field(lazy("Entry tier"), help=lazy("The tier that should see it first."))
    work: dict[TierName, TierWork] = field(
        lazy("Work"), help=lazy("By tier, the work and where it goes from there."), default={}
    )
    misrouted: dict[TierName, Share] = field(
        lazy("Misrouted"), help=lazy("Share that first lands at each wrong tier and costs triage there."), default={}
    )
    misroute_handle_time: Work = field(
        lazy("Triage time"),
        help=lazy("Work of finding out that a ticket is at the wrong tier."),
        unit="s",
        default=DurationDistribution.of("3 min"),
    )
    reopens: Reopens | None = field(lazy("Reopens"), help=lazy("Solved tickets that come back."), default=None)
