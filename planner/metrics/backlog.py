"""How much lies open over the weeks, and how old it is."""

from __future__ import annotations

import numpy as np

from planner.facts import Codes, Facts, Part
from planner.facts.backlog import OpenTime
from planner.metrics.estimators import Percentile, Ratio, Sample
from planner.metrics.metric import Metric
from planner.metrics.splits import OPEN_TICKETS
from planner.texts import lazy


def _ticket_seconds(facts: Facts) -> OpenTime:
    return facts.open_tickets.seconds


def seconds_of_the_weeks(facts: Facts) -> Part:
    """The seconds of the weeks by hour of the week, the whole for any other split."""
    frame = facts.frame
    codes = Codes(frame.sizes, {"hour_of_week": frame.hours}, len(frame.hours))
    return Part(codes, np.diff(frame.hour_edges))


_NUMBERS = Sample(lambda facts, split: facts.open_tickets.numbers(split), by_split=True)
_OLDEST = Sample(lambda facts, split: facts.open_tickets.oldest(split), by_split=True)

METRICS = (
    Metric(
        name="backlog_mean",
        label=lazy("Open tickets, mean"),
        unit="count",
        definition=lazy(
            "Time average of the number of open tickets over the weeks, exactly; a ticket is open from arrival until"
            " resolved or given up, while its customer owes a reply too, and again from a reopening."
        ),
        better="lower",
        splits=OPEN_TICKETS,
        numerator=lazy("ticket-time of open tickets within the weeks"),
        denominator=lazy("time of the weeks"),
        estimator=Ratio(_ticket_seconds, seconds_of_the_weeks),
    ),
    Metric(
        name="backlog_p95",
        label=lazy("Open tickets, 95th percentile"),
        unit="count",
        definition=lazy(
            "The number of open tickets that is exceeded 5 % of the time, looked at every quarter of an hour."
        ),
        better="lower",
        splits=OPEN_TICKETS,
        numerator=lazy("numbers of open tickets at every quarter of an hour"),
        denominator=None,
        estimator=Percentile(_NUMBERS, 0.95),
    ),
    Metric(
        name="oldest_open_p95",
        label=lazy("Oldest open ticket, 95th percentile"),
        unit="s",
        definition=lazy(
            "The age of the oldest open ticket, since it arrived or was reopened, that is exceeded 5 % of the time,"
            " looked at every quarter of an hour; 0 when none is open."
        ),
        better="lower",
        splits=OPEN_TICKETS,
        numerator=lazy("ages of the oldest open ticket at every quarter of an hour"),
        denominator=None,
        estimator=Percentile(_OLDEST, 0.95),
    ),
)
