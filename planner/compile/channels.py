"""Channels: how tickets arrive, wait, give up and go on elsewhere."""

from __future__ import annotations

from planner.compile.numbering import Numbering
from planner.scenario import channels as described
from planner.scenario.scenario import Scenario
from simulation.distributions import Distribution, constant
from simulation.inputs import (
    AfterAbandoning,
    Callback,
    ChannelInputs,
    Chase,
    CountShape,
    Elsewhere,
    LeftFor,
    SilentAbandonment,
)


def compile_channels(scenario: Scenario, numbering: Numbering) -> tuple[ChannelInputs, ...]:
    """All channels in the order of the plan."""
    return tuple(_channel(name, channel, numbering) for name, channel in scenario.channels.items())


def _channel(name: str, channel: described.Channel, numbering: Numbering) -> ChannelInputs:
    replies_after = channel.customer_replies_after
    return ChannelInputs(
        name=name,
        live=channel.live,
        concurrency=int(channel.concurrency),
        replies=float(channel.replies.mean),
        replies_shape=CountShape[channel.replies.shape.upper()],
        customer_replies_after=replies_after.sampling() if replies_after else constant(0.0),
        replies_to_owner=channel.replies_to == "owner",
        handle_time_factor=float(channel.handle_time_factor),
        wrap_up=_unless_zero(channel.wrap_up.sampling()),
        hand_over=float(channel.hand_over),
        patience=channel.patience.sampling() if channel.patience else None,
        balks=float(channel.balks),
        callback=_callback(channel.callback),
        after_abandoning=_after_abandoning(channel.after_abandoning, numbering),
        silent_abandonment=_silent_abandonment(channel.silent_abandonment),
        left_for=_left_for(channel.left_for, numbering),
        chase=_chase(channel.chase, numbering.channels[name], numbering),
        when_closed=_elsewhere(channel.when_closed, numbering),
        when_not_offered=_elsewhere(channel.when_not_offered, numbering),
        escalation_transfers=channel.escalation == "transfer",
        disconnects_at_close=channel.at_close == "disconnect",
    )


def _unless_zero(distribution: Distribution) -> Distribution | None:
    return None if distribution.is_zero else distribution


def _position(channel: str | None, numbering: Numbering) -> int:
    return -1 if channel is None else numbering.channels[channel]


def _elsewhere(part: described.Elsewhere | None, numbering: Numbering) -> Elsewhere | None:
    if part is None:
        return None
    return Elsewhere(
        switch_to=_position(part.switch_to, numbering),
        switch=float(part.share) if part.switch_to is not None else 0.0,
        wait=float(part.wait),
        within=part.within.sampling(),
    )


def _callback(part: described.Callback | None) -> Callback | None:
    return Callback(float(part.offered_after), float(part.accepted_by)) if part else None


def _after_abandoning(part: described.AfterAbandoning | None, numbering: Numbering) -> AfterAbandoning | None:
    if part is None:
        return None
    return AfterAbandoning(
        retry=float(part.retry),
        after=part.after.sampling(),
        switch_to=_position(part.switch_to, numbering),
        switch=float(part.switch) if part.switch_to is not None else 0.0,
    )


def _silent_abandonment(part: described.SilentAbandonment | None) -> SilentAbandonment | None:
    return SilentAbandonment(float(part.share), part.notice_after.sampling()) if part else None


def _left_for(part: described.LeftFor | None, numbering: Numbering) -> LeftFor | None:
    return LeftFor(numbering.channels[part.switch_to], float(part.share)) if part else None


def _chase(part: described.Chase | None, own: int, numbering: Numbering) -> Chase | None:
    if part is None:
        return None
    return Chase(
        share=float(part.share),
        after=part.after.sampling(),
        channel=own if part.channel is None else numbering.channels[part.channel],
        handle_time=part.handle_time.sampling(),
    )
