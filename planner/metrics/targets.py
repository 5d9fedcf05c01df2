"""Whether promises are kept: the share of contacts or tickets within each kind of target."""

from __future__ import annotations

from planner.facts import Facts, Part
from planner.facts.amounts import contacts_answered_in_time, contacts_due_an_answer
from planner.metrics.estimators import Ratio
from planner.metrics.metric import Metric
from planner.metrics.splits import OVER_THE_WEEK
from planner.texts import lazy


def _replied_in_time(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.replied_in_time)


def _due_a_reply(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.due_a_reply)


def _resolved_in_time(facts: Facts) -> Part:
    return facts.tickets.part(facts.progress.resolved_in_time)


def _due_a_resolution(facts: Facts) -> Part:
    return facts.tickets.part(facts.progress.due_a_resolution)


METRICS = (
    Metric(
        name="target_attainment_answer",
        label=lazy("Answer target kept"),
        unit="share",
        definition=lazy(
            "The service level: share of live contacts answered, or called back, within the answer target."
        ),
        better="higher",
        splits=OVER_THE_WEEK,
        numerator=lazy("live contacts answered within their target"),
        denominator=lazy("live contacts with a target less those given up within it"),
        estimator=Ratio(contacts_answered_in_time, contacts_due_an_answer),
    ),
    Metric(
        name="target_attainment_reply",
        label=lazy("Reply target kept"),
        unit="share",
        definition=lazy(
            "Deferred channels with a reply target: share of tickets whose first reply is sent within it, counted on"
            " the target's clock from the contact on that channel."
        ),
        better="higher",
        splits=OVER_THE_WEEK,
        numerator=lazy("tickets first replied to within the target"),
        denominator=lazy("tickets replied to, and tickets without a reply whose target fell due within the horizon"),
        estimator=Ratio(_replied_in_time, _due_a_reply),
    ),
    Metric(
        name="target_attainment_resolve",
        label=lazy("Resolve target kept"),
        unit="share",
        definition=lazy(
            "Share of tickets resolved within the resolve target of their first channel, judged at the last touch; the"
            " clock stops while the customer owes a reply and between solved and reopened."
        ),
        better="higher",
        splits=OVER_THE_WEEK,
        numerator=lazy("tickets resolved within the target"),
        denominator=lazy("tickets resolved, and open tickets whose target fell due within the horizon"),
        estimator=Ratio(_resolved_in_time, _due_a_resolution),
    ),
)
