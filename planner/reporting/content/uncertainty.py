"""What the uncertain inputs of a plan do: chances of missing promises, and which input matters most."""

from __future__ import annotations

from collections.abc import Sequence

from planner.metrics import METRICS
from planner.reporting.report import Cell, Column, ContributionRow, MissChanceRow, Quantity, Table, Uncertainty
from planner.scenario.resolve import ranges_of
from planner.study import Study
from planner.texts import _
from planner.uncertainty import Contribution, MissChance, contributions, miss_chances
from planner.units import format_share

_MOST_INPUTS = 5


def uncertainty_of(study: Study) -> Uncertainty | None:
    """Chances and contributions; None for a plan without ranges, whose numbers are all taken as known."""
    if not ranges_of(study.scenario):
        return None
    chances, found = miss_chances(study), contributions(study)
    tables = (_chances_table(study, chances), _contributions_table(study, found))
    return Uncertainty(
        chances=tuple(
            MissChanceRow(row.level, row.channel, row.kind, row.chance, row.low, row.high, row.judged)
            for row in chances
        ),
        contributions=tuple(
            ContributionRow(row.outcome, row.address, row.correlation, row.share, row.certain) for row in found
        ),
        tables=tuple(table for table in tables if table is not None),
    )


def _chances_table(study: Study, chances: Sequence[MissChance]) -> Table | None:
    if not chances:
        return None
    kinds = {"answer": _("answer"), "reply": _("reply"), "resolve": _("solution")}
    rows: list[tuple[Cell, ...]] = [
        (row.level, row.channel, kinds[row.kind], Quantity(row.chance, row.low, row.high, "share")) for row in chances
    ]
    columns = (
        Column(_("Level"), numeric=False),
        Column(_("Channel"), numeric=False),
        Column(_("Promise"), numeric=False),
        Column(_("Chance to miss it"), intervals=True),
    )
    note = _(
        "The share of {count} possible worlds, each with its own values from the plan's ranges, in which the weeks miss"
        " the promise."
    )
    return Table(
        "miss_chances", _("How sure the promises are"), columns, tuple(rows), note.format(count=study.replications)
    )


def _contributions_table(study: Study, found: Sequence[Contribution]) -> Table | None:
    if not found:
        return None
    labels = {metric.name: str(metric.label) for metric in METRICS}
    rows: list[tuple[Cell, ...]] = []
    for outcome in dict.fromkeys(row.outcome for row in found):
        ranked = [row for row in found if row.outcome == outcome][:_MOST_INPUTS]
        for number, row in enumerate(ranked):
            rows.append(
                (
                    labels[outcome] if number == 0 else "",
                    row.address,
                    f"{row.correlation:+.2f}",
                    format_share(row.share, 0) if row.certain else _("not told apart"),
                )
            )
    columns = (
        Column(_("Outcome"), numeric=False),
        Column(_("Depends on"), numeric=False),
        Column(_("Rank correlation")),
        Column(_("Share of what is explained")),
    )
    note = _(
        "Rank correlations over {count} replications; shares are squared correlations over their sum. Those within two"
        " standard errors of none are not told apart: more replications may tell."
    )
    title = _("What the outcome depends on most")
    return Table("contributions", title, columns, tuple(rows), note.format(count=study.replications))
