"""How long the search for a staffing takes, phase by phase, and how that grows with tickets, shifts and teams.

    python benchmarks/staffing.py PLAN [--workers N] [--growth]

Prints trials and seconds of each phase, and seconds a trial beside those of simulating the plan once: the search is
sound when its trials cost what simulations cost. With --growth the same for twice and four times the customers, and
for two and three copies of every team's shifts an hour apart, and for a twin of every team.
"""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path
from typing import Any

from planner.pool import open_pool
from planner.scenario import Scenario
from planner.scenario.files import load_plan
from planner.scenario.times import Span, parse_span
from planner.staffing import Phase, cheapest_staffing, open_workshop
from planner.study import run_study

HOUR = 3600


def main() -> None:
    """Search, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    scenario = load_plan(arguments.plan).base
    timed("the plan", scenario, arguments.workers)
    if not arguments.growth:
        return
    for times in (2, 4):
        timed(f"{times} times the customers", with_customers(scenario, times), arguments.workers)
    for copies in (2, 3):
        timed(f"{copies} times the shifts", with_shifts(scenario, copies), arguments.workers)
    timed("2 times the teams", with_teams(scenario), arguments.workers)


def timed(title: str, scenario: Scenario, workers: int | None) -> None:
    """Search once and print where the time went."""
    with open_pool(workers) as pool:
        once = seconds(lambda: run_study(scenario, pool=pool))
        once = min(once, seconds(lambda: run_study(scenario, pool=pool)))
        clock = Clock()
        with open_workshop(pool=pool) as workshop:
            begun = time.perf_counter()
            answer = cheapest_staffing(scenario, workshop, report=clock)
            total = time.perf_counter() - begun
    print(f"{title}: {total:.1f} s, {answer.trials} trials, {len(answer.slots)} shifts, {answer.staff}")
    for phase, spent in clock.spent(time.perf_counter()).items():
        print(f"  {phase.value:10} {spent:7.1f} s")
    each = total / once / max(answer.trials, 1)
    print(f"  one simulation of the plan {once:.2f} s; the search takes {total / once:.0f} of them, {each:.2f} a trial")


class Clock:
    """Adds up the time between reports under the phase that they name."""

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._since = time.perf_counter()
        self._spent: dict[Phase, float] = {}

    def __call__(self, phase: Phase, _trials: int, _left: int | None, _cost: float | None) -> None:
        """A report of the search."""
        self._add(time.perf_counter())
        self._phase = phase

    def spent(self, now: float) -> dict[Phase, float]:
        """Seconds of each phase; the last one ends now."""
        self._add(now)
        return self._spent

    def _add(self, now: float) -> None:
        if self._phase is not None:
            self._spent[self._phase] = self._spent.get(self._phase, 0.0) + now - self._since
        self._since = now


def seconds(work: Any) -> float:
    """How long a call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def with_customers(scenario: Scenario, times: int) -> Scenario:
    """The scenario with so many times the customers of each segment."""
    data = copy.deepcopy(dict(scenario.data))
    for segment in data["segments"].values():
        segment["customers"] *= times
    return scenario.with_data(data)


def with_shifts(scenario: Scenario, copies: int) -> Scenario:
    """The scenario in which every shift has copies, each an hour later, that begin empty."""
    data = copy.deepcopy(dict(scenario.data))
    for team in data["teams"].values():
        for name, shift in list(team.get("shifts", {}).items()):
            for number in range(1, copies):
                span = parse_span(shift["span"])
                later = Span(span.begin + number * HOUR, span.end + number * HOUR)
                team["shifts"][f"{name} {number}"] = {**copy.deepcopy(shift), "span": later.text, "agents": 0}
    return scenario.with_data(data)


def with_teams(scenario: Scenario) -> Scenario:
    """The scenario in which every team has a twin with the same skills and its own shifts, which begin empty."""
    data = copy.deepcopy(dict(scenario.data))
    for name, team in list(data["teams"].items()):
        twin = copy.deepcopy(team)
        for shift in twin.get("shifts", {}).values():
            shift["agents"] = 0
        data["teams"][f"{name} 2"] = twin
    return scenario.with_data(data)


if __name__ == "__main__":
    main()
