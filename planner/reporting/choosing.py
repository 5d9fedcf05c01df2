"""From a choice between staffed options to the neutral report: its chapter, and the scenarios that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.economics import cost
from planner.metrics import measure
from planner.reporting.building import report_of
from planner.reporting.chapter import Chapter
from planner.reporting.content.findings import Findings
from planner.reporting.content.levels import levels_chapter
from planner.reporting.content.opening_hours import hours_chapter
from planner.reporting.report import Report
from planner.scenario import Plan, Scenario
from planner.studies import HoursStudy, LevelsStudy
from planner.study import Study
from planner.version import __version__


def build_hours_report(plan: Plan, scenario: Scenario, found: HoursStudy) -> Report:
    """The chapter about opening hours, and every option that can be staffed as a scenario."""
    studies = [option.staffing.study for option in found.options if option.staffing is not None and option.possible]
    findings = [_findings(study) for study in studies]
    chapter = hours_chapter(found, {each.scenario.name: each for each in findings}, plan.currency)
    return _report(plan, scenario, studies, findings, chapter)


def build_levels_report(plan: Plan, scenario: Scenario, found: LevelsStudy) -> Report:
    """The chapter about support levels, and as scenarios the recommended, the next best and the present levels."""
    chosen = (found.best, found.runner_up, found.present) if found.best is not None else (found.present,)
    studies = list(
        {
            option.combination.name: option.study
            for option in chosen
            if option is not None and option.study is not None
        }.values()
    )
    findings = [_findings(study) for study in studies]
    chapter = levels_chapter(found, {each.scenario.name: each for each in findings}, plan.currency)
    return _report(plan, scenario, studies, findings, chapter)


def _findings(study: Study) -> Findings:
    return Findings(study.scenario, measure(study), cost(study), study.replications)


def _report(
    plan: Plan, scenario: Scenario, studies: Sequence[Study], findings: Sequence[Findings], chapter: Chapter
) -> Report:
    """Warnings of the plan are about the plan's own people and hours, so they are left out."""
    if studies:
        return replace(report_of(plan.with_warnings(()), studies, findings), chapters=(chapter,))
    return Report(
        title=plan.name,
        subtitle="",
        note=plan.note,
        currency=plan.currency,
        version=__version__,
        start=scenario.start,
        confidence=scenario.run.confidence,
        weeks=scenario.weeks,
        sections=(),
        chapters=(chapter,),
    )
