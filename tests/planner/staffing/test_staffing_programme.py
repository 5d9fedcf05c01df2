"""The programmes over shifts: few people where few are asked for, nobody ruled out, and what counts as proved."""

from __future__ import annotations

import numpy as np

from planner.pool import ThisProcess
from planner.solver import Programme, Solution, solve
from planner.staffing import Slot, Staff
from planner.staffing.demand import Demand
from planner.staffing.programme import Requirement, cheapest, nearest_cheaper, staff_of
from planner.staffing.search import Search
from planner.staffing.trials import Trial, Trials
from planner.staffing.week import INTERVAL, INTERVALS
from tests.planner.staffing.instances import HAND_MADE

NOTHING = np.zeros(INTERVALS)


def slot(name: str, first: int, last: int, cost: float | None = None, low: int = 0, high: int | None = None) -> Slot:
    """A shift from one half-hour of the week to another; ten an hour unless its cost is given."""
    presence = NOTHING.copy()
    presence[first:last] = 1.0
    hours = (last - first) / 2.0
    return Slot(
        team="Desk",
        shift=name,
        days="mon",
        span="",
        low=low,
        high=high,
        cost=10.0 * hours if cost is None else cost,
        paid_hours=hours,
        presence=presence,
    )


HALVES = (slot("a", 0, 8), slot("b", 6, 14))


def live(agents: dict[int, float]) -> Requirement:
    wanted = NOTHING.copy()
    wanted[list(agents)] = list(agents.values())
    seconds = 0.5 * INTERVAL * wanted
    return Requirement((0,), (1.0,), True, wanted, (wanted > 0.0).astype(np.float64), seconds, NOTHING)


def deferred(seconds: dict[int, float], until: int) -> Requirement:
    """Work that is released in some half-hours and may be open until the end of one."""
    released, later = NOTHING.copy(), NOTHING.copy()
    released[list(seconds)] = list(seconds.values())
    later[min(seconds) : until] = released.sum()
    return Requirement((0,), (1.0,), False, NOTHING, NOTHING, released, later)


def answer(slots: tuple[Slot, ...], *asked: Requirement, too_few: tuple[Staff, ...] = ()) -> Staff | None:
    return staff_of(solve(cheapest(slots, ("Desk",), asked, (1.0,), too_few)), slots)


def test_that_each_half_hour_has_its_agents() -> None:
    assert answer(HALVES, live({0: 2.0, 7: 3.0, 13: 1.0})) == (2, 1)
    assert answer(HALVES, live({0: 1.2, 13: 1.0})) == (2, 1)


def test_that_deferred_work_fills_the_gaps_of_live_work() -> None:
    calls = live(dict.fromkeys(range(14), 1.0))  # busy half of the time: seven half-hours are left
    assert answer(HALVES, calls) == (1, 1)
    assert answer(HALVES, calls, deferred({0: 7 * INTERVAL}, 13)) == (1, 1)
    assert answer(HALVES, calls, deferred({0: 12 * INTERVAL}, 13)) in {(2, 1), (1, 2)}


def test_that_work_that_is_due_soon_needs_more_people_at_once() -> None:
    assert answer(HALVES, deferred({0: 8 * INTERVAL}, 13)) in {(1, 0), (0, 1)}
    assert answer(HALVES, deferred({0: 8 * INTERVAL}, 3)) == (2, 0)


def test_that_what_cannot_be_had_makes_nothing_impossible() -> None:
    assert answer(HALVES, live({100: 2.0})) == (0, 0)
    assert answer((slot("a", 0, 8, high=1),), live({0: 5.0})) == (1,)


def test_that_what_failed_is_ruled_out_with_all_below() -> None:
    asked = live({0: 1.0})
    assert answer(HALVES, asked) == (1, 0)
    assert answer(HALVES, asked, too_few=((1, 0),)) == (1, 1)
    assert answer(HALVES, asked, too_few=((1, 3),)) == (2, 0)
    assert answer((slot("a", 0, 8, high=2),), asked, too_few=((2,),)) is None


def test_that_the_nearest_cheaper_staffing_saves_enough() -> None:
    slots = (slot("a", 0, 8), slot("b", 6, 14), slot("c", 0, 14))

    def proposal(best: Staff, saving: float, *too_few: Staff) -> Staff | None:
        return staff_of(solve(nearest_cheaper(slots, best, saving, too_few)), slots)

    assert proposal((1, 1, 0), 1.0) in {(1, 0, 0), (0, 1, 0)}
    assert proposal((1, 1, 0), 1.0, (1, 0, 0), (0, 1, 0)) == (0, 0, 1)
    assert proposal((1, 1, 0), 10.1, (1, 0, 0), (0, 1, 0)) is None
    assert proposal((0, 0, 0), 1.0) is None


def test_that_people_who_cost_nothing_are_not_wasted() -> None:
    found = answer(tuple(slot(each.shift, *where, 0.0) for each, where in zip(HALVES, ((0, 8), (6, 14)), strict=True)),
                   live({0: 2.0, 13: 1.0}))  # fmt: skip
    assert found is not None
    assert sum(found) <= 10


class Tired:
    """A solver that reaches its limit before it finds anything."""

    def solve(self, _programme: Programme, _asked_to_stop: object) -> Solution:
        return Solution(None, np.inf, limited=True)


def test_that_a_limit_proves_nothing() -> None:
    scenario = HAND_MADE["chats"]()
    trials = Trials(scenario, HALVES, (), 1, 8, ThisProcess(), lambda: False)
    demand = Demand.__new__(Demand)
    search = Search(HALVES, demand, trials, Tired(), lambda *_news: None)  # type: ignore[arg-type]
    search.best = Trial((1, 1), 80.0, (), {}, {})
    search._exchange()
    assert not search.proved
