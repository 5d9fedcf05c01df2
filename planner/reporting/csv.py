"""The report as a folder of CSV files: tidy rows that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from planner.reporting.curves import SweepSection
from planner.reporting.report import ContributionRow, MissChanceRow, Report
from planner.reporting.writer import ReportWriter
from planner.texts import lazy

SPLITS = ("segment", "level", "channel", "topic", "tier", "team", "hour_of_week")
_DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a leading =, +, -, @, tab or return."""
    return f"'{text}" if text.startswith(_DANGEROUS_STARTS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file in UTF-8 with a byte-order mark, which Excel needs to read names in other alphabets.

    Numbers are written in full; None and NaN are empty, infinity is "inf".
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([safe_text(name) for name in header])
    writer.writerows([_field(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _field(value: object) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return safe_text(value) if isinstance(value, str) else value


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    yield "metrics.csv", _metrics(report)
    yield "costs.csv", _costs(report)
    yield "studies.csv", _studies(report)
    if any(section.uncertainty for section in report.sections):
        yield "miss_chances.csv", _uncertain(report, "chances", MissChanceRow)
        yield "contributions.csv", _uncertain(report, "contributions", ContributionRow)
    if report.crowding:
        yield "crowding.csv", _crowding(report)
    if report.sweep is not None:
        yield "sweep.csv", _sweep(report.sweep)
    for chapter in report.chapters:
        for name, rows in chapter.rows.items():
            if rows:
                yield f"{name}.csv", csv_bytes(list(rows[0]), (list(row.values()) for row in rows))
    if report.comparisons:
        yield "differences.csv", _differences(report)
        yield "changes.csv", _changes(report)
    yield "remarks.csv", _remarks(report)


def _metrics(report: Report) -> bytes:
    splits = _splits(row.by for section in report.sections for row in section.metrics)
    rows = (
        [section.scenario, row.metric, row.unit, *(row.by.get(split) for split in splits), row.value, row.low, row.high]
        for section in report.sections
        for row in section.metrics
    )
    return csv_bytes(["scenario", "metric", "unit", *splits, "value", "low", "high"], rows)


def _costs(report: Report) -> bytes:
    splits = _splits(row.by for section in report.sections for row in section.costs)
    rows = (
        [
            section.scenario,
            row.line,
            report.currency,
            *(row.by.get(split) for split in splits),
            row.value,
            row.low,
            row.high,
        ]
        for section in report.sections
        for row in section.costs
    )
    return csv_bytes(["scenario", "line", "currency", *splits, "value", "low", "high"], rows)


def _uncertain(report: Report, name: str, row_type: type[MissChanceRow | ContributionRow]) -> bytes:
    columns = [field.name for field in fields(row_type)]
    rows = (
        [section.scenario, *(getattr(row, column) for column in columns)]
        for section in report.sections
        if section.uncertainty is not None
        for row in getattr(section.uncertainty, name)
    )
    return csv_bytes(["scenario", *columns], rows)


def _crowding(report: Report) -> bytes:
    rows = (
        [section.scenario, row.segment, row.because_of, row.value, row.low, row.high, row.outcome]
        for section in report.crowding
        for row in section.rows
    )
    return csv_bytes(["scenario", "segment", "because_of", "seconds_longer", "low", "high", "outcome"], rows)


def _sweep(sweep: SweepSection) -> bytes:
    """The values of the point first, each under its address; a value that is a table as JSON."""
    splits = _splits(row.by for row in sweep.rows)
    numbers = ("value", "low", "high", "difference", "difference_low", "difference_high")
    rows = (
        [
            *(value if isinstance(value, int | float | str) else json.dumps(value) for value in row.values.values()),
            row.metric,
            row.unit,
            *(row.by.get(split) for split in splits),
            *(getattr(row, name) for name in numbers),
            row.outcome,
        ]
        for row in sweep.rows
    )
    return csv_bytes([*(axis.address for axis in sweep.axes), "metric", "unit", *splits, *numbers, "outcome"], rows)


def _differences(report: Report) -> bytes:
    splits = _splits(row.by for section in report.comparisons for row in section.differences)
    rows = (
        [
            section.baseline,
            section.scenario,
            row.metric,
            row.unit,
            *(row.by.get(split) for split in splits),
            row.baseline,
            row.other,
            row.value,
            row.low,
            row.high,
            row.likelihood,
            row.outcome,
        ]
        for section in report.comparisons
        for row in section.differences
    )
    numbers = ["baseline_value", "scenario_value", "difference", "low", "high", "likelihood", "outcome"]
    return csv_bytes(["baseline", "scenario", "metric", "unit", *splits, *numbers], rows)


def _changes(report: Report) -> bytes:
    rows = (
        [section.baseline, section.scenario, row.address, row.before, row.after]
        for section in report.comparisons
        for row in section.changes
    )
    return csv_bytes(["baseline", "scenario", "address", "baseline_value", "scenario_value"], rows)


def _studies(report: Report) -> bytes:
    header = ["plan", "scenario", "seed", "replications", "stopped", "weeks", "confidence", "version"]
    rows = (
        [
            report.title,
            section.scenario,
            section.seed,
            section.replications,
            "yes" if section.stopped else "no",
            report.weeks,
            report.confidence,
            report.version,
        ]
        for section in report.sections
    )
    return csv_bytes(header, rows)


def _remarks(report: Report) -> bytes:
    rows = [["assumption", remark.text, remark.mend] for remark in report.assumptions]
    rows += [["warning", remark.text, remark.mend] for remark in report.warnings]
    return csv_bytes(["kind", "text", "mend"], rows)


def _splits(splits: Iterable[Mapping[str, str]]) -> list[str]:
    """The known splits always, in their order; further ones as they come."""
    return list(dict.fromkeys([*SPLITS, *(key for by in splits for key in by)]))


CSV = ReportWriter(
    "csv",
    lazy("folder of CSV tables"),
    folder=True,
    files=_files,
    owns=r"((staffing|hours|levels|growth|hiring|avoidable)(_[a-z]+)*|crowding|sweep|differences|changes|miss_chances|contributions)\.csv",
)
