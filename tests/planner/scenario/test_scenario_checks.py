from __future__ import annotations

from collections.abc import Callable

import pytest

from planner.errors import Problem
from planner.scenario import checks
from planner.scenario.checks import CHECKS, Survey
from planner.scenario.checks.flows import Stop
from planner.scenario.files import load_plan_text, read_plan_text

Problems = Callable[..., list[Problem]]

EMAIL_OFFER = '[support_levels.Standard.offers.email]\nhours = "office"\nreply = { within = "8 h", share = 0.9 }\n'
PHONE_OFFER = '[support_levels.Standard.offers.phone]\nhours = "office"\nanswer = { within = "60 s", share = 0.8 }\n'
EMAIL_HEADING = "[support_levels.Standard.offers.email]"
BUGS_ONLY = '[teams.Spare]\ntier = "L2"\ntopics = ["bug"]\n[teams.L2]'

# one bad plan for each rule: changes of the small plan, the rule, severity, address, part of the message
BAD: list[tuple[str, list[tuple[str, str]], str, str, str]] = [
    (
        "unknown_names",
        [('support_level = "Standard"', 'support_level = "Standart"')],
        "error",
        "segments.Pro.support_level",
        "no support level “Standart”",
    ),
    ("unknown_names", [("phone = 0.4", "fax = 0.4")], "error", "segments.Pro.channels.fax", "no channel “fax”"),
    (
        "unknown_names",
        [("escalates = { L2 = 0.1 }", "escalates = { L3 = 0.1 }")],
        "error",
        "topics.how_to.work.L1.escalates.L3",
        "no tier “L3”",
    ),
    (
        "unknown_names",
        [('hours = "office"', 'hours = "offices"')],
        "error",
        "support_levels.Standard.offers.email.hours",
        "no opening hours “offices”",
    ),
    (
        "unknown_names",
        [('support_level = "Standard"', 'support_level = "Standard"\nprofile = "x"')],
        "error",
        "segments.Pro.profile",
        "no profile “x”",
    ),
    (
        "unknown_names",
        [(EMAIL_HEADING, f"[support_levels.Standard]\ndedicated_team = 'L9'\n{EMAIL_HEADING}")],
        "error",
        "support_levels.Standard.dedicated_team",
        "no team “L9”",
    ),
    (
        "unknown_names",
        [("offers.phone", "offers.sms")],
        "error",
        "support_levels.Standard.offers.sms",
        "no channel “sms”",
    ),
    ("mixes_that_do_not_add_up", [("email = 0.6", "email = 0.5")], "error", "segments.Pro.channels", "add up to 0.9"),
    ("mixes_that_do_not_add_up", [("share = 0.7", "share = 0.8")], "error", "topics", "add up to 1.1"),
    (
        "mixes_that_do_not_add_up",
        [("customers = 1000", "customers = 1000\ntopics = {}")],
        "error",
        "segments.Pro.topics",
        "add up to 0 ",
    ),
    (
        "mixes_that_do_not_add_up",
        [("customers = 1000", "customers = 1000\ntime_zones = { UTC = 0.5 }")],
        "error",
        "segments.Pro.time_zones",
        "add up to 0.5",
    ),
    (
        "shares_above_one",
        [("escalates = { L2 = 0.1 }", "escalates = { L2 = 0.6, L1 = 0.6 }")],
        "error",
        "topics.how_to.work.L1.escalates",
        "1.2",
    ),
    (
        "shares_above_one",
        [('patience = "3 min"', 'after_abandoning = { retry = 0.6, switch = 0.6, switch_to = "email" }')],
        "error",
        "channels.phone.after_abandoning",
        "retry and switch add up to 1.2",
    ),
    (
        "circular_escalation",
        [('handle_time = "20 min"', 'handle_time = "20 min", escalates = { L1 = 0.1 }')],
        "error",
        "topics.how_to.work.L1.escalates",
        "L1 → L2 → L1",
    ),
    (
        "tiers_without_work",
        [('share = 0.3\ntier = "L1"', 'share = 0.3\ntier = "L2"')],
        "error",
        "topics.bug.work",
        "enter at L2",
    ),
    (
        "tiers_without_work",
        [('work.L2 = { handle_time = "20 min" }\n', "")],
        "error",
        "topics.how_to.work.L1.escalates.L2",
        "escalate to L2",
    ),
    (
        "misrouted_to_entry_tier",
        [("share = 0.3", "share = 0.3\nmisrouted = { L1 = 0.1 }")],
        "error",
        "topics.bug.misrouted.L1",
        "belong",
    ),
    (
        "work_nobody_reaches",
        [("escalates = { L2 = 0.1 }", "escalates = {}")],
        "warning",
        "topics.how_to.work.L2",
        "No ticket",
    ),
    (
        "replies_without_delay",
        [('kind = "deferred"', 'kind = "deferred"\nreplies = 1.0')],
        "error",
        "channels.email.customer_replies_after",
        "reply rounds",
    ),
    (
        "switches_to_nowhere",
        [('patience = "3 min"', 'when_closed = { switch_to = "phone" }')],
        "error",
        "channels.phone.when_closed.switch_to",
        "cannot switch",
    ),
    (
        "switches_to_nowhere",
        [('patience = "3 min"', "when_closed = { share = 0.5 }")],
        "error",
        "channels.phone.when_closed",
        "not where to",
    ),
    (
        "deferred_channels_wanted",
        [('patience = "3 min"', 'escalation_channel = "phone"')],
        "error",
        "channels.phone.escalation_channel",
        "is live",
    ),
    (
        "overlapping_spans",
        [('"09:00-17:00"   #', '"09:00-13:00, 12:00-17:00"   #')],
        "error",
        "hours.office.mon-fri",
        "overlap",
    ),
    ("hours_that_never_open", [('"09:00-17:00"   #', '"closed"   #')], "warning", "hours.office", "never open"),
    ("teams_without_one_tier", [('tier = "L2"\ncost', "cost")], "error", "teams.L2", "no tier"),
    (
        "teams_without_one_tier",
        [('tier = "L2"\ncost', 'tier = "L2"\ntiers = ["L2"]\ncost')],
        "error",
        "teams.L2",
        "both tier and tiers",
    ),
    ("shifts_without_days", [('days = "mon-fri"\n', "")], "error", "teams.L1.shifts.day", "neither days nor dates"),
    (
        "breaks_outside_the_shift",
        [("agents = 3", 'agents = 3\nbreaks = [{ after = "7 h 45 min", length = "30 min" }]')],
        "error",
        "teams.L1.shifts.day.breaks[0]",
        "8 h 15 min",
    ),
    (
        "agents_outside_their_limits",
        [("agents = 3", "agents = 3\nmin_agents = 4\nmax_agents = 2")],
        "error",
        "teams.L1.shifts.day.min_agents",
        "more than max_agents",
    ),
    (
        "helpers_of_themselves",
        [("cost_per_hour = 13.0", 'helps = { L1 = "1 min" }')],
        "error",
        "teams.L1.helps.L1",
        "help itself",
    ),
    (
        "work_nobody_serves",
        [("cost_per_hour = 26.0", 'segments = ["Pro"]\nchannels = ["phone"]')],
        "error",
        "segments.Pro",
        "Pro tickets a month reach L2",
    ),
    ("too_many_contacts", [("customers = 1000", "customers = 1e10")], "error", "segments", "at most 5,000,000"),
    ("too_many_contacts", [("customers = 1000", "customers = 2e6")], "warning", "run.replications", "GB of memory"),
    ("no_tickets", [("customers = 1000", "customers = 0")], "warning", "segments", "no tickets"),
    ("nobody_on_shift", [("agents = 1", "agents = 0")], "warning", "teams.L2.shifts", "nobody has a shift"),
    (
        "open_with_nobody_on_shift",
        [('"09:00-17:00"   #', '"09:00-18:00"   #')],
        "warning",
        "support_levels.Standard.offers.phone.hours",
        "5 h a week: mon-fri 17:00-18:00",
    ),
    (
        "shifts_outside_all_hours",
        [('days = "mon-fri"', 'days = "sun"')],
        "warning",
        "teams.L1.shifts.day.span",
        "none of its team's channels",
    ),
    (
        "channels_not_offered",
        [(PHONE_OFFER, "")],
        "warning",
        "segments.Pro.channels.phone",
        "400 contacts of Pro a month",
    ),
    (
        "offers_nobody_uses",
        [("{ email = 0.6, phone = 0.4 }", "{ email = 1 }")],
        "warning",
        "support_levels.Standard.offers.phone",
        "No customer of Standard uses phone",
    ),
    (
        "targets_of_the_other_kind",
        [('reply = { within = "8 h"', 'answer = { within = "8 h"')],
        "warning",
        "support_levels.Standard.offers.email.answer",
        "never measured",
    ),
    (
        "keys_of_the_other_kind",
        [('kind = "deferred"', 'kind = "deferred"\npatience = "3 min"')],
        "warning",
        "channels.email.patience",
        "only for the other kind",
    ),
    (
        "escalation_without_channel",
        [("{ email = 0.6, phone = 0.4 }", "{ phone = 1 }"), (EMAIL_OFFER, "")],
        "warning",
        "support_levels.Standard.offers",
        "no deferred channel",
    ),
    ("teams_that_serve_nothing", [("[teams.L2]", BUGS_ONLY)], "warning", "teams.Spare", "No ticket can reach"),
    (
        "dedicated_teams_that_cannot_serve",
        [
            (EMAIL_HEADING, f"[support_levels.Standard]\ndedicated_team = 'Spare'\n{EMAIL_HEADING}"),
            ("[teams.L2]", BUGS_ONLY),
        ],
        "warning",
        "support_levels.Standard.dedicated_team",
        "serves none of its tickets",
    ),
    (
        "cool_down_too_short",
        [('within = "8 h"', 'within = "6 d"')],
        "warning",
        "run.cool_down",
        "longer than the cool-down",
    ),
    (
        "events_outside_the_horizon",
        [("[tiers.L1]", "[events.x]\nfrom = 2025-01-01\nto = 2025-01-02\nfactor = 2\n[tiers.L1]")],
        "warning",
        "events.x",
        "outside the time",
    ),
]


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


def test_that_a_warning_of_the_base_is_not_repeated_for_its_scenarios(problems_after: Problems) -> None:
    problems = problems_after(('within = "8 h"', 'within = "6 d"'))
    assert [problem.address for problem in problems] == ["run.cool_down"]


def test_that_a_warning_of_a_scenario_stands_under_its_address(problems_after: Problems) -> None:
    problems = problems_after(added='[scenarios.S.hours.office]\nmon-fri = "08:00-17:00"')
    assert [problem.address for problem in problems] == ["scenarios.S.support_levels.Standard.offers.phone.hours"]
