"""Queues solved from their states alone, with none of the formulas under test: exact fractions and long sums."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np


@dataclass(frozen=True)
class Chain:
    """Long-run figures of a birth-death chain."""

    blocking: float
    all_busy: float  # share of time
    mean_queue: float
    occupancy: float
    abandonment: float  # share of arrivals


def chain(load: float, agents: int, leaving: float = 0.0, places: int | None = None) -> Chain:
    """Handle time 1, each waiting contact leaving at a rate; without ``places`` so many that none is missed."""
    if places is None:
        spread = math.sqrt(max(agents, load) * (1.0 + 1.0 / leaving)) if leaving else 40.0 / (agents / load - 1.0)
        places = int((max(0.0, load - agents) / leaving if leaving else 0.0) + 15.0 * spread + 300.0)
    states = np.arange(1, agents + places + 1, dtype=np.longdouble)
    deaths = np.minimum(states, agents) + leaving * np.maximum(states - agents, 0)
    logs = np.concatenate([[np.longdouble(0)], np.cumsum(np.log(np.longdouble(load)) - np.log(deaths))])
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    waiting = np.maximum(np.arange(agents + places + 1) - agents, 0)
    return Chain(
        blocking=float(chances[-1]),
        all_busy=float(chances[agents:].sum()),
        mean_queue=float((chances * waiting).sum()),
        occupancy=float((chances * np.minimum(np.arange(agents + places + 1), agents)).sum() / agents),
        abandonment=float((chances * waiting).sum() * leaving / load),
    )


def blocking_in_fractions(load: Fraction, agents: int) -> Fraction:
    """The last of the chances a^n / n! of a loss system, added exactly."""
    weights = [Fraction(1)]
    for number in range(1, agents + 1):
        weights.append(weights[-1] * load / number)
    return weights[-1] / sum(weights)
