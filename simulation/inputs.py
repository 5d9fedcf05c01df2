"""What the planner hands over: one scenario as plain numbers and arrays, light enough for a worker.

Times are float seconds since local midnight of the plan's first day; the warm-up is negative. Names are kept only
where a random stream or a record needs them. Indices (segment, channel, topic, tier, team) are positions in the
tuples of :class:`Inputs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulation.distributions import Distribution
from simulation.opening import OpenHours

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

QUARTER_HOUR = 900.0


@dataclass(frozen=True, slots=True)
class Horizon:
    """The stretch of time of one replication, in seconds: warm-up, the weeks that count, cool-down.

    ``first_quarter`` is the number of the UTC quarter-hour (epoch seconds / 900) that begins at ``begin``; ``days``
    holds for each quarter-hour of the horizon the ordinal of its date in the plan's time zone.
    """

    begin: float
    weeks_end: float
    end: float
    first_quarter: int
    days: IntArray


@dataclass(frozen=True, slots=True)
class DemandCell:
    """The customers of one segment in one time zone.

    ``expected`` holds the expected contacts in each quarter-hour of the horizon, without the busy-day factor, whose
    coefficient of variation is ``busy_day_cv``. ``topic_factors`` (quarter-hours x topics), if any, multiplies the
    topic mix in each quarter-hour; ``expected`` already contains its effect on the volume.
    """

    segment: int
    stream: str
    expected: FloatArray
    busy_day_cv: float
    topic_factors: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class OutreachInputs:
    """Work that the team begins itself (a prevention programme): expected pieces per quarter-hour at one tier."""

    segment: int
    stream: str
    tier: int
    handle_time: Distribution
    expected: FloatArray


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: ``share`` of contacts or tickets within ``within`` seconds, on the calendar or in open hours."""

    within: float
    share: float
    open_hours: bool


@dataclass(frozen=True, slots=True)
class OfferInputs:
    """One channel as a segment's support level offers it: its opening hours and targets."""

    hours: OpenHours
    answer: Target | None
    reply: Target | None
    resolve: Target | None


@dataclass(frozen=True, slots=True)
class SelfService:
    """Help articles: who tries them, what share of each topic they solve, who comes back and after how long."""

    tried_by: float
    solves: FloatArray
    comes_back: float
    comes_back_after: Distribution


