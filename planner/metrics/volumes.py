"""How many: needs, tickets and contacts, and what became of them."""

from __future__ import annotations

from collections.abc import Callable

from planner.facts import Amount, Facts, Part
from planner.facts.amounts import tickets_answered, tickets_offered, tickets_resolved
from planner.metrics.estimators import Count
from planner.metrics.metric import Better, Metric
from planner.metrics.scales import per_month
from planner.metrics.splits import OVER_THE_WEEK, TICKETS
from planner.texts import LazyText, lazy
from simulation.records import Fate


def _tickets_abandoned(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.abandoned)


def _tickets_open(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.open)


def _tickets_chased(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.chased)


def _needs(*fates: Fate) -> Callable[[Facts], Part]:
    return lambda facts: facts.needs.ended_as(*fates)


def contacts_offered(facts: Facts) -> Part:
    """Contacts that started, transfers left out."""
    return facts.contacts.part(facts.contacts.table.started >= 0.0)


def contacts_abandoned(facts: Facts) -> Part:
    """Contacts that were given up."""
    return facts.contacts.part(facts.contacts.table.gave_up)


def _count(name: str, label: LazyText, definition: LazyText, amount: Amount, better: Better = "neither") -> Metric:
    splits = OVER_THE_WEEK if name in {"tickets_offered", "contacts_offered", "contacts_abandoned"} else TICKETS
    return Metric(name, label, "count", definition, better, splits, definition, None, Count(amount))


def _monthly(name: str, label: LazyText, definition: LazyText, amount: Amount) -> Metric:
    return Metric(name, label, "count", definition, "neither", TICKETS, definition, None, Count(amount, per_month))


TICKETS_OFFERED = _count(
    "tickets_offered",
    lazy("Tickets"),
    lazy("Tickets that arrive within the weeks; each counts once, at its first arrival, under its first channel."),
    tickets_offered,
)
CONTACTS_OFFERED = _count(
    "contacts_offered",
    lazy("Contacts"),
    lazy("Contacts that start within the weeks, on their own channel: first tries, retries and switches."),
    contacts_offered,
)

METRICS = (
    TICKETS_OFFERED,
    _count(
        "tickets_answered",
        lazy("Tickets answered"),
        lazy("Tickets that get a first answer by the end of the horizon."),
        tickets_answered,
        "higher",
    ),
    _count(
        "tickets_resolved",
        lazy("Tickets resolved"),
        lazy("Tickets that are resolved by the end of the horizon."),
        tickets_resolved,
        "higher",
    ),
    _count(
        "tickets_abandoned",
        lazy("Tickets abandoned"),
        lazy("Tickets whose last contact was given up and that no other contact follows."),
        _tickets_abandoned,
        "lower",
    ),
    _count(
        "tickets_open",
        lazy("Tickets left open"),
        lazy("Tickets that are neither resolved nor abandoned at the end of the horizon."),
        _tickets_open,
        "lower",
    ),
    _count(
        "tickets_chased",
        lazy("Tickets chased"),
        lazy("Tickets about which the customer asked again before they were answered."),
        _tickets_chased,
        "lower",
    ),
    _count(
        "contacts_potential",
        lazy("Needs"),
        lazy("Needs that arise within the weeks, whether or not they become tickets; under the preferred channel."),
        _needs(),
    ),
    _count(
        "contacts_prevented",
        lazy("Prevented"),
        lazy("Needs that prevention keeps from arising."),
        _needs(Fate.PREVENTED),
        "higher",
    ),
    _count(
        "contacts_deflected",
        lazy("Solved by self-service"),
        lazy("Needs that self-service solves for good."),
        _needs(Fate.DEFLECTED),
        "higher",
    ),
    _count(
        "contacts_unserved",
        lazy("Unserved"),
        lazy("Needs that never become a ticket: help not found, channel not offered, or closed."),
        _needs(Fate.NOT_FOUND, Fate.NOT_OFFERED, Fate.CLOSED),
        "lower",
    ),
    _count(
        "contacts_not_found",
        lazy("Unserved: help not found"),
        lazy("Needs of customers who do not find how to ask."),
        _needs(Fate.NOT_FOUND),
        "lower",
    ),
    _count(
        "contacts_not_offered",
        lazy("Unserved: channel not offered"),
        lazy("Needs of customers who give up because their level does not offer their channel."),
        _needs(Fate.NOT_OFFERED),
        "lower",
    ),
    _count(
        "contacts_closed",
        lazy("Unserved: channel closed"),
        lazy("Needs of customers who give up because their channel is closed."),
        _needs(Fate.CLOSED),
        "lower",
    ),
    CONTACTS_OFFERED,
    _count(
        "contacts_abandoned",
        lazy("Contacts abandoned"),
        lazy("Contacts given up by the customer or cut off at closing; who leaves at once counts too."),
        contacts_abandoned,
        "lower",
    ),
    _monthly(
        "tickets_offered_per_month",
        lazy("Tickets a month"),
        lazy("Tickets that arrive, scaled to a month of 365.25/12 days."),
        tickets_offered,
    ),
    _monthly(
        "tickets_resolved_per_month",
        lazy("Tickets resolved a month"),
        lazy("Tickets that are resolved, scaled to a month of 365.25/12 days."),
        tickets_resolved,
    ),
    _monthly(
        "contacts_potential_per_month",
        lazy("Needs a month"),
        lazy("Needs that arise, scaled to a month of 365.25/12 days."),
        _needs(),
    ),
    _monthly(
        "contacts_offered_per_month",
        lazy("Contacts a month"),
        lazy("Contacts that start, scaled to a month of 365.25/12 days."),
        contacts_offered,
    ),
)
