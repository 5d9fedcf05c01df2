"""How much faster two processes finish a study that takes one process about a minute.

    python benchmarks/processes.py [--example two-tiers] [--seconds 60]

Spawning and handing over inputs and records are counted, as a user would count them.
"""

from __future__ import annotations

import argparse
import time

from planner.examples import example_text
from planner.scenario.files import load_plan_text
from planner.study import run_study


def main() -> None:
    """Find the number of replications that takes one process so long, then run them with one and with two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--example", default="two-tiers")
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    scenario = load_plan_text(example_text(options.example)).scenario("Base")
    run_study(scenario, replications=1, workers=1)
    begin = time.perf_counter()
    run_study(scenario, replications=10, workers=1)
    replications = max(10, round(options.seconds / (time.perf_counter() - begin) * 10))
    seconds = {}
    for workers in (1, 2):
        begin = time.perf_counter()
        study = run_study(scenario, replications=replications, workers=workers)
        seconds[workers] = time.perf_counter() - begin
        tickets = sum(len(records.tickets) for records in study.records)
        print(f"{workers} process(es): {replications} replications, {tickets} tickets, {seconds[workers]:.1f} s")
    print(f"two processes are {seconds[1] / seconds[2]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
