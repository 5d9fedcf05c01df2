"""Square-root staffing: how many agents beyond the load a large queue needs, as a first guess."""

from __future__ import annotations

import math

from planner.queueing.given import require_not_negative, require_share
from planner.queueing.search import turning_point
from planner.texts import _

_LARGEST_SPARE = 40.0  # the chance of waiting is below 1e-300 there


def waiting_for_spare(spare: float) -> float:
    """Chance of waiting with load + ``spare`` * sqrt(load) agents, spare > 0, in the limit of large queues.

    1 / (1 + b Phi(b) / phi(b)) with the normal distribution (Halfin and Whitt 1981, Operations Research 29).
    """
    density = math.exp(-spare * spare / 2.0) / math.sqrt(2.0 * math.pi)
    return density / (density + spare * math.erfc(-spare / math.sqrt(2.0)) / 2.0)


def spare_for_waiting(probability_of_waiting: float) -> float:
    """The spare agents, in square roots of the load, at which the given share waits; PlannerError unless 0 < share < 1.

    The chance of waiting falls with the spare: its density falls while spare and the normal distribution rise.
    """
    require_share(probability_of_waiting, _("The share that waits"))
    return turning_point(lambda spare: waiting_for_spare(spare) >= probability_of_waiting, 0.0, _LARGEST_SPARE)


def square_root_agents(load: float, probability_of_waiting: float = 0.2) -> int:
    """Load + spare * sqrt(load), rounded up: about the agents with whom the given share waits; load in erlangs."""
    require_not_negative(load, _("The load"))
    return math.ceil(load + spare_for_waiting(probability_of_waiting) * math.sqrt(load))
