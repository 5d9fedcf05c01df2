"""What a calibration read, left out, assumed and estimated, and measured beside simulated, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.history import PARTS, Calibration, ComparisonRow, MeasuredValue
from planner.reporting.report import Cell, Column, Quantity, Table, Unit
from planner.texts import _
from planner.units import format_number

_UNITS: Mapping[str, Unit] = {"s": "s", "share": "share"}


def calibration_tables(calibration: Calibration) -> tuple[Table, ...]:
    """A table for each part of the report that says something, then what was measured."""
    columns = (
        Column(_("What"), numeric=False),
        Column(_("Value"), numeric=False),
        Column(_("Why or how"), numeric=False),
    )
    tables = []
    for part, label in PARTS.items():
        rows = tuple((row.item, _value(row.value), row.note) for row in calibration.report if row.part == part)
        if rows:
            tables.append(Table(part, str(label), columns, rows))
    return (*tables, measured_table(calibration.measured)) if calibration.measured else tuple(tables)


def measured_table(measured: Iterable[MeasuredValue]) -> Table:
    """What the history shows about waiting, in all."""
    rows = tuple((value.label, Quantity(value.value, unit=_unit(value.unit))) for value in measured if not value.by)
    return Table("measured", _("Measured"), (Column(_("What"), numeric=False), Column(_("Value"))), rows)


def comparison_table(rows: Iterable[ComparisonRow]) -> Table:
    """Each measured number beside the simulated one."""
    columns = (
        Column(_("What"), numeric=False),
        Column(_("Of"), numeric=False),
        Column(_("Measured")),
        Column(_("Simulated"), intervals=True),
    )
    compared: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.label,
            ", ".join(row.by.values()) or _("all"),
            Quantity(row.measured, unit=_unit(row.unit)),
            Quantity(row.simulated, row.low, row.high, _unit(row.unit)),
        )
        for row in rows
    )
    note = _("The interval is that of the simulated mean; the history is one course of chance of its own.")
    return Table("comparison", _("Measured beside simulated"), columns, compared, note)


def _unit(unit: str) -> Unit:
    return _UNITS.get(unit, "count")


def _value(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else format_number(value, 3)
