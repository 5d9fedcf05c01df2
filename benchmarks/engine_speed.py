"""Tickets per second of the engine beside SimPy written the textbook way, on the same queue in one run.

    python benchmarks/engine_speed.py --peers FOLDER [--runs 5] [--tickets 500000]

FOLDER holds the peers' ``measure.py``. Ours and the peer run in turn, each in a process of its own; the ratio of the
medians is what counts, because machines are noisy. Ours is timed over sampling, engine and the four numbers that the
peers report; the full records and the engine without the peers' staffing rule are timed beside it. Imports are not
counted on either side.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from support_desk import PER_HOUR, CountedStaff, four_numbers, support_desk

from simulation.engine import Engine
from simulation.outcome import records_of
from simulation.replication import no_garbage_collection
from simulation.roster import draw_roster
from simulation.script import write_script


def time_ours(tickets: int, seed: int, engine_class: type[Engine]) -> dict[str, float]:
    """One run of about so many tickets; the first tiny run loads what is loaded lazily."""
    write_script(support_desk(1), seed, 0)
    inputs = support_desk(max(1, round(tickets / PER_HOUR.sum())))
    begin = time.perf_counter()
    script = write_script(inputs, seed, 0)
    drawn = time.perf_counter()
    with no_garbage_collection():
        roster = draw_roster(inputs, seed, 0)
        log = engine_class(inputs, script, roster).run()
    ran = time.perf_counter()
    numbers = four_numbers(script, log)
    end = time.perf_counter()
    records_of(inputs, script, roster, log)
    recorded = time.perf_counter()
    count = len(script.arrival)
    return {
        "tickets": count,
        "tickets_per_second": count / (end - begin),
        "sampling_us": (drawn - begin) / count * 1e6,
        "engine_us": (ran - drawn) / count * 1e6,
        "numbers_us": (end - ran) / count * 1e6,
        "records_us": (recorded - end) / count * 1e6,
        **numbers,
    }


def _child(*arguments: str, folder: Path | None = None) -> dict[str, float]:
    command = [sys.executable, *arguments]
    text = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(text.strip().splitlines()[-1]))


def compare(peers: Path, runs: int, tickets: int) -> None:
    """Run ours and the peer in turn and print the medians and their ratio."""
    ours, persons, naive = [], [], []
    for seed in range(runs):
        naive.append(_child("measure.py", "naive", "w3", str(tickets), folder=peers))
        ours.append(_child(__file__, "--one", "counted", "--seed", str(seed), "--tickets", str(tickets)))
        persons.append(_child(__file__, "--one", "persons", "--seed", str(seed), "--tickets", str(tickets)))
    for name, rows in (("engine, staff as a count", ours), ("engine, staff as persons", persons)):
        print(name, {key: round(float(np.median([row[key] for row in rows])), 4) for key in rows[0]})
    theirs = statistics.median(row["tickets_per_second"] for row in naive)
    print("naive SimPy", round(theirs), "tickets/s, mean wait", statistics.median(r["mean_wait_s"] for r in naive))
    mine = statistics.median(row["tickets_per_second"] for row in ours)
    wait = statistics.mean(row["mean_wait"] for row in ours) / statistics.mean(row["mean_wait_s"] for row in naive)
    print(f"ratio of tickets per second: {mine / theirs:.2f}; of mean waits: {wait:.3f}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="folder with the peers' measure.py")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tickets", type=int, default=500_000)
    parser.add_argument("--one", choices=["counted", "persons"], help="time one run of ours and print it")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.peers and not options.one:
        compare(options.peers.resolve(), options.runs, options.tickets)
        return
    engine_class = CountedStaff if options.one == "counted" else Engine
    print(json.dumps(time_ours(options.tickets, options.seed, engine_class)))


if __name__ == "__main__":
    main()
