"""Expected contacts: customers x growth x contact rate (or a forecast) x profile x events, in every UTC quarter-hour.

The formula is that of "From customers to tickets" in the documentation of the model; the busy-day factor is left to
the simulation, which draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar
from planner.compile.horizon import quarter_starts
from planner.compile.numbering import Numbering, flags_by, total_of
from planner.compile.segments import topic_mix
from planner.scenario.events import Event
from planner.scenario.scenario import Scenario
from planner.scenario.segments import Segment
from planner.units import MONTH
from simulation.inputs import QUARTER_HOUR, DemandCell, Horizon

FloatArray = NDArray[np.float64]

QUARTERS_PER_MONTH = MONTH / QUARTER_HOUR


def compile_demand(
    scenario: Scenario, calendar: Calendar, horizon: Horizon, numbering: Numbering
) -> tuple[DemandCell, ...]:
    """One cell for each segment and time zone of its customers."""
    return tuple(_DemandCompiler(scenario, calendar, horizon, numbering).cells())


def growth_factor(segment: Segment, starts: FloatArray) -> FloatArray:
    """How many times the customers of the first day there are in the middle of quarter-hours; 1 before the start."""
    months = np.maximum(starts + QUARTER_HOUR / 2.0, 0.0) / MONTH
    return np.power(1.0 + float(segment.growth_per_month), months)


class _DemandCompiler:
    """Expected contacts of a scenario's segments; parts that segments share are computed once."""

    def __init__(self, scenario: Scenario, calendar: Calendar, horizon: Horizon, numbering: Numbering) -> None:
        self._scenario = scenario
        self._calendar = calendar
        self._numbering = numbering
        self._starts = quarter_starts(horizon)
        self._shapes: dict[tuple[object, ...], FloatArray] = {}
        self._topic_factors: dict[tuple[str, ...], FloatArray] = {}
        self._event_factors = {name: self._event_factor(event) for name, event in scenario.events.items()}

    def cells(self) -> Iterator[DemandCell]:
        """One cell for each segment and customers' time zone."""
        for name, segment in self._scenario.segments.items():
            factor, topic_factors = self._events(name)
            profile = self._scenario.profiles[segment.profile] if segment.profile else None
            zones = segment.time_zones or {self._scenario.time_zone: 1.0}
            total = total_of(zones, ("segments", name, "time_zones"))
            volume = self._volume(segment, {zone: share / total for zone, share in zones.items()}) * factor
            for zone, share in zones.items():
                yield DemandCell(
                    segment=self._numbering.segments[name],
                    stream=f"{segment.stream or name}|{zone}",
                    expected=volume * self._shape(segment, zone) * (share / total),
                    busy_day_cv=float(profile.busy_day_cv) if profile else 0.0,
                    topic_factors=topic_factors,
                )

    def _volume(self, segment: Segment, zones: dict[str, float]) -> FloatArray:
        """Contacts of a segment in each quarter-hour before shape and events: by customers, or by forecast."""
        monthly = float(segment.customers) * float(segment.contacts_per_customer_month)
        volume = growth_factor(segment, self._starts) * (monthly / QUARTERS_PER_MONTH)
        for month, contacts in segment.forecast.items():
            first = date.fromisoformat(f"{month}-01")
            following = (first + timedelta(days=31)).replace(day=1)
            begin, end = (self._calendar.seconds_at(datetime.combine(day, time())) for day in (first, following))
            rows = np.flatnonzero((self._starts >= begin) & (self._starts < end))
            if not len(rows):
                continue
            # the month's shapes, also where it reaches past the horizon, add up to the contacts forecast
            month_starts = np.arange(begin, end, QUARTER_HOUR)
            shapes = [share * self._profile_factor(segment, zone, month_starts).sum() for zone, share in zones.items()]
            volume[rows] = float(contacts) / sum(shapes) if sum(shapes) else 0.0
        return volume

    def _shape(self, segment: Segment, zone: str) -> FloatArray:
        key = (segment.profile, segment.holidays, zone)
        if key not in self._shapes:
            self._shapes[key] = self._profile_factor(segment, zone, self._starts)
        return self._shapes[key]

    def _profile_factor(self, segment: Segment, zone: str, starts: FloatArray) -> FloatArray:
        """Relative demand in quarter-hours: mean 1 over a plain week, times month and holiday factors."""
        if segment.profile is None:
            return np.ones(len(starts))
        profile = self._scenario.profiles[segment.profile]
        week = np.array(profile.week, dtype=np.float64).ravel()
        factor: FloatArray = (week / week.mean())[self._calendar.hour_of_week(starts, zone)]
        if profile.by_month is not None:
            factor = factor * np.array(profile.by_month, dtype=np.float64)[self._calendar.months(starts, zone)]
        holiday = self._calendar.is_holiday(self._calendar.ordinals(starts, zone), segment.holidays)
        return np.where(holiday, factor * float(profile.holiday), factor)

    def _events(self, name: str) -> tuple[FloatArray, FloatArray | None]:
        """The factor of events on a segment's volume, and on each of its topics where events choose topics."""
        factor = np.ones(len(self._starts))
        by_topic = []
        for event_name, event in self._scenario.events.items():
            if event.segments is not None and name not in event.segments:
                continue
            if event.topics is not None:
                by_topic.append(event_name)
            else:
                factor = factor * self._event_factors[event_name]
        if not by_topic:
            return factor, None
        topic_factors = self._factors_by_topic(tuple(by_topic))
        mix = topic_mix(self._scenario, name, self._numbering)
        return factor * (topic_factors @ mix), topic_factors

    def _factors_by_topic(self, events: tuple[str, ...]) -> FloatArray:
        if events not in self._topic_factors:
            factors = np.ones((len(self._starts), len(self._numbering.topics)))
            for name in events:
                chosen = flags_by(self._numbering.topics, self._scenario.events[name].topics)
                factors[:, chosen] *= self._event_factors[name][:, None]
            self._topic_factors[events] = factors
        return self._topic_factors[events]

    def _event_factor(self, event: Event) -> FloatArray:
        """The factor in each quarter-hour; one that an event covers in part gets its share of the factor."""
        begin, end = self._calendar.seconds_at(event.begins), self._calendar.seconds_at(event.ends)
        covered = np.minimum(self._starts + QUARTER_HOUR, end) - np.maximum(self._starts, begin)
        share = np.maximum(covered, 0.0) / QUARTER_HOUR
        return np.asarray(1.0 + (float(event.factor) - 1.0) * share, dtype=np.float64)
