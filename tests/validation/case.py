"""A validation case: a queue with a known answer, how it is built for the engine, and how the two are compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.inputs import Inputs
from simulation.records import Records
from simulation.replication import replicate
from tests.validation.measures import Observed, Ratio
from tests.validation.plans import Desk

FloatArray = NDArray[np.float64]

SEED = 1  # of every case
CONFIDENCE = 0.95
ERRORS_ALLOWED = 4.0
WIDEST_ERROR = 0.01  # of the exact value
EXACTLY = 1e-9  # relative: where nothing is random, only rounding is allowed
FEWEST_REPLICATIONS = 30  # so that a standard error is known well enough for four of them to mean what they say
QUARTER = 4  # a test plays a quarter of the weeks
SPREAD_OF_ERRORS = 1.5  # an estimated standard error of 30 replications may be that much above the true one

PLAN_FILE = "plan file"
ARRAYS = "arrays"

Play = Callable[[Inputs, int, int], Records]
Measure = Callable[[Observed], Ratio]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a case: its name, its known value, and what is counted over what in the records.

    ``published_half_width`` is the 95 % half-width of a known value that is itself the result of a simulation.
    ``within`` (relative) is what a case without chance may differ, because single contacts stand for a flow, or where
    what is counted never happens. ``widest`` is the largest relative standard error where that of the case cannot be
    had. ``path`` says where the shared list of cases has the value ("=": under the name; "": nowhere).
    """

    name: str
    exact: float
    measure: Measure
    path: str = "="
    published_half_width: float = 0.0
    within: float = 0.0
    widest: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One queue with known answers.

    ``unit`` is the number of seconds that stand for one unit of the model's time; quantities are in the model's unit.
    ``build`` says whether ``inputs`` come from the text of a plan or are put together as arrays; they are asked for
    with the part of the weeks to play (1: all, 4: a quarter). ``widest`` is the largest relative standard error,
    ``allowance`` the factor by which a shorter run may exceed it. ``misprint`` says where a published figure is
    another.
    """

    id: str
    model: str
    source: str
    inputs: Callable[[int], Inputs]
    unit: float
    quantities: tuple[Quantity, ...]
    variant: str = ""
    build: str = PLAN_FILE
    play: Play = replicate
    replications: int = FEWEST_REPLICATIONS
    part: int = 1
    widest: float = WIDEST_ERROR
    allowance: float = 1.0
    random: bool = True
    quick: bool = False
    remark: str = ""
    misprint: str = ""

    @property
    def name(self) -> str:
        """The id, with the variant if the case has several."""
        return f"{self.id} {self.variant}".strip()

    def for_a_test(self) -> Case:
        """The case with the effort of a test run, and the standard error that this effort allows."""
        if not self.random:
            return self
        allowance = SPREAD_OF_ERRORS * math.sqrt(self.replications * QUARTER / FEWEST_REPLICATIONS)
        return replace(self, replications=FEWEST_REPLICATIONS, part=QUARTER, allowance=allowance)


@dataclass(frozen=True, slots=True)
class Result:
    """What the replications of a case say about one quantity."""

    quantity: Quantity
    mean: float
    standard_error: float
    half_width: float
    widest: float

    @property
    def relative_error(self) -> float:
        """The standard error as a part of the known value."""
        return self.standard_error / abs(self.quantity.exact)

    @property
    def distance(self) -> float:
        """How far the mean is from the known value, in standard errors."""
        if not self.standard_error:
            return 0.0 if self._near_enough() else math.inf
        return (self.mean - self.quantity.exact) / self.standard_error

    @property
    def agrees(self) -> bool:
        """Whether simulation and known answer agree by the rule of the case."""
        return self._near_enough() and (self.relative_error <= self.widest or self._is_simulated)

    @property
    def _is_simulated(self) -> bool:
        return self.quantity.published_half_width > 0.0

    def _near_enough(self) -> bool:
        exact = self.quantity.exact
        difference = abs(self.mean - exact)
        if self._is_simulated:
            # three standard errors of the difference of two simulations; half-widths are 1.96 standard errors
            return difference <= 3.0 * math.hypot(self.half_width, self.quantity.published_half_width) / 1.96
        return difference <= max(ERRORS_ALLOWED * self.standard_error, max(EXACTLY, self.quantity.within) * abs(exact))


def case_of(name: str, model: str, source: str, desk: Desk, quantities: tuple[Quantity, ...], **more: Any) -> Case:
    """A case whose desk is the text of a plan, or begins as one."""
    return Case(name, model, source, desk.inputs, desk.unit, quantities, **more)


def observe(case: Case, replication: int, inputs: Inputs | None = None) -> FloatArray:
    """Play one replication: a row (counted, over what) for each quantity of the case."""
    built = case.inputs(case.part) if inputs is None else inputs
    observed = Observed(built, case.play(built, SEED, replication), case.unit)
    return np.array([quantity.measure(observed) for quantity in case.quantities], dtype=np.float64)


def judge(case: Case, rows: Sequence[FloatArray]) -> tuple[Result, ...]:
    """Compare replications, in order, with what is known.

    A quantity is the sum of what was counted over the sum of what it was counted over. Its standard error is that of
    the classical ratio estimator (Iglehart, Naval Research Logistics Quarterly 22, 1975); where every replication
    counts over the same, that is the standard deviation of the means over the square root of their number.
    """
    from scipy.stats import t

    counted = np.array(rows)
    number = len(counted)
    results = []
    for place, quantity in enumerate(case.quantities):
        above, below = counted[:, place, 0], counted[:, place, 1]
        mean = float(above.sum() / below.sum())
        error, half = 0.0, 0.0
        if number > 1:
            spread = above - mean * below
            error = math.sqrt(float(np.sum(spread**2)) / (number - 1) / number) / float(below.mean())
            half = float(t.ppf(0.5 + CONFIDENCE / 2.0, number - 1)) * error
        widest = case.allowance * (quantity.widest or case.widest)
        results.append(Result(quantity, mean, error, half, widest))
    return tuple(results)


def run(case: Case) -> tuple[Result, ...]:
    """Play all replications of a case in this process and compare."""
    inputs = case.inputs(case.part)
    return judge(case, [observe(case, number, inputs) for number in range(case.replications)])
