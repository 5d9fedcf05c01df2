"""A sweep as the report says it: the answer in sentences, an overview, and a curve for each figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.comparison import Comparison, Difference
from planner.metrics import METRICS
from planner.reporting.content.comparison import difference_of
from planner.reporting.content.findings import Findings
from planner.reporting.content.promises import promises
from planner.reporting.content.sweep_promises import by_promise, promise_curves, promise_rows, promises_met
from planner.reporting.content.sweep_sentences import sentences
from planner.reporting.content.sweep_tables import along, difference_word, over_grid, reference_word, unbroken
from planner.reporting.curves import Curve, SweepAxis, SweepPoint, SweepRow, SweepSection
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, Promise, Table, Verdict
from planner.scenario.addresses import parse_address
from planner.studies import Axis, Sweep
from planner.studies.sweep import FIGURES
from planner.texts import _
from planner.units import DAY, HOUR, MINUTE, format_share

_BY_NAME = {metric.name: metric for metric in METRICS}
_DURATION_UNITS = ((2 * MINUTE, 1.0, "s"), (2 * HOUR, MINUTE, "min"), (2 * DAY, HOUR, "h"))


def sweep_section(found: Sweep, findings: Sequence[Findings], compared: Mapping[str, str]) -> SweepSection:
    """Everything that is said about one sweep.

    ``findings`` are those of its points, ``compared`` has the sentence of each comparison, by scenario.
    """
    kept = [promises(each) for each in findings]
    followed = by_promise(kept)
    axes = sweep_axes(found.grid.axes)
    points = tuple(_point(found, axes, number, kept[number]) for number in range(len(found.points)))
    figures = [name for name in FIGURES if any(each.get(name).value is not None for each in findings)]
    return SweepSection(
        scenario=found.grid.scenario,
        reference=found.grid.reference.scenario.name,
        own=found.grid.own,
        axes=axes,
        points=points,
        sentences=sentences(found, axes, points, findings, followed, compared),
        overview=_overview(axes, points, findings),
        curves=(
            *(promises_met(axes, points) if len(axes) > 1 else ()),
            *promise_curves(axes, points, followed),
            *(_curve(name, found, axes, points, findings) for name in figures),
        ),
        rows=tuple(
            row
            for number, each in enumerate(findings)
            for row in (
                *_rows(points[number], each, found.comparisons[number]),
                *promise_rows(points[number], kept[number]),
            )
        ),
        note=_note(found),
    )


def _note(found: Sweep) -> str:
    comparison = next((each for each in found.comparisons if each is not None), None)
    if comparison is None:
        return ""
    text = _(
        "Differences are paired by replication: all points meet the same customers. {count} figures were compared; with"
        " {confidence} confidence not one of all verdicts is wrong (Holm's correction). Intervals are each by itself."
    )
    return text.format(count=comparison.looked_at, confidence=format_share(comparison.confidence, 0))


def sweep_axes(axes: Sequence[Axis]) -> tuple[SweepAxis, ...]:
    """The axes with labels that tell them apart, and numbers for charts."""
    labels = _labels([parse_address(axis.address) for axis in axes])
    return tuple(_axis(axis, label) for axis, label in zip(axes, labels, strict=True))


def _labels(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """The last part of each address, after the first part that differs where the last parts are equal."""
    last = [path[-1] for path in paths]
    if len(set(last)) == len(last):
        return last
    differs = next(place for place, parts in enumerate(zip(*paths, strict=False)) if len(set(parts)) > 1)
    return [f"{path[differs]} {path[-1]}" for path in paths]


def _axis(axis: Axis, label: str) -> SweepAxis:
    numbers, unit = axis.numbers(), ""
    if numbers is not None and axis.durations:
        largest = max(numbers)
        size, unit = next(((size, unit) for limit, size, unit in _DURATION_UNITS if largest < limit), (DAY, "d"))
        numbers = tuple(number / size for number in numbers)
    return SweepAxis(
        axis.address,
        label,
        tuple(_for_programs(axis.plain(value)) for value in axis.values),
        tuple(axis.text(value) for value in axis.values),
        numbers,
        unit,
    )


def _for_programs(value: Any) -> Any:
    """Plain data that JSON knows: dates and times as text."""
    if isinstance(value, dict):
        return {name: _for_programs(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_for_programs(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _point(found: Sweep, axes: Sequence[SweepAxis], number: int, kept: Sequence[Promise]) -> SweepPoint:
    point = found.points[number]
    places = tuple(axis.values.index(value) for axis, value in zip(found.grid.axes, point.values, strict=True))
    met, missed = (sum(promise.verdict is verdict for promise in kept) for verdict in (Verdict.MET, Verdict.MISSED))
    values = {axis.address: axis.values[place] for axis, place in zip(axes, places, strict=True)}
    return SweepPoint(point.scenario.name, values, places, len(kept), met, missed)


def _overview(axes: Sequence[SweepAxis], points: Sequence[SweepPoint], findings: Sequence[Findings]) -> Table:
    """A row for each point with the headline figures, without intervals: they stand with the curves."""
    currency = findings[0].scenario.currency
    labels = {
        "first_response_time_mean": _("Mean wait"),
        "first_response_time_p90": _("90 % within"),
        "abandonment_rate": _("Give up"),
        "occupancy": _("Occupancy"),
        "cost_total_per_month": _("Cost a month, {currency}").format(currency=currency),
        "cost_per_ticket": _("Per ticket, {currency}").format(currency=currency),
    }
    shown = {
        name: label for name, label in labels.items() if any(each.get(name).value is not None for each in findings)
    }
    rows: list[tuple[Cell, ...]] = [
        (
            *(axis.texts[place] for axis, place in zip(axes, point.places, strict=True)),
            _("{met} of {count}").format(met=point.met, count=point.promises),
            *(each.get(name) for name in shown),
        )
        for point, each in zip(points, findings, strict=True)
    ]
    columns = (
        *(Column(axis.label, numeric=False) for axis in axes),
        Column(_("Promises met"), numeric=False),
        *(Column(label) for label in shown.values()),
    )
    note = _("Wait: until the first answer, nights and weekends included.")
    return Table("sweep", _("At a glance"), columns, tuple(rows), note)


def _curve(
    name: str, found: Sweep, axes: Sequence[SweepAxis], points: Sequence[SweepPoint], findings: Sequence[Findings]
) -> Curve:
    metric, currency = _BY_NAME[name], findings[0].scenario.currency
    title = f"{metric.label}, {currency}" if metric.unit == "money" else str(metric.label)
    quantities = tuple(each.get(name) for each in findings)
    differences = [_total(comparison, name) for comparison in found.comparisons]
    reference = reference_word(found.grid.own)
    words = [
        reference if comparison is None else difference_word(difference)
        for comparison, difference in zip(found.comparisons, differences, strict=True)
    ]
    if len(axes) > 1:
        texts = [
            f"{quantity_text(each, interval=True)} {unbroken(word)}"
            for each, word in zip(quantities, words, strict=True)
        ]
        return Curve(title, metric.unit, quantities, over_grid(title, axes, points, texts))
    cells = [
        (each, None if difference is None else difference_of(difference), word)
        for each, difference, word in zip(quantities, differences, words, strict=True)
    ]
    columns = (
        Column(_("Estimate"), intervals=True),
        Column(_("Difference"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    return Curve(title, metric.unit, quantities, along(title, axes[0], points, cells, columns))


def _total(comparison: Comparison | None, metric: str) -> Difference | None:
    rows = comparison.differences if comparison is not None else ()
    return next((row for row in rows if row.metric == metric and not row.by), None)


def _rows(point: SweepPoint, findings: Findings, comparison: Comparison | None) -> Iterator[SweepRow]:
    """The figures of a point in total and by segment, with their differences."""
    rows = comparison.differences if comparison is not None else ()
    differences = {(row.metric, row.by.get("segment", "")): row for row in rows}
    for metric in FIGURES:
        for by in ({}, *findings.splits([metric], ["segment"])):
            figure = findings.get(metric, by)
            row = differences.get((metric, by.get("segment", "")))
            outcome = "reference" if comparison is None else row.outcome.value if row else "no value"
            yield SweepRow(
                point.scenario, point.values, metric, figure.unit, by, figure.value, figure.low, figure.high,
                *_numbers(row), outcome,
            )  # fmt: skip


def _numbers(row: Difference | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if row is None else (row.value, row.low, row.high)
