"""A chapter of the report: what one question was answered with. Every writer knows how to show any chapter.

A new kind of question (staffing, opening hours, levels, growth, avoidable cost ...) builds a chapter in a file of
``content/``; nothing else needs to be written for the terminal, JSON, CSV and the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planner.reporting.report import Table

PlainRow = Mapping[str, str | float | int | bool | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart of the workbook over the columns of a table, by their places.

    ``across`` holds the categories (or the numbers along the first axis of a scatter chart), each of ``series`` a row
    of columns or dots with its column's heading as name.
    """

    kind: Literal["column", "line", "scatter"]
    title: str
    table: str  # key of the table
    across: int
    series: tuple[int, ...]
    joined: bool = True  # the dots of a scatter chart by lines
    labels: int | None = None  # the column whose texts stand at the dots of a scatter chart


@dataclass(frozen=True, slots=True)
class Chapter:
    """``sentences`` first, then ``tables``; ``rows`` are tidy rows for programs, by the name that they have there.

    All rows of a name have the same keys. JSON holds them under their names, CSV in a file for each name.
    """

    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    rows: Mapping[str, Sequence[PlainRow]] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
