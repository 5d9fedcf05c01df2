"""How long customers who ask in an hour of the day wait for the first answer."""

from __future__ import annotations

from planner.texts import _, lazy
from ui.charts.picture import HOUR_NAMES, Limit, Picture, Subject, series_of, time_scale

KEY = "waits"
TITLE = lazy("First answer through the day")
_MEDIAN, _P90 = "first_response_time_p50", "first_response_time_p90"
_MOST_LIMITS = 2  # more dotted lines than these nobody tells apart
# A limit far below the curves could not be told from the axis; one far above would press them flat.
_LEAST, _MOST = 0.06, 2.5


def draw(subject: Subject) -> Picture:
    """Median and 90th percentile with their intervals, and what is promised if that is few promises."""
    median, late = subject.day_of(_MEDIAN), subject.day_of(_P90)
    divisor, unit = time_scale([*median, *late])
    curves = (
        series_of(_("90 % within"), late, divisor, "dashed", 1),
        series_of(_("half within"), median, divisor, "solid", 0),
    )
    highest = max((value for curve in curves for value in curve.values if value is not None), default=0.0)
    limits = [limit for limit in _limits(subject, divisor) if _LEAST * highest < limit.value < _MOST * highest]
    return Picture(
        str(TITLE),
        _("hour"),
        unit,
        HOUR_NAMES,
        curves,
        tuple(limits) if len(limits) <= _MOST_LIMITS else (),
        subject.note((_MEDIAN, _P90)),
    )


def _limits(subject: Subject, divisor: float) -> list[Limit]:
    """What is promised of first answers, with the words of all promises of the same length."""
    levels = subject.answer.scenario.support_levels
    found: dict[float, list[str]] = {}
    for promise in subject.promises():
        if promise.kind in {"answer", "reply"}:
            target = getattr(levels[promise.level].offers[promise.channel], promise.kind)
            open_hours = _(" (open)") if promise.clock == "open hours" else ""
            words = f"{promise.level} {promise.channel} {promise.within}{open_hours}"
            found.setdefault(float(target.within) / divisor, []).append(words)
    return [Limit(value, _("promised: {words}").format(words=", ".join(words))) for value, words in found.items()]
