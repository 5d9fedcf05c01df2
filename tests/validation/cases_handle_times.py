"""Handle times that are not exponential, and arrivals that are not Poisson: M/G/1, M/G/c, D/M/c, batches, breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.demand import Customers
from simulation.distributions import on_grid
from simulation.inputs import Inputs
from simulation.records import Fate, Needs, Records
from simulation.replication import play
from simulation.roster import draw_roster
from simulation.script import script_from_customers
from simulation.streams import Draws, key
from tests.validation import sources
from tests.validation.case import ARRAYS, Case, Play, Quantity, case_of
from tests.validation.cases_waiting import known
from tests.validation.measures import mean_wait, wait_variance
from tests.validation.plans import Callers, Desk, Law, Team, constant, erlang_2, exponential, queue

FloatArray = NDArray[np.float64]


def play_times(times_of: Callable[[Inputs, int, int], FloatArray]) -> Play:
    """A replication of contacts at given times, all of the first segment, channel and topic."""

    def replication(inputs: Inputs, seed: int, number: int) -> Records:
        times = on_grid(times_of(inputs, seed, number))
        first = np.zeros(len(times), np.int64)
        owners = np.array([key("given times", seed, number)], np.uint64)
        draws = Draws(owners, first, np.arange(len(times), dtype=np.uint64))
        fate = np.full(len(times), Fate.TICKET, np.int8)
        needs = Needs(times, first, first, first, fate, np.arange(len(times)))
        script = script_from_customers(inputs, needs, Customers(times, first, first, first, draws), seed, number)
        return play(inputs, script, draw_roster(inputs, seed, number))

    return replication


def paced(rate: float, unit: float) -> Play:
    """Contacts at equal distances, ``rate`` of them in a unit of time."""

    def times(inputs: Inputs, seed: int, number: int) -> FloatArray:
        del seed, number
        horizon, step = inputs.horizon, unit / rate
        numbers = np.arange(int((horizon.end - horizon.begin) / step), dtype=np.float64)
        return horizon.begin + step * (numbers + 0.5)

    return play_times(times)


def batches(rate: float, sizes: list[int], chances: list[float], unit: float) -> Play:
    """Batches as a Poisson process, each of several contacts at the same moment."""

    def times(inputs: Inputs, seed: int, number: int) -> FloatArray:
        horizon = inputs.horizon
        random = np.random.default_rng([seed, number])
        count = random.poisson(rate * (horizon.end - horizon.begin) / unit)
        moments = np.sort(random.uniform(horizon.begin, horizon.end, count))
        return np.repeat(moments, random.choice(sizes, count, p=chances))

    return play_times(times)


def _single(case: str, service: Law, values: dict[str, float], contacts: float, **more: Any) -> Case:
    """M/G/1 with load 0.8 and mean service 1."""
    variance = values.pop("var_wait")
    return case_of(
        case,
        f"M/G/1, load 0.8, service {service.shape}" + (f" with cv {service.cv:.4f}" if service.cv else ""),
        sources.KHINCHINE,
        queue(0.8, service, 1, contacts),
        (*known(values), Quantity("var_wait", variance, wait_variance(values["mean_wait"]), widest=0.02)),
        **more,
    )


def _values(wait: float, queue_length: float, system_time: float, number: float, variance: float) -> dict[str, float]:
    return {"occupancy": 0.8, "p_wait": 0.8, "mean_wait": wait, "mean_queue": queue_length,
            "mean_system_time": system_time, "mean_in_system": number, "var_wait": variance}  # fmt: skip


UNIFORM = Law(1.0, "uniform", 0.5 / 3**0.5)  # from 0.5 to 1.5

SINGLE = (
    _single("PK-01", constant(1.0), _values(2.0, 1.6, 3.0, 2.4, 5.333333333), 100_000),
    _single("PK-02", erlang_2(1.0), _values(3.0, 2.4, 4.0, 3.2, 13.0), 150_000),
    _single("PK-03", exponential(1.0), _values(4.0, 3.2, 5.0, 4.0, 24.0), 200_000),
    _single("PK-06", UNIFORM, _values(2.166666667, 1.733333333, 3.166666667, 2.533333333, 6.361111111), 100_000),
)

SEVERAL = tuple(
    case_of(case, model, source, queue(rate, service, agents, contacts), known(values))
    for case, model, source, rate, service, agents, contacts, values in (
        (
            "GC-01", "M/D/5, load 0.9", "embedded chain (Crommelin 1932; Franx 2001)", 4.5, constant(1.0), 5, 150_000,
            {"mean_queue": 3.495128212, "mean_wait": 0.7766951582, "p_wait": 0.7478285461, "occupancy": 0.9},
        ),
        (
            "GC-03", "M/D/20, load 0.9", "embedded chain (Crommelin 1932; Franx 2001)", 18.0, constant(1.0), 20,
            150_000,
            {"mean_queue": 2.59714935, "mean_wait": 0.144286075, "p_wait": 0.5232650663, "occupancy": 0.9},
        ),
        (
            "GC-04", "M/E2/5, load 0.9", sources.CHAIN, 4.5, erlang_2(1.0), 5, 200_000,
            {"mean_queue": 5.189889521, "mean_wait": 1.153308782, "p_wait": 0.7584020913, "occupancy": 0.9},
        ),
    )
)  # fmt: skip

PACED = queue(4.5, exponential(1.0), 5, 150_000)
BATCHED = queue(8.0, exponential(0.05), 1, 20_000)

# Who is on a break of 0.5 whenever nobody waits, and looks again after it, is an agent who takes a piece of deferred
# work of 0.5 whenever nobody calls: there is always one, because more of it comes than can be done beside the calls.
BREAKS = Desk(
    40_000,
    {"callers": Callers(0.5), "writers": Callers(1.2, "mails", topics={"break": 1.0})},
    {"agents": Team(1)},
    {"call": exponential(1.0), "break": constant(0.5)},
    warm_up=0.1,
)


CASES = (
    *SINGLE,
    *SEVERAL,
    case_of(
        "GM-01",
        "D/M/5: arrivals at equal distances, load 0.9",
        "embedded chain at arrivals, matrix exponential",
        PACED,
        known({"p_wait": 0.6340801424, "mean_wait": 0.6567370207, "occupancy": 0.9, "mean_queue": 2.955316593}),
        build=ARRAYS,
        play=paced(4.5, PACED.unit),
    ),
    case_of(
        "BA-01",
        "M^X/M/1: 4 batches an hour of 1, 2 or 3 (1/4, 1/2, 1/4), 20 served in an hour",
        sources.ROSS,
        BATCHED,
        (
            *known({"occupancy": 0.4, "mean_in_system": 1.083333333, "mean_wait_h": 0.08541666667}),
            *known({"mean_system_time": 0.1354166667}, path="{}_h"),
        ),
        build=ARRAYS,
        play=batches(4.0, [1, 2, 3], [0.25, 0.5, 0.25], BATCHED.unit),
        quick=True,
    ),
    case_of(
        "PK-09",
        "M/M/1, load 0.5, with a break of 0.5 whenever nobody waits (multiple vacations)",
        sources.COMPUTED + " (decomposition)",
        BREAKS,
        (Quantity("mean_wait", 1.25, mean_wait(0)),),
        remark="The breaks are deferred work of 0.5 each, of which there is always some: live calls come first.",
    ),
)
