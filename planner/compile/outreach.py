"""Work that a team begins itself while a level's channels are open: outreach of prevention, onboarding of newcomers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.compile.demand import growth_factor
from planner.compile.horizon import quarter_starts
from planner.compile.hours import OpeningBook
from planner.compile.numbering import Numbering
from planner.scenario.programmes import programmes
from planner.scenario.scenario import Scenario
from planner.units import MONTH
from simulation.inputs import QUARTER_HOUR, OutreachInputs


def compile_outreach(scenario: Scenario, book: OpeningBook, numbering: Numbering) -> Iterator[OutreachInputs]:
    """The programmes of each segment.

    The month's pieces fall evenly on the seconds in which any channel of the level is open; how many such seconds a
    month has is taken from the weeks of the plan. A level that never opens in them has no outreach.
    """
    starts = quarter_starts(book.horizon)
    for name, segment in scenario.segments.items():
        level = scenario.support_levels[segment.support_level]
        hours = book.union(offer.hours for offer in level.offers.values())
        open_in_weeks = float(hours.between(0.0, book.horizon.weeks_end))
        if open_in_weeks <= 0.0:
            continue
        customers = growth_factor(segment, starts) * float(segment.customers)
        open_months = hours.between(starts, starts + QUARTER_HOUR) / open_in_weeks * book.horizon.weeks_end / MONTH
        for programme in programmes(scenario, name):
            yield OutreachInputs(
                segment=numbering.segments[name],
                stream=programme.stream,
                tier=numbering.tiers[programme.tier],
                handle_time=programme.handle_time.sampling(),
                expected=np.asarray(customers * open_months * programme.per_customer_month),
            )
