"""The charts of a sweep: a curve with intervals for each figure; over two axes a curve for each value of the second."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planner.reporting.curves import Curve, SweepAxis, SweepPoint
from planner.reporting.report import Quantity
from planner.reporting.xlsx.drawing import SERIES_COLOURS, Canvas
from planner.texts import _

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

ROWS = 16  # of the sheet that a chart covers
_SIZE = {"width": 620, "height": 310}
_DURATIONS = ((600.0, 1.0, "s"), (600 * 60.0, 60.0, "min"), (math.inf, 3600.0, "h"))
_NUMBER_FORMATS = {"share": "0.0%", "money": "#,##0", "count": "0"}
_NEARLY_ALL = 0.98
_GRID = {"visible": True, "line": {"color": "#d9dee4"}}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the numbers behind a chart stand: the row of their headings and the first column."""

    row: int
    column: int


def draw_curve(
    canvas: Canvas,
    sheet: Worksheet,
    anchor: tuple[int, int],
    data: Place,
    curve: Curve,
    axes: Sequence[SweepAxis],
    points: Sequence[SweepPoint],
) -> None:
    """A native chart at the anchor and the numbers that it draws."""
    across = axes[0]
    chart = canvas.workbook.add_chart(
        {"type": "line"} if across.numbers is None else {"type": "scatter", "subtype": "straight_with_markers"}
    )
    divisor, unit = _unit(curve)
    _write_scale(canvas, sheet, data, across)
    names = [curve.title] if len(axes) == 1 else [f"{axes[1].label} = {text}" for text in axes[1].texts]
    for number, name in enumerate(names):
        chosen = {
            point.places[0]: _scaled(quantity, divisor)
            for point, quantity in zip(points, curve.points, strict=True)
            if len(axes) == 1 or point.places[1] == number
        }
        columns = Place(data.row, data.column + 1 + 3 * number)
        _write_series(canvas, sheet, columns, name, chosen)
        chart.add_series(_series(sheet, data, columns, len(across.texts), SERIES_COLOURS[number % len(SERIES_COLOURS)]))
    if curve.limit is not None:
        _add_limit(canvas, sheet, data, data.column + 1 + 3 * len(names), chart, curve.limit, len(across.texts))
    _dress(chart, curve, across, unit, legend=len(names) > 1 or curve.limit is not None)
    sheet.insert_chart(*anchor, chart, {"description": curve.title})


def _unit(curve: Curve) -> tuple[float, str]:
    """What durations are divided by, and the word for it; the word of other figures stands in their number format."""
    if curve.unit != "s":
        return 1.0, ""
    finite = [point.value for point in curve.points if point.value is not None and math.isfinite(point.value)]
    largest = max(finite, default=0.0)
    return next((divisor, word) for limit, divisor, word in _DURATIONS if largest < limit)


def _scaled(quantity: Quantity, divisor: float) -> tuple[float | None, float | None, float | None]:
    """The estimate, and how far its interval reaches below and above it; None where unknown or infinite."""
    if quantity.value is None or not math.isfinite(quantity.value):
        return None, None, None
    limits = (quantity.low, quantity.high)
    below, above = (
        None if limit is None or not math.isfinite(limit) else abs(limit - quantity.value) / divisor for limit in limits
    )
    return quantity.value / divisor, below, above


def _write_scale(canvas: Canvas, sheet: Worksheet, data: Place, axis: SweepAxis) -> None:
    sheet.write_string(data.row, data.column, axis.label, canvas.look("header"))
    for number, text in enumerate(axis.texts):
        if axis.numbers is None:
            sheet.write_string(data.row + 1 + number, data.column, text)
        else:
            sheet.write_number(data.row + 1 + number, data.column, axis.numbers[number])


def _write_series(
    canvas: Canvas,
    sheet: Worksheet,
    data: Place,
    name: str,
    values: Mapping[int, tuple[float | None, float | None, float | None]],
) -> None:
    for column, heading in enumerate((name, _("below"), _("above")), start=data.column):
        sheet.write_string(data.row, column, heading, canvas.look("header"))
    for place, numbers in values.items():
        for column, number in enumerate(numbers, start=data.column):
            if number is not None:
                sheet.write_number(data.row + 1 + place, column, number)


def _series(sheet: Worksheet, scale: Place, data: Place, count: int, colour: str) -> dict[str, Any]:
    from xlsxwriter.utility import xl_range_abs

    name = sheet.get_name()
    quoted = name.replace("'", "''")
    first, last = scale.row + 1, scale.row + count
    below, above = (
        f"='{quoted}'!{xl_range_abs(first, data.column + part, last, data.column + part)}" for part in (1, 2)
    )
    return {
        "name": [name, data.row, data.column],
        "categories": [name, first, scale.column, last, scale.column],
        "values": [name, first, data.column, last, data.column],
        "line": {"color": colour, "width": 1.75},
        "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
        "y_error_bars": {
            "type": "custom",
            "plus_values": above,
            "minus_values": below,
            "line": {"color": colour},
        },
    }


def _add_limit(
    canvas: Canvas, sheet: Worksheet, scale: Place, column: int, chart: Chart, limit: float, count: int
) -> None:
    """A dashed line at what was promised."""
    sheet.write_string(scale.row, column, _("promised"), canvas.look("header"))
    for place in range(count):
        sheet.write_number(scale.row + 1 + place, column, limit)
    name, first, last = sheet.get_name(), scale.row + 1, scale.row + count
    chart.add_series(
        {
            "name": [name, scale.row, column],
            "categories": [name, first, scale.column, last, scale.column],
            "values": [name, first, column, last, column],
            "line": {"color": "#5b6672", "width": 1.25, "dash_type": "dash"},
            "marker": {"type": "none"},
        }
    )


def _ends(numbers: Sequence[float]) -> dict[str, float]:
    """Where an axis begins and ends: a step beyond its values, so that no interval stands on the edge."""
    ordered = sorted(numbers)
    step = min((after - before for before, after in pairwise(ordered)), default=1.0)
    lowest = ordered[0] - step
    return {"min": 0.0 if lowest < 0.0 <= ordered[0] else lowest, "max": ordered[-1] + step}


def _dress(chart: Chart, curve: Curve, axis: SweepAxis, unit: str, *, legend: bool) -> None:
    """Titles, axes and legend."""
    chart.set_title({"name": f"{curve.title} ({unit})" if unit else curve.title, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"} if legend else {"none": True})
    across: dict[str, Any] = {"name": f"{axis.address} ({axis.unit})" if axis.unit else axis.address}
    across["name_font"] = {"size": 9, "bold": False}
    if axis.numbers is not None:
        across |= {**_ends(axis.numbers), "major_gridlines": {"visible": False}}
        if all(number.is_integer() for number in axis.numbers) and max(axis.numbers) - min(axis.numbers) <= 20:
            across["major_unit"] = 1
    chart.set_x_axis(across)
    upwards: dict[str, Any] = {"num_format": _NUMBER_FORMATS.get(curve.unit, "General"), "major_gridlines": _GRID}
    if curve.unit == "share" and any((point.high or point.value or 0.0) > _NEARLY_ALL for point in curve.points):
        upwards["max"] = 1.0  # no share is above
    chart.set_y_axis(upwards)
    chart.show_blanks_as("gap")
    chart.set_size(_SIZE)
