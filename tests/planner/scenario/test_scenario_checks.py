from __future__ import annotations

from collections.abc import Callable

import pytest
from bad_plans import BAD

from planner.compile import compile_inputs
from planner.errors import Problem
from planner.scenario import checks
from planner.scenario.checks import CHECKS, Survey
from planner.scenario.checks.flows import Stop
from planner.scenario.checks.volume import expected_load
from planner.scenario.files import load_plan_text, read_plan_text

Problems = Callable[..., list[Problem]]


@pytest.mark.parametrize(("rule", "changes", "severity", "address", "message"), BAD)
def test_that_a_bad_plan_is_named(
    small_text: str, rule: str, changes: list[tuple[str, str]], severity: str, address: str, message: str
) -> None:
    text = small_text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    problems = checks.check(read_plan_text(text))
    found = [problem for problem in problems if problem.address == address and message in problem.message]
    assert found, [str(problem) for problem in problems]
    assert found[0].severity == severity
    survey = Survey(read_plan_text(text).base)
    function = next(each for each in CHECKS if each.__name__ == rule)
    assert rule in {finding.rule for finding in function(survey)}


def test_that_every_rule_has_a_bad_plan() -> None:
    assert {each.__name__ for each in CHECKS} == {rule for rule, *_rest in BAD}


@pytest.mark.parametrize("each", CHECKS, ids=lambda each: each.__name__)
def test_that_every_rule_is_documented_and_passes_a_good_plan(each: checks.Check, small_text: str) -> None:
    assert each.__doc__
    assert list(each(Survey(load_plan_text(small_text).base))) == []


def test_that_each_rule_is_listed_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


def test_that_tickets_that_nobody_serves_are_counted(problems_after: Problems) -> None:
    # 1000 customers x 1 contact a month x 70 % how-to x 10 % escalated = 70, of which 60 % come by e-mail. Calls that
    # escalate become e-mail tickets: all 40 % but for the closed hours, in which callers give up
    problems = problems_after(("cost_per_hour = 26.0", 'channels = ["phone"]'))
    (error,) = [problem for problem in problems if problem.severity == "error"]
    open_share = 40 / 168
    assert f"{70 * (0.6 + 0.4 * open_share):.0f} Pro tickets a month reach L2" in error.message
    assert "which serves only phone" in error.message


def test_that_flows_follow_prevention_self_service_and_entitlement(full_text: str) -> None:
    survey = Survey(load_plan_text(full_text).base)
    stops = survey.flows.stops
    bugs = sum(tickets for stop, tickets in stops.items() if stop == Stop("Enterprise", "email", "bug", "L1"))
    # 140 x 9 contacts, 40 % bugs, 10 % of them prevented, 40 % by e-mail; chats in closed hours add to it
    assert bugs >= 140 * 9 * 0.4 * 0.9 * 0.4
    total = sum(
        tickets
        for stop, tickets in stops.items()
        if stop.segment == "Free" and stop.topic == "how_to" and stop.tier == "L1"
    )
    # 1,550 contacts a month are forecast on average
    assert total <= 1550 * 0.95 * 0.5 * (1 - 0.8 * 0.45 * 0.85)
    assert stops[Stop("Enterprise", None, None, "L1")] == 70


def test_that_who_leaves_a_chat_needs_a_delay_where_he_goes_on(problems_after: Problems) -> None:
    leaving = 'replies = 2\ncustomer_replies_after = "1 min"\nleft_for = { switch_to = "email", share = 0.1 }'
    problems = problems_after(('patience = "3 min"', f'patience = "3 min"\n{leaving}'))
    assert [problem.address for problem in problems] == ["channels.email.customer_replies_after"]


def test_that_a_holiday_needs_no_shift_on_dates(problems_after: Problems) -> None:
    days = ", ".join(f"2026-03-{day:02}" for day in (2, 3, 4, 5, 9, 10, 11, 12, 13))  # all working days but one
    dates = ('days = "mon-fri"', f"dates = [{days}]")
    (missing,) = problems_after(dates)
    assert "4 h a week: fri 09:00-17:00" in missing.message
    assert problems_after(dates, ("weeks = 2", "weeks = 2\nholidays = [2026-03-06]")) == []


def test_that_load_is_that_of_the_compiled_demand(full_text: str) -> None:
    plan = read_plan_text(full_text)
    inputs = compile_inputs(plan.base)
    compiled = sum(float(part.expected.sum()) for part in (*inputs.demand, *inputs.outreach))
    assert expected_load(plan.base).contacts == pytest.approx(compiled + 40, rel=0.05)


def test_that_a_warning_of_the_base_is_not_repeated_for_its_scenarios(problems_after: Problems) -> None:
    problems = problems_after(('within = "8 h"', 'within = "6 d"'))
    assert [problem.address for problem in problems] == ["run.cool_down"]


def test_that_a_warning_of_a_scenario_stands_under_its_address(problems_after: Problems) -> None:
    problems = problems_after(added='[scenarios.S.hours.office]\nmon-fri = "08:00-17:00"')
    assert [problem.address for problem in problems] == ["scenarios.S.support_levels.Standard.offers.phone.hours"]
