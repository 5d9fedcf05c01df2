"""The plan that a verb works on: a file or an example, with the changes of ``--set``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.errors import PlannerError
from planner.examples import example_text
from planner.scenario import Plan, Scenario
from planner.scenario.addresses import exists, parse_address
from planner.scenario.files import checked, load_plan, load_plan_text
from planner.scenario.overrides import BASE
from planner.scenario.plan import HEADER_KEYS, SCENARIOS
from planner.scenario.values import set_values
from planner.texts import _


def find_plan(path: Path | None, example: str | None) -> Plan:
    """The plan of the file or of the example; PlannerError unless exactly one is named."""
    if path is not None and example is not None:
        raise PlannerError(_("Give either a plan file or --example, not both."))
    if example is not None:
        return load_plan_text(example_text(example))
    if path is None:
        raise PlannerError(_("Name a plan file, or try an example: support-planner run --example two-tiers"))
    return load_plan(path)


def find_scenarios(plan: Plan, names: Sequence[str]) -> list[Scenario]:
    """The scenarios with these names, each once; the base when none is named."""
    return [plan.scenario(name) for name in dict.fromkeys(names or [BASE])]


def with_changes(plan: Plan, changes: Sequence[str], names: Sequence[str] = ()) -> Plan:
    """The plan after ``--set ADDRESS=VALUE``: in the base, and in those of the named scenarios that override it.

    PlannerError for an address that the plan has not, or a value that does not fit there.
    """
    if not changes:
        return plan
    values = dict(_parsed(change) for change in changes)
    changed = plan
    rest = set(values)
    for name in [BASE, *(name for name in dict.fromkeys(names) if name != BASE)]:
        chosen = {address: text for address, text in values.items() if _concerns(plan, name, parse_address(address))}
        changed = set_values(changed, chosen, name) if chosen else changed
        rest -= set(chosen)
    if rest:
        set_values(plan, {address: values[address] for address in rest})  # says what is wrong with the address
    return checked(changed)


def _parsed(change: str) -> tuple[str, str]:
    address, separator, text = change.partition("=")
    if not separator:
        raise PlannerError(
            _("--set needs ADDRESS=VALUE, such as teams.L1.shifts.late.agents=4, not {change}.").format(change=change)
        )
    try:
        path = parse_address(address.strip())
    except ValueError:
        raise PlannerError(
            _("--set: {address} is no address. Write it like teams.L1.shifts.late.agents.").format(address=address)
        ) from None
    if path[0] in HEADER_KEYS or path[0] == SCENARIOS:
        raise PlannerError(
            _("--set changes values of the base and of the chosen scenarios, not {address}.").format(address=address)
        )
    return address.strip(), text.strip()


def _concerns(plan: Plan, name: str, path: tuple[str, ...]) -> bool:
    """Whether a change belongs into the base, or into a scenario because it says something there itself."""
    if name == BASE:
        return exists(plan.base.data, path[:-1]) or len(path) == 1 or not _anywhere(plan, path)
    override = plan.overrides.get(name, {})
    return any(exists(override, path[:length]) for length in range(min(2, len(path)), len(path) + 1))


def _anywhere(plan: Plan, path: tuple[str, ...]) -> bool:
    """Whether some scenario has the place although the base has not."""
    return any(exists(plan.scenario(name).data, path[:-1]) for name in plan.scenario_names)
