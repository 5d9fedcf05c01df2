"""Backlog: tickets that are open at the start."""

from __future__ import annotations

from planner.scenario.distribution import Delay, DurationDistribution
from planner.scenario.fields import StreamPart, field
from planner.scenario.kinds import ChannelName, SegmentName, TopicName, Whole
from planner.texts import lazy


class Backlog(StreamPart):
    """A number of open tickets of one segment, channel and topic."""

    tickets: Whole = field(lazy("Tickets"), help=lazy("Number of open tickets at the start."))
    segment: SegmentName = field(lazy("Segment"), help=lazy("Whose tickets they are."))
    channel: ChannelName = field(lazy("Channel"), help=lazy("The channel they came by."))
    topic: TopicName = field(lazy("Topic"), help=lazy("What they are about."))
    age: Delay = field(
        lazy("Age"),
        help=lazy("How long ago they arrived."),
        unit="s",
        default=DurationDistribution.of("1 d", "exponential"),
    )
