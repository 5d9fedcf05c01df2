"""Cost line: what contacts themselves cost, such as minutes of a telephone line."""

from __future__ import annotations

import numpy as np

from planner.economics.line import Line
from planner.facts import Facts, Part
from planner.texts import lazy


def _contacts(facts: Facts) -> Part:
    channels = facts.frame.scenario.channels
    each = np.array([float(channels[name].cost_per_contact) for name in facts.frame.names["channel"]])
    return facts.contacts.part(each[facts.contacts.table.channel])


LINE = Line(
    "contacts",
    lazy("Contacts"),
    lazy("What each contact costs by its channel; contacts that are given up cost it too, transfers do not."),
    _contacts,
)
