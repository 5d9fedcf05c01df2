"""The sheet of the week: heat maps of wait, arrivals and open work by weekday and hour, and a chart with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.reporting.report import MetricRow, Report, Section
from planner.reporting.xlsx.drawing import Canvas
from planner.reporting.xlsx.spread import number_format
from planner.texts import LazyText, _, lazy

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPLIT = "hour_of_week"
# white to blue, light enough for black digits
_COLOURS = {"min_color": "#f7fbff", "mid_color": "#c6dbef", "max_color": "#6baed6"}
_SERIES_COLUMN = 26  # where the numbers behind the charts stand, right of the heat maps
_SERIES_WIDTH = 5


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A metric by hour of the week, shown in units of ``divisor``."""

    metric: str
    title: LazyText
    unit: LazyText
    divisor: float = 1.0


HEAT_MAPS = (
    HeatMap("first_response_time_mean", lazy("Mean wait for the first answer"), lazy("minutes"), 60.0),
    HeatMap("tickets_offered", lazy("Tickets that arrive in the weeks"), lazy("tickets")),
    HeatMap("workload_hours", lazy("Hours of work done in the weeks"), lazy("hours")),
    HeatMap("occupancy", lazy("Occupancy"), lazy("%"), 0.01),
    HeatMap("backlog_mean", lazy("Open tickets, mean"), lazy("tickets")),
)


def draw_hours(canvas: Canvas, report: Report) -> None:
    """For each scenario a heat map per metric that has values by hour of the week, and the first one as a curve."""
    sheet = canvas.sheet(_("By hour"), [10, *[6.5] * 24], landscape=False)
    note = _("Weekdays and hours in the plan's time zone; a ticket counts when it arrives.")
    row = canvas.lines(sheet, 0, [note], "note", 25)
    for number, section in enumerate(report.sections):
        maps = [(heat_map, values) for heat_map in HEAT_MAPS if (values := _by_hour(section, heat_map.metric))]
        if maps and len(report.sections) > 1:
            sheet.write_string(row, 0, section.scenario, canvas.look("heading"))
            row += 1
        for heat_map, values in maps:
            row = _draw_map(canvas, sheet, row, heat_map, values)
            if heat_map is maps[0][0]:
                column = _SERIES_COLUMN + number * _SERIES_WIDTH
                row = _draw_chart(canvas, sheet, (row, column), heat_map, values, section.scenario)
    sheet.freeze_panes(0, 1)
    sheet.print_area(0, 0, row, 24)
    canvas.keep_on_one_page(sheet, row)


def _by_hour(section: Section, metric: str) -> dict[str, MetricRow]:
    return {row.by[_SPLIT]: row for row in section.metrics if row.metric == metric and set(row.by) == {_SPLIT}}


def _hours_of_week() -> list[str]:
    return [f"{day} {hour:02d}:00" for day in _DAYS for hour in range(24)]


def _draw_map(canvas: Canvas, sheet: Worksheet, row: int, heat_map: HeatMap, values: Mapping[str, MetricRow]) -> int:
    """A row for each weekday and a column for each hour; returns the next free row."""
    sheet.write_string(row, 0, f"{heat_map.title} ({heat_map.unit})", canvas.look("heading"))
    sheet.write_string(row + 1, 0, _("Hour"), canvas.look("header"))
    for hour in range(24):
        sheet.write_number(row + 1, 1 + hour, hour, canvas.look("header of numbers"))
    for offset, name in enumerate(_day_names()):
        sheet.write_string(row + 2 + offset, 0, name, canvas.look("text"))
    numbers = [_scaled(values.get(moment), heat_map)[0] for moment in _hours_of_week()]
    largest = max((number for number in numbers if number is not None), default=0.0)
    look = canvas.number_look("#,##0" if largest >= 20 else "0.0")
    for number, value in enumerate(numbers):
        cell = (row + 2 + number // 24, 1 + number % 24)
        if value is None:
            sheet.write_blank(*cell, None, look)
        else:
            sheet.write_number(*cell, value, look)
    sheet.conditional_format(row + 2, 1, row + 8, 24, {"type": "3_color_scale", **_COLOURS})
    return row + 10


def _draw_chart(
    canvas: Canvas,
    sheet: Worksheet,
    series: tuple[int, int],
    heat_map: HeatMap,
    values: Mapping[str, MetricRow],
    scenario: str,
) -> int:
    """A curve through the week with its intervals, its numbers in the columns from ``series`` on; the next free row."""
    row, first = 0, series[1]
    for column, heading in enumerate((scenario, str(heat_map.unit), _("below"), _("above")), start=first):
        sheet.write_string(row, column, heading, canvas.look("header"))
    for number, moment in enumerate(_hours_of_week(), start=1):
        sheet.write_string(row + number, first, moment)
        for column, part in enumerate(_scaled(values.get(moment), heat_map), start=first + 1):
            if part is not None:
                sheet.write_number(row + number, column, part, canvas.number_look(number_format("count")))
    hours, means, below, above = (
        [sheet.get_name(), row + 1, column, row + 168, column] for column in range(first, first + 4)
    )
    chart = canvas.workbook.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": str(heat_map.title),
            "categories": hours,
            "values": means,
            "line": {"color": "#0072B2", "width": 1.5},
            "y_error_bars": {
                "type": "custom",
                "plus_values": _formula(above),
                "minus_values": _formula(below),
                "end_style": 0,
                "line": {"color": "#7fb2d6"},
            },
        }
    )
    chart.set_title({"name": str(heat_map.title), "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"interval_unit": 24, "interval_tick": 24})
    grid = {"visible": True, "line": {"color": "#d9dee4"}}
    chart.set_y_axis({"name": str(heat_map.unit), "min": 0, "major_gridlines": grid})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 1160, "height": 300})
    sheet.insert_chart(series[0], 0, chart, {"description": str(heat_map.title)})
    return series[0] + 16


def _scaled(row: MetricRow | None, heat_map: HeatMap) -> tuple[float | None, float | None, float | None]:
    """Value, and how far the interval reaches below and above it; None where unknown or infinite."""
    if row is None or row.value is None or not math.isfinite(row.value):
        return None, None, None
    value = row.value / heat_map.divisor
    if row.low is None or row.high is None or not math.isfinite(row.high):
        return value, None, None
    return value, value - row.low / heat_map.divisor, row.high / heat_map.divisor - value


def _formula(cells: Sequence[str | int]) -> str:
    from xlsxwriter.utility import xl_range_abs

    name, top, left, bottom, right = cells
    quoted = str(name).replace("'", "''")
    return f"='{quoted}'!{xl_range_abs(top, left, bottom, right)}"


def _day_names() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
