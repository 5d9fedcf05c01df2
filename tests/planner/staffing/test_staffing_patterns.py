"""Generated shifts: those that a pattern asks for, no others, and an answer no dearer than with one's own."""

from __future__ import annotations

import pytest

from planner.scenario import Scenario
from planner.scenario.times import parse_days, parse_span
from planner.staffing import Staffing, Workshop, cheapest_staffing
from planner.staffing.patterns import teams_with_patterns, with_generated_shifts
from planner.staffing.search import LEAST_SAVING
from planner.units import HOUR
from tests.planner.staffing.desks import Table, customers, desk, offer, phone, promise, shift, team

OWN = {"early": shift("mon-fri", "08:00-13:00"), "late": shift("mon-fri", "12:00-17:00")}


def patterned(patterns: Table, own: Table | None = None, calls: float = 500.0) -> Scenario:
    return desk(
        segments={"All": customers(calls, {"phone": 1.0})},
        levels={"Basic": {"offers": {"phone": offer("open", answer=promise("1 min", 0.8))}}},
        channels={"phone": phone(patience="2 min")},
        teams={"Desk": team(own or OWN, patterns=patterns)},
        hours={"open": {"mon-fri": "08:00-17:00"}},
    )


def made(patterns: Table) -> list[tuple[tuple[int, ...], float, float]]:
    """Days, start and length in hours of each generated shift."""
    shifts = with_generated_shifts(patterned(patterns)).teams["Desk"].shifts
    return [(tuple(each.days or ()), each.span.begin / HOUR, each.span.length / HOUR) for each in shifts.values()]


def test_that_every_length_begins_at_every_start_on_every_pattern_of_days() -> None:
    found = made({"lengths": ["4 h", "8 h"], "starts": ["08:00", "12:30"], "days": ["mon-fri", "sat, mon"]})
    expected = {
        (parse_days(days), start, length)
        for days in ("mon-fri", "sat, mon")
        for start in (8.0, 12.5)
        for length in (4.0, 8.0)
    }
    assert len(found) == len(expected)
    assert set(found) == expected


def test_that_starts_lie_on_a_grid_from_each_to_the_next() -> None:
    found = made({"lengths": ["8 h"], "starts": ["07:00", "09:00", "14:00"], "every": "90 min", "days": ["mon-fri"]})
    assert sorted(start for _days, start, _length in found) == [7.0, 8.5, 9.0, 10.5, 12.0, 13.5, 14.0]


def test_that_a_grid_goes_on_past_midnight() -> None:
    found = made({"lengths": ["8 h"], "starts": ["22:00", "02:00"], "every": "2 h", "days": ["mon-fri"]})
    assert sorted(start for _days, start, _length in found) == [0.0, 2.0, 22.0]


@pytest.mark.parametrize("number", [1, 4, 5, 6, 7])
def test_that_days_on_begin_on_each_day_of_the_week(number: int) -> None:
    found = {days for days, _start, _length in made({"lengths": ["8 h"], "starts": ["08:00"], "days_on": number})}
    rotations = {tuple(sorted((first + step) % 7 for step in range(number))) for first in range(7)}
    assert found == rotations
    assert len(found) == (1 if number == 7 else 7)


def test_that_days_that_are_a_rotation_too_come_once() -> None:
    found = made({"lengths": ["8 h"], "starts": ["08:00"], "days": ["mon-fri", "sat-sun"], "days_on": 5})
    assert len(found) == len(set(found)) == 8


def test_that_a_night_ends_on_the_next_day() -> None:
    ((days, start, length),) = made({"lengths": ["10 h"], "starts": ["20:00"], "days": ["fri"]})
    assert (days, start, length) == ((4,), 20.0, 10.0)


