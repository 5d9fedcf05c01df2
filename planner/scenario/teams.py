"""Teams with their shifts and breaks: who answers, when, at what cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from planner.scenario.fields import StreamPart, ValuePart, field
from planner.scenario.kinds import (
    RANGE_KEYS,
    Amount,
    ChannelName,
    DurationKind,
    Flag,
    JsonSchema,
    Kind,
    Length,
    Name,
    NumberKind,
    Positive,
    PositiveLength,
    SegmentName,
    TeamName,
    TierName,
    TopicName,
    wrong,
)
from planner.scenario.time_kinds import Day, DaySpan, TimeOfDay, Weekdays, ZoneName
from planner.texts import lazy
from planner.units import DAY, Duration

Agents = Annotated[int, NumberKind(low=0, high=10_000, whole=True)]
WeekHours = Annotated[float, NumberKind(low=0, high=168, above=True)]
DaysOn = Annotated[int, NumberKind(low=1, high=7, whole=True, ranges=False)]
ShiftLength = Annotated[Duration, DurationKind(above_zero=True, ranges=False, longest=DAY)]
Conversations = Annotated[int, NumberKind(low=1, high=100, whole=True)]
ShareBelowOne = Annotated[float, NumberKind(low=0, high=0.95)]


@dataclass(frozen=True)
class PerTierKind(Kind):
    """A factor for all tiers, or a table of factors by tier."""

    name: ClassVar[str] = "factors"
    collection: ClassVar[str] = "tiers"

    def read(self, value: object) -> float | dict[str, float]:
        factor = NumberKind(low=0, above=True)
        if isinstance(value, Mapping) and set(value) != set(RANGE_KEYS):
            return {str(tier): factor.read(part) for tier, part in value.items()}
        return factor.read(value)

    def json_schema(self) -> JsonSchema:
        factor = NumberKind(low=0, above=True, ranges=False).json_schema()
        return {
            "anyOf": [NumberKind(low=0, above=True).json_schema(), {"type": "object", "additionalProperties": factor}]
        }


class Break(ValuePart):
    """A break of a shift."""

    after: Length = field(lazy("After"), help=lazy("How long after the start of the shift it begins."), unit="s")
    length: PositiveLength = field(lazy("Length"), help=lazy("How long it lasts."), unit="s")
    paid: Flag | None = field(
        lazy("Paid"), help=lazy("Whether it is paid; as paid_breaks says unless given."), default=None
    )
    stagger: Flag = field(
        lazy("Staggered"), help=lazy("false: all agents of the shift take it together."), default=True
    )


class Shift(StreamPart):
    """A span of the day on certain days, with a number of agents."""

    days: Weekdays | None = field(lazy("Days"), help=lazy('Days of the week: "mon-fri" or "mon, wed".'), default=None)
    dates: tuple[Day, ...] | None = field(lazy("Dates"), help=lazy("Single dates instead of days."), default=None)
    span: DaySpan = field(lazy("Span"), help=lazy('When it begins and ends: "18:00-02:00".'))
    agents: Agents = field(lazy("Agents"), help=lazy("Number of people on this shift."))
    holidays: Literal["off", "on"] | None = field(
        lazy("On holidays"),
        help=lazy("Whether it works on holidays; off when all its channels are closed unless given."),
        default=None,
    )
    breaks: tuple[Break, ...] = field(lazy("Breaks"), help=lazy("Breaks of each agent."), default=())
    paid_breaks: Flag = field(
        lazy("Paid breaks"), help=lazy("Whether breaks are paid that do not say so themselves."), default=True
    )
    last_chat_before: Length = field(
        lazy("Last chat before"),
        help=lazy("No new chat in this last part of the shift."),
        unit="s",
        default=Duration(0.0),
    )
    min_agents: Agents | None = field(
        lazy("At least"), help=lazy("Fewest agents that a staffing may put on this shift."), default=None
    )
    max_agents: Agents | None = field(
        lazy("At most"), help=lazy("Most agents that a staffing may put on this shift."), default=None
    )

    def break_is_paid(self, rest: Break) -> bool:
        """Whether a break of this shift is paid: its own word, else the shift's."""
        return self.paid_breaks if rest.paid is None else rest.paid


class Ramp(ValuePart):
    """How newcomers grow into the work."""

    months: Amount = field(lazy("Months"), help=lazy("How long it takes."), unit="months")
    handle_time_factor: Positive = field(
        lazy("Handle time factor"), help=lazy("Factor on handle times at the start, falling evenly to 1.")
    )


class ShiftPatterns(ValuePart):
    """The shifts that a staffing may generate."""

    lengths: tuple[ShiftLength, ...] = field(lazy("Lengths"), help=lazy("Shift lengths to try."), unit="s")
    starts: tuple[TimeOfDay, ...] = field(lazy("Starts"), help=lazy("Times of day at which a shift may begin."))
    every: ShiftLength | None = field(
        lazy("Every"),
        help=lazy("Shifts may also begin at these steps from each start up to the next one in the list."),
        unit="s",
        default=None,
    )
    days: tuple[Weekdays, ...] = field(
        lazy("Days"), help=lazy('Day patterns to try: ["mon-fri", "sat-sun"].'), default=()
    )
    days_on: DaysOn | None = field(
        lazy("Days on"),
        help=lazy("So many days of work in a row, then off for the rest of seven, beginning on each day of the week."),
        default=None,
    )
    breaks: tuple[Break, ...] = field(lazy("Breaks"), help=lazy("Breaks of each agent on these shifts."), default=())
    paid_breaks: Flag = field(
        lazy("Paid breaks"), help=lazy("Whether breaks are paid that do not say so themselves."), default=True
    )

    @model_validator(mode="after")
    def _can_make_shifts(self) -> Self:
        for key in ("lengths", "starts"):
            if getattr(self, key) == ():
                raise wrong("list_empty", key=key)
        if any(length >= DAY for length in self.lengths):
            raise wrong("patterns_too_long")
        if not self.days and self.days_on is None:
            raise wrong("patterns_without_days")
        return self