@dataclass(frozen=True, slots=True)
class SegmentInputs:
    """A group of customers. ``topics`` and ``channels`` are mixes that sum to 1 (one share per topic, channel).

    ``offers`` has one entry per channel, None where the support level does not offer it. ``escalation_channels``
    gives for each channel the deferred channel on which an escalated live contact goes on (-1: none offered).
    """

    name: str
    stream: str
    level: int
    priority: int
    topics: FloatArray
    channels: FloatArray
    finds_help: float
    prevents: FloatArray
    self_service: SelfService | None
    offers: tuple[OfferInputs | None, ...]
    escalation_channels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a customer goes who finds his channel closed or not offered; the rest gives up.

    ``switch`` is the share that turns to channel ``switch_to`` (-1: none), ``wait`` the share that comes back after
    the next opening, ``within`` the delay after it.
    """

    switch_to: int
    switch: float
    wait: float
    within: Distribution


@dataclass(frozen=True, slots=True)
class AfterAbandoning:
    """After giving up: ``retry`` tries the same channel again, ``switch`` turns to ``switch_to``, the rest is gone."""

    retry: float
    after: Distribution
    switch_to: int
    switch: float


@dataclass(frozen=True, slots=True)
class Callback:
    """Who still waits after ``offered_after`` seconds is offered a call back; ``accepted_by`` is the share."""

    offered_after: float
    accepted_by: float


@dataclass(frozen=True, slots=True)
class Chase:
    """A share of unanswered deferred tickets asks again after a delay, on ``channel`` if offered and open."""

    share: float
    after: Distribution
    channel: int
    handle_time: Distribution


@dataclass(frozen=True, slots=True)
class SilentAbandonment:
    """A share of those who give up leave silently and cost the agent ``notice_after`` seconds to find out."""

    share: float
    notice_after: Distribution


@dataclass(frozen=True, slots=True)
class LeftFor:
    """A share of customers leaves a chat after the first answer and goes on by channel ``switch_to``."""

    switch_to: int
    share: float


class CountShape(IntEnum):
    """How the number of reply rounds is spread around its mean."""

    GEOMETRIC = 0
    POISSON = 1
    CONSTANT = 2


@dataclass(frozen=True, slots=True)
class ChannelInputs:
    """How tickets of a channel wait. ``concurrency`` above 1, or replies on a live channel, make conversations held.

    ``hand_over`` seconds are added to a touch that escalates; ``patience`` None never gives up.
    """

    name: str
    live: bool
    concurrency: int
    replies: float
    replies_shape: CountShape
    customer_replies_after: Distribution
    replies_to_owner: bool
    handle_time_factor: float
    wrap_up: Distribution | None
    hand_over: float
    patience: Distribution | None
    balks: float
    callback: Callback | None
    after_abandoning: AfterAbandoning | None
    silent_abandonment: SilentAbandonment | None
    left_for: LeftFor | None
    chase: Chase | None
    when_closed: Elsewhere | None
    when_not_offered: Elsewhere | None
    escalation_transfers: bool
    disconnects_at_close: bool

    @property
    def held(self) -> bool:
        """Whether an agent holds the conversation over its messages."""
        return self.live and (self.concurrency > 1 or self.replies > 0)


@dataclass(frozen=True, slots=True)
class WorkInputs:
    """The work of a topic at one tier; ``escalates`` holds (tier, share) pairs."""

    handle_time: Distribution
    escalates: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Reopens:
    """A share comes back after a delay with a fresh handle time times ``work``."""

    share: float
    after: Distribution
    work: float


@dataclass(frozen=True, slots=True)
class TopicInputs:
    """What tickets of a topic need: entry tier, misrouting ((tier, share) pairs), work at each tier (None: none)."""

    name: str
    stream: str
    tier: int
    misrouted: tuple[tuple[int, float], ...]
    misroute_handle_time: Distribution
    work: tuple[WorkInputs | None, ...]
    reopens: Reopens | None


@dataclass(frozen=True, slots=True)
class TeamInputs:
    """People with the same skills. ``handle_time_factors`` has one factor per tier."""

    name: str
    handle_time_factors: FloatArray
    interruptible: bool
    finishes_all: bool
    max_conversations: int


@dataclass(frozen=True, slots=True)
class BreakInputs:
    """A break of a shift, ``after`` seconds into it; staggered around that time over the shift's positions."""

    after: float
    length: float
    paid: bool
    stagger: bool


@dataclass(frozen=True, slots=True)
class ShiftInputs:
    """Occurrences of one shift over the horizon, each manned by positions 1..``agents``.

    ``starts`` and ``ends`` are seconds; ``days`` the ordinal of each occurrence's date (addresses its draws).
    ``absence`` is the share of (position, occurrence) that stays away; ``off_queue`` the share of the time outside
    breaks that is laid as blocks of ``off_queue_block`` seconds.
    """

    team: int
    name: str
    stream: str
    agents: int
    starts: FloatArray
    ends: FloatArray
    days: IntArray
    breaks: tuple[BreakInputs, ...]
    absence: float
    off_queue: float
    off_queue_block: float
    last_chat_before: float


class Order(IntEnum):
    """Orders of service (``routing.order``)."""

    FIRST_COME = 0
    PRIORITY = 1
    DEADLINE = 2
    AGEING = 3


@dataclass(frozen=True, slots=True)
class RoutingInputs:
    """Order of service and who may serve whom.

    ``takes_after`` (teams x tiers x channels + 1 x segments x topics) holds the seconds that work must have waited
    before a team may take it: 0 at once, inf never, in between as a backup. The last channel stands for outreach.
    """

    order: Order
    ageing: float
    live_first: bool
    takes_after: FloatArray


@dataclass(frozen=True, slots=True)
class BacklogInputs:
    """Tickets open at the start: ``count`` of one segment, channel and topic; ``age`` seconds since their arrival."""

    segment: int
    stream: str
    channel: int
    topic: int
    count: int
    age: Distribution


@dataclass(frozen=True, slots=True)
class Inputs:
    """One scenario, compiled: all that a replication depends on besides seed and replication number."""

    horizon: Horizon
    tiers: tuple[str, ...]
    levels: tuple[str, ...]
    segments: tuple[SegmentInputs, ...]
    channels: tuple[ChannelInputs, ...]
    topics: tuple[TopicInputs, ...]
    teams: tuple[TeamInputs, ...]
    shifts: tuple[ShiftInputs, ...]
    routing: RoutingInputs
    demand: tuple[DemandCell, ...]
    outreach: tuple[OutreachInputs, ...] = ()
    backlog: tuple[BacklogInputs, ...] = ()
