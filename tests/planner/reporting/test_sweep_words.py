"""Sweeps in words and in letters: where something holds along an axis, and curves drawn on a terminal."""

from __future__ import annotations

import io
import math
from functools import cache

import pytest
from rich.console import Console

from planner.reporting import Report, build_sweep_report, print_report
from planner.reporting.content.sweep_sentences import places
from planner.reporting.plots import plot
from planner.reporting.report import Quantity
from planner.scenario.files import load_plan_text
from planner.studies import Axis, lay_out, sweep
from planner.study import run_study
from tests.planner.story import PLAN

PATIENCE = "channels.chat.patience"
BUSY = PLAN.replace("customers = 100", "customers = 2500")


@cache
def report_of(*axes: Axis) -> Report:
    plan = load_plan_text(BUSY)
    found = sweep(lay_out(plan, axes), lambda scenario: run_study(scenario, replications=2, workers=1))
    return build_sweep_report(plan, found)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("xxoo", {"x": "up to 2", "o": "from 3 on"}),
        ("xooo", {"x": "at 1", "o": "from 2 on"}),
        ("oxxo", {"o": "at 1 and at 4", "x": "from 2 to 3"}),
        ("oxoo", {"o": "at 1 and from 3 on", "x": "at 2"}),
    ],
)
def test_that_stretches_of_an_ordered_axis_are_said_by_their_ends(marks: str, said: dict[str, str]) -> None:
    assert places(marks, "1234", ordered=True) == said


def test_that_values_without_an_order_are_listed() -> None:
    assert places("xox", ["email", "chat", "phone"], ordered=False) == {"x": "at email, phone", "o": "at chat"}


def test_that_a_curve_is_drawn_on_one_scale_with_intervals_and_the_promise() -> None:
    points = [Quantity(0.0, 0.0, 2.0), Quantity(5.0, 4.0, 6.0), Quantity(10.0), Quantity(None)]
    assert plot(points, limit=8.0, width=11) == ["●──·····│··", "····─●─·│··", "········│·●", "········│··"]


def test_that_equal_and_infinite_numbers_can_be_drawn() -> None:
    assert plot([Quantity(3.0), Quantity(3.0)], width=3) == ["●··", "●··"]
    assert plot([Quantity(1.0), Quantity(math.inf)], width=3) == ["●··", "●··"]


def test_that_the_answer_fits_eighty_columns_and_needs_no_special_letters() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_report(report_of(Axis("teams.First.shifts.day.agents", ("1", "2", "4"))), Console(file=stream, width=80))
    stream.seek(0)
    text = stream.read()
    assert max(map(len, text.splitlines())) <= 80
    assert "o estimate, - interval" in text.replace("\n", " ")


def test_that_durations_have_a_scale_in_a_unit_that_a_reader_knows() -> None:
    found = report_of(Axis(PATIENCE, ("30 s", "10 min"))).sweep
    assert found is not None
    (axis,) = found.axes
    assert (axis.numbers, axis.unit, axis.label) == ((0.5, 10.0), "min", "patience")


def test_that_two_places_with_one_key_are_told_apart() -> None:
    agents = [Axis(f"teams.{team}.shifts.day.agents", ("1", "2")) for team in ("First", "Second")]
    found = report_of(*agents).sweep
    assert found is not None
    assert [axis.label for axis in found.axes] == ["First agents", "Second agents"]
    assert len(found.points) == 4


def test_that_a_promise_that_is_varied_is_named_without_its_numbers() -> None:
    found = report_of(Axis("support_levels.Gold.offers.chat.answer.within", ("1 s", "2 h"))).sweep
    assert found is not None
    assert "Gold chat: answered in time" in {curve.title for curve in found.curves}
