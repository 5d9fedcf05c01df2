"""What the weeks cost, line by line."""

from __future__ import annotations

from planner.texts import _, lazy
from ui.charts.picture import Picture, Subject, series_of

KEY = "money"
TITLE = lazy("What the weeks cost")


def draw(subject: Subject) -> Picture:
    """A bar for each line of the cost that is not zero, for the member where costs are split by it."""
    from planner.economics import LINES

    rows = {row.line: row for row in subject.answer.findings.costs if dict(row.by) == dict(subject.by) and row.value}
    lines = [line for line in LINES if line.name in rows]
    quantities = [subject.answer.findings.quantity_of(rows[line.name]) for line in lines]
    currency = subject.answer.scenario.currency
    names = tuple(str(line.label) for line in lines)
    return Picture(str(TITLE), _("line"), currency, names, (series_of(_("cost"), quantities, style="bars"),))
