"""What the uncertain inputs of a plan do: chances of missing promises, and which input matters most."""

from __future__ import annotations

from collections.abc import Sequence

from planner.metrics import METRICS
from planner.reporting.content.promises import promise_text
from planner.reporting.quantities import quantity_text
from planner.reporting.report import (
    Cell,
    Column,
    ContributionRow,
    MissChanceRow,
    Promise,
    Quantity,
    Table,
    Uncertainty,
)
from planner.scenario.resolve import ranges_of
from planner.study import Study
from planner.texts import _
from planner.uncertainty import Contribution, MissChance, contributions, miss_chances

_MOST_INPUTS = 5
_LABELS = {metric.name: metric.label for metric in METRICS}


def uncertainty_of(study: Study, promises: Sequence[Promise]) -> Uncertainty | None:
    """Chances and contributions; None for a plan without ranges, whose numbers are all taken as known."""
    if not ranges_of(study.scenario):
        return None
    found = contributions(study)
    chances = _in_order(miss_chances(study), promises)
    tables = (_chances_table(study, chances), _contributions_table(study, found))
    return Uncertainty(
        answers=(*_chance_sentence(study, chances), *_input_sentence(found)),
        chances=tuple(
            MissChanceRow(row.level, row.channel, row.kind, row.chance, row.low, row.high, row.judged)
            for row, _promise in chances
        ),
        contributions=tuple(
            ContributionRow(row.outcome, row.address, row.correlation, row.share, row.certain) for row in found
        ),
        tables=tuple(table for table in tables if table is not None),
    )


Chances = Sequence[tuple[MissChance, Promise]]


def _in_order(found: Sequence[MissChance], promises: Sequence[Promise]) -> Chances:
    """Each chance with its promise, in the order in which the answer lists the promises."""
    by_place = {(row.level, row.channel, row.kind): row for row in found}
    return [
        (by_place[place], promise)
        for promise in promises
        if (place := (promise.level, promise.channel, promise.kind)) in by_place
    ]


def _chance(row: MissChance) -> Quantity:
    return Quantity(row.chance, row.low, row.high, "share")


def _chance_sentence(study: Study, chances: Chances) -> list[str]:
    if not chances:
        return []
    row, promise = max(chances, key=lambda listed: listed[0].chance)
    if not row.missed:
        text = _("With what is not known, no promise was missed in any of {count} possible worlds.")
        return [text.format(count=study.replications)]
    text = _("Most at risk by what is not known: {level} {channel}, {promise}: missed in {chance} of possible worlds.")
    return [
        text.format(
            level=promise.level,
            channel=promise.channel,
            promise=promise_text(promise),
            chance=quantity_text(_chance(row), interval=True),
        )
    ]


def _input_sentence(found: Sequence[Contribution]) -> list[str]:
    """Each input that some outcome depends on most, with these outcomes."""
    strongest = {row.outcome: row for row in reversed(found) if row.certain}
    outcomes: dict[str, list[str]] = {}
    for outcome in dict.fromkeys(row.outcome for row in found if row.outcome in strongest):
        outcomes.setdefault(strongest[outcome].address, []).append(str(_LABELS[outcome]))
    parts = [f"{address} ({_(' and ').join(labels)})" for address, labels in outcomes.items()]
    return [_("What is most worth knowing better: {parts}.").format(parts="; ".join(parts))] if parts else []


def _chances_table(study: Study, chances: Chances) -> Table | None:
    if not chances:
        return None
    rows: list[tuple[Cell, ...]] = [
        (promise.level, promise.channel, promise_text(promise), _chance(row)) for row, promise in chances
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
    rows = [row for outcome in dict.fromkeys(row.outcome for row in found) for row in _outcome_rows(outcome, found)]
    columns = (
        Column(_("Outcome"), numeric=False),
        Column(_("Depends on"), numeric=False),
        Column(_("If that rises, it"), numeric=False),
        Column(_("Share of what is explained")),
    )
    note = _(
        "In brackets: rank correlation over {count} replications; shares are squared correlations over their sum. What"
        " lies within two standard errors of none is left out: more replications may tell."
    )
    title = _("What the outcome depends on most")
    return Table("contributions", title, columns, tuple(rows), note.format(count=study.replications))


def _outcome_rows(outcome: str, found: Sequence[Contribution]) -> list[tuple[Cell, ...]]:
    """The inputs that are told apart from none, the outcome named once; a line that says so where there are none."""
    label = str(_LABELS[outcome])
    certain = [row for row in found if row.outcome == outcome and row.certain][:_MOST_INPUTS]
    if not certain:
        return [(label, _("nothing is told apart"), "", None)]
    return [
        (label if number == 0 else "", row.address, _direction(row), Quantity(row.share, unit="share"))
        for number, row in enumerate(certain)
    ]


def _direction(row: Contribution) -> str:
    word = _("rises") if row.correlation > 0 else _("falls")
    return f"{word} ({row.correlation:+.2f})".replace("-", "−")
