"""The week of a profile as curves: through the day, and by weekday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from planner.scenario.profiles import HOURS, WEEKDAYS
from planner.texts import _

if TYPE_CHECKING:
    from ui.charts.picture import Picture

Week = Sequence[Sequence[float]]


def shares(week: Week) -> list[list[float]]:
    """Weights as per cent of the whole week; all 0 where there are none."""
    total = sum(map(sum, week))
    return [[100 * weight / total if total > 0 else 0.0 for weight in day] for day in week]


def day_picture(week: Week, day: int | None = None) -> Picture:
    """Through the day: the mean day and, where one is chosen, a weekday, as shares of their own day."""
    from ui.charts.picture import HOUR_NAMES, Picture, Series

    mean = [sum(row[hour] for row in week) for hour in range(HOURS)]
    series = [Series(_("mean day"), _parts(mean))]
    if day is not None and any(week[day]):
        name = QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)
        series.append(Series(name, _parts(week[day]), style="dashed", colour=1))
    return Picture(_("Contacts through the day"), _("hour"), _("% of the day"), HOUR_NAMES, tuple(series))


def week_picture(week: Week) -> Picture:
    """By weekday: shares of the week."""
    from ui.charts.picture import Picture, Series

    short = QLocale.FormatType.ShortFormat
    names = tuple(QLocale().standaloneDayName(day, short) for day in range(1, WEEKDAYS + 1))
    values = tuple(sum(day) for day in shares(week))
    series = (Series(_("week"), values, style="bars"),)
    return Picture(_("Contacts through the week"), _("day"), _("% of the week"), names, series)


def _parts(weights: Sequence[float]) -> tuple[float, ...]:
    total = sum(weights)
    return tuple(100 * weight / total if total > 0 else 0.0 for weight in weights)
