"""Whether the cost of a ticket stays flat: from 1,000 to 1,000,000 tickets, from 10 to 1,000 agents.

    python benchmarks/scale.py [--runs 3]

Three curves, each point in a process of its own, the points in turn so that a slow moment of the machine hits all:
calls over more and more weeks (and the peak of memory that they add, per touch), calls for more and more agents at the
same load, and chats held by more and more agents. Time is sampling, engine and records of one replication.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from support_desk import PER_HOUR, support_desk

from simulation.distributions import exponential
from simulation.inputs import Inputs
from simulation.replication import replicate

TICKETS = (1_000, 10_000, 100_000, 1_000_000)
AGENTS = (10, 30, 100, 300, 1_000)
PEAK = 12.0  # agents of the first tier at the desk's busiest hours
ENOUGH = 30_000  # tickets that a point is measured over at least, by repeating short runs


def calls(tickets: int) -> Inputs:
    """The timed desk over as many weeks as bring about so many calls; below a week with fewer of them."""
    weeks = tickets / float(PER_HOUR.sum())
    return support_desk(max(1, round(weeks)), scale=min(1.0, weeks))


def many_agents(agents: int) -> Inputs:
    """The timed desk with calls and agents multiplied, over weeks enough for 100,000 calls."""
    times = max(1, round(agents / PEAK))
    return support_desk(max(1, round(100_000 / times / float(PER_HOUR.sum()))), scale=times, agents=times)


def chats(agents: int) -> Inputs:
    """As :func:`many_agents` with chats: three at a time, four answers of the customer, half a minute each."""
    desk = many_agents(agents)
    phone = replace(desk.channels[0], name="chat", concurrency=3, replies=4.0, customer_replies_after=exponential(30.0))
    return replace(desk, channels=(phone, *desk.channels[1:]))


CURVES: dict[str, tuple[Callable[[int], Inputs], tuple[int, ...]]] = {
    "calls": (calls, TICKETS),
    "agents": (many_agents, AGENTS),
    "chats": (chats, AGENTS),
}


def measure(curve: str, size: int) -> dict[str, float]:
    """Seconds and peak of memory of one point."""
    build, _ = CURVES[curve]
    replicate(support_desk(1), 0, 0)  # loads what is loaded lazily
    inputs = build(size)
    before = _memory("VmRSS")
    tickets = touches = runs = 0
    begin = time.perf_counter()
    while tickets < ENOUGH:
        records = replicate(inputs, 1, 0)
        tickets += len(records.tickets)
        touches += len(records.touches)
        runs += 1
    seconds = time.perf_counter() - begin
    grown = (_memory("VmHWM") - before) / touches * runs
    return {"per_ticket": seconds / tickets * 1e6, "per_touch": seconds / touches * 1e6, "bytes": grown}


def _memory(field: str) -> float:
    """Bytes of memory of this process as Linux counts them; not a number elsewhere."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return float(lines[field].split()[0]) * 1024.0


def main() -> None:
    """Measure all points in turn and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2, help="measure one point and print it")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one[0], int(options.one[1]))))
        return
    for curve, (_, sizes) in CURVES.items():
        points: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
        for _ in range(options.runs):
            for size in sizes:
                command = [sys.executable, __file__, "--one", curve, str(size)]
                points[size].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        _print(curve, points)


def _print(curve: str, points: dict[int, list[dict[str, float]]]) -> None:
    def median(size: int, what: str) -> float:
        return statistics.median(point[what] for point in points[size])

    base = min(median(size, "per_touch") for size in points)
    for size in points:
        line = f"{curve:>7} {size:>9,}: {median(size, 'per_ticket'):6.2f} microseconds a ticket,"
        line += f" {median(size, 'per_touch'):5.2f} a touch, {median(size, 'per_touch') / base:4.2f} of the least"
        if np.isfinite(median(size, "bytes")) and size >= 100_000:
            line += f", {median(size, 'bytes'):4.0f} bytes a touch at the peak"
        print(line)


if __name__ == "__main__":
    main()
