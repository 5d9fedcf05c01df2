"""Opening hours read from when contacts were answered."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.history.arrivals import Arrivals, hourly_counts
from planner.history.contacts import ContactLog
from planner.history.rows import Findings
from planner.scenario.times import DAY_NAMES, Span
from planner.texts import _

FlagArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]

HOUR = 3600
LEAST_ACTIVITY = 0.02  # of the busiest hour of the week
LEAST_ANSWERED = 0.5  # of the contacts of the hour


def open_hours(log: ContactLog, arrivals: Arrivals, findings: Findings) -> FlagArray:
    """Which hours of the week (7 weekdays x 24) are open.

    An hour is open when it has at least 2 % of the activity of the busiest hour: arrivals of live contacts that were
    answered, answers (or else ends) of deferred ones, arrivals where nothing else is known. Of live contacts, at least
    half that arrive in the hour must be answered. A single closed hour between open ones is taken as open.
    """
    moments, known = _activity(log)
    active = _by_hour_of_week(moments, arrivals)
    is_open: FlagArray = (active > 0.0) & (active >= LEAST_ACTIVITY * active.max())
    if np.any(log.live & log.served):
        live = _by_hour_of_week(log.local[log.live], arrivals)
        served = _by_hour_of_week(log.local[log.live & log.served], arrivals)
        is_open &= (served >= LEAST_ANSWERED * live) | (live < LEAST_ACTIVITY * live.max())
    holes = np.zeros_like(is_open)
    holes[:, 1:-1] = is_open[:, :-2] & is_open[:, 2:]
    is_open |= holes
    note = _("hours in which contacts were answered or ended") if known else _("hours in which contacts arrived")
    findings.fitted(_("open hours a week"), int(is_open.sum()), note)
    return is_open


def _activity(log: ContactLog) -> tuple[FloatArray, bool]:
    """Local moments at which the desk was seen to be open, and whether they are more than arrivals."""
    acted = np.where(np.isfinite(log.answered), log.answered, log.ended)
    moments = np.where(log.live, np.where(log.served, log.arrived, np.nan), acted)
    known = np.isfinite(moments)
    if not known.any():
        return log.local, False
    # the offset at the arrival is near enough for an hour of the week
    return (moments + log.local - log.arrived)[known], True


def _by_hour_of_week(local: FloatArray, arrivals: Arrivals) -> FloatArray:
    return arrivals.by_hour_of_week(hourly_counts(local, arrivals.first, len(arrivals.counts)))


def outside(log: ContactLog, is_open: FlagArray) -> FlagArray:
    """Which contacts arrived in a closed hour of the week."""
    hours = np.floor_divide(log.local, HOUR).astype(np.int64)
    weekdays = (np.floor_divide(hours, 24) + 3) % 7  # 1970-01-01 was a Thursday
    return np.asarray(~is_open[weekdays, hours % 24])


def spans_of_day(is_open: FlagArray, slot: int = HOUR) -> tuple[Span, ...]:
    """Runs of open slots of one day (each ``slot`` seconds long)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_open.astype(np.int8), [0]))))
    return tuple(Span(begin * slot, end * slot) for begin, end in edges.reshape(-1, 2).tolist())


def by_days(texts: list[str]) -> dict[str, str]:
    """Seven texts, Monday first, as a plan groups them: "mon-fri" for alike neighbours; empty ones are left out."""
    result: dict[str, str] = {}
    first = 0
    for day in range(1, 8):
        if day < 7 and texts[day] == texts[first]:
            continue
        if texts[first]:
            alone = day - first == 1
            result[DAY_NAMES[first] if alone else f"{DAY_NAMES[first]}-{DAY_NAMES[day - 1]}"] = texts[first]
        first = day
    return result


def opening_table(is_open: FlagArray) -> dict[str, str]:
    """Days and spans of an ``hours`` table of a plan."""
    return by_days([", ".join(span.text for span in spans_of_day(day)) for day in is_open])
