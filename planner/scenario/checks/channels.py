"""Channels and offers: what each kind of channel can have, and where customers can go."""

from __future__ import annotations

from collections.abc import Iterator

from planner.scenario.addresses import Path
from planner.scenario.checks.finding import amount, error, warning
from planner.scenario.checks.flows import contacts_a_month
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.texts import _

ONLY_LIVE = (
    "patience",
    "balks",
    "callback",
    "after_abandoning",
    "silent_abandonment",
    "left_for",
    "when_closed",
    "at_close",
    "escalation",
    "escalation_channel",
    "concurrency",
)
ONLY_DEFERRED = ("chase", "replies_to")


def keys_of_the_other_kind(survey: Survey) -> Iterator[Finding]:
    """Live and deferred channels each have keys that mean nothing for the other kind."""
    for name, channel in survey.scenario.channels.items():
        written = survey.scenario.data["channels"][name]
        for key in ONLY_DEFERRED if channel.live else ONLY_LIVE:
            if key in written:
                yield warning(
                    "keys_of_the_other_kind",
                    ("channels", name, key),
                    _("{channel} is {kind}, and {key} means something only for the other kind.").format(
                        channel=name, kind=channel.kind, key=key
                    ),
                    _("Leave it out."),
                )
        if channel.when_not_offered is not None and channel.when_not_offered.wait:
            yield warning(
                "keys_of_the_other_kind",
                ("channels", name, "when_not_offered", "wait"),
                _("Nobody can wait for a channel that is never offered, so wait has no effect."),
                _("Leave it out."),
            )


def replies_without_delay(survey: Survey) -> Iterator[Finding]:
    """Where customers answer it must be known how long they take."""
    for name, channel in survey.scenario.channels.items():
        if channel.replies.mean > 0 and channel.customer_replies_after is None:
            yield error(
                "replies_without_delay",
                ("channels", name, "customer_replies_after"),
                _("{channel} has reply rounds, but not how long customers take to answer.").format(channel=name),
                _('Add customer_replies_after = "5 h", or whatever it is.'),
            )
        left_for = channel.left_for
        other = survey.scenario.channels.get(left_for.switch_to) if left_for is not None else None
        if left_for is not None and left_for.share > 0 and other is not None and other.customer_replies_after is None:
            message = _("Customers who leave {channel} write by {other} in the same moment: no delay is given there.")
            yield warning(
                "replies_without_delay",
                ("channels", left_for.switch_to, "customer_replies_after"),
                message.format(channel=name, other=left_for.switch_to),
                _('Add customer_replies_after = "5 h", or whatever it is.'),
            )


def switches_to_nowhere(survey: Survey) -> Iterator[Finding]:
    """A customer cannot turn to the channel that he leaves, and a share that switches needs a channel."""
    for name, channel in survey.scenario.channels.items():
        for key, part in (
            ("when_closed", channel.when_closed),
            ("when_not_offered", channel.when_not_offered),
            ("after_abandoning", channel.after_abandoning),
            ("left_for", channel.left_for),
        ):
            if part is None:
                continue
            path: Path = ("channels", name, key)
            share_key = "switch" if key == "after_abandoning" else "share"
            if part.switch_to == name:
                yield error(
                    "switches_to_nowhere",
                    (*path, "switch_to"),
                    _("Customers who leave {channel} cannot switch to it.").format(channel=name),
                    _("Name another channel."),
                )
            elif part.switch_to is None and getattr(part, share_key) > 0:
                yield error(
                    "switches_to_nowhere",
                    path,
                    _("A share switches, but not where to."),
                    _('Add switch_to = "email", or leave {key} out.').format(key=share_key),
                )


def deferred_channels_wanted(survey: Survey) -> Iterator[Finding]:
    """Chats that are left, and contacts that become tickets, go on on a deferred channel."""
    channels = survey.scenario.channels
    for name, channel in channels.items():
        for path, other in (
            (("left_for", "switch_to"), channel.left_for.switch_to if channel.left_for else None),
            (("escalation_channel",), channel.escalation_channel),
        ):
            if other is not None and channels[other].live:
                yield error(
                    "deferred_channels_wanted",
                    ("channels", name, *path),
                    _("{other} is live; here a deferred channel is needed.").format(other=other),
                    _('Name a channel with kind = "deferred".'),
                )


def escalation_without_channel(survey: Survey) -> Iterator[Finding]:
    """An escalated live contact that becomes a ticket needs a deferred channel of the level."""
    scenario = survey.scenario
    if not any(work.escalates for topic in scenario.topics.values() for work in topic.work.values()):
        return
    for name, level in scenario.support_levels.items():
        if not any(segment.support_level == name for segment in scenario.segments.values()):
            continue
        for channel in level.offers:
            described = scenario.channels[channel]
            becomes_ticket = described.live and described.escalation == "ticket"
            if becomes_ticket and scenario.escalation_channel(level, channel) is None:
                message = _("Escalated {channel} contacts become tickets, but {level} offers no deferred channel.")
                yield warning(
                    "escalation_without_channel",
                    ("support_levels", name, "offers"),
                    message.format(channel=channel, level=name),
                    _('Offer one, or write escalation = "transfer".'),
                )


def channels_not_offered(survey: Survey) -> Iterator[Finding]:
    """Customers who prefer a channel that their level does not offer are lost unless they turn elsewhere."""
    for (segment, channel), lost in survey.flows.lost.items():
        level = survey.scenario.segments[segment].support_level
        yield warning(
            "channels_not_offered",
            ("segments", segment, "channels", channel),
            _("{level} does not offer {channel}: {count} contacts of {segment} a month stay unserved.").format(
                level=level, channel=channel, count=amount(lost), segment=segment
            ),
            _("Offer it, change the mix, or say where they turn with channels.{channel}.when_not_offered.").format(
                channel=channel
            ),
        )


def offers_nobody_uses(survey: Survey) -> Iterator[Finding]:
    """An offer, with its targets, of a channel that no customer of the level can reach has no effect."""
    scenario = survey.scenario
    used = {(scenario.segments[stop.segment].support_level, stop.channel) for stop in survey.flows.stops}
    for name, level in scenario.support_levels.items():
        segments = [part for part in scenario.segments.values() if part.support_level == name]
        if not any(contacts_a_month(segment) > 0 for segment in segments):
            continue
        for channel in level.offers:
            if (name, channel) not in used:
                yield warning(
                    "offers_nobody_uses",
                    ("support_levels", name, "offers", channel),
                    _("No customer of {level} uses {channel}, so the offer and its targets have no effect.").format(
                        level=name, channel=channel
                    ),
                    _("Add {channel} to the channels of a segment, or leave the offer out.").format(channel=channel),
                )


def targets_of_the_other_kind(survey: Survey) -> Iterator[Finding]:
    """An answer target is for live channels, a reply target for deferred ones."""
    scenario = survey.scenario
    for name, level in scenario.support_levels.items():
        for channel, offer in level.offers.items():
            live = scenario.channels[channel].live
            key = "reply" if live else "answer"
            if getattr(offer, key) is not None:
                yield warning(
                    "targets_of_the_other_kind",
                    ("support_levels", name, "offers", channel, key),
                    _("{channel} is {kind}, so a target for {key} is never measured.").format(
                        channel=channel, kind=scenario.channels[channel].kind, key=key
                    ),
                    _("Write {other} = ... instead.").format(other="answer" if live else "reply"),
                )
