"""Outreach of prevention programmes: pieces of work that a team begins while the level's channels are open."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.compile.demand import growth_factor
from planner.compile.horizon import quarter_starts
from planner.compile.hours import OpeningBook
from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from planner.units import MONTH
from simulation.inputs import QUARTER_HOUR, OutreachInputs


def compile_outreach(scenario: Scenario, book: OpeningBook, numbering: Numbering) -> Iterator[OutreachInputs]:
    """One programme for each segment whose level has one.

    The month's pieces fall evenly on the seconds in which any channel of the level is open; how many such seconds a
    month has is taken from the weeks of the plan. A level that never opens in them has no outreach.
    """
    starts = quarter_starts(book.horizon)
    for name, segment in scenario.segments.items():
        level = scenario.support_levels[segment.support_level]
        programme = level.prevention.outreach if level.prevention else None
        if programme is None:
            continue
        hours = book.union(offer.hours for offer in level.offers.values())
        open_in_weeks = float(hours.between(0.0, book.horizon.weeks_end))
        if open_in_weeks <= 0.0:
            continue
        monthly = float(segment.customers) * float(programme.per_customer_month)
        per_open_second = monthly / MONTH * book.horizon.weeks_end / open_in_weeks
        open_seconds = hours.between(starts, starts + QUARTER_HOUR)
        yield OutreachInputs(
            segment=numbering.segments[name],
            stream=segment.stream or name,
            tier=numbering.tiers[programme.tier],
            handle_time=programme.handle_time.sampling(),
            expected=np.asarray(growth_factor(segment, starts) * open_seconds * per_open_second),
        )
