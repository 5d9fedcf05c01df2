"""Deferred work alone: people suffice for the work, hardly more are there, and the clock says what may wait."""

from __future__ import annotations

import numpy as np
import pytest

from planner.facts import Facts
from planner.scenario import Scenario
from planner.solver import solve
from planner.staffing import Staffing, Workshop, cheapest_staffing
from planner.staffing.demand import Demand
from planner.staffing.programme import cheapest
from planner.staffing.staffing import _LOADS
from planner.staffing.week import INTERVAL
from planner.staffing.workload import workloads
from planner.units import HOUR
from tests.planner.staffing.desks import Table, customers, desk, email, offer, promise, shift, team

# Warm enough that the mail of a weekend before is there, long enough after that its promises fall due.
LONG: Table = {"warm_up": "7 d", "cool_down": "7 d"}
DAY_AND_NIGHT = {"day": shift(span="08:00-16:00"), "late": shift(span="14:00-22:00")}
OFFICE = {"week": shift("mon-fri", "09:00-17:00"), "weekend": shift("sat-sun", "09:00-17:00")}


def mail(asked: Table, shifts: Table, *, mails: float = 1000.0, hours: str = "office") -> Scenario:
    return desk(
        segments={"All": customers(mails, {"email": 1.0})},
        levels={"Basic": {"offers": {"email": offer(hours, **asked)}}},
        channels={"email": email()},
        teams={"Desk": team(shifts)},
        handle_time={"mean": "12 min", "shape": "constant"},
        run=LONG,
    )


def desk_hours(answer: Staffing) -> float:
    return sum(slot.desk_hours * agents for slot, agents in zip(answer.slots, answer.staff, strict=True))


def work_hours(answer: Staffing) -> float:
    """Hours of work of a week in the answer's own simulation."""
    study = answer.study
    worked = [
        Facts(frame, records).work.part().values.sum()
        for frame, records in zip(study.frames, study.records, strict=True)
    ]
    return float(np.mean(worked)) / HOUR


def flow_bound(scenario: Scenario, answer: Staffing) -> tuple[int, ...]:
    """The first programme's people when they may be busy all the time."""
    inputs = answer.study.inputs
    loads = workloads(inputs, answer.study.seed, range(_LOADS))
    demand = Demand(scenario, inputs, loads, np.arange(336) // 2)
    solution = solve(cheapest(answer.slots, demand.teams, demand.first, (1.0,), ()))
    assert solution.values is not None
    return tuple(round(value) for value in solution.values[: len(answer.slots)].tolist())


GENEROUS: dict[str, tuple[Table, Table]] = {
    "replies in two days": ({"reply": promise("2 d", 0.9, "calendar")}, DAY_AND_NIGHT),
    "solved in three days": ({"resolve": promise("3 d", 0.9, "calendar")}, OFFICE),
    "replies in two working days": ({"reply": promise("16 h", 0.9)}, OFFICE),
    "no hurry at all": ({}, OFFICE),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GENEROUS)
def test_that_people_suffice_and_hardly_more_are_there(name: str, workshop: Workshop) -> None:
    asked, shifts = GENEROUS[name]
    scenario = mail(asked, shifts)
    answer = cheapest_staffing(scenario, workshop)
    assert answer.possible
    assert desk_hours(answer) >= 0.97 * work_hours(answer)  # a little is left open, or done in overtime
    bound = flow_bound(scenario, answer)
    assert sum(answer.staff) <= sum(bound) + len(answer.slots)
    assert all(agents <= most + 1 for agents, most in zip(answer.staff, bound, strict=True))


def test_that_the_office_clock_lets_weekend_work_wait_until_monday(workshop: Workshop) -> None:
    patient = cheapest_staffing(mail({"reply": promise("16 h", 0.9, "open hours")}, OFFICE, mails=150.0), workshop)
    weekend = [slot.shift for slot in patient.slots].index("weekend")
    assert patient.possible
    assert patient.staff[weekend] == 0  # thirty hours of work a week, for one person from Monday to Friday
    assert sum(patient.staff) == 1


@pytest.mark.slow
def test_that_the_calendar_clock_does_not(workshop: Workshop) -> None:
    hurried = cheapest_staffing(mail({"reply": promise("20 h", 0.9, "calendar")}, OFFICE, mails=150.0), workshop)
    weekend = [slot.shift for slot in hurried.slots].index("weekend")
    assert hurried.possible
    assert hurried.staff[weekend] >= 1


def test_that_two_people_on_one_day_do_the_work_of_a_week(workshop: Workshop) -> None:
    # 16 hours of work a week, solved within eight days: a single day of eight hours holds it with two or three.
    shifts = {"monday": shift("mon", "08:00-16:00")}
    scenario = mail({"resolve": promise("8 d", 0.9, "calendar")}, shifts, mails=80.0, hours="always")
    scenario = scenario.with_data(
        dict(scenario.data) | {"run": {"replications": 8, "warm_up": "14 d", "cool_down": "14 d"}}
    )
    answer = cheapest_staffing(scenario, workshop)
    assert answer.possible
    assert answer.staff[0] in {2, 3}
    assert desk_hours(answer) == pytest.approx(8.0 * answer.staff[0])


@pytest.mark.slow
def test_that_work_gathers_while_nobody_is_there(workshop: Workshop) -> None:
    # 300 hours of work a week that arrive day and night, on ten hours of shifts: about thirty people.
    shifts = {"day": shift("mon-fri", "09:00-11:00")}
    scenario = mail({"resolve": promise("6 d", 0.9, "calendar")}, shifts, mails=1500.0, hours="always")
    answer = cheapest_staffing(scenario, workshop)
    assert answer.possible
    assert 28 <= answer.staff[0] <= 45


def test_that_presence_is_the_hours_of_the_shift() -> None:
    from planner.compile import compile_inputs
    from planner.staffing.slots import slots_of

    scenario = mail({}, {"day": shift("mon-tue", "09:00-17:00", breaks=[{"after": "4 h", "length": "30 min"}])})
    (slot,) = slots_of(scenario, compile_inputs(scenario))
    assert slot.paid_hours == pytest.approx(16.0)
    assert slot.desk_hours == pytest.approx(15.0)
    assert slot.presence.sum() * INTERVAL == pytest.approx(15.0 * HOUR)
    assert not slot.presence[96:].any()
    assert slot.cost == pytest.approx(160.0)
