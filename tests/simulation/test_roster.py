"""Duty intervals: breaks, absence, off-queue blocks, shifts that touch."""

from __future__ import annotations

import numpy as np
from desks import DAY, HOUR, MINUTE, Desk, shift

from simulation.inputs import BreakInputs
from simulation.records import DutyKind
from simulation.roster import Roster, draw_roster


def roster(*shifts, seed: int = 1) -> Roster:  # type: ignore[no-untyped-def]
    return draw_roster(Desk(shifts=shifts).inputs(), seed, 0)


def rows(drawn: Roster, agent: int) -> list[tuple[int, float, float]]:
    mine = drawn.agent == agent
    return list(zip(drawn.kind[mine].tolist(), drawn.begin[mine].tolist(), drawn.end[mine].tolist(), strict=True))


def test_that_a_break_cuts_the_duty_and_is_staggered_over_the_positions() -> None:
    pause = BreakInputs(4 * HOUR, 30 * MINUTE, False, True)
    drawn = roster(shift(0, 3, (0.0, 8 * HOUR), breaks=(pause,)))
    begins = [rows(drawn, agent)[1][1] for agent in range(3)]
    assert begins == [3.5 * HOUR, 4 * HOUR, 4.5 * HOUR]
    assert rows(drawn, 1) == [
        (DutyKind.ON_DUTY, 0.0, 4 * HOUR),
        (DutyKind.BREAK_UNPAID, 4 * HOUR, 4.5 * HOUR),
        (DutyKind.ON_DUTY, 4.5 * HOUR, 8 * HOUR),
    ]


def test_that_breaks_without_stagger_are_taken_together() -> None:
    pause = BreakInputs(4 * HOUR, 30 * MINUTE, True, False)
    drawn = roster(shift(0, 3, (0.0, 8 * HOUR), breaks=(pause,)))
    assert {rows(drawn, agent)[1] for agent in range(3)} == {(DutyKind.BREAK_PAID, 4 * HOUR, 4.5 * HOUR)}


def test_that_shifts_that_touch_are_one_stretch_of_duty() -> None:
    drawn = roster(shift(0, 1, (0.0, DAY), (DAY, 2 * DAY)))
    assert rows(drawn, 0) == [(DutyKind.ON_DUTY, 0.0, 2 * DAY)]
    assert drawn.shift_end.tolist() == [True]


def test_that_absence_strikes_whole_shifts_in_its_share() -> None:
    spans = [(day * DAY, day * DAY + 8 * HOUR) for day in range(500)]
    drawn = roster(shift(0, 4, *spans, absence=0.1))
    absent = drawn.kind == DutyKind.ABSENT
    assert np.all((drawn.end - drawn.begin)[absent] == 8 * HOUR)
    assert abs(absent.sum() / 2000 - 0.1) < 5 * np.sqrt(0.09 / 2000)


def test_that_off_queue_blocks_fill_their_share_clear_of_breaks() -> None:
    pause = BreakInputs(4 * HOUR, 30 * MINUTE, False, True)
    spans = [(day * DAY, day * DAY + 8 * HOUR) for day in range(50)]
    drawn = roster(shift(0, 2, *spans, breaks=(pause,), off_queue=0.2))
    lengths = drawn.end - drawn.begin
    off = drawn.kind == DutyKind.OFF_QUEUE
    assert np.isclose(lengths[off].sum(), 0.2 * 7.5 * HOUR * 100)
    for agent in (0, 1):
        mine = np.flatnonzero(drawn.agent == agent)
        assert np.all(drawn.begin[mine][1:] >= drawn.end[mine][:-1])
        assert np.isclose(lengths[mine].sum(), 8 * HOUR * 50)


def test_that_one_day_keeps_its_draws_when_other_days_are_added() -> None:
    one = roster(shift(0, 2, (DAY, DAY + 8 * HOUR), absence=0.5, off_queue=0.2))
    more = roster(shift(0, 2, (0.0, 8 * HOUR), (DAY, DAY + 8 * HOUR), absence=0.5, off_queue=0.2))
    later = [row for agent in (0, 1) for row in rows(more, agent) if row[1] >= DAY]
    assert later == [row for agent in (0, 1) for row in rows(one, agent)]


def test_that_an_absent_agent_is_not_paid_through_unpaid_breaks() -> None:
    pauses = (BreakInputs(2 * HOUR, 15 * MINUTE, True, False), BreakInputs(4 * HOUR, 30 * MINUTE, False, False))
    drawn = roster(shift(0, 1, (0.0, 8 * HOUR), breaks=pauses, absence=1.0))
    assert rows(drawn, 0) == [
        (DutyKind.ABSENT, 0.0, 4 * HOUR),
        (DutyKind.BREAK_UNPAID, 4 * HOUR, 4.5 * HOUR),
        (DutyKind.ABSENT, 4.5 * HOUR, 8 * HOUR),
    ]
