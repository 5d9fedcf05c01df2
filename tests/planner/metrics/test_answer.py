from __future__ import annotations

import pytest

from simulation.records import ContactOutcome, TicketOutcome
from tests.planner.story import CHAT, EMAIL, NAN, NINE, PHONE, Story, value_of


def calls() -> Story:
    """Phone, target 20 s: answered after 10 and 30 s, given up after 15 and 40 s, called back after 18 and 500 s."""
    story = Story()
    for outcome, wait, callback in (
        (ContactOutcome.ANSWERED, 10.0, NAN),
        (ContactOutcome.ANSWERED, 30.0, NAN),
        (ContactOutcome.ABANDONED, 15.0, NAN),
        (ContactOutcome.ABANDONED, 40.0, NAN),
        (ContactOutcome.CALLED_BACK, 18.0, 5.0),
        (ContactOutcome.CALLED_BACK, 500.0, 60.0),
        (ContactOutcome.CALLBACK_OPEN, NAN, 60.0),
        (ContactOutcome.WAITING, NAN, NAN),
    ):
        ticket = story.ticket(NINE, TicketOutcome.OPEN, channel=PHONE)
        story.contact(ticket, outcome, NINE, NINE + wait, callback=NINE + callback)
    return story


def test_that_the_average_speed_of_answer_leaves_callbacks_out() -> None:
    assert value_of(calls(), "average_speed_of_answer") == 20.0


def test_that_the_service_level_leaves_out_who_gives_up_within_the_target() -> None:
    # In time: 10 s and the callback after 18 s; judged: all eight but the one who gave up after 15 s.
    assert value_of(calls(), "service_level") == pytest.approx(2 / 7)
    assert value_of(calls(), "target_attainment_answer", "Gold", "phone") == pytest.approx(2 / 7)


def test_that_callbacks_are_reported_apart() -> None:
    assert value_of(calls(), "callbacks") == 3
    assert value_of(calls(), "callback_wait_mean") == pytest.approx((18 + 500) / 2)


def test_that_each_channel_is_held_to_its_own_target() -> None:
    story = Story()
    ticket = story.ticket(NINE, channel=CHAT)
    story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + 50, channel=CHAT)
    assert value_of(story, "service_level", "chat") == 1.0
    assert value_of(story, "service_level", "phone") is None


def test_that_deferred_channels_have_no_service_level() -> None:
    story = Story()
    ticket = story.ticket(NINE)
    story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + 5, channel=EMAIL)
    assert value_of(story, "service_level") is None
    assert value_of(story, "average_speed_of_answer") is None


def test_that_a_target_reached_to_the_second_is_kept() -> None:
    story = Story()
    ticket = story.ticket(NINE, channel=PHONE)
    story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + 20)
    assert value_of(story, "service_level") == 1.0
