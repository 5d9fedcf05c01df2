"""Values with codes, and their totals over the cells of a split in each replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from planner.facts.frame import Dimension, Frame, Split
from simulation.columns import IntArray

if TYPE_CHECKING:
    from planner.facts.facts import Facts

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]


def cell_count(sizes: Mapping[Dimension, int], split: Split) -> int:
    """How many cells a split has."""
    count = 1
    for dimension in split:
        count *= sizes[dimension]
    return count


@dataclass(frozen=True, eq=False)
class Codes:
    """The member of each dimension that rows belong to (-1: none); dimensions that are not given are not known."""

    sizes: Mapping[Dimension, int]
    columns: Mapping[Dimension, IntArray]
    rows: int
    _cells: dict[Split, IntArray] = field(default_factory=dict, repr=False)

    def known(self, split: Split) -> Split:
        """The dimensions of the split that these codes know."""
        return tuple(dimension for dimension in split if dimension in self.columns)

    def cells(self, split: Split) -> IntArray:
        """The cell of each row in a split of known dimensions; -1 where a row belongs to no member of one."""
        if split not in self._cells:
            self._cells[split] = self._cells_of(split)
        return self._cells[split]

    def _cells_of(self, split: Split) -> IntArray:
        cells = np.zeros(self.rows, dtype=np.int64)
        outside = np.zeros(self.rows, dtype=np.bool_)
        for dimension in split:
            column = self.columns[dimension]
            cells = cells * self.sizes[dimension] + column
            outside |= column < 0
        cells[outside] = -1
        return cells

    def take(self, rows: IntArray) -> Codes:
        """The codes of some rows."""
        return Codes(self.sizes, {name: column[rows] for name, column in self.columns.items()}, len(rows))

    def without(self, dimension: Dimension) -> Codes:
        """These codes with a dimension unknown, so that totals belong whole to each of its members."""
        columns = {name: column for name, column in self.columns.items() if name != dimension}
        return Codes(self.sizes, columns, self.rows)

    def with_columns(self, columns: Mapping[Dimension, IntArray]) -> Codes:
        """These codes with some dimensions added or replaced."""
        return Codes(self.sizes, {**self.columns, **columns}, self.rows)


class Summable(Protocol):
    """What can be added up over the cells of a split."""

    def totals(self, split: Split) -> FloatArray:
        """The total of each cell."""
        ...

    def knows(self, split: Split) -> bool:
        """Whether it can tell the members of every dimension of the split apart."""
        ...


def sums(places: IntArray, values: FloatArray, count: int) -> FloatArray:
    """The sum of the values at each of ``count`` places."""
    added: FloatArray = np.bincount(places, weights=values, minlength=count).astype(np.float64, copy=False)
    return added


@dataclass(frozen=True, eq=False)
class Part:
    """Values with the codes of their rows.

    Where a dimension of a split is not known, the whole belongs to each of its members: so costs by team are divided
    by all tickets, and waiting by tier by all resolved tickets.
    """

    codes: Codes
    values: FloatArray

    @classmethod
    def of(cls, codes: Codes, values: FloatArray | FlagArray) -> Part:
        """Values to be added up: flags count as 0 and 1; what is missing or infinite counts as nothing."""
        numbers = values.astype(np.float64)
        return cls(codes, np.where(np.isfinite(numbers), numbers, 0.0))

    def knows(self, split: Split) -> bool:
        """Whether the codes know every dimension of the split."""
        return self.codes.known(split) == split

    def totals(self, split: Split) -> FloatArray:
        """The total of each cell."""
        known = self.codes.known(split)
        sizes = self.codes.sizes
        count = cell_count(sizes, known)
        # Cell 0 takes the rows that belong nowhere.
        totals = sums(self.codes.cells(known) + 1, self.values, count + 1)[1:]
        if known == split:
            return totals
        shape = [sizes[dimension] if dimension in known else 1 for dimension in split]
        whole = [sizes[dimension] for dimension in split]
        spread: FloatArray = np.broadcast_to(totals.reshape(shape), whole).ravel()
        return spread

    @cached_property
    def order(self) -> IntArray:
        """The rows in ascending order of their values."""
        return np.argsort(self.values, kind="stable")


def single(frame: Frame, value: float) -> Part:
    """A value that belongs whole to every cell."""
    return Part(Codes(frame.sizes, {}, 1), np.array([value]))


def concatenated(parts: Iterable[Part]) -> Part:
    """The rows of several parts; a dimension is known when all of them know it."""
    listed = list(parts)
    known = [name for name in listed[0].codes.columns if all(name in part.codes.columns for part in listed)]
    columns = {name: np.concatenate([part.codes.columns[name] for part in listed]) for name in known}
    values = np.concatenate([part.values for part in listed])
    return Part(Codes(listed[0].codes.sizes, columns, len(values)), values)


Amount = Callable[["Facts"], Summable]
P = TypeVar("P", bound=Summable)


def computed_once(amount: Callable[[Facts], P]) -> Callable[[Facts], P]:
    """The amount, worked out once for each replication however many figures are made of it."""
    known: WeakKeyDictionary[Facts, P] = WeakKeyDictionary()

    @wraps(amount)
    def remembered(facts: Facts) -> P:
        if facts not in known:
            known[facts] = amount(facts)
        return known[facts]

    return remembered


class Totals:
    """The totals of amounts over the cells of splits, replication by replication."""

    def __init__(self, wanted: Iterable[tuple[Amount, Split]]) -> None:
        self._splits: dict[Amount, list[Split]] = {}
        for amount, split in dict.fromkeys(wanted):
            self._splits.setdefault(amount, []).append(split)
        self._totals: dict[tuple[Amount, Split], list[FloatArray]] = {
            (amount, split): [] for amount, splits in self._splits.items() for split in splits
        }

    def add(self, facts: Facts) -> None:
        """Add up one more replication."""
        for amount, splits in self._splits.items():
            part = amount(facts)
            for split in splits:
                self._totals[amount, split].append(part.totals(split))

    def of(self, amount: Amount, split: Split) -> FloatArray:
        """The totals of an amount: replications x cells."""
        return np.array(self._totals[amount, split])
