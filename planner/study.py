"""A study: the replications of one scenario, run on any executor, stopped when asked, the same digits everywhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from planner.compile import compile_inputs
from planner.errors import PlannerError
from planner.facts import Frame
from planner.facts.headlines import Headlines
from planner.pool import ForeignPool, Pool, SpawnedPool
from planner.scenario import Scenario, resolve
from planner.texts import _
from simulation.inputs import Inputs
from simulation.records import Records
from simulation.replication import replicate

BATCH = 10  # replications added at a time until intervals are narrow enough
MOST_REPLICATIONS = 1000  # where adding replications ends, reached or not
_PATIENCE = 0.1  # seconds between two looks at the stop signal
_AHEAD = 64  # replications handed to an executor and not finished yet, at most

Progress = Callable[[int, int], None]


class StopSignal(Protocol):
    """Anything with ``is_set()``, such as ``threading.Event``."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(frozen=True)
class Study:
    """A scenario, its seed and the records of its finished replications, in order of their numbers.

    ``numbers`` are the numbers of these replications (0, 1, 2, ... unless it was stopped). ``frames`` measure them: one
    for each, the same one for all unless the scenario has ranges, from which each replication draws its own values.
    ``precision_reached`` is None when no precision was asked for.
    """

    scenario: Scenario
    inputs: Inputs
    seed: int
    records: tuple[Records, ...]
    numbers: tuple[int, ...]
    frames: tuple[Frame, ...]
    stopped: bool = False
    precision_reached: bool | None = None

    @property
    def replications(self) -> int:
        """How many replications finished."""
        return len(self.records)


def run_study(
    scenario: Scenario,
    *,
    replications: int | None = None,
    seed: int | None = None,
    precision: float | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    stop: StopSignal | Callable[[], bool] | None = None,
) -> Study:
    """Run a scenario; what is not given comes from its ``run`` table.

    ``precision`` is the relative half-width that the intervals of the headline metrics should have: batches of ten
    replications are added until they do, at most to 1000. ``workers`` processes are spawned (default: one for each
    usable core; 1 runs in this process) unless an ``executor`` is given, whose tasks then carry their inputs.
    ``progress`` is called with the numbers of finished and of wanted replications. When ``stop`` says so, or on
    KeyboardInterrupt, the finished replications are kept and the study says that it was stopped. PlannerError if
    none finished, or if a process ended unexpectedly.
    """
    wanted = scenario.run.replications if replications is None else replications
    width = scenario.run.precision if precision is None else precision
    _require_positive(wanted, width, workers)
    chosen_seed = scenario.run.seed if seed is None else seed
    run = _Run(scenario, chosen_seed, progress, _asker(stop))
    processes = min(workers or usable_cores(), wanted if width is None else max(wanted, BATCH))
    with _pool(executor, processes) as pool:
        reached = run.complete(pool, wanted, width)
    if not run.finished:
        raise PlannerError(_("The run was stopped before its first replication had finished: there is no result."))
    numbers = tuple(sorted(run.finished))
    records = tuple(run.finished[number] for number in numbers)
    frames = tuple(run.frame(number) for number in numbers)
    return Study(scenario, run.inputs, chosen_seed, records, numbers, frames, run.stopped, reached)


