"""What must hold in every run, over random desks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from random_desks import desks

from simulation.records import ContactOutcome, Records, TicketOutcome, TouchKind
from simulation.replication import replicate

LOST = (ContactOutcome.ABANDONED, ContactOutcome.BALKED, ContactOutcome.DISCONNECTED)


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
