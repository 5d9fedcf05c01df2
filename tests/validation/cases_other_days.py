"""Days of published simulations, and a backlog that grows overnight: shifts, cut-offs at closing, busy days."""

from __future__ import annotations

import math

import numpy as np

from simulation.records import ContactOutcome
from tests.validation import sources
from tests.validation.case import ARRAYS, Case, Measure, Quantity, case_of
from tests.validation.cases_days import (
    DAY,
    HOUR,
    MINUTE,
    abandoned,
    arrived,
    days_of,
    occupancy_within,
    per_day,
    waiting_at,
)
from tests.validation.cases_handle_times import paced
from tests.validation.measures import (
    FloatArray,
    Observed,
    Ratio,
    answered_within,
    mean_queue,
    mean_wait,
    mean_wait_served,
    number_over_time,
)
from tests.validation.plans import Callers, Desk, Team, constant, exponential, lines

# PS-01
ARRIVALS = (100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60)
STAFF = (4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4)


def _spans() -> list[tuple[str, int]]:
    """A shift for each stretch in which so many are there; those of the last hours stay until all are served."""
    spans = []
    for position in range(1, max(STAFF) + 1):
        present = [*(count >= position for count in STAFF), False]
        begin = None
        for place, here in enumerate(present):
            if here and begin is None:
                begin = 8 + place
            elif not here and begin is not None:
                end = 23 if place == len(STAFF) else 8 + place
                spans.append((f"{begin:02d}:00-{end:02d}:00", 1))
                begin = None
    return spans


THIRTEEN_HOURS = Desk(
    0,
    {"callers": Callers(sum(ARRIVALS) / DAY)},
    {"agents": Team(0, spans=_spans())},
    {"call": exponential(100.0)},
    patience=exponential(1000.0),
    calls=lines("balks = 0.1"),
    open='mon-sun = "08:00-21:00"',
    profile=f"by_hour = [{', '.join(['0'] * 8 + [str(count) for count in ARRIVALS] + ['0'] * 3)}]\nbusy_day_cv = 0.05",
    seconds=1.0,
    weeks=12,
    warm_up=0.0,
    cool_down=0.02,
)


def over_expected(measure: Measure) -> Measure:
    """What a measure counts, over the expected calls instead of those that came."""
    return lambda seen: (measure(seen)[0], days_of(seen) * sum(ARRIVALS))


def waiting_under(limit: float) -> Measure:
    """Contacts whose waiting ends within a time, whether they are served or give up."""
    return lambda seen: (float(np.count_nonzero(seen.counted() & (seen.wait < limit))), 1.0)


THIRTEEN_HOURS_ANSWERS = (
    Quantity("arrivals_per_day", 1660.366, per_day(arrived), "arrivals_per_day.value", 1.83),
    Quantity("mean_wait_s", 4.713, over_expected(mean_wait()), "mean_wait_s.value", 0.0393),
    Quantity("share_waiting_under_20s", 0.9243, over_expected(waiting_under(20.0)),
             "share_waiting_under_20s.value", 0.001),
    Quantity("share_lost", 0.0198, over_expected(abandoned), "share_lost.value", 0.0004),
)  # fmt: skip


# PS-06
WITHIN = 400  # steps of the exponential patience
PATIENCE_STEPS = 2.0 * np.log1p(-(np.arange(WITHIN) + 0.5) / WITHIN * -math.expm1(-1.0)) / -1.0


def _telethon_patience() -> str:
    """Exponential with mean 2, and 2 for all who would wait longer: they leave a message."""
    values = ", ".join(f'"{value * MINUTE:.6f} s"' for value in (*PATIENCE_STEPS, 2.0))
    weights = ", ".join([repr(-math.expm1(-1.0) / WITHIN)] * WITHIN + [repr(math.exp(-1.0))])
    return f'at_close = "disconnect"\npatience = {{ shape = "empirical", values = [{values}], weights = [{weights}] }}'


TELETHON = Desk(
    0,
    {"callers": Callers(50 / 60 * 4 / 24)},
    {"agents": Team(12, spans=[("06:00-10:00", 12)])},
    {"call": exponential(10.0)},
    calls=lines(_telethon_patience()),
    open='mon-sun = "06:00-10:00"',
    profile=f"by_hour = [{', '.join('1' if 6 <= hour < 10 else '0' for hour in range(24))}]",
    seconds=MINUTE,
    weeks=24,
    warm_up=0.0,
    cool_down=0.01,
)


def per_five_days(measure: Measure) -> Measure:
    """What a measure counts, by five days."""
    return lambda seen: (measure(seen)[0], days_of(seen) / 5.0)


def served(seen: Observed) -> Ratio:
    """Contacts that are served."""
    return float(np.count_nonzero(seen.counted() & seen.answered)), 1.0


def _left(seen: Observed, outcome: ContactOutcome, at_limit: bool) -> Ratio:
    rows = seen.counted() & (seen.records.contacts.outcome == outcome)
    return float(np.count_nonzero(rows & ((seen.wait > 2.0 - 1e-6) == at_limit))), 1.0


def _in_percent(measure: Measure) -> Measure:
    return lambda seen: (100.0 * measure(seen)[0], measure(seen)[1])


