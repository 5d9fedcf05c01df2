"""A whole small plan, compiled: every part where the simulation expects it."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.errors import PlanError
from planner.scenario.files import load_plan
from planner.scenario.scenario import Scenario
from simulation.distributions import Shape, constant
from simulation.inputs import (
    AfterAbandoning,
    Callback,
    CountShape,
    Inputs,
    LeftFor,
    Target,
)

HOUR = 3600.0
DAY = 86400.0
EXAMPLES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))

PLAN = """
start = 2026-02-02
weeks = 2
time_zone = "Europe/Belgrade"
[run]
warm_up = "7 d"
cool_down = "7 d"
[hours.office]
mon-fri = "09:00-17:00"
[hours.extended]
mon-fri = "07:00-02:00"

[segments.Free]
customers = 100
contacts_per_customer_month = 1
support_level = "Basic"
channels = { email = 0.6, chat = 0.2 }
finds_help = 0.9
[segments.Big]
customers = 50
contacts_per_customer_month = 2
growth_per_month = 0.1
support_level = "Premium"
channels = { phone = 1 }
topics = { bug = 0.5, billing = 0.3 }
stream = "Enterprise"

[support_levels.Basic]
priority = 3
self_service = { tried_by = 0.8, solves = { billing = 0.3 }, comes_back = 0.15 }
[support_levels.Basic.offers.email]
hours = "office"
reply = { within = "1 d 2 h", share = 0.9 }
resolve = { within = "3 d", share = 0.8, clock = "calendar" }
[support_levels.Basic.offers.chat]
hours = "office"
answer = { within = "60 s", share = 0.8 }

[support_levels.Premium]
priority = 1
prevention = { removes = { bug = 0.1 }, outreach = { per_customer_month = 0.5, handle_time = "15 min", tier = "L2" } }
[support_levels.Premium.offers.phone]
hours = "extended"
[support_levels.Premium.offers.form]
hours = "office"
resolve = { within = "2 d", share = 0.8 }
[support_levels.Premium.offers.email]
hours = "extended"
resolve = { within = "2 d", share = 0.8 }

[channels.email]
kind = "deferred"
replies = 0.7
customer_replies_after = { mean = "7 h", cv = 1.5, shape = "lognormal" }
replies_to = "owner"
chase = { share = 0.2, after = "24 h", handle_time = "3 min" }
[channels.chat]
kind = "live"
concurrency = 3
replies = { mean = 5, shape = "poisson" }
customer_replies_after = "45 s"
patience = "4 min"
left_for = { switch_to = "email", share = 0.05 }
when_closed = { switch_to = "email", share = 0.8, wait = 0.1 }
escalation_channel = "form"
silent_abandonment = 0.3
[channels.phone]
kind = "live"
wrap_up = "90 s"
handle_time_factor = 1.15
hand_over = "1 min"
balks = 0.02
callback = { offered_after = "2 min", accepted_by = 0.5 }
after_abandoning = { retry = 0.5, after = "20 min", switch_to = "email", switch = 0.2 }
when_not_offered = { switch_to = "email" }
escalation = "transfer"
escalation_channel = "email"
at_close = "disconnect"
[channels.form]
kind = "deferred"
wrap_up = "0 s"

[tiers.L1]
[tiers.L2]
[topics.bug]
share = 0.25
tier = "L1"
misrouted = { L2 = 0.05 }
work.L1 = { handle_time = "10 min", escalates = { L2 = 0.4 } }
work.L2 = { handle_time = { mean = "32 min", cv = 1.2 } }
reopens = { share = 0.1, after = "2 d" }
[topics.billing]
share = 0.75
tier = "L1"
stream = "invoices"
work.L1 = { handle_time = "6 min" }

