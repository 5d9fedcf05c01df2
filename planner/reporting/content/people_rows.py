"""Who works when, for options of a choice side by side."""

from __future__ import annotations

from collections.abc import Mapping

from planner.reporting.chapter import PlainRow
from planner.reporting.report import Cell, Column, Table
from planner.staffing import Staffing
from planner.texts import _


def people_beside(key: str, found: Mapping[str, Staffing]) -> Table | None:
    """A row for each shift that anybody works in any option, a column for each option."""
    agents = {
        name: {(slot.team, slot.shift): number for slot, number in zip(each.slots, each.staff, strict=True)}
        for name, each in found.items()
    }
    shifts = dict.fromkeys(shift for each in agents.values() for shift in each)
    worked = [shift for shift in shifts if any(each.get(shift) for each in agents.values())]
    if not worked:
        return None
    rows: list[tuple[Cell, ...]] = [
        (team, shift, *(str(each.get((team, shift), 0)) for each in agents.values())) for team, shift in worked
    ]
    columns = (
        Column(_("Team"), numeric=False),
        Column(_("Shift"), numeric=False),
        *(Column(name) for name in found),
    )
    return Table(key, _("Agents by shift"), columns, tuple(rows))


def people_rows(found: Mapping[str, Staffing], option: str) -> list[PlainRow]:
    """The same as tidy rows; ``option`` is what an option is called there."""
    return [
        {option: name, "team": slot.team, "shift": slot.shift, "agents": agents}
        for name, each in found.items()
        for slot, agents in zip(each.slots, each.staff, strict=True)
        if agents
    ]
