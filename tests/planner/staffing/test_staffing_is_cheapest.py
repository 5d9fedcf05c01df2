"""No staffing that is cheaper shows every aim: all of them are simulated, one by one."""

from __future__ import annotations

import pytest

from planner.scenario import Scenario
from planner.staffing import Staffing, Workshop, cheapest_staffing
from tests.planner.staffing.enumeration import cheaper, cheaper_that_hold, trials_of
from tests.planner.staffing.instances import HAND_MADE, generated

QUICK = ("two_halves", "dear_weekend", "chats", "limits")


def nothing_cheaper_holds(scenario: Scenario, workshop: Workshop) -> Staffing:
    answer = cheapest_staffing(scenario, workshop)
    assert answer.possible
    assert trials_of(answer).of(answer.staff).holds
    assert all(
        slot.low <= agents and (slot.high is None or agents <= slot.high)
        for slot, agents in zip(answer.slots, answer.staff, strict=True)
    )
    assert cheaper_that_hold(answer) == []
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_that_nothing_cheaper_holds(name: str, workshop: Workshop) -> None:
    nothing_cheaper_holds(HAND_MADE[name](), workshop)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in HAND_MADE if name not in QUICK])
def test_that_nothing_cheaper_holds_with_two_teams(name: str, workshop: Workshop) -> None:
    answer = nothing_cheaper_holds(HAND_MADE[name](), workshop)
    assert len(cheaper(answer)) > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_that_nothing_cheaper_holds_in_generated_instances(seed: int, workshop: Workshop) -> None:
    nothing_cheaper_holds(generated(seed), workshop)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 4, 9, 18, 19])
def test_that_nothing_cheaper_holds_in_busy_instances(seed: int, workshop: Workshop) -> None:
    answer = nothing_cheaper_holds(generated(seed, busy=3), workshop)
    assert len(cheaper(answer)) > 30
