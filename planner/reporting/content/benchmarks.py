"""A benchmark line that the plan chooses: the first answer in chat, and satisfaction, beside those of others."""

from __future__ import annotations

from dataclasses import dataclass

from planner.reporting.content.findings import Findings
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.texts import _


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """Mean seconds until the first answer in chat, and the share of satisfied customers."""

    first_response: float
    satisfied: float


# Averages of three industries as a vendor of chat software published them; see "Benchmarks" in docs/model.md.
LINES = {"A": BenchmarkLine(84.0, 0.895), "B": BenchmarkLine(113.0, 0.861), "C": BenchmarkLine(96.0, 0.901)}


def benchmark_table(findings: Findings) -> Table | None:
    """The plan's figures beside the line that it chose; None where it chose none."""
    chosen = findings.scenario.experience.benchmark
    if chosen is None:
        return None
    line = LINES[chosen]
    rows: list[tuple[Cell, ...]] = [
        _row(_("First answer on {channel}, mean").format(channel=name), reached, line.first_response, lower=True)
        for name, channel in findings.scenario.channels.items()
        if channel.held and (reached := findings.get("first_response_time_mean", {"channel": name})).value is not None
    ]
    satisfied = findings.get("satisfaction")
    if satisfied.value is not None:
        rows.append(_row(_("Satisfied, estimated"), satisfied, line.satisfied, lower=False))
    if not rows:
        return None
    columns = (
        Column("", numeric=False),
        Column(_("This plan"), intervals=True),
        Column(_("Line {name}").format(name=chosen)),
        Column("", numeric=False),
    )
    note = _("Averages of many companies of one industry; a line to look at, not a target that suits every desk.")
    return Table("benchmark", _("Beside the benchmark"), columns, tuple(rows), note)


def _row(label: str, reached: Quantity, line: float, *, lower: bool) -> tuple[Cell, ...]:
    limit = Quantity(line, unit=reached.unit)
    return label, reached, quantity_text(limit), _word(reached, line, lower=lower)


def _word(reached: Quantity, line: float, *, lower: bool) -> str:
    """Better or worse than the line where the whole interval is."""
    low = reached.low if reached.low is not None else reached.value
    high = reached.high if reached.high is not None else reached.value
    if low is None or high is None or low <= line <= high:
        return _("? about the same")
    return _("✓ better") if (high < line) == lower else _("✗ worse")
