"""The arithmetic of shifts: snapping, spans past midnight, uncertain numbers and other time zones."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.times import parse_span
from tests.ui.tables.desk import Desk
from ui.editors.shifts import DAY, SNAP, ShiftBar, shifts_of, snapped

UNSURE = ShiftBar("L1", "day", "mon", 540, 1020, 4, spread=(3, 6))
EARLY = ("teams", "L1", "shifts", "early")


def test_that_minutes_snap_to_quarters_of_an_hour() -> None:
    assert [snapped(minutes) for minutes in (6, 8, 22, 23, -8)] == [0, 15, 15, 30, -15]


def test_that_an_uncertain_number_is_read_from_its_fewest_to_its_most() -> None:
    assert UNSURE.agents_text == "3 to 6"
    assert UNSURE.plain_agents == {"low": 3, "likely": 4, "high": 6}


@pytest.mark.parametrize(("more", "agents"), [(1, (4, 5, 7)), (-1, (2, 3, 5)), (-9, (0, 1, 3))])
def test_that_an_uncertain_number_moves_as_a_whole(more: int, agents: tuple[int, int, int]) -> None:
    assert tuple(UNSURE.staffed(more).plain_agents.values()) == agents


def test_that_a_range_and_limits_are_read_from_the_plan(desk: Desk) -> None:
    desk.document.set_value((*EARLY, "agents"), {"low": 3, "likely": 5, "high": 8})
    desk.document.set_value((*EARLY, "max_agents"), 9)
    bar = shifts_of(desk.document)[0]
    assert (bar.agents, bar.spread, bar.limits) == (5, (3, 8), (None, 9))


def test_that_a_team_in_another_zone_is_drawn_on_the_plans_clock(desk: Desk) -> None:
    desk.document.set_value(("teams", "L1", "time_zone"), "America/New_York")
    bar = shifts_of(desk.document)[0]
    assert bar.span == "08:00-16:30"
    assert (bar.drawn_begin, bar.drawn_end) == (14 * 60, 22 * 60 + 30)
    desk.document.set_value(("teams", "L1", "time_zone"), "Asia/Tokyo")
    assert shifts_of(desk.document)[0].drawn_begin == 60


@given(
    st.integers(0, 95),
    st.integers(1, 95),
    st.sampled_from(("moved", "begun", "ended")),
    st.integers(-200, 200),
)
def test_that_every_edit_leaves_a_span_that_a_plan_can_have(begin: int, length: int, edit: str, steps: int) -> None:
    bar = ShiftBar("L1", "any", "mon", begin * SNAP, (begin + length) * SNAP, 1)
    after = getattr(bar, edit)(steps * SNAP)
    span = parse_span(after.span)
    assert (span.begin, span.end) == (after.begin * 60, after.end * 60)
    assert SNAP <= after.end - after.begin <= DAY
