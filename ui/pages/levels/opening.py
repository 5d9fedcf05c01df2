"""When something is open in a week, on the clock of the plan; and how far another clock is from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.scenario.hours import Hours
from planner.scenario.scenario import Scenario

DAY, WEEK = 24.0, 168.0
Span = tuple[float, float]  # begin and end in hours after Monday, 00:00, of the plan's clock


def openings(hours: Hours, scenario: Scenario) -> list[Span]:
    """The spans of a plain week, that in which the plan starts; what reaches over Sunday midnight begins the week."""
    zone, home = ZoneInfo(hours.time_zone or scenario.time_zone), ZoneInfo(scenario.time_zone)
    first = monday(scenario)
    start = datetime.combine(first, datetime.min.time(), home)
    spans = []
    for day in range(-2, 9):
        midnight = datetime.combine(first + timedelta(days=day), datetime.min.time(), zone)
        for span in hours.spans_on(day % 7):
            ends = (_clock(midnight + timedelta(seconds=each), home, start) for each in span)
            begin, end = (min(max(each, 0.0), WEEK) for each in ends)
            spans.append((begin, end))
    return merged(spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, sorted; those that touch become one."""
    joined: list[Span] = []
    for begin, end in sorted(span for span in spans if span[1] > span[0]):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def within(spans: Iterable[Span], begin: float, end: float) -> list[Span]:
    """What lies between two moments."""
    cut = ((max(span[0], begin), min(span[1], end)) for span in spans)
    return [span for span in cut if span[1] > span[0]]


def ahead(zone: str, scenario: Scenario) -> float:
    """How many hours the clock of a zone is ahead of the plan's in that week."""
    noon = datetime.combine(monday(scenario), datetime.min.time(), ZoneInfo(scenario.time_zone)) + timedelta(hours=12)
    other, home = noon.astimezone(ZoneInfo(zone)).utcoffset(), noon.utcoffset()
    assert other is not None
    assert home is not None
    return (other - home).total_seconds() / 3600


def monday(scenario: Scenario) -> date:
    """The Monday of the week in which the plan starts."""
    return scenario.start - timedelta(days=scenario.start.weekday())


def customer_zones(scenario: Scenario) -> list[str]:
    """The zones of all customers, those with most customers of a segment first; without any, the plan's own."""
    zones: dict[str, None] = {}
    for segment in scenario.segments.values():
        zones |= dict.fromkeys(getattr(segment, "time_zones", None) or ())
    return list(zones) or [scenario.time_zone]


def _clock(moment: datetime, home: ZoneInfo, start: datetime) -> float:
    # differences of aware times of one zone are those of the wall clock, as the axis shows it
    return (moment.astimezone(home) - start).total_seconds() / 3600
