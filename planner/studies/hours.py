"""Which opening hours: a support level with each of several hours, each with its cheapest staffing.

Hours cost what the people cost that they need, so nothing is said about hours at given people. Each option is compared
with the next narrower one that can be staffed at all: what the further hours cost, and what they bring.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from planner.comparison import Comparison, Difference, compare
from planner.compile.hours import weekly_hours
from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.staffing import Staffing
from planner.studies.choosing import Staffer, require_known, require_no_common_problem
from planner.studies.closed_doors import ClosedDoor, closed_doors, unattended_hours
from planner.texts import _
from planner.units import HOUR, MONTH, WEEK

COST = "cost_total_per_month"
FIGURES: tuple[str, ...] = (
    COST,
    "fte",
    "first_response_time_mean",
    "average_speed_of_answer",
    "abandonment_rate",
    "contacts_closed",
    "target_attainment_answer",
    "target_attainment_reply",
    "target_attainment_resolve",
    "margin_after_support",
    "lifetime_value",
)


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """The scenarios in question, by the name of their hours, narrowest first; ``open_hours`` are those of a week."""

    level: str
    channels: tuple[str, ...]
    today: str  # the option that the plan has now; empty if it is another one
    scenarios: tuple[Scenario, ...]
    open_hours: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class HoursOption:
    """What became of one option.

    ``staffing`` None: no search was possible, ``problem`` says why. ``narrower`` is the next narrower option that can
    be staffed (empty: none), ``comparison`` this one against it. ``unattended`` are the open hours of a week in which
    nobody who takes calls or chats at once is on duty: promises are kept over all hours, not in each.
    """

    name: str
    open_hours: float
    scenario: Scenario
    staffing: Staffing | None
    problem: str
    outside: tuple[ClosedDoor, ...]
    narrower: str = ""
    more_hours: float = 0.0
    unattended: float = 0.0
    comparison: Comparison | None = None

    @property
    def possible(self) -> bool:
        """Whether a staffing keeps every promise."""
        return self.staffing is not None and self.staffing.possible

    def difference(self, metric: str, segment: str = "") -> Difference | None:
        """How a figure differs from the narrower option's."""
        by = {"segment": segment} if segment else {}
        rows = self.comparison.differences if self.comparison is not None else ()
        return next((row for row in rows if row.metric == metric and dict(row.by) == by), None)

    @property
    def cost_of_an_hour(self) -> tuple[float, float | None, float | None] | None:
        """What each further open hour costs, with its interval; None where nothing is narrower."""
        row = self.difference(COST)
        if row is None or row.value is None or self.more_hours <= 0.0:
            return None
        hours = self.more_hours * MONTH / WEEK
        low, high = (None if end is None else end / hours for end in (row.low, row.high))
        return row.value / hours, low, high


@dataclass(frozen=True, eq=False)
class HoursStudy:
    """The options that finished, narrowest first."""

    plan: HoursPlan
    options: tuple[HoursOption, ...]

    @property
    def stopped(self) -> bool:
        """Whether some options were not finished."""
        return len(self.options) < len(self.plan.scenarios)


def lay_out_hours(scenario: Scenario, level: str, names: Sequence[str], channels: Sequence[str] = ()) -> HoursPlan:
    """The scenario with each of these hours for the channels of a level (all unless named).

    PlannerError for names that the plan does not have, and for a level that is nobody's or has no channels.
    """
    require_known(_("support level"), [level], list(scenario.support_levels))
    offered = list(scenario.support_levels[level].offers)
    _require_use(scenario, level, offered)
    chosen = tuple(dict.fromkeys(channels or offered))
    require_known(_("channel of {level}").format(level=level), chosen, offered)
    require_known(_("opening hours"), names, list(scenario.hours))
    options = sorted(dict.fromkeys(names), key=lambda name: _open_hours(scenario, name))
    now = {scenario.support_levels[level].offers[channel].hours for channel in chosen}
    return HoursPlan(
        level=level,
        channels=chosen,
        today=now.pop() if len(now) == 1 else "",
        scenarios=tuple(_with_hours(scenario, level, chosen, name) for name in options),
        open_hours=tuple(_open_hours(scenario, name) for name in options),
    )


def opening_hours(plan: HoursPlan, staff: Staffer) -> HoursStudy:
    """Staff each option as cheaply as it goes; on KeyboardInterrupt the options that finished are kept.

    PlannerError for what stands in the way of all of them alike.
    """
    found: list[HoursOption] = []
    try:
        for scenario, hours in zip(plan.scenarios, plan.open_hours, strict=True):
            found.append(_option(plan, scenario, hours, staff, found))
    except KeyboardInterrupt:
        pass  # what has finished is kept
    require_no_common_problem([option.problem for option in found])
    return HoursStudy(plan, tuple(found))


def _option(
    plan: HoursPlan, scenario: Scenario, hours: float, staff: Staffer, narrower: Sequence[HoursOption]
) -> HoursOption:
    try:
        staffing = staff(scenario)
    except PlannerError as error:
        return HoursOption(scenario.name, hours, scenario, None, str(error), ())
    if not staffing.possible:
        return HoursOption(scenario.name, hours, scenario, staffing, "", ())
    outside = closed_doors(staffing.study, plan.level, plan.channels)
    alone = unattended_hours(staffing, plan.level, plan.channels)
    before = next((option for option in reversed(narrower) if option.possible), None)
    if before is None or before.staffing is None:
        return HoursOption(scenario.name, hours, scenario, staffing, "", outside, unattended=alone)
    (comparison,) = compare(before.staffing.study, [staffing.study], FIGURES)
    more = hours - before.open_hours
    return HoursOption(scenario.name, hours, scenario, staffing, "", outside, before.name, more, alone, comparison)


def _with_hours(scenario: Scenario, level: str, channels: Sequence[str], name: str) -> Scenario:
    data = copy.deepcopy(dict(scenario.data))
    for channel in channels:
        data["support_levels"][level]["offers"][channel]["hours"] = name
    return scenario.with_data(data | {"name": name})


def _open_hours(scenario: Scenario, name: str) -> float:
    return weekly_hours(scenario, name).week / HOUR


def _require_use(scenario: Scenario, level: str, offered: Sequence[str]) -> None:
    if not offered:
        raise PlannerError(_("The level {level} offers no channel, so it has no opening hours.").format(level=level))
    if level not in {segment.support_level for segment in scenario.segments.values()}:
        raise PlannerError(_("No segment has the level {level}: its hours change nothing.").format(level=level))
