"""Formats of the plan file: refusing newer ones, and the chain of steps from older ones to the present."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.errors import PlanError
from planner.texts import _

FORMAT = 1

# format -> the step that turns plain data of it into the next format, in place
MIGRATIONS: dict[int, Callable[[dict[str, Any]], None]] = {}


def migrate(data: dict[str, Any]) -> dict[str, Any]:
    """Plain data in the present format; PlanError when the file's format is newer or is none."""
    written = data.get("format", FORMAT)
    if isinstance(written, bool) or not isinstance(written, int) or written < 1:
        raise PlanError.of(_("The format of a plan is a whole number."), _("Write format = 1."), "format")
    if written > FORMAT:
        raise PlanError.of(
            _(
                "This plan is of format {written}, and this version of Support Planner reads formats up to {known}: "
                "please update the program."
            ).format(written=written, known=FORMAT),
            address="format",
        )
    for step in range(written, FORMAT):
        MIGRATIONS[step](data)
        data["format"] = step + 1
    return data
