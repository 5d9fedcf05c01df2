"""The work of a mean week, worked out by hand for a few tickets."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.staffing import workload as workload_module
from planner.staffing.week import INTERVALS
from planner.staffing.workload import Workload, workloads
from planner.units import DAY, HOUR, MINUTE, WEEK
from simulation.demand import Customers
from simulation.inputs import Inputs
from simulation.records import Needs
from simulation.script import Script, script_from_customers
from simulation.streams import Draws, key
from tests.planner.staffing.desks import Table, customers, desk, email, offer, phone, promise, shift, team

MON, TUE, WED, FRI, SAT = 0.0, DAY, 2 * DAY, 4 * DAY, 5 * DAY
PHONE, CHAT, MAIL, NIGHT, CASE, LETTER, BOTH = range(7)
ONCE: Table = {"mean": 1, "shape": "constant"}


def constant(mean: str) -> Table:
    return {"mean": mean, "shape": "constant"}


@cache
def inputs_of(weeks: int = 1) -> Inputs:
    """Six minutes of work for each ticket, the same for all."""
    channels = {
        "phone": phone(wrap_up=constant("1 min")),
        "chat": phone(concurrency=2, replies=ONCE, customer_replies_after=constant("10 min")),
        "mail": email(),
        "night": email(),
        "case": email(replies=ONCE, customer_replies_after=constant("2 h")),
        "letter": email(),
        "both": email(replies=ONCE, customer_replies_after=constant("2 h")),
    }
    offers = {
        "phone": offer(answer=promise("20 s", 0.8)),
        "chat": offer(answer=promise("20 s", 0.8)),
        "mail": offer("office", reply=promise("30 min", 0.9, "open hours")),
        "night": offer("office", reply=promise("1 h", 0.9, "calendar")),
        "case": offer("office", resolve=promise("4 h", 0.9, "calendar")),
        "letter": offer("office"),
        "both": offer("office", reply=promise("1 h", 0.9), resolve=promise("4 h", 0.9)),
    }
    scenario = desk(
        segments={"All": customers(7, dict.fromkeys(channels, 1 / 7))},
        levels={"Basic": {"offers": offers}},
        channels=channels,
        teams={"Desk": team({"day": shift()})},
        handle_time=constant("6 min"),
        weeks=weeks,
    )
    return compile_inputs(scenario)


def script_of(inputs: Inputs, arrivals: list[tuple[float, int]]) -> Script:
    """The script of tickets at given moments on given channels."""
    times = np.array([time for time, _channel in arrivals])
    channel = np.array([channel for _time, channel in arrivals], np.int64)
    nothing = np.zeros(len(arrivals), np.int64)
    draws = Draws(np.array([key("test")], np.uint64), nothing, np.arange(len(arrivals), dtype=np.uint64))
    needs = Needs(times, nothing, nothing, channel, nothing.astype(np.int8), np.arange(len(arrivals)))
    return script_from_customers(inputs, needs, Customers(times, nothing, nothing, channel, draws), 1, 0)


def loads_of(
    patch: pytest.MonkeyPatch, *arrivals: tuple[float, int], weeks: int = 1, replications: int = 1
) -> dict[bool, Workload]:
    """The workloads of these tickets, by whether they are live."""
    inputs = inputs_of(weeks)
    patch.setattr(workload_module, "write_script", lambda *_given: script_of(inputs, sorted(arrivals)))
    return {load.live: load for load in workloads(inputs, 1, range(replications))}


def filled(values: dict[int, float]) -> np.ndarray:
    week = np.zeros(INTERVALS)
    for place, value in values.items():
        week[place % INTERVALS] += value
    return week


def half_hour(day: float, hour: float) -> int:
    return int((day + hour * HOUR) // 1800)


FIVE = (
    (MON + 10 * HOUR + 10 * MINUTE, PHONE),
    (MON + 10 * HOUR + 40 * MINUTE, CHAT),
    (WED + 9 * HOUR + 5 * MINUTE, CASE),
    (FRI + 16 * HOUR + 50 * MINUTE, MAIL),
    (SAT + 12 * HOUR + 15 * MINUTE, NIGHT),
)


def test_that_live_work_is_done_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    live = loads_of(monkeypatch, *FIVE)[True]
    call, chat = half_hour(MON, 10), half_hour(MON, 10.5)
    # The chat takes 6 minutes of messages, but half of an agent for 6 + 10 minutes.
    assert live.seconds == pytest.approx(filled({call: 7 * MINUTE, chat: 8 * MINUTE}))
    assert live.contacts.shape == (INTERVALS, 1, 7)
    assert live.contacts[call, 0, PHONE] == live.contacts[chat, 0, CHAT] == 1.0
    assert live.contacts.sum() == 2.0
    assert not live.due_later.any()
    assert (live.touches, live.by_tier.tolist(), live.teams) == (3.0, [13 * MINUTE], (0,))


def test_that_deferred_work_is_released_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, *FIVE)[False]
    released = {
        half_hour(WED, 9): 3 * MINUTE,
        half_hour(WED, 11): 3 * MINUTE,  # 09:05, 3 minutes of work, 2 hours of the customer: 11:08
        half_hour(FRI, 16.5): 6 * MINUTE,
        half_hour(SAT, 12): 6 * MINUTE,
    }
    assert deferred.seconds == pytest.approx(filled(released))
    assert deferred.contacts.sum(axis=(0, 1)).tolist() == [0, 0, 1, 1, 2, 0, 0]
    assert deferred.touches == 4.0


def test_that_a_promise_in_open_hours_may_wait_over_the_weekend(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, FIVE[3])[False]
    monday = INTERVALS + half_hour(MON, 9)  # due at 09:20
    assert deferred.due_later == pytest.approx(filled(dict.fromkeys(range(half_hour(FRI, 16.5), monday), 6 * MINUTE)))


def test_that_a_promise_on_the_calendar_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, FIVE[4])[False]
    assert deferred.due_later == pytest.approx(
        filled(dict.fromkeys(range(half_hour(SAT, 12), half_hour(SAT, 13)), 6 * MINUTE))
    )


def test_that_the_time_to_solve_is_shared_out_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, FIVE[2])[False]
    first, second = half_hour(WED, 9), half_hour(WED, 11)  # each has two of the four hours: until 11:05 and 13:08
    stands = filled(dict.fromkeys(range(first, first + 4), 3 * MINUTE)) + filled(
        dict.fromkeys(range(second, second + 4), 3 * MINUTE)
    )
    assert deferred.due_later == pytest.approx(stands)


def test_that_the_nearer_of_two_promises_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, (TUE + 10 * HOUR, BOTH))[False]
    first, second = half_hour(TUE, 10), half_hour(TUE, 12)
    stands = filled(dict.fromkeys(range(first, first + 2), 3 * MINUTE))
    assert deferred.due_later == pytest.approx(stands + filled(dict.fromkeys(range(second, second + 4), 3 * MINUTE)))


def test_that_work_without_a_promise_may_wait_for_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = loads_of(monkeypatch, (TUE + 10 * HOUR, LETTER))[False]
    assert deferred.due_later == pytest.approx(np.full(INTERVALS, 6 * MINUTE))


def test_that_weeks_and_replications_are_averaged(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals = (MON + 10 * HOUR, PHONE), (WEEK + 10 * HOUR, PHONE), (WEEK + 20 * HOUR, MAIL)
    loads = loads_of(monkeypatch, *arrivals, weeks=2, replications=3)
    assert loads[True].seconds == pytest.approx(filled({20: 7 * MINUTE}))
    assert loads[True].contacts[20, 0, PHONE] == 1.0
    assert loads[False].seconds == pytest.approx(filled({40: 3 * MINUTE}))
    assert (loads[True].touches, loads[False].touches) == (1.0, 0.5)


def test_that_work_outside_the_weeks_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    late = WEEK - 2 * HOUR  # its second touch is ready after the week
    loads = loads_of(monkeypatch, (-HOUR, PHONE), (late, CASE), (WEEK + HOUR, PHONE))
    assert True not in loads
    assert loads[False].seconds == pytest.approx(filled({INTERVALS - 4: 3 * MINUTE}))
    assert loads[False].touches == 1.0
