"""Does the commands for the chosen shift, from whichever menu, button or key they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.scenario.overrides import BASE
from planner.texts import _
from ui.context import Context
from ui.editors.shift_commands import COMMANDS
from ui.editors.shift_edits import ShiftEdits
from ui.editors.shifts import SNAP, ShiftBar, base_bar, is_changed, shifts_of

_KEYS = {QKeySequence(command.keys).toString(): command.id for command in COMMANDS if command.keys}
_STEPS: Mapping[str, Callable[[ShiftBar], ShiftBar]] = {
    "more_agents": lambda bar: bar.staffed(1),
    "fewer_agents": lambda bar: bar.staffed(-1),
    "shift_earlier": lambda bar: bar.moved(-SNAP),
    "shift_later": lambda bar: bar.moved(SNAP),
    "begin_earlier": lambda bar: bar.begun(-SNAP),
    "begin_later": lambda bar: bar.begun(SNAP),
    "end_earlier": lambda bar: bar.ended(-SNAP),
    "end_later": lambda bar: bar.ended(SNAP),
}


class ShiftActions(QObject):
    """The chosen shift and what can be done with it; what is refused changes nothing and is told by ``refused``."""

    chosen_changed = Signal()  # another shift is chosen, or a new one should be: see ``chosen``
    opened = Signal(object)  # the path of the shift whose form is wanted
    rename_wanted = Signal(object)
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = context.document
        self._edits = ShiftEdits(context.document)
        self.chosen: Path | None = None
        self.team = ""  # to which a shift is added where none is chosen

    @property
    def bar(self) -> ShiftBar | None:
        """The chosen shift."""
        return next((bar for bar in shifts_of(self._document) if bar.path == self.chosen), None)

    def choose(self, path: Path | None) -> None:
        """Choose a shift; None for none."""
        if path != self.chosen:
            self.chosen = path
            self.chosen_changed.emit()

    def is_possible(self, command: str) -> bool:
        """Whether a command makes sense now."""
        bar, needs = self.bar, next(each.needs for each in COMMANDS if each.id == command)
        if needs == "team":
            return bool(self.team) or bar is not None
        if needs == "changed":
            is_variant = self._document.scenario_name != BASE
            return bar is not None and is_variant and is_changed(self._document, bar)
        return bar is not None

    def do(self, command: str) -> None:
        """Do a command of the list with the chosen shift."""
        if not self.is_possible(command):
            needs_team = command == "add_shift"
            self.refused.emit(_("Add a team first.") if needs_team else _("Choose a shift first: click its bar."))
            return
        bar = self.bar
        if command == "add_shift":
            self._try(self._add)
        elif bar is None:
            return
        elif command in _STEPS:
            self.write(bar, _STEPS[command](bar))
        elif command == "duplicate_shift":
            self.write(bar, bar, copies=True)
        elif command == "remove_shift":
            self._try(lambda: self._remove(bar))
        elif command == "back_to_base":
            self._try(lambda: self._edits.back_to_base(bar))
        elif command == "open_shift":
            self.opened.emit(bar.path)
        elif command == "rename_shift":
            self.rename_wanted.emit(bar.path)

    def write(self, before: ShiftBar, after: ShiftBar, *, copies: bool = False) -> None:
        """Write a shift as it was dragged, or a copy of it."""
        if copies:
            self._try(lambda: self.choose((*before.path[:-1], self._edits.copy(before, after))))
        else:
            self._try(lambda: self._edits.change(before, after))

    def command_of(self, event: QKeyEvent) -> str:
        """The command that a key stands for; "" for none."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            held &= ~Qt.KeyboardModifier.ShiftModifier  # some keyboards have the plus above another sign
        key = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
        return _KEYS.get(QKeySequence(held.value | key.value).toString(), "")

    def base_text(self, bar: ShiftBar) -> str:
        """What the base says of a shift that the scenario has changed; "" for one that is as in the base."""
        if self._document.scenario_name == BASE or not is_changed(self._document, bar):
            return ""
        base = base_bar(self._document, bar)
        if base is None:
            return _("Not in the base.")
        text = _("Base: {agents} agents, {span}, {days}")
        return text.format(agents=base.agents_text, span=base.span, days=base.days)

    def _add(self) -> None:
        bars = shifts_of(self._document)
        chosen = self.bar
        team = chosen.team if chosen is not None else self.team
        like = chosen or next((bar for bar in reversed(bars) if bar.team == team), None)
        self.choose(("teams", team, "shifts", self._edits.add(team, like)))

    def _remove(self, bar: ShiftBar) -> None:
        paths = [each.path for each in shifts_of(self._document) if each.team == bar.team]
        here = paths.index(bar.path)
        self._edits.remove(bar)
        self.choose(next(iter((*paths[here + 1 :], *reversed(paths[:here]))), None))

    def _try(self, edit: Callable[[], object]) -> None:
        self.refused.emit("")
        try:
            edit()
        except PlannerError as error:
            self.refused.emit(str(error))
