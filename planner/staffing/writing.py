"""The answer as a scenario of the plan: the people on its shifts, and the generated shifts that have any."""

from __future__ import annotations

import copy
from typing import Any

from planner.errors import PlannerError
from planner.scenario import Plan
from planner.scenario.addresses import format_address
from planner.scenario.files import checked
from planner.scenario.overrides import BASE
from planner.scenario.plan import SCENARIOS
from planner.staffing.staffing import Staffing
from planner.texts import _

Data = dict[str, Any]


def with_staffing(plan: Plan, name: str, staffing: Staffing, new_name: str, note: str) -> Plan:
    """The plan with one more scenario: what ``name`` changes of the base, and the people of the staffing.

    PlannerError if the new name is taken.
    """
    if new_name in plan.scenario_names:
        raise PlannerError(
            _("The plan already has a scenario “{name}”. Give the new one another name.").format(name=new_name)
        )
    override: Data = copy.deepcopy(dict(plan.overrides.get(name, {}))) if name != BASE else {}
    override["note"] = note
    for team in dict.fromkeys(slot.team for slot in staffing.slots):
        _put_people(override, staffing, team, plan.base.data)

    def add(data: Data) -> None:
        data.setdefault(SCENARIOS, {})[new_name] = override

    return checked(plan.edit(add))


def _put_people(override: Data, staffing: Staffing, team: str, base: Any) -> None:
    slots = [(slot, agents) for slot, agents in zip(staffing.slots, staffing.staff, strict=True) if slot.team == team]
    shifts: Data = override.setdefault("teams", {}).setdefault(team, {}).setdefault("shifts", {})
    if not any(slot.generated for slot, _agents in slots):
        for slot, agents in slots:
            shifts.setdefault(slot.shift, {})["agents"] = agents
        return
    # the team's own shifts give way to the generated ones
    shifts.clear()
    own = base.get("teams", {}).get(team, {}).get("shifts", {})
    removed = override.setdefault("remove", [])
    addresses = (format_address(("teams", team, "shifts", shift)) for shift in own)
    removed.extend(address for address in addresses if address not in removed)
    written = staffing.scenario.data["teams"][team]["shifts"]
    shifts.update({slot.shift: copy.deepcopy(dict(written[slot.shift])) for slot, agents in slots if agents})
