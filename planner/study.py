"""A study: the replications of one scenario, run on any executor, stopped when asked, the same digits everywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from planner.compile import compile_inputs
from planner.errors import PlannerError
from planner.facts import Frame
from planner.facts.headlines import Headlines
from planner.pool import Pool, open_pool
from planner.scenario import Scenario, resolve
from planner.texts import _
from simulation.inputs import Inputs
from simulation.records import Records

BATCH = 10  # replications added at a time until intervals are narrow enough
MOST_REPLICATIONS = 1000  # where adding replications ends, reached or not
_PATIENCE = 0.1  # seconds between two looks at the stop signal

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
    pool: Pool | None = None,
    known: Study | None = None,
    progress: Progress | None = None,
    stop: StopSignal | Callable[[], bool] | None = None,
) -> Study:
    """Run a scenario; what is not given comes from its ``run`` table.

    ``precision`` is the relative half-width that the intervals of the headline metrics should have: batches of ten
    replications are added until they do, at most to 1000. ``workers`` processes are spawned (default: one for each
    usable core; 1 runs in this process) unless a ``pool`` is given, which then serves many studies.
    The replications of a ``known`` study of the same scenario and seed are taken over instead of being run again.
    ``progress`` is called with the numbers of finished and of wanted replications. When ``stop`` says so, or on
    KeyboardInterrupt, the finished replications are kept and the study says that it was stopped. PlannerError if
    none finished, or if a process ended unexpectedly.
    """
    wanted = scenario.run.replications if replications is None else replications
    width = scenario.run.precision if precision is None else precision
    _require_positive(wanted, width, workers)
    chosen_seed = scenario.run.seed if seed is None else seed
    run = _Run(scenario, chosen_seed, progress, _asker(stop))
    if known is not None:
        run.finished.update(zip(known.numbers, known.records, strict=True))
    tasks = wanted if width is None else max(wanted, BATCH)
    with nullcontext(pool) if pool is not None else open_pool(workers, tasks) as chosen_pool:
        reached = run.complete(chosen_pool, wanted, width)
    if not run.finished:
        raise PlannerError(_("The run was stopped before its first replication had finished: there is no result."))
    numbers = tuple(sorted(run.finished))
    records = tuple(run.finished[number] for number in numbers)
    frames = tuple(run.frame(number) for number in numbers)
    return Study(scenario, run.inputs, chosen_seed, records, numbers, frames, run.stopped, reached)


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

    def complete(self, pool: Pool, wanted: int, width: float | None) -> bool | None:
        """Run replications until there are enough; whether the precision was reached, None if none was asked for."""
        try:
            return self._complete(pool, wanted, width)
        except KeyboardInterrupt:
            self.stopped = True
            return None if width is None else False

    def _complete(self, pool: Pool, wanted: int, width: float | None) -> bool | None:
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

    def _run(self, pool: Pool, numbers: range, wanted: int) -> None:
        pending: dict[Future[Any], int] = {}
        waiting = iter([number for number in numbers if number not in self.finished])
        self._report(wanted)
        try:
            while len(self.finished) < wanted:
                if self.asked_to_stop():
                    self.stopped = True
                    return
                for number in islice(waiting, pool.ahead - len(pending)):
                    pending[pool.submit(self.frame(number).inputs, self.seed, number)] = number
                done, _waiting = wait(pending, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
                for future in done:
                    number = pending.pop(future)
                    self.finished[number] = pool.records(future)
                    self._report(wanted)
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
