"""Shifts as bars over the hours of a day, and their arithmetic."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from planner.calendar.zones import zone_info
from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.scenario.kinds import RANGE_KEYS
from planner.scenario.overrides import BASE
from planner.scenario.times import Span, parse_span
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editing.places import MISSING, is_overridden, shown_of, value_at
from ui.values.numbers import is_range

DAY = 24 * 60  # minutes
AXIS = 30 * 60  # a shift past midnight goes on to the next morning
SNAP = 15


@dataclass(frozen=True)
class ShiftBar:
    """A shift as it is drawn: minutes after the midnight of its day, on its team's clock."""

    team: str
    name: str
    days: str
    begin: int
    end: int
    agents: int
    enabled: bool = True
    spread: tuple[int, int] | None = None  # fewest and most agents, where the number is not sure
    limits: tuple[int | None, int | None] = (None, None)  # for a staffing
    zone: str = ""  # of the team, where it is not the plan's
    offset: int = 0  # minutes that the plan's clock is ahead of the team's on the first day

    @property
    def path(self) -> Path:
        """Where the shift stands in the plan."""
        return ("teams", self.team, "shifts", self.name)

    @property
    def span(self) -> str:
        """The span as a plan writes it; midnight at the end is 24:00."""
        return Span(self.begin * 60, self.end * 60).text

    @property
    def drawn_begin(self) -> int:
        """The minute of the plan's day at which its bar begins."""
        return (self.begin + self.offset) % DAY

    @property
    def drawn_end(self) -> int:
        """The minute at which its bar ends; above 24 hours on the next day."""
        return self.drawn_begin + self.end - self.begin

    @property
    def agents_text(self) -> str:
        """How many agents: a number, or from the fewest to the most."""
        if self.spread is None:
            return str(self.agents)
        return _("{low} to {high}").format(low=self.spread[0], high=self.spread[1])

    @property
    def plain_agents(self) -> Any:
        """The agents as a plan writes them."""
        if self.spread is None:
            return self.agents
        return dict(zip(RANGE_KEYS, (self.spread[0], self.agents, self.spread[1]), strict=True))

    def moved(self, minutes: int) -> ShiftBar:
        """Another time of day, the same length; it begins within its day. A whole day stays where it is."""
        if self.end - self.begin >= DAY:
            return self
        begin = min(max(self.begin + minutes, 0), DAY - SNAP)
        return replace(self, begin=begin, end=begin + self.end - self.begin)

    def begun(self, minutes: int) -> ShiftBar:
        """Begins sooner or later; its end stays."""
        soonest = max(0, self.end - DAY + SNAP) if self.end > DAY else 0
        latest = min(self.end - SNAP, DAY - SNAP)
        return replace(self, begin=min(max(self.begin + minutes, soonest), latest))

    def ended(self, minutes: int) -> ShiftBar:
        """Ends sooner or later; only a shift from midnight to midnight is a whole day long."""
        latest = self.begin + DAY - SNAP if self.begin else DAY
        return replace(self, end=min(max(self.end + minutes, self.begin + SNAP), latest))

    def staffed(self, more: int) -> ShiftBar:
        """More or fewer agents, never below none; a number that is not sure keeps how unsure it is."""
        least = self.agents if self.spread is None else self.spread[0]
        more = max(more, -least)
        spread = None if self.spread is None else (self.spread[0] + more, self.spread[1] + more)
        return replace(self, agents=self.agents + more, spread=spread)


def snapped(minutes: float) -> int:
    """The nearest quarter of an hour."""
    return round(minutes / SNAP) * SNAP


def shifts_of(document: PlanDocument) -> tuple[ShiftBar, ...]:
    """The shifts of the current scenario that can be drawn, in the order of the plan."""
    shown = shown_of(document.plan, str(document.scenario_name))
    teams = value_at(shown, ("teams",))
    if not isinstance(teams, Mapping):
        return ()
    return tuple(itertools.chain.from_iterable(_bars(shown, str(name), part) for name, part in teams.items()))


def base_bar(document: PlanDocument, bar: ShiftBar) -> ShiftBar | None:
    """The shift as the base has it; None where it is in the scenario alone."""
    shown = shown_of(document.plan, BASE)
    part = value_at(shown, bar.path)
    return None if part is MISSING else _bar(bar.team, bar.name, part)


def is_changed(document: PlanDocument, bar: ShiftBar) -> bool:
    """Whether the current scenario says something of its own about the shift."""
    plan = document.plan
    return plan is not None and is_overridden(plan, str(document.scenario_name), bar.path)


def _bars(shown: Mapping[str, Any], team: str, part: Any) -> list[ShiftBar]:
    if not isinstance(part, Mapping):
        return []
    zone = str(part.get("time_zone") or "")
    offset = _offset(shown, zone)
    shifts = part.get("shifts", {})
    found = [_bar(team, str(name), shift) for name, shift in shifts.items()]
    is_on = part.get("enabled") is not False
    return [
        replace(bar, enabled=bar.enabled and is_on, zone=zone if offset else "", offset=offset)
        for bar in found
        if bar is not None
    ]


def _bar(team: str, name: str, shift: Any) -> ShiftBar | None:
    if not isinstance(shift, Mapping):
        return None
    agents, spread = shift.get("agents", 0), None
    if is_range(agents):
        spread, agents = (agents["low"], agents["high"]), agents["likely"]
    try:
        span = parse_span(str(shift.get("span", "")))
    except ValueError:
        return None
    dates = ", ".join(str(day) for day in shift.get("dates") or ())
    days = ", ".join(filter(None, (str(shift.get("days") or ""), dates)))
    limits = (_limit(shift.get("min_agents")), _limit(shift.get("max_agents")))
    is_on = shift.get("enabled") is not False
    return ShiftBar(team, name, days, span.begin // 60, span.end // 60, int(agents), is_on, spread, limits)


def _limit(value: Any) -> int | None:
    likely = value["likely"] if is_range(value) else value
    return likely if isinstance(likely, int) else None


def _offset(shown: Mapping[str, Any], zone: str) -> int:
    """Minutes that the plan's clock is ahead of a team's, on the first day of the plan."""
    own, first = str(shown.get("time_zone") or "UTC"), shown.get("start")
    if not zone or zone == own or not isinstance(first, date):
        return 0
    noon = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    try:
        ahead, behind = (noon.replace(tzinfo=zone_info(name)).utcoffset() for name in (own, zone))
    except PlannerError:
        return 0
    return 0 if ahead is None or behind is None else round((ahead - behind).total_seconds() / 60)


def by_team(bars: Sequence[ShiftBar]) -> tuple[tuple[str, tuple[ShiftBar, ...]], ...]:
    """The bars grouped by team, in their order."""
    return tuple((team, tuple(group)) for team, group in itertools.groupby(bars, key=lambda bar: bar.team))


def description(bar: ShiftBar) -> str:
    """A shift in words."""
    return _("{team}, {name}: {agents} agents, {span}, {days}").format(
        team=bar.team, name=bar.name, agents=bar.agents_text, span=bar.span, days=bar.days
    )
