"""The sheet in which money can be changed: wages and premiums are inputs, costs are formulas on the simulated hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.reporting.report import Pay, Report
from planner.reporting.xlsx.drawing import Canvas
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HOURS_COLUMN, _WAGE_COLUMN, _FIRST_PREMIUM = 1, 2, 3


def draw_teams(canvas: Canvas, report: Report) -> None:
    """For each scenario the people, the bill as simulated, and the calculation that follows the yellow cells."""
    sheet = canvas.sheet(_("Teams and cost"), [28, *[15] * 11])
    row = 0
    for section in report.sections:
        chosen = [table for table in section.tables if table.key in {"people", "tiers", "cost"}]
        row = canvas.scenario_tables(sheet, row, section, chosen, headed=len(report.sections) > 1)
        if section.pay is not None:
            row = _Calculation(canvas, sheet, row, section.pay, report).draw()
        row += 1
    canvas.keep_on_one_page(sheet, row)


class _Calculation:
    """The calculation of one scenario: inputs on top, a row for each team, the total, the cost per ticket."""

    def __init__(self, canvas: Canvas, sheet: Worksheet, row: int, pay: Pay, report: Report) -> None:
        self.canvas, self.sheet, self.pay, self.report = canvas, sheet, pay, report
        self.row = row
        self.shares_row = row + 4
        self.first_team = row + 6
        self.cost_column = _FIRST_PREMIUM + len(pay.premiums)

    def draw(self) -> int:
        """Write it; returns the next free row."""
        title = _("What if wages change: cost in {currency}").format(currency=self.report.currency)
        self.sheet.write_string(self.row, 0, title, self.canvas.look("heading"))
        self.canvas.lines(
            self.sheet,
            self.row + 1,
            [_("Change the yellow cells; the hours are those of the simulation and stay.")],
            "note",
        )
        self._headings()
        self._shares()
        costs = [self._team(number) for number in range(len(self.pay.teams))]
        return self._totals(costs)

    def _headings(self) -> None:
        headings = (
            _("Team"),
            _("Paid hours"),
            _("Cost per hour"),
            *(_("{premium}: hours").format(premium=premium.label) for premium in self.pay.premiums),
            _("Cost"),
        )
        for column, heading in enumerate(headings):
            look = "header of numbers" if column else "header"
            self.sheet.write_string(self.shares_row + 1, column, heading, self.canvas.look(look))
        self.sheet.set_row(self.shares_row + 1, 30)

    def _shares(self) -> None:
        """The shares, each under its name: on-costs above the wages, premiums above their hours."""
        look = self.canvas.look("input of share")
        self.sheet.write_string(self.shares_row - 1, _WAGE_COLUMN, _("On-costs"), self.canvas.look("header of numbers"))
        self.sheet.write_number(self.shares_row, _WAGE_COLUMN, self.pay.on_costs, look)
        for column, premium in enumerate(self.pay.premiums, start=_FIRST_PREMIUM):
            self.sheet.write_string(self.shares_row - 1, column, premium.label, self.canvas.look("header of numbers"))
            self.sheet.write_number(self.shares_row, column, premium.share, look)
            self._accept(self.shares_row, column)
        self._accept(self.shares_row, _WAGE_COLUMN)

    def _team(self, number: int) -> float:
        """The row of one team; returns its cost as simulated."""
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        team, row = self.pay.teams[number], self.first_team + number
        self.sheet.write_string(row, 0, team.team, self.canvas.look("text"))
        self.canvas.number(self.sheet, row, _HOURS_COLUMN, team.paid_hours, "hours")
        self.sheet.write_number(row, _WAGE_COLUMN, team.cost_per_hour, self.canvas.look("input of money"))
        self._accept(row, _WAGE_COLUMN)
        terms, weighted = [cell(row, _HOURS_COLUMN)], team.paid_hours
        for place, premium in enumerate(self.pay.premiums, start=_FIRST_PREMIUM):
            hours = premium.hours.get(team.team, 0.0)
            self.canvas.number(self.sheet, row, place, hours, "hours")
            terms.append(f"{cell(row, place)}*{cell(self.shares_row, place, row_abs=True)}")
            weighted += hours * premium.share
        on_costs = cell(self.shares_row, _WAGE_COLUMN, row_abs=True, col_abs=True)
        formula = f"={cell(row, _WAGE_COLUMN)}*({'+'.join(terms)})*(1+{on_costs})"
        cost = team.cost_per_hour * weighted * (1 + self.pay.on_costs)
        self.sheet.write_formula(row, self.cost_column, formula, self.canvas.look("money"), cost)
        return cost

    def _totals(self, costs: list[float]) -> int:
        from xlsxwriter.utility import xl_range
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        row, total, look = self.first_team + len(costs), sum(costs), self.canvas.look("total of money")
        for label, value in self.pay.others.items():
            self.sheet.write_string(row, 0, label, self.canvas.look("text"))
            self.canvas.number(self.sheet, row, self.cost_column, value, "money")
            total += value
            row += 1
        self.sheet.write_string(row, 0, _("All"), self.canvas.look("text", bold=True))
        for column in range(1, self.cost_column):
            self.sheet.write_blank(row, column, None, look)
        whole = xl_range(self.first_team, self.cost_column, row - 1, self.cost_column)
        self.sheet.write_formula(row, self.cost_column, f"=SUM({whole})", look, total)
        if self.pay.tickets:
            self._per_ticket(row, cell(row, self.cost_column), total, self.pay.tickets)
            row += 2
        return row + 2

    def _per_ticket(self, row: int, total_cell: str, total: float, tickets: float) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        self.sheet.write_string(row + 1, 0, _("Tickets"), self.canvas.look("text"))
        self.canvas.number(self.sheet, row + 1, self.cost_column, tickets, "count")
        self.sheet.write_string(row + 2, 0, _("Cost per ticket"), self.canvas.look("text", bold=True))
        formula = f"={total_cell}/{cell(row + 1, self.cost_column)}"
        self.sheet.write_formula(
            row + 2, self.cost_column, formula, self.canvas.look("total of money"), total / tickets
        )

    def _accept(self, row: int, column: int) -> None:
        """An input takes numbers from 0 on, and says so."""
        self.sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": _("A number is needed"),
                "error_message": _("Give a number of 0 or more."),
            },
        )
