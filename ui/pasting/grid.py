"""Blocks of counts by hour and weekday, either way round, with or without headings, totals and parts of hours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.scenario.profiles import HOURS, MONTHS, WEEKDAYS
from planner.texts import _
from ui.pasting.cells import MINUTES, is_number, minute, number, separators_of, weekday
from ui.pasting.counts import Counts, WrongCountsError
from ui.tables.blocks import Block, turned
from ui.values.numbers import Separators, number_text

_MOST_HEADINGS = 3
_PER_HOUR = {HOURS: 1, 2 * HOURS: 2, 4 * HOURS: 4}
_DAY_OF_MINUTES = HOURS * MINUTES


@dataclass
class _Side:
    """One side of a block: how many lines it has, and what their headings say."""

    size: int
    days: list[int] | None = None
    minutes: list[int] | None = None

    @property
    def is_days(self) -> bool:
        return self.days is not None or (self.minutes is None and self.size == WEEKDAYS)

    @property
    def is_hours(self) -> bool:
        return self.minutes is not None or (self.days is None and self.size in _PER_HOUR)

    def day_of(self, place: int) -> int:
        return place if self.days is None else self.days[place]

    def hour_of(self, place: int) -> int:
        return place // _PER_HOUR[self.size] if self.minutes is None else self.minutes[place] // MINUTES


@dataclass
class _Grid:
    """The numbers of a block and what was found around them."""

    cells: Block
    separators: Separators
    across: _Side = field(default_factory=lambda: _Side(0))
    down: _Side = field(default_factory=lambda: _Side(0))
    left_out: list[str] = field(default_factory=list)


def read(block: Block) -> Counts:
    """The counts of a block; WrongCountsError where it has another shape, or cells that are no counts."""
    grid = _Grid(block, separators_of(cell for row in block for cell in row))
    rows = _take_headings(grid)
    grid.cells = turned(grid.cells)
    columns = _take_headings(grid)
    grid.cells = turned(grid.cells)
    # corners hold the names of rows, which are no headings of columns
    grid.across = _side(rows, len(grid.cells[0]), len(columns))
    grid.down = _side(columns, len(grid.cells), 0)
    _say_headings(grid, len(rows), len(columns))
    _take_totals(grid)
    numbers, empty = _numbers(grid)
    counts = _as_counts(grid, numbers)
    words = [*counts.words, *grid.left_out]
    if empty:
        words.append(_("Empty cells that count as 0: {count}.").format(count=empty))
    return Counts(counts.key, counts.weights, tuple(words), counts.week, counts.mean)


def _take_headings(grid: _Grid) -> list[list[str]]:
    """Take the first rows off as long as they are headings."""
    taken: list[list[str]] = []
    while len(grid.cells) > 1 and len(taken) < _MOST_HEADINGS and _is_heading(grid, is_first=not taken):
        taken.append(grid.cells.pop(0))
    return taken


def _is_heading(grid: _Grid, is_first: bool) -> bool:
    first = grid.cells[0]
    filled = [cell for cell in first if cell]
    if not filled:
        return True
    if sum(not is_number(cell, grid.separators) for cell in filled) * 2 > len(filled):
        return True
    # hours as plain numbers, above more counts than there would be lines for otherwise
    return is_first and _is_count_up(first) and len(grid.cells) - 1 in {WEEKDAYS, 1, WEEKDAYS + 1}


def _is_count_up(cells: Sequence[str]) -> bool:
    """Whether cells number the hours of a day, from 0 or from 1 on, perhaps after one of another kind."""
    numbers = [int(cell) for cell in cells if cell.isdigit()]
    begins = numbers[:1] in ([0], [1])
    return begins and len(numbers) >= HOURS and numbers[:HOURS] == list(range(numbers[0], numbers[0] + HOURS))


def _side(headings: Sequence[Sequence[str]], size: int, skip: int) -> _Side:
    """What the headings of one side say; the last line that names days or times counts."""
    side = _Side(size)
    for line in headings:
        named = list(line)[skip:]
        days, minutes = [weekday(cell) for cell in named], [minute(cell) for cell in named]
        if _are_most(days):
            side = _Side(size, days=[-1 if day is None else day for day in days])
        elif _are_most(minutes):
            side = _Side(size, minutes=[-1 if each is None else each for each in minutes])
    if side.minutes is not None and side.minutes[: HOURS + 1] == [MINUTES * hour for hour in range(1, HOURS)] + [-1]:
        side = _Side(size)  # counted from 1 to 24
    return side


def _are_most(found: Sequence[int | None]) -> bool:
    known = [each for each in found if each is not None]
    return len(known) >= 2 and len(set(known)) == len(known) and len(found) - len(known) <= 1


def _say_headings(grid: _Grid, rows: int, columns: int) -> None:
    if rows:
        grid.left_out.append(_("Rows of headings above the counts: {count}.").format(count=rows))
    if columns:
        grid.left_out.append(_("Columns of headings beside the counts: {count}.").format(count=columns))


def _take_totals(grid: _Grid) -> None:
    """Leave out a last row or column with the sums of the others."""
    for side, words in ((grid.across, _("totals at the right")), (grid.down, _("totals below"))):
        lines = turned(grid.cells) if side is grid.across else grid.cells
        named = side.days if side.days is not None else side.minutes
        is_odd = named is not None and named[-1] < 0
        if len(lines) < 3 or not (is_odd or (side.size - 1 in {WEEKDAYS, *_PER_HOUR} and _are_sums(lines, grid))):
            continue
        lines = lines[:-1]
        grid.cells = turned(lines) if side is grid.across else lines
        side.size -= 1
        side.days = side.days and side.days[:-1]
        side.minutes = side.minutes and side.minutes[:-1]
        grid.left_out.append(_("Left out: {what}.").format(what=words))


def _are_sums(lines: Block, grid: _Grid) -> bool:
    values = [[number(cell, grid.separators) or 0 for cell in line] for line in lines]
    sums = [sum(column) for column in zip(*values[:-1], strict=True)]
    return all(math.isclose(held, total, abs_tol=0.51) for held, total in zip(values[-1], sums, strict=True))


def _numbers(grid: _Grid) -> tuple[list[list[float]], int]:
    numbers: list[list[float]] = []
    empty = 0
    for row, cells in enumerate(grid.cells):
        numbers.append([])
        for column, cell in enumerate(cells):
            value = number(cell, grid.separators)
            if value is None or value < 0:
                message = _("Row {row}, column {column} of the counts has “{text}”, which is no count.")
                raise WrongCountsError(message.format(row=row + 1, column=column + 1, text=cell[:40]))
            numbers[-1].append(value)
            empty += not is_number(cell, grid.separators)
    return numbers, empty


def _as_counts(grid: _Grid, numbers: list[list[float]]) -> Counts:
    down, across = grid.down, grid.across
    if len(numbers) > 1 and len(numbers[0]) > 1:
        if across.is_days and down.is_hours:
            numbers, down, across = [list(column) for column in zip(*numbers, strict=True)], across, down
        if down.is_days and across.is_hours:
            return _week(numbers, down, across)
    elif len(numbers) == 1:
        return _line(numbers[0], across)
    else:
        return _line([row[0] for row in numbers], down)
    raise _wrong_shape(grid)


def _week(numbers: list[list[float]], days: _Side, hours: _Side) -> Counts:
    week = [[0.0] * HOURS for _day in range(WEEKDAYS)]
    for row, cells in enumerate(numbers):
        for column, value in enumerate(cells):
            week[days.day_of(row)][hours.hour_of(column)] += value
    total = sum(map(sum, week))
    words = [_("Read {days} days × {hours}.").format(days=days.size, hours=_hours_text(hours))]
    words += _order_words(days)
    words += _missing_words(days, hours)
    return Counts("by_hour_of_week", tuple(map(tuple, week)), tuple(words), total)


def _line(numbers: list[float], side: _Side) -> Counts:
    if side.is_days:
        week = [0.0] * WEEKDAYS
        for place, value in enumerate(numbers):
            week[side.day_of(place)] += value
        words = (_("Read {days} days.").format(days=side.size), *_order_words(side))
        return Counts("by_weekday", (tuple(week),), words, sum(week))
    if side.minutes is None and side.size == MONTHS:
        # weights say how much the months differ; the mean month is as usual
        mean = sum(numbers) / MONTHS or 1.0
        words = (_("Read {count} months; 1 is the mean month.").format(count=MONTHS),)
        return Counts("by_month", (tuple(value / mean for value in numbers),), words, mean=mean)
    if side.minutes is None and side.size == HOURS * WEEKDAYS:
        rows = [numbers[HOURS * day : HOURS * (day + 1)] for day in range(WEEKDAYS)]
        return _week(rows, _Side(WEEKDAYS), _Side(HOURS))
    if side.is_hours:
        day = [0.0] * HOURS
        for place, value in enumerate(numbers):
            day[side.hour_of(place)] += value
        return Counts("by_hour", (tuple(day),), (_("Read {hours} of a day.").format(hours=_hours_text(side)),))
    raise _wrong_shape(_Grid([[""] * len(numbers)], Separators.local()))


def _hours_text(side: _Side) -> str:
    if side.minutes is not None and len(side.minutes) > 1:
        length = min((b - a) % _DAY_OF_MINUTES for a, b in zip(side.minutes, side.minutes[1:], strict=False))
    else:
        length = MINUTES // _PER_HOUR.get(side.size, 1)
    if length < MINUTES:
        words = _("{count} stretches of {length} minutes, added up by hour")
        return words.format(count=side.size, length=length)
    return _("{count} hours").format(count=side.size)


def _order_words(days: _Side) -> list[str]:
    if days.days is None:
        return [_("Days without names are taken from Monday to Sunday.")]
    if days.days != sorted(days.days):
        return [_("The days were put in order from Monday on.")]
    return []


def _missing_words(days: _Side, hours: _Side) -> list[str]:
    words = []
    if days.size < WEEKDAYS:
        words.append(_("Days that the block does not name count as 0."))
    if hours.minutes is not None and len({each // MINUTES for each in hours.minutes}) < HOURS:
        words.append(_("Hours that the block does not name count as 0."))
    return words


def _wrong_shape(grid: _Grid) -> WrongCountsError:
    rows, columns = len(grid.cells), max(map(len, grid.cells), default=0)
    message = _(
        "Read {rows} × {columns} counts, which are no week. Copy 7 days × 24 hours (either way round, also half-hours"
        " or quarters), 24 hours, 7 days or 12 months; or a list with date, hour and count in each row."
    )
    return WrongCountsError(message.format(rows=number_text(rows), columns=number_text(columns)))
