"""Ticket counts from a spreadsheet as the weights of a profile: the shape of the block says what they are."""

from __future__ import annotations

from typing import Any

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.fields import WrongTextError, field_at
from ui.places import MISSING, leave_out, put, shown_of, value_at
from ui.tables.blocks import Block, parse_block
from ui.tables.heat_model import SHAPES, HeatModel

_INSTEAD_OF = {
    "by_hour_of_week": ("by_hour", "by_weekday"),
    "by_hour": ("by_hour_of_week",),
    "by_weekday": ("by_hour_of_week",),
}


class WrongCountsError(PlannerError):
    """A block that is not counts by hour, weekday, month or hour of the week."""


def paste_counts(context: Context, profile: Path, text: str) -> str:
    """Take a block of counts as the profile's weights, as one edit, and say as what; PlannerError if it is none."""
    block = [row for row in parse_block(text) if any(cell.strip() for cell in row)]
    for key, shape in SHAPES.items():
        fitted = HeatModel(context, profile, key).fitted(block) if block else block
        if fitted and (len(fitted), max(map(len, fitted))) == shape and len({*map(len, fitted)}) == 1:
            _write(context, profile, key, _numbers((*profile, key), fitted))
            return str(field_at((*profile, key)).label)
    message = _(
        "Copy 7 × 24 counts (days and hours, either way round), 24 by hour, 7 by weekday or 12 by month. The clipboard"
        " has {rows} × {columns} cells."
    )
    columns = max(map(len, block), default=0)
    raise WrongCountsError(message.format(rows=len(block), columns=columns))


def _numbers(path: Path, block: Block) -> list[list[Any]]:
    is_whole = len(block) > 1
    numbers: list[list[Any]] = []
    for row, cells in enumerate(block):
        numbers.append([])
        for column, cell in enumerate(cells):
            field = field_at((*path, row, column) if is_whole else (*path, column))
            try:
                # spreadsheets leave hours without tickets empty
                numbers[-1].append(field.read(cell) if cell.strip() else 0)
            except WrongTextError as error:
                message = _("Row {row}, column {column}: {reason}")
                raise WrongCountsError(message.format(row=row + 1, column=column + 1, reason=error)) from None
    return numbers


def _write(context: Context, profile: Path, key: str, numbers: list[list[Any]]) -> None:
    document = context.document
    scenario = str(document.scenario_name)
    shown = shown_of(document.plan, scenario)
    value = numbers if len(numbers) > 1 else numbers[0]

    def change(data: dict[str, Any]) -> None:
        for other in _INSTEAD_OF.get(key, ()):
            if value_at(shown, (*profile, other)) is not MISSING:
                leave_out(data, scenario, (*profile, other))
        put(data, scenario, (*profile, key), value)

    document.edit(_("Paste counts"), change)
