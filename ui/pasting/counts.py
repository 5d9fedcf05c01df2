"""Counts from a spreadsheet as weights of a profile: a week, a day, weekdays or months, or a list of dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.errors import PlannerError
from planner.texts import _
from ui.tables.blocks import Block, parse_block, quoted_rows
from ui.values.numbers import tidy


class WrongCountsError(PlannerError):
    """A block that is not counts by hour, weekday, month, hour of the week or date."""


@dataclass(frozen=True)
class Counts:
    """What a block says: weights for one key of a profile, contacts a week where it tells them, and words on it."""

    key: str
    weights: tuple[tuple[float, ...], ...]
    words: tuple[str, ...]  # what was read, what was changed, what was left out
    week: float | None = None
    mean: float | None = None  # of counts by month, whose weights are factors on their mean

    @property
    def plain(self) -> list[list[int | float]]:
        """The weights as a plan writes them."""
        return [[tidy(weight) for weight in row] for row in self.weights]


def read_counts(text: str) -> Counts:
    """The counts in a text from a spreadsheet; WrongCountsError with the reason where there are none."""
    from ui.pasting import dated, grid

    block = cells_of(text)
    if not block:
        raise WrongCountsError(_("The clipboard is empty. Copy the counts in your spreadsheet first."))
    counts = dated.read(block) if dated.is_dated(block) else grid.read(block)
    if not sum(map(sum, counts.weights)) > 0:
        raise WrongCountsError(_("All counts are 0."))
    return counts


def cells_of(text: str) -> Block:
    """The cells of a text as rows of the same length, without empty rows and columns around them."""
    rows = parse_block(text)
    if max(map(len, rows)) == 1 and all(";" in row[0] for row in rows if row[0].strip()):
        rows = quoted_rows((row[0] for row in rows), ";")
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    # an empty column in the middle may be an hour without contacts
    return [row[kept[0] : kept[-1] + 1] for row in rows] if kept else []


def place_text(rows: Sequence[int], limit: int = 3) -> str:
    """A few numbers of rows in words: "5, 9, 12 …"."""
    return ", ".join(str(row + 1) for row in rows[:limit]) + (" …" if len(rows) > limit else "")
