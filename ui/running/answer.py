"""What a run tells the window: how far it is, and what it has found so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from planner.comparison import Comparison
    from planner.reporting.report import Report, Section
    from planner.scenario import Plan, Scenario
    from planner.study import Study
    from ui.running.amounts import Amounts
    from ui.running.needed import Needed
    from ui.running.traced import TracedFindings


@dataclass(frozen=True)
class Progress:
    """Replications of all scenarios of a run that are done and wanted; None seconds: not known yet."""

    done: int
    wanted: int
    seconds_left: float | None


@dataclass(frozen=True)
class Answer:
    """What one scenario of a plan came to; partial answers are not ``complete``.

    ``plan`` and ``scenario`` are the run's own copies. ``section`` is what the report says, ``findings`` looks up every
    figure by name and split. ``comparison`` sets it beside the base over the replications that both have; None for the
    base itself, and while the base has not been run with the same plan and seed. ``amounts`` are what the figures were
    worked out from; ``needed`` is the estimated need of agents, which comes with the last replication.
    """

    plan: Plan
    scenario: Scenario
    section: Section
    complete: bool
    stopped: bool
    replications: int
    at: datetime
    study: Study
    report: Report
    findings: TracedFindings
    amounts: Amounts
    needed: tuple[Needed, ...]
    comparison: Comparison | None = None
