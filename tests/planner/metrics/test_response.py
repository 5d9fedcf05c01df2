from __future__ import annotations

import math

import pytest

from simulation.records import ContactOutcome, TicketOutcome, TouchKind
from tests.planner.story import (
    CHAT,
    DAY,
    EMAIL,
    FREE,
    HOUR,
    NINE,
    PHONE,
    Story,
    measured,
    small_plan,
    study_of,
    value_of,
)


def four_answers() -> Story:
    """Answered after 1, 2 and 3 h; one still waits; one gave up."""
    story = Story()
    for hours in (1, 2, 3):
        story.ticket(NINE, answered=NINE + hours * HOUR, resolved=NINE + 4 * HOUR)
    story.ticket(NINE, TicketOutcome.OPEN)
    story.ticket(NINE, TicketOutcome.ABANDONED, channel=PHONE)
    return story


def test_that_means_leave_open_tickets_out() -> None:
    assert value_of(four_answers(), "first_response_time_mean") == 2 * HOUR


def test_that_open_tickets_count_as_infinite_in_percentiles() -> None:
    assert value_of(four_answers(), "first_response_time_p50") == 2 * HOUR
    assert value_of(four_answers(), "first_response_time_p90") == math.inf


def test_that_percentiles_pool_replications() -> None:
    early, late = Story(), Story()
    for minutes in (1, 2, 3):
        early.ticket(NINE, answered=NINE + 60.0 * minutes)
    late.ticket(NINE, answered=NINE + 6000.0)
    row = measured(study_of(early, late), "first_response_time_p50")[()]
    assert row.value == 120.0
    assert row.low == 0.0  # from 120 and 6000 s, one degree of freedom: far below zero, where no time lies


def test_that_who_gave_up_unanswered_is_in_no_percentile() -> None:
    story = Story()
    story.ticket(NINE, TicketOutcome.ABANDONED, channel=PHONE)
    assert value_of(story, "first_response_time_p50") is None
    assert value_of(story, "first_response_time_mean") is None


def test_that_open_hours_stop_overnight() -> None:
    story = Story()
    # Monday 16:00 to Tuesday 10:00: one open hour on each day.
    story.ticket(16 * HOUR, answered=DAY + 10 * HOUR, resolved=DAY + 11 * HOUR)
    assert value_of(story, "first_response_time_mean") == 18 * HOUR
    assert value_of(story, "first_response_open_hours_mean") == 2 * HOUR
    assert value_of(story, "resolution_open_hours_p50") is not None


def test_that_a_channel_that_is_not_offered_has_no_open_hours() -> None:
    story = Story()
    story.ticket(NINE, answered=NINE + HOUR, segment=FREE, channel=CHAT)
    assert value_of(story, "first_response_time_mean") == HOUR
    assert value_of(story, "first_response_open_hours_mean") is None
    assert value_of(story, "first_response_open_hours_p50") is None


def test_that_a_next_reply_ends_when_it_is_sent_or_live_when_work_begins() -> None:
    story = Story()
    agent = story.agent()
    mail = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 9000)
    story.touch(mail, TouchKind.REPLY, NINE + 1000, NINE + 1500, NINE + 1600, agent=agent)
    chat = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 9000, channel=CHAT)
    story.touch(chat, TouchKind.REPLY, NINE + 200, NINE + 220, NINE + 300, agent=agent, channel=CHAT, live=True)
    assert value_of(story, "next_reply_time_mean", "email") == 600
    assert value_of(story, "next_reply_time_mean", "chat") == 20
    assert value_of(story, "next_reply_time_p90") == 600
    assert value_of(story, "next_reply_open_hours_mean") == 310


def test_that_a_reply_still_waiting_is_infinite_in_percentiles() -> None:
    story = Story()
    ticket = story.ticket(NINE, TicketOutcome.OPEN, answered=NINE + 60)
    story.touch(ticket, TouchKind.REPLY, NINE + 1000)
    assert value_of(story, "next_reply_time_p50") == math.inf
    assert value_of(story, "next_reply_time_mean") is None


@pytest.mark.parametrize(("open_hours", "attained"), [(1.5, 1.0), (2.0, 1.0), (2.5, 0.0)])
def test_that_a_reply_target_is_judged_on_its_clock(open_hours: float, attained: float) -> None:
    story = Story()
    # From Monday 16:00, an hour before closing; the rest is on Tuesday.
    arrival, answered = 16 * HOUR, DAY + NINE + (open_hours - 1) * HOUR
    ticket = story.ticket(arrival, answered=answered, segment=FREE)
    story.contact(ticket, ContactOutcome.ANSWERED, arrival, answered, channel=EMAIL)
    assert value_of(story, "target_attainment_reply", "Basic", "email") == attained


def test_that_an_unanswered_ticket_misses_its_reply_target_once_it_fell_due() -> None:
    story = Story()
    overdue = story.ticket(NINE, TicketOutcome.OPEN, segment=FREE)
    story.contact(overdue, ContactOutcome.WAITING, NINE, channel=EMAIL)
    assert value_of(story, "target_attainment_reply") == 0.0


def test_that_an_unanswered_ticket_that_is_not_yet_due_is_not_judged() -> None:
    story = Story()
    # The horizon ends an hour into Monday: Saturday's mail has seen no open hour.
    saturday = 5 * DAY + NINE
    ticket = story.ticket(saturday, TicketOutcome.OPEN, segment=FREE)
    story.contact(ticket, ContactOutcome.WAITING, saturday, channel=EMAIL)
    study = study_of(story, scenario=small_plan(cool_down="1 h"))
    assert measured(study, "target_attainment_reply")[()].value is None
