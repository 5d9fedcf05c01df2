"""The commands for the chosen shift, as data: the Shift menu, the context menu, buttons and keys are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.texts import LazyText, lazy


@dataclass(frozen=True)
class ShiftCommand:
    """One command with its keys; ``button`` is its short word beside the chart, ``needs`` what must be chosen."""

    id: str
    text: LazyText
    keys: str = ""
    icon: str = ""
    button: LazyText | None = None
    needs: str = "shift"  # or "team", or "changed": a shift that differs from the base


# Each group stands apart from the next one.
GROUPS: tuple[tuple[ShiftCommand, ...], ...] = (
    (
        ShiftCommand("add_shift", lazy("&Add a shift"), "Ins", "add", lazy("Add"), needs="team"),
        ShiftCommand("duplicate_shift", lazy("&Duplicate"), "Ctrl+D", "copy", lazy("Duplicate")),
        ShiftCommand("remove_shift", lazy("&Remove"), "Del", "delete", lazy("Remove")),
    ),
    (
        ShiftCommand("fewer_agents", lazy("One agent &fewer"), "-", "remove", lazy("Agent")),
        ShiftCommand("more_agents", lazy("One agent &more"), "+", "add", lazy("Agent")),
    ),
    (
        ShiftCommand("shift_earlier", lazy("&Earlier by 15 min"), "Left", "chevron-left", lazy("Earlier")),
        ShiftCommand("shift_later", lazy("&Later by 15 min"), "Right", "chevron-right", lazy("Later")),
    ),
    (
        ShiftCommand("begin_earlier", lazy("&Begin earlier"), "Alt+Left"),
        ShiftCommand("begin_later", lazy("Begin la&ter"), "Alt+Right"),
        ShiftCommand("end_earlier", lazy("End earl&ier"), "Shift+Left"),
        ShiftCommand("end_later", lazy("E&nd later"), "Shift+Right"),
    ),
    (
        ShiftCommand("open_shift", lazy("&Open its form"), "Return"),
        ShiftCommand("rename_shift", lazy("&Change its name"), "F2"),
        ShiftCommand("back_to_base", lazy("Bac&k to the base"), icon="reset", needs="changed"),
    ),
)
COMMANDS: tuple[ShiftCommand, ...] = tuple(command for group in GROUPS for command in group)