def usable_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Run:
    """A study under way."""

    scenario: Scenario
    seed: int
    progress: Progress | None
    asked_to_stop: Callable[[], bool]
    stopped: bool = False
    finished: dict[int, Records] = field(default_factory=dict)
    inputs: Inputs = field(init=False)
    _frame: Frame = field(init=False)
    _drawn: dict[int, Frame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inputs = compile_inputs(self.scenario)
        self._frame = Frame(self.scenario, self.inputs)

    def frame(self, number: int) -> Frame:
        """The scenario that a replication runs and its inputs, as the frame of its measures."""
        if number not in self._drawn:
            scenario = resolve(self.scenario, number, self.seed)
            own = scenario is not self.scenario
            self._drawn[number] = Frame(scenario, compile_inputs(scenario)) if own else self._frame
        return self._drawn[number]

    def complete(self, pool: Pool | None, wanted: int, width: float | None) -> bool | None:
        """Run replications until there are enough; whether the precision was reached, None if none was asked for."""
        try:
            return self._complete(pool, wanted, width)
        except KeyboardInterrupt:
            self.stopped = True
            return None if width is None else False

    def _complete(self, pool: Pool | None, wanted: int, width: float | None) -> bool | None:
        headlines = None if width is None else Headlines(self.scenario.run.confidence)
        done = 0
        while True:
            self._run(pool, range(done, wanted), wanted)
            if headlines is None or width is None:
                return None
            if self.stopped:
                return False
            for number in range(done, wanted):
                headlines.add(self.frame(number), self.finished[number])
            done = wanted
            if headlines.relative_half_width() <= width:
                return True
            if done >= MOST_REPLICATIONS:
                return False
            wanted = min(wanted + BATCH, MOST_REPLICATIONS)

    def _run(self, pool: Pool | None, numbers: range, wanted: int) -> None:
        self._report(wanted)
        if pool is None:
            self._run_here(numbers, wanted)
        else:
            self._run_in(pool, numbers, wanted)

    def _run_here(self, numbers: range, wanted: int) -> None:
        for number in numbers:
            if self.asked_to_stop():
                self.stopped = True
                return
            self.finished[number] = replicate(self.frame(number).inputs, self.seed, number)
            self._report(wanted)

    def _run_in(self, pool: Pool, numbers: range, wanted: int) -> None:
        pending: dict[Future[Any], int] = {}
        waiting = iter(numbers)
        try:
            while True:
                # a few ahead keep the workers busy; a hundred thousand would take long to submit and to look through
                for number in islice(waiting, _AHEAD - len(pending)):
                    pending[pool.submit(self.frame(number).inputs, self.seed, number)] = number
                if not pending:
                    return
                done, _waiting = wait(pending, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
                for future in done:
                    number = pending.pop(future)
                    self.finished[number] = pool.records(future)
                    self._report(wanted)
                if self.asked_to_stop() and len(self.finished) < wanted:
                    self.stopped = True
                    return
        except (BrokenProcessPool, CancelledError) as error:
            raise PlannerError(
                _("A process of the run ended unexpectedly, perhaps for want of memory. Run it with fewer workers.")
            ) from error
        except OSError as error:
            raise PlannerError(
                _(
                    "Results could not be kept in {folder}: {reason}. Make room there, or run it with one worker."
                ).format(folder=tempfile.gettempdir(), reason=error.strerror or error)
            ) from error
        finally:
            pool.give_up(pending)

    def _report(self, wanted: int) -> None:
        if self.progress is not None:
            self.progress(len(self.finished), wanted)


def _pool(executor: Executor | None, processes: int) -> AbstractContextManager[Pool | None]:
    """Where to run: on the given executor, in this process (None), or on spawned ones."""
    if executor is not None:
        return nullcontext(ForeignPool(executor))
    return nullcontext() if processes == 1 else SpawnedPool(processes)


def _asker(stop: StopSignal | Callable[[], bool] | None) -> Callable[[], bool]:
    if stop is None:
        return lambda: False
    return stop if callable(stop) else stop.is_set


def _require_positive(replications: int, precision: float | None, workers: int | None) -> None:
    if replications < 1:
        raise PlannerError(_("A run needs at least one replication, not {number}.").format(number=replications))
    if precision is not None and not precision > 0:
        raise PlannerError(
            _("The precision must be above 0, such as 0.02 for 2 %, not {number}.").format(number=precision)
        )
    if workers is not None and workers < 1:
        raise PlannerError(_("A run needs at least one worker, not {number}.").format(number=workers))
