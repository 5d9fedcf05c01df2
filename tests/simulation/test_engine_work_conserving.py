"""Nobody is idle while work waits that he may take, and he takes what comes first: at every instant of random runs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich_desks import rich_inputs
from seen_agents import Agent, Seen
from seen_waits import For, waits_of

from simulation.engine import Engine
from simulation.inputs import Inputs
from simulation.outcome import records_of
from simulation.roster import draw_roster
from simulation.script import write_script
from simulation.touches import Held

pytestmark = pytest.mark.slow


def seen(inputs: Inputs, seed: int) -> Seen:
    """One run, and all that can be read from it."""
    script, roster = write_script(inputs, seed, 0), draw_roster(inputs, seed, 0)
    engine = Engine(inputs, script, roster)
    engine.run()
    records = records_of(inputs, script, roster, engine.log)
    happened = ~np.isnan(np.array(engine.log.ready))
    last_message = (script.work.held[happened] & Held.ENDS) > 0
    return Seen(inputs, records, roster, waits_of(inputs, records, roster), last_message)


@st.composite
def runs(draw: st.DrawFn) -> Seen:
    return seen(draw(rich_inputs()), draw(st.integers(0, 10_000)))


FEW, MANY = 10, 200


def beginnings(run: Seen, agent: Agent) -> Iterator[tuple[float, int]]:
    """When an agent began or resumed work, and the wait that this ended.

    Left out is what the records do not put in order: two beginnings at one moment.
    """
    rows = np.flatnonzero(~agent.wraps_up & (agent.end > agent.begin))
    moments, times = np.unique(agent.begin[rows], return_counts=True)
    for row in rows[np.isin(agent.begin[rows], moments[times == 1])].tolist():
        moment = float(agent.begin[row])
        yield moment, run.ended_by[int(agent.touch[row]), moment]


@given(runs())
@settings(max_examples=FEW)
def test_that_nobody_is_idle_on_duty_while_work_waits_that_he_may_take(run: Seen) -> None:
    waits = run.waits
    for agent in run.agents:
        after = run.after[agent.team]
        due = np.where((after > 0.0) & (waits.why == For.ANYBODY), np.maximum(waits.begin, waits.since + after), np.inf)
        for begin, end in agent.alike():
            own = run.own(agent, begin) & (np.maximum(waits.begin, begin) < np.minimum(waits.end, end))
            assert not own.any(), (agent.number, begin, end, np.flatnonzero(own))
            others = run.fits(agent, begin) & (np.maximum(due, begin) < np.minimum(waits.end, end))
            assert not others.any(), (agent.number, begin, end, np.flatnonzero(others))


@given(runs())
@settings(max_examples=FEW)
def test_that_messages_of_a_chat_wait_only_while_their_agent_works(run: Seen) -> None:
    waits = run.waits
    for wait in np.flatnonzero(waits.why == For.HOLDER).tolist():
        agent = run.agents[waits.agent[wait]]
        begin, end = np.maximum(agent.begin, waits.begin[wait]), np.minimum(agent.end, waits.end[wait])
        assert np.sum(np.maximum(end - begin, 0.0)) == waits.end[wait] - waits.begin[wait]


@given(runs())
@settings(max_examples=FEW)
def test_that_agents_begin_only_what_their_team_their_chats_and_their_shift_let_them_take(run: Seen) -> None:
    waits = run.waits
    for agent in run.agents:
        for now, taken in beginnings(run, agent):
            assert waits.agent[taken] in {-1, agent.number}
            if waits.why[taken] in {For.ANYBODY, For.OWNER}:
                assert agent.duty_at(now) >= 0, (now, taken)
                assert run.own(agent, now)[taken] or run.as_backup(agent, now)[taken], (now, taken)


@given(runs())
@settings(max_examples=FEW)
def test_that_messages_come_before_calls_calls_before_work_set_aside_and_that_before_all_else(run: Seen) -> None:
    waits = run.waits
    for agent in run.agents:
        for now, taken in beginnings(run, agent):
            mine = run.waiting(now) & (waits.agent == agent.number)
            messages, aside = mine & (waits.why == For.HOLDER), mine & (waits.why == For.INTERRUPTED)
            if waits.why[taken] == For.HOLDER:
                assert not np.any(messages & (waits.since < waits.since[taken])), (now, taken)
                continue
            assert not messages.any(), (now, taken)
            if waits.why[taken] == For.INTERRUPTED:
                calls = run.waiting(now) & run.own(agent, now) & run.calls
                assert agent.duty_at(now) < 0 or not calls.any(), (now, taken)
                assert not np.any(aside & (waits.begin > waits.begin[taken])), (now, taken)
            elif aside.any():
                assert run.calls[taken], (now, taken)
                assert run.own(agent, now)[taken], (now, taken)


@given(runs())
@settings(max_examples=FEW)
def test_that_whoever_takes_work_takes_what_comes_first_in_the_order_of_service(run: Seen) -> None:
    waits = run.waits
    for agent in run.agents:
        for now, taken in beginnings(run, agent):
            if waits.why[taken] in {For.HOLDER, For.INTERRUPTED}:
                continue
            aside = (waits.agent == agent.number) & (waits.why == For.INTERRUPTED)
            interrupts = bool(np.any(aside & (waits.begin == now)))
            at_once = bool(run.own(agent, now)[taken])
            goes_on_later = interrupts or bool(np.any(run.waiting(now) & aside))
            chosen_from = run.waiting(now) & (run.calls if goes_on_later else True)
            rivals = chosen_from & run.own(agent, now)
            if not at_once:
                assert not rivals.any(), (now, taken, np.flatnonzero(rivals))
                rivals = chosen_from & run.as_backup(agent, now)
            first = np.min(waits.place[rivals], initial=waits.place[taken])
            assert waits.place[taken] <= first, (now, taken, np.flatnonzero(rivals))


@given(runs())
@settings(max_examples=FEW)
def test_that_work_goes_to_the_first_team_then_to_the_least_load_then_to_the_longest_idle(run: Seen) -> None:
    waits = run.waits
    for agent in run.agents:
        for now, taken in beginnings(run, agent):
            since = agent.idle_since(now)
            if np.isnan(since) or waits.why[taken] != For.ANYBODY:
                continue
            chosen = (agent.team, run.load_of(agent, now), since)
            for other in run.agents:
                at_once = run.after[other.team][taken] == run.after[agent.team][taken]
                if at_once and run.is_free(other, now) and run.fits(other, now)[taken]:
                    assert chosen <= (other.team, run.load_of(other, now), other.idle_since(now)), (now, taken)


def puts_aside(run: Seen, agent: Agent, moment: float, wait: int) -> float:
    """When the deferred work began that an agent would put aside for a live contact at a moment; -inf: none."""
    row = agent.at_work(moment)
    if row < 0 or agent.wraps_up[row] or run.records.touches.live[agent.touch[row]]:
        return -np.inf
    may = run.inputs.teams[agent.team].interruptible and agent.duty_at(moment) >= 0 and run.fits(agent, moment)[wait]
    return float(agent.begin[row]) if may else -np.inf


@given(runs())
@settings(max_examples=FEW)
def test_that_a_live_contact_begins_to_wait_only_if_nobody_can_be_interrupted_for_it(run: Seen) -> None:
    waits = run.waits
    for wait in np.flatnonzero(run.calls & (waits.end > waits.begin)).tolist():
        for agent in run.agents:
            moment = float(max(waits.begin[wait], waits.since[wait] + run.after[agent.team][wait]))
            if moment < waits.end[wait]:
                assert puts_aside(run, agent, moment, wait) == -np.inf, (wait, agent.number)


@given(runs())
@settings(max_examples=FEW)
def test_that_a_live_contact_interrupts_what_began_last_and_only_if_nobody_is_free(run: Seen) -> None:
    waits = run.waits
    for aside in np.flatnonzero(waits.why == For.INTERRUPTED).tolist():
        agent, now = run.agents[waits.agent[aside]], float(waits.begin[aside])
        row = int(np.flatnonzero((agent.begin == now) & ~agent.wraps_up)[-1])
        taken = run.ended_by[int(agent.touch[row]), now]
        assert waits.live[taken]
        if waits.why[taken] != For.ANYBODY:
            continue  # a message of his own chat
        (begun,) = agent.begin[(agent.end == now) & (agent.touch == waits.touch[aside])]
        for other in run.agents:
            if other is not agent and run.after[other.team][taken] == run.after[agent.team][taken]:
                assert puts_aside(run, other, now, taken) <= begun, (now, taken, other.number)
                assert not (run.is_free(other, now) and run.fits(other, now)[taken]), (now, taken, other.number)


@given(runs())
@settings(max_examples=FEW)
def test_that_deferred_work_ends_with_the_shift_unless_the_team_finishes_all(run: Seen) -> None:
    for agent in run.agents:
        deferred = ~agent.wraps_up & ~run.records.touches.live[agent.touch]
        for end in agent.goes_home.tolist():
            goes_on = deferred & (agent.begin < end) & (agent.end > end)
            stops = (
                deferred & (agent.begin < end) & (agent.end == end) & (run.records.touches.ended[agent.touch] != end)
            )
            assert not (stops if run.inputs.teams[agent.team].finishes_all else goes_on).any(), (agent.number, end)


OF_ONE_RUN = (
    test_that_nobody_is_idle_on_duty_while_work_waits_that_he_may_take,
    test_that_messages_of_a_chat_wait_only_while_their_agent_works,
    test_that_agents_begin_only_what_their_team_their_chats_and_their_shift_let_them_take,
    test_that_messages_come_before_calls_calls_before_work_set_aside_and_that_before_all_else,
    test_that_whoever_takes_work_takes_what_comes_first_in_the_order_of_service,
    test_that_work_goes_to_the_first_team_then_to_the_least_load_then_to_the_longest_idle,
    test_that_a_live_contact_begins_to_wait_only_if_nobody_can_be_interrupted_for_it,
    test_that_a_live_contact_interrupts_what_began_last_and_only_if_nobody_is_free,
    test_that_deferred_work_ends_with_the_shift_unless_the_team_finishes_all,
)


@given(runs())
@settings(max_examples=MANY)
def test_that_all_this_holds_on_many_more_desks(run: Seen) -> None:
    for test in OF_ONE_RUN:
        test.hypothesis.inner_test(run)  # type: ignore[attr-defined]
