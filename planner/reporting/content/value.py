"""What each segment costs, what it is worth, and how satisfied it probably is."""

from __future__ import annotations

from planner.reporting.content.findings import Findings, MetricColumn, metric_table
from planner.reporting.quantities import weeks_text
from planner.reporting.report import Table
from planner.texts import _


def segment_cost_table(findings: Findings) -> Table | None:
    """What support costs for each segment; None for a single one, whose cost is the total."""
    if len(findings.scenario.segments) < 2 or not findings.get("cost_total").value:
        return None
    return metric_table(
        findings,
        "segment_cost",
        _("Who pays, in {currency}, {weeks}").format(
            currency=findings.scenario.currency, weeks=weeks_text(findings.scenario.weeks)
        ),
        ("segment",),
        (
            MetricColumn(_("Cost"), "cost_total", intervals=True),
            MetricColumn(_("Per ticket"), "cost_per_ticket", intervals=True),
            MetricColumn(_("Per customer and month"), "cost_per_customer_month", roomy=True),
        ),
        _(
            "Work is paid by whom it was for; waiting, breaks and absence by those with a live channel open in that"
            " hour of the week."
        ),
        nobody=_("Nobody in particular"),
    )


def value_table(findings: Findings) -> Table | None:
    """What customers are worth; None where the plan does not say what they pay."""
    if findings.get("revenue").value is None:
        return None
    weeks = weeks_text(findings.scenario.weeks)
    columns = (
        MetricColumn(_("Margin after support, {weeks}").format(weeks=weeks), "margin_after_support", intervals=True),
        MetricColumn(_("Months of margin per ticket"), "months_of_margin_per_ticket"),
        MetricColumn(_("Churn a month"), "churn_per_month"),
        MetricColumn(_("Lifetime value"), "lifetime_value", roomy=True),
        MetricColumn(_("… to acquisition cost"), "lifetime_value_to_acquisition_cost"),
        MetricColumn(_("Payback, months"), "payback_months"),
    )
    return metric_table(
        findings,
        "value",
        _("What customers are worth, in {currency}").format(currency=findings.scenario.currency),
        ("segment",),
        [column for column in columns if findings.splits([column.metric], ("segment",))],
        _value_note(findings),
    )


def _value_note(findings: Findings) -> str:
    """How the last row follows from the others."""
    notes = []
    if findings.cost_of_nobody("segment") is not None:
        notes.append(_("All: what belongs to nobody in particular is subtracted too."))
    if findings.splits(["lifetime_value"], ("segment",)):
        notes.append(_("Lifetime value of all: the mean over customers."))
    return " ".join(notes)


def satisfaction_table(findings: Findings) -> Table | None:
    """How satisfied customers probably are; None where that is switched off."""
    if findings.get("satisfaction").value is None:
        return None
    return metric_table(
        findings,
        "satisfaction",
        _("Satisfaction, estimated"),
        ("segment",),
        (MetricColumn(_("Satisfied"), "satisfaction", intervals=True),),
        _("An estimate from the plan's assumptions about what missed promises, giving up and not being served do."),
    )
