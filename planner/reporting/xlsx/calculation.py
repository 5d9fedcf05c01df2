"""The calculation of a bill that lives: rates, wages and hours are inputs, costs are formulas on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.reporting.quantities import weeks_text
from planner.reporting.report import Pay, TeamPay
from planner.reporting.xlsx.drawing import Canvas
from planner.reporting.xlsx.spread import number_format
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MONEY, _HOURS, _SHARE = "#,##0.00", number_format("hours"), "0.0%"
_PEOPLE = number_format("people")
_CHANGE = "+#,##0.00;-#,##0.00;0.00"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a team's cost: its heading, its formula for a row of the sheet, and what that comes to."""

    heading: str
    formula: Callable[[int], str]
    value: Callable[[TeamPay], float]


class Calculation:
    """The calculation of one scenario: rates on top, a row for each team, the total, and what follows from it."""

    def __init__(self, canvas: Canvas, sheet: Worksheet, pay: Pay, currency: str) -> None:
        self.canvas, self.sheet, self.pay, self.currency = canvas, sheet, pay, currency
        self._rates: dict[str, str] = {}  # where the cell of a rate is, absolute
        self._first_premium = 5
        self._first_part = self._first_premium + len(pay.premiums)
        self._parts = self._parts_of_cost()
        self._cost = self._first_part + (len(self._parts) if len(self._parts) > 1 else 0)

    def draw(self, row: int) -> int:
        """Write it from this row on; returns the next free row."""
        row = self._rates_from(self._title(row))
        self._headings(row)
        first = row + 1
        for number, team in enumerate(self.pay.teams):
            self._team(first + number, team)
        return self._ending(self._totals(first))

    def _title(self, row: int) -> int:
        title = _("What if hours or pay change: cost in {currency}, {weeks}")
        title = title.format(currency=self.currency, weeks=weeks_text(self.pay.weeks))
        self.sheet.write_string(row, 0, title, self.canvas.look("heading"))
        notes = [
            _(
                "Change the yellow cells and the cost follows. Waits and promises do not: for them, change the plan and"
                " run it again. Hours with a premium are part of the paid hours."
            )
        ]
        if self.pay.averaged:
            notes.append(
                _(
                    "The plan has ranges: rates are means of what was drawn. The total is exact; its parts may differ a"
                    " little from those above."
                )
            )
        return self.canvas.lines(self.sheet, row + 1, notes, "note")

    def _rates_from(self, row: int) -> int:
        """Every rate beside its name; returns the row after an empty one."""
        pay = self.pay
        rates = [
            ("on_costs", _("On-costs"), pay.on_costs, _SHARE),
            *((premium.line, premium.label, premium.share, _SHARE) for premium in pay.premiums),
        ]
        if pay.seat:
            rates.append(("seat", _("Seat, FTE and month"), pay.seat, _MONEY))
        if pay.managers is not None:
            rates.append(("led", _("FTE of one manager"), pay.managers.one_per_agents, _PEOPLE))
            rates.append(("manager", _("Manager, month"), pay.managers.cost_per_month, _MONEY))
        for key, label, value, look in rates:
            self._rate(row, key, label)
            self._input(row, 1, value, look, above_zero=key == "led")
            row += 1
        for key, label, value in (("weeks", _("Weeks"), pay.weeks), ("months", _("The same in months"), pay.months)):
            self._rate(row, key, label)
            self.sheet.write_number(row, 1, value, self.canvas.number_look("0" if key == "weeks" else "0.0000"))
            row += 1
        return row + 1

    def _rate(self, row: int, key: str, label: str) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        self.sheet.write_string(row, 0, label, self.canvas.look("text"))
        self._rates[key] = xl_rowcol_to_cell(row, 1, row_abs=True, col_abs=True)

    def _headings(self, row: int) -> None:
        headings = [
            _("Team"),
            _("Paid hours"),
            _("Full-time week, hours"),
            _("FTE"),
            _("Cost per hour"),
            *(_("{premium}: hours").format(premium=premium.label) for premium in self.pay.premiums),
            *(part.heading for part in self._parts if len(self._parts) > 1),
            _("Cost"),
        ]
        for column, heading in enumerate(headings):
            look = "header of numbers" if column else "header"
            self.sheet.write_string(row, column, heading, self.canvas.look(look))
        self.canvas.fit_height(self.sheet, row, headings)

    def _team(self, row: int, team: TeamPay) -> None:
        self.sheet.write_string(row, 0, team.team, self.canvas.look("text"))
        self._input(row, 1, team.paid_hours, _HOURS)
        self._input(row, 2, team.hours_per_week, _HOURS, above_zero=True)
        full_time = f"={_at(row, 1)}/({self._rates['weeks']}*{_at(row, 2)})"
        self._formula(row, 3, full_time, self._full_time(team), _PEOPLE)
        self._input(row, 4, team.cost_per_hour, _MONEY)
        for column, premium in enumerate(self.pay.premiums, start=self._first_premium):
            self._input(row, column, premium.hours.get(team.team, 0.0), _HOURS)
        for column, part in enumerate(self._parts, start=self._first_part):
            self._formula(row, column, part.formula(row), part.value(team), _MONEY)
        if len(self._parts) > 1:
            self._formula(row, self._cost, f"=SUM({self._parts_range(row)})", self._cost_of(team), _MONEY)

    def _parts_range(self, row: int) -> str:
        from xlsxwriter.utility import xl_range

        return str(xl_range(row, self._first_part, row, self._cost - 1))

    def _parts_of_cost(self) -> list[_Part]:
        parts = [_Part(_("Wages, premiums and on-costs"), self._pay_formula, self._pay_of)]
        if self.pay.seat:
            parts.append(_Part(_("Seats"), self._seats_formula, self._seats_of))
        if self.pay.managers is not None:
            parts.append(_Part(_("Managers"), self._managers_formula, self._managers_of))
        return parts

    def _pay_formula(self, row: int) -> str:
        hours = [
            _at(row, 1),
            *(
                f"{_at(row, column)}*{self._rates[premium.line]}"
                for column, premium in enumerate(self.pay.premiums, start=self._first_premium)
            ),
        ]
        return f"={_at(row, 4)}*({'+'.join(hours)})*(1+{self._rates['on_costs']})"

    def _pay_of(self, team: TeamPay) -> float:
        weighted = sum(premium.hours.get(team.team, 0.0) * premium.share for premium in self.pay.premiums)
        return team.cost_per_hour * (team.paid_hours + weighted) * (1.0 + self.pay.on_costs)

    def _full_time(self, team: TeamPay) -> float:
        return team.paid_hours / (self.pay.weeks * team.hours_per_week)

    def _seats_formula(self, row: int) -> str:
        return f"={_at(row, 3)}*{self._rates['seat']}*{self._rates['months']}"

    def _seats_of(self, team: TeamPay) -> float:
        return self._full_time(team) * self.pay.seat * self.pay.months

    def _managers_formula(self, row: int) -> str:
        return f"={_at(row, 3)}/{self._rates['led']}*{self._rates['manager']}*{self._rates['months']}"

    def _managers_of(self, team: TeamPay) -> float:
        managers = self.pay.managers
        each = managers.cost_per_month / managers.one_per_agents if managers is not None else 0.0
        return self._full_time(team) * each * self.pay.months

    def _cost_of(self, team: TeamPay) -> float:
        return sum(part.value(team) for part in self._parts)

    def _totals(self, first: int) -> tuple[int, float]:
        """The lines that do not follow from hours, and the sums; returns the row of the total and what it comes to."""
        row, teams = first + len(self.pay.teams), self.pay.teams
        for label, value in self.pay.others.items():
            self.sheet.write_string(row, 0, label, self.canvas.look("text"))
            self._input(row, self._cost, value, _MONEY)
            row += 1
        self.sheet.write_string(row, 0, _("All"), self.canvas.look("text", bold=True))
        self._sum(first, row, 1, sum(team.paid_hours for team in teams), _HOURS)
        self._sum(first, row, 3, sum(self._full_time(team) for team in teams), _PEOPLE)
        for column in (2, 4):
            self.sheet.write_blank(row, column, None, self.canvas.look("text", bold=True))
        for column, premium in enumerate(self.pay.premiums, start=self._first_premium):
            self._sum(first, row, column, sum(premium.hours.get(team.team, 0.0) for team in teams), _HOURS)
        for column, part in enumerate(self._parts, start=self._first_part):
            if column < self._cost:
                self._sum(first, row, column, sum(part.value(team) for team in teams), _MONEY)
        total = sum(self._cost_of(team) for team in teams) + sum(self.pay.others.values())
        self._sum(first, row, self._cost, total, _MONEY)
        return row, total

    def _sum(self, first: int, row: int, column: int, value: float, look: str) -> None:
        from xlsxwriter.utility import xl_range

        formula = f"=SUM({xl_range(first, column, row - 1, column)})"
        self.sheet.write_formula(row, column, formula, self.canvas.number_look(look, bold=True), value)

    def _ending(self, totalled: tuple[int, float]) -> int:
        """What the changes make, the cost of a month and of a ticket; returns the next free row."""
        row, total = totalled
        cost = _at(row, self._cost)
        if self.pay.cost is not None:
            row = self._number(row + 1, _("As simulated"), self.pay.cost, _MONEY)
            # rounded, so that what adding up leaves is no change
            change = f"=ROUND({cost}-{_at(row, self._cost)},2)"
            row = self._follow(row + 1, _("Change"), change, round(total - self.pay.cost, 2), _CHANGE)
        row = self._follow(row + 1, _("Cost a month"), f"={cost}/{self._rates['months']}", total / self.pay.months)
        if self.pay.tickets:
            row = self._number(row + 1, _("Tickets"), self.pay.tickets, number_format("count"))
            each = f"={cost}/{_at(row, self._cost)}"
            row = self._follow(row + 1, _("Cost per ticket"), each, total / self.pay.tickets)
        return row + 2

    def _number(self, row: int, label: str, value: float, look: str) -> int:
        self.sheet.write_string(row, 0, label, self.canvas.look("text"))
        self.sheet.write_number(row, self._cost, value, self.canvas.number_look(look))
        return row

    def _follow(self, row: int, label: str, formula: str, value: float, look: str = _MONEY) -> int:
        self.sheet.write_string(row, 0, label, self.canvas.look("text"))
        self._formula(row, self._cost, formula, value, look)
        return row

    def _formula(self, row: int, column: int, formula: str, value: float, look: str) -> None:
        self.sheet.write_formula(row, column, formula, self.canvas.number_look(look), value)

    def _input(self, row: int, column: int, value: float, look: str, *, above_zero: bool = False) -> None:
        """A yellow cell; it takes numbers from 0 on, or above 0 where something is divided by it, and says so."""
        self.sheet.write_number(row, column, value, self.canvas.number_look(look, put_in=True))
        message = _("Give a number above 0.") if above_zero else _("Give a number of 0 or more.")
        self.sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal",
                "criteria": ">" if above_zero else ">=",
                "value": 0,
                "error_title": _("A number is needed"),
                "error_message": message,
            },
        )


def _at(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
