"""How long customers wait, by segment and channel."""

from __future__ import annotations

from planner.reporting.content.findings import Findings, MetricColumn, metric_table
from planner.reporting.report import Table
from planner.texts import _


def waits_table(findings: Findings) -> Table | None:
    """First answers by segment and channel: mean, median, 90th percentile, and who gives up."""
    columns = (
        MetricColumn(_("Tickets"), "tickets_offered"),
        MetricColumn(_("Mean wait"), "first_response_time_mean", intervals=True),
        MetricColumn(_("Half within"), "first_response_time_p50"),
        MetricColumn(_("90 % within"), "first_response_time_p90"),
        MetricColumn(_("Give up"), "abandonment_rate"),
    )
    note = _(
        "Wait: from asking until a person begins (chat, phone) or until the reply is sent (e-mail), nights and"
        " weekends included. A ticket counts under its first channel, even if it is answered on another. Never: not"
        " within the simulated time."
    )
    title = _("How long customers wait for the first answer")
    return metric_table(findings, "waits", title, ("segment", "channel"), columns, note=note)


def resolutions_table(findings: Findings) -> Table | None:
    """From the first request to the end of the last work, by segment."""
    columns = (
        MetricColumn(_("Mean"), "resolution_time_mean", intervals=True),
        MetricColumn(_("Half within"), "resolution_time_p50"),
        MetricColumn(_("90 % within"), "resolution_time_p90"),
        MetricColumn(_("Solved at once"), "first_contact_resolution"),
        MetricColumn(_("Reopened"), "reopen_rate"),
    )
    note = _("Solved at once: by the first person who worked on it, without coming back.")
    return metric_table(findings, "resolutions", _("How long until it is solved"), ("segment",), columns, note=note)
