"""Known answers solved here: small Markov chains and textbook formulas for the further cases.

Nothing of the program is used, so that an error of its formulas cannot hide an error of its engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.linalg import spsolve

FloatArray = NDArray[np.float64]
State = tuple[int, ...]
Moves = Callable[[State], Iterable[tuple[State, float]]]


def stationary(start: State, moves: Moves) -> dict[State, float]:
    """The long-run share of time in each state that can be reached; ``moves`` gives next states and their rates."""
    number = {start: 0}
    pending, rows = [start], []
    while pending:
        state = pending.pop()
        for following, rate in moves(state):
            if following not in number:
                number[following] = len(number)
                pending.append(following)
            rows.append((number[state], number[following], rate))
    size = len(number)
    source, target, rates = (np.array(column) for column in zip(*rows, strict=True))
    out = np.bincount(source.astype(np.int64), rates, size)
    # balance of each state but the first, whose chance is set to 1 and scaled afterwards
    balance = coo_array((rates, (target, source)), shape=(size, size)).tolil()
    balance.setdiag(balance.diagonal() - out)
    balance[0, :] = 0.0
    balance[0, 0] = 1.0
    right = np.zeros(size)
    right[0] = 1.0
    chances = np.asarray(spsolve(balance.tocsc(), right))
    chances /= chances.sum()
    return {state: float(chances[place]) for state, place in number.items()}


def mean_over(chances: dict[State, float], value: Callable[[State], float]) -> float:
    """The long-run mean of a value of the state."""
    return math.fsum(chance * value(state) for state, chance in chances.items())


def erlang_c(agents: int, load: float) -> float:
    """Share that waits in M/M/c (Erlang's second formula, by the recursion of the first)."""
    blocking = 1.0
    for number in range(1, agents + 1):
        blocking = load * blocking / (number + load * blocking)
    return blocking / (1.0 - load / agents * (1.0 - blocking))


def cobham(rates: tuple[float, ...], service: float, agents: int) -> tuple[float, ...]:
    """Mean waits by class in M/M/c, non-preemptive, first class first (Cobham 1954)."""
    load = sum(rates) * service
    all_busy = erlang_c(agents, load) * service / agents
    sums = np.concatenate(([0.0], np.cumsum(rates))) * service / agents
    return tuple(all_busy / ((1.0 - sums[k]) * (1.0 - sums[k + 1])) for k in range(len(rates)))


def erlang_a(rate: float, service: float, agents: int, patience: float) -> tuple[float, float, float]:
    """Mean queue, abandoned share and occupancy of M/M/c+M, from its birth-death chain in logarithms."""
    most = agents + int(rate * patience + 60.0 * math.sqrt(rate * patience + agents))
    states = np.arange(1, most + 1)
    deaths = np.minimum(states, agents) / service + np.maximum(states - agents, 0) / patience
    logs = np.concatenate(([0.0], np.cumsum(np.log(rate / deaths))))
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    numbers = np.arange(most + 1)
    queue = float(chances @ np.maximum(numbers - agents, 0))
    return queue, queue / patience / rate, float(chances @ np.minimum(numbers, agents)) / agents


def constant_patience(rate: float, service: float, agents: int, patience: float) -> tuple[float, float]:
    """Share that waits and abandoned share of M/M/c+D.

    The virtual wait has an atom at 0 and, up to the patience, density b exp((rate - c / service) w) with b the rate of
    arrivals that find c - 1 agents busy; beyond the patience nobody joins and it only falls (Gnedenko, Kovalenko).
    """
    mu = 1.0 / service
    load = rate * service
    weights = [load**n / math.factorial(n) for n in range(agents)]
    begin = rate * weights[-1]
    slope = rate - agents * mu
    below = begin * math.expm1(slope * patience) / slope
    beyond = begin * math.exp(slope * patience) / (agents * mu)
    total = math.fsum(weights) + below + beyond
    return (below + beyond) / total, beyond / total


def two_classes_with_patience(
    rates: tuple[float, float], agents: int, patience: tuple[float, float], most: int = 60
) -> tuple[float, float]:
    """Mean queues of two classes, service 1, exponential patience, the first class first, no interruption."""

    def moves(state: State) -> Iterable[tuple[State, float]]:
        busy, first, second = state
        for place, rate in enumerate(rates):
            if busy < agents:
                yield (busy + 1, 0, 0), rate
            elif state[1 + place] < most:
                yield (busy, first + (place == 0), second + (place == 1)), rate
        if busy:
            if first:
                yield (busy, first - 1, second), float(busy)
            elif second:
                yield (busy, first, second - 1), float(busy)
            else:
                yield (busy - 1, 0, 0), float(busy)
        if first:
            yield (busy, first - 1, second), first / patience[0]
        if second:
            yield (busy, first, second - 1), second / patience[1]

    chances = stationary((0, 0, 0), moves)
    return mean_over(chances, lambda s: s[1]), mean_over(chances, lambda s: s[2])


def redials(rate: float, share: float, delay: float, agents: int, most: int = 150) -> tuple[float, float]:
    """Share of attempts that find all agents busy, and mean number of customers between two attempts.

    Loss system with service 1: of those who find nobody free a share tries again after an exponential delay.
    """

    def moves(state: State) -> Iterable[tuple[State, float]]:
        busy, away = state
        if busy < agents:
            yield (busy + 1, away), rate
            if away:
                yield (busy + 1, away - 1), away / delay
        else:
            if away < most:
                yield (busy, away + 1), rate * share
            if away:
                yield (busy, away - 1), away / delay * (1.0 - share)
        if busy:
            yield (busy - 1, away), float(busy)

    chances = stationary((0, 0), moves)
    attempts = mean_over(chances, lambda s: rate + s[1] / delay)
    blocked = mean_over(chances, lambda s: (rate + s[1] / delay) * (s[0] == agents))
    return blocked / attempts, mean_over(chances, lambda s: s[1])


IDLE, DEFERRED, LIVE, LIVE_OVER_DEFERRED = range(4)


def resumed_by_its_own_agent(live: float, deferred: float, service: float, most: tuple[int, int] = (40, 90)) -> float:
    """Mean time beside service of deferred work on two agents whom live work interrupts.

    What was interrupted is resumed by the agent who had it, before anything else that is deferred. State: live work
    that waits, deferred work that waits and was not begun, and what each of the two agents does. ``most`` of both wait.
    """

    def moves(state: State) -> Iterable[tuple[State, float]]:
        waiting, pool, *agents = state
        if waiting < most[0]:
            yield _live_comes(state), live
        if pool < most[1]:
            yield _deferred_comes(state), deferred
        for place, does in enumerate(agents):
            if does != IDLE:
                yield _freed(waiting, pool, does, agents[1 - place]), 1.0 / service

    chances = stationary((0, 0, IDLE, IDLE), moves)
    present = mean_over(chances, lambda s: s[1] + sum(does in (DEFERRED, LIVE_OVER_DEFERRED) for does in s[2:]))
    return present / deferred - service


def _live_comes(state: State) -> State:
    """To somebody idle, else to somebody at deferred work, else it waits."""
    waiting, pool, first, second = state  # the idle one stands first
    if first == IDLE:
        return _sorted(0, pool, LIVE, second)
    if first == DEFERRED:
        return _sorted(0, pool, LIVE_OVER_DEFERRED, second)
    return (waiting + 1, pool, first, second)


def _deferred_comes(state: State) -> State:
    """To somebody idle, else it waits."""
    waiting, pool, first, second = state
    return _sorted(0, 0, DEFERRED, second) if first == IDLE else (waiting, pool + 1, first, second)


def _freed(waiting: int, pool: int, does: int, other: int) -> State:
    """After an agent has finished: live work that waits, what he was interrupted in, then new deferred work."""
    if waiting:
        return _sorted(waiting - 1, pool, max(does, LIVE), other)
    if does == LIVE_OVER_DEFERRED or pool:
        return _sorted(0, pool - (does != LIVE_OVER_DEFERRED), DEFERRED, other)
    return _sorted(0, 0, IDLE, other)


def _sorted(waiting: int, pool: int, one: int, other: int) -> State:
    return (waiting, pool, min(one, other), max(one, other))
