"""What no staffing can show, and why not: the work, the hours without a shift, or the limits of the shifts."""

from __future__ import annotations

import pytest

from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.staffing import Obstacle, Reason, Workshop, cheapest_staffing
from tests.planner.staffing.desks import Table, customers, desk, email, offer, phone, promise, shift, team


def calls(shifts: Table, *, number: float = 600.0, hours: str = "always", targets: Table | None = None) -> Scenario:
    return desk(
        segments={"All": customers(number, {"phone": 1.0})},
        levels={"Basic": {"offers": {"phone": offer(hours, **(targets or {"answer": promise("20 s", 0.8)}))}}},
        channels={"phone": phone(patience="3 min")},
        teams={"Desk": team(shifts)},
        handle_time={"mean": "8 min", "shape": "constant"},
    )


def mail(within: str, clock: str, shifts: Table, hours: str) -> Scenario:
    return desk(
        segments={"All": customers(200, {"email": 1.0})},
        levels={"Basic": {"offers": {"email": offer(hours, reply=promise(within, 0.8, clock))}}},
        channels={"email": email()},
        teams={"Desk": team(shifts)},
        handle_time={"mean": "8 min", "shape": "constant"},
        run={"warm_up": "3 d", "cool_down": "5 d"},
    )


def the_obstacle(scenario: Scenario, workshop: Workshop) -> Obstacle:
    answer = cheapest_staffing(scenario, workshop)
    assert not answer.possible
    assert answer.explanation is None
    (obstacle,) = answer.obstacles
    assert not obstacle.shown.holds
    assert obstacle.shown in answer.shown
    return obstacle


def test_that_a_reply_sooner_than_the_work_is_impossible_for_the_work(workshop: Workshop) -> None:
    obstacle = the_obstacle(mail("5 min", "calendar", {"day": shift()}, "always"), workshop)
    assert obstacle.reason is Reason.WORK
    assert obstacle.shown.value == 0.0
    assert (obstacle.hours, obstacle.shifts) == ((), ())


def test_that_the_work_is_the_reason_where_the_clock_stands_still_out_of_hours(workshop: Workshop) -> None:
    office = {"day": shift("mon-fri", "09:00-17:00")}
    obstacle = the_obstacle(mail("5 min", "open hours", office, "office"), workshop)
    assert obstacle.reason is Reason.WORK


def test_that_a_call_solved_sooner_than_the_work_is_impossible_for_the_work(workshop: Workshop) -> None:
    targets = {"answer": promise("20 s", 0.8), "resolve": promise("5 min", 0.8)}
    obstacle = the_obstacle(calls({"day": shift()}, targets=targets), workshop)
    assert obstacle.shown.aim.kind == "resolve"
    assert obstacle.reason is Reason.WORK


def test_that_open_hours_without_a_shift_are_named(workshop: Workshop) -> None:
    obstacle = the_obstacle(calls({"day": shift("mon-fri", "09:00-17:00")}), workshop)
    assert obstacle.reason is Reason.HOURS
    covered = {24 * day + hour for day in range(5) for hour in range(9, 17)}
    assert set(obstacle.hours).isdisjoint(covered)
    assert len(obstacle.hours) > 100


def test_that_mail_of_a_closed_weekend_needs_a_shift_on_the_calendar(workshop: Workshop) -> None:
    shifts = {"day": shift("mon-fri", "00:00-24:00")}
    obstacle = the_obstacle(mail("1 h", "calendar", shifts, "always"), workshop)
    assert obstacle.reason is Reason.HOURS
    assert set(obstacle.hours) <= set(range(24 * 5, 24 * 7))


def test_that_limits_that_are_too_low_are_named(workshop: Workshop) -> None:
    obstacle = the_obstacle(calls({"day": shift(max_agents=1)}), workshop)
    assert obstacle.reason is Reason.LIMITS
    assert obstacle.shifts == ("teams.Desk.shifts.day",)


def test_that_limits_are_not_the_reason_where_more_people_would_not_help(workshop: Workshop) -> None:
    shifts = {"day": shift("mon-fri", "09:00-17:00", max_agents=1)}
    found = cheapest_staffing(calls(shifts), workshop).obstacles
    assert {each.shown.aim.kind: each.reason for each in found} == {"keeps_up": Reason.LIMITS, "answer": Reason.HOURS}
    assert (
        the_obstacle(mail("5 min", "calendar", {"day": shift(max_agents=2)}, "always"), workshop).reason is Reason.WORK
    )


def test_that_the_limit_is_used_where_it_is_just_enough(workshop: Workshop) -> None:
    assert cheapest_staffing(calls({"day": shift()}), workshop).staff == (2,)
    answer = cheapest_staffing(calls({"day": shift(max_agents=2)}), workshop)
    assert answer.possible
    assert answer.staff == (2,)


def test_that_there_are_never_fewer_than_the_least(workshop: Workshop) -> None:
    answer = cheapest_staffing(calls({"day": shift(min_agents=4)}), workshop)
    assert answer.possible
    assert answer.staff == (4,)


def test_that_too_few_replications_are_refused(workshop: Workshop) -> None:
    with pytest.raises(PlannerError, match="at least 4 replications"):
        cheapest_staffing(calls({"day": shift()}), workshop, replications=3)
