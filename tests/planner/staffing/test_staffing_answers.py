"""What an answer says: nobody can go, its study shows what it claims, and its explanation adds up."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from planner.economics import people_cost
from planner.facts import Facts
from planner.facts.agent_time import PaidKind
from planner.queueing import Targets, agents_for
from planner.scenario import Scenario
from planner.staffing import Chain, Phase, Staffing, Workshop, cheapest_staffing
from planner.staffing.aims import Evidence, aims_of
from planner.staffing.capacity import shown_of
from planner.staffing.slots import agents_of, staffed
from planner.staffing.week import INTERVAL
from planner.study import run_study
from planner.units import HOUR
from tests.planner.staffing.desks import customers, desk, offer, phone, promise, shift, team
from tests.planner.staffing.enumeration import capacities_of
from tests.planner.staffing.instances import HAND_MADE, generated

pytestmark = pytest.mark.slow

QUICK = ("chats", "limits")
BUSY = [2, 4, 9, 19]


def holds(scenario: Scenario, seed: int) -> bool:
    study = run_study(scenario, seed=seed, workers=1)
    return all(shown.holds for shown in Evidence(aims_of(scenario), study).shown())


def nobody_can_go(answer: Staffing) -> None:
    """Every single removal is simulated anew, from the answer's own scenario."""
    assert answer.possible
    assert holds(answer.scenario, answer.study.seed)
    for number, (slot, agents) in enumerate(zip(answer.slots, answer.staff, strict=True)):
        if agents > slot.low:
            fewer = tuple(people - (place == number) for place, people in enumerate(answer.staff))
            able = all(shown.holds for shown in shown_of(capacities_of(answer), answer.slots, fewer))
            assert not (able and holds(staffed(answer.scenario, answer.slots, fewer), answer.study.seed)), slot.shift


def the_explanation_adds_up(answer: Staffing) -> None:
    assert answer.explanation is not None
    chains = {chain.team: chain for chain in answer.explanation.chains}
    for name in answer.scenario.teams:
        slots = [pair for pair in zip(answer.slots, answer.staff, strict=True) if pair[0].team == name]
        paid = sum(slot.paid_hours * agents for slot, agents in slots)
        if name not in chains:
            assert paid == 0.0
            continue
        assert chains[name].paid == pytest.approx(paid)
        assert paid == pytest.approx(hours_paid(answer, name))
        parts = [getattr(chains[name], field.name) for field in fields(Chain) if field.name != "team"]
        assert all(math.isfinite(part) for part in parts)
        assert chains[name].work >= 0.0
        assert chains[name].touches >= 0.0
        assert chains[name].shrinkage >= -1e-6


def hours_paid(answer: Staffing, team_name: str) -> float:
    """Hours of a week at regular pay in the answer's own simulation."""
    hours = []
    for frame, records in zip(answer.study.frames, answer.study.records, strict=True):
        facts = Facts(frame, records)
        overtime = facts.paid.kind == PaidKind.OVERTIME
        mine = (facts.paid.team == frame.names["team"].index(team_name)) & ~overtime
        hours.append(facts.paid.seconds[mine].sum() / HOUR)
    return float(np.mean(hours))


def the_answer_is_its_own(answer: Staffing) -> None:
    """Scenario, study, staff, steps and cost tell the same story."""
    assert agents_of(answer.scenario, answer.slots) == answer.staff
    assert answer.study.scenario == answer.scenario
    able = shown_of(capacities_of(answer), answer.slots, answer.staff)
    assert (*Evidence(aims_of(answer.scenario), answer.study).shown(), *able) == answer.shown
    assert answer.steps[0].phase is Phase.START
    assert answer.steps[-1].staff == answer.staff
    assert answer.steps[-1].cost == pytest.approx(answer.cost_per_week)
    assert [step.trials for step in answer.steps] == sorted(step.trials for step in answer.steps)
    assert answer.trials >= answer.steps[-1].trials
    assert not answer.stopped


def planned_cost(answer: Staffing) -> float:
    """What the people of the answer's own simulation cost; overtime comes on top of the plan."""
    costs = [
        people_cost(Facts(frame, records)).values.sum()
        for frame, records in zip(answer.study.frames, answer.study.records, strict=True)
    ]
    return float(np.mean(costs))


@pytest.mark.parametrize("name", QUICK)
def test_that_an_answer_says_what_is(name: str, workshop: Workshop) -> None:
    answer = cheapest_staffing(HAND_MADE[name](), workshop)
    nobody_can_go(answer)
    the_answer_is_its_own(answer)
    the_explanation_adds_up(answer)
    assert answer.cost_per_week <= planned_cost(answer) + 1e-6
    assert planned_cost(answer) <= 1.1 * answer.cost_per_week


@pytest.mark.parametrize("name", [name for name in HAND_MADE if name not in QUICK])
def test_that_other_answers_say_what_is(name: str, workshop: Workshop) -> None:
    answer = cheapest_staffing(HAND_MADE[name](), workshop)
    nobody_can_go(answer)
    the_answer_is_its_own(answer)
    the_explanation_adds_up(answer)


@pytest.mark.parametrize("seed", BUSY)
def test_that_answers_of_busy_instances_say_what_is(seed: int, workshop: Workshop) -> None:
    answer = cheapest_staffing(generated(seed, busy=3), workshop)
    nobody_can_go(answer)
    the_answer_is_its_own(answer)
    the_explanation_adds_up(answer)


def calls(**more: Any) -> Scenario:
    return desk(
        segments={"All": customers(3000, {"phone": 1.0})},
        levels={"Basic": {"offers": {"phone": offer(answer=promise("20 s", 0.8))}}},
        channels={"phone": phone(patience="4 min")},
        teams={"Desk": team({"day": shift()}, **more)},
    )


def test_that_the_textbook_is_erlang_c_of_the_mean_week(workshop: Workshop) -> None:
    answer = cheapest_staffing(calls(), workshop)
    assert answer.explanation is not None
    (row,) = answer.explanation.textbook
    from planner.staffing.staffing import _LOADS
    from planner.staffing.workload import workloads

    (load,) = workloads(answer.study.inputs, answer.study.seed, range(_LOADS))
    contacts = load.contacts.sum(axis=(1, 2))
    handle_time = load.seconds.sum() / contacts.sum()
    targets = Targets(service_level=0.8, within=20.0)
    agents = [agents_for(each / INTERVAL, handle_time, targets) for each in contacts.tolist()]
    assert row.peak == max(agents)
    assert row.hours == pytest.approx(sum(agents) * INTERVAL / HOUR)
    assert (row.desk_peak, row.desk_hours) == pytest.approx((answer.staff[0], 168.0 * answer.staff[0]))
    assert row.deferred == 0.0


def test_that_shrinkage_is_what_is_paid_and_not_at_the_desk(workshop: Workshop) -> None:
    answer = cheapest_staffing(calls(absence=0.1, off_queue=0.05), workshop)
    assert answer.explanation is not None
    (chain,) = answer.explanation.chains
    (slot,) = answer.slots
    assert slot.desk_hours == pytest.approx(0.9 * 0.95 * slot.paid_hours)
    without_rounding = chain.work + chain.room + chain.shrinkage
    assert chain.shrinkage == pytest.approx((1.0 - 0.9 * 0.95) * without_rounding)
    first, last = (people * slot.paid_hours for people in (answer.steps[0].staff[0], answer.staff[0]))
    assert (chain.rounding, chain.simulation) == pytest.approx((first - without_rounding, last - first))
    assert 0.0 <= chain.rounding < slot.paid_hours + 1e-6
