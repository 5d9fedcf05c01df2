"""How often the intervals that the program prints contain the truth: many studies of a small queue.

The studies differ in their seed alone. The truth of most metrics is known in closed form: with a warm-up the queue is
stationary over the week, and contacts are followed to their end. That of the percentile is the mean of all studies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.metrics import METRICS
from planner.metrics.measure import measure_with
from planner.queueing import erlang_a, patience_of
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.study import run_study
from planner.units import HOUR, WEEK
from simulation.distributions import exponential

STUDIES = 200
CONFIDENCES = (0.9, 0.95)
SIGMAS = 4.0
CALLS_PER_HOUR, HANDLE_TIME, PATIENCE, AGENTS, TARGET = 36.0, 240.0, 180.0, 3, 60.0
PERCENTILE = "first_response_time_p90"

PLAN = f"""
format = 1
time_zone = "UTC"
start = 2026-03-02
weeks = 1
[run]
replications = 10
warm_up = "1 d"
cool_down = "6 h"
[hours.always]
mon-sun = "00:00-24:00"
[segments.callers]
customers = 10000
contacts_per_customer_month = {CALLS_PER_HOUR * 24 * 365.25 / 12 / 10000!r}
support_level = "level"
channels = {{ calls = 1.0 }}
[support_levels.level]
offers.calls = {{ hours = "always", answer = {{ within = "{TARGET:g} s", share = 0.8 }} }}
[channels.calls]
kind = "live"
patience = {{ mean = "{PATIENCE:g} s", shape = "exponential" }}
[tiers.L1]
[topics.call]
share = 1.0
tier = "L1"
work.L1 = {{ handle_time = {{ mean = "{HANDLE_TIME:g} s", shape = "exponential" }} }}
[teams.agents]
tier = "L1"
[teams.agents.shifts.all]
days = "mon-sun"
span = "00:00-24:00"
agents = {AGENTS}
"""

Interval = tuple[float, float, float]
Intervals = dict[tuple[str, float], Interval]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many intervals of a metric contain its true value."""

    metric: str
    confidence: float
    truth: float
    covered: int
    studies: int

    @property
    def share(self) -> float:
        """Share of the intervals that contain the truth."""
        return self.covered / self.studies

    @property
    def band(self) -> tuple[float, float]:
        """Where the share lies by chance: four standard deviations of a binomial share around the confidence."""
        half = SIGMAS * math.sqrt(self.confidence * (1.0 - self.confidence) / self.studies)
        return max(self.confidence - half, 0.0), min(self.confidence + half, 1.0)

    @property
    def agrees(self) -> bool:
        """Whether the share lies in its band."""
        low, high = self.band
        return low <= self.share <= high


def known_truths() -> dict[str, float]:
    """The true values of the queue, by metric; NaN for the percentile, which the studies themselves tell."""
    figures = erlang_a(CALLS_PER_HOUR / HOUR, HANDLE_TIME, AGENTS, patience_of(exponential(PATIENCE)))
    return {
        "average_speed_of_answer": figures.average_speed_of_answer,
        "service_level": figures.service_level(TARGET),
        "abandonment_rate": figures.abandonment,
        "occupancy": figures.occupancy,
        "tickets_offered": CALLS_PER_HOUR / HOUR * WEEK,
        PERCENTILE: math.nan,
    }


def plan(confidence: float) -> Scenario:
    """The small queue, with intervals of a confidence."""
    return load_plan_text(PLAN.replace("[run]", f"[run]\nconfidence = {confidence}")).scenario("Base")


def intervals_of(seed: int) -> Intervals:
    """Value, low and high end of each metric at each confidence, as a study with that seed prints them."""
    study = run_study(plan(CONFIDENCES[0]), seed=seed, workers=1)
    wanted = [metric for metric in METRICS if metric.name in known_truths()]
    found: Intervals = {}
    for confidence in CONFIDENCES:
        for row in measure_with(wanted, replace(study, scenario=plan(confidence))):
            if not row.by and row.value is not None and row.low is not None and row.high is not None:
                found[row.metric, confidence] = (row.value, row.low, row.high)
    return found


def coverage_of(studies: Iterable[Mapping[tuple[str, float], Interval]]) -> tuple[Coverage, ...]:
    """Count over studies how many intervals contain the truth."""
    known = list(studies)
    found = []
    for metric, exact in known_truths().items():
        for confidence in CONFIDENCES:
            rows = np.array([study[metric, confidence] for study in known])
            truth = float(rows[:, 0].mean()) if math.isnan(exact) else exact
            covered = int(np.count_nonzero((rows[:, 1] <= truth) & (truth <= rows[:, 2])))
            found.append(Coverage(metric, confidence, truth, covered, len(known)))
    return tuple(found)
