"""What the teams cost: the bill by line and team, and what a workbook needs to work it out anew."""

from __future__ import annotations

from planner.economics import LINES
from planner.reporting.content.findings import Findings
from planner.reporting.quantities import weeks_text
from planner.reporting.report import Cell, Column, Pay, Premium, Table, TeamPay
from planner.texts import _

_MOST_TEAMS = 4
_WAGES, _ON_COSTS, _PREMIUM = "wages", "on_costs", "_premium"


def cost_table(findings: Findings) -> Table | None:
    """A row for each line of the cost that is not zero, a column for each team and for all."""
    teams = [team for team in findings.scenario.teams if findings.cost_of(_WAGES, team).value is not None]
    lines = [line for line in LINES if findings.cost_of(line.name).value]
    if not lines:
        return None
    # with many teams the bill would be too wide; the table of people has their cost
    shown = teams if 2 <= len(teams) <= _MOST_TEAMS else []
    rows: list[tuple[Cell, ...]] = [
        (str(line.label), *(findings.cost_of(line.name, team) for team in shown), findings.cost_of(line.name))
        for line in lines
    ]
    rows.append((_("All"), *(findings.get("cost_total", {"team": team}) for team in shown), findings.get("cost_total")))
    columns = (
        Column(_("Line"), numeric=False),
        *(Column(team) for team in shown),
        Column(_("All teams") if shown else _("Cost"), intervals=True),
    )
    title = _("Cost in {currency}, {weeks}").format(
        weeks=weeks_text(findings.scenario.weeks), currency=findings.scenario.currency
    )
    return Table("cost", title, columns, tuple(rows), total=True)


def pay_of(findings: Findings) -> Pay | None:
    """Hours, wages and premiums of the teams; None where no team costs anything."""
    teams = tuple(
        TeamPay(name, hours, team.cost_per_hour)
        for name, team in findings.scenario.teams.items()
        if (hours := findings.get("paid_hours", {"team": name}).value) is not None
    )
    if not any(team.paid_hours * team.cost_per_hour for team in teams):
        return None
    return Pay(
        teams=teams,
        premiums=_premiums(findings, teams),
        on_costs=float(findings.scenario.costs.on_costs),
        others=_others(findings),
        tickets=findings.get("tickets_offered").value,
    )


def _premiums(findings: Findings, teams: tuple[TeamPay, ...]) -> tuple[Premium, ...]:
    """The premiums in force; their hours follow from what they cost, because cost = wage x hours x share."""
    costs = findings.scenario.costs
    shares = {
        "night_premium": costs.night.premium if costs.night is not None else 0.0,
        "weekend_premium": costs.weekend_premium,
        "holiday_premium": costs.holiday_premium,
        "overtime_premium": costs.overtime_premium,
    }
    labels = {line.name: str(line.label) for line in LINES}
    return tuple(
        Premium(
            name,
            labels[name],
            float(share),
            {
                team.team: (findings.cost_of(name, team.team).value or 0.0) / (team.cost_per_hour * share)
                for team in teams
                if team.cost_per_hour
            },
        )
        for name, share in shares.items()
        if share
    )


def _others(findings: Findings) -> dict[str, float]:
    """Lines that are neither wages nor premiums nor on-costs."""
    return {
        str(line.label): value
        for line in LINES
        if line.name not in {_WAGES, _ON_COSTS}
        and not line.name.endswith(_PREMIUM)
        and (value := findings.cost_of(line.name).value)
    }
