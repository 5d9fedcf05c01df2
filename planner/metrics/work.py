"""How much work tickets are: time and touches for each, and the load of all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.facts import Facts, Part
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.scales import in_hours
from planner.metrics.splits import VISITS, WORK
from planner.texts import lazy


def _closed(facts: Facts) -> NDArray[np.bool_]:
    """Which visits belong to tickets that are no longer open."""
    flags: NDArray[np.bool_] = ~facts.tickets.open[facts.visits.ticket]
    return flags


def _handle_seconds(facts: Facts) -> Part:
    return facts.visits.part(np.where(_closed(facts), facts.visits.work, 0.0))


def _touches(facts: Facts) -> Part:
    return facts.visits.part(np.where(_closed(facts), facts.visits.touches, 0.0))


def _visits(facts: Facts) -> Part:
    return facts.visits.part(_closed(facts))


def _tickets_handled(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.flagged(facts.visits.ticket) & ~facts.tickets.open)


def work_seconds(facts: Facts) -> Part:
    """Seconds of work, wrap-up and noticing, when they were done."""
    return facts.work.part()


METRICS = (
    Metric(
        name="average_handle_time",
        label=lazy("Average handle time"),
        unit="s",
        definition=lazy(
            "Work and wrap-up on a ticket over all its rounds, chases and reopenings; by tier and team: the work there"
            " (under the team of the last touch at the tier). Open tickets are left out."
        ),
        better="neither",
        splits=VISITS,
        numerator=lazy("work and wrap-up on closed tickets"),
        denominator=lazy("closed tickets that were worked on; by tier and team: worked on there"),
        estimator=Ratio(_handle_seconds, _tickets_handled, there=(_handle_seconds, _visits)),
    ),
    Metric(
        name="touches_per_ticket",
        label=lazy("Touches per ticket"),
        unit="ratio",
        definition=lazy("Pieces of agent work on a ticket; by tier and team: those there. Open tickets are left out."),
        better="lower",
        splits=VISITS,
        numerator=lazy("touches of closed tickets"),
        denominator=lazy("closed tickets that were worked on; by tier and team: worked on there"),
        estimator=Ratio(_touches, _tickets_handled, there=(_touches, _visits)),
    ),
    Metric(
        name="workload_hours",
        label=lazy("Workload"),
        unit="hours",
        definition=lazy(
            "Hours of work and wrap-up done within the weeks, outreach included; on the channel and at the tier where"
            " they were done. Outreach has no topic and no channel."
        ),
        better="neither",
        splits=WORK,
        numerator=lazy("hours of work and wrap-up within the weeks"),
        denominator=None,
        estimator=Count(work_seconds, in_hours),
    ),
)
