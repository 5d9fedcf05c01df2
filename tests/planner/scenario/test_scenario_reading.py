from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.errors import PlanError, PlannerError, Problem
from planner.scenario import resolve
from planner.scenario.files import load_plan_text
from planner.scenario.messages import MESSAGES
from planner.units import Duration, Range

Problems = Callable[..., list[Problem]]


def test_that_a_plan_with_every_key_has_no_errors(full_text: str) -> None:
    plan = load_plan_text(full_text)
    assert plan.scenario_names == ["Base", "More people"]
    assert (plan.name, plan.currency, plan.format) == ("Every key", "EUR", 1)


def test_that_attributes_are_named_like_the_keys(full_text: str) -> None:
    scenario = load_plan_text(full_text).scenario("Base")
    assert scenario.teams["L1"].shifts["day"].agents == 6
    assert scenario.support_levels["Premium"].offers["phone"].answer is not None
    assert scenario.topics["bug"].work["L1"].escalates == {"L2": 0.4}
    assert scenario.channels["email"].replies.mean == 0.7
    assert scenario.channels["email"].replies.shape == "poisson"
    assert scenario.hours["night"].spans_on(0) == ((64800, 93600),)
    assert scenario.hours["office"].spans_on(1) == ((32400, 43200), (46800, 64800))
    assert scenario.teams["Care"].served_tiers == ("L1", "L2")
    assert scenario.teams["Care"].handle_time_factor_at("L2") == 1.3
    assert scenario.events["launch"].begins == datetime.fromisoformat("2026-03-07")
    assert scenario.events["launch"].ends == datetime.fromisoformat("2026-03-09")
    assert scenario.segments["Free"].holidays == (date(2026, 4, 6), date(2026, 5, 1))


def test_that_a_number_may_be_a_range(full_text: str) -> None:
    customers = load_plan_text(full_text).base.segments["Free"].customers
    assert isinstance(customers, Range)
    assert (customers.low, customers, customers.high) == (8000, 9000, 12000)


def test_that_targets_have_the_clock_of_their_kind(small_text: str) -> None:
    offers = load_plan_text(small_text).base.support_levels["Standard"].offers
    assert offers["phone"].answer is not None
    assert offers["phone"].answer.clock == "calendar"
    assert offers["email"].reply is not None
    assert offers["email"].reply.clock == "open hours"
    assert isinstance(offers["email"].reply.within, Duration)


def test_that_a_scenario_without_ranges_resolves_to_itself(small_text: str) -> None:
    scenario = load_plan_text(small_text).base
    assert resolve(scenario, 3) is scenario


def test_that_scenarios_are_equal_when_they_are_written_alike(small_text: str) -> None:
    one, other = load_plan_text(small_text), load_plan_text(small_text.replace('within = "8 h"', 'within = "1 d"'))
    assert one.base == load_plan_text(small_text).base
    assert one.base != other.base
    day = load_plan_text(small_text.replace('within = "8 h"', 'within = "24 h"'))
    assert day.base != other.base, "a day of opening is not 24 hours of it"


def test_that_an_unknown_scenario_suggests_the_nearest(small_text: str) -> None:
    with pytest.raises(PlannerError, match="Did you mean “Late shift”"):
        load_plan_text(small_text).scenario("late shft")


WRONG_VALUES = [
    (("weeks = 2", 'weeks = "2"'), "weeks", "not the text “2”", "without quotes"),
    (("weeks = 2", "weeks = true"), "weeks", "not true", ""),
    (("weeks = 2", "weeks = 2.5"), "weeks", "whole number", ""),
    (("weeks = 2", "weeks = 300"), "weeks", "260 is the most", ""),
    (("customers = 1000", "customers = nan"), "segments.Pro.customers", "not a number", ""),
    (("customers = 1000", "customers = inf"), "segments.Pro.customers", "not a number", ""),
    (("customers = 1000", "customers = -1"), "segments.Pro.customers", "too small", "0 or more"),
    (("customers = 1000", "customers = 10000000000000000000000"), "segments.Pro.customers", "not a number", ""),
    (("customers = 1000", "custommers = 1000"), "segments.Pro.custommers", "no such key", "“customers”"),
    (("customers = 1000", ""), "segments.Pro.customers", "missing", "Add customers"),
    (("customers = 1000", "customers = { low = 1, high = 3 }"), "segments.Pro.customers", "low, likely", ""),
    (("customers = 1000", "customers = { low = 1, likely = 9, high = 3 }"), "segments.Pro.customers", "order", ""),
    (('"8 h"', "8"), "support_levels.Standard.offers.email.reply.within", "no unit", '"8 min"'),
    (('"8 h"', '"8 hrs"'), "support_levels.Standard.offers.email.reply.within", "not a duration", ""),
    (('"8 h"', '"-8 h"'), "support_levels.Standard.offers.email.reply.within", "less than no time", ""),
    (('"8 h"', '"0 s"'), "support_levels.Standard.offers.email.reply.within", "no time at all", ""),
    (("share = 0.9", "share = 90"), "support_levels.Standard.offers.email.reply.share", "too large", "1 or less"),
    (('"3 min"', "true"), "channels.phone.patience", "duration belongs here", ""),
    (('"3 min"', '{ mean = "3 min", shap = "gamma" }'), "channels.phone.patience.shap", "no such key", "“shape”"),
    (('kind = "live"', 'kind = "lives"'), "channels.phone.kind", "not possible", "“live”"),
    (('kind = "live"', "kind = 3"), "channels.phone.kind", "not possible", "live"),
    (("Europe/Belgrade", "Europe/Belgrad"), "time_zone", "Belgrad", "Europe/Belgrade"),
    (("2026-03-02 ", '"2026-03-02" '), "start", "date belongs here", "without quotes"),
    (("2026-03-02 ", "2026-03-02T10:00:00 "), "start", "without a time", ""),
    (("2026-03-02 ", "1903-03-02 "), "start", "1970", ""),
    (('"09:00-17:00"   #', '"9-17"   #'), "hours.office.mon-fri", "not spans", ""),
    (('"09:00-17:00"   #', '"09:00-25:00"   #'), "hours.office.mon-fri", "not spans", ""),
    (("mon-fri = ", "mon-fryday = "), "hours.office.mon-fryday", "no such key", ""),
    (("agents = 3", "agents = -3"), "teams.L1.shifts.day.agents", "too small", ""),
    (('span = "09:00-17:00"', 'span = "09:00-09:00"'), "teams.L1.shifts.day.span", "not a span", ""),
    (('days = "mon-fri"', 'days = "weekdays"'), "teams.L1.shifts.day.days", "not days", ""),
    (('days = "mon-fri"', "days = 5"), "teams.L1.shifts.day.days", "belong here", ""),
    (("{ email = 0.6, phone = 0.4 }", '["email"]'), "segments.Pro.channels", "table belongs here", ""),
    (("[run]\nreplications = 2", "run = 5"), "run", "table belongs here", ""),
    (('tier = "L1"\ncost', "tiers = []\ncost"), "teams.L1", "list tiers is empty", ""),
]


