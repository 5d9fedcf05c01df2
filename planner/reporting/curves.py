"""The neutral part of a report about a sweep: its axes, its points, and how each figure moves along them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.reporting.report import Quantity, Table, Unit


@dataclass(frozen=True, slots=True)
class SweepAxis:
    """A place of the plan and its values: as plain data, as texts, and as numbers where they have a scale.

    ``label`` is the shortest name of the place that tells the axes apart; ``unit`` belongs to ``numbers``.
    """

    address: str
    label: str
    values: tuple[Any, ...]
    texts: tuple[str, ...]
    numbers: tuple[float, ...] | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """A point: its values by address, their places on the axes, and how many of its promises are met and missed."""

    scenario: str
    values: Mapping[str, Any]
    places: tuple[int, ...]
    promises: int
    met: int
    missed: int


@dataclass(frozen=True, slots=True)
class SweepRow:
    """One figure at one point as it leaves the program, and its difference to the reference."""

    scenario: str
    values: Mapping[str, Any]
    metric: str
    unit: str
    by: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Curve:
    """How one figure moves: its estimate at each point that was simulated, and what was promised of it.

    ``table`` says the same in words: along one axis a row for each value, over two a row and a column for each.
    """

    title: str
    unit: Unit
    points: tuple[Quantity, ...]
    table: Table
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class SweepSection:
    """All that is said about a sweep; ``sentences`` answer first.

    ``reference`` is the point that the others are compared with; ``own`` says whether it is the plan as it stands.
    ``note`` says how to read the differences.
    """

    scenario: str
    reference: str
    own: bool
    axes: tuple[SweepAxis, ...]
    points: tuple[SweepPoint, ...]
    sentences: tuple[str, ...]
    overview: Table
    curves: tuple[Curve, ...]
    rows: tuple[SweepRow, ...]
    note: str = ""
