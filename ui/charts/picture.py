"""What a chart shows, without saying how it is painted: the same data is drawn, copied and saved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from planner.texts import _

if TYPE_CHECKING:
    from planner.reporting.report import Promise, Quantity
    from ui.running.answer import Answer

HOUR_NAMES = tuple(f"{hour:02d}:00" for hour in range(24))
DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DURATION_STEPS = ((100.0, 1.0), (100 * 60.0, 60.0), (72 * 3600.0, 3600.0))
_DAY = 86400.0

Style = Literal["solid", "dashed", "bars"]


@dataclass(frozen=True)
class Series:
    """One figure along the axis; None where it has no value. A band shows its intervals."""

    label: str
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    style: Style = "solid"
    colour: int = 0


@dataclass(frozen=True)
class Limit:
    """A promised value and what it is called at the end of its line."""

    value: float
    label: str


@dataclass(frozen=True)
class Picture:
    """A chart: names of the places along the axis, series over them, limits across."""

    title: str
    across: str
    unit: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    limits: tuple[Limit, ...] = ()
    note: str = ""
    absent: str = ""  # why there is nothing to show

    def rows(self) -> tuple[list[str], list[list[object]]]:
        """The data as headings and rows, with a column for each end of an interval."""
        header = [self.across]
        columns: list[Sequence[object]] = [self.names]
        for series in self.series:
            header.append(f"{series.label} ({self.unit})" if self.unit else series.label)
            columns.append(series.values)
            if series.lows:
                header += [_("{label}, low").format(label=series.label), _("{label}, high").format(label=series.label)]
                columns += [series.lows, series.highs]
        return header, [list(row) for row in zip(*columns, strict=True)]


@dataclass(frozen=True)
class Subject:
    """What a chart is about: an answer, the member it is narrowed to, and a day of the week (0 is Monday)."""

    answer: Answer
    by: Mapping[str, str] = field(default_factory=dict)
    day: int = 0

    def day_of(self, metric: str) -> list[Quantity]:
        """The metric in each hour of the day for the member; "no value" where it is not split that far."""
        hours = (f"{DAY_KEYS[self.day]} {name}" for name in HOUR_NAMES)
        return [self.answer.findings.get(metric, {**self.by, "hour_of_week": hour}) for hour in hours]

    def absent(self, *metrics: str, hourly: bool = False) -> str:
        """Why none of the metrics can be shown for the member; empty where one can."""
        splits = self.answer.findings.known_splits
        wanted = frozenset(self.by) | ({"hour_of_week"} if hourly else frozenset())
        if not self.by or any((metric, wanted) in splits for metric in metrics):
            return ""
        return no_value_for(self.by)

    def promises(self) -> list[Promise]:
        """The promises that concern the member; all without one, none for members to whom nothing is promised."""
        if self.by and not {"segment", "level", "channel"} & set(self.by):
            return []
        scenario = self.answer.scenario
        level = self.by.get("level")
        if "segment" in self.by and self.by["segment"] in scenario.segments:
            level = scenario.segments[self.by["segment"]].support_level
        return [
            promise
            for promise in self.answer.section.promises
            if level in {None, promise.level} and self.by.get("channel") in {None, promise.channel}
        ]


def no_value_for(by: Mapping[str, str]) -> str:
    """What is said in place of a figure that is not known for members of this kind."""
    kinds = {
        "segment": _("No value for a segment"),
        "level": _("No value for a support level"),
        "channel": _("No value for a channel"),
        "tier": _("No value for a tier"),
        "team": _("No value for a team"),
        "topic": _("No value for a topic"),
    }
    return next((words for dimension, words in kinds.items() if dimension in by), _("No value"))


def time_scale(quantities: Sequence[Quantity]) -> tuple[float, str]:
    """Seconds to divide by and the unit's word, after the largest of the durations."""
    finite = [value for each in quantities if (value := each.value) is not None and math.isfinite(value)]
    divisor = next((size for limit, size in _DURATION_STEPS if max(finite, default=0.0) < limit), _DAY)
    return divisor, {1.0: _("seconds"), 60.0: _("minutes"), 3600.0: _("hours"), _DAY: _("days")}[divisor]


def series_of(
    label: str, quantities: Sequence[Quantity], divisor: float = 1.0, style: Style = "solid", colour: int = 0
) -> Series:
    """A series of estimates with their intervals; what is infinite has no place on a chart."""
    values = tuple(_scaled(each.value, divisor) for each in quantities)
    lows = tuple(_scaled(each.low, divisor) for each in quantities)
    highs = tuple(_scaled(each.high, divisor) for each in quantities)
    return Series(label, values, lows, highs, style, colour)


def _scaled(number: float | None, divisor: float) -> float | None:
    return number / divisor if number is not None and math.isfinite(number) else None
