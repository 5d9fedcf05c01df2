"""Columns of the engine: one machine number an entry, read and written one at a time.

A list keeps a pointer and an object of 24 to 32 bytes for each number; a typed array keeps 8 or 4 bytes, and numpy
reads it without copying. So a run of a million touches fits into a small computer, and whatever else may run the same
script (a compiled loop) reads and writes the same columns.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray


def floats(values: NDArray[np.float64]) -> array[float]:
    """A column of these numbers."""
    column = array("d")
    column.frombytes(np.ascontiguousarray(values, np.float64).view(np.uint8).data)
    return column


def integers(values: NDArray[np.integer]) -> array[int]:
    """A column of these whole numbers, 32 bits each."""
    column = array("i")
    column.frombytes(np.ascontiguousarray(values, np.int32).view(np.uint8).data)
    return column


def same_floats(value: float, size: int) -> array[float]:
    """A column with the same number in each entry."""
    return array("d", (value,)) * size


def same_integers(value: int, size: int) -> array[int]:
    """A column with the same whole number in each entry, 32 bits each."""
    return array("i", (value,)) * size
