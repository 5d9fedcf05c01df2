"""All staffings cheaper than a given one, each simulated: what an exhaustive search knows."""

from __future__ import annotations

import math
from itertools import product
from operator import mul

from planner.pool import ThisProcess
from planner.staffing import Slot, Staff, Staffing
from planner.staffing.aims import aims_of
from planner.staffing.capacity import Capacity, capacities
from planner.staffing.search import LEAST_SAVING
from planner.staffing.staffing import _LOADS
from planner.staffing.trials import Trials
from planner.staffing.workload import workloads


def trials_of(answer: Staffing) -> Trials:
    """Trials of their own with the seed, the replications and the aims of an answer."""
    return Trials(
        answer.scenario,
        answer.slots,
        aims_of(answer.scenario),
        answer.study.seed,
        answer.study.replications,
        ThisProcess(),
        lambda: False,
        capacities_of(answer),
    )


def capacities_of(answer: Staffing) -> tuple[Capacity, ...]:
    """The work of the answer's teams, worked out anew."""
    inputs = answer.study.inputs
    numbers = range(min(answer.study.replications, _LOADS))
    return capacities(workloads(inputs, answer.study.seed, numbers), inputs)


def cheaper(answer: Staffing) -> list[Staff]:
    """Every staffing within the limits of the shifts that saves more than the search leaves on the table."""
    below = answer.cost_per_week * (1.0 - LEAST_SAVING) - 1e-9
    ranges = [range(slot.low, _most(slot, below) + 1) for slot in answer.slots]
    costs = [slot.cost for slot in answer.slots]
    return [staff for staff in product(*ranges) if sum(map(mul, staff, costs)) < below]


def cheaper_that_hold(answer: Staffing) -> list[Staff]:
    """Those of them that show every aim; none where the answer is the cheapest."""
    trials = trials_of(answer)
    return [staff for staff in cheaper(answer) if trials.of(staff).holds]


def _most(slot: Slot, cost: float) -> int:
    affordable = math.floor(cost / slot.cost)
    return affordable if slot.high is None else min(slot.high, affordable)
