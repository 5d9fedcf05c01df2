"""Small desks for tests: inputs with everything switched off that a test does not ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulation import distributions
from simulation.demand import Customers
from simulation.distributions import constant
from simulation.inputs import (
    ChannelInputs,
    CountShape,
    DemandCell,
    Horizon,
    Inputs,
    OfferInputs,
    Order,
    RoutingInputs,
    SegmentInputs,
    ShiftInputs,
    TeamInputs,
    TopicInputs,
    WorkInputs,
)
from simulation.opening import ALWAYS, OpenHours
from simulation.records import Needs, Records
from simulation.replication import play
from simulation.roster import draw_roster
from simulation.script import script_from_customers
from simulation.streams import Draws, key

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0


def channel(name: str = "phone", **changes: Any) -> ChannelInputs:
    """A live channel on which nobody gives up, or what the changes make of it."""
    plain = ChannelInputs(
        name=name,
        live=True,
        concurrency=1,
        replies=0.0,
        replies_shape=CountShape.CONSTANT,
        customer_replies_after=constant(0.0),
        replies_to_owner=False,
        handle_time_factor=1.0,
        wrap_up=None,
        hand_over=0.0,
        patience=None,
        balks=0.0,
        callback=None,
        after_abandoning=None,
        silent_abandonment=None,
        left_for=None,
        chase=None,
        when_closed=None,
        when_not_offered=None,
        escalation_transfers=False,
        disconnects_at_close=False,
    )
    return replace(plain, **changes)


def email(**changes: Any) -> ChannelInputs:
    """A deferred channel."""
    return channel("email", live=False, **changes)


def topic(*seconds: float | distributions.Distribution | None, escalates: float = 0.0, **changes: Any) -> TopicInputs:
    """A topic with these handle times at tier 0, 1, ...; a share escalates from tier 0 to tier 1."""
    times = [constant(s) if isinstance(s, int | float) else s for s in seconds]
    work = [None if time is None else WorkInputs(time, ()) for time in times]
    if escalates and work[0] is not None:
        work[0] = replace(work[0], escalates=((1, escalates),))
    plain = TopicInputs("topic", "topic", 0, (), constant(180.0), tuple(work), None)
    return replace(plain, **changes)


def team(name: str = "L1", **changes: Any) -> TeamInputs:
    """People who finish what they have begun and are not interrupted."""
    return replace(TeamInputs(name, np.ones(2), False, True, 0), **changes)


def shift(team_number: int, agents: int, *spans: tuple[float, float], **changes: Any) -> ShiftInputs:
    """A shift with its occurrences as (start, end) in seconds."""
    starts, ends = np.array([s for s, _ in spans]), np.array([e for _, e in spans])
    days = (starts // DAY).astype(np.int64)
    name = f"shift {team_number}"
    plain = ShiftInputs(team_number, name, name, agents, starts, ends, days, (), 0.0, 0.0, 1800.0, 0.0)
    return replace(plain, **changes)


@dataclass
class Desk:
    """The parts of a desk; :meth:`inputs` puts them together."""

    channels: tuple[ChannelInputs, ...] = (channel(), email())
    topics: tuple[TopicInputs, ...] = (topic(60.0),)
    teams: tuple[TeamInputs, ...] = (team(),)
    shifts: tuple[ShiftInputs, ...] = (shift(0, 1, (0.0, DAY)),)
    segments: int = 1
    priorities: tuple[int, ...] = ()
    hours: OpenHours = ALWAYS
    order: Order = Order.FIRST_COME
    ageing: float = 1800.0
    tiers: tuple[str, ...] = ("L1", "L2")
    takes_after: dict[tuple[int, int], float] | None = None  # (team, tier) -> seconds
    end: float = DAY
    weeks_end: float | None = None
    per_quarter: float = 0.0
    topic_mix: tuple[float, ...] = ()
    channel_mix: tuple[float, ...] = ()

    def inputs(self) -> Inputs:
        """The desk as inputs; every team serves its own tier, all channels and segments."""
        quarters = int(np.ceil(self.end / 900.0))
        offers = tuple(OfferInputs(self.hours, None, None, None) for _ in self.channels)
        later = next((i for i, c in enumerate(self.channels) if not c.live), -1)
        mix = np.array(self.topic_mix or [1.0 / len(self.topics)] * len(self.topics))
        channel_mix = np.array(self.channel_mix or [1.0 / len(self.channels)] * len(self.channels))
        priorities = self.priorities or tuple(range(1, self.segments + 1))
        segments = tuple(
            SegmentInputs(
                f"s{i}", f"s{i}", 0, priorities[i], mix, channel_mix, 1.0, np.zeros(len(self.topics)), None, offers,
                tuple(later for _ in self.channels),
            )
            for i in range(self.segments)
        )  # fmt: skip
        shape = (len(self.teams), len(self.tiers), len(self.channels) + 1, self.segments, len(self.topics))
        takes_after = np.full(shape, np.inf)
        rules = self.takes_after or {(i, i): 0.0 for i in range(min(len(self.teams), len(self.tiers)))}
        for (team_number, tier), seconds in rules.items():
            takes_after[team_number, tier] = seconds
        topics = tuple(replace(t, work=t.work + (None,) * (len(self.tiers) - len(t.work))) for t in self.topics)
        expected = np.full(quarters, self.per_quarter)
        return Inputs(
            horizon=Horizon(0.0, self.weeks_end or self.end, self.end, 0, np.arange(quarters) // 96),
            tiers=self.tiers,
            levels=("level",),
            segments=segments,
            channels=self.channels,
            topics=topics,
            teams=self.teams,
            shifts=self.shifts,
            routing=RoutingInputs(self.order, self.ageing, True, takes_after),
            demand=tuple(DemandCell(i, f"s{i}|zone", expected, 0.0) for i in range(self.segments)),
        )


def play_arrivals(desk: Desk, *arrivals: tuple[float | int, ...]) -> Records:
    """Run given arrivals: (time, channel[, segment[, topic]]), in order of time."""
    inputs = desk.inputs()
    rows = [(*arrival, 0, 0)[:4] for arrival in arrivals]
    times = np.array([float(row[0]) for row in rows])
    channels, segments, topics = (np.array([row[i] for row in rows], np.int64) for i in (1, 2, 3))
    addresses = np.arange(len(rows), dtype=np.uint64)
    draws = Draws(np.array([key("test")], np.uint64), np.zeros(len(rows), np.int64), addresses)
    fate = np.zeros(len(rows), np.int8)
    needs = Needs(times, segments, topics, channels, fate, np.arange(len(rows)))
    script = script_from_customers(inputs, needs, Customers(times, segments, topics, channels, draws), 1, 0)
    return play(inputs, script, draw_roster(inputs, 1, 0))


def waits(records: Records) -> list[float]:
    """How long each contact waited, in order."""
    return (records.contacts.ended - records.contacts.started).tolist()


def log(records: Records) -> list[tuple[int, int, float, float, float, int]]:
    """The touches as (ticket, kind, ready, started, ended, agent), by start."""
    t = records.touches
    columns = (t.ticket, t.kind, t.ready, t.started, t.ended, t.agent)
    return sorted(zip(*(c.tolist() for c in columns), strict=True), key=lambda row: (row[3], row[5]))
