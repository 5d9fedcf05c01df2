"""How long until tickets are resolved, and who had them meanwhile."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts, Part
from planner.facts.amounts import resolution_seconds, tickets_resolved
from planner.metrics.durations import duration_metrics
from planner.metrics.estimators import Ratio, Sample
from planner.metrics.metric import Metric
from planner.metrics.splits import TICKETS
from planner.texts import lazy


def _open_seconds(facts: Facts) -> Part:
    return facts.tickets.part(facts.progress.elapsed_open)


def _resolved_on_clock(facts: Facts) -> Part:
    return facts.tickets.part(np.isfinite(facts.progress.elapsed_open))


def _waiting(facts: Facts) -> Part:
    return facts.progress.waiting


def _working(facts: Facts) -> Part:
    return facts.progress.working


def _customer(facts: Facts) -> Part:
    return facts.progress.customer


def _tickets_resolved_anywhere(facts: Facts) -> Part:
    """Resolved tickets whatever their tier, so that waiting by tier adds up to the whole."""
    return Part.of(facts.tickets.codes.without("tier"), facts.tickets.resolved)


_RESOLUTIONS = Sample(lambda facts, _split: Part(facts.tickets.codes, facts.progress.elapsed))
_RESOLUTIONS_OPEN = Sample(lambda facts, _split: Part(facts.tickets.codes, facts.progress.elapsed_open))

METRICS = (
    *duration_metrics(
        "resolution_time",
        lazy("Resolution, mean"),
        (lazy("Resolution, median"), lazy("Resolution, 90th percentile"), lazy("Resolution, 95th percentile")),
        lazy(
            "Time from the arrival of a ticket to the end of its last touch: waiting, work and the customer's own time"
            " together."
        ),
        lazy("tickets resolved"),
        (resolution_seconds, tickets_resolved),
        _RESOLUTIONS,
        TICKETS,
    ),
    *duration_metrics(
        "resolution_open_hours",
        lazy("Resolution in open hours, mean"),
        (
            lazy("Resolution in open hours, median"),
            lazy("Resolution in open hours, 90th percentile"),
            lazy("Resolution in open hours, 95th percentile"),
        ),
        lazy(
            "The resolution time, counted while the ticket's first channel is open at its support level; the clock"
            " stops while the customer owes a reply and between solved and reopened."
        ),
        lazy("tickets resolved whose first channel has opening hours"),
        (_open_seconds, _resolved_on_clock),
        _RESOLUTIONS_OPEN,
        TICKETS,
    ),
    Metric(
        name="resolution_waiting",
        label=lazy("Resolution: waiting"),
        unit="s",
        definition=lazy(
            "The part of the mean resolution time in which tickets wait for the desk, nights included; by tier: for"
            " which tier they wait."
        ),
        better="lower",
        splits=TICKETS,
        numerator=lazy("waiting of resolved tickets"),
        denominator=lazy("tickets resolved, of all tiers"),
        estimator=Ratio(_waiting, tickets_resolved, there=(_waiting, _tickets_resolved_anywhere)),
    ),
    Metric(
        name="resolution_working",
        label=lazy("Resolution: work"),
        unit="s",
        definition=lazy("The part of the mean resolution time in which somebody works on the ticket."),
        better="neither",
        splits=TICKETS,
        numerator=lazy("active work on resolved tickets, without wrap-up and chases"),
        denominator=lazy("tickets resolved"),
        estimator=Ratio(_working, tickets_resolved),
    ),
    Metric(
        name="resolution_customer",
        label=lazy("Resolution: customer"),
        unit="s",
        definition=lazy(
            "The part of the mean resolution time in which the ticket is with the customer: until he replies, reopens"
            " it or tries again."
        ),
        better="neither",
        splits=TICKETS,
        numerator=lazy("time of resolved tickets with their customers"),
        denominator=lazy("tickets resolved"),
        estimator=Ratio(_customer, tickets_resolved),
    ),
)
