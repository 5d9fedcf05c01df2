"""Several scenarios beside each other: promises, customers, people and money, a column for each."""

from __future__ import annotations

from collections.abc import Sequence

from planner.reporting.content.findings import Findings
from planner.reporting.content.promises import promise_text, promises
from planner.reporting.report import Cell, Column, Judged, Promise, Table
from planner.texts import _


def overview_table(studied: Sequence[Findings]) -> Table | None:
    """The headline table; None for a single scenario."""
    if len(studied) < 2:
        return None
    rows = (*_promise_rows(studied), *_metric_rows(studied))
    columns = (
        Column("", numeric=False),
        *(Column(findings.scenario.name, intervals=True) for findings in studied),
    )
    note = _("A scenario that differs from another by less than the intervals may differ by chance alone.")
    return Table("overview", _("Scenarios beside each other"), columns, rows, note)


def _promise_rows(studied: Sequence[Findings]) -> list[tuple[Cell, ...]]:
    by_scenario = [{_label(promise): promise for promise in promises(findings)} for findings in studied]
    labels = dict.fromkeys(label for kept in by_scenario for label in kept)
    return [
        (label, *(Judged(kept[label].reached, kept[label].verdict) if label in kept else None for kept in by_scenario))
        for label in labels
    ]


def _metric_rows(studied: Sequence[Findings]) -> list[tuple[Cell, ...]]:
    currency = studied[0].scenario.currency
    labels = {
        "tickets_offered": _("Tickets"),
        "tickets_abandoned": _("Tickets given up"),
        "tickets_open": _("Tickets still open"),
        "contacts_unserved": _("Needs not served"),
        "first_response_time_p90": _("First answer, 90 % within"),
        "resolution_time_p90": _("Solved, 90 % within"),
        "backlog_mean": _("Open tickets, mean"),
        "occupancy": _("Occupancy"),
        "paid_hours": _("Paid hours"),
        "cost_total": _("Cost, {currency}").format(currency=currency),
        "cost_per_ticket": _("Cost per ticket, {currency}").format(currency=currency),
        "margin_after_support": _("Margin after support, {currency}").format(currency=currency),
        "satisfaction": _("Satisfied, estimated"),
    }
    found = {label: [findings.get(metric) for findings in studied] for metric, label in labels.items()}
    return [
        (label, *quantities)
        for label, quantities in found.items()
        if any(quantity.value is not None for quantity in quantities)
    ]


def _label(promise: Promise) -> str:
    return _("{level} {channel}: {promise}").format(
        level=promise.level, channel=promise.channel, promise=promise_text(promise)
    )
