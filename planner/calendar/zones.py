"""A time zone as tables of offsets, so that whole arrays of moments convert between wall clock and UTC.

"Epoch seconds" count from 1970-01-01 00:00 UTC; "local seconds" are what the zone's wall clock shows, counted from
1970-01-01 00:00 on that clock as if every day had 24 hours.
"""

from __future__ import annotations

import difflib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.errors import PlannerError
from planner.texts import _
from planner.units import DAY

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

EPOCH_ORDINAL = 719163  # date(1970, 1, 1).toordinal()


def zone_info(name: str) -> ZoneInfo:
    """The IANA zone of that name; PlannerError with the nearest names where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name, sorted(available_timezones()), n=3, cutoff=0.5)
        message = _("“{zone}” is not a time zone.").format(zone=name)
        mend = _("Nearest: {names}.").format(names=", ".join(near)) if near else _("Write it like “Europe/Belgrade”.")
        raise PlannerError(f"{message} {mend}") from None


def moment_at(epoch: float, zone: ZoneInfo) -> datetime:
    """The wall-clock time at epoch seconds, which may be negative on every platform."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=epoch)).astimezone(zone)


class Zone:
    """One time zone over a stretch of years; outside of them the first and last offsets go on.

    A local time that a clock change skips moves forward by the gap; one that happens twice is the first.
    """

    def __init__(self, name: str, first_year: int, last_year: int) -> None:
        self.name = name
        moments, offsets = _offset_changes(zone_info(name), first_year, last_year)
        self._moments = moments
        self._offsets = offsets
        # Below this wall-clock time the offset from before a change holds: for a gap it carries the skipped times
        # forward, for a doubled hour it means the first.
        self._thresholds = moments + np.maximum(offsets[1:], offsets[:-1])

    def to_local(self, epoch: ArrayLike) -> FloatArray:
        """What the wall clock shows (local seconds) at moments in epoch seconds."""
        moments = np.asarray(epoch, dtype=np.float64)
        return moments + self._offsets[np.searchsorted(self._moments, moments, side="right")]

    def to_epoch(self, local: ArrayLike) -> FloatArray:
        """The moments (epoch seconds) at which the wall clock shows the local seconds."""
        shown = np.asarray(local, dtype=np.float64)
        return shown - self._offsets[np.searchsorted(self._thresholds, shown, side="right")]


@lru_cache(maxsize=256)
def zone_over(name: str, first_year: int, last_year: int) -> Zone:
    """The zone of that name, built once for each stretch of years."""
    return Zone(name, first_year, last_year)


def _offset_changes(zone: ZoneInfo, first_year: int, last_year: int) -> tuple[FloatArray, FloatArray]:
    """Moments at which the offset changes, and the offsets before the first and after each of them."""
    begin = int(datetime(max(first_year, 2), 1, 1, tzinfo=UTC).timestamp())
    end = int(datetime(min(last_year, 9998) + 1, 1, 1, tzinfo=UTC).timestamp())
    step = int(DAY)
    moments: list[int] = []
    offsets = [_offset(zone, begin)]
    for day in range(begin + step, end + step, step):
        offset = _offset(zone, day)
        if offset != offsets[-1]:
            moments.append(_change_between(zone, day - step, day))
            offsets.append(offset)
    return np.array(moments, dtype=np.float64), np.array(offsets, dtype=np.float64)


def _offset(zone: ZoneInfo, epoch: int) -> float:
    difference = moment_at(epoch, zone).utcoffset()
    assert difference is not None
    return difference.total_seconds()


def _change_between(zone: ZoneInfo, before: int, after: int) -> int:
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def ordinals_of(local: ArrayLike) -> IntArray:
    """Ordinals (``date.toordinal``) of the dates in which local seconds lie."""
    return np.floor_divide(np.asarray(local, dtype=np.float64), DAY).astype(np.int64) + EPOCH_ORDINAL


def weekdays_of(ordinals: ArrayLike) -> IntArray:
    """Days of the week of date ordinals, Monday = 0."""
    return (np.asarray(ordinals, dtype=np.int64) - 1) % 7