class Team(StreamPart):
    """People with the same skills, hours and cost."""

    tier: TierName | None = field(lazy("Tier"), help=lazy("The tier that the team works at."), default=None)
    tiers: tuple[TierName, ...] | None = field(
        lazy("Tiers"), help=lazy("Several tiers, instead of tier."), default=None
    )
    channels: tuple[ChannelName, ...] | None = field(
        lazy("Channels"), help=lazy("Channels that the team serves; all unless given."), default=None
    )
    segments: tuple[SegmentName, ...] | None = field(
        lazy("Segments"), help=lazy("Segments that the team serves; all unless given."), default=None
    )
    topics: tuple[TopicName, ...] | None = field(
        lazy("Topics"), help=lazy("Topics that the team serves; all unless given."), default=None
    )
    helps: dict[TeamName, Length] = field(
        lazy("Helps"),
        help=lazy("Other teams whose work it takes when that has waited so long, its own first."),
        unit="s",
        default={},
    )
    handle_time_factor: Annotated[float | dict[str, float], PerTierKind()] = field(
        lazy("Handle time factor"), help=lazy("Factor on handle times, for all tiers or by tier."), default=1.0
    )
    max_conversations: Conversations | None = field(
        lazy("Conversations at most"),
        help=lazy("Most conversations that one agent holds; the channel's number unless given."),
        default=None,
    )
    interruptible: Flag = field(
        lazy("Interruptible"), help=lazy("Whether agents put deferred work aside for a call or a chat."), default=False
    )
    finish: Literal["live", "all"] = field(
        lazy("At the end of a shift"),
        help=lazy("live: calls and chats are finished, other work is set aside; all: everything is finished."),
        default="live",
    )
    cost_per_hour: Amount = field(
        lazy("Cost per hour"), help=lazy("Wage of one paid hour."), unit="money/h", default=0.0
    )
    hours_per_week: WeekHours = field(
        lazy("Hours per week"), help=lazy("Paid hours of a full-time agent in a week."), unit="h", default=40.0
    )
    time_zone: ZoneName | None = field(
        lazy("Time zone"), help=lazy("The zone of the team's shifts; the plan's unless given."), default=None
    )
    absence: ShareBelowOne = field(
        lazy("Absence"), help=lazy("Share of shifts on which an agent is absent, paid."), default=0.0
    )
    off_queue: ShareBelowOne = field(
        lazy("Off queue"), help=lazy("Share of the time for meetings, training and coaching, paid."), default=0.0
    )
    off_queue_block: PositiveLength = field(
        lazy("Off-queue block"),
        help=lazy("Length of one block of off-queue time."),
        unit="s",
        default=Duration(1800.0),
    )
    attrition_per_year: Amount = field(
        lazy("Attrition"),
        help=lazy("Share of agents that leaves in a year, promotions included; for a hiring plan."),
        unit="1/year",
        default=0.0,
    )
    replacement_cost: Amount = field(
        lazy("Replacement cost"),
        help=lazy("What finding and training one newcomer costs beside his pay; for a hiring plan."),
        unit="money/agent",
        default=0.0,
    )
    ramp: Ramp | None = field(
        lazy("Ramp-up"), help=lazy("How newcomers grow into the work; for a hiring plan."), default=None
    )
    hiring_lead: Length = field(
        lazy("Hiring lead"),
        help=lazy("Time from the decision to hire to the first day at work; for a hiring plan."),
        unit="s",
        default=Duration.parse("0 d"),
    )
    patterns: ShiftPatterns | None = field(
        lazy("Shift patterns"), help=lazy("The shifts that a staffing may generate."), default=None
    )
    shifts: dict[Name, Shift] = field(
        lazy("Shifts"), help=lazy("When the team works, with how many agents."), default={}
    )

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        for key in ("tiers", "channels", "segments", "topics"):
            if getattr(self, key) == ():
                raise wrong("list_empty", key=key)
        return self

    @property
    def served_tiers(self) -> tuple[str, ...]:
        """The tiers that the team works at, from ``tier`` or ``tiers``."""
        return self.tiers if self.tiers is not None else () if self.tier is None else (self.tier,)

    def handle_time_factor_at(self, tier: str) -> float:
        """Factor on handle times at a tier; 1 for tiers that a table does not name."""
        factor: Any = self.handle_time_factor
        return float(factor.get(tier, 1.0)) if isinstance(factor, Mapping) else float(factor)

    def serves(self, segment: str, channel: str | None, topic: str | None, tier: str) -> bool:
        """Whether the team's skills cover this work, leaving out what it takes as a helper; None fits every skill."""
        return (
            tier in self.served_tiers
            and (self.segments is None or segment in self.segments)
            and (self.channels is None or channel is None or channel in self.channels)
            and (self.topics is None or topic is None or topic in self.topics)
        )
