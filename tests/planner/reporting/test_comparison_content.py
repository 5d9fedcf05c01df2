"""What is said about differences between scenarios, and how a workbook shows them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from planner.comparison import Change, Comparison, Difference, Outcome
from planner.reporting import Report
from planner.reporting.building import report_of
from planner.reporting.content.comparison import comparison_section
from planner.reporting.content.findings import Findings
from planner.reporting.report import ComparisonSection, Quantity, Table
from planner.reporting.xlsx import workbook_bytes
from planner.scenario import Plan
from planner.study import Study

OTHER = "No late shift"
MORE = {("margin_after_support", ""): (9000.0, 8900.0, 9100.0), ("abandonment_rate", ""): (0.03, 0.025, 0.034)}
LATE = {"tier": "L1", "shifts": {"late": {"agents": 1, "breaks": [{"after": "2 h"}]}}}


def difference(metric: str, numbers: tuple[float, ...], outcome: Outcome, **by: str) -> Difference:
    baseline, other, value, low, high = numbers
    return Difference(metric, by, baseline, other, value, low, high, 0.001, outcome)


COMPARISON = Comparison(
    "Base", OTHER, 20, 0.95, 4,
    (Change("teams.Day.shifts.day.agents", 5, 6), Change("teams.Late", LATE, None)),
    (
        difference("cost_total_per_month", (25764.6, 21000.0, -4764.6, -4800.0, -4700.0), Outcome.BETTER),
        difference("margin_after_support", (9000.0, 8000.0, -1000.0, -1100.0, -900.0), Outcome.WORSE),
        difference("abandonment_rate", (0.03, 0.05, 0.02, 0.015, 0.025), Outcome.WORSE),
        difference("abandonment_rate", (0.03, 0.05, 0.02, 0.015, 0.025), Outcome.WORSE, segment="Pro"),
    ),
)  # fmt: skip


@pytest.fixture
def section(find: Callable[..., Findings]) -> ComparisonSection:
    return comparison_section(COMPARISON, "EUR", {"Base": find(MORE), OTHER: find(MORE, OTHER)})


def table(section: ComparisonSection, key: str) -> Table:
    return next(table for table in section.tables if table.key == key)


def test_that_the_sentence_tells_the_time_of_each_amount_and_how_sure_it_is(section: ComparisonSection) -> None:
    assert section.sentence == (
        "“No late shift” saves 4,765 EUR (4,700–4,800) a month, but loses 2.0 points (1.5–2.5) more of the waiting and"
        " leaves 1,000 EUR (900–1,100) less margin in 4 weeks."
    )


def test_that_figures_name_their_time_and_currency_and_have_intervals(section: ComparisonSection) -> None:
    rows = {row[0]: row for row in table(section, "comparison").rows}
    assert list(rows) == ["Cost a month, EUR", "Margin after support, 4 weeks, EUR", "Abandonment"]
    assert rows["Margin after support, 4 weeks, EUR"][1] == Quantity(9000.0, 8900.0, 9100.0, "money")
    assert rows["Abandonment"][3] == Quantity(0.02, 0.015, 0.025, "points", signed=True)


def test_that_a_figure_of_other_replications_has_no_interval_of_theirs(section: ComparisonSection) -> None:
    rows = {row[0]: row for row in table(section, "comparison").rows}
    assert rows["Abandonment"][2] == Quantity(0.05, unit="share")


def test_that_a_part_that_is_gone_is_listed_key_by_key(section: ComparisonSection) -> None:
    assert table(section, "changes").rows == (
        ("teams.Day.shifts.day.agents", "5", "6"),
        ("teams.Late.tier", "L1", "–"),
        ("teams.Late.shifts.late.agents", "1", "–"),
        ("teams.Late.shifts.late.breaks", "[{ after = 2 h }]", "–"),
    )
    assert [row.address for row in section.changes] == ["teams.Day.shifts.day.agents", "teams.Late"]


@pytest.fixture
def compared(plan: Plan, study: Study, find: Callable[..., Findings]) -> Report:
    other = replace(study, scenario=plan.scenario(OTHER))
    return report_of(plan, [study, other], [find(MORE), find(MORE, OTHER)], [COMPARISON])


def rows_of(report: Report, sheet: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))
    return [[cell for cell in row if cell.value is not None] for row in book[sheet].iter_rows()]


def test_that_differences_are_numbers_in_the_workbook_with_sign_and_unit(compared: Report) -> None:
    rows = {row[0].value: row[1:] for row in rows_of(compared, "Comparison") if len(row) > 5}
    cost, lost = rows["Cost a month, EUR"], rows["Abandonment"]
    assert [cell.value for cell in rows["Figure"]] == [
        "Base", "from", "to", OTHER, "Difference", "from", "to", "Verdict",
    ]  # fmt: skip
    assert [cell.value for cell in cost[-4:]] == [-4764.6, -4800.0, -4700.0, "✓ better"]
    assert cost[-4].number_format == "+#,##0;-#,##0;0"
    assert [cell.value for cell in lost[-4:-1]] == pytest.approx([2.0, 1.5, 2.5])
    assert lost[-4].number_format == '+0.0" points";-0.0" points";0" points"'


def test_that_the_summary_begins_with_what_differs(compared: Report) -> None:
    said = [row[0].value for row in rows_of(compared, "Summary") if row]
    places = [said.index(text) for text in ("Answer", "Scenarios beside each other", "Base", OTHER)]
    assert places == sorted(places)
    assert said[places[0] + 1] == compared.comparisons[0].sentence
    assert "Promises" not in said


def test_that_no_text_of_the_overview_is_wider_than_its_column(compared: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(compared)))["Summary"]
    heading = next(row for row in sheet.iter_rows() if row[1].value == "Base")
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in heading if cell.value]
    assert min(widths) >= len("? not certain")
