"""Amounts that several metrics, cost figures and headlines count; each is a function from facts to a part."""

from __future__ import annotations

import numpy as np

from planner.facts.facts import Facts
from planner.facts.parts import Part


def tickets_offered(facts: Facts) -> Part:
    """Tickets that arrived."""
    return facts.tickets.part(np.ones(len(facts.tickets), dtype=np.bool_))


def tickets_answered(facts: Facts) -> Part:
    """Tickets that got a first answer."""
    return facts.tickets.part(facts.tickets.answered)


def tickets_resolved(facts: Facts) -> Part:
    """Tickets that were resolved."""
    return facts.tickets.part(facts.tickets.resolved)


def first_response_seconds(facts: Facts) -> Part:
    """Seconds until the first answer of answered tickets."""
    return facts.tickets.part(facts.tickets.first_response)


def resolution_seconds(facts: Facts) -> Part:
    """Seconds until the end of the last touch of resolved tickets."""
    return facts.tickets.part(facts.progress.elapsed)


def contacts_picked_up(facts: Facts) -> Part:
    """Live contacts that were answered while the customer waited."""
    return facts.contacts.part(facts.contacts.picked_up)


def seconds_to_pick_up(facts: Facts) -> Part:
    """Seconds that these contacts waited."""
    return facts.contacts.part(facts.contacts.table.waited * facts.contacts.picked_up)


def contacts_answered_in_time(facts: Facts) -> Part:
    """Live contacts answered within their target."""
    return facts.contacts.part(facts.contacts.answered_in_time)


def contacts_due_an_answer(facts: Facts) -> Part:
    """Live contacts with an answer target, without those given up within it."""
    return facts.contacts.part(facts.contacts.due_an_answer)
