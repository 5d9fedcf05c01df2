"""Who waits longer because of whom, what would help, and what cost vanishes without a segment."""

from __future__ import annotations

from planner.comparison import Difference, Outcome
from planner.reporting.content.comparison import difference_of, outcome_text
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, CrowdingRow, CrowdingSection, Quantity, Table
from planner.studies import Crowding
from planner.texts import _

# estimate, interval, and what they say
Turned = tuple[float | None, float | None, float | None, str]


def crowding_section(found: Crowding, scenario: str, currency: str) -> CrowdingSection:
    """Everything that is said about crowding in one scenario."""
    names = list(found.without)
    rows = [
        CrowdingRow(segment, other, *_turned(found.wait(segment, other)))
        for segment in names
        for other in names
        if segment != other
    ]
    tables = (_waits_table(found, names), _remedies_table(found), _cost_table(found, names, currency))
    return CrowdingSection(
        scenario, _sentence(found), tuple(rows), tuple(table for table in tables if table is not None)
    )


def _turned(row: Difference) -> Turned:
    """From "shorter without the other" to "longer because of the other"."""
    value, low, high = (None if number is None else -number for number in (row.value, row.high, row.low))
    return value, low, high, _because(row.outcome)


def _because(outcome: Outcome) -> str:
    texts = {Outcome.BETTER: "longer", Outcome.WORSE: "shorter"}
    return texts.get(outcome, outcome.value)


def _sentence(found: Crowding) -> str:
    if not found.crowded:
        return _("No segment waits longer because of another one, beyond what chance does.")
    longer = _turned(found.wait(found.crowded, found.by))
    text = _("{crowded} waits {longer} longer for the first answer because of {by}.").format(
        crowded=found.crowded, by=found.by, longer=_seconds_text(longer)
    )
    helping = [remedy for remedy in found.remedies if remedy.crowded.outcome is Outcome.BETTER]
    if not helping:
        return text
    best = min(helping, key=lambda remedy: remedy.crowded.value or 0.0)
    saved = _seconds_text(_turned(best.crowded))
    return _("{text} What would help most: {remedy}, {saved} sooner.").format(text=text, remedy=best.name, saved=saved)


def _seconds_text(turned: Turned) -> str:
    value, low, high, _word = turned
    return quantity_text(Quantity(value, low, high, "s"), interval=True)


def _waits_table(found: Crowding, names: list[str]) -> Table | None:
    if len(names) < 2:
        return None
    words = {"longer": _("longer"), "shorter": _("shorter"), "equal": _("equal")}
    rows: list[tuple[Cell, ...]] = []
    for segment in names:
        for other in names:
            if segment == other:
                continue
            value, low, high, word = _turned(found.wait(segment, other))
            longer = Quantity(value, low, high, "s", signed=True)
            rows.append((segment, other, longer, words.get(word, _("? not told apart"))))
    columns = (
        Column(_("Segment"), numeric=False),
        Column(_("Because of"), numeric=False),
        Column(_("Waits longer by"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "Mean time to the first answer as it is, less that of the same people without the other segment, paired by"
        " replication."
    )
    return Table("crowding", _("Who waits because of whom"), columns, tuple(rows), note)


def _remedies_table(found: Crowding) -> Table | None:
    if not found.remedies:
        return None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            remedy.name,
            difference_of(remedy.crowded),
            outcome_text(remedy.crowded.outcome),
            difference_of(remedy.other),
            outcome_text(remedy.other.outcome),
        )
        for remedy in found.remedies
    )
    columns = (
        Column(_("What is changed"), numeric=False),
        Column(_("First answer, {segment}").format(segment=found.crowded), intervals=True),
        Column(_("Verdict"), numeric=False),
        Column(_("First answer, {segment}").format(segment=found.by), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    return Table("remedies", _("What would help {segment}").format(segment=found.crowded), columns, rows)


def _cost_table(found: Crowding, names: list[str], currency: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in names:
        value, low, high, _word = _turned(found.vanishing_cost(name))
        rows.append((name, Quantity(value, low, high, "money")))
    columns = (
        Column(_("Segment"), numeric=False),
        Column(_("Cost a month, {currency}").format(currency=currency), intervals=True),
    )
    note = _(
        "With the same people on the same shifts: contacts, overtime, articles and penalties. What fewer people would"
        " save needs a search for the best staffing with and without the segment."
    )
    title = _("Cost that vanishes without a segment, at unchanged staffing")
    return Table("vanishing_cost", title, columns, tuple(rows), note)
