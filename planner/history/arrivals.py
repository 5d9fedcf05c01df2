"""When contacts come: the mean per hour of the week, days that are no ordinary days, and the spread between days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.calendar.zones import EPOCH_ORDINAL, weekdays_of
from planner.history.contacts import ContactLog
from planner.history.rows import Findings
from planner.texts import _
from planner.units import MONTH, WEEK

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]

DAY, HOUR = 86400.0, 3600.0
LOW_DAY, HIGH_DAY = 0.25, 3.0  # times the median of the same weekday
LEAST_MEDIAN = 20.0  # contacts a day; below, a quiet day is nothing abnormal
LEAST_MISSING = 5.0  # mean contacts of a weekday on which a day without any is a gap or a holiday


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Contacts by date and hour.

    ``counts`` has a row for each date from ``first`` (its ordinal) to the last of the log, by 24 hours. ``ordinary``
    marks the dates that count for means; the others are listed by date in ``low`` with their share of an ordinary day.
    """

    first: int
    counts: FloatArray
    ordinary: FlagArray
    low: dict[int, float]

    @property
    def ordinals(self) -> IntArray:
        """The ordinal of each date."""
        return np.arange(self.first, self.first + len(self.counts), dtype=np.int64)

    @property
    def weeks(self) -> float:
        """Observed weeks, ordinary days only."""
        return float(np.sum(self.ordinary)) / 7.0

    def by_hour_of_week(self, counts: FloatArray | None = None) -> FloatArray:
        """Mean contacts per hour (7 weekdays from Monday, 24 hours) over the ordinary days."""
        counts = self.counts if counts is None else counts
        weekdays = weekdays_of(self.ordinals)
        means = np.zeros((7, 24))
        for weekday in range(7):
            rows = self.ordinary & (weekdays == weekday)
            if rows.any():
                means[weekday] = counts[rows].mean(axis=0)
        return means

    def per_month(self, counts: FloatArray | None = None) -> float:
        """Contacts in a month of 365.25/12 days of ordinary weeks."""
        return float(self.by_hour_of_week(counts).sum()) * MONTH / WEEK

    def busy_day_cv(self, counts: FloatArray | None = None) -> float | None:
        """Spread of a day's volume beyond Poisson, as coefficient of variation; None with fewer than two alike days.

        If days of a weekday with mean m are Poisson around m times a factor of mean 1, their variance is
        m + cv^2 m^2; pooled over weekdays, cv^2 = sum of ((sum of squares) - (n - 1) m) / sum of (n - 1) m^2, at least
        0. The gamma-mixed Poisson day: Jongbloed and Koole 2001, Applied Stochastic Models in Business and Industry
        17; Avramidis, Deslauriers and L'Ecuyer 2004, Management Science 50.
        """
        totals = (self.counts if counts is None else counts).sum(axis=1)
        weekdays = weekdays_of(self.ordinals)
        excess = scale = 0.0
        for weekday in range(7):
            days = totals[self.ordinary & (weekdays == weekday)]
            if len(days) >= 2 and days.mean() > 0.0:
                mean = float(days.mean())
                excess += float(np.sum((days - mean) ** 2)) - (len(days) - 1) * mean
                scale += (len(days) - 1) * mean * mean
        return float(np.sqrt(max(0.0, excess / scale))) if scale > 0.0 else None


def hourly_counts(local: FloatArray, first: int, days: int) -> FloatArray:
    """How many local moments (seconds) fall in each hour of the ``days`` from the ordinal ``first``: days x 24."""
    hours = np.floor_divide(local, HOUR).astype(np.int64) - (first - EPOCH_ORDINAL) * 24
    inside = hours[(hours >= 0) & (hours < days * 24)]
    return np.bincount(inside, minlength=days * 24).astype(np.float64).reshape(days, 24)


def arrivals(log: ContactLog, findings: Findings) -> Arrivals:
    """Count the contacts by date and hour and set apart days that are missing or abnormally quiet."""
    ordinals = np.floor_divide(log.local, DAY).astype(np.int64) + EPOCH_ORDINAL
    first, last = int(ordinals.min()), int(ordinals.max())
    counts = hourly_counts(log.local, first, last - first + 1)
    ordinary, low, high = _ordinary_days(first, counts)
    result = Arrivals(first, counts, ordinary, low)
    findings.read(_("contacts"), len(log), _("{first} to {last}").format(first=_date(first), last=_date(last)))
    findings.read(_("days"), len(counts), _("{count} of them ordinary").format(count=int(ordinary.sum())))
    findings.dropped(
        _("days without any contact, or with less than {share:.0%} of their weekday").format(share=LOW_DAY),
        len(low), _("{dates}: holidays in the plan, not in the means").format(dates=_dates(low)),
    )  # fmt: skip
    if high:
        findings.assumed(
            _("days with more than {times:.0f} times their weekday").format(times=HIGH_DAY), len(high),
            _("{dates}: kept, they are part of the spread").format(dates=_dates(high)),
        )  # fmt: skip
    _report(result, findings)
    return result


def _report(result: Arrivals, findings: Findings) -> None:
    findings.fitted(
        _("contacts per month"), result.per_month(),
        _("means per hour of the week over {weeks:.1f} weeks, times 4.35").format(weeks=result.weeks),
    )  # fmt: skip
    cv = result.busy_day_cv()
    if cv is None:
        findings.assumed("busy_day_cv", 0.0, _("the log is too short to compare days of the same weekday"))
    else:
        findings.fitted(
            "busy_day_cv",
            cv,
            _("day totals against Poisson around their weekday: (variance - mean) / mean²"),
        )


def _ordinary_days(first: int, counts: FloatArray) -> tuple[FlagArray, dict[int, float], list[int]]:
    totals = counts.sum(axis=1)
    weekdays = weekdays_of(np.arange(first, first + len(counts)))
    ordinary = np.ones(len(counts), dtype=np.bool_)
    low: dict[int, float] = {}
    high: list[int] = []
    for row, total in enumerate(totals):
        others = totals[(weekdays == weekdays[row]) & (np.arange(len(totals)) != row)]
        median = float(np.median(others)) if len(others) else 0.0
        missing = total == 0.0 and median >= LEAST_MISSING
        if missing or (len(others) >= 2 and median >= LEAST_MEDIAN and total < LOW_DAY * median):
            ordinary[row] = False
            low[first + row] = total / median
        elif median >= LEAST_MEDIAN and total > HIGH_DAY * median:
            high.append(first + row)
    if not ordinary.any():
        return np.ones(len(counts), dtype=np.bool_), {}, []
    return ordinary, low, high


def _date(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


def _dates(ordinals: dict[int, float] | list[int]) -> str:
    shown = [_date(ordinal) for ordinal in ordinals]
    return ", ".join(shown[:10]) + (", …" if len(shown) > 10 else "")
