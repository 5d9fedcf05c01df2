"""Quantities as text for people: a readable unit, no more digits than they deserve, the interval beside.

Cells that stand together (a column of a table, or a row where a column mixes units) share their decimals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from planner.reporting.report import Cell, Judged, Quantity, Table, Unit, Verdict
from planner.texts import _

NO_VALUE = "–"
_DURATION_STEPS = ((100.0, 1.0), (100 * 60.0, 60.0), (72 * 3600.0, 3600.0))
_DAY = 86400.0
# The largest of some numbers that stand together: below these, so many decimals.
_FEW_DECIMALS = ((100.0, 1),)
_MONEY_DECIMALS = ((1000.0, 2),)
_MOST_DECIMALS = 3


def quantity_text(
    quantity: Quantity, *, interval: bool = False, currency: str = "", decimals: int | None = None
) -> str:
    """The quantity with its unit, such as "84 %" or, with its interval, "84 % (81–87)"; "+2.1 points (+1.3 to +2.9)".

    ``currency`` is added to money where it is given; infinite durations are said in words; an interval that does not
    differ from the estimate in the digits shown is left out. Hours and counts have no unit: their heading says it.
    """
    if quantity.value is None:
        return NO_VALUE
    number, unit = _number_and_unit(quantity, currency, _enough_decimals(quantity, decimals))
    text = number(quantity.value)
    if unit and math.isfinite(quantity.value):
        text += f" {unit}"
    ends = _ends(quantity, number) if interval else None
    if ends is not None:
        # a dash beside a minus reads as another minus
        apart = quantity.signed or (quantity.low or 0.0) < 0
        text += _(" ({low} to {high})").format(low=ends[0], high=ends[1]) if apart else f" ({ends[0]}–{ends[1]})"
    return text


def interval_texts(quantity: Quantity, *, decimals: int | None = None) -> tuple[str, str] | None:
    """Both ends of the interval in the unit and digits of the quantity's text, without the unit.

    None where there is none, and where it does not differ from the estimate in these digits.
    """
    if quantity.value is None:
        return None
    number, _unit = _number_and_unit(quantity, "", _enough_decimals(quantity, decimals))
    return _ends(quantity, number)


def _ends(quantity: Quantity, number: Callable[[float], str]) -> tuple[str, str] | None:
    if quantity.value is None or quantity.low is None or quantity.high is None:
        return None
    low, high = number(quantity.low), number(quantity.high)
    return None if {low, high} == {number(quantity.value)} else (low, high)


def weeks_text(weeks: int) -> str:
    """A number of weeks in words."""
    return _("1 week") if weeks == 1 else _("{weeks} weeks").format(weeks=weeks)


def verdict_text(verdict: Verdict) -> str:
    """The verdict as a sign and a word: readable without colour."""
    texts = {
        Verdict.MET: _("✓ met"),
        Verdict.NOT_CERTAIN: _("? not certain"),
        Verdict.MISSED: _("✗ missed"),
        Verdict.NO_VALUE: _("– no value"),
    }
    return texts[verdict]


def table_texts(table: Table) -> list[list[str]]:
    """All cells of a table as texts, row by row, with the same decimals along each column (or row, if units mix)."""
    return [
        [_cell_text(cell, table.columns[number].intervals, decimals) for number, (cell, decimals) in enumerate(row)]
        for row in _with_decimals(table)
    ]


def table_intervals(table: Table) -> list[list[tuple[str, str] | None]]:
    """Both ends of the interval of each cell, in the digits of the cell; None where it does not show."""
    return [
        [
            interval_texts(quantity, decimals=decimals) if (quantity := _quantity(cell)) is not None else None
            for cell, decimals in row
        ]
        for row in _with_decimals(table)
    ]


def _with_decimals(table: Table) -> list[list[tuple[Cell, int | None]]]:
    """The cells of a table, each with the decimals that it shares with others."""
    shared = [_shared_decimals(cells) for cells in zip(*table.rows, strict=True)]
    return [
        [
            (cell, _shared_decimals(row) if decimals is None else decimals)
            for cell, decimals in zip(row, shared, strict=True)
        ]
        for row in table.rows
    ]


def _cell_text(cell: Cell, interval: bool, decimals: int | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Quantity):
        return quantity_text(cell, interval=interval, decimals=decimals)
    if isinstance(cell, Verdict):
        return verdict_text(cell)
    if isinstance(cell, Judged):
        return f"{quantity_text(cell.reached, interval=interval, decimals=decimals)} {verdict_text(cell.verdict)}"
    return cell


def _shared_decimals(cells: Iterable[Cell]) -> int | None:
    """The decimals of cells of one unit; None where there are several units, or only durations."""
    quantities = _quantities(cells)
    # shares stand beside their difference with the same digits
    units = {"share" if quantity.unit == "points" else quantity.unit for quantity in quantities}
    return _decimals(quantities) if len(units) == 1 and units != {"s"} else None


def _quantities(cells: Iterable[Cell]) -> list[Quantity]:
    return [quantity for quantity in map(_quantity, cells) if quantity is not None]


def _quantity(cell: Cell) -> Quantity | None:
    reached = cell.reached if isinstance(cell, Judged) else cell
    return reached if isinstance(reached, Quantity) else None


def _decimals(quantities: Sequence[Quantity]) -> int:
    """How many decimals quantities of one unit deserve; durations choose by themselves."""
    unit: Unit = quantities[0].unit
    if unit == "share":
        return max(_share_decimals(quantity) for quantity in quantities)
    if unit == "points":
        return 1
    if unit == "whole":
        return 0
    if unit == "ratio":
        return 2
    finite = [abs(quantity.value) for quantity in quantities if quantity.value and math.isfinite(quantity.value)]
    largest = max(finite, default=math.inf)
    steps = _MONEY_DECIMALS if unit == "money" else _FEW_DECIMALS
    return next((decimals for limit, decimals in steps if largest < limit), 0)


def _enough_decimals(quantity: Quantity, shared: int | None) -> int:
    """Those shared, or its own; small money beside large amounts gets as many as it takes for two digits."""
    decimals = _decimals([quantity]) if shared is None else shared
    size = abs(quantity.value or 0.0)
    if quantity.unit != "money" or not 0.0 < size < 10.0:
        return decimals
    return max(decimals, min(1 - math.floor(math.log10(size)), _MOST_DECIMALS))


def _share_decimals(quantity: Quantity) -> int:
    """Decimals of the per cent: one for a share near 0 or 1 and for a narrow interval."""
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None or value in {0.0, 1.0} or low == high == value:
        return 0
    narrow = low is not None and high is not None and high - low < 0.02
    return 1 if narrow or value < 0.095 or value > 0.995 else 0


def _past_limit(quantity: Quantity, decimals: int) -> int:
    """As many decimals as it takes that rounding moves no number across the limit."""
    while decimals < _MOST_DECIMALS and _rounding_hides_limit(quantity, decimals):
        decimals += 1
    return decimals


def _rounding_hides_limit(quantity: Quantity, decimals: int) -> bool:
    if quantity.limit is None:
        return False
    shown_limit = round(100 * quantity.limit, decimals)
    numbers = [number for number in (quantity.value, quantity.low, quantity.high) if number is not None]
    return any((number < quantity.limit) != (round(100 * number, decimals) < shown_limit) for number in numbers)


def _number_and_unit(quantity: Quantity, currency: str, decimals: int) -> tuple[Callable[[float], str], str]:
    number, unit = _unsigned_number_and_unit(quantity, currency, decimals)
    return (_with_sign(number) if quantity.signed else number), unit


def _unsigned_number_and_unit(quantity: Quantity, currency: str, decimals: int) -> tuple[Callable[[float], str], str]:
    if quantity.unit == "s":
        return _duration_number(quantity)
    if quantity.unit == "share":
        return _scaled(100.0, _past_limit(quantity, decimals)), "%"
    if quantity.unit == "points":
        return _scaled(100.0, 1), _("points")
    return _scaled(1.0, decimals), currency if quantity.unit == "money" else ""


def _duration_number(quantity: Quantity) -> tuple[Callable[[float], str], str]:
    value = _size(quantity)
    divisor = next((size for limit, size in _DURATION_STEPS if value < limit), _DAY)
    words = {1.0: _("s"), 60.0: _("min"), 3600.0: _("h"), _DAY: _("d")}
    return _scaled(1 / divisor, 0 if value / divisor >= 10 else 1), words[divisor]


def _size(quantity: Quantity) -> float:
    """What chooses the unit: the estimate; of a difference, which may be near 0 in a wide interval, the largest."""
    candidates = (quantity.value, quantity.low, quantity.high)
    finite = [abs(number) for number in candidates if number is not None and math.isfinite(number)]
    return (max(finite) if quantity.signed else finite[0]) if finite else 0.0


def _with_sign(number: Callable[[float], str]) -> Callable[[float], str]:
    def signed(value: float) -> str:
        return number(value) if value == 0 else f"{'+' if value > 0 else '−'}{number(abs(value))}"

    return signed


def _scaled(factor: float, decimals: int) -> Callable[[float], str]:
    def number(value: float) -> str:
        if math.isinf(value):
            return _("never")
        # adding zero turns -0.0 into 0.0
        rounded = round(value * factor, decimals) + 0.0
        return "0" if value == 0 else f"{rounded:,.{decimals}f}".replace("-", "−")

    return number
