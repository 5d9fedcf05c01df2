from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planner.errors import PlanError, Problem
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text, read_plan_text
from planner.scenario.overrides import ROOT, Entries, merge

Problems = Callable[..., list[Problem]]


def changed(text: str, override: str) -> Scenario:
    return read_plan_text(f"{text}\n{override}\n").scenario("S")


def test_that_named_things_merge(small_text: str) -> None:
    scenario = load_plan_text(small_text).scenario("Late shift")
    assert list(scenario.teams["L1"].shifts) == ["day", "late"]
    assert scenario.teams["L1"].cost_per_hour == 13.0
    assert scenario.note == "What an evening would cost."
    assert scenario.name == "Late shift"


def test_that_one_number_can_change(small_text: str) -> None:
    scenario = changed(small_text, "[scenarios.S.teams.L1.shifts.day]\nagents = 6")
    assert scenario.teams["L1"].shifts["day"].agents == 6
    assert scenario.teams["L1"].shifts["day"].span.text == "09:00-17:00"


@pytest.mark.parametrize(
    "override",
    ["[scenarios.S.segments.Pro]\nchannels = { email = 1.0 }", "[scenarios.S.segments.Pro.channels]\nemail = 1.0"],
)
def test_that_a_mix_is_replaced_whole(small_text: str, override: str) -> None:
    assert changed(small_text, override).segments["Pro"].channels == {"email": 1.0}


def test_that_a_dotted_key_sets_one_entry_of_a_mix(small_text: str) -> None:
    override = "[scenarios.S]\nsegments.Pro.channels.email = 0.5\nsegments.Pro.channels.phone = 0.5"
    assert changed(small_text, override).segments["Pro"].channels == {"email": 0.5, "phone": 0.5}


def test_that_a_target_is_replaced_whole(small_text: str) -> None:
    with pytest.raises(PlanError, match=r"offers\.phone\.answer\.within: This key is missing"):
        changed(small_text, "[scenarios.S.support_levels.Standard.offers.phone]\nanswer = { share = 0.9 }")


def test_that_a_dotted_key_sets_one_entry_of_a_target(small_text: str) -> None:
    scenario = changed(small_text, "[scenarios.S]\nsupport_levels.Standard.offers.phone.answer.share = 0.9")
    answer = scenario.support_levels["Standard"].offers["phone"].answer
    assert answer is not None
    assert (answer.share, answer.within) == (0.9, 60.0)


def test_that_a_dotted_key_of_a_plain_distribution_keeps_its_mean(small_text: str) -> None:
    handle_time = changed(small_text, "[scenarios.S]\ntopics.bug.work.L1.handle_time.cv = 0.5").topics["bug"].work["L1"]
    assert (handle_time.handle_time.mean, handle_time.handle_time.cv) == (600.0, 0.5)


def test_that_escalations_are_replaced_whole(small_text: str) -> None:
    scenario = changed(small_text, "[scenarios.S.topics.how_to.work.L1]\nescalates = {}")
    assert scenario.topics["how_to"].work["L1"].escalates == {}
    assert scenario.topics["how_to"].work["L1"].handle_time.mean == 360.0


def test_that_the_days_of_hours_are_replaced_whole_and_the_rest_stays(full_text: str) -> None:
    hours = changed(full_text, '[scenarios.S.hours.office]\nmon = "10:00-11:00"').hours["office"]
    assert list(hours.opens) == ["mon"]
    assert hours.time_zone == "Europe/Belgrade"
    only_holidays = changed(full_text, '[scenarios.S.hours.office]\nholidays = "closed"').hours["office"]
    assert list(only_holidays.opens) == ["mon-fri", "sat"]
    one_more = changed(full_text, '[scenarios.S]\nhours.office.sun = "10:00-11:00"').hours["office"]
    assert list(one_more.opens) == ["mon-fri", "sat", "sun"]


