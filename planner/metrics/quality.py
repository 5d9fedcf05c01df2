"""How well tickets are solved: escalation, reopening, and solving at the first contact."""

from __future__ import annotations

from planner.facts import Facts, Part
from planner.facts.amounts import tickets_resolved
from planner.metrics.estimators import Ratio
from planner.metrics.metric import Metric
from planner.metrics.splits import TICKETS, VISITS
from planner.texts import lazy


def _visits_escalated(facts: Facts) -> Part:
    return facts.visits.part(facts.visits.escalated)


def _visits(facts: Facts) -> Part:
    return facts.visits.part(facts.visits.proper)


def _tickets_escalated(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.flagged(facts.visits.ticket[facts.visits.escalated]))


def _tickets_begun(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.flagged(facts.visits.ticket[facts.visits.proper]))


def _reopened(facts: Facts) -> Part:
    return facts.solutions.part(facts.solutions.reopened)


def _solved(facts: Facts) -> Part:
    return facts.solutions.part(facts.solutions.solved)


def _at_first_contact(facts: Facts) -> Part:
    return facts.tickets.part(facts.solutions.at_first_contact)


METRICS = (
    Metric(
        name="escalation_rate",
        label=lazy("Escalation"),
        unit="share",
        definition=lazy(
            "Share of tickets worked on that are passed on to another tier at least once; by tier and team: share of"
            " the tickets there that are passed on. Triage of misrouted tickets does not count."
        ),
        better="lower",
        splits=VISITS,
        numerator=lazy("tickets escalated; by tier and team: tickets escalated from there"),
        denominator=lazy("tickets worked on; by tier and team: tickets worked on there"),
        estimator=Ratio(_tickets_escalated, _tickets_begun, there=(_visits_escalated, _visits)),
    ),
    Metric(
        name="reopen_rate",
        label=lazy("Reopened"),
        unit="share",
        definition=lazy("Share of solved tickets that are reopened at least once; by tier: at which they were solved."),
        better="lower",
        splits=TICKETS,
        numerator=lazy("tickets reopened"),
        denominator=lazy("tickets solved at least once"),
        estimator=Ratio(_reopened, _solved),
    ),
    Metric(
        name="first_contact_resolution",
        label=lazy("Solved at first contact"),
        unit="share",
        definition=lazy(
            "Share of resolved tickets that needed one contact: no second attempt, no escalation, no further round"
            " except within one live conversation, no chase and no reopening."
        ),
        better="higher",
        splits=TICKETS,
        numerator=lazy("tickets resolved at their first contact"),
        denominator=lazy("tickets resolved"),
        estimator=Ratio(_at_first_contact, tickets_resolved),
    ),
)
