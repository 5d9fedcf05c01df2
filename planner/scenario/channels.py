"""Channels: how tickets arrive and wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import model_validator

from planner.scenario.distribution import Delay, DurationDistribution, PlainOrTable, Replies, ReplyCount, Work
from planner.scenario.fields import NamedPart, ValuePart, field
from planner.scenario.kinds import Amount, ChannelName, Length, NumberKind, Positive, Share
from planner.texts import lazy
from planner.units import Duration

RetryShare = Annotated[float, NumberKind(low=0, high=0.99)]
Concurrency = Annotated[int, NumberKind(low=1, high=100, whole=True)]


class Elsewhere(ValuePart):
    """What customers do who find a channel closed or not offered; the rest gives up."""

    switch_to: ChannelName | None = field(
        lazy("Switch to"), help=lazy("The channel to which a share turns."), default=None
    )
    share: Share = field(
        lazy("Share that switches"),
        help=lazy("Share that turns to the other channel; everybody who does not wait unless given."),
        default=0.0,
    )
    wait: Share = field(
        lazy("Share that waits"), help=lazy("Share that comes back after the next opening."), default=0.0
    )
    within: Delay = field(
        lazy("Comes back within"),
        help=lazy("How long after the opening those who waited come back, on average."),
        unit="s",
        default=DurationDistribution.of("30 min", "exponential"),
    )

    @model_validator(mode="before")
    @classmethod
    def _all_switch_unless_said(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and "switch_to" in data and "share" not in data:
            wait = data.get("wait", 0.0)
            known = isinstance(wait, (int, float)) and not isinstance(wait, bool) and 0 <= wait <= 1
            return {**data, "share": 1.0 - wait if known else 0.0}
        return data


class Callback(ValuePart):
    """The offer to call back instead of waiting on."""

    offered_after: Length = field(lazy("Offered after"), help=lazy("Wait after which it is offered."), unit="s")
    accepted_by: Share = field(lazy("Accepted by"), help=lazy("Share that accepts."))


class AfterAbandoning(ValuePart):
    """What customers do who gave up waiting; the rest is gone."""

    retry: RetryShare = field(lazy("Retry"), help=lazy("Share that tries the same channel again."), default=0.0)
    after: Delay = field(
        lazy("After"),
        help=lazy("How long until they try again."),
        unit="s",
        default=DurationDistribution.of("15 min", "exponential"),
    )
    switch_to: ChannelName | None = field(
        lazy("Switch to"), help=lazy("The channel to which a share turns."), default=None
    )
    switch: Share = field(lazy("Switch"), help=lazy("Share that turns to the other channel."), default=0.0)


class Chase(ValuePart):
    """A share of customers without an answer asks again."""

    share: Share = field(lazy("Share"), help=lazy("Share of tickets whose customer would ask again."))
    after: Delay = field(lazy("After"), help=lazy("How long they wait before asking again."), unit="s")
    channel: ChannelName | None = field(
        lazy("Channel"), help=lazy("Where they ask again; on the same channel unless given."), default=None
    )
    handle_time: Work = field(
        lazy("Handle time"),
        help=lazy("Work that it costs."),
        unit="s",
        default=DurationDistribution.of("3 min"),
    )


class SilentAbandonment(ValuePart):
    """Customers who leave a chat without a word."""

    share: Share = field(lazy("Share"), help=lazy("Share of those who give up that leaves silently."))
    notice_after: Delay = field(
        lazy("Noticed after"),
        help=lazy("Time an agent needs to find out."),
        unit="s",
        default=DurationDistribution.of("1 min", "exponential"),
    )


class LeftFor(ValuePart):
    """Customers who leave a chat after the first answer and go on by another channel."""

    switch_to: ChannelName = field(lazy("Switch to"), help=lazy("The deferred channel on which they go on."))
    share: Share = field(lazy("Share"), help=lazy("Share of customers that leaves."))


class Channel(NamedPart):
    """How tickets of a channel arrive and wait."""

    kind: Literal["live", "deferred"] = field(
        lazy("Kind"), help=lazy("live: the customer is present and may give up; deferred: the ticket waits patiently.")
    )
    concurrency: Concurrency = field(
        lazy("Conversations at once"),
        help=lazy("Conversations an agent holds at once; above 1 they are held over their messages."),
        default=1,
    )
    replies: Replies = field(
        lazy("Reply rounds"),
        help=lazy("How often the customer answers and the ticket comes back: a mean, or a table with a shape."),
        default=ReplyCount(mean=0.0),
    )
    customer_replies_after: Delay | None = field(
        lazy("Customer replies after"), help=lazy("How long the customer takes to answer."), unit="s", default=None
    )
    replies_to: Literal["pool", "owner"] = field(
        lazy("Replies go to"),
        help=lazy("owner: the same agent takes the reply if he is on duty again."),
        default="pool",
    )
    handle_time_factor: Positive = field(
        lazy("Handle time factor"), help=lazy("Factor on the handle time over this channel."), default=1.0
    )
    wrap_up: Work = field(
        lazy("Wrap-up"),
        help=lazy("Work after each touch that keeps the agent, not the customer."),
        unit="s",
        default=DurationDistribution.of("0 s", "constant"),
    )
    hand_over: Length = field(
        lazy("Hand-over"),
        help=lazy("Extra work of a touch that passes the ticket on."),
        unit="s",
        default=Duration(0.0),
    )
    patience: Delay | None = field(
        lazy("Patience"),
        help=lazy("Live: how long a customer waits before giving up; for ever unless given."),
        unit="s",
        default=None,
    )
    balks: Share = field(lazy("Balks"), help=lazy("Live: share that leaves at once if it must wait."), default=0.0)
    callback: Callback | None = field(
        lazy("Callback"), help=lazy("Live: the offer to call back instead of waiting on."), default=None
    )
    after_abandoning: AfterAbandoning | None = field(
        lazy("After abandoning"), help=lazy("Live: what customers do who gave up; gone unless given."), default=None
    )
    silent_abandonment: Annotated[SilentAbandonment, PlainOrTable("share", high=1)] | None = field(
        lazy("Silent abandonment"),
        help=lazy("Chat: share of those who give up that leaves without a word, or a table with notice_after."),
        default=None,
    )
    left_for: LeftFor | None = field(
        lazy("Left for"),
        help=lazy("Chat: customers who leave after the first answer and go on elsewhere."),
        default=None,
    )
    chase: Chase | None = field(
        lazy("Chase"), help=lazy("Deferred: customers without an answer who ask again."), default=None
    )
    when_closed: Elsewhere | None = field(
        lazy("When closed"),
        help=lazy("Live: what customers do outside the hours; they give up unless given."),
        default=None,
    )
    when_not_offered: Elsewhere | None = field(
        lazy("When not offered"),
        help=lazy("What customers do whose level does not offer the channel; they give up unless given."),
        default=None,
    )
    escalation: Literal["ticket", "transfer"] = field(
        lazy("Escalation"),
        help=lazy("Live: an escalated contact becomes a ticket, or waits on live as a transfer."),
        default="ticket",
    )
    escalation_channel: ChannelName | None = field(
        lazy("Escalation channel"),
        help=lazy("Where an escalated contact goes on; the level's first deferred channel unless given."),
        default=None,
    )
    at_close: Literal["serve", "disconnect"] = field(
        lazy("At close"), help=lazy("Live: whether those who still wait are served or cut off."), default="serve"
    )
    cost_per_contact: Amount = field(
        lazy("Cost per contact"), help=lazy("What one contact costs."), unit="money/contact", default=0.0
    )

    @property
    def live(self) -> bool:
        """Whether the customer is present and may give up."""
        return self.kind == "live"

    @property
    def held(self) -> bool:
        """Whether an agent holds the conversation over its messages, as in a chat."""
        return self.live and (self.concurrency > 1 or self.replies.mean > 0)
