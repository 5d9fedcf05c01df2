"""Who gives up waiting, and after how long."""

from __future__ import annotations

from planner.facts import Facts, Part
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.splits import OVER_THE_WEEK, TICKETS
from planner.metrics.volumes import contacts_abandoned, contacts_offered
from planner.texts import lazy


def _live_offered(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.live)


def _live_abandoned(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.live & facts.contacts.table.gave_up)


def _seconds_until_given_up(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.table.waited * facts.contacts.table.gave_up)


def _abandoned_in_transfer(facts: Facts) -> Part:
    return Part.of(facts.transfers.codes, facts.transfers.gave_up)


METRICS = (
    Metric(
        name="abandonment_rate",
        label=lazy("Abandonment"),
        unit="share",
        definition=lazy("Share of all contacts, deferred ones included, that are given up."),
        better="lower",
        splits=OVER_THE_WEEK,
        numerator=lazy("contacts abandoned"),
        denominator=lazy("contacts offered"),
        estimator=Ratio(contacts_abandoned, contacts_offered),
    ),
    Metric(
        name="live_abandonment_rate",
        label=lazy("Abandonment, live channels"),
        unit="share",
        definition=lazy("Share of contacts on live channels that are given up."),
        better="lower",
        splits=TICKETS,
        numerator=lazy("live contacts abandoned"),
        denominator=lazy("live contacts offered"),
        estimator=Ratio(_live_abandoned, _live_offered),
    ),
    Metric(
        name="average_time_to_abandon",
        label=lazy("Time until given up"),
        unit="s",
        definition=lazy("Mean wait of contacts that are given up; who leaves at once waited no time."),
        better="neither",
        splits=TICKETS,
        numerator=lazy("waits of abandoned contacts"),
        denominator=lazy("abandoned contacts"),
        estimator=Ratio(_seconds_until_given_up, contacts_abandoned),
    ),
    Metric(
        name="abandoned_in_transfer",
        label=lazy("Abandoned in transfer"),
        unit="count",
        definition=lazy("Live transfers to another tier that are given up; they are no contacts of their own."),
        better="lower",
        splits=TICKETS,
        numerator=lazy("transfers abandoned"),
        denominator=None,
        estimator=Count(_abandoned_in_transfer),
    ),
)
