"""When needs arise: a Poisson process per quarter-hour whose points keep their identity when the volume changes.

For each quarter-hour a unit Poisson process in *height* is drawn; point k exists when its height is at most the
expected number of contacts. Raising the volume only adds points (thinning seen from the side: Lewis and Shedler,
"Simulation of nonhomogeneous Poisson processes by thinning", 1979).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.distributions import on_grid
from simulation.inputs import QUARTER_HOUR
from simulation.streams import uniforms

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_POINTS = np.uint64(24)  # bits of an address that number the points of a quarter-hour
_HEIGHT_UNIT = 2.0**32  # heights are summed as integers: exact in any order
MOST_PER_QUARTER = 1 << 24


def points(expected: FloatArray, first_quarter: int, height_key: np.uint64) -> tuple[IntArray, NDArray[np.uint64]]:
    """The points of every quarter-hour: its index (0, 1, ...) and the point's address, in order of both.

    ``expected`` (quarter-hours) holds the expected number of points; ``first_quarter`` the number of the first
    quarter-hour, from which addresses are made.
    """
    pending = np.flatnonzero(expected > 0.0)
    found: list[tuple[IntArray, IntArray]] = []
    spread = 3.0
    while len(pending):
        wanted = expected[pending]
        tries = np.minimum(wanted + spread * np.sqrt(wanted) + 2.0, MOST_PER_QUARTER).astype(np.int64)
        quarters = np.repeat(pending, tries)
        begins = np.cumsum(tries) - tries
        numbers = np.arange(len(quarters)) - np.repeat(begins, tries)
        steps = np.rint(-np.log(uniforms(height_key, addresses(quarters, numbers, first_quarter))) * _HEIGHT_UNIT)
        heights = np.cumsum(steps.astype(np.int64))
        heights -= np.repeat(heights[begins] - steps[begins].astype(np.int64), tries)
        limit = (wanted * _HEIGHT_UNIT).astype(np.int64)
        complete = (heights[begins + tries - 1] > limit) | (tries >= MOST_PER_QUARTER)
        exists = (heights <= np.repeat(limit, tries)) & np.repeat(complete, tries)
        found.append((quarters[exists], numbers[exists]))
        pending = pending[~complete]
        spread *= 2.0
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.uint64)
    quarters, numbers = (np.concatenate(parts) for parts in zip(*found, strict=True))
    if len(found) > 1:
        order = np.lexsort((numbers, quarters))
        quarters, numbers = quarters[order], numbers[order]
    return quarters, addresses(quarters, numbers, first_quarter)


def addresses(quarters: IntArray, numbers: IntArray, first_quarter: int) -> NDArray[np.uint64]:
    """The addresses of points: number of the quarter-hour and number of the point in it."""
    return ((quarters + first_quarter).astype(np.uint64) << _POINTS) | numbers.astype(np.uint64)


def moments(quarters: IntArray, places: FloatArray, begin: float) -> FloatArray:
    """Times in seconds of points at ``places`` (0 to 1) of their quarter-hours, the first of which starts at begin."""
    return begin + quarters * QUARTER_HOUR + on_grid(places * QUARTER_HOUR)