TELETHON_ANSWERS = (
    Quantity("arrivals", 1000.169, per_five_days(arrived), "arrivals.value", 2.06),
    Quantity("served", 963.109, per_five_days(served), "served.value", 1.74),
    Quantity("abandoned", 31.82, per_five_days(lambda seen: _left(seen, ContactOutcome.ABANDONED, False)),
             "abandoned.value", 0.648),
    Quantity("messages", 4.96, per_five_days(lambda seen: _left(seen, ContactOutcome.ABANDONED, True)),
             "messages.value", 0.184),
    Quantity("disconnected_at_close", 0.28, per_five_days(lambda seen: _left(seen, ContactOutcome.DISCONNECTED, False)),
             "disconnected_at_close.value", 0.045),
    Quantity("answered_in_1min", 950.265, per_five_days(answered_within(1.0)), "answered_in_1min.value", 1.69),
    Quantity("mean_wait_served_min", 0.036, mean_wait_served(), "mean_wait_served_min.value", 0.0006),
    Quantity("occupancy_pct_incl_overtime", 66.772, _in_percent(occupancy_within(6, 24, 12, planned=4)),
             "occupancy_pct_incl_overtime.value", 0.165),
    Quantity("occupancy_pct_open_hours", 64.049, _in_percent(occupancy_within(6, 10, 12)),
             "occupancy_pct_open_hours.value", 0.155),
)  # fmt: skip

# BL-01: each of the flow's units becomes a hundred contacts
CROWD = 100
BACKLOG = Desk(
    0,
    {"writers": Callers(6.0 * CROWD, "mails")},
    {"agents": Team(1, spans=[("09:00-17:00", 1)])},
    {"mail": constant(1.0 / (20.0 * CROWD))},
    seconds=HOUR,
    weeks=1,
    warm_up=2 / 7,
    cool_down=2 / 7,
)


def backlog_at(hour: float) -> Measure:
    """Contacts that wait at an hour of each day, in units of the flow."""

    def measure(seen: Observed) -> Ratio:
        counted, days = waiting_at(hour)(seen)
        return counted / CROWD, days

    return measure


def hours_to_clear(seen: Observed) -> Ratio:
    """Hours from opening until the first moment at which nobody waits, by day."""
    count, length = number_over_time(seen, seen.began, seen.ended)
    times = np.cumsum(length)
    days = np.arange(int(days_of(seen)))
    empty = times[np.flatnonzero(count == 0) - 1]  # a stretch begins where the one before ends
    cleared = empty[np.searchsorted(empty, 24.0 * days + 9.0)]
    return float(np.sum(cleared - 24.0 * days - 9.0)), float(len(days))


def wait_in_opening_hours(seen: Observed) -> Ratio:
    """Mean wait, of which only the time from nine to five counts."""
    rows = seen.counted()

    def worked(times: FloatArray) -> FloatArray:
        return np.floor(times / 24.0) * 8.0 + np.clip(times % 24.0 - 9.0, 0.0, 8.0)

    return float(np.sum(worked(seen.ended[rows]) - worked(seen.began[rows]))), float(np.count_nonzero(rows))


FLOW = 0.005  # one contact of a hundred is half a per cent of the flow's unit
BACKLOG_ANSWERS = (
    Quantity("backlog_at_opening", 96.0, backlog_at(9.0), within=FLOW),
    Quantity("hours_to_clear_after_opening", 6.857142857, hours_to_clear, within=FLOW),
    Quantity("mean_backlog_over_the_day", 45.71428571, lambda seen: (mean_queue()(seen)[0] / CROWD, seen.length),
             within=FLOW),
    Quantity("mean_wait_h", 7.619047619, mean_wait(), within=FLOW),
    Quantity("max_wait_h", 16.0, lambda seen: (float(seen.wait[seen.counted()].max()), 1.0), within=FLOW),
    Quantity("mean_wait_business_h", 2.285714286, wait_in_opening_hours, within=FLOW),
)  # fmt: skip

CASES: tuple[Case, ...] = (
    case_of(
        "PS-01",
        "a day of 13 hours with hourly volumes and staff, busy days, balking, patience (in s)",
        sources.SSJ + ", CallCenter (10,000 days)",
        THIRTEEN_HOURS,
        THIRTEEN_HOURS_ANSWERS,
        remark="In the published model staff is a number: when it falls, whoever is free first goes. Here whose shift "
        "ends goes, after the call in hand; with calls this short the difference does not show.",
    ),
    case_of(
        "PS-06",
        "telethon: 4 hours a day, 12 agents, who waits 2 min leaves a message, who waits at closing is cut off",
        sources.CONTACT_CENTERS + ", Telethon (1000 weeks of five days)",
        TELETHON,
        TELETHON_ANSWERS,
        remark="Five days are a week there; here every day is played.",
    ),
    case_of(
        "BL-01",
        "e-mail as a steady flow, 6 an hour day and night; 20 an hour are answered from nine to five",
        "fluid arithmetic",
        BACKLOG,
        BACKLOG_ANSWERS,
        build=ARRAYS,
        play=paced(6.0 * CROWD, HOUR),
        replications=1,
        random=False,
        quick=True,
        remark="Without chance: one run. A hundred contacts stand for one of the flow, so half a per cent is allowed.",
    ),
)
