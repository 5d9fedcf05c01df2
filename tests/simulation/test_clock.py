"""The lean clock: order at one instant, the merged agenda, and ordinary SimPy processes beside plain actions."""

from __future__ import annotations

from collections.abc import Generator

import pytest
import simpy

from simulation.clock import Clock


def test_that_events_of_one_instant_go_by_kind_then_number() -> None:
    clock = Clock(0.0)
    seen: list[tuple[str, int]] = []
    clock.at(5.0, 1, 1)
    clock.at(5.0, 0, 7)
    clock.at(5.0, 0, 3)
    actions = [
        lambda _now, number: seen.append(("early", number)),
        lambda _now, number: seen.append(("late", number)),
    ]
    clock.follow([(5.0, 0, 5)], actions, until=10.0)
    assert seen == [("early", 3), ("early", 5), ("early", 7), ("late", 1)]
    assert clock.now == 10.0


def test_that_nothing_happens_at_or_after_the_end() -> None:
    clock = Clock(0.0)
    seen: list[float] = []
    clock.at(9.0, 0, 0)
    clock.at(10.0, 0, 0)
    clock.follow([], [lambda now, _number: seen.append(now)], until=10.0)
    assert seen == [9.0]


def test_that_ordinary_processes_run_beside_actions() -> None:
    clock = Clock(-10.0)
    seen: list[tuple[str, float]] = []

    def process() -> Generator[simpy.Event, None, None]:
        yield clock.timeout(15.0)
        seen.append(("process", clock.now))

    clock.process(process())
    clock.follow([(4.0, 0, 0), (5.0, 0, 0)], [lambda now, _number: seen.append(("action", now))], until=20.0)
    assert seen == [("action", 4.0), ("process", 5.0), ("action", 5.0)]


def test_that_an_error_in_a_process_is_not_swallowed() -> None:
    clock = Clock(0.0)

    def process() -> Generator[simpy.Event, None, None]:
        yield clock.timeout(1.0)
        raise ValueError("lost")

    clock.process(process())
    with pytest.raises(ValueError, match="lost"):
        clock.follow([], [], until=20.0)
