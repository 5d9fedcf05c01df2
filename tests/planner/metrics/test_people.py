from __future__ import annotations

import pytest

from planner.units import MONTH, WEEK
from simulation.records import ContactOutcome, DutyKind, SpellKind, TouchKind
from tests.planner.story import CHAT, HOUR, NINE, PHONE, SECOND_TEAM, Story, measured, study_of, value_of

END = NINE + 8 * HOUR


def one_day() -> Story:
    """A day of 9:00 to 17:00 with a paid break, an unpaid break and off-queue time of half an hour each.

    Work fills 9:30 to 11:10, so the paid break at 11:00 is ten minutes shorter, and 16:30 to 17:12, twelve minutes
    past the end.
    """
    story = Story()
    agent = story.agent()
    half = HOUR / 2
    story.duty(agent, NINE, NINE + 2 * HOUR, real_end=NINE + 2 * HOUR + 600)
    story.duty(agent, NINE + 2 * HOUR, NINE + 2 * HOUR + half, DutyKind.BREAK_PAID)
    story.duty(agent, NINE + 2 * HOUR + half, NINE + 4 * HOUR)
    story.duty(agent, NINE + 4 * HOUR, NINE + 4 * HOUR + half, DutyKind.BREAK_UNPAID)
    story.duty(agent, NINE + 4 * HOUR + half, NINE + 5 * HOUR, DutyKind.OFF_QUEUE)
    story.duty(agent, NINE + 5 * HOUR, END, real_end=END + 720, shift_end=True)
    ticket = story.ticket(NINE, answered=NINE + HOUR, resolved=END)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE + half, NINE + 2 * HOUR + 600, agent=agent)
    touch = story.touch(ticket, TouchKind.REPLY, NINE, END - half, END + 600, agent=agent)
    story.spell(agent, touch, END + 600, END + 720, SpellKind.WRAP_UP)
    return story


DESK = (2 * HOUR + 600) + 1.5 * HOUR + (3 * HOUR + 720)
BUSY = (1.5 * HOUR + 600) + (HOUR / 2 + 720)
AWAY = (HOUR / 2 - 600) + HOUR / 2
PAID = DESK + AWAY


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("paid_hours", PAID / HOUR),
        ("overtime_hours", 0.2),
        ("idle_hours", (DESK - BUSY) / HOUR),
        ("occupancy", BUSY / DESK),
        ("utilisation", BUSY / PAID),
        ("shrinkage", AWAY / PAID),
        ("agents_on_duty", DESK / WEEK),
        ("fte", PAID / HOUR / 40),
        ("paid_hours_per_month", PAID / HOUR * MONTH / WEEK),
    ],
)
def test_that_paid_time_is_taken_as_it_really_was(metric: str, expected: float) -> None:
    assert value_of(one_day(), metric) == pytest.approx(expected)


def test_that_the_time_of_people_is_split_by_team_and_hour() -> None:
    rows = measured(study_of(one_day()), "agents_on_duty")
    assert rows["mon 09:00",].value == 1.0
    assert rows["mon 11:00",].value == pytest.approx((600 + 1800) / HOUR)
    assert rows["First", "mon 17:00"].value == pytest.approx(0.2)
    assert rows["Second",].value == 0.0
    occupancy = measured(study_of(one_day()), "occupancy")
    assert occupancy["mon 09:00",].value == 0.5
    assert occupancy["Second",].value is None


def test_that_work_into_an_unpaid_break_is_paid() -> None:
    story = Story()
    agent = story.agent()
    story.duty(agent, NINE, NINE + HOUR, real_end=NINE + HOUR + 900)
    story.duty(agent, NINE + HOUR, NINE + 2 * HOUR, DutyKind.BREAK_UNPAID)
    story.duty(agent, NINE + 2 * HOUR, NINE + 3 * HOUR, shift_end=True)
    assert value_of(story, "paid_hours") == pytest.approx(2.25)
    assert value_of(story, "overtime_hours") == 0.0
    assert value_of(story, "worked_break_hours", "First") == pytest.approx(0.25)
    assert value_of(story, "worked_break_hours", "Second") == 0.0


def test_that_a_break_worked_to_its_end_counts_once_and_a_paid_one_not() -> None:
    story = Story()
    agent = story.agent()
    story.duty(agent, NINE, NINE + HOUR, real_end=NINE + 3 * HOUR)
    story.duty(agent, NINE + HOUR, NINE + 1.5 * HOUR, DutyKind.BREAK_UNPAID)
    story.duty(agent, NINE + 1.5 * HOUR, NINE + 2 * HOUR, DutyKind.BREAK_PAID)
    story.duty(agent, NINE + 2 * HOUR, NINE + 4 * HOUR, shift_end=True)
    assert value_of(story, "worked_break_hours") == pytest.approx(0.5)
    assert value_of(story, "paid_hours") == pytest.approx(4.0)


def test_that_absence_is_paid_and_shrinks() -> None:
    story = Story()
    story.duty(story.agent(), NINE, END, DutyKind.ABSENT)
    assert value_of(story, "paid_hours") == 8.0
    assert value_of(story, "shrinkage") == 1.0
    assert value_of(story, "occupancy") is None


def test_that_full_time_is_what_each_team_calls_so() -> None:
    story = Story()
    for team in (0, SECOND_TEAM):
        story.duty(story.agent(team), NINE, END, shift_end=True)
    rows = measured(study_of(story), "fte")
    assert rows["First",].value == pytest.approx(8 / 40)
    assert rows["Second",].value == pytest.approx(8 / 20)
    assert rows[()].value == pytest.approx(8 / 40 + 8 / 20)


def test_that_duty_is_clipped_to_the_weeks() -> None:
    story = Story()
    story.duty(story.agent(), -4 * HOUR, 4 * HOUR, shift_end=True)
    assert value_of(story, "paid_hours") == 4.0


def test_that_a_conversation_weighs_one_over_its_concurrency_from_first_answer_to_last_wrap_up() -> None:
    story = Story()
    agent = story.agent()
    story.duty(agent, NINE, NINE + HOUR, shift_end=True)
    ticket = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 1000, channel=CHAT)
    chat = story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + 60, channel=CHAT)
    story.touch(
        ticket, TouchKind.FIRST, NINE, NINE + 60, NINE + 100, agent=agent, contact=chat, channel=CHAT, live=True
    )
    last = story.touch(
        ticket, TouchKind.REPLY, NINE + 900, NINE + 900, NINE + 1000, agent=agent, contact=chat, channel=CHAT, live=True
    )
    story.spell(agent, last, NINE + 1000, NINE + 1060, SpellKind.WRAP_UP)
    assert value_of(story, "chat_load") == pytest.approx(1000 / 2 / HOUR)
    assert value_of(story, "occupancy") == pytest.approx(200 / HOUR)


def test_that_a_call_is_no_conversation_and_a_team_without_chats_has_no_chat_load() -> None:
    story = Story()
    agent = story.agent(SECOND_TEAM)
    story.duty(agent, NINE, NINE + HOUR, shift_end=True)
    ticket = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 100, channel=PHONE)
    call = story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + 60)
    story.touch(
        ticket, TouchKind.FIRST, NINE, NINE + 60, NINE + 100, agent=agent, contact=call, channel=PHONE, live=True
    )
    assert value_of(story, "chat_load") is None
