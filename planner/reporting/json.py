"""The report as JSON: tidy rows for programs; no value is null."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.reporting.chapter import PlainRow
from planner.reporting.curves import SweepSection
from planner.reporting.report import (
    ComparisonSection,
    CostRow,
    CrowdingRow,
    MetricRow,
    Report,
    Section,
    Uncertainty,
    Verdict,
)
from planner.reporting.writer import ReportWriter
from planner.texts import lazy

FORMAT = 1


def json_text(report: Report) -> str:
    """The report as one JSON object.

    A number that is infinite (a percentile that the horizon does not reach) is null, and its row lists it under
    ``infinite``, because JSON has no infinity and null alone would read as "no value".
    """
    return json.dumps(json_object(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def json_object(report: Report) -> dict[str, Any]:
    """The report as plain dictionaries, lists and numbers."""
    return {
        "format": FORMAT,
        "plan": report.title,
        "currency": report.currency,
        "version": report.version,
        "weeks": report.weeks,
        "confidence": report.confidence,
        "studies": [_study(section) for section in report.sections],
        "comparisons": [_comparison(section) for section in report.comparisons],
        "crowding": [
            {
                "scenario": section.scenario,
                "sentence": section.sentence,
                "waits": [
                    {"segment": row.segment, "because_of": row.because_of, "unit": "s", "outcome": row.outcome}
                    | _numbers(row)
                    for row in section.rows
                ],
            }
            for section in report.crowding
        ],
        "sweep": None if report.sweep is None else _sweep(report.sweep),
        "chapters": [{"title": chapter.title, "sentences": list(chapter.sentences)} for chapter in report.chapters],
        **{name: _plain_rows(rows) for chapter in report.chapters for name, rows in chapter.rows.items()},
        "assumptions": [_remark(remark.text, remark.mend) for remark in report.assumptions],
        "warnings": [_remark(remark.text, remark.mend) for remark in report.warnings],
    }


def _sweep(sweep: SweepSection) -> dict[str, Any]:
    """The grid, its points by the names that their studies have, and a row for each point and figure."""
    return {
        "scenario": sweep.scenario,
        "reference": sweep.reference,
        "reference_is_the_plan": sweep.own,
        "sentences": list(sweep.sentences),
        "axes": [{"address": axis.address, "values": list(axis.values)} for axis in sweep.axes],
        "points": [
            {
                "scenario": point.scenario,
                "values": dict(point.values),
                "promises": {"all": point.promises, "met": point.met, "missed": point.missed},
            }
            for point in sweep.points
        ],
        "rows": [
            {
                "scenario": row.scenario,
                "values": dict(row.values),
                "metric": row.metric,
                "unit": row.unit,
                "by": dict(row.by),
                "outcome": row.outcome,
            }
            | _plain({name: getattr(row, name) for name in _NUMBERS_OF_A_ROW})
            for row in sweep.rows
        ],
    }


_NUMBERS_OF_A_ROW = ("value", "low", "high", "difference", "difference_low", "difference_high")


def _study(section: Section) -> dict[str, Any]:
    return {
        "scenario": section.scenario,
        "seed": section.seed,
        "replications": section.replications,
        "stopped": section.stopped,
        "answers": list(section.answers),
        "metrics": [_metric(row) for row in section.metrics],
        "costs": [_cost(row) for row in section.costs],
        "promises": [
            {
                "level": promise.level,
                "channel": promise.channel,
                "kind": promise.kind,
                "within": promise.within,
                "clock": promise.clock,
                "share": promise.share,
                "verdict": _VERDICTS[promise.verdict],
            }
            for promise in section.promises
        ],
        "uncertainty": None if section.uncertainty is None else _uncertainty(section.uncertainty),
    }


def _uncertainty(uncertainty: Uncertainty) -> dict[str, Any]:
    return {
        "miss_chances": [dataclasses.asdict(row) for row in uncertainty.chances],
        "contributions": [dataclasses.asdict(row) for row in uncertainty.contributions],
    }


_VERDICTS: Mapping[Verdict, str | None] = {
    Verdict.MET: "met",
    Verdict.NOT_CERTAIN: "not certain",
    Verdict.MISSED: "missed",
    Verdict.NO_VALUE: None,
}


def _comparison(section: ComparisonSection) -> dict[str, Any]:
    return {
        "baseline": section.baseline,
        "scenario": section.scenario,
        "replications": section.replications,
        "looked_at": section.looked_at,
        "sentence": section.sentence,
        "changes": [{"address": row.address, "before": row.before, "after": row.after} for row in section.changes],
        "differences": [
            {"metric": row.metric, "unit": row.unit, "by": dict(row.by), "outcome": row.outcome}
            | _plain(
                {
                    "baseline": row.baseline,
                    "other": row.other,
                    "value": row.value,
                    "low": row.low,
                    "high": row.high,
                    "likelihood": row.likelihood,
                }
            )
            for row in section.differences
        ],
    }


def _metric(row: MetricRow) -> dict[str, Any]:
    return {"metric": row.metric, "unit": row.unit, "by": dict(row.by)} | _numbers(row)


def _cost(row: CostRow) -> dict[str, Any]:
    return {"line": row.line, "by": dict(row.by)} | _numbers(row)


def _numbers(row: MetricRow | CostRow | CrowdingRow) -> dict[str, Any]:
    return _plain({"value": row.value, "low": row.low, "high": row.high})


def _plain(numbers: Mapping[str, float | None]) -> dict[str, Any]:
    infinite = [name for name, number in numbers.items() if number is not None and math.isinf(number)]
    plain: dict[str, Any] = {
        name: None if number is None or not math.isfinite(number) else number for name, number in numbers.items()
    }
    return plain | ({"infinite": infinite} if infinite else {})


def _plain_rows(rows: Sequence[PlainRow]) -> list[dict[str, Any]]:
    numbers = ({name: value for name, value in row.items() if isinstance(value, float)} for row in rows)
    return [{**row, **_plain(found)} for row, found in zip(rows, numbers, strict=True)]


def _remark(text: str, mend: str) -> dict[str, str]:
    return {"text": text, "mend": mend} if mend else {"text": text}


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    yield "report.json", json_text(report).encode()


JSON = ReportWriter("json", lazy("JSON file"), folder=False, files=_files)
