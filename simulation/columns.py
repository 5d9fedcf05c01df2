"""Columns: what the script, the engine and the records are made of, one machine number an entry.

Whole numbers have 32 bits where there is one for each touch: half the memory of numpy's own choice, and enough for two
thousand million rows. The engine reads and writes entry by entry; there a typed array keeps 4 or 8 bytes where a list
keeps up to 32, and numpy reads it without copying. So a run of a million touches fits into a small computer, and
whatever else may run the same script (a compiled loop) reads and writes the same columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

INDEX = np.int32
IntArray = NDArray[np.integer[Any]]  # of any width: rows and codes of temporary arrays are numpy's own 64 bits


Column = TypeVar("Column", bound=NDArray[Any])


def reordered(column: Column, order: IntArray) -> Column:
    """The column's entries in another order. A column of zeros is made anew: it takes no memory until it is written."""
    if not column.any():
        return cast(Column, np.zeros(len(order), column.dtype))
    return cast(Column, column[order])


def joined(parts: Sequence[Column]) -> Column:
    """Parts of a column as one; zeros as in :func:`reordered`."""
    if not any(part.any() for part in parts):
        return cast(Column, np.zeros(sum(len(part) for part in parts), parts[0].dtype))
    return cast(Column, np.concatenate(parts))


def floats(values: NDArray[np.float64]) -> array[float]:
    """A column of these numbers."""
    column = array("d")
    column.frombytes(np.ascontiguousarray(values, np.float64).view(np.uint8).data)
    return column


def integers(values: IntArray) -> array[int]:
    """A column of these whole numbers, 32 bits each."""
    column = array("i")
    column.frombytes(np.ascontiguousarray(values, INDEX).view(np.uint8).data)
    return column


def same_floats(value: float, size: int) -> array[float]:
    """A column with the same number in each entry."""
    return array("d", (value,)) * size


def same_integers(value: int, size: int) -> array[int]:
    """A column with the same whole number in each entry, 32 bits each."""
    return array("i", (value,)) * size
