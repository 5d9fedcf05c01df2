"""From a sweep to the neutral report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.economics import cost
from planner.metrics import measure
from planner.reporting.building import report_of
from planner.reporting.content.findings import Findings
from planner.reporting.content.sweep import sweep_section
from planner.reporting.report import Remark, Report
from planner.scenario import Plan
from planner.studies import Sweep


def build_sweep_report(plan: Plan, found: Sweep) -> Report:
    """Measure the points of a sweep (at least one) and say how the figures move from one to the next.

    The report holds no records: they are many, and each point can be run by itself.
    """
    findings = [Findings(study.scenario, measure(study), cost(study), study.replications) for study in found.studies]
    comparisons = [comparison for comparison in found.comparisons if comparison is not None]
    report = report_of(plan.with_warnings(()), found.studies, findings, comparisons)
    return replace(
        report,
        sections=tuple(replace(section, inputs=None, records=(), numbers=()) for section in report.sections),
        overview=None,
        sweep=sweep_section(found, findings, {each.scenario: each.sentence for each in report.comparisons}),
        warnings=(*_warnings(found), *report.warnings),
    )


def _warnings(found: Sweep) -> Sequence[Remark]:
    """What checks warn of: once where it holds for all points, else with the points."""
    holders: dict[Remark, list[str]] = {}
    for point in found.points:
        for problem in point.warnings:
            remark = Remark(f"{problem.address}: {problem.message}", problem.mend)
            holders.setdefault(remark, []).append(point.scenario.name)
    return [
        remark if len(names) == len(found.points) else Remark(f"{', '.join(names)}: {remark.text}", remark.mend)
        for remark, names in holders.items()
    ]