def test_that_settings_of_which_there_is_one_merge(full_text: str) -> None:
    scenario = changed(full_text, "[scenarios.S.costs]\non_costs = 0.3\n[scenarios.S.run]\nreplications = 9")
    assert (scenario.costs.on_costs, scenario.costs.weekend_premium) == (0.3, 0.1)
    assert (scenario.run.replications, scenario.run.seed) == (9, 42)


def test_that_removing_comes_before_the_merge(small_text: str) -> None:
    override = (
        '[scenarios.S]\nremove = ["teams.L1.shifts.day"]\n[scenarios.S.teams.L1.shifts.day]\n'
        'days = "sat"\nspan = "10:00-12:00"\nagents = 1'
    )
    shift = changed(small_text, override).teams["L1"].shifts["day"]
    assert (shift.days, shift.agents) == ((5,), 1)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("teams.L1.shifts.dya", "Did you mean teams.L1.shifts.day?"),
        ("temas.L1", "Did you mean teams.L1?"),
        ("teams..L1", "not an address"),
        ("start", "cannot differ"),
        ("run", "cannot differ"),
        ("run.seed", "cannot differ"),
    ],
)
def test_that_only_what_there_is_can_be_removed(problems_after: Problems, entry: str, said: str) -> None:
    (problem,) = problems_after(added=f'[scenarios.S]\nremove = ["{entry}"]')
    assert problem.address == "scenarios.S.remove[0]"
    assert said in f"{problem.message} {problem.mend}"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("weeks = 9", "weeks"),
        ("start = 2026-04-06", "start"),
        ("run.seed = 3", "run.seed"),
        ('currency = "USD"', "currency"),
    ],
)
def test_that_what_pairing_needs_equal_cannot_be_overridden(problems_after: Problems, line: str, address: str) -> None:
    (problem,) = problems_after(added=f"[scenarios.S]\n{line}")
    assert problem.address == f"scenarios.S.{address}"
    assert "cannot differ" in problem.message


def test_that_a_change_of_the_base_flows_into_the_scenarios(small_text: str) -> None:
    plan = load_plan_text(small_text)

    def change(data: dict[str, Any]) -> None:
        data["teams"]["L1"]["cost_per_hour"] = 20.0

    assert plan.edit(change).scenario("Late shift").teams["L1"].cost_per_hour == 20.0
    assert plan.scenario("Late shift").teams["L1"].cost_per_hour == 13.0


def test_that_an_edit_with_a_wrong_value_is_refused(small_text: str) -> None:
    with pytest.raises(PlanError, match=r"teams\.L1\.cost_per_hour"):
        load_plan_text(small_text).edit(lambda data: data["teams"]["L1"].update(cost_per_hour="much"))


def test_that_merging_never_changes_what_it_merges() -> None:
    base: dict[str, Any] = {"teams": {"L1": {"shifts": {"day": {"agents": 1}}}}}
    change = Entries({"teams": {"L1": {"shifts": {"late": {"agents": 2}}}}})
    merged = merge(ROOT, base, change)
    assert set(merged["teams"]["L1"]["shifts"]) == {"day", "late"}
    assert base == {"teams": {"L1": {"shifts": {"day": {"agents": 1}}}}}


def test_that_a_scenario_can_be_switched_off(small_text: str) -> None:
    plan = read_plan_text(f"{small_text}\n[scenarios.S]\nenabled = false\nteams.L1.cost_per_hour = 5.0\n")
    assert "S" not in plan.scenario_names
    assert (
        changed(small_text, "[scenarios.S]\nenabled = true\nteams.L1.cost_per_hour = 5.0").teams["L1"].cost_per_hour
        == 5.0
    )


def test_that_the_switch_of_a_scenario_is_true_or_false(small_text: str) -> None:
    with pytest.raises(PlanError, match="true or false belongs here"):
        read_plan_text(f"{small_text}\n[scenarios.S]\nenabled = 3\n")
