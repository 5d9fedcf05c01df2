"""Chapters: whatever question they answer, every format shows their sentences, tables, rows and charts."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from rich.console import Console

from planner.reporting.chapter import Chapter, Chart
from planner.reporting.csv import CSV
from planner.reporting.json import json_text
from planner.reporting.report import Column, Quantity, Report, Table
from planner.reporting.terminal import print_report
from planner.reporting.xlsx import workbook_bytes

TABLE = Table(
    "staffing",
    "Who works when",
    (Column("Shift", numeric=False), Column("Wait", intervals=True), Column("Agents")),
    (
        ("early", Quantity(30.0, 20.0, 40.0, "s"), Quantity(3, unit="whole")),
        ("late", Quantity(60.0, 50.0, 70.0, "s"), Quantity(4, unit="whole")),
    ),
)
CHAPTER = Chapter(
    "How many: people?",
    ("Seven people do.",),
    (TABLE,),
    {"staffing": ({"team": "L1", "agents": 3, "limit": math.inf}, {"team": "L1", "agents": 4, "limit": None})},
    (Chart("column", "Agents by shift", "staffing", 0, (2,)), Chart("scatter", "Wait", "staffing", 2, (1,), labels=0)),
)


@pytest.fixture
def answered(report: Report) -> Report:
    return replace(report, chapters=(CHAPTER,))


def test_that_the_terminal_shows_the_chapter_instead_of_the_scenarios(answered: Report) -> None:
    console = Console(file=io.StringIO(), width=80)
    print_report(answered, console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Seven people do." in said
    assert "Who works when" in said
    assert "Promises" not in said


def test_that_json_has_the_rows_under_their_name_and_no_infinity(answered: Report) -> None:
    found = json.loads(json_text(answered))
    assert found["chapters"] == [{"title": "How many: people?", "sentences": ["Seven people do."]}]
    assert found["staffing"][0] == {"team": "L1", "agents": 3, "limit": None, "infinite": ["limit"]}
    assert found["staffing"][1] == {"team": "L1", "agents": 4, "limit": None}
    assert found["studies"]


def test_that_csv_has_a_file_for_each_name(answered: Report) -> None:
    files = dict(CSV.files(answered))
    rows = list(csv.reader(io.StringIO(files["staffing.csv"].decode("utf-8-sig"))))
    assert rows == [["team", "agents", "limit"], ["L1", "3", "inf"], ["L1", "4", ""]]


def test_that_the_workbook_begins_with_the_chapter_and_its_charts(answered: Report) -> None:
    content = workbook_bytes(answered)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert sheet.title == "How many  people"  # no sheet may have the other letters in its name
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert "Seven people do." in texts
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    # the interval takes two columns of its own, so the agents stand in the fifth
    assert "$E$" in drawn
    assert "Agents by shift" in drawn
