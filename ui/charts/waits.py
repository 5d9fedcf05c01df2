"""How long customers who ask in an hour of the day wait for the first answer."""

from __future__ import annotations

from collections.abc import Iterable

from planner.texts import _, lazy
from ui.charts.picture import HOUR_NAMES, Limit, Picture, Subject, series_of, time_scale

KEY = "waits"
TITLE = lazy("First answer through the day")
_MEDIAN, _P90 = "first_response_time_p50", "first_response_time_p90"
_ANSWERS, _OPEN_HOURS = ("answer", "reply"), "open hours"
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
    promised = _promised(subject)
    near = [within for within in promised if _LEAST * highest < within / divisor < _MOST * highest]
    shown = sorted(near) if len(near) <= _MOST_LIMITS else []
    return Picture(
        str(TITLE),
        _("hour"),
        unit,
        HOUR_NAMES,
        curves,
        tuple(Limit(within / divisor, _("{time} promised").format(time=promised[within][0])) for within in shown),
        _note(subject, {promised[within] for within in shown}),
        subject.absent(_MEDIAN, _P90, hourly=True),
    )


def _promised(subject: Subject) -> dict[float, tuple[str, str]]:
    """What is promised of first answers: the time as the plan has it and to whom, by its seconds."""
    levels = subject.answer.scenario.support_levels
    found: dict[float, tuple[str, list[str]]] = {}
    for promise in subject.promises():
        if promise.kind in _ANSWERS and promise.clock != _OPEN_HOURS:
            target = getattr(levels[promise.level].offers[promise.channel], promise.kind)
            found.setdefault(float(target.within), (promise.within, []))[1].append(f"{promise.level} {promise.channel}")
    return {seconds: (within, ", ".join(whom)) for seconds, (within, whom) in found.items()}


def _note(subject: Subject, promised: Iterable[tuple[str, str]]) -> str:
    words = "; ".join(_("{time} to {whom}").format(time=time, whom=whom) for time, whom in sorted(promised))
    sentences = [_("Dotted: promised {words}.").format(words=words)] if words else []
    if any(promise.kind in _ANSWERS and promise.clock == _OPEN_HOURS for promise in subject.promises()):
        # a line of open hours across curves of all hours would look missed where it is kept
        sentences.append(_("All hours count here; promises in open hours are judged under Waiting."))
    return " ".join(sentences)
