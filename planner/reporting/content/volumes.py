"""What became of every need of the customers, and of the tickets that came out of them."""

from __future__ import annotations

from planner.reporting.content.findings import Findings, MetricColumn, metric_table
from planner.reporting.report import Table
from planner.texts import _


def needs_table(findings: Findings) -> Table | None:
    """A row for each segment: prevented, unserved, solved alone, or a ticket."""
    columns = (
        MetricColumn(_("Needs"), "contacts_potential"),
        MetricColumn(_("Prevented"), "contacts_prevented"),
        MetricColumn(_("Solved by help pages"), "contacts_deflected"),
        MetricColumn(_("Unserved"), "contacts_unserved"),
        MetricColumn(_("Tickets"), "tickets_offered"),
    )
    note = _(
        "Unserved: the customer found no way to ask, or his channel was closed or is not part of his support level."
    )
    return metric_table(findings, "needs", _("What customers need"), ("segment",), columns, note=note)


def tickets_table(findings: Findings) -> Table | None:
    """A row for each segment: resolved, abandoned or still open."""
    columns = (
        MetricColumn(_("Tickets"), "tickets_offered"),
        MetricColumn(_("Solved"), "tickets_resolved"),
        MetricColumn(_("Given up"), "tickets_abandoned"),
        MetricColumn(_("Still open"), "tickets_open"),
        MetricColumn(_("Asked again"), "tickets_chased"),
    )
    note = _(
        "Tickets = solved + given up + still open at the end of the time after the weeks that is simulated to let"
        " them finish. Asked again: the customer wrote once more because no answer came."
    )
    return metric_table(findings, "tickets", _("What becomes of the tickets"), ("segment",), columns, note=note)