[teams.Front]
tier = "L1"
interruptible = true
[teams.Back]
tiers = ["L1", "L2"]
handle_time_factor = { L2 = 1.3 }
finish = "all"
max_conversations = 2
"""

EMAIL, CHAT, PHONE, FORM = 0, 1, 2, 3


def compiled(**changes: Any) -> Inputs:
    return compile_inputs(Scenario.from_data(tomllib.loads(PLAN) | changes))


INPUTS = compiled()
FREE, BIG = INPUTS.segments


def test_that_names_keep_the_order_of_the_plan() -> None:
    assert INPUTS.tiers == ("L1", "L2")
    assert INPUTS.levels == ("Basic", "Premium")
    assert [channel.name for channel in INPUTS.channels] == ["email", "chat", "phone", "form"]
    assert [team.name for team in INPUTS.teams] == ["Front", "Back"]


def test_that_mixes_sum_to_one() -> None:
    assert FREE.channels == pytest.approx([0.75, 0.25, 0, 0])
    assert FREE.topics == pytest.approx([0.25, 0.75])  # the general mix
    assert BIG.topics == pytest.approx([0.625, 0.375])  # its own


@pytest.mark.parametrize(
    ("key", "shares"), [("channels", {"email": 0}), ("topics", {"bug": 0}), ("time_zones", {"Europe/Belgrade": 0})]
)
def test_that_a_mix_without_any_share_is_a_problem_of_the_plan(key: str, shares: dict[str, float]) -> None:
    segments = tomllib.loads(PLAN)["segments"]
    segments["Free"][key] = shares
    with pytest.raises(PlanError, match=rf"segments\.Free\.{key}: All shares are zero"):
        compiled(segments=segments)


def test_that_segments_carry_what_their_level_gives() -> None:
    assert (FREE.name, FREE.stream, FREE.level, FREE.priority, FREE.finds_help) == ("Free", "Free", 0, 3, 0.9)
    assert (BIG.name, BIG.stream, BIG.level, BIG.priority, BIG.finds_help) == ("Big", "Enterprise", 1, 1, 1.0)
    assert (FREE.prevents.tolist(), BIG.prevents.tolist()) == ([0.0, 0.0], [0.1, 0.0])
    assert BIG.self_service is None
    articles = FREE.self_service
    assert articles is not None
    assert (articles.tried_by, articles.solves.tolist(), articles.comes_back) == (0.8, [0.0, 0.3], 0.15)
    assert articles.comes_back_after.mean == DAY


def test_that_offers_have_hours_and_none_stands_for_no_offer() -> None:
    assert [offer is not None for offer in FREE.offers] == [True, True, False, False]
    assert [offer is not None for offer in BIG.offers] == [True, False, True, True]
    office, extended = FREE.offers[EMAIL], BIG.offers[EMAIL]
    assert office is not None
    assert extended is not None
    assert office.hours.is_open([9 * HOUR, 18 * HOUR]).tolist() == [True, False]
    assert extended.hours.is_open([DAY + HOUR, DAY + 3 * HOUR]).tolist() == [True, False]
    # a day and more is known before and after the horizon
    assert office.hours.starts[0] < INPUTS.horizon.begin - 55 * DAY
    assert office.hours.ends[-1] > INPUTS.horizon.end + 55 * DAY


def test_that_a_day_on_the_open_hours_clock_is_a_mean_opening_day() -> None:
    offers = FREE.offers + BIG.offers
    basic_email, basic_chat, premium_email, premium_form = offers[0], offers[1], offers[4], offers[7]
    assert basic_email is not None
    assert basic_email.reply == Target(8 * HOUR + 2 * HOUR, 0.9, open_hours=True)
    assert basic_email.resolve == Target(3 * DAY, 0.8, open_hours=False)
    assert basic_email.answer is None
    assert basic_chat is not None
    assert basic_chat.answer == Target(60.0, 0.8, open_hours=False)
    assert premium_email is not None
    assert premium_email.resolve == Target(2 * 19 * HOUR, 0.8, open_hours=True)
    assert premium_form is not None
    assert premium_form.resolve == Target(2 * 8 * HOUR, 0.8, open_hours=True)


def test_that_a_ticket_due_in_open_days_is_due_at_the_moment_counted_by_hand() -> None:
    offer = FREE.offers[EMAIL]
    assert offer is not None
    assert offer.reply is not None
    # Friday 6 February 16:00 and ten open hours: an hour on Friday, eight on Monday, one on Tuesday
    assert float(offer.hours.after(4 * DAY + 16 * HOUR, offer.reply.within)) == 8 * DAY + 10 * HOUR


def test_that_hours_reach_as_far_as_a_long_target_needs() -> None:
    levels = tomllib.loads(PLAN)["support_levels"]
    levels["Basic"]["offers"]["email"]["resolve"] = {"within": "800 h", "share": 0.5}
    offer = compiled(support_levels=levels).segments[0].offers[EMAIL]
    assert offer is not None
    # 800 hours at 40 hours a week are 20 weeks
    assert float(offer.hours.after(INPUTS.horizon.end, 800 * HOUR)) == pytest.approx(
        INPUTS.horizon.end + 20 * 7 * DAY, abs=3 * DAY
    )


def test_that_escalated_contacts_go_on_where_the_level_offers_it() -> None:
    # chat names the form, which only Premium offers; Basic's first deferred channel is e-mail
    assert FREE.escalation_channels == (EMAIL, EMAIL, EMAIL, FORM)
    assert BIG.escalation_channels == (EMAIL, FORM, EMAIL, FORM)
    live_only = tomllib.loads(PLAN)["support_levels"]
    del live_only["Basic"]["offers"]["email"]
    assert compiled(support_levels=live_only).segments[0].escalation_channels[CHAT] == -1


def test_that_channels_bring_their_rules() -> None:
    email, chat, phone, form = INPUTS.channels
    assert (email.live, email.held, email.replies, email.replies_shape) == (False, False, 0.7, CountShape.GEOMETRIC)
    assert email.replies_to_owner
    assert email.customer_replies_after.shape is Shape.LOGNORMAL
    assert email.chase is not None
    assert (email.chase.share, email.chase.channel, email.chase.handle_time.mean) == (0.2, EMAIL, pytest.approx(180))
    assert (chat.live, chat.held, chat.concurrency, chat.replies_shape) == (True, True, 3, CountShape.POISSON)
    assert chat.patience is not None
    assert (chat.patience.shape, chat.patience.mean) == (Shape.EXPONENTIAL, 240.0)
    assert chat.left_for == LeftFor(EMAIL, 0.05)
    assert chat.when_closed is not None
    assert (chat.when_closed.switch_to, chat.when_closed.switch, chat.when_closed.wait) == (EMAIL, 0.8, 0.1)
    assert chat.silent_abandonment is not None
    assert chat.silent_abandonment.share == 0.3
    assert (phone.balks, phone.hand_over, phone.handle_time_factor) == (0.02, 60.0, 1.15)
    assert phone.callback == Callback(120.0, 0.5)
    assert phone.after_abandoning == AfterAbandoning(0.5, phone.after_abandoning.after, EMAIL, 0.2)  # type: ignore[union-attr]
    assert phone.when_not_offered is not None
    assert (phone.when_not_offered.switch_to, phone.when_not_offered.switch) == (EMAIL, 1.0)
    assert (phone.escalation_transfers, phone.disconnects_at_close) == (True, True)
    assert phone.wrap_up is not None
    assert (form.wrap_up, form.patience, form.chase, form.when_closed) == (None, None, None, None)
    assert form.customer_replies_after == constant(0.0)


def test_that_topics_hold_work_by_tier() -> None:
    bug, billing = INPUTS.topics
    assert (bug.stream, billing.stream) == ("bug", "invoices")
    assert (bug.tier, bug.misrouted, bug.misroute_handle_time.mean) == (0, ((1, 0.05),), pytest.approx(180.0))
    assert [work.escalates if work else None for work in bug.work] == [((1, 0.4),), ()]
    assert [work.handle_time.mean if work else None for work in bug.work] == pytest.approx([600.0, 1920.0])
    assert billing.work[1] is None
    assert bug.reopens is not None
    assert (bug.reopens.share, bug.reopens.after.mean, bug.reopens.work) == (0.1, 2 * DAY, 0.5)
    assert billing.reopens is None


def test_that_teams_have_a_factor_for_each_tier() -> None:
    front, back = INPUTS.teams
    assert (front.handle_time_factors.tolist(), back.handle_time_factors.tolist()) == ([1.0, 1.0], [1.0, 1.3])
    assert (front.interruptible, front.finishes_all, front.max_conversations) == (True, False, 3)
    assert (back.interruptible, back.finishes_all, back.max_conversations) == (False, True, 2)


def test_that_outreach_falls_on_the_open_hours_of_the_level() -> None:
    (programme,) = INPUTS.outreach
    assert (programme.segment, programme.stream, programme.tier) == (1, "Enterprise", 1)
    assert programme.handle_time.mean == pytest.approx(900.0)
    starts = INPUTS.horizon.begin + 900.0 * np.arange(len(programme.expected))
    closed_at = np.isin(starts, [6.5 * HOUR, 5 * DAY + 12 * HOUR, 5 * DAY + 1.5 * HOUR, DAY + 2 * HOUR])
    # Monday 06:30 and Saturday noon are closed, Saturday 01:30 is still Friday's opening, Tuesday 02:00 is closed
    assert (programme.expected[closed_at] > 0).tolist() == [False, False, True, False]
    # 25 a month over 14 days, growing by 10 % a month: half of one per cent of error is the growth's unevenness
    in_weeks = (starts >= 0) & (starts < 14 * DAY)
    days = np.linspace(0, 14, 1000)
    growth = np.mean(1.1 ** (days / 30.4375))
    assert programme.expected[in_weeks].sum() == pytest.approx(25 * 14 / 30.4375 * growth, rel=0.005)


def test_that_newcomers_are_onboarded_in_the_open_hours_of_their_level() -> None:
    segments = tomllib.loads(PLAN)["segments"]
    segments["Big"] |= {"churn_per_month": 0.04, "onboarding": {"handle_time": "1 h", "tier": "L1"}}
    outreach, onboarding = compiled(segments=segments).outreach
    assert (onboarding.stream, onboarding.tier) == ("Enterprise|onboarding", 0)
    # who leaves is replaced, and 10 % a month come on top
    assert onboarding.expected == pytest.approx(outreach.expected * (0.04 + 0.1) / 0.5)


def test_that_a_level_that_never_opens_has_no_outreach() -> None:
    levels = tomllib.loads(PLAN)["support_levels"]
    del levels["Premium"]["offers"]
    assert compiled(support_levels=levels).outreach == ()


def test_that_inputs_cross_to_a_worker_without_the_planner() -> None:
    pickled = pickle.dumps(INPUTS)
    assert b"planner" not in pickled
    assert pickle.loads(pickled).segments[0].name == "Free"


def test_that_hours_of_the_same_name_are_stored_once() -> None:
    email, chat = FREE.offers[EMAIL], FREE.offers[CHAT]
    assert email is not None
    assert chat is not None
    assert email.hours is chat.hours


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_that_every_scenario_of_every_example_compiles(path: Path) -> None:
    plan = load_plan(path)
    for name in plan.scenario_names:
        inputs = compile_inputs(plan.scenario(name))
        quarters = len(inputs.horizon.days)
        assert all(cell.expected.shape == (quarters,) for cell in inputs.demand)
        assert all(np.all(np.isfinite(cell.expected) & (cell.expected >= 0)) for cell in inputs.demand)
        assert sum(cell.expected.sum() for cell in inputs.demand) > 0
