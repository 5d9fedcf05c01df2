"""Rules that span parts of a plan: one function each, listed in ``CHECKS``.

A rule takes a :class:`Survey` of a resolved scenario and yields what it finds. ``PART_CHECKS`` look at one part at a
time; ``SPANNING_CHECKS`` follow names from part to part and run only when all names are known and the plan is not too
large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from planner.errors import Problem
from planner.scenario.addresses import Path
from planner.scenario.checks.alone import keys_that_need_another
from planner.scenario.checks.channels import (
    channels_not_offered,
    deferred_channels_wanted,
    escalation_without_channel,
    keys_of_the_other_kind,
    offers_nobody_uses,
    replies_without_delay,
    switches_to_nowhere,
    targets_of_the_other_kind,
)
from planner.scenario.checks.coverage import (
    hours_that_never_open,
    open_with_nobody_on_shift,
    overlapping_spans,
    shifts_outside_all_hours,
)
from planner.scenario.checks.horizon import cool_down_too_short, events_outside_the_horizon
from planner.scenario.checks.people import (
    agents_outside_their_limits,
    breaks_outside_the_shift,
    dedicated_teams_that_cannot_serve,
    helpers_of_themselves,
    helpers_that_add_nothing,
    shifts_without_days,
    teams_that_serve_nothing,
    teams_without_one_tier,
)
from planner.scenario.checks.reach import no_tickets, nobody_on_shift, work_nobody_serves
from planner.scenario.checks.references import SINGULAR, unknown_names
from planner.scenario.checks.shares import mixes_that_do_not_add_up, ranges_that_pass_one, shares_above_one
from planner.scenario.checks.streams import equal_streams
from planner.scenario.checks.survey import Survey
from planner.scenario.checks.topics import (
    circular_escalation,
    misrouted_to_entry_tier,
    tiers_without_work,
    work_nobody_reaches,
)
from planner.scenario.checks.volume import too_many_contacts, too_many_parts
from planner.scenario.not_yet import without_effect
from planner.scenario.overrides import BASE
from planner.scenario.plan import Plan, base_of
from planner.scenario.problems import Finding, findings
from planner.scenario.repair import repaired
from planner.scenario.scenario import Scenario

Check = Callable[[Survey], Iterator[Finding]]

PART_CHECKS: tuple[Check, ...] = (
    unknown_names,
    mixes_that_do_not_add_up,
    shares_above_one,
    ranges_that_pass_one,
    circular_escalation,
    tiers_without_work,
    misrouted_to_entry_tier,
    replies_without_delay,
    switches_to_nowhere,
    overlapping_spans,
    teams_without_one_tier,
    shifts_without_days,
    breaks_outside_the_shift,
    agents_outside_their_limits,
    helpers_of_themselves,
    keys_that_need_another,
    equal_streams,
)
SPANNING_CHECKS: tuple[Check, ...] = (
    too_many_contacts,
    work_nobody_serves,
    deferred_channels_wanted,
    helpers_that_add_nothing,
    no_tickets,
    nobody_on_shift,
    open_with_nobody_on_shift,
    shifts_outside_all_hours,
    hours_that_never_open,
    channels_not_offered,
    offers_nobody_uses,
    targets_of_the_other_kind,
    keys_of_the_other_kind,
    escalation_without_channel,
    work_nobody_reaches,
    teams_that_serve_nothing,
    dedicated_teams_that_cannot_serve,
    cool_down_too_short,
    events_outside_the_horizon,
)
# these end the search: what follows needs all names, or would take minutes
GATES: tuple[Check, ...] = (unknown_names, too_many_parts)
CHECKS: tuple[Check, ...] = (too_many_parts, *PART_CHECKS, *SPANNING_CHECKS)


def check(plan: Plan) -> tuple[Problem, ...]:
    """Everything that the rules find in the base and, where it is not the same, in each scenario; errors first."""
    problems: list[Problem] = []
    known: set[tuple[str, object]] = set()
    for name, scenario in plan.scenarios.items():
        found = [*plan.switched_off.get(name, ()), *check_scenario(Survey(scenario))]
        problems += [
            finding.problem(None if name == BASE else name)
            for finding in found
            if (finding.rule, finding.path) not in known
        ]
        if name == BASE:
            known = {(finding.rule, finding.path) for finding in found}
    problems += without_effect(plan)
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.severity != "error"))


def further_problems(data: Mapping[str, Any]) -> list[Problem]:
    """What the rules for single parts find wrong in the base of a file of which some values cannot be read."""
    base = base_of(data)
    wrong: list[Finding] = []
    try:
        Scenario.model_validate(base)
    except ValidationError as error:
        wrong = findings(error, Scenario, base)
    scenario, touched = repaired(base, wrong)
    if scenario is None:
        return []
    found = (finding for finding in run(PART_CHECKS, Survey(scenario)) if not finding.is_warning)
    return [finding.problem() for finding in found if not _may_follow_from(finding, touched)]


def _may_follow_from(finding: Finding, touched: set[Path]) -> bool:
    """Whether a finding may only be there because something else could not be read."""
    if finding.rule == unknown_names.__name__ and any(len(path) <= 2 and path[0] in SINGULAR for path in touched):
        return True
    return any(finding.path[: len(path)] == path or path[: len(finding.path)] == finding.path for path in touched)


def check_scenario(survey: Survey) -> list[Finding]:
    """What all rules find in one scenario."""
    found = run((too_many_parts, *PART_CHECKS), survey)
    gates = {each.__name__ for each in GATES}
    if any(finding.rule in gates for finding in found):
        return found
    return found + run(SPANNING_CHECKS, survey)


def run(checks: Iterable[Check], survey: Survey) -> list[Finding]:
    """What some rules find in one scenario."""
    return [finding for each in checks for finding in each(survey)]
