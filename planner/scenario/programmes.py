"""Programmes: work that a team begins itself for a segment - outreach of its level, onboarding of its newcomers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.scenario.distribution import DurationDistribution
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Programme:
    """Pieces of work per customer and month at one tier; ``stream`` names its random numbers."""

    stream: str
    per_customer_month: float
    handle_time: DurationDistribution
    tier: str


def programmes(scenario: Scenario, name: str) -> Iterator[Programme]:
    """The programmes of a segment."""
    segment = scenario.segments[name]
    level = scenario.support_levels[segment.support_level]
    stream = segment.stream or name
    outreach = level.prevention.outreach if level.prevention else None
    if outreach is not None:
        yield Programme(stream, float(outreach.per_customer_month), outreach.handle_time, outreach.tier)
    if segment.onboarding is not None:
        # whoever leaves is replaced, and growth comes on top
        leaving = min(float(segment.churn_per_month or 0.0) * float(level.churn_factor), 1.0)
        newcomers = max(leaving + float(segment.growth_per_month), 0.0)
        onboarding = segment.onboarding
        yield Programme(f"{stream}|onboarding", newcomers, onboarding.handle_time, onboarding.tier)
