"""A slow second look at random runs: do the records show that the right agent took the right work at the right time?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from desks import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from random_desks import desks

from simulation.engine import Engine
from simulation.inputs import Inputs, Order
from simulation.opening import ALWAYS
from simulation.outcome import records_of
from simulation.records import ContactOutcome, DutyKind, Records, SpellKind, TouchKind
from simulation.replication import replicate
from simulation.roster import draw_roster
from simulation.script import write_script

pytestmark = pytest.mark.slow

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LOST = (ContactOutcome.ABANDONED, ContactOutcome.DISCONNECTED, ContactOutcome.BALKED)
seeds = st.integers(0, 10_000)


def without_conversations(desk: Desk) -> Desk:
    """The desk with calls for chats, whose replies by mail go to all."""
    calls = replace(desk.channels[0], concurrency=1, replies=0.0)
    mail = replace(desk.channels[1], replies_to_owner=False)
    return replace(desk, channels=(calls, mail))


@dataclass
class Waits:
    """Everything that waited for somebody to take it for the first time: when, of what kind, and its sort key."""

    ticket: IntArray
    live: NDArray[np.bool_]
    tier: IntArray
    channel: IntArray
    begin: FloatArray
    end: FloatArray
    key: list[tuple[float, ...]]

    def earliest(self, takes_after: FloatArray) -> FloatArray:
        """When the agents of each team may take each (teams x waits)."""
        return self.begin + takes_after[:, self.tier, self.channel, 0, 0]


def waits_of(inputs: Inputs, records: Records, known: NDArray[np.bool_]) -> Waits:
    """The waits of touches, and of contacts given up before the one that the touch belongs to in the end.

    ``known`` says of which contacts the wait has no holes.
    """
    touches, contacts = records.touches, records.contacts
    lost = np.isin(contacts.outcome, LOST)
    own = touches.contact >= 0
    first = own & (touches.ready == contacts.started[touches.contact])
    until = np.where(np.isnan(touches.started), inputs.horizon.end, touches.started)
    until = np.where(first & lost[touches.contact], contacts.ended[touches.contact], until)
    rows = np.flatnonzero(~first | known[touches.contact])
    mapped = np.zeros(len(contacts), np.bool_)
    mapped[touches.contact[first]] = True
    earlier = np.flatnonzero(lost & ~mapped & known)
    live = np.concatenate((touches.live[rows], np.ones(len(earlier), np.bool_)))
    ticket = np.concatenate((touches.ticket[rows], contacts.ticket[earlier]))
    return Waits(
        ticket,
        live,
        np.concatenate((touches.tier[rows], contacts.tier[earlier])),
        np.concatenate((touches.channel[rows], contacts.channel[earlier])),
        np.concatenate((touches.ready[rows], contacts.started[earlier])),
        np.concatenate((until[rows], contacts.ended[earlier])),
        [key(inputs, records, int(t), bool(is_live)) for t, is_live in zip(ticket, live, strict=True)],
    )


def key(inputs: Inputs, records: Records, ticket: int, live: bool) -> tuple[float, ...]:
    """The place of a touch in the order of service, as the rules say in words (these desks promise nothing)."""
    arrival = float(records.tickets.arrival[ticket])
    priority = inputs.segments[int(records.tickets.segment[ticket])].priority
    by_order = {
        Order.FIRST_COME: (arrival,),
        Order.PRIORITY: (priority, arrival),
        Order.DEADLINE: (),
        Order.AGEING: (arrival + priority * inputs.routing.ageing,),
    }
    return (0 if live else 1, *by_order[inputs.routing.order], ticket)


def known_waits(desk: Desk, records: Records) -> NDArray[np.bool_]:
    # who is to be called back does not wait while the channel is closed
    return np.isnan(records.contacts.callback) | (desk.hours is ALWAYS)


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_whoever_is_taken_from_the_queue_was_the_first_that_the_agent_might_take(desk: Desk, seed: int) -> None:
    desk = without_conversations(desk)
    inputs = desk.inputs()
    records = replicate(inputs, seed, 0)
    waits, touches = waits_of(inputs, records, known_waits(desk, records)), records.touches
    takes_after = inputs.routing.takes_after[..., 0, 0]
    beginners = who_began(records)
    for touch in np.flatnonzero(touches.started > touches.ready).tolist():
        now, agent = touches.started[touch], beginners[touch]
        team = records.agents.team[agent]
        mine = key(inputs, records, int(touches.ticket[touch]), bool(touches.live[touch]))
        as_backup = takes_after[team, touches.tier[touch], touches.channel[touch]] > 0.0
        if as_backup and _was_interrupted(records, agent, now):
            continue
        after = takes_after[team, waits.tier, waits.channel]
        there = (waits.begin < now) & (waits.end > now)
        for other in np.flatnonzero(there & (after == 0.0)).tolist():
            assert not as_backup, (touch, other)
            assert mine <= waits.key[other], (touch, other)
        if as_backup:
            for other in np.flatnonzero(there & np.isfinite(after) & (waits.begin + after < now)).tolist():
                assert mine <= waits.key[other], (touch, other)


def who_began(records: Records) -> IntArray:
    """The agent who began each touch (-1: nobody); another one may have ended it."""
    spells = records.spells
    agents = np.full(len(records.touches), -1, np.int64)
    latest_first = np.argsort(spells.begin, kind="stable")[::-1]
    for spell in latest_first.tolist():
        agents[spells.touch[spell]] = spells.agent[spell]
    return agents


def _was_interrupted(records: Records, agent: int, now: float) -> bool:
    spells = records.spells
    ending = np.flatnonzero((spells.agent == agent) & (spells.end == now) & (spells.kind == SpellKind.WORK))
    return bool(np.any(records.touches.ended[spells.touch[ending]] != now))


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_nothing_waits_while_an_agent_who_may_take_it_is_idle(desk: Desk, seed: int) -> None:
    desk = without_conversations(desk)
    inputs = desk.inputs()
    records = replicate(inputs, seed, 0)
    waits = waits_of(inputs, records, known_waits(desk, records))
    earliest = waits.earliest(inputs.routing.takes_after)
    for agent in range(len(records.agents)):
        begins, ends = idle_stretches(records, agent)
        begin = earliest[records.agents.team[agent]]
        place = np.searchsorted(ends, begin, side="right")
        idle = np.append(begins, np.inf)[place] < waits.end
        assert not np.any(idle & np.isfinite(begin) & (begin < waits.end)), (agent, np.flatnonzero(idle))


def idle_stretches(records: Records, agent: int) -> tuple[FloatArray, FloatArray]:
    """Where an agent is on duty by plan and does nothing, sorted."""
    duties, spells = records.duties, records.spells
    on = np.flatnonzero((duties.agent == agent) & (duties.kind == DutyKind.ON_DUTY) & ~np.isnan(duties.real_begin))
    mine = np.flatnonzero(spells.agent == agent)
    mine = mine[np.argsort(spells.begin[mine], kind="stable")]
    gaps: list[tuple[float, float]] = []
    for duty in on.tolist():
        at = duties.begin[duty]
        for spell in mine.tolist():
            if at < min(spells.begin[spell], duties.end[duty]):
                gaps.append((at, min(spells.begin[spell], duties.end[duty])))
            at = max(at, spells.end[spell])
        if at < duties.end[duty]:
            gaps.append((at, duties.end[duty]))
    return np.array([gap[0] for gap in gaps]), np.array([gap[1] for gap in gaps])


@given(desks(), seeds)
@settings(max_examples=60)
def test_that_conversations_stay_with_one_agent_and_never_load_him_too_much(desk: Desk, seed: int) -> None:
    live = desk.channels[0]
    inputs = desk.inputs()
    records = replicate(inputs, seed, 0)
    if not live.held:
        return
    touches, spells = records.touches, records.spells
    worked_until = np.full(len(touches), -np.inf)
    np.maximum.at(worked_until, spells.touch, spells.end)
    of_chats = np.flatnonzero(touches.live & (touches.contact >= 0) & ~np.isnan(touches.started))
    chats, chat_of = np.unique(touches.contact[of_chats], return_inverse=True)
    begin, end = np.full(len(chats), np.inf), np.full(len(chats), -np.inf)
    np.minimum.at(begin, chat_of, touches.started[of_chats])
    np.maximum.at(end, chat_of, worked_until[of_chats])
    holder = np.full(len(chats), -1)
    holder[chat_of] = touches.agent[of_chats]
    assert np.all(holder[chat_of] == touches.agent[of_chats])
    for chat in range(len(chats)):
        agent = holder[chat]
        at_once = (holder == agent) & (begin <= begin[chat]) & (end > begin[chat])
        assert at_once.sum() <= live.concurrency
        most = inputs.teams[records.agents.team[agent]].max_conversations
        assert at_once.sum() <= (most or live.concurrency)
        assert not _too_late_for_chats(desk, records, agent, begin[chat])
    beginners = who_began(records)
    for touch in np.flatnonzero(~touches.live & ~np.isnan(touches.started)).tolist():
        agent = beginners[touch]
        if not inputs.teams[records.agents.team[agent]].interruptible:
            now = touches.started[touch]
            assert not np.any((holder == agent) & (begin < now) & (end > now))


def _too_late_for_chats(desk: Desk, records: Records, agent: int, now: float) -> bool:
    """Whether a shift of the agent ends so soon that he should take no new conversation (nor begins again then)."""
    shift = desk.shifts[int(records.agents.shift[agent])]
    late = (shift.ends - shift.last_chat_before < now) & (now < shift.ends)
    return bool(np.any(late))


@given(desks(), seeds)
@settings(max_examples=40)
def test_that_interrupted_work_takes_as_long_as_it_would_have_taken(desk: Desk, seed: int) -> None:
    even = tuple(replace(team, handle_time_factors=np.ones(2)) for team in desk.teams)
    inputs = replace(desk, teams=even).inputs()
    script = write_script(inputs, seed, 0)
    roster = draw_roster(inputs, seed, 0)
    log = Engine(inputs, script, roster).run()
    records = records_of(inputs, script, roster, log)
    happened = np.flatnonzero(~np.isnan(np.array(log.ready)))
    spells, touches = records.spells, records.touches
    assert np.all(spells.touch >= 0)
    worked = np.bincount(spells.touch, np.where(spells.kind == SpellKind.WRAP_UP, 0.0, spells.end - spells.begin))
    worked = np.append(worked, np.zeros(len(touches) - len(worked)))
    done = ~np.isnan(touches.ended)
    assert np.array_equal(worked[done], script.work.seconds[happened][done])
    assert np.all(worked[~done] <= script.work.seconds[happened][~done])


@given(desks(), seeds)
@settings(max_examples=40)
def test_that_waits_end_with_the_first_touch_or_with_patience(desk: Desk, seed: int) -> None:
    inputs = desk.inputs()
    records = replicate(inputs, seed, 0)
    contacts, touches = records.contacts, records.touches
    started = np.full(len(contacts), np.nan)
    first = np.flatnonzero((touches.contact >= 0) & (touches.kind != TouchKind.REOPENED) & ~np.isnan(touches.started))
    for touch in first[np.argsort(touches.started[first], kind="stable")[::-1]].tolist():
        started[touches.contact[touch]] = touches.started[touch]
    answered = np.isin(contacts.outcome, (ContactOutcome.ANSWERED, ContactOutcome.CALLED_BACK))
    assert np.array_equal(contacts.ended[answered], started[answered])
    assert not np.any(np.isin(contacts.outcome, LOST) & ~np.isnan(started))
    script = write_script(inputs, seed, 0)
    patience = script.contacts.patience[: script.customers]
    given_up = (contacts.attempt == 0) & ~contacts.transfer & (contacts.outcome == ContactOutcome.ABANDONED)
    waited = (contacts.ended - contacts.started)[given_up]
    assert np.allclose(waited, patience[contacts.ticket[given_up]], rtol=0.0, atol=1e-6)
