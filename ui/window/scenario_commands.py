"""What the menu Scenario does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from planner.errors import PlannerError
from planner.scenario.overrides import BASE
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.editing.scenario_edits import ScenarioEdits
from ui.window.notices import NoticeBar

_NOTICE = "scenario"


class ScenarioCommands(QObject):
    """Chooses and edits scenarios for the window that is its parent; without a name, the one that is shown."""

    def __init__(self, document: PlanDocument, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._notices = notices
        self._window = window
        self._edits = ScenarioEdits(document)

    def next_scenario(self, step: int = 1) -> None:
        """Show the scenario after this one."""
        document = self._document
        if document.plan is not None:
            names = document.plan.scenario_names
            here = names.index(document.scenario_name) if document.scenario_name in names else 0
            document.set_scenario(names[(here + step) % len(names)])

    def previous_scenario(self) -> None:
        """Show the scenario before this one."""
        self.next_scenario(-1)

    def add_scenario(self) -> None:
        """Ask for a name and begin a scenario that differs in nothing yet."""
        label = _("Name of the scenario, such as “One more in the morning”:")
        self._ask(_("Add a scenario"), label, self._edits.free_name(), self.begin_scenario)

    def begin_scenario(self, name: str) -> None:
        """A new scenario that differs in nothing yet, shown at once."""
        self._try(lambda: self._edits.add(name))

    def duplicate_scenario(self, name: str = "") -> None:
        """Add a copy of a scenario and show it."""
        self._with_variant(name, lambda chosen: self._try(lambda: self._edits.duplicate(chosen)))

    def rename_scenario(self, name: str = "") -> None:
        """Ask for another name of a scenario."""
        self._with_variant(name, self._ask_for_name)

    def reset_scenario(self, name: str = "") -> None:
        """Take everything away that a scenario changes."""
        self._with_variant(name, lambda chosen: self._try(lambda: self._edits.reset_all(chosen)))

    def switch_scenario(self, name: str = "") -> None:
        """Switch a scenario off, or on again."""
        plan = self._document.plan
        if plan is not None:
            is_on = (name or self._document.scenario_name) in plan.scenarios
            self._with_variant(name, lambda chosen: self._try(lambda: self._edits.switch(chosen, not is_on)))

    def delete_scenario(self, name: str = "") -> None:
        """Take a scenario out of the plan; undo brings it back."""
        self._with_variant(name, lambda chosen: self._try(lambda: self._edits.remove(chosen)))

    def _with_variant(self, name: str, act: Callable[[str], None]) -> None:
        chosen = name or self._document.scenario_name
        if chosen != BASE and chosen in self._edits.names:
            act(chosen)

    def _ask_for_name(self, name: str) -> None:
        def rename(new_name: str) -> None:
            self._try(lambda: self._edits.rename(name, new_name))

        self._ask(_("Rename the scenario"), _("New name of “{name}”:").format(name=name), name, rename)

    def _ask(self, title: str, label: str, text: str, act: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _try(self, command: Callable[[], object]) -> None:
        self._notices.take_away(_NOTICE)
        try:
            command()
        except PlannerError as error:
            self._notices.tell(_NOTICE, str(error), icon="warning")
