"""The run: how long, how often and how sure."""

from __future__ import annotations

from typing import Annotated

from planner.scenario.fields import Section, field
from planner.scenario.kinds import DurationKind, NumberKind, Share
from planner.texts import lazy
from planner.units import DAY, Duration

EdgeLength = Annotated[Duration, DurationKind(ranges=False, longest=731 * DAY)]
Replications = Annotated[int, NumberKind(low=1, high=100_000, whole=True, ranges=False)]
Seed = Annotated[int, NumberKind(low=0, high=2**63 - 1, whole=True, ranges=False)]
Confidence = Annotated[float, NumberKind(low=0.5, high=0.9999, ranges=False)]
Precision = Annotated[float, NumberKind(low=0.0001, high=1, ranges=False)]


class Run(Section):
    """Settings of a study."""

    replications: Replications = field(lazy("Replications"), help=lazy("Independent runs of the horizon."), default=20)
    warm_up: EdgeLength = field(
        lazy("Warm-up"),
        help=lazy("Time before the start that fills the queues and is not measured."),
        unit="s",
        default=Duration.parse("7 d"),
    )
    cool_down: EdgeLength = field(
        lazy("Cool-down"),
        help=lazy("Time after the weeks in which their tickets are followed to the end."),
        unit="s",
        default=Duration.parse("7 d"),
    )
    seed: Seed = field(
        lazy("Seed"), help=lazy("The same seed gives the same customers and the same answer."), default=1
    )
    confidence: Confidence = field(lazy("Confidence"), help=lazy("Confidence of the intervals."), default=0.95)
    precision: Precision | None = field(
        lazy("Precision"),
        help=lazy("Add replications until headline intervals are this narrow, relative to their value."),
        default=None,
    )
    max_occupancy: Share | None = field(
        lazy("Occupancy at most"), help=lazy("Share of the time that agents may be busy in a staffing."), default=None
    )
