"""A rough staffing in a second or two: what the closed forms and the programme over shifts ask for, not mended."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.compile import compile_inputs
from planner.facts import Frame
from planner.scenario import Scenario
from planner.solver import Programme
from planner.staffing import Slot, Workshop
from planner.staffing.demand import Demand
from planner.staffing.patterns import teams_with_patterns, with_generated_shifts
from planner.staffing.programme import cheapest, staff_of
from planner.staffing.slots import slots_of, staffed
from planner.staffing.week import INTERVAL
from planner.staffing.workload import workloads
from planner.studies.needed import run_with_nobody, without_aims
from planner.study import Study, run_study
from planner.units import WEEK
from simulation.inputs import Inputs

ROUGH_REPLICATIONS = 3


def rough_study(
    scenario: Scenario, workshop: Workshop, seed: int | None = None, stop: Callable[[], bool] = lambda: False
) -> Study | None:
    """The scenario with the people of the first programme, simulated a few times; None where there is no shift.

    KeyboardInterrupt when asked to stop.
    """

    def run(chosen: Scenario) -> Study:
        return run_study(chosen, replications=ROUGH_REPLICATIONS, seed=seed, pool=workshop.pool, stop=stop)

    if stop():
        raise KeyboardInterrupt
    if without_aims(scenario):
        return run_with_nobody(scenario, run)
    open_scenario = with_generated_shifts(scenario)
    inputs = compile_inputs(open_scenario)
    slots = slots_of(open_scenario, inputs, teams_with_patterns(scenario))
    if not slots:
        return None
    demand = _demand(open_scenario, inputs, scenario.run.seed if seed is None else seed)
    solution = workshop.solver.solve(_programme(slots, demand), stop)
    if solution is None:
        raise KeyboardInterrupt
    staff = staff_of(solution, slots)
    study = None if staff is None else run(staffed(open_scenario, slots, staff))
    if study is not None and study.stopped:
        raise KeyboardInterrupt
    return study


def _demand(scenario: Scenario, inputs: Inputs, seed: int) -> Demand:
    hours = Frame(scenario, inputs).hour_of_week(np.arange(0.0, WEEK, INTERVAL))
    return Demand(scenario, inputs, workloads(inputs, seed, range(ROUGH_REPLICATIONS)), hours)


def _programme(slots: tuple[Slot, ...], demand: Demand) -> Programme:
    return cheapest(slots, demand.teams, demand.requirements, demand.occupancy, ())
