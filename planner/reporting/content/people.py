"""The people: how many hours are paid, how busy they are, the work of each tier, and what lies open."""

from __future__ import annotations

from collections.abc import Iterator

from planner.reporting.content.findings import Findings, MetricColumn, metric_table
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Table
from planner.texts import _

_LITTLE = 0.05  # hours that would be shown as 0.0


def people_table(findings: Findings) -> Table | None:
    """A row for each team, and all together."""
    columns = (
        MetricColumn(_("Paid hours"), "paid_hours"),
        MetricColumn(_("FTE"), "fte"),
        MetricColumn(_("Occupancy"), "occupancy", intervals=True),
        MetricColumn(_("Idle hours"), "idle_hours"),
        MetricColumn(_("Overtime hours"), "overtime_hours"),
        MetricColumn(_("Cost, {currency}").format(currency=findings.scenario.currency), "cost_total", roomy=True),
    )
    note = _(
        "FTE: paid hours a week in full-time people. Occupancy: share of the time at the desk spent working; above"
        " 85 to 90 % waits grow fast. Idle: at the desk without work."
    )
    notes = " ".join((note, *_breaks_worked(findings)))
    return metric_table(findings, "people", _("People"), ("team",), columns, note=notes, nobody=_("No team"))


def _breaks_worked(findings: Findings) -> Iterator[str]:
    """Why more hours are paid than the shifts have, although nobody works overtime."""
    hours = {by["team"]: findings.get("worked_break_hours", by) for by in findings.splits(["paid_hours"], ("team",))}
    some = {team: found for team, found in hours.items() if (found.value or 0.0) >= _LITTLE}
    if some:
        words = _("{team} {hours} h")
        listed = ", ".join(words.format(team=team, hours=quantity_text(found)) for team, found in some.items())
        yield _("Breaks worked through are paid: {hours}.").format(hours=listed)


def tiers_table(findings: Findings) -> Table | None:
    """A row for each tier: work, handle time, what it passes on."""
    columns = (
        MetricColumn(_("Hours of work"), "workload_hours"),
        MetricColumn(_("Work per ticket"), "average_handle_time"),
        MetricColumn(_("Passed on"), "escalation_rate"),
        MetricColumn(_("Mean time waiting there"), "resolution_waiting"),
    )
    note = _("Passed on: share of its tickets that the tier gives to another. Waiting: of a ticket, for people there.")
    return metric_table(findings, "tiers", _("Work by tier"), ("tier",), columns, note=note)


def backlog_table(findings: Findings) -> Table | None:
    """Tickets that are open, over time and at worst."""
    columns = (
        MetricColumn(_("Open tickets, mean"), "backlog_mean", intervals=True),
        MetricColumn(_("At busy times"), "backlog_p95"),
        MetricColumn(_("Oldest, at busy times"), "oldest_open_p95"),
    )
    note = _("At busy times: exceeded 5 % of the time. A ticket that waits for its customer is open too.")
    return metric_table(findings, "backlog", _("Open work"), ("segment",), columns, note=note)
