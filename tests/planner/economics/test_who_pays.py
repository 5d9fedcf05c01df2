"""Who pays for the hours of teams, by hand: work by whom it was for, the rest by those who are entitled to it."""

from __future__ import annotations

import pytest

from planner.economics import UNASSIGNED, cost
from planner.scenario.files import load_plan_text
from simulation.records import ContactOutcome, DutyKind, TouchKind
from tests.planner.story import (
    CHAT,
    EMAIL,
    FREE,
    HOUR,
    L2,
    NINE,
    PHONE,
    PLAN,
    PRO,
    SECOND_TEAM,
    Story,
    measured,
    small_plan,
    study_of,
)


def paid(story: Story, split: str, more: str = "", line: str = "wages") -> dict[str, float | None]:
    rows = cost(study_of(story, scenario=small_plan(more)))
    return {row.by[split]: row.value for row in rows if row.line == line and set(row.by) == {split}}


def work(story: Story, segment: int, begin: float, hours: float, channel: int = 0) -> None:
    ticket = story.ticket(begin, segment=segment, channel=channel)
    end = begin + hours * HOUR
    story.touch(ticket, TouchKind.FIRST, begin, begin, end, agent=0, channel=channel, live=channel in (CHAT, PHONE))


def test_that_work_is_paid_by_whom_it_was_for_and_waiting_by_those_with_an_open_live_channel() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + 8 * HOUR)
    work(story, FREE, NINE, 2)
    work(story, PRO, NINE + 2 * HOUR, 1, PHONE)
    # five hours of waiting: the phone is open to Pro, Free has mail alone
    assert paid(story, "segment") == pytest.approx({"Free": 20.0, "Pro": 60.0})
    assert paid(story, "level") == pytest.approx({"Basic": 20.0, "Gold": 60.0})
    assert paid(story, "channel") == pytest.approx({"email": 20.0, "chat": 0.0, "phone": 60.0})


def test_that_without_an_open_live_channel_all_share_by_their_work_of_the_weeks() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + 3 * HOUR)
    story.duty(0, 20 * HOUR, 22 * HOUR)
    work(story, FREE, NINE, 2)
    work(story, PRO, NINE + 2 * HOUR, 1)
    assert paid(story, "segment") == pytest.approx({"Free": 20.0 + 20.0 * 2 / 3, "Pro": 10.0 + 20.0 / 3})


def test_that_without_any_work_expected_contacts_decide() -> None:
    story = Story()
    story.duty(story.agent(), 20 * HOUR, 22 * HOUR)
    assert paid(story, "segment") == pytest.approx({"Free": 10.0, "Pro": 10.0})
    assert paid(story, "channel")[UNASSIGNED] == pytest.approx(20.0)


@pytest.mark.parametrize("kind", [DutyKind.BREAK_PAID, DutyKind.OFF_QUEUE, DutyKind.ABSENT])
def test_that_breaks_meetings_and_absence_are_paid_like_waiting(kind: DutyKind) -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + HOUR)
    story.duty(0, NINE + HOUR, NINE + 2 * HOUR, kind)
    work(story, FREE, NINE, 1)
    assert paid(story, "segment") == pytest.approx({"Free": 10.0, "Pro": 10.0})


def test_that_an_hour_of_work_alone_is_paid_by_it_alone() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + HOUR)
    work(story, FREE, NINE, 1)
    assert paid(story, "segment") == pytest.approx({"Free": 10.0, "Pro": 0.0})


def test_that_the_customers_of_a_level_pay_its_costs() -> None:
    more = "[support_levels.Gold.self_service]\ntried_by = 0.5\nupkeep_per_month = 100.0\n"
    months = 7 / (365.25 / 12)
    assert paid(Story(), "segment", more, "self_service") == pytest.approx({"Free": 0.0, "Pro": 100 * months})
    assert paid(Story(), "team", more, "self_service")[UNASSIGNED] == pytest.approx(100 * months)


def test_that_a_level_without_customers_is_closed() -> None:
    text = (
        PLAN.replace("customers = 100", "customers = 0") + "[support_levels.Gold.prevention]\ncost_per_month = 90.0\n"
    )
    rows = cost(study_of(Story(), scenario=load_plan_text(text).base))
    values = {tuple(row.by.values()): row.value for row in rows if row.line == "prevention"}
    assert values[()] == 0.0
    assert not any(values.values())


def test_that_the_cost_of_a_ticket_by_channel_and_tier_is_that_of_the_tickets_worked_on_there() -> None:
    story = Story()
    first, second = story.agent(), story.agent(SECOND_TEAM)
    story.duty(first, NINE, NINE + 2 * HOUR)
    story.duty(second, NINE + 2 * HOUR, NINE + 4 * HOUR)
    calls = [story.ticket(NINE, segment=PRO, channel=PHONE, resolved=NINE + HOUR) for _call in range(2)]
    for number, call in enumerate(calls):
        begin = NINE + number * HOUR
        story.touch(call, TouchKind.FIRST, begin, begin, begin + HOUR, agent=first, channel=PHONE, live=True)
    begin = NINE + 2 * HOUR
    story.touch(calls[0], TouchKind.ESCALATED, begin, begin, begin + 2 * HOUR, agent=second, channel=EMAIL, tier=L2)
    for name in ("cost_per_ticket", "cost_per_resolution"):
        found = {by: row.value for by, row in measured(study_of(story), name).items()}
        assert found[()] == pytest.approx(60 / 2)
        assert found["phone",] == found["L1",] == pytest.approx(20 / 2)
        assert found["email",] == found["L2",] == pytest.approx(40 / 1)
        assert found["First",] == pytest.approx(20 / 2)


def test_that_seats_and_managers_follow_paid_hours() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + 8 * HOUR)
    more = "[costs]\nseat_per_agent_month = 120.0\nmanagers = { one_per_agents = 10, cost_per_month = 3000.0 }\n"
    full_time = 8 / 40 * 7 / (365.25 / 12)  # of a month
    assert paid(story, "team", more, "seats")["First"] == pytest.approx(120 * full_time)
    assert paid(story, "team", more, "managers")["First"] == pytest.approx(300 * full_time)


def test_that_contacts_and_missed_promises_cost_what_the_plan_says() -> None:
    text = PLAN.replace(
        'answer = { within = "20 s", share = 0.8 }', 'answer = { within = "20 s", share = 0.8, penalty = 7 }'
    )
    text = text.replace('[channels.phone]\nkind = "live"', '[channels.phone]\nkind = "live"\ncost_per_contact = 0.25')
    story = Story()
    for wait in (10.0, 30.0, 40.0):
        ticket = story.ticket(NINE, segment=PRO, channel=PHONE)
        story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + wait)
    rows = cost(study_of(story, scenario=load_plan_text(text).base))
    values = {(row.line, *row.by.values()): row.value for row in rows}
    assert values["contacts", "phone"] == pytest.approx(0.75)
    assert values["penalties", "phone"] == values["penalties", "Pro"] == pytest.approx(14.0)
