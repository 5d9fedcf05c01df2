"""The cheapest staffing of a scenario: the search set up, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np

from planner.compile import compile_inputs
from planner.errors import PlannerError
from planner.facts import Frame
from planner.pool import Pool, open_pool
from planner.scenario import Scenario
from planner.solver import Solver
from planner.staffing.aims import Shown, aims_of
from planner.staffing.capacity import capacities
from planner.staffing.demand import Demand
from planner.staffing.explanation import Explanation, explain
from planner.staffing.obstacles import Obstacle, obstacles
from planner.staffing.patterns import teams_with_patterns, with_generated_shifts
from planner.staffing.search import PROPOSALS, Report, Search, Step
from planner.staffing.slots import Slot, Staff, agents_of, slots_of, staffed
from planner.staffing.trials import StoppedError, Trial, Trials
from planner.staffing.week import INTERVAL
from planner.staffing.workload import workloads
from planner.study import Study, run_study
from planner.texts import _
from planner.units import WEEK

_LEAST_REPLICATIONS = 4
_LOADS = 5  # replications from which the mean week is taken


@dataclass(frozen=True, slots=True)
class Workshop:
    """What searches need to work with, opened once for all of them: processes for trials and for programmes."""

    pool: Pool
    solver: Solver


@contextmanager
def open_workshop(workers: int | None = None, pool: Pool | None = None) -> Iterator[Workshop]:
    """A workshop with a pool of its own (``workers`` processes), or around a given one."""
    with ExitStack() as stack:
        chosen = pool if pool is not None else stack.enter_context(open_pool(workers))
        yield Workshop(chosen, stack.enter_context(Solver()))


@dataclass(frozen=True, eq=False)
class Staffing:
    """The answer of a search.

    ``scenario`` has the people of ``staff`` on its shifts (``slots``), ``study`` is its simulation, ``shown`` what that
    shows of each aim. Where no staffing shows every aim, ``obstacles`` say why, and staff is the one with people in
    plenty. ``before`` are the people that the plan has on these slots (None: generated shifts), ``before_holds``
    whether they show every aim (None: not known). ``proved``: nothing
    cheaper is left, given that more people never hurt. ``gap`` and ``limited`` are those of the first programme.
    ``stopped``: the best found until it was stopped.
    """

    scenario: Scenario
    study: Study
    slots: tuple[Slot, ...]
    staff: Staff
    before: Staff | None
    before_holds: bool | None
    shown: tuple[Shown, ...]
    steps: tuple[Step, ...]
    explanation: Explanation | None
    obstacles: tuple[Obstacle, ...]
    trials: int
    proved: bool
    gap: float
    limited: bool
    stopped: bool

    @property
    def possible(self) -> bool:
        """Whether every aim was shown."""
        return not self.obstacles

    @property
    def cost_per_week(self) -> float:
        """What the people cost a week, as planned."""
        return float(sum(slot.cost * agents for slot, agents in zip(self.slots, self.staff, strict=True)))


def cheapest_staffing(
    scenario: Scenario,
    workshop: Workshop,
    *,
    replications: int | None = None,
    seed: int | None = None,
    own_shifts: bool = False,
    proposals: int = PROPOSALS,
    stop: Callable[[], bool] = lambda: False,
    report: Report = lambda *_news: None,
) -> Staffing:
    """Search the cheapest staffing of a scenario that shows every aim.

    Teams with ``patterns`` get generated shifts unless ``own_shifts``. The same scenario, seed and replications give
    the same answer with any number of processes. When ``stop`` says so, the best staffing found so far is the answer;
    PlannerError if there is none yet, if nothing is promised or nobody can be put anywhere.
    """
    chosen_seed = scenario.run.seed if seed is None else seed
    wanted = scenario.run.replications if replications is None else replications
    if wanted < _LEAST_REPLICATIONS:
        raise PlannerError(
            _("A staffing needs at least {least} replications to show anything, not {number}.").format(
                least=_LEAST_REPLICATIONS, number=wanted
            )
        )
    scenario = _without_precision(scenario)
    open_scenario = scenario if own_shifts else with_generated_shifts(scenario)
    inputs = compile_inputs(open_scenario)
    generated = () if own_shifts else teams_with_patterns(scenario)
    slots = slots_of(open_scenario, inputs, generated)
    aims = aims_of(open_scenario)
    _require_something(slots, len(aims))
    hours = Frame(open_scenario, inputs).hour_of_week(np.arange(0.0, WEEK, INTERVAL))
    loads = workloads(inputs, chosen_seed, range(min(wanted, _LOADS)))
    demand = Demand(open_scenario, inputs, loads, hours)
    able = capacities(loads, inputs)
    trials = Trials(open_scenario, slots, aims, chosen_seed, wanted, workshop.pool, stop, able)
    search = Search(slots, demand, trials, workshop.solver, report, proposals)
    before = agents_of(scenario, slots) if not generated else None
    failed: Trial | None = None
    found_obstacles: tuple[Obstacle, ...] = ()
    stopped = False
    try:
        failed = search.run(before)
        found_obstacles = obstacles(failed, search) if failed else ()
    except (StoppedError, KeyboardInterrupt):
        stopped = True
        if search.best is None:
            raise PlannerError(
                _("The search was stopped before it had found a staffing: there is no result.")
            ) from None
    trial = failed or search.best
    assert trial is not None
    answer = staffed(open_scenario, slots, trial.staff)
    study = None if failed else search.best_study
    if study is None:
        study = run_study(answer, replications=wanted, seed=chosen_seed, pool=workshop.pool)
    return Staffing(
        scenario=answer,
        study=study,
        slots=slots,
        staff=trial.staff,
        before=before,
        before_holds=trials.of(before).holds if before is not None and trials.is_known(before) else None,
        shown=trial.shown,
        steps=tuple(search.steps),
        explanation=None if failed or stopped else explain(search, inputs, study),
        obstacles=found_obstacles,
        trials=trials.simulated,
        proved=search.proved,
        gap=0.0 if search.start is None else search.start.gap,
        limited=search.start is not None and search.start.limited,
        stopped=stopped,
    )


def _without_precision(scenario: Scenario) -> Scenario:
    """Trials have the number of replications that was asked for, however precise the plan wants its answers."""
    if scenario.run.precision is None:
        return scenario
    data = dict(scenario.data)
    data["run"] = {key: value for key, value in data["run"].items() if key != "precision"}
    return scenario.with_data(data)


def _require_something(slots: tuple[Slot, ...], aims: int) -> None:
    if not slots:
        raise PlannerError(
            _("There is no shift to put people on. Describe shifts, or patterns from which they are generated.")
        )
    if not aims:
        raise PlannerError(_("Nothing is promised to anybody, so nobody is needed. Give a channel a target."))
