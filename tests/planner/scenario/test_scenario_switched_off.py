from __future__ import annotations

import pytest

from planner.errors import PlanError
from planner.scenario.files import load_plan_text, read_plan_text


def without(text: str, address: str):  # a plan, and its scenario S without the part
    plan = load_plan_text(f"{text}\n[scenarios.S.{address}]\nenabled = false\n")
    return plan, plan.scenario("S")


def test_that_a_part_that_is_switched_off_is_not_there(small_text: str) -> None:
    plan, scenario = without(small_text, "teams.L1.shifts.day")
    assert "day" not in scenario.teams["L1"].shifts
    assert "day" in plan.base.teams["L1"].shifts


def test_that_customers_of_a_channel_that_is_off_use_their_others(full_text: str) -> None:
    plan, scenario = without(full_text, "channels.chat")
    assert scenario.segments["Free"].channels == {"email": 1.0}
    assert scenario.segments["Enterprise"].channels == pytest.approx({"email": 0.4 / 0.75, "phone": 0.35 / 0.75})
    assert "chat" not in scenario.support_levels["Premium"].offers
    assert scenario.teams["L1"].channels == ("email", "phone")
    assert any("30.0% of Free's contacts" in problem.message for problem in plan.warnings)


def test_that_customers_who_would_switch_to_a_channel_that_is_off_give_up(full_text: str) -> None:
    _plan, scenario = without(full_text, "channels.email")
    chat = scenario.channels["chat"]
    assert chat.when_closed is not None
    assert (chat.when_closed.switch_to, chat.when_closed.share, chat.when_closed.wait) == (None, 0, 0.2)
    assert (chat.left_for, chat.escalation_channel) == (None, None)


def test_that_tickets_of_a_topic_that_is_off_do_not_arise(small_text: str) -> None:
    plan, scenario = without(small_text, "topics.bug")
    assert scenario.segments["Pro"].topics == {"how_to": 1.0}
    assert scenario.segments["Pro"].contacts_per_customer_month == pytest.approx(0.7)
    assert any("30.0% fewer contacts" in problem.message for problem in plan.warnings)


def test_that_ranges_are_scaled_like_numbers(small_text: str) -> None:
    text = small_text.replace("customer_month = 1.0", "customer_month = { low = 0.5, likely = 1.0, high = 2.0 }")
    _plan, scenario = without(text, "topics.bug")
    assert repr(scenario.segments["Pro"].contacts_per_customer_month) == "Range(0.35, 0.7, 1.4)"


def test_that_what_leads_to_a_tier_that_is_off_goes_with_it(small_text: str) -> None:
    plan, scenario = without(small_text, "tiers.L2")
    assert scenario.topics["how_to"].work["L1"].escalates == {}
    assert list(scenario.topics["how_to"].work) == ["L1"]
    assert list(scenario.teams) == ["L1"]
    assert any("L2 is there only for L2" in problem.message for problem in plan.warnings)


def test_that_a_segment_that_is_off_takes_its_event_along(full_text: str) -> None:
    _plan, scenario = without(full_text, "segments.Free")
    assert list(scenario.events) == ["outage"]
    assert not scenario.backlog
    assert scenario.teams["L1"].segments == ("Enterprise",)


def test_that_a_part_that_cannot_do_without_is_an_error(small_text: str) -> None:
    with pytest.raises(PlanError, match="needs the opening hours “office”, which is switched off"):
        without(small_text, "hours.office")


def test_that_values_of_a_part_that_is_off_are_still_read(small_text: str) -> None:
    with pytest.raises(PlanError, match=r"teams\.Spare\.cost_per_hour"):
        read_plan_text(f'{small_text}\n[teams.Spare]\nenabled = false\ntier = "L1"\ncost_per_hour = "much"\n')
