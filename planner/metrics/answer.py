"""How soon live contacts are answered, and callbacks."""

from __future__ import annotations

from planner.facts import Facts, Part
from planner.facts.amounts import (
    contacts_answered_in_time,
    contacts_due_an_answer,
    contacts_picked_up,
    seconds_to_pick_up,
)
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.splits import OVER_THE_WEEK, TICKETS
from planner.texts import lazy


def _callbacks(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.table.accepted_callback)


def _called_back(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.called_back)


def _seconds_to_call(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.table.waited * facts.contacts.called_back)


METRICS = (
    Metric(
        name="average_speed_of_answer",
        label=lazy("Average speed of answer"),
        unit="s",
        definition=lazy("Live channels: mean wait until work on the first touch begins; callbacks are left out."),
        better="lower",
        splits=OVER_THE_WEEK,
        numerator=lazy("waits of live contacts that were answered"),
        denominator=lazy("live contacts that were answered"),
        estimator=Ratio(seconds_to_pick_up, contacts_picked_up),
    ),
    Metric(
        name="service_level",
        label=lazy("Service level"),
        unit="share",
        definition=lazy(
            "Live channels with an answer target: share of contacts answered, or called back, within the target; who"
            " gives up within it does not count."
        ),
        better="higher",
        splits=OVER_THE_WEEK,
        numerator=lazy("live contacts answered within their target"),
        denominator=lazy("live contacts with a target less those given up within it"),
        estimator=Ratio(contacts_answered_in_time, contacts_due_an_answer),
    ),
    Metric(
        name="callbacks",
        label=lazy("Callbacks"),
        unit="count",
        definition=lazy("Contacts that accepted a callback."),
        better="neither",
        splits=TICKETS,
        numerator=lazy("contacts that accepted a callback"),
        denominator=None,
        estimator=Count(_callbacks),
    ),
    Metric(
        name="callback_wait_mean",
        label=lazy("Wait for a callback"),
        unit="s",
        definition=lazy("Mean time from the start of the contact until the customer is called back."),
        better="lower",
        splits=TICKETS,
        numerator=lazy("waits of contacts that were called back"),
        denominator=lazy("contacts that were called back"),
        estimator=Ratio(_seconds_to_call, _called_back),
    ),
)
