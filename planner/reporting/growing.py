"""From growth to the neutral report: when the people of today are not enough, and the hiring plan."""

from __future__ import annotations

from planner.reporting.content.growth import growth_chapter, growth_remarks
from planner.reporting.content.hiring import hiring_chapter
from planner.reporting.quantities import weeks_text
from planner.reporting.report import Remark, Report
from planner.scenario import Plan
from planner.studies import Growth
from planner.texts import _
from planner.units import format_share
from planner.version import __version__


def build_growth_report(plan: Plan, found: Growth) -> Report:
    """Two chapters and no scenarios: each month can be looked at by moving the plan's start."""
    first = found.months[0].scenario
    chapters = [growth_chapter(found)]
    if found.staffed:
        chapters.append(hiring_chapter(found, plan.currency))
    return Report(
        title=plan.name or _("Plan without a name"),
        subtitle=_subtitle(found),
        note=plan.note,
        currency=plan.currency,
        version=__version__,
        start=first.start,
        confidence=first.run.confidence,
        weeks=first.weeks,
        sections=(),
        chapters=tuple(chapters),
        assumptions=growth_remarks(found),
        warnings=_warnings(found),
    )


def _subtitle(found: Growth) -> str:
    first = found.months[0].scenario
    text = _(
        "{count} months from {date} on ({zone}). Simulated of each: the first {weeks}, {replications} times with seed"
        " {seed}. The limits of an interval hold with {confidence} confidence each."
    )
    return text.format(
        count=len(found.months),
        date=first.start.isoformat(),
        zone=first.time_zone,
        weeks=weeks_text(first.weeks),
        replications=found.replications,
        seed=found.seed,
        confidence=format_share(first.run.confidence, 0),
    )


def _warnings(found: Growth) -> tuple[Remark, ...]:
    """What a check warns of in every month; an event that lies in one of them is no matter."""
    return tuple(
        Remark(f"{problem.address}: {problem.message}", problem.mend)
        for problem in found.months[0].warnings
        if all(problem in month.warnings for month in found.months)
    )
