"""Integer programmes, solved by HiGHS in a process of its own, which ends at once when it is no longer wanted."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.pool import RememberingContext
from planner.texts import _
from simulation.worker import begin_worker

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FloatArray = NDArray[np.float64]

TIME_LIMIT = 60.0  # seconds; the limit of nodes comes first, so that the same programme has the same answer
NODE_LIMIT = 20_000
GAP = 1e-4  # relative distance to the best possible at which an answer is taken as optimal
_PATIENCE = 0.1


@dataclass(frozen=True, eq=False)
class Programme:
    """Minimise ``costs`` @ x with ``low`` <= x <= ``high`` and ``row_low`` <= ``matrix`` @ x <= ``row_high``.

    Where ``whole`` is 1 the column is a whole number.
    """

    costs: FloatArray
    low: FloatArray
    high: FloatArray
    whole: NDArray[np.int8]
    matrix: csr_array
    row_low: FloatArray
    row_high: FloatArray


@dataclass(frozen=True, slots=True)
class Solution:
    """The best answer found and its ``gap``: how much cheaper, as a share, another one may be at most.

    ``values`` None: no answer obeys the rows. ``limited``: the search ended at its limit.
    """

    values: FloatArray | None
    gap: float
    limited: bool


class Solver:
    """A context manager around the process."""

    def __init__(self) -> None:
        self._context = RememberingContext()
        self._executor = ProcessPoolExecutor(1, self._context, initializer=_begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._context.processes:
            if process.is_alive():
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def solve(self, programme: Programme, asked_to_stop: Callable[[], bool]) -> Solution | None:
        """The answer; None if asked to stop before it was there. PlannerError if the process ended by itself."""
        future = self._executor.submit(solve, programme)
        while not wait([future], timeout=_PATIENCE).done:
            if asked_to_stop():
                return None
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise PlannerError(_("The process of the staffing programme ended unexpectedly.")) from error


def _begin() -> None:
    """HiGHS prints what it thinks about now and then; that must not get into a report on the screen."""
    begin_worker()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def solve(programme: Programme) -> Solution:
    """Solve a programme in this process."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    result = milp(
        programme.costs,
        integrality=programme.whole,
        bounds=Bounds(programme.low, programme.high),
        constraints=LinearConstraint(programme.matrix, programme.row_low, programme.row_high),
        options={"time_limit": TIME_LIMIT, "node_limit": NODE_LIMIT, "mip_rel_gap": GAP},
    )
    limited = result.status == 1
    if result.x is None:
        return Solution(None, np.inf, limited)
    return Solution(result.x, float(result.mip_gap or 0.0), limited)
