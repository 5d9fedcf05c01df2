"""The script of one replication: all tickets, contacts and touches that may happen, ready for the engine.

Touches are numbered in their order of service, so that the number of a waiting touch is its sort key.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from simulation.attempts import Attempts
from simulation.columns import INDEX, IntArray, reordered
from simulation.demand import Customers, draw_demand
from simulation.inputs import Inputs
from simulation.itinerary import lay_itineraries
from simulation.order import Waiting, service_order
from simulation.records import Needs
from simulation.side_work import Chases, Notices, Outreach, draw_chases, draw_notices, draw_outreach
from simulation.touches import Work
from simulation.work_classes import Classes, sort_into_classes

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Script:
    """What may happen in one replication.

    Tickets (``arrival``, ``segment``, ``topic``, ``channel``, ``tier``) are the customers' in order of arrival, then
    outreach (topic and channel -1). The first contact of ticket i is contact i; ``first_touch`` has an entry per
    contact. ``work`` is numbered in order of service.
    """

    needs: Needs
    arrival: FloatArray
    segment: IntArray
    topic: IntArray
    channel: IntArray
    tier: IntArray
    contacts: Attempts
    first_touch: IntArray
    work: Work
    classes: Classes
    chases: Chases
    notices: Notices
    outreach: Outreach

    @property
    def customers(self) -> int:
        """How many tickets are customers' (the rest is outreach)."""
        return len(self.arrival) - len(self.outreach.time)


def write_script(inputs: Inputs, seed: int, replication: int) -> Script:
    """Draw everything random of one replication and put it in order."""
    needs, customers = draw_demand(inputs, seed, replication)
    return script_from_customers(inputs, needs, customers, seed, replication)


def script_from_customers(inputs: Inputs, needs: Needs, customers: Customers, seed: int, replication: int) -> Script:
    """The script for given customers: their itineraries, chases and outreach."""
    itineraries = lay_itineraries(inputs, customers)
    attempts, first_touch = itineraries.attempts, itineraries.first_touch
    chases, work = draw_chases(inputs, customers, attempts, first_touch, itineraries.work)
    notices, work = draw_notices(inputs, customers, attempts, first_touch, work)
    outreach, work = draw_outreach(inputs, seed, replication, len(customers.arrival), work)
    nowhere = np.full(len(outreach.time), -1, INDEX)
    arrival = np.concatenate((customers.arrival, outreach.time))
    segment = np.concatenate((customers.segment, outreach.segment))
    topic = np.concatenate((customers.topic, nowhere))
    channel = np.concatenate((customers.channel, nowhere))
    entry = np.array([entry.tier for entry in inputs.topics], INDEX)
    tier = np.concatenate((entry[customers.topic], work.tier[outreach.touch]))
    order = service_order(Waiting(inputs, arrival, segment, channel, work))
    place = np.empty(len(order) + 1, INDEX)
    place[order] = np.arange(len(order))
    place[-1] = -1  # "no touch" stays so
    ordered = Work(*(reordered(getattr(work, field.name), order) for field in fields(Work)))
    ordered = replace(ordered, following=place[ordered.following], ticket_instead=place[ordered.ticket_instead])
    return Script(
        needs, arrival, segment, topic, channel, tier, attempts, place[first_touch], ordered,
        sort_into_classes(inputs, ordered, segment, topic),
        replace(chases, own=place[chases.own], elsewhere=place[chases.elsewhere]),
        replace(notices, touch=place[notices.touch]),
        replace(outreach, touch=place[outreach.touch]),
    )  # fmt: skip
