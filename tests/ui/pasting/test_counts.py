"""Counts from spreadsheets: each layout that people copy is understood, with a word on what was changed or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import QLocale

from planner.errors import PlannerError
from ui.pasting.counts import Counts, WrongCountsError, read_counts

WEEK = [[24 * day + hour for hour in range(24)] for day in range(7)]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
HOURS = [f"{hour:02d}:00" for hour in range(24)]
HALF_HOURS = [f"{minute // 60}:{minute % 60:02d}" for minute in range(0, 1440, 30)]
HALVES = [[count / 2 for count in row for _half in range(2)] for row in WEEK]
QUARTERS = [[count / 4 for count in row for _quarter in range(4)] for row in WEEK]
NAMED = [["", *HOURS], *([name, *row] for name, row in zip(DAYS, WEEK, strict=True))]
MONDAY = date(2026, 9, 7)


@pytest.fixture(params=[QLocale.Language.English, QLocale.Language.German], ids=["English", "German"], autouse=True)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


def text_of(block: Sequence[Sequence[object]]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in block)


def turned(block: Sequence[Sequence[object]]) -> list[list[object]]:
    return [list(column) for column in zip(*block, strict=True)]


def read(block: Sequence[Sequence[object]]) -> Counts:
    return read_counts(text_of(block))


WITH_TOTALS = [[*row, sum(row[1:]) if at else "Total"] for at, row in enumerate(NAMED)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "block",
    [
        WEEK,
        turned(WEEK),
        NAMED,
        turned(NAMED),
        [["Tickets of 2026", *[""] * 24], *NAMED],
        [["", *range(24)], *NAMED[1:]],
        [["", *range(1, 25)], *NAMED[1:]],
        WITH_TOTALS,
        turned(WITH_TOTALS),
        [[*row, sum(row)] for row in WEEK],
        HALVES,
        turned(HALVES),
        QUARTERS,
        turned([["", *HALF_HOURS], *([name, *row] for name, row in zip(DAYS, HALVES, strict=True))]),
        [NAMED[0], NAMED[7], *NAMED[1:7]],
        [[count] for row in WEEK for count in row],
    ],
    ids=[
        "days down",
        "hours down",
        "named",
        "named, hours down",
        "with a title",
        "hours as numbers",
        "hours from 1 to 24",
        "totals",
        "totals below",
        "totals without a name",
        "half-hours",
        "half-hours down",
        "quarters",
        "half-hours named and down",
        "from Sunday on",
        "one column",
    ],
)
def test_that_a_week_is_read_in_every_layout(block: Sequence[Sequence[object]]) -> None:
    counts = read(block)
    assert counts.key == "by_hour_of_week"
    assert counts.plain == WEEK
    assert counts.week == sum(map(sum, WEEK))
    assert counts.words[0].startswith("Read 7 days × ")


def test_that_numbers_are_read_in_the_way_of_writing_of_the_block() -> None:
    german = read([[f"1.{count:03d},5" for count in row] for row in WEEK])
    english = read([[f"1,{count:03d}.5" for count in row] for row in WEEK])
    assert german.plain == english.plain == [[1000.5 + count for count in row] for row in WEEK]


def test_that_one_doubtless_number_decides_for_the_doubtful_ones() -> None:
    block = [["1.234"] * 24 for _day in range(7)]
    block[3][5] = "0,5"
    assert read(block).plain[0][0] == 1234


def test_that_what_was_changed_or_left_out_is_told() -> None:
    words = " ".join(read(WITH_TOTALS).words)
    assert "headings above the counts: 1" in words
    assert "totals at the right" in words
    assert "Monday to Sunday" in " ".join(read(WEEK).words)
    assert "in order from Monday" in " ".join(read([NAMED[0], NAMED[7], *NAMED[1:7]]).words)
    assert "30 minutes, added up" in " ".join(read(HALVES).words)


def test_that_hours_and_days_that_are_not_named_count_as_none() -> None:
    counts = read([["", *HOURS[8:18]], *([DAYS[day], *WEEK[day][8:18]] for day in range(5))])
    assert counts.plain[6] == [0] * 24
    assert counts.plain[4][8:18] == WEEK[4][8:18]
    assert sum("count as 0" in words for words in counts.words) == 2


def test_that_empty_cells_count_as_none() -> None:
    block: list[list[object]] = [list(row) for row in WEEK]
    block[2][3] = ""
    assert read(block).plain[2][3] == 0
    assert "Empty cells that count as 0: 1." in read(block).words


@pytest.mark.parametrize(
    ("block", "key", "first"),
    [
        ([[hour] for hour in range(24)], "by_hour", 0),
        ([[HOURS[hour], 5 + hour] for hour in range(24)], "by_hour", 5),
        ([[1, 2, 3, 4, 5, 6, 7]], "by_weekday", 1),
        ([DAYS, [1, 2, 3, 4, 5, 6, 7]], "by_weekday", 1),
        ([[500] for _month in range(12)], "by_month", 1),
    ],
)
def test_that_single_lines_are_hours_weekdays_or_months(
    block: Sequence[Sequence[object]], key: str, first: float
) -> None:
    counts = read(block)
    assert (counts.key, counts.plain[0][0]) == (key, first)


def day_text(day: date, form: str) -> str:
    return day.strftime(form)


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%y"])
def test_that_a_list_of_dates_and_hours_is_read(form: str) -> None:
    # two weeks, so that days above 12 tell days from months
    days = [MONDAY + timedelta(days=number) for number in range(14)]
    block = [["Date", "Hour", "Tickets"]]
    block += [[day.strftime(form), f"{hour}:00", str(WEEK[day.weekday()][hour])] for day in days for hour in range(24)]
    counts = read(block)
    assert counts.plain == WEEK
    assert counts.week == sum(map(sum, WEEK))
    assert "2026-09-07 to 2026-09-20" in counts.words[0]
    assert any("mean week of 14 days" in words for words in counts.words)


def test_that_moments_in_one_cell_and_plain_hours_are_read() -> None:
    moments = [[f"2026-09-07 {hour:02d}:30", hour] for hour in range(24)]
    plain = [["2026-09-07", hour, hour] for hour in range(24)]
    assert read(moments).plain[0] == read(plain).plain[0] == list(range(24))


def test_that_daily_counts_become_weekdays_and_rows_without_a_date_are_told() -> None:
    rows = [[(MONDAY + timedelta(days=number)).isoformat(), 10 + number] for number in range(7)]
    counts = read([["Day", "Count"], *rows, ["Total", 91]])
    assert (counts.key, counts.plain[0]) == ("by_weekday", [10, 11, 12, 13, 14, 15, 16])
    assert "Rows without a date, left out: 1 (row 9)." in counts.words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (text_of([[1, 2, 3]] * 3), "3 × 3 counts"),
        (text_of([[0] * 24] * 7), "are 0"),
        (text_of([[-1] * 24] * 7), "no count"),
        (text_of([*WEEK[:6], ["n/a", *WEEK[6][1:]]]), "Row 7, column 1 of the counts has “n/a”"),
        (text_of([["2026-09-07", "many"]] * 5), "no counts beside"),
    ],
)
def test_that_everything_else_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(WrongCountsError) as caught:
        read_counts(text)
    assert reason in str(caught.value)


@pytest.mark.parametrize("text", ['"' + "a\t1\n" * 40_000, '"' + "a;1\n" * 40_000])
def test_that_a_quotation_mark_without_an_end_is_refused_in_words(text: str) -> None:
    with pytest.raises(PlannerError, match="quotation mark"):
        read_counts(text)
