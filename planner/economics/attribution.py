"""Who pays: costs of teams' hours passed on to segments, levels, channels, topics and tiers."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts, Part
from planner.facts.frame import DIMENSIONS
from planner.facts.parts import Codes

UNASSIGNED = "(unassigned)"


def paid_by_all(facts: Facts, hours: Part) -> Part:
    """A cost of teams' hours with the codes of those who pay it (see :class:`planner.facts.payers.PayerFacts`)."""
    return facts.payers.paid_by(hours.totals(("team", "hour_of_week")))


def with_all_codes(cost: Part) -> Part:
    """A cost with every dimension known; what it does not belong to is nobody's (-1)."""
    nobody = np.full(cost.codes.rows, -1, np.int64)
    columns = {name: cost.codes.columns.get(name, nobody) for name in DIMENSIONS}
    return Part(Codes(cost.codes.sizes, columns, cost.codes.rows), cost.values)
