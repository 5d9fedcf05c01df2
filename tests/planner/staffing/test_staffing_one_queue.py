"""One queue round the clock: the search finds the number of agents that Erlang C and Erlang A give."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from planner.queueing import Targets, agents_for, queue
from planner.scenario import Scenario
from planner.staffing import Shown, Workshop, cheapest_staffing
from planner.staffing.aims import Evidence, aims_of
from planner.study import run_study
from planner.units import WEEK
from simulation.distributions import Distribution, exponential
from tests.planner.staffing.desks import Table, customers, desk, offer, phone, promise, shift, team
from tests.planner.staffing.enumeration import trials_of

pytestmark = pytest.mark.slow

THIRDS = {"night": "00:00-08:00", "day": "08:00-16:00", "evening": "16:00-24:00"}


@dataclass(frozen=True)
class Line:
    """Calls a week, minutes of handle time, the promise in seconds and as a share, patience in minutes."""

    calls: float
    minutes: float
    within: float
    share: float
    patience: float | None = None
    replications: int = 8

    @property
    def law(self) -> Distribution | None:
        return None if self.patience is None else exponential(60.0 * self.patience)

    @property
    def agents(self) -> int:
        """The answer of the closed form."""
        targets = Targets(service_level=self.share, within=self.within)
        return agents_for(self.calls / WEEK, 60.0 * self.minutes, targets, self.law)

    def level(self, agents: int) -> float:
        """The service level of the closed form."""
        return queue(self.calls / WEEK, 60.0 * self.minutes, agents, self.law).service_level(self.within)

    def scenario(self, shifts: Table | None = None, **run: object) -> Scenario:
        patience: Table = {} if self.patience is None else {"patience": f"{self.patience} min"}
        return desk(
            segments={"All": customers(self.calls, {"phone": 1.0})},
            levels={"Basic": {"offers": {"phone": offer(answer=promise(f"{self.within} s", self.share))}}},
            channels={"phone": phone(**patience)},
            teams={"Desk": team(shifts or {"day": shift()})},
            handle_time={"mean": f"{self.minutes} min", "shape": "exponential"},
            run={"replications": self.replications, **run},
        )


QUICK = (Line(2000, 6, 20, 0.8), Line(2000, 6, 20, 0.8, 3), Line(2000, 6, 60, 0.9))
SLOW = (
    Line(1000, 5, 20, 0.8),
    Line(1000, 5, 60, 0.9, 2),
    Line(4000, 6, 20, 0.8),
    Line(4000, 6, 60, 0.9),
    Line(4000, 6, 60, 0.9, 3),
    Line(6000, 4, 20, 0.8, 2),
    Line(6000, 8, 20, 0.8),
    Line(6000, 8, 20, 0.8, 1),
    Line(8000, 10, 60, 0.9),
    Line(8000, 10, 20, 0.95, 5),
    Line(3000, 6, 1, 0.7),
)


def shown(line: Line, agents: int) -> Shown:
    """The promise as an independent study of so many agents shows it."""
    study = run_study(line.scenario({"day": shift(agents=agents)}), workers=1)
    (first, *_rest) = Evidence(aims_of(study.scenario), study).shown()
    assert first.aim.kind == "answer"
    return first


def the_closed_form_and_the_search_agree(line: Line, workshop: Workshop) -> None:
    answer = cheapest_staffing(line.scenario(), workshop)
    (found,) = answer.staff
    assert answer.possible
    assert shown(line, found).holds
    assert not shown(line, found - 1).holds
    if found == line.agents:
        return
    # One more is right only where so few replications cannot tell that the closed form's number is enough.
    assert found == line.agents + 1
    fewer = shown(line, line.agents)
    assert fewer.value is not None
    assert fewer.limit is not None
    assert line.level(line.agents) - line.share <= fewer.value - fewer.limit


@pytest.mark.parametrize("line", QUICK, ids=str)
def test_that_a_queue_gets_the_agents_of_the_closed_form(line: Line, workshop: Workshop) -> None:
    the_closed_form_and_the_search_agree(line, workshop)


@pytest.mark.parametrize("line", SLOW, ids=str)
def test_that_many_queues_get_the_agents_of_the_closed_form(line: Line, workshop: Workshop) -> None:
    the_closed_form_and_the_search_agree(line, workshop)


def test_that_a_level_just_above_the_promise_may_take_one_agent_more(workshop: Workshop) -> None:
    line = Line(2000, 6, 20, 0.8)
    narrow = Line(2000, 6, 20, round(line.level(3) - 0.002, 4))
    assert narrow.agents == 3
    the_closed_form_and_the_search_agree(narrow, workshop)


def test_that_three_shifts_of_a_day_share_the_agents_of_one(workshop: Workshop) -> None:
    # The promise is over the whole week: no third needs more than the closed form, nor can all have fewer.
    line = Line(4000, 6, 20, 0.8, 3)
    answer = cheapest_staffing(line.scenario({name: shift(span=span) for name, span in THIRDS.items()}), workshop)
    assert answer.possible
    assert sum(answer.staff) <= 3 * line.agents
    assert sum(answer.staff) > 3 * (line.agents - 1)
    trials = trials_of(answer)
    fewer = [staff for staff in product(range(2, 6), repeat=3) if sum(staff) == sum(answer.staff) - 1]
    assert not any(trials.of(staff).holds for staff in fewer)


def test_that_a_limit_of_occupancy_is_kept(workshop: Workshop) -> None:
    line = Line(2000, 6, 20, 0.8)
    load = line.calls * line.minutes * 60.0 / WEEK
    answer = cheapest_staffing(line.scenario(max_occupancy=0.35), workshop)
    assert answer.staff == (4,)
    assert load / 4 < 0.35 < load / 3
    (occupancy,) = (shown for shown in answer.shown if shown.aim.kind == "occupancy")
    assert occupancy.value == pytest.approx(load / 4, rel=0.03)
