"""Growth: month by month, how long the people of today are enough, who is needed then, and whom to hire by when.

The months are simulated with the people of the plan, as if leavers were replaced at once by people as good. Then the
cheapest staffing is searched in some of them, also where it breaks; between these, people go with the contacts, as far
as that does not contradict what was seen of the people of the plan. From what is needed, who leaves and how newcomers
learn follows the hiring plan of each team.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.compile.horizon import quarter_starts
from planner.errors import PlannerError
from planner.facts import Split
from planner.metrics import METRICS
from planner.metrics.measure import Measurement
from planner.scenario import Scenario
from planner.staffing import Aim, Obstacle, Staffing
from planner.staffing.aims import Evidence, aims_of
from planner.studies.crowding import Runner
from planner.studies.headcount import TeamNeed, TeamPlan, between, full_time_of, needs_of, plan_team
from planner.studies.months import Month, lay_out_months
from planner.study import Study
from planner.texts import _
from planner.units import MONTH
from simulation.inputs import Inputs

Staffer = Callable[[Scenario], Staffing]
Limits = tuple[float | None, float | None]


class Standing(StrEnum):
    """Whether an aim is reached, each side of its interval judged at the run's confidence."""

    HOLDS = "holds"
    NOT_CERTAIN = "not certain"
    MISSED = "missed"
    NO_VALUE = "no value"


@dataclass(frozen=True, slots=True)
class Reached:
    """What a month shows of an aim; ``low`` and ``high`` are its one-sided limits, None where it was not promised."""

    aim: Aim
    value: float | None
    low: float | None
    high: float | None
    standing: Standing

    @property
    def margin(self) -> float:
        """How far the estimate lies on the good side of what is aimed at; below zero on the wrong one."""
        if self.value is None:
            return 1.0
        return self.aim.share - self.value if self.aim.at_most else self.value - self.aim.share

    @property
    def room(self) -> float:
        """The same as a part of all that there could be."""
        return self.margin / max(self.aim.share if self.aim.at_most else 1.0 - self.aim.share, 1e-9)


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month with the people of today: customers on its first day, contacts expected in a month, and each aim."""

    month: Month
    customers: float
    contacts: float
    reached: tuple[Reached, ...]

    @property
    def holds(self) -> bool:
        """Whether every aim is shown."""
        return all(each.standing in (Standing.HOLDS, Standing.NO_VALUE) for each in self.reached)


@dataclass(frozen=True, slots=True)
class MonthStaffed:
    """A month whose people were searched: what each team needs; where no staffing shows every aim, why."""

    month: Month
    needs: Mapping[str, TeamNeed]
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """The months that finished with the people of today, those whose people were searched, and the hiring plans.

    ``replications`` and ``seed`` are those of the months. ``stopped``: it was stopped before all months that should be
    were simulated and searched.
    """

    scenario: Scenario
    months: tuple[Month, ...]
    replications: int
    seed: int
    shown: tuple[MonthShown, ...]
    staffed: tuple[MonthStaffed, ...]
    plans: tuple[TeamPlan, ...]
    stopped: bool

    @property
    def breaks(self) -> MonthShown | None:
        """The first month in which an aim is no longer shown."""
        return next((each for each in self.shown if not each.holds), None)


def searched_months(count: int, every: int) -> tuple[int, ...]:
    """The first month, each so many months, and the last."""
    if every < 1:
        raise PlannerError(
            _("People are searched every month or every so many, not every {number}.").format(number=every)
        )
    return tuple(dict.fromkeys((*range(0, count, every), count - 1)))


def grow(scenario: Scenario, months: int, every: int, run: Runner, staff: Staffer) -> Growth:
    """Follow a scenario over so many months, and search its people every so many.

    On KeyboardInterrupt the months that finished are kept.
    """
    searched = searched_months(months, every)
    laid_out = lay_out_months(scenario, months)
    if not aims_of(scenario):
        raise PlannerError(_("Nothing is offered to anybody, so there is nothing that growth could break."))
    shown: list[MonthShown] = []
    staffed: dict[int, MonthStaffed] = {}
    replications, seed, stopped = scenario.run.replications, scenario.run.seed, False
    try:
        for month in laid_out:
            study = run(month.scenario)
            replications, seed = study.replications, study.seed
            shown.append(_shown(month, study))
        while (number := _to_search(scenario, searched, shown, staffed)) is not None:
            staffed[number] = _staffed(laid_out[number], staff)
    except KeyboardInterrupt:
        stopped = True
    found = tuple(staffed[number] for number in sorted(staffed))
    plans = _plans(scenario, shown, found)
    return Growth(scenario, laid_out, replications, seed, tuple(shown), found, plans, stopped)


def _to_search(
    scenario: Scenario, searched: Sequence[int], shown: Sequence[MonthShown], staffed: Mapping[int, MonthStaffed]
) -> int | None:
    """The next month whose people must be searched.

    Besides those asked for: where it breaks, and a month whose people would follow from others to be no more than
    those of today although these were not enough.
    """
    breaks = [each.month.number for each in shown if not each.holds][:1]
    first = min({*searched, *breaks} - staffed.keys(), default=None)
    if first is not None:
        return first
    needs = _needs(scenario, shown, staffed.values())
    return next(
        (
            number
            for number, each in enumerate(shown)
            if number not in staffed and not each.holds and _seems_enough(scenario, needs, number)
        ),
        None,
    )


def _seems_enough(scenario: Scenario, needs: Mapping[str, Sequence[TeamNeed]], number: int) -> bool:
    """Whether no team is known to need more people than it has in a month."""
    return bool(needs) and all(
        number < len(months) and months[number].full_time <= full_time_of(scenario.teams[team])
        for team, months in needs.items()
    )


# -------------------------------------------------------------- with the people of today


def _shown(month: Month, study: Study) -> MonthShown:
    customers = sum(float(segment.customers) for segment in month.scenario.segments.values())
    return MonthShown(month, customers, contacts_of(study.inputs), reached_aims(study))


def contacts_of(inputs: Inputs) -> float:
    """The contacts that are expected in a month, as in the weeks that count."""
    starts = quarter_starts(inputs.horizon)
    counted = (starts >= 0.0) & (starts < inputs.horizon.weeks_end)
    total = sum(float(np.sum(cell.expected[counted])) for cell in inputs.demand)
    return total * MONTH / inputs.horizon.weeks_end


def reached_aims(study: Study) -> tuple[Reached, ...]:
    """What a study shows of each aim of its scenario."""
    aims = aims_of(study.scenario)
    limits = _limits(study)
    reached = []
    for shown in Evidence(aims, study).shown():
        low, high = limits.get(_key(shown.aim), (None, None))
        standing = _standing(shown.aim, shown.value, low, high, holds=shown.holds)
        reached.append(Reached(shown.aim, shown.value, low, high, standing))
    return tuple(reached)


def _standing(aim: Aim, value: float | None, low: float | None, high: float | None, *, holds: bool) -> Standing:
    if value is None:
        return Standing.NO_VALUE
    if holds:
        return Standing.HOLDS
    if not aim.is_promised:  # judged by its estimate
        return Standing.MISSED
    if aim.at_most:
        return Standing.MISSED if low is not None and low > aim.share else Standing.NOT_CERTAIN
    return Standing.MISSED if high is not None and high < aim.share else Standing.NOT_CERTAIN


_SPLITS: Mapping[str, Split] = {
    **{f"target_attainment_{kind}": ("level", "channel") for kind in ("answer", "reply", "resolve")},
    "occupancy": ("team",),
}


def _key(aim: Aim) -> tuple[str, ...]:
    """The metric that an aim is judged by, and whose."""
    if aim.at_most:
        return "occupancy", aim.team
    return f"target_attainment_{aim.kind}", aim.level, aim.channel


def _limits(study: Study) -> dict[tuple[str, ...], Limits]:
    """Both one-sided limits of each metric that aims are judged by, at the run's confidence."""
    metrics = [replace(metric, splits=(_SPLITS[metric.name],)) for metric in METRICS if metric.name in _SPLITS]
    measured = Measurement(metrics, study)
    measured.confidence = 2.0 * study.scenario.run.confidence - 1.0  # as much is left out on either side
    return {
        (metric.name, *row.by.values()): (row.low, row.high)
        for metric in metrics
        for row in measured.rows(metric, metric.splits[0])
    }


