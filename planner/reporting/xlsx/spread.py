"""A column of the report over the columns of a sheet: the estimate, its interval, its verdict; and number formats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.reporting.report import Cell, Column, Judged, Quantity, Unit, Verdict
from planner.texts import _

Number = float | None
# A number with its format, or a text or verdict, whose look is the sheet's.
Drawn = tuple[Number | str | Verdict, str]

_FORMATS: Mapping[Unit, str] = {
    "count": "#,##0.0",
    "whole": "#,##0",
    "s": "#,##0.0",
    "share": "0.0%",
    "points": "0.0",
    "hours": "#,##0.0",
    "people": "#,##0.00",
    "money": "#,##0.00",
    "ratio": "#,##0.00",
}
_WHOLE = "#,##0"
_WHOLE_MONEY_FROM = 1000.0  # cents of such amounts are less than their intervals
# Durations share one unit, chosen by the largest: below these seconds, shown in units of so many. A column has mails
# and calls in it, and keeps the small ones readable; a row has the same figure several times.
_UNITS_OF_A_COLUMN = ((600.0, 1.0), (600 * 60.0, 60.0))
_UNITS_OF_A_ROW = ((100.0, 1.0), (100 * 60.0, 60.0))
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Spread:
    """One column of the report spread over the columns of a sheet.

    ``unit`` is None where the column mixes units; then each cell shows its own. ``indented`` texts follow a number.
    """

    label: str
    intervals: bool
    judged: bool
    verdicts: bool
    numeric: bool
    indented: bool
    unit: Unit | None
    divisor: float
    whole: bool

    @classmethod
    def of(cls, column: Column, cells: Sequence[Cell], *, after_numbers: bool) -> Spread:
        """The column with all its cells."""
        quantities = list(_quantities(cells))
        units = list(dict.fromkeys(quantity.unit for quantity in quantities))
        verdicts = any(isinstance(cell, Verdict) for cell in cells)
        return cls(
            column.label,
            (column.intervals or column.roomy) and any(quantity.low is not None for quantity in quantities),
            any(isinstance(cell, Judged) for cell in cells),
            verdicts,
            column.numeric,
            verdicts or (after_numbers and not column.numeric),
            units[0] if len(units) == 1 else None,
            _divisor(quantities, _UNITS_OF_A_COLUMN) if units == ["s"] else 1.0,
            units == ["money"] and _largest(quantities) >= _WHOLE_MONEY_FROM,
        )

    def headings(self) -> list[tuple[str, str]]:
        """Headings, each with its look."""
        numbers = "header of numbers"
        look = numbers if self.numeric else "indented header" if self.indented else "header"
        headings = [(f"{self.label} ({_word(self.divisor)})" if self.unit == "s" else self.label, look)]
        if self.intervals:
            headings += [(_("from"), numbers), (_("to"), numbers)]
        if self.judged:
            headings.append((_("Verdict"), "indented header"))
        return headings

    def values(self, cell: Cell, row: Sequence[Cell]) -> list[Drawn]:
        """What stands in the cells of a row of the table."""
        if isinstance(cell, Verdict):
            return [(cell, "")]
        if isinstance(cell, str):
            return [(cell, ""), *([("", "")] * (len(self.headings()) - 1))]
        quantity = cell.reached if isinstance(cell, Judged) else cell or Quantity(None)
        scale, number_format = self._scale(quantity, row)
        numbers = [quantity.value, quantity.low, quantity.high] if self.intervals else [quantity.value]
        drawn: list[Drawn] = [(None if number is None else number * scale, number_format) for number in numbers]
        if self.judged:
            drawn.append((cell.verdict if isinstance(cell, Judged) else "", ""))
        return drawn

    def _scale(self, quantity: Quantity, row: Sequence[Cell]) -> tuple[float, str]:
        """What a quantity is multiplied by, and its number format."""
        divisor, named, whole = self.divisor, "", self.whole
        if self.unit is None:
            alike = [other for other in _quantities(row) if other.unit == quantity.unit]
            whole = quantity.unit == "money" and _largest(alike) >= _WHOLE_MONEY_FROM
            if quantity.unit == "s":
                divisor = _divisor(alike, _UNITS_OF_A_ROW)
                named = _word(divisor)
        if quantity.unit == "points":
            named = _("points")
        scale = 100.0 if quantity.unit == "points" else 1.0 / divisor
        return scale, number_format(quantity.unit, named=named, whole=whole, signed=quantity.signed)


def number_format(unit: Unit, *, named: str = "", whole: bool = False, signed: bool = False) -> str:
    """How a spreadsheet shows numbers of a unit; an exact 0 has no decimals, so that it is no small number rounded."""
    end = f'" {named}"' if named else ""
    digits = f"{_WHOLE if whole else _FORMATS[unit]}{end}"
    nothing = f"0%{end}" if unit == "share" else f"0{end}"
    return f"+{digits};-{digits};{nothing}" if signed else f"{digits};-{digits};{nothing}"


def _quantities(cells: Iterable[Cell]) -> Iterator[Quantity]:
    for cell in cells:
        if isinstance(cell, Judged):
            yield cell.reached
        elif isinstance(cell, Quantity):
            yield cell


def _largest(quantities: Iterable[Quantity]) -> float:
    values = (quantity.value for quantity in quantities)
    return max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0.0)


def _divisor(quantities: Iterable[Quantity], units: Sequence[tuple[float, float]]) -> float:
    largest = _largest(quantities)
    return next((divisor for limit, divisor in units if largest < limit), _HOUR)


def _word(divisor: float) -> str:
    return {1.0: _("s"), 60.0: _("min"), _HOUR: _("h")}[divisor]