@pytest.mark.parametrize(("change", "address", "message", "mend"), WRONG_VALUES)
def test_that_a_wrong_value_is_named_with_its_address(
    problems_after: Problems, change: tuple[str, str], address: str, message: str, mend: str
) -> None:
    found = [problem for problem in problems_after(change) if problem.address == address]
    assert found, problems_after(change)
    assert message in found[0].message
    assert mend in f"{found[0].message} {found[0].mend}"
    assert found[0].severity == "error"


def test_that_all_problems_come_at_once(problems_after: Problems) -> None:
    problems = problems_after(
        ("weeks = 2", 'weeks = "2"'),
        ("agents = 3", "agnts = 3"),
        ("share = 0.7", "share = 0.9"),
        ("work.L2 = {", "work.L2 = { escalates = { L1 = 0.1 }, "),
    )
    addresses = {problem.address for problem in problems if problem.severity == "error"}
    assert addresses == {"weeks", "teams.L1.shifts.day.agnts", "topics", "topics.how_to.work.L1.escalates"}


def test_that_a_misspelt_key_is_not_also_called_missing(problems_after: Problems) -> None:
    problems = problems_after(("agents = 3", "agnts = 3"))
    assert [problem.address for problem in problems] == ["teams.L1.shifts.day.agnts"]


def test_that_a_problem_of_a_scenario_stands_under_its_address(problems_after: Problems) -> None:
    (problem,) = problems_after(("agents = 2", "agents = -2"))
    assert problem.address == 'scenarios."Late shift".teams.L1.shifts.late.agents'


def test_that_a_problem_of_the_base_is_not_repeated_for_its_scenarios(problems_after: Problems) -> None:
    assert [problem.address for problem in problems_after(("customers = 1000", "customers = -1"))] == [
        "segments.Pro.customers"
    ]


def test_that_the_error_reads_as_a_list(small_text: str) -> None:
    with pytest.raises(PlanError, match=r"2 problems:\n- weeks: .*\n- segments\.Pro\.customers: ") as caught:
        load_plan_text(small_text.replace("weeks = 2", "weeks = 0").replace("= 1000", "= -1"))
    assert len(caught.value.problems) == 2


def test_that_every_message_can_be_filled_in() -> None:
    names = "value limit reason day first second key wanted given shape keys cv values weights help suggestion"
    values = dict.fromkeys(names.split(), "x")
    for message, mend in MESSAGES.values():
        assert message.format(**values)
        assert "{x" not in mend.format(**values)


def test_that_a_newer_format_is_refused_in_one_sentence(problems_after: Problems) -> None:
    (problem,) = problems_after(("format = 1", "format = 2"), ("weeks = 2", 'weeks = "2"'))
    assert problem.address == "format"
    assert "update the program" in problem.message


@pytest.mark.parametrize("value", ["0", "-1", '"1"', "true", "1.5"])
def test_that_a_format_is_a_whole_number(problems_after: Problems, value: str) -> None:
    assert problems_after(("format = 1", f"format = {value}"))[0].address == "format"


def test_that_the_file_given_as_example_reads_like_plain_toml(full_text: str) -> None:
    plan = load_plan_text(full_text)
    assert plan.data == tomllib.loads(full_text)


@pytest.mark.parametrize("name", ["Base", "base", " "])
def test_that_a_scenario_cannot_take_the_name_of_the_base(problems_after: Problems, name: str) -> None:
    problems = problems_after(added=f'[scenarios."{name}"]\nnote = "x"')
    assert any("cannot be called" in problem.message for problem in problems)
