"""The answer on the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from planner.reporting.report import Column, Quantity, Report, Table
from planner.reporting.terminal import print_report


def shown(report: Report, width: int = 80, encoding: str = "utf-8", *, colour: bool = False) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", newline="")
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False)
    print_report(report, console)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_that_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    assert max(len(line) for line in shown(report, width).splitlines()) <= width


def test_that_the_answer_comes_first_and_assumptions_and_words_come_last(report: Report) -> None:
    text = shown(report)
    places = [text.index(title) for title in ("Answer", "Promises", "People", "What was assumed", "Warnings", "Words")]
    assert places == sorted(places)


WIDE = Table(
    "waits",
    "Waits",
    (
        Column("Segment", numeric=False),
        Column("Channel", numeric=False),
        Column("Tickets"),
        Column("Mean wait", intervals=True),
        Column("Half within"),
        Column("90 % within"),
        Column("Give up"),
    ),
    (
        (
            "Professional",
            "social",
            Quantity(1162.0),
            Quantity(64800.0, 0.0, 417600.0, "s"),
            Quantity(1560.0, unit="s"),
            Quantity(90000.0, unit="s"),
            Quantity(0.061, unit="share"),
        ),
    ),
)


@pytest.mark.parametrize("width", [40, 72, 80])
def test_that_no_cell_of_a_wide_table_is_cut_off(report: Report, width: int) -> None:
    (section,) = report.sections
    text = shown(replace(report, sections=(replace(section, tables=(WIDE,)),)), width)
    assert all(part in text for part in ("Professional", "1,162", "(0–116)", "26 min", "25 h", "6.1 %", "Give up"))


def test_that_a_terminal_too_narrow_for_columns_gets_a_list(report: Report) -> None:
    (section,) = report.sections
    lines = shown(replace(report, sections=(replace(section, tables=(WIDE,)),)), 40).splitlines()
    start = lines.index("Professional, social")
    assert lines[start + 1 : start + 3] == ["  Tickets: 1,162", "  Mean wait: 18 h (0–116)"]


def test_that_verdicts_are_words_without_colour(report: Report) -> None:
    text = shown(report)
    assert "\x1b" not in text
    assert "✓ met" in text
    assert "? not certain" in text


def test_that_names_are_never_read_as_markup_or_control_codes(report: Report) -> None:
    text = shown(replace(report, title="[red]x[/red]\x1b[31m"), colour=True)
    assert "[red]x[/red] [31m" in text


def test_that_a_terminal_of_plain_letters_is_served_too(report: Report) -> None:
    text = shown(replace(report, note="Ünïcödé ✓ 中"), encoding="ascii")
    assert "+ met" in text
    assert "84 % (81-87)" in text
