"""Known answers that are arithmetic, not queues: due moments in business hours, and handle times from two numbers."""

from __future__ import annotations

import math
from datetime import date, datetime

import pytest

from planner.calendar import Calendar, WeeklyHours
from simulation.distributions import Shape, from_mean_and_cv

HOUR = 3600.0
MONDAY = date(2026, 3, 2)

OFFICE = WeeklyHours(tuple(((9 * 3600, 17 * 3600),) if day < 5 else () for day in range(7)), None, "UTC")


def seconds(moment: str) -> float:
    """Seconds of a moment since the Monday's midnight."""
    return (datetime.fromisoformat(moment) - datetime.combine(MONDAY, datetime.min.time())).total_seconds()


# SL-01, by hand; a due moment that falls on closing is the closing, not the next opening.
@pytest.mark.parametrize(
    ("created", "hours", "due"),
    [
        ("2026-03-02 09:00", 4, "2026-03-02 13:00"),
        ("2026-03-06 16:50", 4, "2026-03-09 12:50"),
        ("2026-03-07 11:00", 4, "2026-03-09 13:00"),
        ("2026-03-06 17:00", 8, "2026-03-09 17:00"),
        ("2026-03-05 08:15", 8, "2026-03-05 17:00"),
        ("2026-03-06 12:30", 20, "2026-03-10 16:30"),
        ("2026-03-08 23:59", 1, "2026-03-09 10:00"),
    ],
)
def test_that_a_promise_in_business_hours_falls_due_when_it_should(created: str, hours: int, due: str) -> None:
    office = Calendar("UTC", MONDAY, 2).open_hours(OFFICE, 0.0, 14 * 24 * HOUR)
    assert float(office.after(seconds(created), hours * HOUR)) == seconds(due)


# CA-01: Brown et al., Journal of the American Statistical Association 100 (2005), table 1: mean and standard deviation
# of calls by type, in seconds; the lognormal that has them.
@pytest.mark.parametrize(
    ("mean", "deviation", "mu", "sigma", "median"),
    [
        (201.0, 248.0, 4.840711673, 0.9618661391, 126.5593886),
        (179.0, 189.0, 4.812893189, 0.8654393296, 123.0872175),
        (115.0, 146.0, 4.264913105, 0.9798153124, 71.15873637),
        (401.0, 473.0, 5.55803431, 0.9337313498, 259.3126069),
        (270.0, 303.0, 5.190876138, 0.9028242584, 179.6258611),
    ],
)
def test_that_a_lognormal_is_found_from_its_mean_and_deviation(
    mean: float, deviation: float, mu: float, sigma: float, median: float
) -> None:
    law = from_mean_and_cv(Shape.LOGNORMAL, mean, deviation / mean)
    assert law.parameters == pytest.approx((mu, sigma), rel=1e-9)
    assert math.exp(law.parameters[0]) == pytest.approx(median, rel=1e-9)
    assert law.mean == pytest.approx(mean, rel=1e-12)
