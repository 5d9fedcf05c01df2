"""The bill of the workbook: worked out anew from its formulas, it is the bill of the report, and follows its inputs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest

from planner.reporting import Report, build_report
from planner.reporting.xlsx import workbook_bytes
from planner.scenario.files import load_plan_text
from planner.study import run_study
from tests.planner.story import PLAN

COSTS = """
[costs]
on_costs = 0.2
overtime_premium = 0.25
seat_per_agent_month = 240.0
managers = { one_per_agents = 8.0, cost_per_month = 6000.0 }
night = { span = "16:00-20:00", premium = 0.5 }
"""
CERTAIN = PLAN.replace('patience = "2 min"', 'patience = "2 min"\ncost_per_contact = 0.5') + COSTS
RANGES = (
    CERTAIN.replace("cost_per_hour = 10.0", "cost_per_hour = { low = 10.0, likely = 20.0, high = 60.0 }")
    .replace("on_costs = 0.2", "on_costs = { low = 0.1, likely = 0.2, high = 0.5 }")
    .replace("hours_per_week = 20", "hours_per_week = { low = 18, likely = 20, high = 30 }")
    .replace("seat_per_agent_month = 240.0", "seat_per_agent_month = { low = 0.0, likely = 0.0, high = 400.0 }")
    .replace("premium = 0.5", "premium = { low = 0.0, likely = 0.0, high = 0.5 }")
    .replace("one_per_agents = 8.0", "one_per_agents = { low = 5.0, likely = 8.0, high = 12.0 }")
)
MONTHS = 7 / (365.25 / 12)  # of the one week of the plan
HOURS = 40.0  # of a full-time week in the first team


@cache
def report_of_plan(text: str) -> Report:
    plan = load_plan_text(text)
    return build_report(plan, [run_study(plan.base, replications=4, workers=1)])


def sheets_of(report: Report) -> tuple[Any, Any]:
    """The sheet with its formulas, and with the numbers that were written beside them."""
    # the rows of all metrics are not looked at, and would take most of the time
    content = workbook_bytes(replace(report, sections=tuple(replace(part, metrics=()) for part in report.sections)))
    books = [openpyxl.load_workbook(io.BytesIO(content), data_only=shown) for shown in (False, True)]
    return books[0]["Teams and cost"], books[1]["Teams and cost"]


class Bill:
    """The sheet of the calculation, with its formulas worked out by Python and inputs that can be changed."""

    def __init__(self, report: Report) -> None:
        self.sheet, self.shown = sheets_of(report)
        self.changed: dict[str, float] = {}
        labels = [cell for cell in self.sheet["A"] if isinstance(cell.value, str)]
        self.top = next(cell.row for cell in labels if cell.value.startswith("What if"))
        self.rows = {cell.value: cell.row for cell in labels if cell.row > self.top}
        self.columns = {cell.value: cell.column_letter for cell in self.sheet[self.rows["Team"]] if cell.value}

    def at(self, row: str, column: str = "Cost") -> str:
        """Where a number stands: by its row and column, or a rate by its name."""
        return f"{self.columns[column]}{self.rows[row]}"

    def rate(self, name: str) -> str:
        return f"B{self.rows[name]}"

    def value(self, coordinate: str) -> float:
        if coordinate in self.changed:
            return self.changed[coordinate]
        content = self.sheet[coordinate].value
        if isinstance(content, str) and content.startswith("="):
            return self._worked_out(content[1:])
        return float(content or 0.0)

    def _worked_out(self, formula: str) -> float:
        def total(match: re.Match[str]) -> str:
            cells = (cell.coordinate for row in self.sheet[match[1]] for cell in row)
            return repr(sum(map(self.value, cells)))

        formula = re.sub(r"SUM\(([A-Z]+[0-9]+:[A-Z]+[0-9]+)\)", total, formula).replace("ROUND", "round")
        formula = re.sub(r"\$?([A-Z]+)\$?([0-9]+)", lambda match: repr(self.value(match[1] + match[2])), formula)
        return float(eval(formula, {"__builtins__": {}, "round": round}))

    def formulas(self) -> Iterator[str]:
        for row in self.sheet.iter_rows(min_row=self.top):
            yield from (cell.coordinate for cell in row if cell.data_type == "f")


def metrics(report: Report, name: str) -> Mapping[str, float]:
    (section,) = report.sections
    rows = [row for row in section.metrics if row.metric == name and set(row.by) <= {"team"}]
    return {row.by.get("team", "All"): row.value for row in rows if row.value is not None}


def test_that_the_formulas_give_the_cost_of_hand_made_results(report: Report) -> None:
    bill = Bill(report)
    costs = [bill.value(bill.at(row)) for row in ("Day", "Late", "All", "Change", "Cost per ticket")]
    assert costs == pytest.approx([19200.0, 4500.0, 23700.0, 0.0, 23.7])


@pytest.mark.parametrize("text", [CERTAIN, RANGES], ids=["certain", "ranges"])
def test_that_the_total_is_that_of_the_report_with_every_kind_of_line(text: str) -> None:
    report = report_of_plan(text)
    bill = Bill(report)
    total = metrics(report, "cost_total")["All"]
    assert total > 0.0
    assert bill.value(bill.at("All")) == pytest.approx(total)
    assert bill.value(bill.at("As simulated")) == pytest.approx(total)
    assert bill.value(bill.at("Change")) == 0.0
    assert bill.value(bill.at("Cost a month")) == pytest.approx(metrics(report, "cost_total_per_month")["All"])
    assert bill.value(bill.at("Cost per ticket")) == pytest.approx(metrics(report, "cost_per_ticket")["All"])
    lines = {row.line: row.value for row in report.sections[0].costs if not row.by}
    assert bill.value(bill.at("All", "Seats")) == pytest.approx(lines["seats"])
    assert bill.value(bill.at("All", "Managers")) == pytest.approx(lines["managers"])
    assert bill.value(bill.at("All", "FTE")) == pytest.approx(metrics(report, "fte")["All"])


@pytest.mark.parametrize("text", [CERTAIN, RANGES], ids=["certain", "ranges"])
def test_that_a_program_that_does_not_calculate_shows_what_the_formulas_give(text: str) -> None:
    bill = Bill(report_of_plan(text))
    for coordinate in bill.formulas():
        assert bill.shown[coordinate].value == pytest.approx(bill.value(coordinate), abs=1e-6), coordinate


def test_that_without_ranges_each_team_costs_what_the_report_says_at_the_rates_of_the_plan() -> None:
    report = report_of_plan(CERTAIN)
    bill = Bill(report)
    for team, cost in metrics(report, "cost_total").items():
        if team != "All":
            assert bill.value(bill.at(team)) == pytest.approx(cost)
            assert bill.value(bill.at(team, "FTE")) == pytest.approx(metrics(report, "fte")[team])
    rates = ("On-costs", "Night premium", "Seat, FTE and month", "FTE of one manager", "Manager, month")
    assert [bill.value(bill.rate(name)) for name in rates] == [0.2, 0.5, 240.0, 8.0, 6000.0]
    assert bill.value(bill.at("Second", "Full-time week, hours")) == 20.0


def test_that_seats_and_managers_follow_the_paid_hours() -> None:
    bill = Bill(report_of_plan(CERTAIN))
    before = bill.value(bill.at("All"))
    hours = bill.at("First", "Paid hours")
    bill.changed[hours] = bill.value(hours) + HOURS
    one_more = HOURS * 10.0 * 1.2 + MONTHS * (240.0 + 6000.0 / 8.0)
    assert bill.value(bill.at("All")) - before == pytest.approx(one_more)
    assert bill.value(bill.at("Change")) == pytest.approx(one_more, abs=0.005)


@pytest.mark.parametrize(
    ("place", "value", "more"),
    [
        (("First", "Cost per hour"), 11.0, lambda known: 1.2 * (known["hours"] + 0.5 * known["night"])),
        (("Seat, FTE and month",), 340.0, lambda known: 100.0 * known["people"] * MONTHS),
        (("FTE of one manager",), 4.0, lambda known: 6000.0 / 8.0 * known["people"] * MONTHS),
        (("Manager, month",), 6800.0, lambda known: 100.0 * known["people"] * MONTHS),
        (("First", "Full-time week, hours"), 20.0, lambda known: (240.0 + 750.0) * known["first"] * MONTHS),
        (("Contacts", "Cost"), 0.0, lambda known: -known["contacts"]),
    ],
)
def test_that_every_input_moves_the_total(place: tuple[str, ...], value: float, more: Any) -> None:
    bill = Bill(report_of_plan(CERTAIN))
    known = {
        "hours": bill.value(bill.at("First", "Paid hours")),
        "night": bill.value(bill.at("First", "Night premium: hours")),
        "people": bill.value(bill.at("All", "FTE")),
        "first": bill.value(bill.at("First", "FTE")),
        "contacts": bill.value(bill.at("Contacts")),
    }
    # one hour more of overtime costs its premium too
    known["hours"] += 0.25 * bill.value(bill.at("First", "Overtime premium: hours"))
    before = bill.value(bill.at("All"))
    bill.changed[bill.at(*place) if len(place) > 1 else bill.rate(*place)] = value
    assert bill.value(bill.at("All")) - before == pytest.approx(more(known))


def test_that_inputs_are_yellow_and_refuse_what_cannot_be_calculated() -> None:
    bill = Bill(report_of_plan(CERTAIN))
    checked = {str(rule.sqref): rule.operator for rule in bill.sheet.data_validations.dataValidation}
    for place in (bill.at("First", "Paid hours"), bill.at("First", "Cost per hour"), bill.rate("Seat, FTE and month")):
        assert bill.sheet[place].fill.fgColor.rgb.endswith("FFF2A8")
        assert checked[place] == "greaterThanOrEqual"
    for divisor in (bill.at("First", "Full-time week, hours"), bill.rate("FTE of one manager")):
        assert checked[divisor] == "greaterThan"


def test_that_a_plan_without_seats_and_managers_has_no_empty_columns(report: Report) -> None:
    bill = Bill(report)
    assert not {"Seats", "Managers", "Wages, premiums and on-costs"} & set(bill.columns)
    assert "Seat, FTE and month" not in bill.rows
