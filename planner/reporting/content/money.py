"""What the teams cost: the bill by line and team, and what a workbook needs to work it out anew."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.economics import LINES, UNASSIGNED, Line, managers, on_costs, seats, wages
from planner.economics.on_costs import PAY
from planner.reporting.content.findings import Findings
from planner.reporting.quantities import weeks_text
from planner.reporting.report import Cell, Column, ManagerPay, Pay, Premium, Quantity, Table, TeamPay
from planner.scenario.resolve import ranges_of
from planner.texts import _
from planner.units import Range

_MOST_TEAMS = 4
_WAGES, _ON_COSTS, _SEATS, _MANAGERS = (part.LINE.name for part in (wages, on_costs, seats, managers))
_ROUNDING = 1e-9  # relative: what adding up leaves of a product


def cost_table(findings: Findings) -> Table | None:
    """A row for each line of the cost that is not zero; columns for each team, for no team, and for all."""
    teams = [team for team in findings.scenario.teams if findings.cost_of(_WAGES, team).value is not None]
    lines = [line for line in LINES if findings.cost_of(line.name).value]
    if not lines:
        return None
    # with many teams the bill would be too wide; the table of people has their cost
    shown = teams if 2 <= len(teams) <= _MOST_TEAMS else []
    nobodys = findings.cost_of_nobody("team") if shown else None
    members = [*shown, UNASSIGNED] if nobodys is not None else shown
    rows: list[tuple[Cell, ...]] = [
        (str(line.label), *(_cost_of(findings, line, member) for member in members), findings.cost_of(line.name))
        for line in lines
    ]
    sums: list[Cell] = [findings.get("cost_total", {"team": team}) for team in shown]
    rows.append((_("All"), *sums, *([] if nobodys is None else [nobodys]), findings.get("cost_total")))
    columns = (
        Column(_("Line"), numeric=False),
        *(Column(_("No team") if member == UNASSIGNED else member) for member in members),
        Column(_("All") if shown else _("Cost"), intervals=True),
    )
    title = _("Cost in {currency}, {weeks}").format(
        weeks=weeks_text(findings.scenario.weeks), currency=findings.scenario.currency
    )
    return Table("cost", title, columns, tuple(rows), total=True)


def _cost_of(findings: Findings, line: Line, member: str) -> Quantity:
    """A line of the cost of a team or of no team; of no team only the lines that are not any team's have rows."""
    found = findings.cost_of(line.name, member)
    return Quantity(0.0, unit="money") if member == UNASSIGNED and found.value is None else found


def pay_of(findings: Findings, months: float) -> Pay | None:
    """What a workbook needs to work out the cost of these months; None where no team costs anything."""
    teams = tuple(
        _team_pay(findings, name)
        for name in findings.scenario.teams
        if findings.get("paid_hours", {"team": name}).value is not None
    )
    if not any(findings.cost_of(name).value for name in (_WAGES, _SEATS, _MANAGERS)):
        return None
    return Pay(
        teams=teams,
        premiums=_premiums(findings, teams),
        on_costs=_on_costs(findings),
        seat=_seat(findings, teams, months),
        managers=_managers(findings, teams, months),
        weeks=findings.scenario.weeks,
        months=months,
        others=_others(findings),
        cost=findings.get("cost_total").value,
        tickets=findings.get("tickets_offered").value,
        averaged=bool(ranges_of(findings.scenario)),
    )


def _team_pay(findings: Findings, name: str) -> TeamPay:
    team, weeks = findings.scenario.teams[name], findings.scenario.weeks
    hours = findings.get("paid_hours", {"team": name}).value or 0.0
    full_time = findings.get("fte", {"team": name}).value
    return TeamPay(
        name,
        hours,
        _mean_rate(float(team.cost_per_hour), hours, findings.cost_of(_WAGES, name).value),
        # the other way round than a price: so many people come of one hour of the full-time week
        1.0 / _mean_rate(1.0 / float(team.hours_per_week), hours / weeks, full_time),
    )


def _mean_rate(stated: float, amount: float, cost: float | None) -> float:
    """What one of an amount costs: the plan's number, or with a range the mean of what the replications drew."""
    if not amount or cost is None or math.isclose(stated * amount, cost, rel_tol=_ROUNDING):
        return stated
    return cost / amount


def _on_costs(findings: Findings) -> float:
    pay = sum(findings.cost_of(line.name).value or 0.0 for line in PAY)
    return _mean_rate(float(findings.scenario.costs.on_costs), pay, findings.cost_of(_ON_COSTS).value)


def _seat(findings: Findings, teams: Sequence[TeamPay], months: float) -> float:
    stated = float(findings.scenario.costs.seat_per_agent_month)
    return _mean_rate(stated, _people(findings, teams) * months, findings.cost_of(_SEATS).value)


def _managers(findings: Findings, teams: Sequence[TeamPay], months: float) -> ManagerPay | None:
    stated = findings.scenario.costs.managers
    if stated is None:
        return None
    led = float(stated.one_per_agents)
    paid_months = _people(findings, teams) / led * months
    return ManagerPay(led, _mean_rate(float(stated.cost_per_month), paid_months, findings.cost_of(_MANAGERS).value))


def _people(findings: Findings, teams: Sequence[TeamPay]) -> float:
    """All teams in full-time people."""
    return sum(team.paid_hours / findings.scenario.weeks / team.hours_per_week for team in teams)


def _premiums(findings: Findings, teams: tuple[TeamPay, ...]) -> tuple[Premium, ...]:
    """The premiums in force; their hours follow from what they cost, because cost = wage x hours x share."""
    costs = findings.scenario.costs
    shares = {
        "night_premium": _middle(costs.night.premium if costs.night is not None else 0.0),
        "weekend_premium": _middle(costs.weekend_premium),
        "holiday_premium": _middle(costs.holiday_premium),
        "overtime_premium": _middle(costs.overtime_premium),
    }
    labels = {line.name: str(line.label) for line in LINES}
    return tuple(
        Premium(
            name,
            labels[name],
            share,
            {
                team.team: (findings.cost_of(name, team.team).value or 0.0) / (team.cost_per_hour * share)
                for team in teams
                if team.cost_per_hour
            },
        )
        for name, share in shares.items()
        if share
    )


def _middle(share: float) -> float:
    """The mean of a share that may be a range; its likely value may be none while others are drawn too."""
    return (share.low + share.likely + share.high) / 3.0 if isinstance(share, Range) else float(share)


def _others(findings: Findings) -> dict[str, float]:
    """Lines that do not follow from paid hours."""
    return {
        str(line.label): value
        for line in LINES
        if line.name not in {_ON_COSTS, _SEATS, _MANAGERS, *(paid.name for paid in PAY)}
        and (value := findings.cost_of(line.name).value)
    }
