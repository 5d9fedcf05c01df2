"""A scenario against the baseline: the sentence for a manager, what differs in the plans, and the differences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.comparison import Change, Comparison, Difference, Outcome
from planner.metrics import METRICS
from planner.reporting.content.findings import Findings
from planner.reporting.quantities import NO_VALUE, quantity_text, weeks_text
from planner.reporting.report import Cell, ChangeRow, Column, ComparisonSection, DifferenceRow, Quantity, Table, Unit
from planner.scenario.addresses import format_address
from planner.texts import LazyText, _, lazy
from planner.units import format_share

_MOST_NAMED = 2  # gains and losses in the sentence
# what a manager would say when a figure falls, and when it rises; the most important first
_SAID: dict[str, tuple[LazyText, LazyText]] = {
    "cost_total_per_month": (lazy("saves {x} a month"), lazy("costs {x} more a month")),
    "contacts_unserved": (
        lazy("leaves {x} fewer needs unserved in {weeks}"),
        lazy("leaves {x} more needs unserved in {weeks}"),
    ),
    "target_attainment_answer": (
        lazy("answers {x} fewer of the waiting contacts in time"),
        lazy("answers {x} more of the waiting contacts in time"),
    ),
    "target_attainment_reply": (
        lazy("replies in time to {x} fewer of the tickets"),
        lazy("replies in time to {x} more of the tickets"),
    ),
    "first_response_time_mean": (
        lazy("gives the first answer {x} sooner"),
        lazy("gives the first answer {x} later"),
    ),
    "average_speed_of_answer": (lazy("picks up {x} sooner"), lazy("picks up {x} later")),
    "abandonment_rate": (lazy("loses {x} fewer of the waiting"), lazy("loses {x} more of the waiting")),
    "resolution_time_mean": (lazy("solves tickets {x} sooner"), lazy("solves tickets {x} later")),
    "satisfaction": (lazy("satisfies {x} fewer customers"), lazy("satisfies {x} more customers")),
    "margin_after_support": (
        lazy("leaves {x} less margin in {weeks}"),
        lazy("leaves {x} more margin in {weeks}"),
    ),
}
# Their labels do not tell the time that they are about, and others beside them are about a month.
_OF_THE_WEEKS = {"contacts_unserved", "margin_after_support"}
_BY_NAME = {metric.name: metric for metric in METRICS}


def comparison_section(comparison: Comparison, currency: str, studied: Mapping[str, Findings]) -> ComparisonSection:
    """Everything that is said about one comparison.

    ``studied`` has what is known about both scenarios, by name: the intervals of their figures.
    """
    shown = [row for row in comparison.differences if row.outcome is not Outcome.NO_VALUE]
    figures = _Figures(currency, weeks_text(studied[comparison.baseline].scenario.weeks), studied)
    return ComparisonSection(
        baseline=comparison.baseline,
        scenario=comparison.other,
        replications=comparison.replications,
        looked_at=comparison.looked_at,
        sentence=_sentence(comparison, figures),
        changes=tuple(_change_row(change) for change in comparison.changes),
        differences=tuple(_difference_row(row) for row in comparison.differences),
        tables=tuple(
            table
            for table in (
                _changes_table(comparison),
                _totals_table(comparison, [row for row in shown if not row.by], figures),
                _segments_table([row for row in shown if row.by], figures),
            )
            if table is not None
        ),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """How the figures of a comparison are written."""

    currency: str
    weeks: str
    studied: Mapping[str, Findings]

    def label(self, metric: str) -> str:
        """The name of a figure, with its currency, and with the time where it is about the weeks."""
        parts = [str(_BY_NAME[metric].label)]
        if metric in _OF_THE_WEEKS:
            parts.append(self.weeks)
        if _BY_NAME[metric].unit == "money":
            parts.append(self.currency)
        return ", ".join(parts)

    def phrase(self, row: Difference) -> str:
        """What a manager would say about a difference."""
        falls, rises = _SAID[row.metric]
        return str(falls if (row.value or 0.0) < 0 else rises).format(x=self._size(row), weeks=self.weeks)

    def of(self, scenario: str, row: Difference, value: float | None) -> Quantity:
        """A figure of one scenario, with its interval where it rests on the same replications as the difference."""
        found = self.studied[scenario].get(row.metric, row.by)
        same = value is not None and found.value is not None and math.isclose(value, found.value)
        return found if same else Quantity(value, unit=found.unit)

    def _size(self, row: Difference) -> str:
        numbers = [None if number is None else abs(number) for number in (row.value, row.low, row.high)]
        value, *limits = numbers
        low, high = sorted(limit for limit in limits if limit is not None) if None not in limits else (None, None)
        return quantity_text(Quantity(value, low, high, _unit(row)), interval=True, currency=self.currency)


def _unit(row: Difference) -> Unit:
    """The unit of a difference: that of the figure, but shares differ by points."""
    unit = _BY_NAME[row.metric].unit
    return "points" if unit == "share" else unit


def difference_of(row: Difference) -> Quantity:
    """The difference with its sign and interval: "+4.2 points (+3.1 to +5.3)"."""
    return Quantity(row.value, row.low, row.high, _unit(row), signed=True)


def _sentence(comparison: Comparison, figures: _Figures) -> str:
    totals = {row.metric: row for row in comparison.differences if not row.by}
    said = [row for name in _SAID if (row := totals.get(name)) is not None and not _is_mix(row, comparison)]
    gains = [figures.phrase(row) for row in said if row.outcome is Outcome.BETTER]
    losses = [figures.phrase(row) for row in said if row.outcome is Outcome.WORSE]
    names = {"other": comparison.other, "baseline": comparison.baseline}
    if not gains and not losses:
        if all(row.outcome in {Outcome.EQUAL, Outcome.NO_VALUE} for row in comparison.differences):
            return _("“{other}” changes none of the figures that were looked at.").format(**names)
        text = _("With {count} replications “{other}” cannot be told apart from “{baseline}”.")
        return text.format(count=comparison.replications, **names)
    good, bad = (_joined(phrases[:_MOST_NAMED]) for phrases in (gains, losses))
    if gains and losses:
        return _("“{other}” {good}, but {bad}.").format(good=good, bad=bad, **names)
    text = _("“{other}” {good}; nothing else is told apart to be worse.") if gains else _("“{other}” {bad}.")
    return text.format(good=good, bad=bad, **names)


def _is_mix(row: Difference, comparison: Comparison) -> bool:
    """Whether a mean moves only because other customers ask, and for no segment in the same direction."""
    if _BY_NAME[row.metric].denominator is None:
        return False
    segments = [each for each in comparison.differences if each.metric == row.metric and each.by]
    return len(segments) > 1 and all(each.outcome is not row.outcome for each in segments)


def _joined(phrases: Sequence[str]) -> str:
    return _(" and ").join(phrases)


def _totals_table(comparison: Comparison, rows: Sequence[Difference], figures: _Figures) -> Table | None:
    if not rows:
        return None
    columns = (
        Column(_("Figure"), numeric=False),
        Column(comparison.baseline, roomy=True),
        Column(comparison.other, roomy=True),
        Column(_("Difference"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "Paired by replication: both scenarios meet the same customers. {count} figures were compared; with"
        " {confidence} confidence not one of all verdicts is wrong (Holm's correction). Intervals are each by itself."
    )
    return Table(
        "comparison",
        _("“{other}” against “{baseline}”").format(other=comparison.other, baseline=comparison.baseline),
        columns,
        tuple(
            (
                figures.label(row.metric),
                figures.of(comparison.baseline, row, row.baseline),
                figures.of(comparison.other, row, row.other),
                difference_of(row),
                outcome_text(row.outcome),
            )
            for row in rows
        ),
        note.format(count=comparison.looked_at, confidence=format_share(comparison.confidence, 0)),
    )


def _segments_table(rows: Sequence[Difference], figures: _Figures) -> Table | None:
    """The differences of segments that are told apart."""
    told = [row for row in rows if row.outcome in {Outcome.BETTER, Outcome.WORSE, Outcome.DIFFERENT}]
    if not told:
        return None
    segments = {row.by["segment"]: [each for each in told if each.by == row.by] for row in told}
    cells: list[tuple[Cell, ...]] = [
        (segment, figures.label(row.metric), difference_of(row), outcome_text(row.outcome))
        for segment, listed in segments.items()
        for row in listed
    ]
    columns = (
        Column(_("Segment"), numeric=False),
        Column(_("Figure"), numeric=False),
        Column(_("Difference"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    left = len(rows) - len(told)
    note = _("{count} further figures of segments are equal or not told apart.").format(count=left) if left else ""
    return Table("comparison_segments", _("What changes for each segment"), columns, tuple(cells), note)


def _changes_table(comparison: Comparison) -> Table | None:
    if not comparison.changes:
        return None
    columns = (
        Column(_("What differs"), numeric=False),
        Column(comparison.baseline, numeric=False),
        Column(comparison.other, numeric=False),
    )
    rows = tuple(
        (address, _plain_text(before), _plain_text(after))
        for change in comparison.changes
        for address, before, after in _leaves(change.address, change.before, change.after)
    )
    title = _("What differs between “{other}” and “{baseline}”")
    return Table("changes", title.format(other=comparison.other, baseline=comparison.baseline), columns, rows)


def _leaves(address: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """A part that is new or gone, key by key: on one line nobody reads it."""
    part = after if before is None else before if after is None else None
    if not isinstance(part, dict) or not part:
        yield address, before, after
        return
    for name, value in part.items():
        inner = (None, value) if before is None else (value, None)
        yield from _leaves(f"{address}.{format_address((name,))}", *inner)


def outcome_text(outcome: Outcome) -> str:
    """The verdict in words."""
    texts = {
        Outcome.BETTER: _("✓ better"),
        Outcome.WORSE: _("✗ worse"),
        Outcome.DIFFERENT: _("different"),
        Outcome.EQUAL: _("equal"),
        Outcome.NOT_TOLD_APART: _("? not told apart"),
        Outcome.NO_VALUE: _("– no value"),
    }
    return texts[outcome]


def _difference_row(row: Difference) -> DifferenceRow:
    return DifferenceRow(
        row.metric, _BY_NAME[row.metric].unit, row.by, row.baseline, row.other, row.value, row.low, row.high,
        row.likelihood, row.outcome.value,
    )  # fmt: skip


def _change_row(change: Change) -> ChangeRow:
    return ChangeRow(change.address, _plain_text(change.before), _plain_text(change.after))


def _plain_text(value: Any) -> str:
    """Plain data as a plan writes it, on one line; "–" for nothing."""
    if value is None:
        return NO_VALUE
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_plain_text(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_plain_text(part) for part in value) + "]"
    return str(value)
