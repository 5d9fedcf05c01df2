"""How long one edit of a plan takes beside reading its file, for small and large plans and few and many scenarios.

    python benchmarks/editing.py [--repeats 7]

An edit of the base changes every scenario that keeps the base's value there; an edit of a scenario changes that one
alone; a rename goes through the whole plan. Compare ratios: milliseconds depend on the machine.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import statistics
import time
from collections.abc import Callable
from typing import Any

from planner.examples import example_text
from planner.scenario import Plan
from planner.scenario.files import read_plan_text
from planner.scenario.plan import SCENARIOS
from planner.scenario.renaming import rename
from planner.scenario.saving import plan_text

EXAMPLE = "two-tiers"
SIZES = {"small": (2, 1), "large": (150, 20)}  # segments and teams beside the example's own
SHIFTS = 8  # of each team
SCENARIO_COUNTS = (1, 5, 13)


def plan_of(segments: int, teams: int, scenarios: int, *, one_off: bool) -> Plan:
    """The example with more segments, teams and shifts, and with scenarios that each change one value.

    ``one_off`` switches a team off, so that every scenario is read without it.
    """

    def grow(data: dict[str, Any]) -> None:
        segment, team = next(iter(data["segments"].values())), next(iter(data["teams"].values()))
        shift = next(iter(team["shifts"].values()))
        for number in range(segments):
            data["segments"][f"Segment {number}"] = copy.deepcopy(segment)
        for number in range(teams):
            shifts = {f"shift {each}": copy.deepcopy(shift) for each in range(SHIFTS)}
            data["teams"][f"Team {number}"] = {**copy.deepcopy(team), "shifts": shifts}
        if one_off:
            data["teams"]["Team 0"]["enabled"] = False
        data[SCENARIOS] = {
            f"Scenario {number}": {"segments": {"Segment 1": {"customers": 100 + number}}}
            for number in range(scenarios)
        }

    grown = read_plan_text(example_text(EXAMPLE)).edit(grow)
    return read_plan_text(plan_text(grown))


def edits_of(plan: Plan) -> dict[str, Callable[[], object]]:
    """Edits that each give a plan that was not seen before."""
    numbers = itertools.count(1000)
    name = next(iter(plan.overrides))

    def of_base(data: dict[str, Any]) -> None:
        data["segments"]["Segment 0"]["customers"] = next(numbers)

    def of_scenario(data: dict[str, Any]) -> None:
        data[SCENARIOS][name]["segments"]["Segment 1"]["customers"] = next(numbers)

    return {
        "edit": lambda: plan.edit(of_base),
        "in a scenario": lambda: plan.edit(of_scenario),
        "rename": lambda: rename(plan, 'segments."Segment 0"', f"Segment {next(numbers)}"),
    }


def milliseconds(act: Callable[[], object], repeats: int) -> float:
    """The median time of an act, after one that is not counted."""
    act()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def main() -> None:
    """Print a line for each plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    for (size, (segments, teams)), one_off, count in itertools.product(SIZES.items(), (False, True), SCENARIO_COUNTS):
        plan = plan_of(segments, teams, count, one_off=one_off)
        text = plan.source_text
        reading = milliseconds(lambda text=text: read_plan_text(text), repeats)  # type: ignore[misc]
        line = f"{size}, {count:>2} scenarios{', a team off' if one_off else '':<12}: reading {reading:6.1f} ms"
        for what, act in edits_of(plan).items():
            taken = milliseconds(act, repeats)
            line += f"; {what} {taken:6.1f} ms ({taken / reading:4.2f})"
        print(line, flush=True)


if __name__ == "__main__":
    main()
