"""Who costs what, against what they are worth: the table that answers the question of the tab Money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.reporting.quantities import weeks_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.texts import _
from ui.pages.results.members import NOBODY, nobodys_cost
from ui.running.traced import Origin

if TYPE_CHECKING:
    from ui.running.answer import Answer

WORTH = "segment_cost"  # it stands in place of the report's table of who pays
_FIGURES = (
    "cost_total",
    "cost_per_ticket",
    "cost_per_customer_month",
    "revenue",
    "margin_after_support",
    "support_share_of_revenue",
)


def worth_table(answer: Answer, by: Mapping[str, str]) -> Table:
    """A row for each segment, or for each level where everything is narrowed to one; all together last."""
    scenario, findings = answer.scenario, answer.findings
    dimension = "level" if "level" in by else "segment"
    names = tuple(scenario.support_levels if dimension == "level" else scenario.segments)
    used = [name for name in names if findings.get("cost_total", {dimension: name}).value is not None]
    rows: list[tuple[Cell, ...]] = [(name, *_figures(answer, {dimension: name})) for name in used]
    nobody = nobodys_cost(findings, dimension)
    if nobody is not None:
        rows.append((str(NOBODY), nobody, *[None] * (len(_FIGURES) - 1)))
    total = len(rows) > 1
    if total:
        rows.append((_("All"), *_figures(answer, {})))
    title = _("Who costs what, and what they are worth: {currency}, {weeks}").format(
        currency=scenario.currency, weeks=weeks_text(scenario.weeks)
    )
    first = _("Support level") if dimension == "level" else _("Segment")
    return Table(WORTH, title, _columns(first), tuple(rows), " ".join(_notes(answer)), total)


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, numeric=False),
        Column(_("Cost"), intervals=True),
        Column(_("Per ticket"), intervals=True),
        Column(_("Per customer and month")),
        Column(_("Revenue")),
        Column(_("Margin after support")),
        Column(_("Cost of revenue")),
    )


def _figures(answer: Answer, by: Mapping[str, str]) -> Iterator[Quantity]:
    for name in _FIGURES:
        found = answer.findings.get(name, by)
        if found.unit == "ratio":
            # a ratio of money to money is read as per cent
            found = replace(found, unit="share")
            answer.findings.trace(found, Origin(name, dict(by)))
        yield found


def _notes(answer: Answer) -> Iterator[str]:
    segments = answer.scenario.segments
    no_revenue = [name for name, segment in segments.items() if segment.revenue_per_customer_month is None]
    no_margin = [name for name, segment in segments.items() if segment.gross_margin is None and name not in no_revenue]
    if no_revenue:
        words = _(
            "No value (–) for {names}: give “Revenue per customer and month” and “Gross margin” on the page Demand."
        )
        yield words.format(names=", ".join(no_revenue))
    if no_margin:
        words = _("No margin (–) for {names}: give “Gross margin” on the page Demand.")
        yield words.format(names=", ".join(no_margin))
    if no_revenue and len(no_revenue) < len(segments):
        yield _("In the last row, revenue and margin are those of the other segments alone.")
    yield _(
        "Work is paid by whom it was for; waiting, breaks and absence by those with a live channel open in that hour of"
        " the week. Cost of revenue: what support costs out of what these customers pay."
    )
