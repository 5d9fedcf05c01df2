"""From studies to the neutral report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from planner.comparison import Comparison
from planner.economics import cost
from planner.metrics import measure
from planner.reporting.content import TABLES
from planner.reporting.content.answers import answers
from planner.reporting.content.assumptions import assumptions
from planner.reporting.content.cautions import cautions
from planner.reporting.content.comparison import comparison_section
from planner.reporting.content.crowding import crowding_section
from planner.reporting.content.findings import Findings
from planner.reporting.content.money import pay_of
from planner.reporting.content.overview import overview_table
from planner.reporting.content.promises import promises
from planner.reporting.content.terms import terms
from planner.reporting.content.uncertainty import uncertainty_of
from planner.reporting.quantities import weeks_text
from planner.reporting.report import CostRow, MetricRow, Remark, Report, Section
from planner.scenario import Plan
from planner.scenario.addresses import format_address
from planner.studies import Crowding
from planner.study import Study
from planner.texts import _
from planner.units import format_share
from planner.version import __version__


def build_report(
    plan: Plan,
    studies: Sequence[Study],
    comparisons: Sequence[Comparison] = (),
    crowded: Mapping[str, Crowding] | None = None,
) -> Report:
    """Measure the studies (at least one, all of the plan) and say what they came to, and how they compare.

    ``crowded`` has what was found of crowding, by scenario.
    """
    findings = [Findings(study.scenario, measure(study), cost(study), study.replications) for study in studies]
    report = report_of(plan, studies, findings, comparisons)
    sections = (crowding_section(found, name, plan.currency) for name, found in (crowded or {}).items())
    return replace(report, crowding=tuple(sections))


def report_of(
    plan: Plan, studies: Sequence[Study], findings: Sequence[Findings], comparisons: Sequence[Comparison] = ()
) -> Report:
    """The report of studies that were measured already."""
    scenario = studies[0].scenario
    names = [study.scenario.name for study in studies]
    by_name = dict(zip(names, findings, strict=True))
    return Report(
        title=plan.name or _("Plan without a name"),
        subtitle=_subtitle(studies),
        note=plan.note,
        currency=plan.currency,
        version=__version__,
        start=scenario.start,
        confidence=scenario.run.confidence,
        weeks=scenario.weeks,
        sections=tuple(_section(study, found) for study, found in zip(studies, findings, strict=True)),
        comparisons=tuple(comparison_section(comparison, plan.currency, by_name) for comparison in comparisons),
        overview=overview_table(findings),
        assumptions=_together(names, [assumptions(study.scenario) for study in studies]),
        warnings=(
            *_plan_warnings(plan, names),
            *_together(names, [cautions(found, study) for study, found in zip(studies, findings, strict=True)]),
        ),
        terms=terms(scenario.run.confidence),
    )


def _plan_warnings(plan: Plan, names: Sequence[str]) -> list[Remark]:
    """The warnings of the plan without those about scenarios that were not run."""
    left_out = tuple(format_address(("scenarios", name)) + "." for name in plan.scenario_names if name not in names)
    return [
        Remark(f"{problem.address}: {problem.message}", problem.mend)
        for problem in plan.warnings
        if not f"{problem.address}.".startswith(left_out)
    ]


def _subtitle(studies: Sequence[Study]) -> str:
    scenario = studies[0].scenario
    last = scenario.start + dt.timedelta(weeks=scenario.weeks, days=-1)
    counts = sorted({study.replications for study in studies})
    if counts == [1]:
        text = _(
            "{weeks}, {first} to {last} ({zone}), simulated once with seed {seed}. Counts, hours and costs are for"
            " these weeks. Intervals need more than one replication, and so does the certainty of a verdict."
        )
    else:
        text = _(
            "{weeks}, {first} to {last} ({zone}), simulated {replications} times with seed {seed}. Counts, hours and"
            " costs are means for these weeks; intervals have {confidence} confidence."
        )
    return text.format(
        weeks=weeks_text(scenario.weeks),
        first=scenario.start.isoformat(),
        last=last.isoformat(),
        zone=scenario.time_zone,
        replications=_replications_text(counts),
        seed=studies[0].seed,
        confidence=format_share(scenario.run.confidence, 0),
    )


def _replications_text(counts: Sequence[int]) -> str:
    return f"{counts[0]}" if len(counts) == 1 else _("{few} to {many}").format(few=counts[0], many=counts[-1])


def _section(study: Study, findings: Findings) -> Section:
    tables = (table(findings) for table in TABLES)
    uncertainty = uncertainty_of(study, promises(findings))
    return Section(
        scenario=study.scenario.name,
        note=study.scenario.note,
        seed=study.seed,
        replications=study.replications,
        stopped=study.stopped,
        answers=(*answers(findings), *(uncertainty.answers if uncertainty else ())),
        tables=(*(table for table in tables if table is not None), *(uncertainty.tables if uncertainty else ())),
        metrics=tuple(
            MetricRow(row.metric, findings.unit(row.metric), row.by, row.value, row.low, row.high)
            for row in findings.metrics
        ),
        costs=tuple(CostRow(row.line, row.by, row.value, row.low, row.high) for row in findings.costs),
        promises=promises(findings),
        pay=pay_of(findings, study.frames[0].months),
        uncertainty=uncertainty,
        inputs=study.inputs,
        records=study.records,
        numbers=study.numbers,
    )


def _together(names: Sequence[str], remarks: Iterable[Sequence[Remark]]) -> tuple[Remark, ...]:
    """The remarks of several scenarios, those that hold for all of them once and the others with their names."""
    holders: dict[Remark, list[str]] = {}
    for name, listed in zip(names, remarks, strict=True):
        for remark in listed:
            holders.setdefault(remark, []).append(name)
    return tuple(
        remark if len(found) == len(names) else Remark(f"{', '.join(found)}: {remark.text}", remark.mend)
        for remark, found in holders.items()
    )
