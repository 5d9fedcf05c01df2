"""Full-time people: how many a team has and needs, what they cost, and its hiring plan with dates and money."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.scenario import Scenario
from planner.scenario.teams import Shift, Team
from planner.staffing import Staffing
from planner.staffing.slots import people_of
from planner.studies.hiring import Crew, CrewMonth, Rampup, course, hires
from planner.units import DAY, HOUR, MONTH, WEEK


@dataclass(frozen=True, slots=True)
class TeamNeed:
    """What a month asks of a team: experienced full-time people, and places on shifts.

    ``cost`` is what these people cost in a month; ``pay`` what one of them does, premiums, on-costs, seat and manager
    included. ``searched``: found by a search, not taken from the months around it.
    """

    full_time: float
    people: float
    cost: float
    pay: float
    searched: bool = True

    def at_most(self, full_time: float) -> TeamNeed:
        """The same where so many people are known to be enough."""
        if self.full_time <= full_time:
            return self
        part = full_time / self.full_time
        return replace(self, full_time=full_time, people=part * self.people, cost=part * self.cost)


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """A month of a hiring plan; ``cost`` is the pay of all people at hand and the ``replacement`` of those hired."""

    first_day: date
    need: TeamNeed
    crew: CrewMonth
    decide_by: date
    replacement: float
    cost: float


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """The hiring plan of a team."""

    team: str
    tiers: tuple[str, ...]
    crew: Crew
    months: tuple[PlannedMonth, ...]


def full_time_of(team: Team) -> float:
    """The full-time people of a team's shifts: paid hours of a week without holidays, over those of a full-time one.

    Shifts on single dates are left out: nobody is employed for them.
    """
    hours = sum(int(shift.agents) * _weekly_hours(shift) for shift in team.shifts.values())
    return hours / float(team.hours_per_week)


def _weekly_hours(shift: Shift) -> float:
    unpaid = sum(float(rest.length) for rest in shift.breaks if not shift.break_is_paid(rest))
    return len(shift.days or ()) * max(0.0, shift.span.length - unpaid) / HOUR


def needs_of(staffing: Staffing) -> dict[str, TeamNeed]:
    """What a staffing has of each team."""
    people = people_of(staffing.slots, staffing.staff)
    return {
        name: TeamNeed(full_time_of(team), float(people.get(name, 0)), *_money(staffing, name))
        for name, team in staffing.scenario.teams.items()
    }


def _money(staffing: Staffing, team: str) -> tuple[float, float]:
    """Cost of a team's people in a month, and of one full-time one on the shifts that it has (else on any of them)."""
    slots = [(slot, agents) for slot, agents in zip(staffing.slots, staffing.staff, strict=True) if slot.team == team]
    cost = sum(slot.cost * agents for slot, agents in slots)
    hours = sum(slot.paid_hours * agents for slot, agents in slots)
    if not hours:
        per_hour = sum(slot.cost for slot, _agents in slots) / (sum(slot.paid_hours for slot, _agents in slots) or 1.0)
    else:
        per_hour = cost / hours
    full = float(staffing.scenario.teams[team].hours_per_week)
    return cost * MONTH / WEEK, per_hour * full * MONTH / WEEK


def between(known: Mapping[int, TeamNeed], contacts: Sequence[float]) -> tuple[TeamNeed, ...]:
    """What each month asks, from the first to the last that is known.

    Between two known months the people for each contact change evenly, so people follow the contacts of the month.
    """
    numbers = sorted(known)
    needs: list[TeamNeed] = []
    for month in range(numbers[-1] + 1):
        if month in known:
            needs.append(known[month])
            continue
        before = max((number for number in numbers if number < month), default=numbers[0])
        after = min(number for number in numbers if number > month)
        needs.append(_mixed(month, (before, after), known, contacts))
    return tuple(needs)


def _mixed(month: int, around: tuple[int, int], known: Mapping[int, TeamNeed], contacts: Sequence[float]) -> TeamNeed:
    before, after = around
    late = (month - before) / (after - before) if after > before else 1.0
    followed = contacts[before] > 0.0 and contacts[after] > 0.0
    parts = [
        (share * (contacts[month] / contacts[number] if followed else 1.0), share, known[number])
        for share, number in ((1.0 - late, before), (late, after))
    ]
    return TeamNeed(
        full_time=sum(part * need.full_time for part, _share, need in parts),
        people=sum(part * need.people for part, _share, need in parts),
        cost=sum(part * need.cost for part, _share, need in parts),
        pay=sum(share * need.pay for _part, share, need in parts),
        searched=False,
    )


def plan_team(scenario: Scenario, name: str, needs: Sequence[TeamNeed], first_days: Sequence[date]) -> TeamPlan:
    """The hiring plan of a team for what its months ask."""
    team = scenario.teams[name]
    rampup = Rampup() if team.ramp is None else Rampup(float(team.ramp.months), float(team.ramp.handle_time_factor))
    crew = Crew(full_time_of(team), float(team.attrition_per_year), rampup)
    needed = [need.full_time for need in needs]
    lead = timedelta(days=math.ceil(float(team.hiring_lead) / DAY))
    months = []
    for need, row, first_day in zip(needs, course(crew, needed, hires(crew, needed)), first_days, strict=False):
        replacement = row.hired * float(team.replacement_cost)
        cost = row.people * need.pay + replacement
        months.append(PlannedMonth(first_day, need, row, first_day - lead, replacement, cost))
    return TeamPlan(name, team.served_tiers, crew, tuple(months))
