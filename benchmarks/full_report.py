"""What the whole way costs: the timed support desk as a plan, from compiling to every metric and the JSON report.

    python benchmarks/full_report.py [--weeks 72]

The engine and its four numbers are what is compared with other simulators; this is what a user waits for.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from support_desk import L1, L2, PER_HOUR

from planner.reporting import build_report
from planner.reporting.json import JSON
from planner.scenario.plan import Plan
from planner.study import run_study
from planner.units import MONTH

WEEK = 7 * 86400.0


def desk_plan(weeks: int) -> Plan:
    """The timed support desk as a plan: two segments, hourly demand and hourly staffing."""
    contacts = PER_HOUR.sum() * MONTH / WEEK
    office = {"hours": "always", "answer": {"within": "20 s", "share": 0.8}}
    level = {"offers": {"phone": office, "email": {"hours": "always"}}}
    shares = {"first": 0.3, "second": 0.7}
    return Plan.from_data(
        {
            "format": 1,
            "name": "Support desk",
            "start": date(2026, 3, 2),
            "weeks": weeks,
            "run": {"replications": 1, "warm_up": "0 s", "cool_down": "0 s", "seed": 1},
            "hours": {"always": {"mon-sun": "00:00-24:00"}},
            "profiles": {"calls": {"by_hour_of_week": PER_HOUR.reshape(7, 24).tolist()}},
            "segments": {
                name: {
                    "customers": share * contacts,
                    "contacts_per_customer_month": 1.0,
                    "profile": "calls",
                    "support_level": name,
                    "channels": {"phone": 1.0},
                }
                for name, share in shares.items()
            },
            "support_levels": {name: level | {"priority": place} for place, name in enumerate(shares, start=1)},
            "channels": {"phone": {"kind": "live", "patience": "10 min"}, "email": {"kind": "deferred"}},
            "tiers": {"L1": {}, "L2": {}},
            "topics": {
                "call": {
                    "share": 1.0,
                    "tier": "L1",
                    "work": {
                        "L1": {"handle_time": {"mean": "480 s", "cv": 1.0}, "escalates": {"L2": 0.2}},
                        "L2": {"handle_time": {"mean": "720 s", "cv": 1.2}},
                    },
                }
            },
            "teams": {
                name: {"tier": name, "cost_per_hour": 20.0, "finish": "all", "shifts": _shifts(staff)}
                for name, staff in (("L1", L1), ("L2", L2))
            },
        }
    )


def _shifts(staff: list[int]) -> dict[str, Any]:
    """A shift for each stretch of hours in which a position is manned, on weekdays and at weekends."""
    shifts = {}
    for days, hours in (("mon-fri", staff[:24]), ("sat-sun", staff[5 * 24 : 6 * 24])):
        for position in range(1, max(hours) + 1):
            manned = itertools.groupby(enumerate(hours), key=lambda hour: hour[1] >= position)
            for there, group in manned:
                if there:
                    run = [hour for hour, _ in group]
                    span = f"{run[0]:02}:00-{run[-1] + 1:02}:00"
                    shifts[f"{days} {position} {span}"] = {"days": days, "span": span, "agents": 1}
    return shifts


def main() -> None:
    """Print the time of each stage, in all and per ticket."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weeks", type=int, default=72)
    options = parser.parse_args()
    run_study(desk_plan(1).scenario("Base"), workers=1)  # loads what is loaded lazily
    plan = desk_plan(options.weeks)
    moments = [time.perf_counter()]
    study = run_study(plan.scenario("Base"), workers=1)
    moments.append(time.perf_counter())
    report = build_report(plan, [study])
    moments.append(time.perf_counter())
    with tempfile.TemporaryDirectory() as folder:
        JSON.write(report, Path(folder) / "report.json")
    moments.append(time.perf_counter())
    tickets = len(study.records[0].tickets)
    for name, begin, end in zip(
        ("sampling, engine, records", "metrics and report", "JSON"), moments, moments[1:], strict=False
    ):
        print(f"{name:>26}: {end - begin:6.2f} s, {(end - begin) / tickets * 1e6:5.2f} microseconds a ticket")
    print(f"({tickets} tickets)")


if __name__ == "__main__":
    main()
