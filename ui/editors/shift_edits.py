"""Edits of shifts in the current scenario, each as one step to undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editing.places import leave_out, put, reset, shown_data, shown_of, value_at
from ui.editing.starting import starting_part
from ui.editors.shifts import ShiftBar
from ui.tables.parts_model import free_name, without_stream
from ui.values.fields import part_at


class ShiftEdits:
    """Changes shifts of the current scenario; PlannerError, and nothing is changed, where that is not possible."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document

    def change(self, before: ShiftBar, after: ShiftBar) -> None:
        """Write a moved, stretched or differently staffed shift."""
        if after == before:
            return
        scenario, path = str(self._document.scenario_name), before.path

        def change(data: dict[str, Any]) -> None:
            if (after.begin, after.end) != (before.begin, before.end):
                put(data, scenario, (*path, "span"), after.span)
            if after.plain_agents != before.plain_agents:
                put(data, scenario, (*path, "agents"), after.plain_agents)

        self._document.edit(_change_text(before, after), change)

    def add(self, team: str, like: ShiftBar | None) -> str:
        """Add a shift to a team, for one agent, at the time of another one where there is one; say its name."""
        if like is not None:
            return self._insert(_("Add a shift"), team, like.name, like, {"agents": 1})
        start = starting_part(part_at(("teams", team, "shifts", "")), shown_of(self._document.plan, self._scenario))
        return self._insert(_("Add a shift"), team, _("day"), None, start)

    def copy(self, original: ShiftBar, after: ShiftBar) -> str:
        """Add a copy at another time, and say its name."""
        text = _("Copy shift {name}").format(name=original.name)
        return self._insert(text, original.team, original.name, original, {"span": after.span})

    def _insert(self, text: str, team: str, like: str, original: ShiftBar | None, values: Mapping[str, Any]) -> str:
        scenario = self._scenario
        taken = value_at(shown_of(self._document.plan, scenario), ("teams", team, "shifts"))
        names = tuple(taken) if isinstance(taken, Mapping) else ()
        name = free_name(names, like) if like in names else like

        def change(data: dict[str, Any]) -> None:
            part = value_at(shown_data(data, scenario), original.path) if original is not None else {}
            put(data, scenario, ("teams", team, "shifts", name), {**without_stream(part), **values})

        self._document.edit(text, change)
        return name

    def remove(self, bar: ShiftBar) -> None:
        """Remove a shift; from the base it goes from all scenarios, too."""
        scenario = self._scenario
        text = _("Remove shift {name}").format(name=bar.name)
        self._document.edit(text, lambda data: leave_out(data, scenario, bar.path))

    def back_to_base(self, bar: ShiftBar) -> None:
        """Take back what the scenario says about a shift; one that the base has not goes."""
        scenario = self._scenario
        text = _("Back to the base: {name}").format(name=bar.name)
        self._document.edit(text, lambda data: reset(data, scenario, bar.path))

    @property
    def _scenario(self) -> str:
        return str(self._document.scenario_name)


def _change_text(before: ShiftBar, after: ShiftBar) -> str:
    if after.agents != before.agents:
        return _("Change agents of {name}").format(name=before.name)
    if after.end - after.begin == before.end - before.begin:
        return _("Move shift {name}").format(name=before.name)
    return _("Stretch shift {name}").format(name=before.name)
