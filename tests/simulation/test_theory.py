"""The engine against exact results of queueing theory, within four standard errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from desks import DAY, Desk, channel, email, shift, topic

from simulation.distributions import exponential
from simulation.inputs import Inputs
from simulation.records import ContactOutcome
from simulation.replication import replicate

MEAN_SERVICE = 180.0
DAYS = 20
WARM_UP = 2 * DAY


def erlang_c(agents: int, load: float) -> float:
    """The share that waits in M/M/c; recursion of Erlang B, then Erlang's second formula (Cooper 1981, ch. 3)."""
    blocking = 1.0
    for n in range(1, agents + 1):
        blocking = load * blocking / (n + load * blocking)
    return blocking / (1.0 - load / agents * (1.0 - blocking))


def erlang_a(agents: int, load: float, patience: float) -> tuple[float, float]:
    """Mean wait of all (in units of ``patience``) and abandoned share of M/M/c+M, from its birth-death chain."""
    weights = [1.0]
    for n in range(1, agents + 400):
        weights.append(weights[-1] * load / (min(n, agents) + max(0, n - agents) * MEAN_SERVICE / patience))
    total = math.fsum(weights)
    queue = math.fsum((n - agents) * w for n, w in enumerate(weights) if n > agents) / total
    wait = queue / (load / MEAN_SERVICE)
    return wait, wait / patience


def queue(agents: int, load: float, patience: float | None = None) -> Inputs:
    calls = channel(patience=None if patience is None else exponential(patience))
    desk = Desk(
        channels=(calls, email()),
        channel_mix=(1.0, 0.0),
        topics=(topic(exponential(MEAN_SERVICE)),),
        shifts=(shift(0, agents, (0.0, DAYS * DAY)),),
        per_quarter=load / MEAN_SERVICE * 900.0,
        end=DAYS * DAY,
    )
    return desk.inputs()


def measured(inputs: Inputs, replications: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean wait of all contacts, and abandoned share, of each replication after the warm-up."""
    means, lost = [], []
    for replication in range(replications):
        contacts = replicate(inputs, 7, replication).contacts
        rows = (contacts.started >= WARM_UP) & ~np.isnan(contacts.ended)
        means.append(np.mean((contacts.ended - contacts.started)[rows]))
        lost.append(np.mean(contacts.outcome[rows] == ContactOutcome.ABANDONED))
    return np.array(means), np.array(lost)


def assert_near(values: np.ndarray, exact: float) -> None:
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    assert abs(np.mean(values) - exact) <= 4.0 * error, (np.mean(values), exact, error)


@pytest.mark.parametrize(("agents", "load"), [(1, 0.5), (5, 4.0)])
def test_that_waits_without_patience_are_those_of_erlang_c(agents: int, load: float) -> None:
    means, _ = measured(queue(agents, load), 12)
    assert_near(means, erlang_c(agents, load) * MEAN_SERVICE / (agents - load))


@pytest.mark.parametrize(("agents", "load", "patience"), [(5, 6.0, 360.0), (10, 9.0, 120.0)])
def test_that_waits_and_abandonment_are_those_of_erlang_a(agents: int, load: float, patience: float) -> None:
    means, lost = measured(queue(agents, load, patience), 8)
    wait, abandoned = erlang_a(agents, load, patience)
    assert_near(means, wait)
    assert_near(lost, abandoned)