def test_that_breaks_are_those_of_the_pattern() -> None:
    rests = [{"after": "3 h", "length": "45 min"}, {"after": "6 h", "length": "15 min", "paid": True, "stagger": False}]
    patterns = {"lengths": ["8 h"], "starts": ["08:00"], "days": ["mon-fri"], "breaks": rests, "paid_breaks": False}
    (only,) = with_generated_shifts(patterned(patterns)).teams["Desk"].shifts.values()
    assert [(float(rest.after) / HOUR, float(rest.length) / HOUR) for rest in only.breaks] == [(3.0, 0.75), (6.0, 0.25)]
    assert [only.break_is_paid(rest) for rest in only.breaks] == [False, True]
    assert [rest.stagger for rest in only.breaks] == [True, False]
    assert only.agents == 0


def test_that_a_generated_shift_has_its_hours(workshop: Workshop) -> None:
    rests = [{"after": "2 h", "length": "30 min", "paid": False}]
    answer = cheapest_staffing(
        patterned({"lengths": ["9 h"], "starts": ["08:00"], "days": ["mon-fri"], "breaks": rests}), workshop
    )
    (slot,) = answer.slots
    assert slot.generated
    assert slot.paid_hours == pytest.approx(5 * 8.5)
    assert slot.desk_hours == pytest.approx(5 * 8.5)
    assert slot.cost == pytest.approx(425.0)
    assert answer.before is None


def test_that_a_plan_without_patterns_is_left_alone() -> None:
    data = dict(patterned({"lengths": ["8 h"], "starts": ["08:00"], "days": ["mon-fri"]}).data)
    data["teams"] = {"Desk": {key: part for key, part in data["teams"]["Desk"].items() if key != "patterns"}}
    scenario = patterned({"lengths": ["8 h"], "starts": ["08:00"], "days": ["mon-fri"]}).with_data(data)
    assert teams_with_patterns(scenario) == ()
    assert with_generated_shifts(scenario) is scenario


def test_that_own_shifts_are_used_when_asked_for(workshop: Workshop) -> None:
    scenario = patterned({"lengths": ["8 h"], "starts": ["08:00"], "days": ["mon-fri"]})
    answer = cheapest_staffing(scenario, workshop, own_shifts=True)
    assert [slot.shift for slot in answer.slots] == ["early", "late"]
    assert answer.before == (1, 1)
    assert answer.possible


def no_dearer_than_own(patterns: Table, own: Table, workshop: Workshop, calls: float = 500.0) -> Staffing:
    scenario = patterned(patterns, own, calls)
    generated = made(patterns)
    for each in own.values():  # the comparison is fair
        span = parse_span(each["span"])
        assert (parse_days(each["days"]), span.begin / HOUR, span.length / HOUR) in generated
    chosen = cheapest_staffing(scenario, workshop)
    before = cheapest_staffing(scenario, workshop, own_shifts=True)
    assert chosen.possible
    assert before.possible
    assert chosen.cost_per_week <= before.cost_per_week * (1.0 + LEAST_SAVING)
    return chosen


def test_that_generated_shifts_cost_no_more_than_own_ones(workshop: Workshop) -> None:
    patterns = {"lengths": ["4 h", "5 h"], "starts": ["08:00", "12:00"], "days": ["mon-fri"]}
    chosen = no_dearer_than_own(patterns, OWN, workshop)
    kept = chosen.scenario.teams["Desk"].shifts
    assert set(kept) == {
        slot.shift for slot, agents in zip(chosen.slots, chosen.staff, strict=True) if agents
    }  # only shifts with somebody on them


@pytest.mark.slow
@pytest.mark.parametrize("calls", [400.0, 900.0, 1600.0])
def test_that_many_generated_shifts_cost_no_more_than_own_ones(calls: float, workshop: Workshop) -> None:
    patterns = {
        "lengths": ["4 h", "5 h", "8 h", "9 h"],
        "starts": ["08:00", "13:00"],
        "every": "1 h",
        "days": ["mon-fri"],
        "days_on": 4,
    }
    own = OWN | {"whole": shift("mon-fri", "08:00-17:00"), "first": shift("mon-thu", "08:00-16:00")}
    no_dearer_than_own(patterns, own, workshop, calls)
