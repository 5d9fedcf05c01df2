"""The answer on the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from planner.reporting.report import Report
from planner.reporting.terminal import print_report


def shown(report: Report, width: int = 80, encoding: str = "utf-8", *, colour: bool = False) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", newline="")
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False)
    print_report(report, console)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [80, 120])
def test_that_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    assert max(len(line) for line in shown(report, width).splitlines()) <= width


def test_that_the_answer_comes_first_and_assumptions_and_words_come_last(report: Report) -> None:
    text = shown(report)
    places = [text.index(title) for title in ("Answer", "Promises", "People", "What was assumed", "Warnings", "Words")]
    assert places == sorted(places)


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
