"""Erlang B: lines or agents without a queue, where a contact that finds all of them busy is lost."""

from __future__ import annotations

import math

from planner.errors import PlannerError
from planner.queueing.given import require_not_negative, require_share
from planner.queueing.search import fewest, turning_point
from planner.texts import _

_LARGE_LOAD = 100.0  # from here on the series of a fractional agent is exact to the last bit


def blocking_probability(load: float, agents: float) -> float:
    """Share of contacts that find all agents busy and are lost, for a load in erlangs (M/G/c/c).

    The recursion B(c) = a B(c-1) / (c + a B(c-1)) never overflows and damps rounding errors (Cooper 1981, Introduction
    to Queueing Theory, 2nd ed., chapter 3). Part-time capacity may be asked for: for a number of agents that is not
    whole the same recursion starts from the continuous form 1/B(x, a) = a Int exp(-a t) (1 + t)^x dt over t > 0
    (Jagers and van Doorn 1986, Operations Research Letters 5). Only the mean handle time matters, not its shape.
    PlannerError for a negative load or negative agents.
    """
    if not (math.isfinite(load) and load >= 0.0 and math.isfinite(agents) and agents >= 0.0):
        raise PlannerError(
            _("Blocking needs a load and a number of agents of zero or more, not {load} and {agents}.").format(
                load=load, agents=agents
            )
        )
    if load == 0.0:
        return 0.0 if agents > 0.0 else 1.0
    whole = math.floor(agents)
    fraction = agents - whole
    blocking = 1.0 / _inverse_of_fraction(load, fraction)
    for number in range(1, whole + 1):
        turned_away = load * blocking
        blocking = turned_away / (fraction + number + turned_away)
    return blocking


def _inverse_of_fraction(load: float, fraction: float) -> float:
    """1/B for 0 <= agents < 1, by the incomplete gamma function or, where that underflows, its asymptotic series."""
    if fraction == 0.0:
        return 1.0
    if load > _LARGE_LOAD:
        term = total = 1.0
        for order in range(20):
            term *= (fraction - order) / load
            total += term
        return total
    from scipy.special import gammaincc

    upper_tail = float(gammaincc(fraction + 1.0, load)) * math.gamma(fraction + 1.0)
    return float(upper_tail * math.exp(load) * load**-fraction)


def agents_for_blocking(load: float, blocking: float) -> int:
    """The fewest agents that lose at most the given share of contacts.

    B falls with every agent: in the recursion B(c) / B(c-1) = a / (c + a B(c-1)), and c + a B(c-1) > a because the
    carried load a (1 - B(c-1)) is at most c - 1. So bisection finds the smallest number. PlannerError unless
    0 < blocking < 1.
    """
    require_share(blocking, _("The share of lost contacts"))
    require_not_negative(load, _("The load"))
    if load == 0.0:
        return 0
    return fewest(lambda agents: blocking_probability(load, agents) <= blocking, math.ceil(load))


def load_for_blocking(blocking: float, agents: float) -> float:
    """The largest load, in erlangs, of which the agents lose at most the given share.

    B rises with the load: the integral 1/B(c, a) = Int exp(-u) (1 + u/a)^c du over u > 0 falls with a. PlannerError
    unless 0 < blocking < 1 and there is an agent (or a part of one).
    """
    require_share(blocking, _("The share of lost contacts"))
    if not (math.isfinite(agents) and agents > 0.0):
        raise PlannerError(_("{agents} agents can carry no load; give a number above zero.").format(agents=agents))
    high = max(1.0, agents)
    while blocking_probability(high, agents) <= blocking:
        high *= 2.0
    return turning_point(lambda load: blocking_probability(load, agents) <= blocking, 0.0, high)
