"""From needs to tickets: what becomes of a need, and that nobody's draws depend on anybody else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, Desk, channel, email, topic

from simulation.demand import busy_day_factors, draw_demand
from simulation.distributions import constant
from simulation.inputs import BacklogInputs, DemandCell, Elsewhere, Inputs, SelfService
from simulation.opening import OpenHours
from simulation.records import Fate
from simulation.replication import replicate

MANY = 40.0  # needs per quarter-hour and segment


def fates(inputs: Inputs) -> list[int]:
    needs, _ = draw_demand(inputs, 1, 0)
    return np.bincount(needs.fate, minlength=len(Fate)).tolist()


def near(count: int, total: int, share: float) -> bool:
    return abs(count - share * total) < 5.0 * np.sqrt(total * share * (1.0 - share)) + 1e-9


def test_that_needs_are_prevented_lost_or_solved_in_their_shares() -> None:
    inputs = Desk(per_quarter=MANY).inputs()
    service = SelfService(0.5, np.array([0.6]), 0.25, constant(HOUR))
    segment = replace(inputs.segments[0], prevents=np.array([0.1]), finds_help=0.9, self_service=service)
    counted = fates(replace(inputs, segments=(segment,)))
    total = sum(counted)
    assert near(counted[Fate.PREVENTED], total, 0.1)
    assert near(counted[Fate.NOT_FOUND], total, 0.9 * 0.1)
    assert near(counted[Fate.DEFLECTED], total, 0.9 * 0.9 * 0.5 * 0.6 * 0.75)


def test_that_who_comes_back_after_self_service_comes_later() -> None:
    inputs = Desk(per_quarter=MANY).inputs()
    segment = replace(inputs.segments[0], self_service=SelfService(1.0, np.array([1.0]), 1.0, constant(HOUR)))
    needs, customers = draw_demand(replace(inputs, segments=(segment,)), 1, 0)
    asked = np.flatnonzero(needs.ticket >= 0)
    assert np.all(customers.arrival[needs.ticket[asked]] == needs.time[asked] + HOUR)


def test_that_a_channel_that_is_not_offered_sends_on_or_loses() -> None:
    phone = channel(when_not_offered=Elsewhere(1, 0.7, 0.0, constant(0.0)))
    inputs = Desk(channels=(phone, email()), channel_mix=(1.0, 0.0), per_quarter=MANY).inputs()
    segment = replace(inputs.segments[0], offers=(None, inputs.segments[0].offers[1]))
    needs, customers = draw_demand(replace(inputs, segments=(segment,)), 1, 0)
    assert set(needs.channel.tolist()) == {0}  # the preferred one
    assert set(customers.channel.tolist()) == {1}
    assert near(int(np.sum(needs.fate == Fate.NOT_OFFERED)), len(needs), 0.3)


def test_that_a_closed_channel_sends_on_brings_back_or_loses() -> None:
    hours = OpenHours(np.array([9 * HOUR]), np.array([17 * HOUR]))
    phone = channel(when_closed=Elsewhere(1, 0.5, 0.3, constant(60.0)))
    inputs = Desk(channels=(phone, email()), channel_mix=(1.0, 0.0), per_quarter=MANY, hours=hours).inputs()
    needs, customers = draw_demand(inputs, 1, 0)
    early = needs.time < 9 * HOUR
    assert near(int(np.sum(needs.fate[early] == Fate.CLOSED)), int(early.sum()), 0.2)
    back = early & (needs.ticket >= 0)
    arrivals, channels = customers.arrival[needs.ticket[back]], customers.channel[needs.ticket[back]]
    assert set(arrivals[channels == 0].tolist()) == {9 * HOUR + 60.0}
    late = needs.time >= 17 * HOUR  # nothing opens any more: those who would wait are lost as well
    assert near(int(np.sum(needs.fate[late] == Fate.CLOSED)), int(late.sum()), 0.5)


def test_that_an_unrelated_segment_leaves_the_others_untouched() -> None:
    one, _ = draw_demand(Desk(per_quarter=MANY).inputs(), 1, 0)
    both, _ = draw_demand(Desk(per_quarter=MANY, segments=2).inputs(), 1, 0)
    mine = both.segment == 0
    assert both.time[mine].tolist() == one.time.tolist()
    assert both.channel[mine].tolist() == one.channel.tolist()


def test_that_busy_days_share_one_uniform_and_keep_their_mean() -> None:
    inputs = Desk(end=2000 * DAY).inputs()
    small, large = (busy_day_factors(inputs.horizon, 1, 0, cv)[::96] for cv in (0.1, 0.3))
    assert np.all(np.diff(small[np.argsort(large, kind="stable")]) >= 0.0)
    assert abs(large.mean() - 1.0) < 5 * 0.3 / np.sqrt(2000)
    assert abs(large.std() - 0.3) < 0.03


def test_that_an_event_on_a_topic_changes_the_mix_while_it_lasts() -> None:
    inputs = Desk(topics=(topic(60.0), topic(60.0, name="other")), per_quarter=MANY).inputs()
    factors = np.ones((96, 2))
    factors[:48, 0] = 3.0
    cell = DemandCell(0, "s0|zone", inputs.demand[0].expected * factors.mean(axis=1), 0.0, factors)
    needs, _ = draw_demand(replace(inputs, demand=(cell,)), 1, 0)
    early = needs.time < 12 * HOUR
    assert near(int(np.sum(needs.topic[early] == 0)), int(early.sum()), 0.75)
    assert near(int(np.sum(needs.topic[~early] == 0)), int((~early).sum()), 0.5)


def test_that_a_backlog_is_there_at_the_start_and_worked_off() -> None:
    inputs = Desk().inputs()
    backlog = BacklogInputs(0, "old", 1, 0, 5, constant(2 * DAY))
    records = replicate(replace(inputs, backlog=(backlog,)), 1, 0)
    assert records.tickets.arrival.tolist() == [-2 * DAY] * 5
    assert records.touches.started.tolist() == [0.0, 60.0, 120.0, 180.0, 240.0]
    assert len(records.needs) == 0
