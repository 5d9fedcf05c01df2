"""What must hold in every run, over random desks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from random_desks import desks
from rich_desks import rich_inputs

from simulation.distributions import on_grid
from simulation.engine import Engine
from simulation.inputs import Inputs
from simulation.outcome import records_of
from simulation.records import (
    Agents,
    ContactOutcome,
    Contacts,
    Duties,
    DutyKind,
    Fate,
    Needs,
    Records,
    SpellKind,
    Spells,
    TicketOutcome,
    Tickets,
    Touches,
    TouchKind,
)
from simulation.replication import replicate
from simulation.roster import draw_roster
from simulation.script import Script, write_script

LOST = (ContactOutcome.ABANDONED, ContactOutcome.BALKED, ContactOutcome.DISCONNECTED)
ASIDE = (TouchKind.CHASE, TouchKind.NOTICE)  # no links of a ticket's chain of work


@dataclass(repr=False)
class Run:
    """One run: what was drawn for it and what came of it.

    ``drawn`` and ``attempts`` are the rows of the script of each touch and of each contact.
    """

    inputs: Inputs
    seed: int
    script: Script
    records: Records
    drawn: NDArray[np.int64]
    attempts: NDArray[np.int64]


seeds = st.integers(0, 10_000)
inputs = st.one_of(desks().map(lambda desk: desk.inputs()), rich_inputs())


@st.composite
def runs(draw: st.DrawFn) -> Run:
    desk, seed = draw(inputs), draw(seeds)
    script = write_script(desk, seed, 0)
    roster = draw_roster(desk, seed, 0)
    log = Engine(desk, script, roster).run()
    began = np.concatenate((script.arrival[: script.customers], np.array(log.returned)))
    drawn, attempts = (np.flatnonzero(~np.isnan(np.array(times))) for times in (log.ready, began))
    return Run(desk, seed, script, records_of(desk, script, roster, log), drawn, attempts)


def tables(r: Records) -> tuple[Needs, Tickets, Contacts, Touches, Spells, Duties, Agents]:
    return r.needs, r.tickets, r.contacts, r.touches, r.spells, r.duties, r.agents


@given(runs())
@settings(max_examples=20)
def test_that_every_need_has_one_fate_and_every_ticket_one_end(run: Run) -> None:
    needs, tickets, contacts, touches, *_ = tables(run.records)
    served = needs.ticket[needs.ticket >= 0]
    assert np.all(needs.fate[needs.ticket >= 0] == Fate.TICKET)
    # who comes back after the horizon has no ticket in it
    assert len(np.unique(served)) == len(served) <= np.sum(needs.fate == Fate.TICKET)
    backlog = sum(part.count for part in run.inputs.backlog)
    assert len(tickets) == len(served) + backlog + len(run.script.outreach.time)
    first = (contacts.attempt == 0) & ~contacts.transfer
    assert np.array_equal(np.sort(contacts.ticket[first]), np.arange(run.script.customers))
    assert np.all(np.isnan(tickets.resolved) == (tickets.outcome != TicketOutcome.RESOLVED))
    chain = ~np.isin(touches.kind, ASIDE)
    unfinished = np.unique(touches.ticket[chain & np.isnan(touches.ended) & ~_was_lost(run)])
    assert np.all(tickets.outcome[unfinished] == TicketOutcome.OPEN)
    for ticket in np.flatnonzero(tickets.outcome == TicketOutcome.ABANDONED).tolist():
        rows = np.flatnonzero(contacts.ticket == ticket)
        assert contacts.outcome[rows[np.argmax(contacts.started[rows])]] in LOST
        assert not np.any(chain & (touches.ticket == ticket) & np.isnan(touches.ended) & ~_was_lost(run))


def _was_lost(run: Run) -> NDArray[np.bool_]:
    """Touches that nobody waits for any more, as their contact was given up."""
    touches = run.records.touches
    lost = np.isin(run.records.contacts.outcome, LOST)
    return np.asarray((touches.contact >= 0) & np.append(lost, False)[touches.contact] & np.isnan(touches.started))


@given(runs())
@settings(max_examples=20)
def test_that_littles_law_holds_exactly_on_the_records(run: Run) -> None:
    """The number of solved tickets in the system, added up over time, is what was waited, worked and answered."""
    _, tickets, contacts, touches, spells, *_ = tables(run.records)
    solved = np.flatnonzero(~np.isnan(tickets.resolved))
    moments = np.concatenate((tickets.arrival[solved], tickets.resolved[solved]))
    order = np.argsort(moments, kind="stable")
    present = np.cumsum(np.repeat([1, -1], len(solved))[order])
    area = float(np.sum(present[:-1] * np.diff(moments[order])))
    work = run.script.work
    chain = np.isin(touches.ticket, solved) & ~np.isin(touches.kind, ASIDE)
    chain &= ~np.isnan(touches.ended)
    handled = np.isin(spells.touch, np.flatnonzero(chain)) & (spells.kind != SpellKind.WRAP_UP)
    in_hand = float(np.sum((spells.end - spells.begin)[handled]))
    waited = float(np.sum((touches.ended - touches.ready)[chain])) - in_hand
    with_customers = float(np.sum(work.delay[run.drawn[chain]]))
    before = 0.0  # from the first attempt to the one that reached somebody
    for ticket in solved[np.isin(solved, contacts.ticket)].tolist():
        mine = (contacts.ticket == ticket) & ~contacts.transfer
        before += float(np.max(contacts.started[mine])) - float(tickets.arrival[ticket])
    assert waited >= 0.0
    # all times are multiples of 2**-20 s, whose sums are exact
    assert area == waited + in_hand + with_customers + before


@given(runs())
@settings(max_examples=20)
def test_that_nothing_happens_before_its_cause_and_no_clock_is_negative(run: Run) -> None:
    needs, tickets, contacts, touches, spells, duties, _ = tables(run.records)
    mine = needs.ticket >= 0
    assert np.all(tickets.arrival[needs.ticket[mine]] >= needs.time[mine])
    assert np.all(contacts.started >= tickets.arrival[contacts.ticket])
    first = (contacts.attempt == 0) & ~contacts.transfer
    assert np.array_equal(contacts.started[first], tickets.arrival[contacts.ticket[first]])
    assert _in_order(contacts.started, contacts.ended)
    assert _in_order(contacts.started, contacts.callback)
    assert np.all(touches.ready >= tickets.arrival[touches.ticket])
    of_contact = touches.contact >= 0
    assert np.all(touches.ready[of_contact] >= contacts.started[touches.contact[of_contact]])
    assert _in_order(touches.ready, touches.started)
    assert _in_order(touches.started, touches.ended)
    assert not np.any(np.isnan(touches.started) & ~np.isnan(touches.ended))
    assert np.all(spells.end >= spells.begin)
    assert np.all(spells.begin >= touches.started[spells.touch])
    assert np.all(duties.end >= duties.begin)
    assert _in_order(duties.real_begin, duties.real_end)
    assert _in_order(tickets.arrival, tickets.answered)
    assert _in_order(tickets.answered, tickets.resolved)
    on_duty = duties.kind == DutyKind.ON_DUTY
    begin, end = run.inputs.horizon.begin, run.inputs.horizon.end
    for times in (contacts.ended, touches.started, touches.ended, spells.end, duties.real_end[on_duty]):
        assert np.max(times[~np.isnan(times)], initial=-np.inf) <= end
    assert np.all(spells.begin >= begin)
    lost = np.isin(contacts.outcome, LOST)
    assert np.all(np.isnan(touches.started[of_contact & np.append(lost, False)[touches.contact]]))


def _in_order(earlier: NDArray[np.float64], later: NDArray[np.float64]) -> bool:
    known = ~np.isnan(later) & ~np.isnan(earlier)
    return bool(np.all(later[known] >= earlier[known]))


@given(runs())
@settings(max_examples=20)
def test_that_the_links_of_a_ticket_follow_each_other(run: Run) -> None:
    touches, work = run.records.touches, run.script.work
    row_of = np.full(len(work.ticket) + 1, -1)
    row_of[run.drawn] = np.arange(len(run.drawn))
    following = work.following[run.drawn]
    done = np.flatnonzero(~np.isnan(touches.ended) & (following >= 0))
    later = row_of[following[done]]
    due = touches.ended[done] + work.delay[following[done]]
    # a transfer to a tier where nobody is on duty becomes a ticket instead
    instead = (later < 0) & (work.ticket_instead[following[done]] >= 0) & (due < run.inputs.horizon.end)
    later[instead] = row_of[work.ticket_instead[following[done][instead]]]
    happened = later >= 0
    assert np.all(due[~happened] >= run.inputs.horizon.end)
    assert np.array_equal(touches.ready[later[happened]], due[happened])


@given(runs())
@settings(max_examples=20)
def test_that_every_wait_of_a_contact_ends_as_its_outcome_says(run: Run) -> None:
    contacts, script, channels = run.records.contacts, run.script.contacts, run.inputs.channels
    waited = contacts.ended - contacts.started
    patience = script.patience[run.attempts]
    outcome = {kind: contacts.outcome == kind for kind in ContactOutcome}
    accepted = ~np.isnan(contacts.callback)
    assert np.array_equal(accepted, outcome[ContactOutcome.CALLED_BACK] | outcome[ContactOutcome.CALLBACK_OPEN])
    assert np.all(script.callback[run.attempts][accepted])
    gave_up = outcome[ContactOutcome.ABANDONED]
    assert np.array_equal(waited[gave_up], patience[gave_up])
    assert np.all((waited <= patience)[outcome[ContactOutcome.ANSWERED]])
    called = outcome[ContactOutcome.CALLED_BACK]
    assert np.all(contacts.ended[called] >= contacts.callback[called])
    for_good = np.isin(contacts.outcome, LOST) & (script.follows[run.attempts] < 0)
    assert np.all(run.records.tickets.outcome[contacts.ticket[for_good]] == TicketOutcome.ABANDONED)
    waits = outcome[ContactOutcome.WAITING]
    assert np.array_equal(np.isnan(contacts.ended), waits | outcome[ContactOutcome.CALLBACK_OPEN])
    assert np.all((contacts.started + patience)[waits] >= run.inputs.horizon.end)
    balked, converted = outcome[ContactOutcome.BALKED], outcome[ContactOutcome.CONVERTED]
    assert np.all(script.balks[run.attempts][balked])
    assert np.all(waited[balked | converted] == 0.0)
    assert np.all(contacts.transfer[converted])
    for contact in np.flatnonzero(outcome[ContactOutcome.DISCONNECTED]).tolist():
        channel = int(contacts.channel[contact])
        offer = run.inputs.segments[run.records.tickets.segment[contacts.ticket[contact]]].offers[channel]
        assert offer is not None
        assert channels[channel].disconnects_at_close
        assert contacts.ended[contact] in offer.hours.ends


@given(runs())
@settings(max_examples=20)
def test_that_no_agent_works_on_two_things_at_once_or_while_off_duty(run: Run) -> None:
    spells, duties = run.records.spells, run.records.duties
    for agent in range(len(run.records.agents)):
        rows = np.flatnonzero((spells.agent == agent) & (spells.end > spells.begin))
        rows = rows[np.argsort(spells.begin[rows], kind="stable")]
        assert np.all(spells.begin[rows][1:] >= spells.end[rows][:-1])
        mine = (duties.agent == agent) & (duties.kind == DutyKind.ON_DUTY) & ~np.isnan(duties.real_begin)
        begins, ends = duties.real_begin[mine], duties.real_end[mine]
        place = np.searchsorted(begins, spells.begin[rows], side="right") - 1
        assert np.all(place >= 0)
        # a stretch of duty that runs into the next one ends where that begins
        assert np.all(spells.begin[rows] <= ends[place])


@given(runs())
@settings(max_examples=20)
def test_that_work_and_wrap_up_in_spells_is_the_work_that_was_drawn(run: Run) -> None:
    records, work = run.records, run.script.work
    spells, touches = records.spells, records.touches
    done = ~np.isnan(touches.ended)
    wraps_up = spells.kind == SpellKind.WRAP_UP
    length = spells.end - spells.begin
    worked = np.bincount(spells.touch[~wraps_up], length[~wraps_up], len(touches))
    wrapped = np.bincount(spells.touch[wraps_up], length[wraps_up], len(touches))
    ends = np.full(len(touches), -np.inf)
    np.maximum.at(ends, spells.touch[~wraps_up], spells.end[~wraps_up])
    begins = np.full(len(touches), np.inf)
    np.minimum.at(begins, spells.touch, spells.begin)
    assert np.array_equal(begins[done], touches.started[done])
    assert np.array_equal(ends[done], touches.ended[done])
    assert np.all(spells.begin[wraps_up] == touches.ended[spells.touch[wraps_up]])
    whole = done & (touches.ended + work.wrap_up[run.drawn] <= run.inputs.horizon.end)
    assert np.array_equal(wrapped[whole], work.wrap_up[run.drawn][whole])
    factors = np.array([team.handle_time_factors for team in run.inputs.teams])
    factor = factors[records.agents.team[spells.agent], touches.tier[spells.touch]][~wraps_up]
    least, most = np.full(len(touches), np.inf), np.full(len(touches), -np.inf)
    np.minimum.at(least, spells.touch[~wraps_up], factor)
    np.maximum.at(most, spells.touch[~wraps_up], factor)
    in_one_piece = np.bincount(spells.touch[~wraps_up], minlength=len(touches)) == 1
    plain = done & (least == most) & (in_one_piece | (least == 1.0))  # of the others each piece is rounded
    assert np.array_equal(worked[plain], on_grid(work.seconds[run.drawn][plain] * least[plain]))


OF_ONE_RUN = (
    test_that_every_need_has_one_fate_and_every_ticket_one_end,
    test_that_littles_law_holds_exactly_on_the_records,
    test_that_nothing_happens_before_its_cause_and_no_clock_is_negative,
    test_that_the_links_of_a_ticket_follow_each_other,
    test_that_every_wait_of_a_contact_ends_as_its_outcome_says,
    test_that_no_agent_works_on_two_things_at_once_or_while_off_duty,
    test_that_work_and_wrap_up_in_spells_is_the_work_that_was_drawn,
)


@pytest.mark.slow
@given(runs())
@settings(max_examples=300)
def test_that_all_this_holds_on_many_more_desks(run: Run) -> None:
    for test in OF_ONE_RUN:
        test.hypothesis.inner_test(run)  # type: ignore[attr-defined]


@given(inputs, seeds)
@settings(max_examples=10)
def test_that_the_same_seed_gives_the_same_records(desk: Inputs, seed: int) -> None:
    one, other = replicate(desk, seed, 3), replicate(desk, seed, 3)
    for name, table in one.tables().items():
        for column, values in table.columns().items():
            assert np.array_equal(values, getattr(getattr(other, name), column), equal_nan=True), (name, column)


@given(inputs, seeds, st.floats(1.0, 2.0))
@settings(max_examples=15)
def test_that_more_volume_only_adds_customers(desk: Inputs, seed: int, factor: float) -> None:
    busier = replace(desk, demand=tuple(replace(cell, expected=cell.expected * factor) for cell in desk.demand))
    fewer, more = (_customers(replicate(each, seed, 0)) for each in (desk, busier))
    assert fewer <= more


def _customers(records: Records) -> set[tuple[float, ...]]:
    needs = records.needs
    columns = (needs.time, needs.segment, needs.topic, needs.channel, needs.fate)
    return set(zip(*(column.tolist() for column in columns), strict=True))


EVERYTHING = {
    *(("fate", fate) for fate in Fate),
    *(("ticket", outcome) for outcome in TicketOutcome),
    *(("contact", outcome) for outcome in ContactOutcome),
    *(("touch", kind) for kind in TouchKind),
    *(("spell", kind) for kind in SpellKind),
    *(("duty", kind) for kind in DutyKind),
    *(("order", order) for order in range(4)),
    *((what, True) for what in ("interrupted", "transfer", "callback", "retry", "chased", "overtime", "backup")),
}


@pytest.mark.slow
def test_that_the_random_desks_show_every_mechanic() -> None:
    shown: set[tuple[str, int]] = set()

    @given(rich_inputs(), seeds)
    @settings(max_examples=400)
    def look(desk: Inputs, seed: int) -> None:
        if shown >= EVERYTHING:
            return
        records = replicate(desk, seed, 0)
        needs, tickets, contacts, touches, spells, duties, agents = tables(records)
        columns: dict[str, Any] = {
            "fate": needs.fate,
            "ticket": tickets.outcome,
            "contact": contacts.outcome,
            "touch": touches.kind,
            "spell": spells.kind,
            "duty": duties.kind,
            "order": [desk.routing.order],
        }
        work = spells.kind == SpellKind.WORK
        after = desk.routing.takes_after[
            agents.team[spells.agent], touches.tier[spells.touch], touches.channel[spells.touch],
            tickets.segment[touches.ticket[spells.touch]], tickets.topic[touches.ticket[spells.touch]],
        ]  # fmt: skip
        on = (duties.kind == DutyKind.ON_DUTY) & ~np.isnan(duties.real_begin)
        columns |= {
            "interrupted": np.bincount(spells.touch[work]) > 1,
            "transfer": contacts.transfer,
            "callback": ~np.isnan(contacts.callback),
            "retry": contacts.attempt > 0,
            "chased": tickets.chased,
            "overtime": (duties.real_end > duties.end)[on & duties.shift_end],
            "backup": (after > 0.0) & np.isfinite(after),
        }
        shown.update((name, value) for name, values in columns.items() for value in np.unique(values).tolist())

    look()
    assert shown >= EVERYTHING, EVERYTHING - shown
