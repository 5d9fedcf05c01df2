"""The same seed gives the same answer on any number of processes; a search can be stopped and leaves nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

import pytest

from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.solver import Solver
from planner.staffing import Phase, Staffing, Workshop, cheapest_staffing, open_workshop
from planner.staffing.aims import Evidence, aims_of
from planner.study import run_study
from tests.planner.staffing.desks import customers, desk, offer, phone, promise, shift, team
from tests.planner.staffing.instances import HAND_MADE, generated

pytestmark = pytest.mark.slow


def said(answer: Staffing) -> tuple[object, ...]:
    """All that an answer says."""
    return (
        answer.staff,
        answer.shown,
        answer.steps,
        answer.trials,
        answer.explanation,
        answer.proved,
        answer.gap,
        answer.cost_per_week,
    )


class Listener:
    """Counts reports, and asks to stop after so many of a phase."""

    def __init__(self, after: int, phase: Phase | None = None) -> None:
        self.left = after
        self.phase = phase
        self.heard: list[tuple[Phase, int, int | None, float | None]] = []

    def report(self, phase: Phase, trials: int, at_most: int | None, best: float | None) -> None:
        self.heard.append((phase, trials, at_most, best))
        self.left -= self.phase in {None, phase}

    def stop(self) -> bool:
        return self.left <= 0


def impossible() -> Scenario:
    """Two agents are allowed where four are needed."""
    return desk(
        segments={"All": customers(2000, {"phone": 1.0})},
        levels={"Basic": {"offers": {"phone": offer(answer=promise("20 s", 0.9))}}},
        channels={"phone": phone(patience="2 min")},
        teams={"Desk": team({"day": shift(max_agents=2)})},
    )


@pytest.mark.parametrize("make", [HAND_MADE["chats"], pytest.param(HAND_MADE["dear_weekend"], marks=pytest.mark.slow)])
def test_that_one_and_two_processes_give_the_same_answer(make: Callable[[], Scenario], workshop: Workshop) -> None:
    alone = cheapest_staffing(make(), workshop)
    with open_workshop(workers=2) as larger:
        together = cheapest_staffing(make(), larger)
    assert said(alone) == said(together)
    assert alone.scenario == together.scenario


def test_that_nothing_is_left_behind_by_one_search_for_the_next(workshop: Workshop) -> None:
    first = cheapest_staffing(HAND_MADE["chats"](), workshop)
    cheapest_staffing(HAND_MADE["limits"](), workshop)
    assert said(cheapest_staffing(HAND_MADE["chats"](), workshop)) == said(first)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_that_another_seed_holds_as_well(seed: int, workshop: Workshop) -> None:
    answer = cheapest_staffing(HAND_MADE["backup"](), workshop, seed=seed)
    assert answer.possible
    study = run_study(answer.scenario, seed=seed, workers=1)
    assert all(shown.holds for shown in Evidence(aims_of(answer.scenario), study).shown())


def test_that_processes_are_gone_when_the_workshop_closes() -> None:
    before = set(multiprocessing.active_children())
    with open_workshop(workers=2) as opened:
        cheapest_staffing(HAND_MADE["chats"](), opened)
    assert set(multiprocessing.active_children()) == before


def test_that_a_pool_that_is_given_stays_open(workshop: Workshop) -> None:
    with open_workshop(pool=workshop.pool) as other:
        assert other.pool is workshop.pool
        assert isinstance(other.solver, Solver)
        answer = cheapest_staffing(HAND_MADE["chats"](), other)
    assert said(cheapest_staffing(HAND_MADE["chats"](), workshop)) == said(answer)


def test_that_stopping_keeps_the_best_so_far() -> None:
    before = set(multiprocessing.active_children())
    with open_workshop(workers=2) as opened:
        whole = cheapest_staffing(generated(2, busy=3), opened)
        listener = Listener(1, Phase.EXCHANGE)
        part = cheapest_staffing(generated(2, busy=3), opened, stop=listener.stop, report=listener.report)
    assert set(multiprocessing.active_children()) == before
    assert part.stopped
    assert part.possible
    assert not part.proved
    assert part.explanation is None
    assert all(shown.holds for shown in part.shown)
    assert part.cost_per_week >= whole.cost_per_week
    assert part.trials < whole.trials
    assert part.study.replications == whole.study.replications


def test_that_stopping_before_anything_is_found_is_an_error() -> None:
    before = set(multiprocessing.active_children())
    with open_workshop(workers=1) as opened:
        for after in (0, 1, 2):
            listener = Listener(after)
            with pytest.raises(PlannerError, match="before it had found"):
                cheapest_staffing(HAND_MADE["chats"](), opened, stop=listener.stop, report=listener.report)
    assert set(multiprocessing.active_children()) == before


@pytest.mark.parametrize("looks", range(0, 24, 4))
def test_that_a_search_can_be_stopped_at_any_look(looks: int, workshop: Workshop) -> None:
    left = iter(range(looks))
    try:
        answer = cheapest_staffing(HAND_MADE["chats"](), workshop, stop=lambda: next(left, None) is None)
    except PlannerError:
        return
    assert answer.possible


def test_that_an_impossible_plan_can_be_stopped_while_its_obstacles_are_sought(workshop: Workshop) -> None:
    left = iter(range(12))  # 8 replications with people in plenty, then some of those without limits
    try:
        answer = cheapest_staffing(impossible(), workshop, stop=lambda: next(left, None) is None)
    except PlannerError:
        return
    assert not answer.possible


def test_that_reports_say_how_far_it_is(workshop: Workshop) -> None:
    listener = Listener(10**6)
    answer = cheapest_staffing(HAND_MADE["two_levels"](), workshop, report=listener.report)
    phases = [phase for phase, *_rest in listener.heard]
    assert phases[0] is Phase.START
    assert phases.index(Phase.LIMITS) < phases.index(Phase.REMOVE)
    trials = [trials for _phase, trials, *_rest in listener.heard]
    assert trials == sorted(trials)
    assert trials[-1] <= answer.trials
    costs = [cost for *_rest, cost in listener.heard if cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == pytest.approx(answer.cost_per_week)


def test_that_a_precision_of_the_plan_does_not_lengthen_trials(workshop: Workshop) -> None:
    scenario = HAND_MADE["chats"]()
    run = dict(scenario.data["run"]) | {"precision": 0.5}
    answer = cheapest_staffing(scenario.with_data(dict(scenario.data) | {"run": run}), workshop)
    assert answer.study.replications == scenario.run.replications
