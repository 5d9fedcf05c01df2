"""Lists of counts with a date in each row: date and count, date, hour and count, or moment and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from planner.scenario.profiles import HOURS, WEEKDAYS
from planner.texts import _
from ui.pasting.cells import MINUTES, dates, is_number, minute, number, separators_of
from ui.pasting.counts import Counts, WrongCountsError, place_text
from ui.tables.blocks import Block
from ui.values.numbers import Separators

Row = tuple[int, date, str, list[str]]  # its number, its date, the time behind the date, the cells after it


def is_dated(block: Block) -> bool:
    """Whether most rows of a block begin with a date, below a heading at most."""
    days, _order = dates([row[0] for row in block])
    return max(map(len, block)) > 1 and sum(day is not None for day in days) * 2 > len(days)


def read(block: Block) -> Counts:
    """The mean week of a list of dates; WrongCountsError where the rows have no counts."""
    found, order = dates([row[0] for row in block])
    rows: list[Row] = [(number, *each, block[number][1:]) for number, each in enumerate(found) if each is not None]
    has_heading = found[0] is None
    skipped = [place for place, each in enumerate(found) if each is None and place > 0]
    separators = separators_of(cell for row in rows for cell in row[3])
    has_hours = any(row[2] for row in rows) or _is_hours(rows, separators)
    sums, lost = _sums(rows, separators, has_hours)
    days = sorted({row[1] for row in rows})
    words = [
        _("Read {rows} rows with dates from {first} to {last}, written as {order}.").format(
            rows=len(rows), first=days[0].isoformat(), last=days[-1].isoformat(), order=order
        )
    ]
    if has_heading:
        words.append(_("Left out: the row of headings."))
    if skipped:
        words.append(
            _("Rows without a date, left out: {count} (row {rows}).").format(
                count=len(skipped), rows=place_text(skipped)
            )
        )
    if lost:
        words.append(
            _("Rows without a count, left out: {count} (row {rows}).").format(count=len(lost), rows=place_text(lost))
        )
    return _mean_week(sums, days, has_hours, words)


def _is_hours(rows: Sequence[Row], separators: Separators) -> bool:
    """Whether the second column tells the hour, and not the count."""
    columns = min(len(row[3]) for row in rows)
    if columns < 2:
        return False
    hours = [minute(row[3][0]) for row in rows]
    plain = all(is_number(row[3][0], separators) for row in rows)
    if any(hour is None for hour in hours):
        return False
    # plain numbers are hours where one date has several of them
    return not plain or len({row[1] for row in rows}) < len(rows)


def _sums(
    rows: Sequence[Row], separators: Separators, has_hours: bool
) -> tuple[dict[tuple[date, int], float], list[int]]:
    sums: dict[tuple[date, int], float] = defaultdict(float)
    lost: list[int] = []
    for place, day, time, cells in rows:
        in_cell = has_hours and not time
        begins = minute(time) if time else minute(cells[0]) if in_cell else 0
        counts = [number(cell, separators) for cell in cells[in_cell:] if cell]
        known = [count for count in counts if count is not None and count >= 0]
        if begins is None or not known:
            lost.append(place)
            continue
        sums[day, begins // MINUTES] += sum(known)
    if not sums:
        raise WrongCountsError(_("The rows have dates, but no counts beside them."))
    return sums, lost


def _mean_week(sums: dict[tuple[date, int], float], days: Sequence[date], has_hours: bool, words: list[str]) -> Counts:
    """The mean of each weekday; a date that is missing between the first and the last had no contacts."""
    length = (days[-1] - days[0]).days + 1
    on = [sum((days[0] + timedelta(days=each)).weekday() == day for each in range(length)) for day in range(WEEKDAYS)]
    week = [[0.0] * HOURS for _day in range(WEEKDAYS)]
    for (day, hour), count in sums.items():
        week[day.weekday()][hour] += count / on[day.weekday()]
    total = sum(map(sum, week))
    if length > WEEKDAYS:
        words.append(_("Taken is the mean week of {days} days.").format(days=length))
    if length > len(days):
        gaps = length - len(days)
        words.append(_("Dates in between that the list does not name count as 0: {count}.").format(count=gaps))
    if not all(on):
        words.append(_("Weekdays that the list does not reach count as 0."))
    if has_hours:
        return Counts("by_hour_of_week", tuple(map(tuple, week)), tuple(words), total)
    return Counts("by_weekday", (tuple(sum(day) for day in week),), tuple(words), total)
