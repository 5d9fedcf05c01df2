from __future__ import annotations

import pytest

from planner.units import MONTH, WEEK
from simulation.records import ContactOutcome, Fate, TicketOutcome
from tests.planner.story import BUG, CHAT, DAY, EMAIL, FREE, NAN, NINE, PHONE, PRO, Story, measured, study_of, value_of


def five_tickets() -> Story:
    """Two resolved, one open, one abandoned, one that arrived in the warm-up, and one piece of outreach."""
    story = Story()
    story.ticket(NINE, answered=NINE + 60, resolved=NINE + 600, segment=FREE)
    story.ticket(NINE + 10, answered=NINE + 90, resolved=NINE + 700, segment=PRO, channel=CHAT, topic=BUG)
    story.ticket(NINE + 20, TicketOutcome.OPEN, chased=True)
    story.ticket(NINE + 30, TicketOutcome.ABANDONED, channel=PHONE)
    story.ticket(-10.0, answered=50.0, resolved=60.0)
    story.ticket(NINE, topic=-1, channel=-1, resolved=NINE + 5)
    return story


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("tickets_offered", 4),
        ("tickets_answered", 2),
        ("tickets_resolved", 2),
        ("tickets_abandoned", 1),
        ("tickets_open", 1),
        ("tickets_chased", 1),
    ],
)
def test_that_tickets_of_the_weeks_are_counted(metric: str, expected: float) -> None:
    assert value_of(five_tickets(), metric) == expected


def test_that_offered_is_resolved_and_abandoned_and_open_in_every_split() -> None:
    study = study_of(five_tickets(), Story())
    offered = measured(study, "tickets_offered")
    parts = [measured(study, f"tickets_{how}") for how in ("resolved", "abandoned", "open")]
    for by, row in offered.items():
        if len(by) < 2:
            assert row.value == sum(part[by].value or 0.0 for part in parts), by


def test_that_tickets_are_split_by_the_names_of_the_plan() -> None:
    rows = measured(study_of(five_tickets()), "tickets_offered")
    assert rows["Free",].value == 1
    assert rows["Gold",].value == 3
    assert rows["bug",].value == 1
    assert rows["Pro", "chat"].value == 1
    assert rows["mon 09:00",].value == 4
    assert rows["mon 10:00",].value == 0
    assert ("Free", "chat") not in rows


def test_that_counts_are_means_over_replications() -> None:
    row = measured(study_of(five_tickets(), Story()), "tickets_offered")[()]
    assert (row.value, row.low) == (2.0, 0.0)


def test_that_a_month_is_a_twelfth_of_a_year() -> None:
    assert value_of(five_tickets(), "tickets_offered_per_month") == pytest.approx(4 * MONTH / WEEK)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("contacts_potential", 6),
        ("contacts_prevented", 1),
        ("contacts_deflected", 1),
        ("contacts_unserved", 3),
        ("contacts_not_found", 1),
        ("contacts_not_offered", 1),
        ("contacts_closed", 1),
    ],
)
def test_that_every_need_is_accounted_for(metric: str, expected: float) -> None:
    story = Story()
    for fate in Fate:
        story.need(NINE, fate)
    story.need(7 * DAY, Fate.TICKET)
    assert value_of(story, metric) == expected


def test_that_retries_are_contacts_and_transfers_are_not() -> None:
    story = Story()
    ticket = story.ticket(NINE, channel=PHONE, resolved=NINE + 900)
    story.contact(ticket, ContactOutcome.ABANDONED, NINE, NINE + 40)
    story.contact(ticket, ContactOutcome.BALKED, NINE + 300, NINE + 300, attempt=1)
    story.contact(ticket, ContactOutcome.DISCONNECTED, NINE + 400, NINE + 410, attempt=2)
    story.contact(ticket, ContactOutcome.ANSWERED, NINE + 600, NINE + 610, attempt=3, channel=CHAT)
    story.contact(ticket, ContactOutcome.ABANDONED, NINE + 700, NINE + 800, transfer=True)
    assert value_of(story, "contacts_offered") == 4
    assert value_of(story, "contacts_abandoned") == 3
    assert value_of(story, "contacts_offered", "chat") == 1
    assert value_of(story, "abandonment_rate") == 0.75
    assert value_of(story, "abandoned_in_transfer") == 1
    assert value_of(story, "average_time_to_abandon") == pytest.approx((40 + 0 + 10) / 3)


def test_that_deferred_contacts_count_in_the_abandonment_of_all_channels_only() -> None:
    story = Story()
    call = story.ticket(NINE, TicketOutcome.ABANDONED, channel=PHONE)
    story.contact(call, ContactOutcome.ABANDONED, NINE, NINE + 40)
    mail = story.ticket(NINE, TicketOutcome.OPEN)
    story.contact(mail, ContactOutcome.WAITING, NINE, NAN, channel=EMAIL)
    assert value_of(story, "abandonment_rate") == 0.5
    assert value_of(story, "live_abandonment_rate") == 1.0
    assert value_of(story, "live_abandonment_rate", "email") is None
