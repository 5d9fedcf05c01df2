"""Work that goes on: from tier to tier (Jackson networks) and back to the queue after giving up (redials)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulation.records import ContactOutcome
from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.measures import (
    FlagArray,
    Observed,
    Ratio,
    arrivals,
    lost_tickets,
    mean_queue,
    occupancy,
    p_abandon,
)
from tests.validation.plans import Callers, Desk, Lines, Team, exponential


def _at(seen: Observed, tiers: Sequence[int]) -> FlagArray:
    return np.isin(seen.records.touches.tier, tiers)


def flow(tiers: Sequence[int]) -> Measure:
    """Pieces of work that become ready in a unit of time."""
    return lambda seen: (float(np.count_nonzero(_within(seen) & _at(seen, tiers))), seen.length)


def visit_wait(tiers: Sequence[int]) -> Measure:
    """Mean wait from ready until begun."""

    def measure(seen: Observed) -> Ratio:
        touches, rows = seen.records.touches, _within(seen) & _at(seen, tiers)
        wait = (touches.started - touches.ready)[rows] / seen.unit
        return float(wait.sum()), float(len(wait))

    return measure


def waiting(tiers: Sequence[int]) -> Measure:
    """Time average of the number of pieces of work that wait."""

    def measure(seen: Observed) -> Ratio:
        touches, rows = seen.records.touches, _at(seen, tiers)
        return seen.overlap(touches.ready[rows] / seen.unit, touches.started[rows] / seen.unit), seen.length

    return measure


def present(tiers: Sequence[int]) -> Measure:
    """Time average of the number of pieces of work that wait or are worked on."""

    def measure(seen: Observed) -> Ratio:
        touches, rows = seen.records.touches, _at(seen, tiers)
        return seen.overlap(touches.ready[rows] / seen.unit, touches.ended[rows] / seen.unit), seen.length

    return measure


def visits(tiers: Sequence[int]) -> Measure:
    """Pieces of work of a ticket."""

    def measure(seen: Observed) -> Ratio:
        touches, tickets = seen.records.touches, seen.records.tickets
        arrival = tickets.arrival / seen.unit
        counted = (arrival >= 0.0) & (arrival < seen.length)
        rows = counted[touches.ticket] & _at(seen, tiers)
        return float(np.count_nonzero(rows)), float(np.count_nonzero(counted))

    return measure


def total_time() -> Measure:
    """Mean time from the arrival of a ticket until it is solved."""

    def measure(seen: Observed) -> Ratio:
        tickets = seen.records.tickets
        arrival = tickets.arrival / seen.unit
        rows = (arrival >= 0.0) & (arrival < seen.length)
        times = tickets.resolved[rows] / seen.unit - arrival[rows]
        return float(times.sum()), float(len(times))

    return measure


def _within(seen: Observed) -> FlagArray:
    ready = seen.records.touches.ready / seen.unit
    return np.asarray((ready >= 0.0) & (ready < seen.length))


def _stations(
    stations: Sequence[Sequence[int]], values: dict[str, Sequence[float]], *, listed: bool = True
) -> list[Quantity]:
    """The quantities of each station; a station is a list of tiers, its team has the same number."""
    found = []
    for name, known in values.items():
        for number, (tiers, exact) in enumerate(zip(stations, known, strict=True)):
            measure = {
                "flow": flow(tiers),
                "occupancy": occupancy(number),
                "mean_queue": waiting(tiers),
                "mean_wait_per_visit": visit_wait(tiers),
                "mean_in_system": present(tiers),
                "visits_per_customer": visits(tiers),
            }[name]
            path = f"{name}.{number}" if listed else ""
            found.append(Quantity(f"{name}, station {number + 1}", exact, measure, path))
    return found


def _three_tiers(unit: float) -> str:
    times = [exponential(1 / rate).text(unit) for rate in (6.0, 2.5, 1.0)]
    return f"""
