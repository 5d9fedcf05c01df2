"""What must hold in every run, over random desks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, MINUTE, Desk, channel, email, shift, team, topic
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.distributions import Shape, constant, exponential, from_mean_and_cv
from simulation.inputs import (
    AfterAbandoning,
    BreakInputs,
    Callback,
    Chase,
    CountShape,
    Elsewhere,
    LeftFor,
    Order,
    Reopens,
    SilentAbandonment,
)
from simulation.opening import ALWAYS, OpenHours
from simulation.records import ContactOutcome, Records, TicketOutcome, TouchKind
from simulation.replication import replicate

LOST = (ContactOutcome.ABANDONED, ContactOutcome.BALKED, ContactOutcome.DISCONNECTED)

office = OpenHours(np.array([8 * HOUR, DAY + 8 * HOUR]), np.array([18 * HOUR, DAY + 18 * HOUR]))


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """A desk of two tiers with a live and a deferred channel, with any of the mechanics switched on."""
    maybe = st.booleans()
    held = draw(maybe)
    live = channel(
        "live",
        concurrency=draw(st.integers(2, 4)) if held else 1,
        replies=draw(st.sampled_from([0.0, 2.5])) if held else 0.0,
        replies_shape=CountShape.GEOMETRIC,
        customer_replies_after=exponential(45.0),
        patience=draw(st.sampled_from([None, exponential(120.0), constant(60.0)])),
        wrap_up=draw(st.sampled_from([None, exponential(30.0)])),
        balks=draw(st.sampled_from([0.0, 0.1])),
        callback=draw(st.sampled_from([None, Callback(60.0, 0.5)])),
        after_abandoning=AfterAbandoning(0.3, exponential(300.0), 1, 0.3) if draw(maybe) else None,
        when_closed=Elsewhere(1, 0.5, 0.3, exponential(600.0)) if draw(maybe) else None,
        left_for=LeftFor(1, 0.2) if draw(maybe) else None,
        escalation_transfers=draw(maybe),
        disconnects_at_close=draw(maybe),
        silent_abandonment=SilentAbandonment(0.5, exponential(40.0)) if draw(maybe) else None,
        hand_over=draw(st.sampled_from([0.0, 20.0])),
    )
    mail = email(
        replies=draw(st.sampled_from([0.0, 0.7])),
        replies_shape=CountShape.GEOMETRIC,
        customer_replies_after=exponential(2 * HOUR),
        replies_to_owner=draw(maybe),
        chase=Chase(0.3, exponential(HOUR), 0, exponential(60.0)) if draw(maybe) else None,
    )
    lognormal = from_mean_and_cv(Shape.LOGNORMAL, 5 * MINUTE, 1.0)
    wrong = {"misrouted": ((1, 0.1),)} if draw(maybe) else {}
    subject = topic(lognormal, from_mean_and_cv(Shape.GAMMA, 10 * MINUTE, 1.2), escalates=0.2, **wrong)
    if draw(maybe):
        subject = replace(subject, reopens=Reopens(0.1, exponential(HOUR), 0.5))
    pause = BreakInputs(2 * HOUR, 30 * MINUTE, draw(maybe), draw(maybe))
    spans = ((0.0, 14 * HOUR), (DAY + 6 * HOUR, 2 * DAY))
    absent = draw(st.sampled_from([0.0, 0.2]))
    off_queue = draw(st.sampled_from([0.0, 0.1]))
    shifts = tuple(
        shift(
            number,
            draw(st.integers(1, 3)),
            *spans,
            breaks=(pause,),
            absence=absent,
            off_queue=off_queue,
        )
        for number in (0, 1)
    )
    kinds = {
        "interruptible": draw(maybe),
        "finishes_all": draw(maybe),
        "max_conversations": draw(st.sampled_from([0, 2])),
    }
    return Desk(
        channels=(live, mail),
        topics=(subject,),
        teams=(team("L1", **kinds), team("L2", handle_time_factors=np.array([1.3, 1.0]))),
        shifts=shifts,
        segments=2,
        hours=draw(st.sampled_from([ALWAYS, office])),
        order=draw(st.sampled_from(list(Order))),
        takes_after={(0, 0): 0.0, (1, 1): 0.0, (1, 0): draw(st.sampled_from([np.inf, 0.0, 300.0]))},
        end=2 * DAY,
        per_quarter=draw(st.sampled_from([0.2, 1.0, 3.0])),
        channel_mix=draw(st.sampled_from([(0.5, 0.5), (1.0, 0.0), (0.1, 0.9)])),
    )


def run(desk: Desk, seed: int) -> Records:
    return replicate(desk.inputs(), seed, 0)


seeds = st.integers(0, 10_000)


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_every_ticket_is_resolved_abandoned_or_open(desk: Desk, seed: int) -> None:
    records = run(desk, seed)
    outcome = records.tickets.outcome
    assert np.all(np.isnan(records.tickets.resolved) == (outcome != TicketOutcome.RESOLVED))
    contacts = records.contacts
    for ticket in np.flatnonzero(outcome == TicketOutcome.ABANDONED).tolist():
        rows = np.flatnonzero(contacts.ticket == ticket)
        final = rows[np.argmax(contacts.started[rows])]
        assert contacts.outcome[final] in LOST


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_littles_law_holds_exactly_on_the_records(desk: Desk, seed: int) -> None:
    records = run(desk, seed)
    end = desk.end
    arrival = records.tickets.arrival
    leaves = np.where(np.isnan(records.tickets.resolved), end, records.tickets.resolved)
    moments = np.concatenate((arrival, leaves))
    steps = np.concatenate((np.ones(len(arrival)), -np.ones(len(leaves))))
    order = np.argsort(moments, kind="stable")
    present = np.cumsum(steps[order])[:-1]
    area = float(np.sum(present * np.diff(moments[order])))
    assert np.isclose(area, float(np.sum(leaves - arrival)), rtol=1e-9, atol=1e-3)


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_nothing_happens_before_its_cause(desk: Desk, seed: int) -> None:
    touches, contacts = run(desk, seed).touches, run(desk, seed).contacts
    started, ended = ~np.isnan(touches.started), ~np.isnan(touches.ended)
    assert np.all(touches.started[started] >= touches.ready[started])
    assert np.all(touches.ended[ended] >= touches.started[ended])
    known = ~np.isnan(contacts.ended)
    assert np.all(contacts.ended[known] >= contacts.started[known])


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_no_agent_works_on_two_things_at_once_or_while_off_duty(desk: Desk, seed: int) -> None:
    records = run(desk, seed)
    spells, duties = records.spells, records.duties
    for agent in range(len(records.agents)):
        rows = np.flatnonzero(spells.agent == agent)
        rows = rows[np.argsort(spells.begin[rows], kind="stable")]
        rows = rows[spells.end[rows] > spells.begin[rows]]
        assert np.all(spells.begin[rows][1:] >= spells.end[rows][:-1])
        mine = np.flatnonzero((duties.agent == agent) & ~np.isnan(duties.real_begin) & (duties.kind == 0))
        begins, ends = duties.real_begin[mine], duties.real_end[mine]
        place = np.searchsorted(begins, spells.begin[rows], side="right") - 1
        assert np.all(place >= 0)
        # a stretch of duty that runs into the next one ends where that begins
        assert np.all(spells.begin[rows] <= ends[place])


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_work_and_wrap_up_in_spells_is_the_work_that_was_done(desk: Desk, seed: int) -> None:
    records = run(desk, seed)
    spells, touches = records.spells, records.touches
    done = np.flatnonzero(~np.isnan(touches.ended))
    work = np.bincount(spells.touch[spells.kind == 0], (spells.end - spells.begin)[spells.kind == 0], len(touches))
    first = np.full(len(touches), np.inf)
    np.minimum.at(first, spells.touch, spells.begin)
    assert np.all(first[done] == touches.started[done])
    assert np.all(work[done] <= touches.ended[done] - touches.started[done] + 1e-9)


@given(desks(), seeds)
@settings(max_examples=40)
def test_that_teams_take_only_what_they_may(desk: Desk, seed: int) -> None:
    inputs = desk.inputs()
    records = replicate(inputs, seed, 0)
    touches, spells = records.touches, records.spells
    row, teams = spells.touch, records.agents.team[spells.agent]
    allowed = inputs.routing.takes_after[teams, touches.tier[row], touches.channel[row], 0, 0]
    assert np.all(np.isfinite(allowed))
    held = touches.kind[row] == TouchKind.REPLY  # bound to who has the conversation, or to the owner
    assert np.all((spells.begin - touches.ready[row] >= allowed - 1e-6) | held)


@given(desks(), seeds)
@settings(max_examples=40)
def test_that_no_agent_is_idle_on_duty_while_a_call_waits_that_he_may_take(desk: Desk, seed: int) -> None:
    desk = replace(desk, channels=(replace(desk.channels[0], concurrency=1, replies=0.0), desk.channels[1]))
    records = run(desk, seed)
    touches, spells, duties = records.touches, records.spells, records.duties
    live = np.flatnonzero(touches.live & (touches.tier == 0) & (touches.kind == TouchKind.FIRST))
    waited = live[touches.started[live] > touches.ready[live]]
    for agent in np.flatnonzero(records.agents.team == 0).tolist():
        mine = spells.agent == agent
        busy = np.stack((spells.begin[mine], spells.end[mine]), axis=1)
        on = np.flatnonzero((duties.agent == agent) & (duties.kind == 0) & ~np.isnan(duties.real_begin))
        for touch in waited[:50].tolist():
            middle = (touches.ready[touch] + touches.started[touch]) / 2.0
            planned = np.any((duties.begin[on] <= middle) & (middle < duties.end[on]))
            if planned and touches.contact[touch] >= 0 and np.isnan(records.contacts.callback[touches.contact[touch]]):
                assert np.any((busy[:, 0] <= middle) & (middle <= busy[:, 1])), (agent, touch)


@given(desks(), seeds)
@settings(max_examples=30)
def test_that_first_come_first_served_holds_within_a_class(desk: Desk, seed: int) -> None:
    plain = replace(desk, order=Order.FIRST_COME, takes_after={(0, 0): 0.0, (1, 1): 0.0})
    touches = run(plain, seed).touches
    rows = np.flatnonzero(
        ~touches.live & (touches.kind == TouchKind.FIRST) & (touches.tier == 0) & ~np.isnan(touches.started)
    )
    waited = rows[touches.started[rows] > touches.ready[rows]]
    by_start = waited[np.argsort(touches.started[waited], kind="stable")]
    # a later arrival never starts before an earlier one that was ready by then
    for earlier, later in zip(by_start[:-1].tolist(), by_start[1:].tolist(), strict=True):
        a, b = touches.ticket[earlier], touches.ticket[later]
        if touches.ready[later] <= touches.started[earlier]:
            assert a < b


@given(desks(), seeds)
@settings(max_examples=15)
def test_that_the_same_seed_gives_the_same_records(desk: Desk, seed: int) -> None:
    inputs = desk.inputs()
    one, other = replicate(inputs, seed, 3), replicate(inputs, seed, 3)
    for name, table in one.tables().items():
        for column, values in table.columns().items():
            assert np.array_equal(values, getattr(getattr(other, name), column), equal_nan=True), (name, column)


@given(desks(), seeds, st.floats(1.0, 2.0))
@settings(max_examples=15)
def test_that_more_volume_only_adds_customers(desk: Desk, seed: int, factor: float) -> None:
    fewer = run(desk, seed).needs
    more = run(replace(desk, per_quarter=desk.per_quarter * factor), seed).needs
    kept = set(zip(more.time.tolist(), more.segment.tolist(), more.channel.tolist(), strict=True))
    wanted = set(zip(fewer.time.tolist(), fewer.segment.tolist(), fewer.channel.tolist(), strict=True))
    assert wanted <= kept
