"""Inverse questions: agents, load or patience for a given result.

All rest on one order. By the density of the offered wait V (planner.queueing.erlang_a), adding an agent multiplies it
by exp(-mu x) up to a constant and raises the weight of "no wait" against all waits, because 1/B(c-1, a) grows with c;
adding load multiplies it by exp(d H(x)), which rises, and lowers that weight. So V falls with agents and rises with
load in the order of likelihood ratios, and with it the mean of every function of V that rises: F(V) (abandonment),
H(V) (mean wait), P(V > t); of every one that falls: 1(V <= t) S(V) (answered in time, of all arrivals). Weighting V by
its survival S keeps the order, so the waits of the answered follow it too. A level that leaves short abandons out is
A / (A + P(V > t) S(t)) with A = answered in time. Occupancy is the mean of "full", weight P(N > c) / P(N <= c) =
B(c) (c mu J - 1), and of the loss system's Y(c) / c. With agents B(c), c mu J = Int exp(lambda H(y / (c mu)) - y) dy
and Y(c) / c (Messerli 1972, Bell System Technical Journal 51) all fall; with load they rise.
"""

from __future__ import annotations

import math

from planner.errors import PlannerError
from planner.queueing.erlang_a import erlang_a
from planner.queueing.erlang_b import blocking_probability
from planner.queueing.erlang_c import erlang_c
from planner.queueing.figures import QueueFigures
from planner.queueing.given import require_positive, require_queue, require_share
from planner.queueing.patience import Patience, patience_of
from planner.queueing.search import fewest, turning_point
from planner.queueing.square_root import square_root_agents
from planner.queueing.targets import Targets
from planner.texts import _
from simulation.distributions import Distribution, exponential

_LARGEST_LOAD = 1e7
_LONGEST_SCALE = 1e9


def queue(
    arrival_rate: float, handle_time: float, agents: float, patience: Distribution | Patience | None = None
) -> QueueFigures:
    """The figures of a queue: Erlang A (any patience) with patience, Erlang C without."""
    if patience is None:
        return erlang_c(arrival_rate, handle_time, agents)
    return erlang_a(arrival_rate, handle_time, agents, patience)


def agents_for(
    arrival_rate: float, handle_time: float, targets: Targets, patience: Distribution | Patience | None = None
) -> int:
    """The fewest agents whose figures meet every target; none where nothing arrives.

    Arrivals per second, mean handle time in seconds. Each target, once met, stays met with more agents (see the
    module), so bisection from square-root staffing finds the smallest number. PlannerError for numbers that make no
    sense.
    """
    require_queue(arrival_rate, handle_time, agents=1)
    if arrival_rate == 0.0:
        return 0
    given = _described(patience)
    return fewest(
        lambda agents: targets.met_by(queue(arrival_rate, handle_time, agents, given)),
        square_root_agents(arrival_rate * handle_time),
    )


def load_for(
    handle_time: float, agents: float, targets: Targets, patience: Distribution | Patience | None = None
) -> float:
    """The largest load in erlangs at which the agents meet every target; over handle time: arrivals per second.

    Each target, once missed, stays missed with more load (see the module). PlannerError for numbers that make no sense,
    or when the targets hold under any load.
    """
    require_queue(0.0, handle_time, agents)
    given = _described(patience)

    def holds(load: float) -> bool:
        return targets.met_by(queue(load / handle_time, handle_time, agents, given))

    high = float(agents)
    while holds(high):
        high *= 2.0
        if high > max(_LARGEST_LOAD, 1e3 * agents):
            raise PlannerError(_("The targets hold under any load; set them higher."))
    return turning_point(holds, 0.0, high)


def patience_for_abandonment(
    arrival_rate: float,
    handle_time: float,
    agents: float,
    abandonment: float,
    shape: Distribution | None = None,
) -> float:
    """The mean patience in seconds at which the given share gives up.

    ``shape``: any member of the family of distributions; exponential unless given. The more patient, the fewer give up:
    H rises everywhere, so J and with it occupancy and throughput (see the module). Between no patience (all who would
    wait are lost: Erlang B) and endless patience (only what exceeds the agents is) every share has its patience.
    PlannerError outside.
    """
    require_queue(arrival_rate, handle_time, agents)
    require_share(abandonment, _("The share that gives up"))
    family = exponential(1.0) if shape is None else shape
    require_positive(family.mean, _("The mean patience"))
    load = arrival_rate * handle_time
    most = blocking_probability(load, agents)
    least = max(0.0, 1.0 - agents / load) if load > 0.0 else 0.0
    if not least < abandonment < most:
        raise PlannerError(
            _("With this load and these agents between {least} and {most} give up, never {abandonment}.").format(
                least=_share(least), most=_share(most), abandonment=_share(abandonment)
            )
        )

    def gives_up_more(mean: float) -> bool:
        patience = patience_of(family.scaled(mean / family.mean))
        return erlang_a(arrival_rate, handle_time, agents, patience).abandonment > abandonment

    high = handle_time
    while gives_up_more(high):
        high *= 2.0
        if high > _LONGEST_SCALE * handle_time:
            raise PlannerError(_("So few give up only with endless patience; give a larger share."))
    return turning_point(gives_up_more, 0.0, high)


def agents_on_the_roster(agents: int, shrinkage: float) -> int:
    """Agents to employ so that so many are at work when a share of their time is lost: agents / (1 - shrinkage), up.

    A quotient that is whole but for rounding stays whole. PlannerError unless 0 <= shrinkage < 1.
    """
    if not 0.0 <= shrinkage < 1.0:
        raise PlannerError(_("The shrinkage is {value}; give 0 or more and less than 1.").format(value=shrinkage))
    needed = agents / (1.0 - shrinkage)
    return round(needed) if math.isclose(needed, round(needed), rel_tol=1e-12) else math.ceil(needed)


def _described(patience: Distribution | Patience | None) -> Patience | None:
    return patience_of(patience) if isinstance(patience, Distribution) else patience


def _share(share: float) -> str:
    return f"{100.0 * share:.6g} %"
