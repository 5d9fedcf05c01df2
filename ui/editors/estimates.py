"""What the Team page says of the shifts: who is at the desk, what calls and chats need, what a team costs.

All of it is worked out by formula in the background thread: who is there in a moment, the need a little later.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from planner.errors import PlannerError
from planner.scenario.plan import Plan
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editors.week_coverage import DAYS, NOBODY, Week, WeekCoverage, added

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from planner.staffing.coverage import LiveNeed, TeamWeek

_DESK, _NEED = "who is at the desk", "need of teams"
MEAN_WEEK = -1
_NEAR = 0.01  # agents: sums of other minutes differ by less
_LOG = logging.getLogger(__name__)
# what a plan with problems makes of the formulas; the problems themselves are told elsewhere
_NO_ANSWER = (PlannerError, ArithmeticError)
_CONFUSED = (ValueError, TypeError, LookupError)


@dataclass(frozen=True)
class Desk:
    """Who is at the desk by team (weeks x days x half-hours), and what shifts come to."""

    plan: Plan
    scenario: str
    start: date
    agents: Mapping[str, NDArray[np.float64]]
    teams: Mapping[str, TeamWeek]
    hours: Mapping[tuple[str, str], float]  # by team and shift, the paid hours of one agent in a mean week
    weeks_differ: bool

    @property
    def weeks(self) -> int:
        """How many weeks the plan has."""
        return next((len(agents) for agents in self.agents.values()), 0)

    def dates(self, week: int) -> tuple[date, ...]:
        """The dates of a week of the plan, its Monday first; none of the mean week."""
        if not 0 <= week < self.weeks:
            return ()
        days = [self.start + timedelta(days=week * DAYS + number) for number in range(DAYS)]
        return tuple(sorted(days, key=date.weekday))

    def week(self, team: str, week: int) -> Week:
        """The agents of a team in a week, Monday first."""
        agents = self.agents.get(team)
        if agents is None:
            return NOBODY
        is_known = 0 <= week < len(agents)
        return _monday_first(agents[week] if is_known else agents.mean(axis=0), self.start)


@dataclass(frozen=True)
class Need:
    """What teams need in a week, or why that is not known."""

    plan: Plan
    scenario: str
    week: int
    start: date
    groups: tuple[LiveNeed, ...] = ()
    reason: str = ""


class Estimates(QObject):
    """Holds what was worked out last; what belongs to an older version of the plan is shown until the new is there."""

    desk_changed = Signal()
    need_changed = Signal()

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._asked: tuple[Plan, str, int] | None = None
        self._need: Need | None = None
        self._has_failed = False
        self.desk: Desk | None = None
        self.week = MEAN_WEEK
        document.background.answered.connect(self._take)
        document.file_changed.connect(self._forget_another_plan)
        self._path_and_title = (document.path, document.title)

    @property
    def is_current(self) -> bool:
        """Whether what is held belongs to the plan, scenario and week as they are now."""
        plan, name, need = self._document.plan, str(self._document.scenario_name), self._need
        found = (self.desk, need)
        return (need is not None and need.week == self.week) and all(
            each is not None and each.plan is plan and each.scenario == name for each in found
        )

    def ask(self) -> None:
        """Have the current scenario worked out, unless that is done or under way."""
        plan, name = self._document.plan, str(self._document.scenario_name)
        if plan is None:
            self.desk = self._need = self._asked = None
            return
        before, self._asked = self._asked, (plan, name, self.week)
        is_known = before is not None and before[0] is plan and before[1] == name
        if not is_known:
            self._document.background.ask(_DESK, partial(desk_of, plan, name))
        if not is_known or before is None or before[2] != self.week:
            self._document.background.ask(_NEED, partial(need_of, plan, name, self.week))

    def set_week(self, week: int) -> None:
        """Choose a week of the plan, or the mean week."""
        self.week = week
        self.ask()

    def of(self, team: str) -> WeekCoverage:
        """The chosen week of a team, together with those with which it shares calls and chats."""
        need = self._need if self._need is not None and self._need.week == self.week else None
        group = next((group for group in need.groups if team in group.teams), None) if need is not None else None
        teams = (team,) if group is None else group.teams
        if self.desk is None:
            wrong = _("Who is there cannot be said while the plan has problems (F8 lists them).")
            return WeekCoverage(teams, reason=wrong if self._has_failed else _("Working out who is there …"))
        at_desk = added([self.desk.week(name, self.week) for name in teams])
        here = WeekCoverage(teams, at_desk, dates=self.desk.dates(self.week))
        if need is None:
            return replace(here, reason=_("Estimating what is needed …"))
        if group is None:
            return replace(here, reason=need.reason)
        if group.agents is None:
            reason = _("No calls or chats reach {team}: its work can wait, so no hour has too few by itself.")
            return replace(here, reason=reason.format(team=team), waiting_hours=group.waiting_hours)
        return replace(here, need=_monday_first(group.agents, need.start), waiting_hours=group.waiting_hours)

    @Slot(str, object)
    def _take(self, kind: str, found: object) -> None:
        if kind == _DESK:
            self.desk = found if isinstance(found, Desk) else None
            self._has_failed = self.desk is None
            self.desk_changed.emit()
        elif kind == _NEED and isinstance(found, Need):
            self._need = found
            self.need_changed.emit()

    @Slot()
    def _forget_another_plan(self) -> None:
        here = (self._document.path, self._document.title)
        if here != self._path_and_title:
            self._path_and_title, self.desk, self._need = here, None, None


def desk_of(plan: Plan, name: str) -> Desk | None:
    """Who is at the desk in a scenario; None where its problems forbid to say."""
    # these take long to load
    from planner.compile import calendar_of, compile_inputs
    from planner.staffing.coverage import desk_coverage, team_weeks
    from planner.staffing.slots import agents_of, slots_of

    try:
        scenario = plan.scenario(name)
        inputs = compile_inputs(scenario)
        agents = desk_coverage(inputs, calendar_of(scenario))
        slots = slots_of(scenario, inputs)
        differ = bool(scenario.events) or any((abs(each - each[:1]) > _NEAR).any() for each in agents.values())
        return Desk(
            plan,
            name,
            scenario.start,
            agents,
            team_weeks(slots, agents_of(scenario, slots)),
            {(slot.team, slot.shift): slot.paid_hours for slot in slots},
            differ,
        )
    except _NO_ANSWER:
        return None
    except _CONFUSED:
        _log_unless_wrong(plan)
        return None


def need_of(plan: Plan, name: str, week: int) -> Need:
    """What the teams of a scenario need."""
    # these take long to load
    from planner.compile import compile_inputs
    from planner.staffing.coverage import live_needs

    try:
        scenario = plan.scenario(name)
    except PlannerError as error:
        return Need(plan, name, week, plan.base.start, reason=str(error))
    if not scenario.teams:
        return Need(plan, name, week, scenario.start)
    try:
        groups = live_needs(compile_inputs(scenario), int(scenario.run.seed), None if week == MEAN_WEEK else week)
    except PlannerError as error:
        reason = _("What is needed cannot be estimated: {reason}").format(reason=error)
        return Need(plan, name, week, scenario.start, reason=reason)
    except (*_NO_ANSWER, *_CONFUSED) as error:
        if isinstance(error, _CONFUSED):
            _log_unless_wrong(plan)
        reason = _("What is needed cannot be estimated while the plan has problems (F8 lists them).")
        return Need(plan, name, week, scenario.start, reason=reason)
    return Need(plan, name, week, scenario.start, groups)


def _log_unless_wrong(plan: Plan) -> None:
    """Log the exception at hand, unless the plan has errors: formulas may stumble over those in any way."""
    from planner.scenario import checks  # takes long to load

    if not any(problem.severity == "error" for problem in checks.check(plan)):
        _LOG.warning("an estimate failed for a plan without errors", exc_info=True)


def _monday_first(agents: NDArray[np.float64], start: date) -> Week:
    days = [tuple(map(float, day)) for day in agents.tolist()]
    first = (-start.weekday()) % DAYS
    return tuple(days[first:] + days[:first])
