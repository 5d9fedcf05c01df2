"""Curves drawn with letters: a line for each value, a dot for the estimate, a bar for its interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeGuard

from planner.reporting.curves import Curve
from planner.reporting.report import Column, Quantity, Table

WIDTH = 16
DOT, BAR, LIMIT, GROUND = "●", "─", "│", "·"


def with_plot(curve: Curve) -> Table:
    """The table of a curve along one axis with the curve drawn beside its values."""
    lines = plot(curve.points, curve.limit)
    columns = (curve.table.columns[0], Column("", numeric=False), *curve.table.columns[1:])
    rows = tuple((row[0], line, *row[1:]) for row, line in zip(curve.table.rows, lines, strict=True))
    return replace(curve.table, columns=columns, rows=rows)


def plot(points: Sequence[Quantity], limit: float | None = None, width: int = WIDTH) -> list[str]:
    """A line of text for each estimate, all on one scale from the lowest to the highest number among them."""
    numbers = [number for point in points for number in (point.value, point.low, point.high) if _is_drawn(number)]
    if limit is not None:
        numbers.append(limit)
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)

    def place(number: float) -> int:
        share = (min(max(number, low), high) - low) / (high - low) if high > low else 0.0
        return round(share * (width - 1))

    return [_line(point, None if limit is None else place(limit), place, width) for point in points]


def _is_drawn(number: float | None) -> TypeGuard[float]:
    return number is not None and math.isfinite(number)


def _line(point: Quantity, limit: int | None, place: Callable[[float], int], width: int) -> str:
    """The ground, the promised mark, the interval over it, and the dot on top."""
    signs = [GROUND] * width
    if limit is not None:
        signs[limit] = LIMIT
    if point.value is None:
        return "".join(signs)
    low, high = (
        place(number)
        for number in (
            point.value if point.low is None else point.low,
            point.value if point.high is None else point.high,
        )
    )
    for cell in range(low, high + 1):
        signs[cell] = BAR
    signs[place(point.value)] = DOT
    return "".join(signs)
