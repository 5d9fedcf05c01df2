"""The mean week that a staffing is planned on: half-hours, cyclic, counted from the plan's first midnight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.units import WEEK
from simulation.inputs import Inputs

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

INTERVAL = 1800.0
INTERVALS = int(WEEK / INTERVAL)


def weeks_of(inputs: Inputs) -> int:
    """How many weeks count; a clock change makes none of them a part of one."""
    return round(inputs.horizon.weeks_end / WEEK)


def interval_number(times: FloatArray) -> IntArray:
    """The number of the half-hour that each moment lies in, counted from 0 through all weeks."""
    return np.floor(times / INTERVAL).astype(np.int64)


def folded(numbers: IntArray, amounts: FloatArray) -> FloatArray:
    """Amounts added up over the half-hours of the week."""
    return np.bincount(numbers % INTERVALS, weights=amounts, minlength=INTERVALS).astype(np.float64, copy=False)


def spread(begins: FloatArray, ends: FloatArray) -> FloatArray:
    """Seconds of stretches in each half-hour of the week, however many weeks they lie apart."""
    seconds = np.zeros(INTERVALS)
    begins, ends = begins.copy(), ends.copy()
    while len(begins):
        numbers = interval_number(begins)
        until = np.minimum(ends, (numbers + 1) * INTERVAL)
        seconds += folded(numbers, until - begins)
        goes_on = until < ends
        begins, ends = until[goes_on], ends[goes_on]
    return seconds


def standing(begins: IntArray, ends: IntArray, amounts: FloatArray) -> FloatArray:
    """What stands at the end of each half-hour of the week, when amounts come in ``begins`` and go in ``ends``.

    An amount that stays for more than a week stands in it more than once, as in weeks that are all alike.
    """
    length = np.maximum(ends - begins, 0)
    always = float((amounts * (length // INTERVALS)).sum())
    first, rest = begins % INTERVALS, length % INTERVALS
    steps = np.bincount(first, weights=amounts, minlength=2 * INTERVALS + 1)
    steps -= np.bincount(first + rest, weights=amounts, minlength=2 * INTERVALS + 1)
    levels = np.cumsum(steps)[: 2 * INTERVALS]
    return np.asarray(levels[:INTERVALS] + levels[INTERVALS:] + always, dtype=np.float64)
