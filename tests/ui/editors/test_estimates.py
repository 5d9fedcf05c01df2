"""Estimates by formula: what problems of the plan explain is not logged, a mistake of the program is."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from planner.errors import PlannerError
from planner.scenario import Plan
from tests.ui.some_answers import tiny_study
from ui.editors.estimates import desk_of, need_of
from ui.running.needed import needed_by


def _broken(error: Exception) -> Any:
    def raise_it(*_words: Any, **_named: Any) -> None:
        raise error

    return raise_it


@pytest.fixture(params=[PlannerError("Too few."), ZeroDivisionError()], ids=["planner", "arithmetic"])
def expected(request: pytest.FixtureRequest) -> Exception:
    error: Exception = request.param
    return error


def test_that_what_formulas_refuse_is_not_logged(
    small_plan: Plan, monkeypatch: pytest.MonkeyPatch, expected: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("planner.compile.compile_inputs", _broken(expected))
    monkeypatch.setattr("planner.staffing.coverage.live_needs", _broken(expected))
    assert desk_of(small_plan, "Base") is None
    assert need_of(small_plan, "Base", -1).reason
    assert needed_by(tiny_study()) == ()
    assert not caplog.records


@pytest.mark.parametrize("error", [ValueError("odd"), TypeError("odd"), KeyError("odd")])
def test_that_a_mistake_of_the_program_is_logged_with_its_trace(
    small_plan: Plan, monkeypatch: pytest.MonkeyPatch, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("planner.compile.compile_inputs", _broken(error))
    monkeypatch.setattr("planner.staffing.coverage.live_needs", _broken(error))
    assert desk_of(small_plan, "Base") is None
    assert need_of(small_plan, "Base", -1).reason
    assert needed_by(tiny_study()) == ()
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3
    assert all(record.exc_info for record in caplog.records)


def test_that_a_plan_with_errors_may_confuse_the_formulas(
    small_plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = small_plan.edit(lambda data: data["teams"]["L1"].update(tier="nowhere"))
    monkeypatch.setattr("planner.compile.compile_inputs", _broken(KeyError("nowhere")))
    assert desk_of(wrong, "Base") is None
    assert not caplog.records
