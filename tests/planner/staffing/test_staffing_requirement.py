"""Agents for each half-hour by the closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.queueing import Targets, agents_for, patience_of
from planner.staffing.requirement import erlang_c_agents, live_requirement, promises
from planner.staffing.week import INTERVAL, INTERVALS
from planner.staffing.workload import Workload
from simulation.distributions import exponential
from simulation.inputs import Inputs
from tests.planner.staffing.desks import Table, customers, desk, offer, phone, promise, shift, team

HANDLE_TIME = 360.0
PATIENCE = patience_of(exponential(120.0))


def inputs_of(*, order: str = "priority", gold: Table | None = None, basic: Table | None = None) -> Inputs:
    """Two segments that call: Gold is served first; 80/20 for both unless given."""
    first = promise("20 s", 0.8)
    levels = {
        "Gold": {"priority": 1, "offers": {"phone": offer(answer=gold or first)}},
        "Basic": {"priority": 2, "offers": {"phone": offer(answer=basic) if basic else offer(answer=first)}},
    }
    scenario = desk(
        segments={"Gold": customers(100, {"phone": 1.0}, "Gold"), "Basic": customers(100, {"phone": 1.0}, "Basic")},
        levels=levels,
        channels={"phone": phone(patience="2 min")},
        teams={"Desk": team({"day": shift()})},
        routing={"order": order},
    )
    return compile_inputs(scenario)


def load_of(gold: float, basic: float, where: slice = slice(None)) -> Workload:
    """So many calls in each half-hour."""
    contacts = np.zeros((INTERVALS, 2, 1))
    contacts[where, 0, 0], contacts[where, 1, 0] = gold, basic
    seconds = HANDLE_TIME * contacts.sum(axis=(1, 2))
    nothing = np.zeros(INTERVALS)
    return Workload(
        (0,),
        live=True,
        contacts=contacts,
        seconds=seconds,
        due_later=nothing,
        by_tier=np.array([seconds.sum()]),
        touches=float(contacts.sum()),
    )


def between(calls: float, share: float, within: float, occupancy: float | None = None) -> tuple[int, int]:
    """The closed form's agents for a half-hour's calls, and for up to two per cent more of them."""
    targets = Targets(service_level=share, within=within, occupancy=occupancy)
    low, high = (agents_for(factor * calls / INTERVAL, HANDLE_TIME, targets, PATIENCE) for factor in (1.0, 1.02))
    return low, high


@pytest.mark.parametrize("calls", [0.3, 2.0, 10.0, 40.0])
def test_that_a_steady_load_gets_the_agents_of_erlang_a(calls: float) -> None:
    agents = live_requirement(load_of(calls / 2, calls / 2), inputs_of(order="first come"))
    low, high = between(calls, 0.8, 20.0)
    assert len(set(agents.tolist())) == 1
    assert low <= agents[0] <= high


def test_that_half_hours_without_calls_ask_for_nobody() -> None:
    agents = live_requirement(load_of(5.0, 5.0, slice(20, 40)), inputs_of())
    assert (agents[20:40] > 0.0).all()
    assert agents.sum() == agents[20:40].sum()


def test_that_whoever_is_served_later_is_not_in_the_way_of_the_important() -> None:
    demanding, easy = promise("10 s", 0.95), promise("10 min", 0.2)
    load = load_of(10.0, 30.0)
    first = live_requirement(load, inputs_of(order="priority", gold=demanding, basic=easy))[0]
    together = live_requirement(load, inputs_of(order="first come", gold=demanding, basic=easy))[0]
    alone = between(10.0, 0.95, 10.0)
    all_of_them = between(40.0, 0.95, 10.0)
    assert max(alone[0], load.seconds[0] / INTERVAL) <= first <= max(alone[1], between(40.0, 0.2, 600.0)[1], 8.0)
    assert all_of_them[0] <= together <= all_of_them[1]
    assert first < together


def test_that_there_are_never_fewer_agents_than_work() -> None:
    easy = promise("10 min", 0.05)
    load = load_of(20.0, 20.0)
    agents = live_requirement(load, inputs_of(gold=easy, basic=easy))
    assert (agents >= load.seconds / INTERVAL).all()


def test_that_a_limit_of_occupancy_asks_for_more() -> None:
    load = load_of(10.0, 10.0)
    low, high = between(20.0, 0.8, 20.0, occupancy=0.4)
    assert low <= live_requirement(load, inputs_of(order="first come"), 0.4)[0] <= high
    assert low > between(20.0, 0.8, 20.0)[1]


def test_that_equal_promises_are_one_queue() -> None:
    (one,) = promises(load_of(1.0, 2.0), _same_priority())
    assert (one.within, one.share) == (20.0, 0.8)
    assert one.contacts == pytest.approx(np.full(INTERVALS, 3.0))
    assert len(list(promises(load_of(1.0, 2.0), inputs_of()))) == 2
    assert len(list(promises(load_of(1.0, 0.0), inputs_of()))) == 1


def _same_priority() -> Inputs:
    levels = {name: {"priority": 1, "offers": {"phone": offer(answer=promise("20 s", 0.8))}} for name in ("A", "B")}
    scenario = desk(
        segments={name: customers(100, {"phone": 1.0}, name) for name in levels},
        levels=levels,
        channels={"phone": phone()},
        teams={"Desk": team({"day": shift()})},
    )
    return compile_inputs(scenario)


@pytest.mark.parametrize(("within", "share"), [(20.0, 0.8), (60.0, 0.9), (1.0, 0.5)])
def test_that_the_textbook_is_erlang_c_with_all_in_one_line(within: float, share: float) -> None:
    asked = promise(f"{within} s", share)
    load = load_of(6.0, 9.0, slice(0, 10))
    agents = erlang_c_agents(load, inputs_of(gold=asked, basic=asked))
    expected = agents_for(15.0 / INTERVAL, HANDLE_TIME, Targets(service_level=share, within=within))
    assert agents[:10].tolist() == [expected] * 10
    assert not agents[10:].any()


def test_that_work_that_takes_no_time_asks_for_nobody() -> None:
    load = load_of(6.0, 9.0)
    nothing = Workload(
        (0,),
        live=True,
        contacts=load.contacts,
        seconds=np.zeros(INTERVALS),
        due_later=load.due_later,
        by_tier=np.zeros(1),
        touches=1.0,
    )
    assert not live_requirement(nothing, inputs_of()).any()
    assert not erlang_c_agents(nothing, inputs_of()).any()
