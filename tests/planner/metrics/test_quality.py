from __future__ import annotations

import pytest

from simulation.records import ContactOutcome, SpellKind, TicketOutcome, TouchKind
from tests.planner.story import (
    CHAT,
    EMAIL,
    HOUR,
    L2,
    NINE,
    PHONE,
    SECOND_TEAM,
    Story,
    measured,
    study_of,
    value_of,
)


def three_tickets() -> Story:
    """One solved at once; one escalated to the second tier and reopened there; one misrouted to it, solved by chat."""
    story = Story()
    first, second = story.agent(), story.agent(SECOND_TEAM)
    plain = story.ticket(NINE, answered=NINE + 100, resolved=NINE + 100)
    story.contact(plain, ContactOutcome.ANSWERED, NINE, NINE, channel=EMAIL)
    touch = story.touch(plain, TouchKind.FIRST, NINE, NINE, NINE + 100, agent=first)
    story.spell(first, touch, NINE + 100, NINE + 120, SpellKind.WRAP_UP)

    hard = story.ticket(NINE, answered=NINE + 300, resolved=NINE + 9000)
    story.contact(hard, ContactOutcome.ANSWERED, NINE, NINE + 200, channel=EMAIL)
    story.touch(hard, TouchKind.FIRST, NINE, NINE + 200, NINE + 300, agent=first)
    story.touch(hard, TouchKind.ESCALATED, NINE + 300, NINE + 400, NINE + 1000, agent=second, tier=L2)
    story.touch(hard, TouchKind.REOPENED, NINE + 8000, NINE + 8800, NINE + 9000, agent=second, tier=L2)

    strayed = story.ticket(NINE, answered=NINE + 1100, resolved=NINE + 1250, channel=CHAT)
    chat = story.contact(strayed, ContactOutcome.ANSWERED, NINE, NINE + 1000, channel=CHAT)
    story.touch(strayed, TouchKind.TRIAGE, NINE, NINE + 1000, NINE + 1050, agent=second, tier=L2, contact=chat)
    for ready, started, ended, kind in (
        (1050, 1100, 1150, TouchKind.FIRST),
        (1200, 1200, 1250, TouchKind.REPLY),
    ):
        story.touch(
            strayed,
            kind,
            NINE + ready,
            NINE + started,
            NINE + ended,
            agent=first,
            contact=chat,
            channel=CHAT,
            live=True,
        )
    return story


def test_that_escalation_counts_where_it_comes_from() -> None:
    rows = measured(study_of(three_tickets()), "escalation_rate")
    # Three tickets worked on at the first tier, one at the second: triage is no work on a ticket.
    assert rows[()].value == pytest.approx(1 / 3)
    assert rows["L1",].value == pytest.approx(1 / 3)
    assert rows["L2",].value == 0.0
    assert rows["First",].value == pytest.approx(1 / 3)


def test_that_reopening_counts_at_the_tier_that_solved_the_ticket() -> None:
    rows = measured(study_of(three_tickets()), "reopen_rate")
    assert (rows[()].value, rows["L1",].value, rows["L2",].value) == (pytest.approx(1 / 3), 0.0, 1.0)


def test_that_a_ticket_open_after_its_reopening_was_solved_before() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, TicketOutcome.OPEN, answered=NINE + 60)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 60, agent=agent)
    story.touch(ticket, TouchKind.REOPENED, NINE + HOUR)
    assert value_of(story, "reopen_rate") == 1.0


def test_that_rounds_within_one_chat_are_one_contact() -> None:
    # The plain ticket and the chat; the escalated one is not.
    assert value_of(three_tickets(), "first_contact_resolution") == pytest.approx(2 / 3)


@pytest.mark.parametrize("what", ["second attempt", "reply", "chase"])
def test_that_a_further_contact_is_no_first_contact_resolution(what: str) -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 60)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 60, agent=agent)
    if what == "second attempt":
        story.contact(ticket, ContactOutcome.ABANDONED, NINE - 600, NINE - 500, channel=PHONE)
        story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE, attempt=1, channel=PHONE)
    else:
        kind = TouchKind.REPLY if what == "reply" else TouchKind.CHASE
        story.touch(ticket, kind, NINE + 10, NINE + 20, NINE + 30, agent=agent)
    assert value_of(story, "first_contact_resolution") == 0.0


def test_that_handle_time_is_work_and_wrap_up_per_ticket_and_by_tier_what_was_done_there() -> None:
    rows = measured(study_of(three_tickets()), "average_handle_time")
    first, second = 100 + 20 + 100 + 50 + 50, 600 + 200 + 50
    assert rows[()].value == pytest.approx((first + second) / 3)
    assert rows["L1",].value == pytest.approx(first / 3)
    assert rows["L2",].value == pytest.approx(second / 2)
    assert rows["Second",].value == pytest.approx(second / 2)


def test_that_touches_are_counted_per_ticket_and_by_tier_where_they_were() -> None:
    rows = measured(study_of(three_tickets()), "touches_per_ticket")
    assert rows[()].value == pytest.approx(7 / 3)
    assert rows["L2",].value == pytest.approx(3 / 2)


def test_that_open_tickets_have_no_handle_time_yet() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, TicketOutcome.OPEN)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 60, agent=agent)
    assert value_of(story, "average_handle_time") is None
    assert value_of(story, "workload_hours") == pytest.approx(60 / HOUR)


def test_that_workload_is_split_where_and_when_it_was_done() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, resolved=NINE + 5400)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 5400, agent=agent)
    outreach = story.ticket(NINE, topic=-1, channel=-1, resolved=NINE + 7200)
    story.touch(outreach, TouchKind.OUTREACH, NINE, NINE + 5400, NINE + 7200, agent=agent, channel=-1)
    rows = measured(study_of(story), "workload_hours")
    assert rows[()].value == 2.0
    assert rows["mon 09:00",].value == 1.0
    assert rows["mon 10:00",].value == 1.0
    assert rows["First", "mon 10:00"].value == 1.0
    assert rows["Pro",].value == 2.0
    # Outreach has no topic and no channel.
    assert rows["how_to",].value == 1.5
    assert rows["email",].value == 1.5


def test_that_work_outside_the_weeks_is_not_counted() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(-HOUR, resolved=HOUR)
    story.touch(ticket, TouchKind.FIRST, -HOUR, -HOUR, HOUR, agent=agent)
    assert value_of(story, "workload_hours") == 1.0
    assert value_of(story, "touches_per_ticket") is None
