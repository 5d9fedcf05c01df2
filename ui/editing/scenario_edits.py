"""Edits of a plan's scenarios, each as one step to undo; PlannerError, and nothing is changed, where one is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import partial
from typing import Any

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.scenario.overrides import BASE, ENABLED, NOTE
from planner.scenario.plan import SCENARIOS
from planner.scenario.renaming import rename_scenario
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editing.place_words import inside_a_sentence, place_words
from ui.editing.places import reset


class ScenarioEdits:
    """Adds, copies, renames, switches, resets and removes the scenarios of a document."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios of the plan without the base, those that are switched off included."""
        plan = self._document.plan
        return () if plan is None else tuple(plan.overrides)

    def free_name(self, like: str = "") -> str:
        """A name that is not taken: "Scenario 2", or "Late shift 2" for a copy of "Late shift"."""
        number = 2 if like else len(self.names) + 1
        pattern = _("{name} {number}") if like else _("Scenario {number}")
        while pattern.format(name=like, number=number) in self.names:
            number += 1
        return pattern.format(name=like, number=number)

    def add(self, name: str) -> None:
        """Add a scenario that differs in nothing yet, and show it."""
        self._insert(_("Add scenario {name}"), name.strip(), {})

    def duplicate(self, name: str) -> str:
        """Add a copy of a scenario, show it, and say its name."""
        plan, label = self._document.plan, self.free_name(name)
        if plan is not None:
            self._insert(_("Duplicate scenario {name}"), label, copy.deepcopy(dict(plan.overrides[name])), name)
        return label

    def _insert(self, text: str, name: str, override: dict[str, Any], of: str = "") -> None:
        if name in (*self.names, BASE):
            raise PlannerError(_("There is a scenario “{name}” already.").format(name=name))

        def change(data: dict[str, Any]) -> None:
            data.setdefault(SCENARIOS, {})[name] = override

        self._document.edit(text.format(name=of or name), change)
        self.show(name)

    def show(self, name: str) -> None:
        """Make a scenario the current one; one that is switched off cannot be."""
        if self._document.plan is not None and name in self._document.plan.scenarios:
            self._document.set_scenario(name)

    def rename(self, name: str, new_name: str) -> None:
        """Give a scenario another name; it stays the current one."""
        text = _("Rename scenario {name}").format(name=name)
        self._document.edit(text, partial(rename_scenario, name=name, new_name=new_name.strip()))

    def remove(self, name: str) -> None:
        """Take a scenario out of the plan."""
        text = _("Delete scenario {name}").format(name=name)
        self._document.edit(text, lambda data: data[SCENARIOS].pop(name))

    def switch(self, name: str, is_on: bool) -> None:
        """Switch a scenario off, so that it is neither run nor compared, or on again."""

        def change(data: dict[str, Any]) -> None:
            override = data[SCENARIOS][name]
            if is_on:
                override.pop(ENABLED, None)
            else:
                override[ENABLED] = False

        text = _("Switch scenario {name} on") if is_on else _("Switch scenario {name} off")
        self._document.edit(text.format(name=name), change)

    def write_note(self, name: str, note: str) -> None:
        """Say why a scenario, or the base, is as it is; an empty note is taken out."""

        def change(data: dict[str, Any]) -> None:
            table = data if name == BASE else data[SCENARIOS][name]
            if note.strip():
                table[NOTE] = note
            else:
                table.pop(NOTE, None)

        self._document.edit(_("Change the note of {name}").format(name=name), change, merge=f"{NOTE} {name}")

    def reset(self, name: str, paths: Iterable[Path]) -> None:
        """Let the base's values hold again at some places of a scenario."""
        places = tuple(paths)
        if not places:
            return

        def change(data: dict[str, Any]) -> None:
            for path in places:
                reset(data, name, path)

        words = inside_a_sentence(place_words(places[0])) if len(places) == 1 else ""
        text = _("Reset {field}").format(field=words) if words else _("Reset {count} values").format(count=len(places))
        self._document.edit(text, change)

    def reset_all(self, name: str) -> None:
        """Take everything away that a scenario changes; its note stays."""

        def change(data: dict[str, Any]) -> None:
            override = data[SCENARIOS][name]
            data[SCENARIOS][name] = {key: value for key, value in override.items() if key in (NOTE, ENABLED)}

        self._document.edit(_("Reset all of {name}").format(name=name), change)
