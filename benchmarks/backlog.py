"""What a waiting ticket costs: the same work with 20, 1,000 and 20,000 tickets in the queue.

    python benchmarks/backlog.py

A queue that costs time in proportion to its length (as SimPy's ``PriorityResource`` does) would be useless for e-mail.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
from support_desk import DAY, HOUR, support_desk

from simulation.distributions import exponential
from simulation.engine import Engine
from simulation.inputs import Inputs
from simulation.replication import no_garbage_collection
from simulation.roster import draw_roster
from simulation.script import write_script

WEEKS = 12


def desk_with_backlog(waiting: int) -> Inputs:
    """One class of e-mail at full load of 20 agents after a burst of so many tickets."""
    inputs = support_desk(WEEKS)
    quarters = len(inputs.horizon.days)
    expected = np.full(quarters, 20 * 900.0 / 480.0 * 0.99)
    expected[0] += waiting
    topic = inputs.topics[0]
    work = topic.work[0]
    assert work is not None
    single = replace(topic, work=(replace(work, handle_time=exponential(480.0), escalates=()), None))
    span = np.array([0.0]), np.array([WEEKS * 7 * DAY]), np.array([0])
    shift = replace(inputs.shifts[0], agents=20, starts=span[0], ends=span[1], days=span[2])
    segment = replace(inputs.segments[0], channels=np.array([0.0, 1.0]))
    cell = replace(inputs.demand[0], expected=expected)
    return replace(inputs, topics=(single,), shifts=(shift,), segments=(segment, inputs.segments[1]), demand=(cell,))


def main() -> None:
    """Print microseconds of engine time per ticket for each backlog, in turn, medians of three."""
    backlogs = (20, 1_000, 20_000)
    times: dict[int, list[float]] = {waiting: [] for waiting in backlogs}
    for _ in range(3):
        for waiting in backlogs:
            inputs = desk_with_backlog(waiting)
            engine = Engine(inputs, write_script(inputs, 1, 0), draw_roster(inputs, 1, 0))
            with no_garbage_collection():
                begin = time.perf_counter()
                engine.run()
                seconds = time.perf_counter() - begin
            times[waiting].append(seconds / len(engine.script.arrival) * 1e6)
    base = float(np.median(times[backlogs[0]]))
    for waiting, measured in times.items():
        median = float(np.median(measured))
        print(f"{waiting:>6} waiting: {median:.2f} microseconds a ticket, {median / base:.2f} of the shortest queue")
    print(f"(burst at the start of {WEEKS} weeks at 99 % load; {HOUR / 480:.1f} tickets an hour and agent)")


if __name__ == "__main__":
    main()
