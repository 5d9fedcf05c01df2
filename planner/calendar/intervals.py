"""Arrays of intervals: merging those that touch, cutting them at given moments."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def merge_intervals(starts: FloatArray, ends: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The union of intervals ``[starts, ends)`` in any order, as sorted intervals apart from each other.

    Intervals that touch become one; those that end no later than they begin are dropped.
    """
    kept = ends > starts
    order = np.argsort(starts[kept], kind="stable")
    begins, reach = starts[kept][order], np.maximum.accumulate(ends[kept][order])
    if not len(begins):
        return begins, reach
    first = np.concatenate(([True], begins[1:] > reach[:-1]))
    last = np.concatenate((first[1:], [True]))
    return begins[first], reach[last]


def split_at(cuts: FloatArray, begins: FloatArray, ends: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """Cut intervals at sorted moments: the row that each piece comes from, where it begins and where it ends.

    Pieces keep the order of the rows; intervals that end no later than they begin give none.
    """
    first = np.searchsorted(cuts, begins, side="right")
    last = np.searchsorted(cuts, ends, side="left")
    counts = np.where(ends > begins, last - first + 1, 0)
    rows = np.repeat(np.arange(len(begins)), counts)
    before = np.concatenate(([0], np.cumsum(counts)[:-1])) if len(counts) else counts
    number = np.arange(len(rows)) - before[rows]
    padded = np.append(cuts, np.inf)
    piece_begins = np.where(number == 0, begins[rows], padded[first[rows] + number - 1])
    piece_ends = np.where(number == counts[rows] - 1, ends[rows], padded[first[rows] + number])
    return rows, piece_begins, piece_ends
