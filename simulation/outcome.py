"""From what the engine wrote down to the records: a row for everything that happened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.columns import INDEX, IntArray
from simulation.inputs import Inputs
from simulation.logbook import Logbook
from simulation.records import (
    ContactOutcome,
    Contacts,
    Duties,
    DutyKind,
    Records,
    SpellKind,
    Spells,
    TicketOutcome,
    Tickets,
    Touches,
    TouchKind,
)
from simulation.roster import Roster
from simulation.script import Script

FloatArray = NDArray[np.float64]


def records_of(inputs: Inputs, script: Script, roster: Roster, log: Logbook) -> Records:
    """The tables of a finished run over a script and a roster."""
    ready, started, ended = (np.asarray(column) for column in (log.ready, log.started, log.ended))
    agent = np.asarray(log.agent)
    contacts, row_of_contact = _contacts(script, log, started)
    happened = np.flatnonzero(~np.isnan(ready))
    row_of_touch = np.full(len(ready), -1, INDEX)
    row_of_touch[happened] = np.arange(len(happened))
    work = script.work
    touches = Touches(
        ticket=work.ticket[happened],
        contact=row_of_contact[np.asarray(log.contact_of)[happened]],
        kind=work.kind[happened],
        channel=work.channel[happened],
        tier=work.tier[happened],
        live=work.live[happened],
        ready=ready[happened],
        started=started[happened],
        ended=ended[happened],
        agent=agent[happened],
    )
    spells = _spells(script, log, row_of_touch, inputs.horizon.end)
    tickets = _tickets(script, log, started, ended)
    duties = _duties(roster, log, inputs.horizon.end)
    return Records(script.needs, tickets, contacts, touches, spells, duties, roster.agents)


def _contacts(script: Script, log: Logbook, started: FloatArray) -> tuple[Contacts, IntArray]:
    """The contacts that began, and the row of each possible contact (-1, also at the end: it did not begin)."""
    planned = script.contacts
    began = np.concatenate((script.arrival[: script.customers], np.array(log.returned)))
    outcome = np.full(len(began), ContactOutcome.WAITING, np.int8)
    ended = np.full(len(began), np.nan)
    called_back = np.full(len(began), np.nan)
    for contact, moment in log.called_back.items():
        called_back[contact] = moment
    first = script.first_touch
    if len(first):
        taken = np.asarray(log.contact_of)[first] == np.arange(len(first))
        answered = np.flatnonzero(taken & ~np.isnan(started[first]))
        ended[answered] = started[first[answered]]
        outcome[answered] = ContactOutcome.ANSWERED
    back = ~np.isnan(called_back)
    called = outcome[back] == ContactOutcome.ANSWERED
    outcome[back] = np.where(called, ContactOutcome.CALLED_BACK, ContactOutcome.CALLBACK_OPEN)
    for contact, (moment, how) in log.gave_up.items():
        ended[contact], outcome[contact] = moment, how
    left, moments = log.left
    ended[left], outcome[left] = moments, ContactOutcome.ABANDONED
    rows = np.flatnonzero(~np.isnan(began))
    row_of = np.full(len(began) + 1, -1, INDEX)
    row_of[rows] = np.arange(len(rows))
    tier = script.work.tier[first[rows]] if len(first) else first
    table = Contacts(
        ticket=planned.ticket[rows],
        attempt=planned.attempt[rows],
        transfer=planned.transfer[rows],
        channel=planned.channel[rows],
        tier=tier,
        started=began[rows],
        ended=ended[rows],
        callback=called_back[rows],
        outcome=outcome[rows],
    )
    return table, row_of


def _spells(script: Script, log: Logbook, row_of: IntArray, end: float) -> Spells:
    work = script.work
    started, ended, agent = (np.asarray(column) for column in (log.started, log.ended, log.agent))
    begun = started.copy()
    for resumed, moment in log.resumed.items():
        begun[resumed] = moment
    in_hand = np.array(log.in_hand, INDEX)
    in_hand = in_hand[np.isnan(ended[in_hand])]
    done = np.flatnonzero(~np.isnan(ended))
    wrapped = done[work.wrap_up[done] > 0.0]
    parts = np.array(log.parts, np.float64).reshape(-1, 4)
    part_agents, part_touches = parts[:, 0].astype(INDEX), parts[:, 1].astype(INDEX)
    wrap_ends = np.minimum(ended[wrapped] + work.wrap_up[wrapped], end)
    kind = np.full(len(done) + len(in_hand) + len(wrapped) + len(parts), SpellKind.WORK, np.int8)
    kind[len(done) + len(in_hand) : len(kind) - len(parts)] = SpellKind.WRAP_UP
    touch = np.concatenate((done, in_hand, wrapped, part_touches))
    kind[(work.kind[touch] == TouchKind.NOTICE) & (kind == SpellKind.WORK)] = SpellKind.NOTICE
    return Spells(
        agent=np.concatenate((agent[done], agent[in_hand], agent[wrapped], part_agents)),
        touch=row_of[touch],
        kind=kind,
        begin=np.concatenate((begun[done], begun[in_hand], ended[wrapped], parts[:, 2])),
        end=np.concatenate((ended[done], np.full(len(in_hand), end), wrap_ends, parts[:, 3])),
    )


def _tickets(script: Script, log: Logbook, started: FloatArray, ended: FloatArray) -> Tickets:
    work = script.work
    resolved = np.full(len(script.arrival), np.nan)
    last = np.flatnonzero(
        (work.following < 0) & ~np.isin(work.kind, (TouchKind.CHASE, TouchKind.NOTICE)) & ~np.isnan(ended)
    )
    resolved[work.ticket[last]] = ended[last]
    answered = np.full(len(script.arrival), np.nan)
    first = np.flatnonzero(np.isin(work.kind, (TouchKind.FIRST, TouchKind.OUTREACH)) & ~np.isnan(started))
    answered[work.ticket[first]] = np.where(work.live[first], started[first], ended[first])
    outcome = np.where(np.isnan(resolved), TicketOutcome.OPEN, TicketOutcome.RESOLVED).astype(np.int8)
    outcome[np.array(log.gone, INDEX)] = TicketOutcome.ABANDONED
    outcome[script.contacts.ticket[log.left[0]]] = TicketOutcome.ABANDONED
    chased = np.zeros(len(script.arrival), np.bool_)
    chased[np.array(log.chased, INDEX)] = True
    return Tickets(
        script.arrival, script.segment, script.topic, script.channel, script.tier, outcome, answered, resolved, chased
    )


def _duties(roster: Roster, log: Logbook, end: float) -> Duties:
    on_duty = roster.kind == DutyKind.ON_DUTY
    real_begin = np.where(on_duty, np.asarray(log.real_begin), roster.begin)
    real_end = np.where(on_duty, np.asarray(log.real_end), roster.end)
    running = on_duty & ~np.isnan(real_begin) & np.isnan(real_end)
    real_end[running] = end
    return Duties(roster.agent, roster.kind, roster.shift_end, roster.begin, roster.end, real_begin, real_end)
