"""What the replications of a study share when they are measured: names, clocks, targets and the weeks that count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar, split_at
from planner.compile import calendar_of
from planner.compile.demand import growth_factor
from planner.facts.premium_hours import PremiumHours, premium_hours
from planner.scenario import Scenario
from planner.scenario.support_levels import KINDS, TargetKind
from planner.units import MONTH, WEEK
from simulation.columns import IntArray
from simulation.inputs import QUARTER_HOUR, Inputs, Target
from simulation.opening import OpenHours

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

Dimension = Literal["segment", "level", "channel", "topic", "tier", "team", "hour_of_week"]
Split = tuple[Dimension, ...]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

HOURS_OF_WEEK = tuple(
    f"{day} {hour:02d}:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") for hour in range(24)
)


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of one kind: seconds and clock for each segment and channel (NaN seconds: none promised)."""

    within: FloatArray
    open_hours: FlagArray


class Frame:
    """The measure that a scenario and its inputs give to its records.

    Only the weeks from 0 to ``weeks_end`` count; tickets are followed until ``end``.
    """

    def __init__(self, scenario: Scenario, inputs: Inputs) -> None:
        self.scenario = scenario
        self.inputs = inputs
        self.weeks_end = inputs.horizon.weeks_end
        self.end = inputs.horizon.end

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the plan."""
        return calendar_of(self.scenario)

    @cached_property
    def names(self) -> Mapping[Dimension, tuple[str, ...]]:
        """The members of each dimension, as their codes number them."""
        inputs = self.inputs
        return {
            "segment": tuple(segment.name for segment in inputs.segments),
            "level": inputs.levels,
            "channel": tuple(channel.name for channel in inputs.channels),
            "topic": tuple(topic.name for topic in inputs.topics),
            "tier": inputs.tiers,
            "team": tuple(team.name for team in inputs.teams),
            "hour_of_week": HOURS_OF_WEEK,
        }

    @cached_property
    def sizes(self) -> Mapping[Dimension, int]:
        """How many members each dimension has."""
        return {dimension: len(names) for dimension, names in self.names.items()}

    def members(self, split: Split) -> list[dict[str, str]]:
        """The names of each cell of a split, in the order of the cells: {"segment": "Pro", "channel": "chat"}."""
        names = product(*(self.names[dimension] for dimension in split))
        return [dict(zip(split, combination, strict=True)) for combination in names]

    @cached_property
    def premium_hours(self) -> PremiumHours:
        """When the hours of each team cost more."""
        return premium_hours(self.scenario, self.names["team"], self.calendar)

    @cached_property
    def levels(self) -> IntArray:
        """The support level of each segment."""
        return np.array([segment.level for segment in self.inputs.segments], dtype=np.int64)

    @cached_property
    def live(self) -> FlagArray:
        """Whether each channel is live."""
        return np.array([channel.live for channel in self.inputs.channels], dtype=np.bool_)

    @cached_property
    def months(self) -> float:
        """How many months of 365.25/12 days the weeks are; a clock change does not make a week longer or shorter."""
        return self.scenario.weeks * WEEK / MONTH

    @cached_property
    def customers(self) -> FloatArray:
        """The mean number of customers of each segment over the weeks."""
        starts = np.arange(0.0, self.weeks_end, QUARTER_HOUR)
        segments = (self.scenario.segments[name] for name in self.names["segment"])
        counts = [float(segment.customers) * growth_factor(segment, starts).mean() for segment in segments]
        return np.array(counts, dtype=np.float64)

    @cached_property
    def expected_contacts(self) -> FloatArray:
        """The expected needs of each segment within the weeks."""
        horizon = self.inputs.horizon
        quarters = np.arange(len(horizon.days), dtype=np.float64) * QUARTER_HOUR + horizon.begin
        counted = self.in_weeks(quarters)
        expected = np.zeros(self.sizes["segment"])
        for cell in self.inputs.demand:
            expected[cell.segment] += cell.expected[counted].sum()
        return expected

    def in_weeks(self, times: FloatArray) -> FlagArray:
        """Which moments lie in the weeks that count (NaN never)."""
        return (times >= 0.0) & (times < self.weeks_end)

    # -------------------------------------------------------------- hours of the week

    def hour_of_week(self, times: FloatArray) -> IntArray:
        """The hour of the week in the plan's zone at each moment of the horizon (the nearest one outside)."""
        begin = self.inputs.horizon.begin
        quarters = np.floor((times - begin) / QUARTER_HOUR).astype(np.int64)
        codes: IntArray = self._quarter_hours[np.clip(quarters, 0, len(self._quarter_hours) - 1)]
        return codes

    @cached_property
    def _quarter_hours(self) -> IntArray:
        horizon = self.inputs.horizon
        return self.calendar.hour_of_week(np.arange(horizon.begin, horizon.end, QUARTER_HOUR))

    @cached_property
    def hour_edges(self) -> FloatArray:
        """The moments at which the hours of the weeks begin, and ``weeks_end``."""
        # Zones differ from UTC by whole quarter-hours, so every local hour begins at one of these moments.
        quarters = np.arange(0.0, self.weeks_end, QUARTER_HOUR)
        codes = self.hour_of_week(quarters)
        first = np.concatenate(([True], codes[1:] != codes[:-1]))
        return np.append(quarters[first], self.weeks_end)

    @cached_property
    def hours(self) -> IntArray:
        """The hour of the week of each stretch between two ``hour_edges``."""
        return self.hour_of_week(self.hour_edges[:-1])

    def split_by_hour(self, begins: FloatArray, ends: FloatArray) -> tuple[IntArray, FloatArray, FloatArray, IntArray]:
        """Clip stretches to the weeks and cut them at full hours: row, begin, end, hour of the week of each piece."""
        rows, piece_begins, piece_ends = split_at(
            self.hour_edges[1:-1], np.maximum(begins, 0.0), np.minimum(ends, self.weeks_end)
        )
        return rows, piece_begins, piece_ends, self.hour_of_week(piece_begins)

    # -------------------------------------------------------------- opening hours and targets

    @cached_property
    def _clocks(self) -> tuple[tuple[OpenHours, ...], IntArray]:
        """The different opening hours, and which of them each segment and channel has (-1: not offered)."""
        known: dict[int, tuple[int, OpenHours]] = {}
        numbers = np.full((self.sizes["segment"], self.sizes["channel"]), -1, dtype=np.int64)
        for row, segment in enumerate(self.inputs.segments):
            for column, offer in enumerate(segment.offers):
                if offer is not None:
                    numbers[row, column] = known.setdefault(id(offer.hours), (len(known), offer.hours))[0]
        return tuple(hours for _number, hours in known.values()), numbers

    @cached_property
    def offered(self) -> FlagArray:
        """Which channels each segment may use (segments x channels)."""
        return self._clocks[1] >= 0

    @cached_property
    def opens(self) -> FlagArray:
        """In which hours of the week each channel is open to each segment (hours x segments x channels)."""
        clocks, numbers = self._clocks
        opens = np.zeros((self.sizes["hour_of_week"], len(clocks) + 1), dtype=np.bool_)
        for number, hours in enumerate(clocks):
            seconds = hours.between(self.hour_edges[:-1], self.hour_edges[1:])
            opens[:, number] = np.bincount(self.hours, weights=seconds, minlength=len(opens)) > 0.0
        return opens[:, numbers]  # -1, not offered, is the last and never open

    @cached_property
    def served(self) -> FlagArray:
        """Which channels of which segments each team may serve at some tier (teams x segments x channels)."""
        takes_after = self.inputs.routing.takes_after[:, :, :-1]
        return np.swapaxes(np.any(np.isfinite(takes_after), axis=(1, 4)), 1, 2)

    def open_seconds(self, segment: IntArray, channel: IntArray, begins: FloatArray, ends: FloatArray) -> FloatArray:
        """Open seconds between moments, by the hours in which the segment may use the channel.

        NaN where it may not, or where an end is missing.
        """
        clocks, numbers = self._clocks
        seconds = np.full(len(begins), np.nan)
        chosen = np.where(channel >= 0, numbers[segment, channel], -1)
        for number, hours in enumerate(clocks):
            rows = np.flatnonzero(chosen == number)
            seconds[rows] = hours.between(begins[rows], ends[rows])
        seconds[np.isnan(ends)] = np.nan
        return seconds

    def targets(self, kind: TargetKind) -> Targets:
        """The targets of one kind, as arrays of segments x channels."""
        return self._targets[kind]

    @cached_property
    def _targets(self) -> Mapping[TargetKind, Targets]:
        return {kind: self._targets_of(kind) for kind in KINDS}

    def _targets_of(self, kind: TargetKind) -> Targets:
        shape = (self.sizes["segment"], self.sizes["channel"])
        targets = Targets(np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_))
        for row, segment in enumerate(self.inputs.segments):
            for column, offer in enumerate(segment.offers):
                target: Target | None = None if offer is None else getattr(offer, kind)
                if target is not None:
                    targets.within[row, column] = target.within
                    targets.open_hours[row, column] = target.open_hours
        return targets
