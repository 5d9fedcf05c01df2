"""Exact logs of corners: whom a call may interrupt, ends of shifts, closed doors, late backups, misrouted chases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, Desk, channel, email, log, play_arrivals, shift, team, topic

from simulation.distributions import constant
from simulation.inputs import (
    AfterAbandoning,
    BreakInputs,
    Chase,
    CountShape,
    Elsewhere,
    Inputs,
    LeftFor,
    OfferInputs,
    Order,
    SilentAbandonment,
    Target,
)
from simulation.opening import OpenHours
from simulation.records import ContactOutcome, DutyKind, Records, TicketOutcome, TouchKind

PHONE, EMAIL = 0, 1
FIRST, REPLY, NOTICE, CHASE = TouchKind.FIRST, TouchKind.REPLY, TouchKind.NOTICE, TouchKind.CHASE


def spells(records: Records) -> list[tuple[float, float, int, int]]:
    """Begin, end, agent and ticket of every spell, by begin."""
    table = records.spells
    tickets = records.touches.ticket[table.touch]
    columns = (table.begin, table.end, table.agent, tickets)
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def test_that_a_call_does_not_interrupt_work_that_another_team_has_taken_over() -> None:
    # the mail begins with L1 (interruptible), is set aside at the end of that shift and goes on with L2 (not so)
    desk = Desk(
        teams=(team("L1", interruptible=True, finishes_all=False), team("L2")),
        topics=(topic(300.0),),
        shifts=(shift(0, 1, (0.0, 100.0), (HOUR, DAY)), shift(1, 1, (50.0, DAY))),
        takes_after={(0, 0): 0.0, (1, 0): 0.0},
    )
    records = play_arrivals(desk, (0.0, EMAIL), (150.0, PHONE))
    assert spells(records) == [(0.0, 100.0, 0, 0), (100.0, 300.0, 1, 0), (300.0, 600.0, 1, 1)]


def test_that_set_aside_work_is_open_to_all_while_its_agent_finishes_a_call() -> None:
    desk = Desk(
        teams=(team("L1", interruptible=True, finishes_all=False),),
        topics=(topic(1000.0),),
        shifts=(shift(0, 1, (0.0, 100.0)), shift(0, 1, (90.0, DAY))),
    )
    records = play_arrivals(desk, (0.0, EMAIL), (50.0, PHONE))
    # the call lasts until 1050 s, the shift ends at 100 s
    assert spells(records) == [(0.0, 50.0, 0, 0), (50.0, 1050.0, 0, 1), (100.0, 1050.0, 1, 0)]


def test_that_who_finishes_all_also_finishes_what_was_interrupted() -> None:
    desk = Desk(
        teams=(team("L1", interruptible=True, finishes_all=True),),
        topics=(topic(100.0),),
        shifts=(shift(0, 1, (0.0, 60.0)), shift(0, 1, (HOUR, DAY))),
    )
    records = play_arrivals(desk, (0.0, EMAIL), (50.0, PHONE), (55.0, EMAIL))
    assert spells(records) == [(0.0, 50.0, 0, 0), (50.0, 150.0, 0, 1), (150.0, 200.0, 0, 0), (HOUR, HOUR + 100.0, 1, 2)]
    assert records.duties.real_end.tolist()[0] == 200.0


def test_that_work_set_aside_before_a_break_waits_for_its_agent() -> None:
    pause = BreakInputs(100.0, 200.0, True, False)
    desk = Desk(
        teams=(team("L1", interruptible=True, finishes_all=False),),
        topics=(topic(80.0),),
        shifts=(shift(0, 1, (0.0, DAY), breaks=(pause,)), shift(0, 1, (130.0, DAY))),
    )
    records = play_arrivals(desk, (0.0, EMAIL), (50.0, PHONE))
    # the call runs 30 s into the break, which ends as planned at 300 s
    assert spells(records) == [(0.0, 50.0, 0, 0), (50.0, 130.0, 0, 1), (300.0, 330.0, 0, 0)]


def test_that_a_break_at_the_end_of_a_shift_ends_the_work_as_well() -> None:
    pause = BreakInputs(100.0, 50.0, True, False)
    desk = Desk(
        teams=(team("L1", finishes_all=False),),
        topics=(topic(300.0),),
        shifts=(shift(0, 1, (0.0, 150.0), breaks=(pause,)), shift(0, 1, (HOUR, DAY))),
    )
    records = play_arrivals(desk, (0.0, EMAIL))
    assert spells(records) == [(0.0, 100.0, 0, 0), (HOUR, HOUR + 200.0, 1, 0)]


def test_that_work_set_aside_waits_without_an_agent() -> None:
    desk = Desk(teams=(team(finishes_all=False),), topics=(topic(300.0),), shifts=(shift(0, 1, (0.0, 100.0)),))
    records = play_arrivals(desk, (0.0, EMAIL))
    assert records.touches.agent.tolist() == [-1]
    assert records.tickets.outcome.tolist() == [TicketOutcome.OPEN]


def test_that_backups_see_returned_work_at_once_if_it_has_waited_long_enough() -> None:
    desk = Desk(
        teams=(team("L1", finishes_all=False), team("L2")),
        topics=(topic(1000.0),),
        shifts=(shift(0, 1, (0.0, 500.0)), shift(1, 1, (400.0, DAY))),
        takes_after={(0, 0): 0.0, (1, 0): 300.0},
    )
    records = play_arrivals(desk, (0.0, EMAIL))
    assert spells(records) == [(0.0, 500.0, 0, 0), (500.0, 1000.0, 1, 0)]


def test_that_a_backup_delay_that_is_no_sum_of_powers_of_two_is_kept() -> None:
    desk = Desk(
        teams=(team("L1"), team("L2")),
        topics=(topic(1000.0),),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
        takes_after={(0, 0): 0.0, (1, 0): 0.1},
    )
    arrivals = [(50000.0 + number / 1024.0, PHONE) for number in range(2)]
    records = play_arrivals(desk, *arrivals)
    assert [round(wait, 5) for wait in (records.contacts.ended - records.contacts.started).tolist()] == [0.0, 0.1]


def returning(**elsewhere: object) -> Desk:
    """A phone line that opens for 100 s a day; who gives up calls again after 100 s."""
    again = AfterAbandoning(retry=1.0, after=constant(100.0), switch_to=-1, switch=0.0)
    plain = Elsewhere(switch_to=-1, switch=0.0, wait=1.0, within=constant(7.0))
    phone = channel(patience=constant(30.0), after_abandoning=again, when_closed=replace(plain, **elsewhere))  # type: ignore[arg-type]
    days = np.arange(9) * DAY
    return Desk(channels=(phone, email()), hours=OpenHours(days, days + 100.0), end=5 * DAY)


def test_that_a_returning_customer_gives_up_at_the_third_closed_door() -> None:
    # he comes back 200 s after each opening, when the line is closed again
    desk = returning(within=constant(200.0))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.outcome.tolist() == [ContactOutcome.ANSWERED, ContactOutcome.ABANDONED]
    assert records.tickets.outcome.tolist() == [TicketOutcome.RESOLVED, TicketOutcome.ABANDONED]


def test_that_a_returning_customer_who_turns_to_a_second_closed_line_may_wait_for_it() -> None:
    desk = returning(switch_to=2, switch=1.0, wait=0.0)
    waits = Elsewhere(switch_to=-1, switch=0.0, wait=1.0, within=constant(7.0))
    chat = channel("chat", when_closed=waits)
    desk = replace(desk, channels=(*desk.channels, chat))
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE))
    assert records.contacts.channel.tolist() == [PHONE, PHONE, 2]
    assert records.contacts.started.tolist() == [0.0, 10.0, DAY + 7.0]


def test_that_a_chase_goes_to_the_tier_that_holds_the_ticket() -> None:
    mail = email(chase=Chase(1.0, constant(200.0), EMAIL, constant(10.0)))
    lost = replace(topic(60.0, 100.0), misrouted=((1, 1.0),), misroute_handle_time=constant(180.0))
    desk = Desk(
        channels=(channel(), mail),
        topics=(lost,),
        teams=(team("L1"), team("L2")),
        shifts=(shift(0, 1, (HOUR, DAY)), shift(1, 1, (0.0, DAY))),
        end=1800.0,
    )
    records = play_arrivals(desk, (0.0, EMAIL), (0.0, EMAIL))
    chases = records.touches.kind == CHASE
    # at 200 s the first has been passed on to the tier of team 0, the second is still being looked at by team 1
    tiers = dict(zip(records.touches.ticket[chases].tolist(), records.touches.tier[chases].tolist(), strict=True))
    assert tiers == {0: 0, 1: 1}


def test_that_a_reply_does_not_go_to_an_owner_whose_team_does_not_serve_its_channel() -> None:
    chat = channel("chat", concurrency=2, replies=1.0, replies_shape=CountShape.CONSTANT, left_for=LeftFor(EMAIL, 1.0))
    mail = email(replies_to_owner=True, customer_replies_after=constant(HOUR))
    desk = Desk(
        channels=(chat, mail),
        teams=(team("Chat"), team("Mail")),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
    )
    records = play_arrivals(only(desk, {0: PHONE, 1: EMAIL}), (0.0, PHONE))
    assert [(row[1], row[5]) for row in log(records)] == [(FIRST, 0), (REPLY, 1)]


def only(desk: Desk, served: dict[int, int]) -> Desk:
    """The desk where each team serves one channel of tier 0 alone."""

    class Skilled(Desk):
        def inputs(self) -> Inputs:
            inputs = Desk.inputs(self)
            takes_after = np.full_like(inputs.routing.takes_after, np.inf)
            for team_number, channel_number in served.items():
                takes_after[team_number, 0, channel_number] = 0.0
            return replace(inputs, routing=replace(inputs.routing, takes_after=takes_after))

    return Skilled(**{name: getattr(desk, name) for name in desk.__dataclass_fields__})


def test_that_a_transfer_becomes_a_ticket_when_the_last_of_the_tier_is_about_to_leave() -> None:
    phone = channel(escalation_transfers=True)
    desk = Desk(
        channels=(phone, email()),
        topics=(topic(60.0, 100.0, escalates=1.0),),
        teams=(team("L1"), team("L2")),
        shifts=(shift(0, 2, (0.0, DAY)), shift(1, 1, (0.0, 70.0))),
    )
    records = play_arrivals(desk, (0.0, PHONE), (20.0, PHONE))
    # the agent of L2 is on the first transfer from 60 s on, his shift is over at 70 s, the second comes at 80 s
    transfers = records.contacts.transfer
    assert records.contacts.outcome[transfers].tolist() == [ContactOutcome.ANSWERED, ContactOutcome.CONVERTED]


def test_that_who_takes_no_more_chats_keeps_the_place_among_the_idle() -> None:
    chat = channel("chat", concurrency=2)
    late = shift(0, 1, (0.0, 1000.0), last_chat_before=500.0)
    desk = Desk(channels=(chat, email()), shifts=(late, shift(0, 1, (0.0, DAY))))
    # both are idle since 0 s; then a mail each, and from 500 s on the first agent takes no chats
    records = play_arrivals(desk, (600.0, EMAIL), (610.0, PHONE), (800.0, EMAIL), (810.0, PHONE))
    assert [(row[0], row[5]) for row in log(records)] == [(0, 0), (1, 1), (2, 0), (3, 1)]


def test_that_no_new_chat_is_taken_after_a_break_so_late_in_the_shift() -> None:
    pause = BreakInputs(600.0, 100.0, True, False)
    late = shift(0, 1, (0.0, 1000.0), (HOUR, DAY), breaks=(pause,), last_chat_before=500.0)
    records = play_arrivals(Desk(channels=(channel("chat", concurrency=2), email()), shifts=(late,)), (650.0, PHONE))
    assert log(records) == [(0, FIRST, 650.0, HOUR, HOUR + 60.0, 0)]


def test_that_under_deadlines_a_silent_leaver_keeps_the_place_of_the_first_answer() -> None:
    quiet = channel(patience=constant(30.0), silent_abandonment=SilentAbandonment(1.0, constant(12.0)))
    desk = Desk(channels=(quiet, email()), order=Order.DEADLINE)

    class Promised(Desk):
        def inputs(self) -> Inputs:
            inputs = Desk.inputs(self)
            offer = OfferInputs(self.hours, Target(60.0, 0.8, False), None, Target(5 * HOUR, 0.9, False))
            segment = replace(inputs.segments[0], offers=(offer, offer))
            return replace(inputs, segments=(segment,))

    desk = Promised(**{name: getattr(desk, name) for name in desk.__dataclass_fields__})
    records = play_arrivals(desk, (0.0, PHONE), (10.0, PHONE), (55.0, PHONE))
    assert [row[:2] for row in log(records) if row[5] >= 0] == [(0, FIRST), (1, NOTICE), (2, FIRST)]


def test_that_nobody_works_on_a_starting_backlog_before_the_horizon() -> None:
    desk = Desk(shifts=(shift(0, 1, (-HOUR, HOUR)),))
    records = play_arrivals(desk, (-DAY, EMAIL))
    assert log(records) == [(0, FIRST, -DAY, 0.0, 60.0, 0)]
    assert records.duties.kind.tolist() == [DutyKind.ON_DUTY]