# -------------------------------------------------------------- with the people it takes


def _staffed(month: Month, staff: Staffer) -> MonthStaffed:
    found = staff(month.scenario)
    return MonthStaffed(month, {} if found.obstacles else needs_of(found), found.obstacles)


def _needs(
    scenario: Scenario, shown: Sequence[MonthShown], staffed: Iterable[MonthStaffed]
) -> dict[str, list[TeamNeed]]:
    """What each team needs in each month, up to the last that has a staffing."""
    known = {each.month.number: each.needs for each in staffed if not each.obstacles}
    contacts = [each.contacts for each in shown]
    found: dict[str, list[TeamNeed]] = {}
    for name, team in scenario.teams.items() if known else ():
        followed = between({number: needs[name] for number, needs in known.items()}, contacts)
        found[name] = [
            need.at_most(full_time_of(team)) if each.holds and not need.searched else need
            for need, each in zip(followed, shown, strict=False)
        ]
    return found


def _plans(scenario: Scenario, shown: Sequence[MonthShown], staffed: Iterable[MonthStaffed]) -> tuple[TeamPlan, ...]:
    """The hiring plan of each team that has or needs people."""
    first_days = [each.month.first_day for each in shown]
    plans = [plan_team(scenario, name, needs, first_days) for name, needs in _needs(scenario, shown, staffed).items()]
    return tuple(plan for plan in plans if plan.crew.present or any(month.need.full_time for month in plan.months))
