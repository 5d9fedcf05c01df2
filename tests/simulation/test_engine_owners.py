"""Exact logs of tiny runs: who a touch is bound to, and work that is set aside, taken over or left silently."""

from __future__ import annotations

import numpy as np
from desks import DAY, HOUR, Desk, channel, email, log, play_arrivals, shift, team, topic

from simulation.distributions import constant
from simulation.inputs import (
    Chase,
    CountShape,
    SilentAbandonment,
)
from simulation.records import ContactOutcome, SpellKind, TicketOutcome, TouchKind

FIRST, REPLY, ESCALATED, REOPENED = TouchKind.FIRST, TouchKind.REPLY, TouchKind.ESCALATED, TouchKind.REOPENED
PHONE, EMAIL = 0, 1


def chat(concurrency: int, replies: float, **changes: object):  # type: ignore[no-untyped-def]
    return channel(
        "chat",
        concurrency=concurrency,
        replies=replies,
        replies_shape=CountShape.CONSTANT,
        customer_replies_after=constant(100.0),
        **changes,
    )


def test_that_no_new_chat_is_taken_shortly_before_the_shift_ends() -> None:
    late = shift(0, 1, (0.0, 1000.0), (HOUR, 2 * HOUR), last_chat_before=200.0)
    records = play_arrivals(Desk(channels=(chat(2, 0.0), email()), shifts=(late,)), (850.0, 0), (860.0, 1))
    assert [(row[0], row[3]) for row in log(records)] == [(1, 860.0), (0, HOUR)]


def owned_mail(delay: float):  # type: ignore[no-untyped-def]
    one_round = {"replies": 1.0, "replies_shape": CountShape.CONSTANT, "customer_replies_after": constant(delay)}
    return email(replies_to_owner=True, **one_round)


def test_that_a_reply_waits_for_the_agent_who_wrote_before() -> None:
    mail = email(
        replies=1.0, replies_shape=CountShape.CONSTANT, customer_replies_after=constant(40.0), replies_to_owner=True
    )
    desk = Desk(channels=(channel(), mail), shifts=(shift(0, 2, (0.0, DAY)),), topics=(topic(100.0),))
    records = play_arrivals(desk, (0.0, EMAIL), (60.0, EMAIL), (80.0, PHONE), (81.0, PHONE))
    # agent 0 wrote to ticket 0 until 50 s; its reply is ready at 90 s, while agent 0 is on a call until 181 s
    assert log(records) == [
        (0, FIRST, 0.0, 0.0, 50.0, 0),
        (1, FIRST, 60.0, 60.0, 110.0, 1),
        (2, FIRST, 80.0, 80.0, 180.0, 0),
        (3, FIRST, 81.0, 110.0, 210.0, 1),
        (0, REPLY, 90.0, 180.0, 230.0, 0),
        (1, REPLY, 150.0, 210.0, 260.0, 1),
    ]


def test_that_a_reply_goes_to_the_pool_when_its_owner_does_not_come_again() -> None:
    mail = email(
        replies=1.0, replies_shape=CountShape.CONSTANT, customer_replies_after=constant(HOUR), replies_to_owner=True
    )
    shifts = (shift(0, 1, (0.0, 1000.0)), shift(0, 1, (1000.0, DAY)))
    records = play_arrivals(Desk(channels=(channel(), mail), shifts=shifts), (0.0, EMAIL))
    assert [row[5] for row in log(records)] == [0, 1]


def test_that_a_call_that_waited_for_backups_interrupts_their_deferred_work() -> None:
    desk = Desk(
        teams=(team("L1"), team("L2", interruptible=True)),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
        topics=(topic(600.0, None), topic(None, 600.0, tier=1)),
        takes_after={(0, 0): 0.0, (1, 1): 0.0, (1, 0): 120.0},
    )
    records = play_arrivals(desk, (0.0, PHONE, 0, 0), (5.0, EMAIL, 0, 1), (10.0, PHONE, 0, 0))
    assert [(row[0], row[3], row[4], row[5]) for row in log(records)] == [
        (0, 0.0, 600.0, 0),
        (1, 5.0, 1205.0, 1),
        (2, 130.0, 730.0, 1),
    ]


def test_that_a_chase_that_was_begun_is_finished_after_the_answer() -> None:
    mail = email(chase=Chase(1.0, constant(10.0), 1, constant(100.0)))
    shifts = (shift(0, 1, (0.0, 20.0)), shift(0, 1, (15.0, 100.0)), shift(0, 1, (HOUR, DAY)))
    desk = Desk(channels=(channel(), mail), teams=(team(finishes_all=False),), topics=(topic(50.0),), shifts=shifts)
    records = play_arrivals(desk, (0.0, EMAIL))
    assert np.all(records.spells.touch >= 0)


def test_that_who_leaves_silently_costs_the_agent_the_time_to_notice() -> None:
    quiet = channel(patience=constant(30.0), silent_abandonment=SilentAbandonment(1.0, constant(12.0)))
    records = play_arrivals(Desk(channels=(quiet, email())), (0.0, PHONE), (10.0, PHONE), (55.0, PHONE))
    assert [row for row in log(records) if row[5] >= 0] == [
        (0, FIRST, 0.0, 0.0, 60.0, 0),
        (1, TouchKind.NOTICE, 40.0, 60.0, 72.0, 0),
        (2, FIRST, 55.0, 72.0, 132.0, 0),
    ]
    assert records.contacts.outcome.tolist()[1] == ContactOutcome.ABANDONED
    assert records.tickets.outcome.tolist() == [TicketOutcome.RESOLVED, TicketOutcome.ABANDONED, TicketOutcome.RESOLVED]
    assert records.spells.kind.tolist().count(SpellKind.NOTICE) == 1
