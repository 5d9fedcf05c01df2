"""The entry of the window; importing this module loads no Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from planner.errors import PlannerError
from planner.texts import _

WINDOW_EXISTS = False


def can_open() -> bool:
    """Whether this version has a window and this machine a display to show it on."""
    has_display = sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return WINDOW_EXISTS and has_display


def main(plan_path: Path | None = None) -> int:
    """Open the window, with the given plan, and return the exit code; PlannerError where it cannot be opened."""
    command = f"support-planner run {plan_path or '--example two-tiers'}"
    raise PlannerError(
        _("The window is not part of this version; `{command}` answers on the command line").format(command=command)
    )
