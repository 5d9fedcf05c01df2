"""Orders of service: keys of each rule, and classes of work."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, Desk, channel, email, log, play_arrivals, shift, team, topic

from simulation.inputs import OfferInputs, Order, Target
from simulation.opening import ALWAYS, OpenHours
from simulation.order import RULES, due_moments
from simulation.replication import replicate
from simulation.script import write_script


def test_that_every_order_has_a_rule() -> None:
    assert set(RULES) == set(Order)


def test_that_due_moments_count_on_the_clock_of_the_target() -> None:
    office = OpenHours(np.array([9 * HOUR, DAY + 9 * HOUR]), np.array([17 * HOUR, DAY + 17 * HOUR]))
    arrival = np.array([16 * HOUR, 3 * HOUR])
    assert due_moments(Target(2 * HOUR, 0.9, True), office, arrival).tolist() == [DAY + 10 * HOUR, 11 * HOUR]
    assert due_moments(Target(2 * HOUR, 0.9, False), office, arrival).tolist() == [18 * HOUR, 5 * HOUR]
    assert due_moments(None, office, arrival).tolist() == [np.inf, np.inf]


def test_that_the_earliest_due_moment_goes_first() -> None:
    desk = Desk(segments=2, order=Order.DEADLINE)
    inputs = desk.inputs()

    def segment(number: int, within: float | None):  # type: ignore[no-untyped-def]
        target = None if within is None else Target(within, 0.9, False)
        offer = OfferInputs(ALWAYS, None, target, None)
        return replace(inputs.segments[number], offers=(offer, offer))

    later = replace(inputs, segments=(segment(0, 9 * HOUR), segment(1, HOUR)), demand=())
    chosen = desk_with(desk, later)
    records = play_arrivals(chosen, (0.0, 1, 0), (1.0, 1, 0), (2.0, 1, 1))
    assert [row[0] for row in log(records)] == [0, 2, 1]
    without = desk_with(desk, replace(later, segments=(segment(0, 9 * HOUR), segment(1, None))))
    records = play_arrivals(without, (0.0, 1, 0), (1.0, 1, 1), (2.0, 1, 0))
    assert [row[0] for row in log(records)] == [0, 2, 1]


def desk_with(desk: Desk, inputs):  # type: ignore[no-untyped-def]
    """A desk whose inputs are given."""
    made = replace(desk)
    made.inputs = lambda: inputs  # type: ignore[method-assign]
    return made


def test_that_touches_stand_in_their_order_of_service() -> None:
    desk = Desk(segments=2, order=Order.PRIORITY, per_quarter=2.0)
    script = write_script(desk.inputs(), 1, 0)
    work = script.work
    keys = list(zip(~work.live, script.segment[work.ticket], script.arrival[work.ticket], strict=True))
    assert keys == sorted(keys)


def test_that_work_with_the_same_teams_and_load_is_one_class() -> None:
    chat = channel("chat", concurrency=3)
    video = channel("video", concurrency=2)
    desk = Desk(
        channels=(channel(), email(), chat, video),
        topics=(topic(60.0, 60.0, escalates=0.5), topic(60.0, name="other")),
        teams=(team("L1"), team("L2")),
        shifts=(shift(0, 1, (0.0, DAY)), shift(1, 1, (0.0, DAY))),
        segments=3,
        per_quarter=5.0,
    )
    script = write_script(desk.inputs(), 1, 0)
    described = {(work.teams, work.live, work.load) for work in script.classes.classes}
    # tier 2 is reached as deferred work only; a full load is the least common multiple of 2 and 3
    assert script.classes.full_load == 6
    assert described == {((0,), True, 6), ((0,), False, 0), ((0,), True, 2), ((0,), True, 3), ((1,), False, 0)}
    assert len(described) == len(script.classes.classes)


def test_that_live_first_can_be_turned_off() -> None:
    desk = Desk(channel_mix=(0.5, 0.5), per_quarter=20.0)
    inputs = desk.inputs()
    mixed = replace(inputs, routing=replace(inputs.routing, live_first=False))
    touches = replicate(mixed, 1, 0).touches
    waited = touches.started > touches.ready
    by_start = np.argsort(touches.started[waited], kind="stable")
    assert np.all(np.diff(touches.ticket[waited][by_start]) > 0)
