"""Days that begin empty, and volumes that change with the hour: opening hours, profiles, shifts, busy days."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from simulation.inputs import Inputs
from tests.validation import sources
from tests.validation.case import ARRAYS, Case, Measure, Quantity, case_of
from tests.validation.measures import (
    Observed,
    Ratio,
    answered_within,
    answered_within_except_short,
    mean_queue,
    mean_wait,
    mean_wait_served,
    number_over_time,
    occupancy,
    p_wait,
)
from tests.validation.plans import Callers, Desk, Law, Team, exponential

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86400.0, 604800.0


def days_of(seen: Observed) -> float:
    """The number of days that count."""
    return seen.length * seen.unit / DAY


def per_day(measure: Measure) -> Measure:
    """What a measure counts, by day."""
    return lambda seen: (measure(seen)[0], days_of(seen))


def arrived(seen: Observed) -> Ratio:
    """Contacts that begin within the weeks."""
    return float(np.count_nonzero(seen.counted())), 1.0


def abandoned(seen: Observed) -> Ratio:
    """Contacts that are not served."""
    return float(np.count_nonzero(seen.counted() & ~seen.answered)), 1.0


def occupancy_within(first: float, last: float, agents: int, planned: float | None = None) -> Measure:
    """Busy time between two hours of the day, over that time (or ``planned`` hours) of all agents."""

    def measure(seen: Observed) -> Ratio:
        spells = seen.records.spells
        day = np.floor(spells.begin / DAY) * DAY  # no spell of these cases lasts past midnight
        counted = (spells.begin >= 0.0) & (spells.begin < seen.length * seen.unit)
        begin, end = np.maximum(spells.begin, day + first * HOUR), np.minimum(spells.end, day + last * HOUR)
        hours = days_of(seen) * agents * (planned or last - first)
        return float(np.maximum(end - begin, 0.0)[counted].sum()), hours * HOUR

    return measure


def eight_hours(patience: Law | None) -> Desk:
    """4.2 calls a minute of 2 minutes from nine to five, twelve agents, who stay until everybody is served."""
    shape = ", ".join("1" if 9 <= hour < 17 else "0" for hour in range(24))
    return Desk(
        0,
        {"callers": Callers(4.2 * 8 / 24)},
        {"agents": Team(12, spans=[("09:00-19:00", 12)])},
        {"call": exponential(2.0)},
        patience=patience,
        open='mon-sun = "09:00-17:00"',
        profile=f"by_hour = [{shape}]",
        seconds=MINUTE,
        warm_up=0.0,
        cool_down=0.04,
    )


OWN_DAYS = (
    case_of(
        "TR-01",
        "M/M/12 over a day of 8 hours that begins empty (in min)",
        sources.CONTACT_CENTERS + ", MMC (1000 days: 1816.2 ± 3.5 in target, 0.902, 0.099 min)",
        eight_hours(None),
        (
            Quantity("expected_contacts", 2016.0, per_day(arrived)),
            Quantity("answered_within_20s", 1815.271737, per_day(answered_within(1 / 3))),
            Quantity("service_level", 0.9004324093, answered_within(1 / 3)),
            Quantity("mean_wait_min", 0.100680741, mean_wait()),
            Quantity("occupancy", 0.6969343495, occupancy_within(9, 17, 12)),
        ),
        quick=True,
    ),
    case_of(
        "TR-02",
        "M/M/12+M over a day of 8 hours that begins empty, patience 1 min (in min)",
        sources.CONTACT_CENTERS + ", MMCAb (58.6 ± 0.9 abandoned, 1906.0 ± 2.2 in target)",
        eight_hours(exponential(1.0)),
        (
            Quantity("abandoned", 59.26321837, per_day(abandoned)),
            Quantity("answered_within_20s", 1906.718894, per_day(answered_within(1 / 3))),
            Quantity("service_level_of_served", 0.9744381116, answered_within(1 / 3, of_served=True)),
            Quantity("service_level_excl_short_abandon", 0.9681890686, answered_within_except_short(1 / 3)),
            Quantity("mean_wait_served_min", 0.02382526683, mean_wait_served()),
            Quantity("occupancy", 0.6765583442, occupancy_within(9, 17, 12)),
        ),
    ),
)


# A sine with a period of a week: each hour has the mean of the sine over it. Unit: a week is 2 π.
def _sine_week() -> str:
    edges = np.linspace(0.0, 2.0 * math.pi, 169)
    means = 100.0 + 20.0 * -np.diff(np.cos(edges)) / np.diff(edges)
    rows = ", ".join(str([round(float(value), 9) for value in day]) for day in means.reshape(7, 24))
    return f"by_hour_of_week = [{rows}]"


def present_at(moment: float) -> Measure:
    """Contacts that are served at a moment of each period of 2 π."""

    def measure(seen: Observed) -> Ratio:
        moments = np.arange(moment, seen.length, 2.0 * math.pi)
        begun, ended = np.sort(seen.began), np.sort(seen.left[~np.isnan(seen.left)])
        here = np.searchsorted(begun, moments, side="right") - np.searchsorted(ended, moments, side="right")
        return float(here.sum()), float(len(moments))

    return measure


MEAN_BUSY = (90.0, 100.0, 110.0, 114.1421356, 110.0, 100.0, 90.0, 85.85786438)
SINE = case_of(
    "TV-01",
    "Mt/M/∞: arrivals at 100 + 20 sin t, service 1, 300 agents (never all busy)",
    sources.EICK,
    Desk(
        0,
        {"callers": Callers(100.0)},
        {"agents": Team(300)},
        {"call": exponential(1.0)},
        profile=_sine_week(),
        seconds=WEEK / (2.0 * math.pi),
        weeks=24,
        warm_up=2 / 24,
        cool_down=2 / 24,
    ),
    tuple(
        Quantity(f"mean_busy at {place}/4 π", exact, present_at(place * math.pi / 4.0), f"mean_busy.{place}")
        for place, exact in enumerate(MEAN_BUSY)
    ),
)

SINE_DAY = Desk(
    0,
    {"callers": Callers(30.0)},
    {"agents": Team(11)},
    {"call": exponential(0.25)},
    seconds=HOUR,
    weeks=24,
    warm_up=1 / 24,
    cool_down=1 / 24,
)


def sine_day(part: int) -> Inputs:
    """The plan, with the rate of each quarter-hour in the place of a profile by hour."""
    inputs = SINE_DAY.inputs(part)
    (cell,) = inputs.demand
    edges = (inputs.horizon.begin + 900.0 * np.arange(len(cell.expected) + 1)) / DAY * 2.0 * math.pi
    expected = 30.0 / 4.0 + 15.0 / 4.0 * -np.diff(np.cos(edges)) / np.diff(edges)
    return replace(inputs, demand=(replace(cell, expected=expected),))


def waiting_at(hour: float) -> Measure:
    """Contacts that wait at an hour of each day."""

    def measure(seen: Observed) -> Ratio:
        count, length = number_over_time(seen, seen.began, seen.ended)
        moments = np.arange(hour, seen.length, 24.0)
        here = count[np.searchsorted(np.cumsum(length), moments, side="right")]
        return float(here.sum()), float(len(moments))

    return measure


SINE_STAFFED = Case(
    "TV-04",
    "Mt/M/11: arrivals at 30 + 15 sin(2 π t / 24) an hour of 15 min, peak load 11.25",
    "Kolmogorov equations, periodic steady state",
    sine_day,
    HOUR,
    (
        Quantity("mean_queue_time_average", 3.932966576, mean_queue()),
        Quantity("p_wait_over_arrivals", 0.4634396193, p_wait()),
        Quantity("mean_wait_over_arrivals", 0.1310988859, mean_wait()),
        Quantity("occupancy", 0.6818181818, occupancy()),
        Quantity("peak_mean_queue (at 8.4 h)", 14.15234627, waiting_at(8.4), "peak_mean_queue"),
    ),
    build=ARRAYS,
    remark="The rate changes each quarter of an hour; the difference to a smooth sine is below 0.02 %.",
)


CASES: tuple[Case, ...] = (*OWN_DAYS, SINE, SINE_STAFFED)
