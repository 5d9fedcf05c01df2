"""How many people sit at the desk, and how much of that is work, in the hours of the day."""

from __future__ import annotations

from dataclasses import replace

from planner.texts import _, lazy
from ui.charts.picture import HOUR_NAMES, Picture, Subject, series_of

KEY = "people"
TITLE = lazy("People at the desk through the day")
_PRESENT, _BUSY = "agents_on_duty", "occupancy"


def draw(subject: Subject) -> Picture:
    """Agents at the desk, and those of them who work at a time: the occupancy of the hour times the agents."""
    present, busy = subject.day_of(_PRESENT), subject.day_of(_BUSY)
    at_work = [
        replace(share, value=_times(share.value, number.value), low=_times(share.low, number.value),
                high=_times(share.high, number.value), unit="people")
        for share, number in zip(busy, present, strict=True)
    ]  # fmt: skip
    return Picture(
        str(TITLE),
        _("hour"),
        _("people"),
        HOUR_NAMES,
        (
            series_of(_("at the desk"), present, style="solid", colour=0),
            series_of(_("working"), at_work, style="dashed", colour=1),
        ),
        absent=subject.absent(_PRESENT, hourly=True),
    )


def _times(share: float | None, number: float | None) -> float | None:
    return None if share is None or number is None else share * number
