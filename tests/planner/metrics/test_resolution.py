from __future__ import annotations

import pytest

from simulation.records import ContactOutcome, TicketOutcome, TouchKind
from tests.planner.story import (
    DAY,
    EMAIL,
    FREE,
    HOUR,
    L1,
    L2,
    NINE,
    PHONE,
    SECOND_TEAM,
    Story,
    measured,
    small_plan,
    study_of,
    value_of,
)


def escalated_mail() -> Story:
    """Monday 9:00: waits 600 s, worked on 300 s, escalated; waits 1000 s, 400 s of work in two spells with 100 s set
    aside; the customer replies after 2000 s; waits 50 s, 150 s of work.
    """
    story = Story()
    first, second = story.agent(), story.agent(SECOND_TEAM)
    ticket = story.ticket(NINE, answered=NINE + 900, resolved=NINE + 4600, segment=FREE)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE + 600, NINE + 900, agent=first)
    begun = NINE + 1900
    touch = story.touch(
        ticket, TouchKind.ESCALATED, NINE + 900, begun, begun + 500, agent=second, tier=L2, worked=False
    )
    story.spell(second, touch, begun, begun + 300)
    story.spell(second, touch, begun + 400, begun + 500)
    story.touch(ticket, TouchKind.REPLY, NINE + 4400, NINE + 4450, NINE + 4600, agent=second, tier=L2)
    return story


def test_that_resolution_ends_with_the_last_touch() -> None:
    assert value_of(escalated_mail(), "resolution_time_mean") == 4600
    assert value_of(escalated_mail(), "resolution_time_p90") == 4600


def test_that_resolution_is_waiting_and_working_and_customer() -> None:
    parts = {name: value_of(escalated_mail(), f"resolution_{name}") for name in ("waiting", "working", "customer")}
    assert parts == {"waiting": 600 + 1000 + 100 + 50, "working": 300 + 400 + 150, "customer": 2000}


def test_that_waiting_by_tier_adds_up_to_all_waiting() -> None:
    rows = measured(study_of(escalated_mail()), "resolution_waiting")
    assert (rows["L1",].value, rows["L2",].value, rows[()].value) == (600, 1150, 1750)


def test_that_the_open_hours_clock_stops_for_the_customer() -> None:
    assert value_of(escalated_mail(), "resolution_open_hours_mean") == 4600 - 2000


def test_that_the_wait_of_a_contact_given_up_is_waiting_and_the_pause_after_it_the_customers() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, answered=NINE + 910, resolved=NINE + 1000, channel=PHONE)
    lost = story.contact(ticket, ContactOutcome.ABANDONED, NINE, NINE + 100)
    won = story.contact(ticket, ContactOutcome.ANSWERED, NINE + 900, NINE + 910, attempt=1)
    # The touch of the first contact became ready and was never begun.
    story.touch(ticket, TouchKind.FIRST, NINE, contact=lost, channel=PHONE, live=True)
    story.touch(
        ticket, TouchKind.FIRST, NINE + 900, NINE + 910, NINE + 1000, agent=agent, contact=won, channel=PHONE, live=True
    )
    assert value_of(story, "resolution_waiting") == 110
    assert value_of(story, "resolution_working") == 90
    assert value_of(story, "resolution_customer") == 800


def test_that_a_chase_is_no_part_of_the_way() -> None:
    story = escalated_mail()
    story.touch(0, TouchKind.CHASE, NINE + 100, NINE + 200, NINE + 250, agent=0)
    assert value_of(story, "resolution_waiting") == 1750
    assert value_of(story, "resolution_working") == 850


@pytest.mark.parametrize(("hours", "attained"), [(8.0, 1.0), (8.5, 0.0)])
def test_that_the_resolve_target_is_judged_at_the_last_touch(hours: float, attained: float) -> None:
    story = Story()
    agent = story.agent()
    # Free mail: 8 open hours. An hour on Monday before closing at 17:00, the rest after Tuesday 9:00 and Wednesday.
    opened, rest = 16 * HOUR, hours - 1.0
    done = DAY + NINE + rest * HOUR if rest <= 8 else 2 * DAY + NINE + (rest - 8) * HOUR
    ticket = story.ticket(opened, answered=opened + 60, resolved=done, segment=FREE)
    story.touch(ticket, TouchKind.FIRST, opened, opened, done, agent=agent)
    assert value_of(story, "target_attainment_resolve", "Basic", "email") == attained


def test_that_the_resolve_clock_stops_between_solved_and_reopened() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, answered=NINE + 60, resolved=3 * DAY + NINE + 60, segment=FREE)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 60, agent=agent)
    story.touch(ticket, TouchKind.REOPENED, 3 * DAY + NINE, 3 * DAY + NINE, 3 * DAY + NINE + 60, agent=agent)
    assert value_of(story, "target_attainment_resolve") == 1.0
    assert value_of(story, "resolution_open_hours_mean") == 120


def test_that_an_open_ticket_misses_its_resolve_target_once_it_fell_due() -> None:
    story = Story()
    ticket = story.ticket(NINE, TicketOutcome.OPEN, segment=FREE)
    story.touch(ticket, TouchKind.FIRST, NINE)
    assert value_of(story, "target_attainment_resolve") == 0.0


def test_that_an_open_ticket_that_is_not_due_is_not_judged() -> None:
    story = Story()
    # Arrived on Friday at 16:00, the horizon ends at 1:00 after the weekend: one open hour of the eight.
    friday = 4 * DAY + 16 * HOUR
    ticket = story.ticket(friday, TicketOutcome.OPEN, segment=FREE)
    story.touch(ticket, TouchKind.FIRST, friday)
    study = study_of(story, scenario=small_plan(cool_down="1 h"))
    assert measured(study, "target_attainment_resolve")[()].value is None


def test_that_what_the_level_does_not_promise_is_not_judged() -> None:
    story = Story()
    story.ticket(NINE, answered=NINE + 60, resolved=NINE + 60, channel=EMAIL, tier=L1)
    assert value_of(story, "target_attainment_resolve") is None
