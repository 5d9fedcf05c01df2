"""Nobody waits: who finds all agents busy leaves at once (Erlang B), also with overflow to a second team."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.measures import (
    Observed,
    Ratio,
    busy_time,
    mean_in_system,
    occupancy,
    p_abandon,
    share_served_by,
    spells_of_segment,
)
from tests.validation.plans import WARM_UP, Callers, Desk, Team, exponential, lines, queue

LEAVES_AT_ONCE = lines("balks = 1")


def loss(load: float, agents: int, contacts: float) -> Desk:
    """Erlang's loss system with mean service 1; the warm-up lasts ten services or more."""
    warm_up = max(WARM_UP, 10.0 * load / contacts)
    return queue(load, exponential(1.0), agents, contacts, calls=LEAVES_AT_ONCE, warm_up=warm_up)


def _blocking(
    case: str, load: float, agents: int, exact: float, contacts: float, source: str, path: str, **more: Any
) -> Case:
    return case_of(
        case,
        f"M/M/{agents}/{agents}, load {load:g}",
        source,
        loss(load, agents, contacts),
        (Quantity("p_block", exact, p_abandon(), path),),
        variant=f"{agents} agents",
        quick=(case, agents) == ("EB-01", 2),
        **more,
    )


def _column_of_one_per_cent() -> list[Case]:
    rows = [(1, 0.0101010101), (2, 0.1525932927), (5, 1.360786797), (10, 4.461176858), (20, 12.03061459),
            (50, 37.90139809), (100, 84.06415889)]  # fmt: skip
    # the question of the case is the load; played is the answer, which must block one call in a hundred
    return [_blocking("EB-05", load, agents, 0.01, 60_000, sources.TABLE_B, "") for agents, load in rows]


def busy_with(topic: int) -> Measure:
    """Share of the time in which the one agent works on a topic."""

    def measure(seen: Observed) -> Ratio:
        records = seen.records
        ticket = records.touches.ticket[records.spells.touch]
        return busy_time(seen, rows=records.tickets.topic[ticket] == topic), seen.length

    return measure


def overflow(team: int, segment: int) -> Measure:
    """Share of the contacts of a segment that its own team does not serve."""

    def measure(seen: Observed) -> Ratio:
        served, _ = share_served_by(team, segment)(seen)
        offered = float(np.count_nonzero(seen.counted(segment)))
        return offered - served, offered

    return measure


def carried(team: int, segment: int) -> Measure:
    """Mean number of agents of a team at work for a segment."""
    return lambda seen: (busy_time(seen, team, spells_of_segment(seen, segment)), seen.length)


TWO_KINDS = case_of(
    "FC-07",
    "M/H2/1/1: one agent, no waiting, 75 % of jobs 8 min, 25 % of jobs 3 min",
    sources.SIMMER + ", simmer-07-ctmc",
    Desk(
        15_000,
        {"callers": Callers(0.15, topics={"long": 0.75, "short": 0.25})},
        {"agents": Team(1)},
        {"long": exponential(8.0), "short": exponential(3.0)},
        calls=LEAVES_AT_ONCE,
    ),
    (
        Quantity("mean_in_system", 0.5031055901, mean_in_system()),
        Quantity("p_block", 0.5031055901, p_abandon()),
        Quantity("p_busy_with_long", 0.4472049689, busy_with(0)),
        Quantity("p_busy_with_short", 0.05590062112, busy_with(1)),
    ),
)

OVERFLOW = case_of(
    "MS-04",
    "loss with overflow: class 1 (load 6) has 5 agents and then shares 6 with class 2 (load 4)",
    sources.CHAIN,
    Desk(
        20_000,
        {"first": Callers(6.0), "second": Callers(4.0)},
        {"own": Team(5, callers=["first"]), "shared": Team(6, callers=["first", "second"])},
        {"call": exponential(1.0)},
        calls=LEAVES_AT_ONCE,
    ),
    (
        Quantity("p_overflow_class1", 0.3604004449, overflow(0, 0)),
        Quantity("p_block class 1", 0.1270580988, p_abandon(0), "p_block.0"),
        Quantity("p_block class 2", 0.2636285428, p_abandon(1), "p_block.1"),
        Quantity("carried by the shared team, class 1", 1.400054077, carried(1, 0), "carried_pool2_by_class.0"),
        Quantity("carried by the shared team, class 2", 2.945485829, carried(1, 1), "carried_pool2_by_class.1"),
    ),
)

CASES = (
    _blocking("EB-01", 1.0, 1, 0.5, 10_000, sources.PYWORKFORCE + ", test_erlang_b.py", "p_block.0"),
    _blocking("EB-01", 1.0, 2, 0.2, 10_000, sources.PYWORKFORCE + ", test_erlang_b.py", "p_block.1"),
    case_of(
        "EB-02",
        "M/M/9/9, load 7",
        sources.QUEUE_CALC + " (prints 12.2 %)",
        loss(7.0, 9, 20_000),
        (Quantity("p_block", 0.1221013433, p_abandon()), Quantity("occupancy", 0.6828100664, occupancy())),
    ),
    _blocking("EB-03", 10.0, 17, 0.01294887522, 60_000, sources.PYWORKFORCE + ", test_erlang_b.py", "p_block"),
    _blocking("EB-04", 1000.0, 1000, 0.02481191765, 200_000, sources.COMPUTED, "p_block.0"),
    _blocking(
        "EB-04",
        5000.0,
        5100,
        0.002243579296,
        300_000,
        sources.COMPUTED,
        "p_block.1",
        widest=0.05,
        remark="One call in 450 is lost, and losses come in clusters: 1 % would take some 700 million contacts.",
    ),
    *_column_of_one_per_cent(),
    TWO_KINDS,
    OVERFLOW,
)
