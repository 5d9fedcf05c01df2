from __future__ import annotations

import pytest

from planner.errors import PlanError, PlannerError
from planner.scenario import set_values
from planner.scenario.files import load_plan_text
from planner.scenario.saving import plan_text
from planner.scenario.values import read_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6", 6),
        ("0.5", 0.5),
        ("6 min", "6 min"),
        ("deadline", "deadline"),
        ('"6"', "6"),
        ("true", True),
        ("1\nx = 2", "1\nx = 2"),
    ],
)
def test_that_a_value_is_toml_and_anything_else_text(text: str, value: object) -> None:
    assert read_value(text) == value


def test_that_values_are_set_in_the_base(small_text: str) -> None:
    plan = set_values(
        load_plan_text(small_text),
        {"teams.L1.shifts.day.agents": "6", "channels.phone.patience": "5 min", "routing.order": "deadline"},
    )
    assert plan.base.teams["L1"].shifts["day"].agents == 6
    assert plan.base.channels["phone"].patience is not None
    assert plan.base.channels["phone"].patience.mean == 300
    assert plan.base.routing.order == "deadline"
    assert plan.scenario("Late shift").teams["L1"].shifts["day"].agents == 6


def test_that_values_are_set_in_a_scenario_alone(small_text: str) -> None:
    values = {
        "teams.L1.shifts.late.agents": "9",
        "segments.Pro.channels.email": "0.5",
        "segments.Pro.channels.phone": "0.5",
    }
    plan = set_values(load_plan_text(small_text), values, "Late shift")
    assert plan.scenario("Late shift").teams["L1"].shifts["late"].agents == 9
    assert plan.scenario("Late shift").segments["Pro"].channels == {"email": 0.5, "phone": 0.5}
    assert plan.base.segments["Pro"].channels == {"email": 0.6, "phone": 0.4}
    assert load_plan_text(plan_text(plan)).scenarios == plan.scenarios


def test_that_an_address_may_name_its_scenario(small_text: str) -> None:
    plan = set_values(load_plan_text(small_text), {'scenarios."Late shift".teams.L1.cost_per_hour': "15"})
    assert plan.scenario("Late shift").teams["L1"].cost_per_hour == 15
    assert plan.base.teams["L1"].cost_per_hour == 13


def test_that_a_plain_handle_time_becomes_a_distribution(small_text: str) -> None:
    plan = set_values(load_plan_text(small_text), {"topics.bug.work.L1.handle_time.cv": "0.4"})
    assert plan.base.topics["bug"].work["L1"].handle_time.mean == 600
    assert plan.base.topics["bug"].work["L1"].handle_time.cv == 0.4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("teams.L1.shifts.dya.agents", "Did you mean teams.L1.shifts.day.agents?"),
        ("teams.L1.shft.day.agents", "Did you mean teams.L1.shifts.day.agents?"),
        ("tems.L1.cost_per_hour", "Did you mean teams.L1.cost_per_hour?"),
        ("teams.L1.shifts.late.agents", "There is: day"),
        ("weeks.more", "nothing at weeks.more"),
        ("a..b", "not an address"),
        ("scenarios.Nobody.weeks", "no scenario “Nobody”"),
    ],
)
def test_that_an_unknown_address_suggests_the_nearest(small_text: str, address: str, said: str) -> None:
    with pytest.raises(PlannerError) as caught:
        set_values(load_plan_text(small_text), {address: "1"})
    assert said in str(caught.value)


def test_that_a_wrong_value_is_a_problem_at_its_address(small_text: str) -> None:
    with pytest.raises(PlanError, match=r"^teams\.L1\.cost_per_hour: A number belongs here"):
        set_values(load_plan_text(small_text), {"teams.L1.cost_per_hour": "much"})
