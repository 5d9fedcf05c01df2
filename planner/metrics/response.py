"""How long customers wait for the first answer and for each later reply."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts, Part
from planner.facts.amounts import first_response_seconds, tickets_answered
from planner.metrics.durations import duration_metrics
from planner.metrics.estimators import Sample
from planner.metrics.splits import TICKETS
from planner.texts import lazy


def _open_seconds(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.first_response_open)


def _answered_on_clock(facts: Facts) -> Part:
    return facts.tickets.part(np.isfinite(facts.tickets.first_response_open))


def _reply_seconds(facts: Facts) -> Part:
    return Part.of(facts.replies.codes, facts.replies.waited)


def _replies(facts: Facts) -> Part:
    return Part.of(facts.replies.codes, np.isfinite(facts.replies.waited))


def _reply_open_seconds(facts: Facts) -> Part:
    return Part.of(facts.replies.codes, facts.replies.waited_open)


def _replies_on_clock(facts: Facts) -> Part:
    return Part.of(facts.replies.codes, np.isfinite(facts.replies.waited_open))


_FIRST_RESPONSES = Sample(lambda facts, _split: Part(facts.tickets.codes, facts.tickets.first_response))
_FIRST_RESPONSES_OPEN = Sample(lambda facts, _split: Part(facts.tickets.codes, facts.tickets.first_response_open))
_REPLIES = Sample(lambda facts, _split: Part(facts.replies.codes, facts.replies.waited))
_REPLIES_OPEN = Sample(lambda facts, _split: Part(facts.replies.codes, facts.replies.waited_open))

METRICS = (
    *duration_metrics(
        "first_response_time",
        lazy("First response, mean"),
        (
            lazy("First response, median"),
            lazy("First response, 90th percentile"),
            lazy("First response, 95th percentile"),
        ),
        lazy(
            "Time from the arrival of a ticket until work on its first touch begins (live) or until the first touch"
            " ends, when the reply is sent (deferred); triage is no answer."
        ),
        lazy("tickets answered"),
        (first_response_seconds, tickets_answered),
        _FIRST_RESPONSES,
        TICKETS,
    ),
    *duration_metrics(
        "first_response_open_hours",
        lazy("First response in open hours, mean"),
        (
            lazy("First response in open hours, median"),
            lazy("First response in open hours, 90th percentile"),
            lazy("First response in open hours, 95th percentile"),
        ),
        lazy("The first response time, counted while the ticket's first channel is open at its support level."),
        lazy("tickets answered whose first channel has opening hours"),
        (_open_seconds, _answered_on_clock),
        _FIRST_RESPONSES_OPEN,
        TICKETS,
    ),
    *duration_metrics(
        "next_reply_time",
        lazy("Next reply, mean"),
        (lazy("Next reply, median"), lazy("Next reply, 90th percentile"), lazy("Next reply, 95th percentile")),
        lazy(
            "Time from a customer's further message until work on it begins (live) or its reply is sent (deferred),"
            " for all rounds after the first answer."
        ),
        lazy("later rounds that were replied to"),
        (_reply_seconds, _replies),
        _REPLIES,
        TICKETS,
    ),
    *duration_metrics(
        "next_reply_open_hours",
        lazy("Next reply in open hours, mean"),
        (
            lazy("Next reply in open hours, median"),
            lazy("Next reply in open hours, 90th percentile"),
            lazy("Next reply in open hours, 95th percentile"),
        ),
        lazy("The next reply time, counted while the channel of the round is open at the support level."),
        lazy("later rounds that were replied to on a channel with opening hours"),
        (_reply_open_seconds, _replies_on_clock),
        _REPLIES_OPEN,
        TICKETS,
    ),
)
