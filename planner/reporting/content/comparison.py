"""A scenario against the baseline: the sentence for a manager, what differs in the plans, and the differences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from planner.comparison import Change, Comparison, Difference, Outcome
from planner.metrics import METRICS
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, ChangeRow, Column, ComparisonSection, DifferenceRow, Quantity, Table
from planner.texts import LazyText, _, lazy
from planner.units import format_share

_MOST_NAMED = 2  # gains and losses in the sentence
# what a manager would say when a figure falls, and when it rises; the most important first
_SAID: dict[str, tuple[LazyText, LazyText]] = {
    "cost_total_per_month": (lazy("saves {x} a month"), lazy("costs {x} more a month")),
    "contacts_unserved": (lazy("leaves {x} fewer needs unserved"), lazy("leaves {x} more needs unserved")),
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
    "margin_after_support": (lazy("leaves {x} less margin"), lazy("leaves {x} more margin")),
}
_BY_NAME = {metric.name: metric for metric in METRICS}


def comparison_section(comparison: Comparison, currency: str) -> ComparisonSection:
    """Everything that is said about one comparison."""
    shown = [row for row in comparison.differences if row.outcome is not Outcome.NO_VALUE]
    return ComparisonSection(
        baseline=comparison.baseline,
        scenario=comparison.other,
        replications=comparison.replications,
        looked_at=comparison.looked_at,
        sentence=_sentence(comparison, currency),
        changes=tuple(_change_row(change) for change in comparison.changes),
        differences=tuple(_difference_row(row) for row in comparison.differences),
        tables=tuple(
            table
            for table in (
                _changes_table(comparison),
                _totals_table(comparison, [row for row in shown if not row.by], currency),
                _segments_table([row for row in shown if row.by], currency),
            )
            if table is not None
        ),
    )


def _sentence(comparison: Comparison, currency: str) -> str:
    totals = {row.metric: row for row in comparison.differences if not row.by}
    said = [name for name in _SAID if name in totals]
    gains = [_phrase(totals[name], currency) for name in said if totals[name].outcome is Outcome.BETTER]
    losses = [_phrase(totals[name], currency) for name in said if totals[name].outcome is Outcome.WORSE]
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


def _joined(phrases: Sequence[str]) -> str:
    return _(" and ").join(phrases)


def _phrase(row: Difference, currency: str) -> str:
    falls, rises = _SAID[row.metric]
    value = abs(row.value or 0.0)
    return str(falls if (row.value or 0.0) < 0 else rises).format(x=_amount(row.metric, value, currency))


def _amount(metric: str, value: float, currency: str) -> str:
    unit = _BY_NAME[metric].unit
    if unit == "share":
        return _("{points} points").format(points=f"{100 * value:.1f}")
    return quantity_text(Quantity(value, unit=unit), currency=currency)


def signed_text(row: Difference, currency: str) -> str:
    """The difference with its sign and interval: "+4.2 points (+3.1 to +5.3)"."""
    numbers = [row.value, row.low, row.high]
    value, low, high = (_with_sign(row.metric, number, currency) for number in numbers)
    return f"{value} ({low} to {high})" if low and high and {low, high} != {value} else value


def _with_sign(metric: str, number: float | None, currency: str) -> str:
    if number is None or not math.isfinite(number):
        return ""
    text = _amount(metric, abs(number), currency)
    return text if number == 0 else f"{'+' if number > 0 else '−'}{text}"


def _totals_table(comparison: Comparison, rows: Sequence[Difference], currency: str) -> Table | None:
    if not rows:
        return None
    columns = (
        Column("", numeric=False),
        Column(comparison.baseline),
        Column(comparison.other),
        Column(_("Difference")),
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
            (str(_BY_NAME[row.metric].label), _figure(row, row.baseline), _figure(row, row.other),
             signed_text(row, currency), outcome_text(row.outcome))
            for row in rows
        ),
        note.format(count=comparison.looked_at, confidence=format_share(comparison.confidence, 0)),
    )  # fmt: skip


def _segments_table(rows: Sequence[Difference], currency: str) -> Table | None:
    """The differences of segments that are told apart."""
    told = [row for row in rows if row.outcome in {Outcome.BETTER, Outcome.WORSE, Outcome.DIFFERENT}]
    if not told:
        return None
    segments = {row.by["segment"]: [each for each in told if each.by == row.by] for row in told}
    cells: list[tuple[Cell, ...]] = [
        (segment, str(_BY_NAME[row.metric].label), signed_text(row, currency), outcome_text(row.outcome))
        for segment, listed in segments.items()
        for row in listed
    ]
    columns = (
        Column(_("Segment"), numeric=False),
        Column("", numeric=False),
        Column(_("Difference")),
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
    rows = tuple((row.address, row.before, row.after) for row in map(_change_row, comparison.changes))
    title = _("What differs between “{other}” and “{baseline}”")
    return Table("changes", title.format(other=comparison.other, baseline=comparison.baseline), columns, rows)


def _figure(row: Difference, number: float | None) -> Quantity:
    return Quantity(number, unit=_BY_NAME[row.metric].unit)


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
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_plain_text(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_plain_text(part) for part in value) + "]"
    return str(value)
