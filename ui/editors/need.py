"""A quick estimate of the agents that calls and chats need, by closed forms: for the background thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from planner.errors import PlannerError
from planner.scenario.plan import Plan
from ui.document import PlanDocument
from ui.editors.shifts import HALF_HOURS

_KIND = "need of teams"
_DAYS = 7


@dataclass(frozen=True)
class Need:
    """Agents on shift by half-hour, for each team that alone takes live work and keeps the plan's clock."""

    plan: Plan
    scenario: str
    by_team: dict[str, tuple[tuple[float, ...], ...]]  # by weekday, Monday first


class NeedEstimate(QObject):
    """Holds the estimate for the current scenario, or none while it is not known; the latest plan wins."""

    changed = Signal()

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._need: Need | None = None
        self._asked: tuple[Plan, str] | None = None
        document.background.answered.connect(self._take)

    def ask(self) -> None:
        """Have the current scenario estimated, unless that is done or under way."""
        plan, name = self._document.plan, str(self._document.scenario_name)
        if plan is None or (self._asked is not None and self._asked[0] is plan and self._asked[1] == name):
            return
        self._asked = (plan, name)
        self._document.background.ask(_KIND, partial(estimated, plan, name))

    def of(self, team: str, weekday: int) -> tuple[float, ...] | None:
        """What a team needs in each half-hour of a weekday; None while that is not known for the plan as it is."""
        need = self._need
        is_new = need is not None and need.plan is self._document.plan and need.scenario == self._document.scenario_name
        if need is None or not is_new or team not in need.by_team:
            return None
        return need.by_team[team][weekday]

    @Slot(str, object)
    def _take(self, kind: str, found: object) -> None:
        if kind == _KIND:
            self._need = found if isinstance(found, Need) else None
            self.changed.emit()


def estimated(plan: Plan, name: str) -> Need | None:
    """The need of a scenario; None where it cannot be worked out."""
    # these take long to load
    import numpy as np

    from planner.compile import compile_inputs
    from planner.staffing.requirement import live_requirement
    from planner.staffing.workload import workloads

    try:
        scenario = plan.scenario(name)
        inputs = compile_inputs(scenario)
        loads = [load for load in workloads(inputs, int(scenario.run.seed), range(1)) if load.live]
        shared = {team for load in loads if len(load.teams) > 1 for team in load.teams}
        found: dict[str, tuple[tuple[float, ...], ...]] = {}
        for load in loads:
            team = inputs.teams[load.teams[0]].name
            part = scenario.teams[team]
            if load.teams[0] in shared or part.time_zone not in (None, scenario.time_zone):
                continue
            at_desk = (1 - float(part.absence)) * (1 - float(part.off_queue))
            agents = np.roll(live_requirement(load, inputs), scenario.start.weekday() * HALF_HOURS) / at_desk
            found[team] = tuple(map(tuple, agents.reshape(_DAYS, HALF_HOURS).tolist()))
    except (PlannerError, ArithmeticError, ValueError, TypeError, LookupError):
        # no estimate is better than a wrong one; what is wrong with the plan stands among its problems
        return None
    return Need(plan, name, found)
