"""Shifts as bars over the hours of a day, their arithmetic, and edits of them as changes of the plain data."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.scenario.addresses import Path
from planner.scenario.times import Span, parse_days, parse_span
from planner.texts import _
from ui.document import PlanDocument
from ui.places import leave_out, put, shown_data, shown_of, value_at
from ui.tables.parts_model import free_name, without_stream

DAY = 24 * 60  # minutes
AXIS = 30 * 60  # a shift past midnight goes on to the next morning
SNAP = 15
HALF_HOUR = 30
HALF_HOURS = DAY // HALF_HOUR


@dataclass(frozen=True)
class ShiftBar:
    """A shift as it is drawn: minutes after the midnight of its day."""

    team: str
    name: str
    days: str
    begin: int
    end: int
    agents: int
    enabled: bool = True

    @property
    def path(self) -> Path:
        """Where the shift stands in the plan."""
        return ("teams", self.team, "shifts", self.name)

    @property
    def span(self) -> str:
        """The span as a plan writes it; midnight at the end is 24:00."""
        return Span(self.begin * 60, self.end * 60).text

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays it works on, Monday = 0; none for a shift of single dates."""
        try:
            return parse_days(self.days)
        except ValueError:
            return ()

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
        """More or fewer agents, never below none."""
        return replace(self, agents=max(self.agents + more, 0))


def snapped(minutes: float) -> int:
    """The nearest quarter of an hour."""
    return round(minutes / SNAP) * SNAP


def shifts_of(document: PlanDocument) -> tuple[ShiftBar, ...]:
    """The shifts of the current scenario that have a plain number of agents, in the order of the plan."""
    teams = value_at(shown_of(document.plan, str(document.scenario_name)), ("teams",))
    if not isinstance(teams, Mapping):
        return ()
    bars: list[ShiftBar] = []
    for team, part in teams.items():
        shifts = part.get("shifts", {}) if isinstance(part, Mapping) else {}
        team_is_on = not isinstance(part, Mapping) or part.get("enabled") is not False
        for name, shift in shifts.items():
            bar = _bar(str(team), str(name), shift)
            bars += [replace(bar, enabled=bar.enabled and team_is_on)] if bar is not None else []
    return tuple(bars)


def _bar(team: str, name: str, shift: Any) -> ShiftBar | None:
    if not isinstance(shift, Mapping):
        return None
    agents = shift.get("agents", 0)
    if not isinstance(agents, int):  # a range has no one number to draw
        return None
    try:
        span = parse_span(str(shift.get("span", "")))
    except ValueError:
        return None
    dates = ", ".join(str(date) for date in shift.get("dates") or ())
    days = str(shift.get("days") or dates)
    return ShiftBar(team, name, days, span.begin // 60, span.end // 60, agents, shift.get("enabled") is not False)


def on_shift(bars: Iterable[ShiftBar], team: str, weekday: int) -> tuple[float, ...]:
    """Agents planned in each half-hour of a weekday, those of the evening before included; breaks are not left out."""
    minutes = [0.0] * HALF_HOURS
    for bar in bars:
        if bar.team != team or not bar.enabled:
            continue
        for day, offset in ((weekday, 0), ((weekday - 1) % 7, -DAY)):
            if day in bar.weekdays:
                _add(minutes, bar.begin + offset, bar.end + offset, bar.agents)
    return tuple(each / HALF_HOUR for each in minutes)


def _add(minutes: list[float], begin: int, end: int, agents: int) -> None:
    for number in range(HALF_HOURS):
        shared = min(end, (number + 1) * HALF_HOUR) - max(begin, number * HALF_HOUR)
        minutes[number] += max(shared, 0) * agents


class ShiftEdits:
    """Changes shifts of the current scenario, each as one undoable edit."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document

    def change(self, before: ShiftBar, after: ShiftBar, merge: str = "") -> None:
        """Write a moved, stretched or differently staffed shift."""
        if after == before:
            return
        scenario, path = str(self._document.scenario_name), before.path

        def change(data: dict[str, Any]) -> None:
            if (after.begin, after.end) != (before.begin, before.end):
                put(data, scenario, (*path, "span"), after.span)
            if after.agents != before.agents:
                put(data, scenario, (*path, "agents"), after.agents)

        self._document.edit(_change_text(before, after), change, merge=merge)

    def copy(self, original: ShiftBar, after: ShiftBar) -> str:
        """Add a copy at another time, and say its name."""
        scenario = str(self._document.scenario_name)
        shown = shown_of(self._document.plan, scenario)
        taken = value_at(shown, original.path[:-1])
        name = free_name(taken if isinstance(taken, Mapping) else (), original.name)

        def change(data: dict[str, Any]) -> None:
            part = value_at(shown_data(data, scenario), original.path)
            put(data, scenario, (*original.path[:-1], name), without_stream(part) | {"span": after.span})

        self._document.edit(_("Copy shift {name}").format(name=original.name), change)
        return name

    def remove(self, bar: ShiftBar) -> None:
        """Remove a shift; from the base it goes from all scenarios, too."""
        scenario = str(self._document.scenario_name)
        text = _("Remove shift {name}").format(name=bar.name)
        self._document.edit(text, lambda data: leave_out(data, scenario, bar.path))


def _change_text(before: ShiftBar, after: ShiftBar) -> str:
    if after.agents != before.agents:
        return _("Change agents of {name}").format(name=before.name)
    if after.end - after.begin == before.end - before.begin:
        return _("Move shift {name}").format(name=before.name)
    return _("Stretch shift {name}").format(name=before.name)


def by_team(bars: Sequence[ShiftBar]) -> tuple[tuple[str, tuple[ShiftBar, ...]], ...]:
    """The bars grouped by team, in their order."""
    return tuple((team, tuple(group)) for team, group in itertools.groupby(bars, key=lambda bar: bar.team))
