"""The entry of the window; importing this module loads no Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from planner.errors import PlannerError
from planner.texts import _

WINDOW_EXISTS = True
_DRAWS_NOWHERE = ("offscreen", "minimal", "vnc")  # platforms of Qt that need no display


def can_open() -> bool:
    """Whether this version has a window and this machine a display to show it on."""
    has_display = sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return WINDOW_EXISTS and has_display


def main(plan_path: Path | None = None) -> int:
    """Open the window, with the given plan, and return the exit code; PlannerError where it cannot be opened."""
    command = f"support-planner run {plan_path or '--example two-tiers'}"
    if not can_open() and os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in _DRAWS_NOWHERE:
        raise PlannerError(
            _("There is no display to show the window on; `{command}` answers on the command line").format(
                command=command
            )
        )
    try:
        from ui.application import run
    except ImportError as error:
        raise PlannerError(
            _(
                "The window needs the libraries of the extra “gui” ({reason}): install support-planner[gui]; "
                "`{command}` answers on the command line"
            ).format(reason=error, command=command)
        ) from error
    return run(plan_path)
