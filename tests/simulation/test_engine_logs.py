"""Exact logs of tiny runs, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from desks import DAY, HOUR, MINUTE, Desk, channel, email, log, play_arrivals, shift, team, topic, waits

from simulation.distributions import constant
from simulation.inputs import (
    AfterAbandoning,
    Callback,
    Chase,
    CountShape,
    Elsewhere,
    LeftFor,
    Order,
    Reopens,
)
from simulation.opening import OpenHours
from simulation.records import ContactOutcome, TicketOutcome, TouchKind

FIRST, REPLY, ESCALATED, REOPENED = TouchKind.FIRST, TouchKind.REPLY, TouchKind.ESCALATED, TouchKind.REOPENED
PHONE, EMAIL = 0, 1


def test_that_one_agent_serves_calls_in_the_order_of_their_arrival() -> None:
    records = play_arrivals(Desk(), (0.0, PHONE), (10.0, PHONE), (20.0, PHONE))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 60.0, 0),
        (1, FIRST, 10.0, 60.0, 120.0, 0),
        (2, FIRST, 20.0, 120.0, 180.0, 0),
    ]
    assert waits(records) == [0.0, 50.0, 100.0]
    assert records.tickets.outcome.tolist() == [TicketOutcome.RESOLVED] * 3


def test_that_the_agent_who_is_idle_the_longest_is_chosen() -> None:
    desk = Desk(shifts=(shift(0, 2, (0.0, DAY)),))
    records = play_arrivals(desk, (0.0, PHONE), (100.0, PHONE), (200.0, PHONE))
    assert [row[5] for row in log(records)] == [0, 1, 0]


def test_that_live_work_goes_before_older_deferred_work() -> None:
    records = play_arrivals(Desk(), (0.0, EMAIL), (1.0, EMAIL), (2.0, PHONE))
    assert [row[0] for row in log(records)] == [0, 2, 1]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.FIRST_COME, [0, 1, 2]),
        (Order.PRIORITY, [0, 2, 1]),
        (Order.AGEING, [0, 2, 1]),
        (Order.DEADLINE, [0, 1, 2]),
    ],
)
def test_that_the_order_of_service_decides_between_segments(order: Order, expected: list[int]) -> None:
    # ticket 1 of the second segment (priority 2) waits since 1 s, ticket 2 of the first (priority 1) since 2 s
    desk = Desk(segments=2, order=order, ageing=10.0)
    records = play_arrivals(desk, (0.0, PHONE, 0), (1.0, PHONE, 1), (2.0, PHONE, 0))
    assert [row[0] for row in log(records)] == expected


def test_that_ageing_lets_long_waits_beat_a_better_priority() -> None:
    desk = Desk(segments=2, order=Order.AGEING, ageing=10.0)
    records = play_arrivals(desk, (0.0, PHONE, 0), (1.0, PHONE, 1), (12.0, PHONE, 0))
    assert [row[0] for row in log(records)] == [0, 1, 2]


def test_that_patience_ends_a_wait_and_the_place_in_the_queue() -> None:
    desk = Desk(channels=(channel(patience=constant(30.0)), email()))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE), (35.0, PHONE))
    assert records.contacts.outcome.tolist() == [
        ContactOutcome.ANSWERED,
        ContactOutcome.ABANDONED,
        ContactOutcome.ANSWERED,
    ]
    assert waits(records) == [0.0, 30.0, 25.0]
    assert records.tickets.outcome.tolist()[1] == TicketOutcome.ABANDONED


def test_that_who_gives_up_tries_again_or_turns_to_another_channel() -> None:
    again = AfterAbandoning(retry=1.0, after=constant(100.0), switch_to=-1, switch=0.0)
    desk = Desk(channels=(channel(patience=constant(30.0), after_abandoning=again), email()))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.attempt.tolist() == [0, 0, 1]
    assert records.contacts.started.tolist() == [0.0, 10.0, 140.0]
    assert log(records)[1] == (1, FIRST, 140.0, 140.0, 200.0, 0)
    turned = AfterAbandoning(retry=0.0, after=constant(5.0), switch_to=EMAIL, switch=1.0)
    desk = replace(desk, channels=(channel(patience=constant(30.0), after_abandoning=turned), email()))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.channel.tolist() == [PHONE, PHONE, EMAIL]
    assert records.tickets.answered.tolist() == [0.0, 120.0]  # by mail: when the reply is sent


def test_that_a_retry_into_closed_hours_comes_back_after_the_opening() -> None:
    again = AfterAbandoning(retry=1.0, after=constant(100.0), switch_to=-1, switch=0.0)
    back = Elsewhere(switch_to=-1, switch=0.0, wait=1.0, within=constant(7.0))
    phone = channel(patience=constant(30.0), after_abandoning=again, when_closed=back)
    hours = OpenHours(np.array([0.0, 10 * HOUR]), np.array([100.0, 20 * HOUR]))
    records = play_arrivals(Desk(channels=(phone, email()), hours=hours), (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.started.tolist() == [0.0, 10.0, 10 * HOUR + 7.0]


def test_that_wrap_up_keeps_the_agent_and_not_the_customer() -> None:
    desk = Desk(channels=(channel(wrap_up=constant(15.0)), email()))
    records = play_arrivals(desk, (0.0, PHONE), (1.0, PHONE))
    assert log(records) == [(0, FIRST, 0.0, 0.0, 60.0, 0), (1, FIRST, 1.0, 75.0, 135.0, 0)]
    assert sorted(records.spells.end.tolist()) == [60.0, 75.0, 135.0, 150.0]


def test_that_a_deferred_ticket_is_worked_on_in_rounds_with_the_customers_delay_between() -> None:
    mail = email(replies=2.0, customer_replies_after=constant(HOUR))
    records = play_arrivals(Desk(channels=(channel(), mail)), (0.0, EMAIL))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 20.0, 0),
        (0, REPLY, 20.0 + HOUR, 20.0 + HOUR, 40.0 + HOUR, 0),
        (0, REPLY, 40.0 + 2 * HOUR, 40.0 + 2 * HOUR, 60.0 + 2 * HOUR, 0),
    ]
    assert records.tickets.answered.tolist() == [20.0]
    assert records.tickets.resolved.tolist() == [60.0 + 2 * HOUR]


def two_tiers(**changes: object) -> Desk:
    plain = Desk(
        topics=(topic(60.0, 100.0, escalates=1.0),),
        teams=(team("L1"), team("L2")),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_that_an_escalated_call_becomes_deferred_work_of_the_next_tier() -> None:
    records = play_arrivals(two_tiers(), (0.0, PHONE), (10.0, PHONE))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 60.0, 0),
        (1, FIRST, 10.0, 60.0, 120.0, 0),
        (0, ESCALATED, 60.0, 60.0, 160.0, 1),
        (1, ESCALATED, 120.0, 160.0, 260.0, 1),
    ]
    assert records.touches.live.tolist().count(True) == 2


def test_that_a_transferred_call_waits_on_with_new_patience() -> None:
    phone = channel(escalation_transfers=True, patience=constant(90.0))
    desk = two_tiers(channels=(phone, email()), topics=(topic(60.0, 400.0, escalates=1.0),))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    transfers = np.flatnonzero(records.contacts.transfer)
    assert records.contacts.outcome[transfers].tolist() == [ContactOutcome.ANSWERED, ContactOutcome.ABANDONED]
    assert records.contacts.ended[transfers].tolist() == [60.0, 120.0 + 90.0]
    assert records.tickets.outcome.tolist() == [TicketOutcome.RESOLVED, TicketOutcome.ABANDONED]


def test_that_a_transfer_becomes_a_ticket_when_nobody_of_the_tier_is_on_duty() -> None:
    phone = channel(escalation_transfers=True, patience=constant(90.0))
    desk = two_tiers(channels=(phone, email()), shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (HOUR, DAY))))
    records = play_arrivals(desk, (0.0, PHONE))
    assert records.contacts.outcome.tolist() == [ContactOutcome.ANSWERED, ContactOutcome.CONVERTED]
    assert log(records)[1] == (0, ESCALATED, 60.0, HOUR, HOUR + 100.0, 1)
    assert not records.touches.live[np.argmax(records.touches.started)]


def test_that_a_misrouted_ticket_costs_a_triage_that_answers_nothing() -> None:
    lost = replace(topic(60.0, 100.0), misrouted=((1, 1.0),), misroute_handle_time=constant(180.0))
    records = play_arrivals(two_tiers(topics=(lost,)), (0.0, EMAIL))
    assert log(records) == [(0, TouchKind.TRIAGE, 0.0, 0.0, 180.0, 1), (0, FIRST, 180.0, 180.0, 240.0, 0)]
    assert records.tickets.answered.tolist() == [240.0]


def test_that_a_reopened_ticket_comes_back_with_its_share_of_fresh_work() -> None:
    again = replace(topic(60.0), reopens=Reopens(1.0, constant(23 * HOUR), 0.5))
    records = play_arrivals(Desk(topics=(again,)), (0.0, EMAIL))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 60.0, 0),
        (0, REOPENED, 60.0 + 23 * HOUR, 60.0 + 23 * HOUR, 90.0 + 23 * HOUR, 0),
    ]
    assert records.tickets.outcome.tolist() == [TicketOutcome.OPEN]  # it reopens once more, past the horizon


def chat(concurrency: int, replies: float, **changes: object):  # type: ignore[no-untyped-def]
    return channel(
        "chat",
        concurrency=concurrency,
        replies=replies,
        replies_shape=CountShape.CONSTANT,
        customer_replies_after=constant(100.0),
        **changes,
    )


def test_that_an_agent_holds_several_chats_and_works_on_one_message_at_a_time() -> None:
    # two touches of 30 s each and 100 s between: both chats fit, the second waits for the first message
    records = play_arrivals(Desk(channels=(chat(2, 1.0), email())), (0.0, 0), (10.0, 0), (165.0, 0))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 30.0, 0),
        (1, FIRST, 10.0, 30.0, 60.0, 0),
        (0, REPLY, 130.0, 130.0, 160.0, 0),
        (1, REPLY, 160.0, 160.0, 190.0, 0),
        (2, FIRST, 165.0, 190.0, 220.0, 0),
        (2, REPLY, 320.0, 320.0, 350.0, 0),
    ]


def test_that_a_chat_goes_to_the_agent_with_the_least_load() -> None:
    desk = Desk(channels=(chat(3, 1.0), email()), shifts=(shift(0, 2, (0.0, DAY)),))
    records = play_arrivals(desk, (0.0, 0), (40.0, 0), (80.0, 0))
    assert [row[5] for row in log(records) if row[1] == FIRST] == [0, 1, 0]


def test_that_who_leaves_a_chat_goes_on_by_mail() -> None:
    mail = email(customer_replies_after=constant(HOUR))
    desk = Desk(channels=(chat(2, 1.0, left_for=LeftFor(1, 1.0)), mail))
    records = play_arrivals(desk, (0.0, 0))
    assert log(records) == [(0, FIRST, 0.0, 0.0, 30.0, 0), (0, REPLY, 30.0 + HOUR, 30.0 + HOUR, 60.0 + HOUR, 0)]
    assert sorted(records.touches.live.tolist()) == [False, True]


def test_that_who_accepts_a_callback_keeps_the_place_and_no_longer_gives_up() -> None:
    phone = channel(patience=constant(50.0), callback=Callback(20.0, 1.0))
    records = play_arrivals(Desk(channels=(phone, email()), topics=(topic(200.0),)), (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.outcome.tolist() == [ContactOutcome.ANSWERED, ContactOutcome.CALLED_BACK]
    assert records.contacts.callback.tolist()[1] == 30.0
    assert waits(records) == [0.0, 190.0]


def test_that_a_callback_left_at_closing_is_made_after_the_next_opening() -> None:
    phone = channel(patience=constant(50.0), callback=Callback(20.0, 1.0))
    hours = OpenHours(np.array([0.0, 5 * HOUR]), np.array([100.0, 20 * HOUR]))
    desk = Desk(channels=(phone, email()), topics=(topic(200.0),), hours=hours)
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.ended.tolist() == [0.0, 5 * HOUR]


def test_that_a_callback_accepted_after_closing_is_made_in_its_turn_after_the_next_opening() -> None:
    phone = channel(patience=constant(500.0), callback=Callback(150.0, 1.0))
    hours = OpenHours(np.array([0.0, 5 * HOUR]), np.array([200.0, 20 * HOUR]))
    desk = Desk(channels=(phone, email()), topics=(topic(300.0),), hours=hours)
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE), (100.0, PHONE))
    # the second accepts at 160 s, before closing; the third at 250 s, after it: both are called from five o'clock on
    assert records.contacts.callback.tolist()[1:] == [160.0, 250.0]
    assert records.contacts.ended.tolist() == [0.0, 5 * HOUR, 5 * HOUR + 300.0]


def test_that_a_channel_may_cut_off_who_waits_at_closing() -> None:
    hours = OpenHours(np.array([0.0]), np.array([50.0]))
    phone = channel(disconnects_at_close=True)
    records = play_arrivals(Desk(channels=(phone, email()), hours=hours), (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.outcome.tolist() == [ContactOutcome.ANSWERED, ContactOutcome.DISCONNECTED]
    assert waits(records) == [0.0, 40.0]


def test_that_who_balks_leaves_at_once_if_it_must_wait() -> None:
    records = play_arrivals(Desk(channels=(channel(balks=1.0), email())), (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.outcome.tolist() == [ContactOutcome.ANSWERED, ContactOutcome.BALKED]
    assert waits(records)[1] == 0.0


def test_that_an_unanswered_ticket_is_chased_and_an_answered_one_is_not() -> None:
    mail = email(chase=Chase(1.0, constant(HOUR), EMAIL, constant(30.0)))
    desk = Desk(channels=(channel(), mail), topics=(topic(50 * MINUTE),))
    records = play_arrivals(desk, (0.0, EMAIL), (0.0, EMAIL))
    # the second is chased after an hour, while its own work is under way, and answered before the chase is read
    assert records.tickets.chased.tolist() == [False, True]
    assert TouchKind.CHASE not in records.touches.kind.tolist()
    assert records.tickets.answered.tolist() == [50 * MINUTE, 100 * MINUTE]


def test_that_a_chase_is_work_that_neither_answers_nor_speeds_the_ticket() -> None:
    mail = email(chase=Chase(1.0, constant(10.0), 0, constant(30.0)))
    desk = Desk(channels=(channel(), mail), topics=(topic(60.0),))
    records = play_arrivals(desk, (0.0, EMAIL), (0.0, EMAIL))
    # both are chased by phone at 10 s: live, so the second chase goes before the second mail
    assert [(row[0], row[1]) for row in log(records)] == [(0, FIRST), (1, TouchKind.CHASE), (1, FIRST)]
    assert records.tickets.answered.tolist() == [60.0, 150.0]


def test_that_a_backup_team_takes_work_that_has_waited_long_enough() -> None:
    desk = Desk(
        teams=(team("L1"), team("L2")),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
        topics=(topic(600.0, 60.0),),
        takes_after={(0, 0): 0.0, (1, 1): 0.0, (1, 0): 120.0},
    )
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE), (20.0, PHONE))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 600.0, 0),
        (1, FIRST, 10.0, 130.0, 730.0, 1),
        (2, FIRST, 20.0, 600.0, 1200.0, 0),
    ]


def test_that_work_runs_past_the_end_of_a_shift_as_overtime() -> None:
    desk = Desk(shifts=(shift(0, 1, (0.0, 100.0), (HOUR, 2 * HOUR)),))
    records = play_arrivals(desk, (80.0, PHONE), (90.0, PHONE))
    assert records.duties.real_end.tolist() == [140.0, 2 * HOUR]
    assert waits(records) == [0.0, HOUR - 90.0]


def test_that_deferred_work_is_set_aside_at_the_end_of_a_shift_and_open_to_anyone() -> None:
    desk = Desk(
        teams=(team(finishes_all=False),),
        topics=(topic(300.0),),
        shifts=(shift(0, 1, (0.0, 100.0)), shift(0, 1, (HOUR, 2 * HOUR))),
    )
    records = play_arrivals(desk, (0.0, EMAIL))
    assert log(records) == [(0, FIRST, 0.0, 0.0, HOUR + 200.0, 1)]
    spells = records.spells
    rows = sorted(zip(spells.begin.tolist(), spells.end.tolist(), spells.agent.tolist(), strict=True))
    assert rows == [(0.0, 100.0, 0), (HOUR, HOUR + 200.0, 1)]


def test_that_a_call_interrupts_deferred_work_which_is_resumed_afterwards() -> None:
    desk = Desk(teams=(team(interruptible=True),), topics=(topic(100.0),))
    records = play_arrivals(desk, (0.0, EMAIL), (10.0, EMAIL), (30.0, PHONE))
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 200.0, 0),
        (2, FIRST, 30.0, 30.0, 130.0, 0),
        (1, FIRST, 10.0, 200.0, 300.0, 0),
    ]


def test_that_the_team_factor_lengthens_work() -> None:
    desk = Desk(teams=(team(handle_time_factors=np.array([1.5, 1.0])),))
    records = play_arrivals(desk, (0.0, PHONE))
    assert log(records)[0][4] == 90.0


def test_that_no_ticket_at_all_is_a_result() -> None:
    records = play_arrivals(Desk())
    assert len(records.tickets) == 0
    assert records.duties.real_end.tolist() == [DAY]