tier = "L1"
work.L1 = {{ handle_time = {times[0]}, escalates = {{ L2 = 0.25 }} }}
work.L2 = {{ handle_time = {times[1]}, escalates = {{ L3 = 0.2 }} }}
work.L3 = {{ handle_time = {times[2]} }}
"""


TIERS = ("L1", "L2", "L3")
THREE_TIERS = case_of(
    "JN-02",
    "three support tiers: 60 an hour, a quarter goes on to L2, a fifth of these to L3 (in h)",
    sources.JACKSON,
    Desk(
        150_000,
        {"customers": Callers(60.0, "mails")},
        {tier: Team(agents, [tier]) for tier, agents in zip(TIERS, (12, 8, 5), strict=True)},
        {"ticket": _three_tiers},
        tiers=TIERS,
    ),
    (
        *_stations(
            [[0], [1], [2]],
            {
                "flow": (60.0, 15.0, 3.0),
                "occupancy": (0.8333333333, 0.75, 0.6),
                "mean_queue": (2.246941121, 1.070943258, 0.3542274052),
                "mean_wait_per_visit": (0.03744901869, 0.07139621718, 0.1180758017),
                "mean_in_system": (12.24694112, 7.070943258, 3.354227405),
                "visits_per_customer": (1.0, 0.25, 0.05),
            },
        ),
        Quantity("total_in_system", 22.67211178, present([0, 1, 2])),
        Quantity("mean_total_time", 0.3778685297, total_time()),
    ),
)

# A ticket of the networks below may come to a station again and again. Plans have no circles: each tier is a station at
# a step of the way, and a team serves its station at every step. Who has not left after so many steps leaves then.
STEPS = 20
STATIONS = "ABC"
EXTERNAL = (1.0, 4.0, 3.0)
Routing = tuple[tuple[float, float, float], ...]


def _way_from(entry: str, routing: Routing) -> Lines:
    """A topic that enters at a station; ``routing`` has a row for each station that is left."""

    def text(unit: float) -> str:
        time = exponential(0.1).text(unit)
        rows = [f'tier = "{entry}1"']
        for step in range(1, STEPS + 1):
            for station, shares in zip(STATIONS, routing, strict=True):
                onward = ", ".join(
                    f"{other}{step + 1} = {share}" for other, share in zip(STATIONS, shares, strict=True) if share
                )
                escalates = "" if step == STEPS else f", escalates = {{ {onward} }}"
                rows.append(f"work.{station}{step} = {{ handle_time = {time}{escalates} }}")
        return "\n".join(rows)

    return text


def _steps_of(station: str) -> list[str]:
    return [f"{station}{step}" for step in range(1, STEPS + 1)]


def _with_returns(variant: str, routing: Routing, quantities: Sequence[Quantity], contacts: float, **more: Any) -> Case:
    mix = {f"enters{station}": rate / sum(EXTERNAL) for station, rate in zip(STATIONS, EXTERNAL, strict=True)}
    desk = Desk(
        contacts,
        {"customers": Callers(sum(EXTERNAL), "mails", topics=mix)},
        {station: Team(agents, _steps_of(station)) for station, agents in zip(STATIONS, (1, 2, 1), strict=True)},
        {f"enters{station}": _way_from(station, routing) for station in STATIONS},
        tiers=[tier for station in STATIONS for tier in _steps_of(station)],
    )
    model = "open Jackson network of three stations with returns; stations 1 and 3 have one server, station 2 has two"
    return case_of("JN-01", model, sources.HILLIER, desk, tuple(quantities), variant=variant, **more)


STEPS_OF_STATIONS = [range(number * STEPS, (number + 1) * STEPS) for number in range(3)]
FROM_ROW_TO_COLUMN = ((0.0, 0.1, 0.4), (0.6, 0.0, 0.4), (0.3, 0.3, 0.0))
FROM_COLUMN_TO_ROW = ((0.0, 0.6, 0.3), (0.1, 0.0, 0.3), (0.4, 0.4, 0.0))

JACKSON = (
    _with_returns(
        "as printed in the book",
        FROM_COLUMN_TO_ROW,
        (
            *_stations(
                STEPS_OF_STATIONS, {"flow": (5.0, 10.0, 7.5), "mean_in_system": (1.0, 4 / 3, 3.0)}, listed=False
            ),
            Quantity("total_in_system", 16 / 3, present(range(3 * STEPS)), ""),
            Quantity("mean_total_time", 2 / 3, total_time(), ""),
        ),
        60_000,
    ),
    _with_returns(
        "rows and columns exchanged",
        FROM_ROW_TO_COLUMN,
        (
            *_stations(
                STEPS_OF_STATIONS,
                {
                    "flow": (8.441558442, 7.678571429, 9.448051948),
                    "occupancy": (0.8441558442, 0.3839285714, 0.9448051948),
                    "mean_queue": (4.572510823, 0.1327506178, 16.17284186),
                    "mean_wait_per_visit": (0.5416666667, 0.01728845255, 1.711764706),
                    "mean_in_system": (5.416666667, 0.9006077606, 17.11764706),
                    "visits_per_customer": (1.055194805, 0.9598214286, 1.181006494),
                },
            ),
            Quantity("total_in_system", 23.43492149, present(range(3 * STEPS))),
            Quantity("mean_total_time", 2.929365186, total_time()),
        ),
        200_000,
        widest=0.02,
        remark="Station 3 is 94 % busy and changes slowly: a standard error of 1 % would take 30 million customers.",
        misprint="The book's table has a row for each station that is reached and a column for each that is left. The "
        "shared list reads it the other way round: another network, with a right answer of its own, and not the one "
        "whose answer (flows of 5, 10 and 7.5) it quotes as agreeing. Both are played.",
    ),
)


def waiting_to_redial() -> Measure:
    """Time average of the number of customers who gave up and will try again."""

    def measure(seen: Observed) -> Ratio:
        contacts = seen.records.contacts
        order = np.lexsort((contacts.attempt, contacts.ticket))
        same = contacts.ticket[order][1:] == contacts.ticket[order][:-1]
        return seen.overlap(seen.ended[order][:-1][same], seen.began[order][1:][same]), seen.length

    return measure


def redials() -> Measure:
    """Further attempts in a unit of time."""
    return lambda seen: (
        float(np.count_nonzero(seen.counted() & (seen.records.contacts.attempt > 0))),
        seen.length,
    )


def busy_on_arrival() -> Measure:
    """Share of first attempts that find nobody free."""

    def measure(seen: Observed) -> Ratio:
        rows = seen.counted() & (seen.records.contacts.attempt == 0)
        busy = seen.records.contacts.outcome == ContactOutcome.BALKED
        return float(np.count_nonzero(rows & busy)), float(np.count_nonzero(rows))

    return measure


def redialling(share: float, delay: float) -> Lines:
    """A share of those who give up tries again after an exponential delay."""
    return lambda unit: f"after_abandoning = {{ retry = {share}, after = {exponential(delay).text(unit)} }}"


REDIALS = case_of(
    "RT-04",
    "M/M/16+M, load 18, three quarters of those who give up try again after 4 on average",
    sources.CHAIN,
    Desk(
        40_000,
        {"callers": Callers(18.0)},
        {"agents": Team(16)},
        {"call": exponential(1.0)},
        patience=exponential(1.0),
        calls=redialling(0.75, 4.0),
        warm_up=0.1,
    ),
    (
        Quantity("total_arrival_rate", 24.36284279, arrivals()),
        Quantity("redial_rate", 6.36284279, redials()),
        Quantity("p_abandon_per_attempt", 0.3482266195, p_abandon()),
        Quantity("mean_queue", 8.483790386, mean_queue()),
        Quantity("mean_orbit", 25.45137116, waiting_to_redial()),
        Quantity("occupancy", 0.9924407752, occupancy()),
        Quantity("p_customer_lost", 0.117830422, lost_tickets()),
    ),
    quick=True,
)

CASES: tuple[Case, ...] = (THREE_TIERS, *JACKSON, REDIALS)
