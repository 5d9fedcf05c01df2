"""The Team page: teams, shifts and tiers, each as a table and a form, and the coverage of a day."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from planner.examples import example_text
from planner.scenario.files import read_plan_text
from ui.context import Context
from ui.pages.team import TeamPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EARLY = ("teams", "L1", "shifts", "early")


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> TeamPage:
    context.document.new(read_plan_text(example_text("two-tiers")))
    made = TeamPage(context)
    made.resize(1200, 760)
    qtbot.addWidget(made)
    made.show()
    return made


def span(context: Context) -> str:
    plan = context.document.plan
    assert plan is not None
    return str(plan.data["teams"]["L1"]["shifts"]["early"]["span"])


def test_that_the_first_team_is_shown(page: TeamPage) -> None:
    assert page.teams.current_path == ("teams", "L1")
    assert page.team_form is not None
    assert page.team_form.path == ("teams", "L1")
    assert page.shifts.table is not None
    assert page.shifts.table.model.names == ("early", "late")


def test_that_choosing_a_shift_shows_its_team_and_form(page: TeamPage) -> None:
    page.shifts.gantt.choose(("teams", "L2", "shifts", "day"))
    assert page.teams.current_path == ("teams", "L2")
    assert page.shift_form is not None
    assert page.shift_form.path == ("teams", "L2", "shifts", "day")


def test_that_chart_and_table_show_the_same_edit(page: TeamPage, context: Context) -> None:
    page.shifts.gantt.choose(EARLY)
    QTest.keyClick(page.shifts.gantt, Qt.Key.Key_Right)
    table = page.shifts.table
    assert table is not None
    assert table.model.index(0, 2).data() == "08:15-16:45"
    context.document.undo_stack.undo()
    assert span(context) == "08:00-16:30"
    table.view.select((0, 2), (0, 2))
    assert table.view.paste_text("22:00-06:00")
    page.shifts.gantt.choose(EARLY)
    assert page.shifts.gantt.chosen_bar is not None
    assert page.shifts.gantt.chosen_bar.end == 30 * 60


def test_that_a_removed_shift_leaves_the_form(page: TeamPage) -> None:
    page.shifts.gantt.choose(EARLY)
    QTest.keyClick(page.shifts.gantt, Qt.Key.Key_Delete)
    assert page.shift_form is not None
    assert page.shift_form.path != EARLY


def test_that_the_coverage_is_that_of_the_day_and_the_team(page: TeamPage) -> None:
    coverage = page.shifts.coverage
    assert max(coverage.on_shift) == 10
    page.shifts.weekday.setCurrentIndex(6)
    assert max(coverage.on_shift) == 0
    page.teams.choose("L2")
    page.shifts.weekday.setCurrentIndex(0)
    assert max(coverage.on_shift) == 5


def test_that_the_need_is_estimated_behind_the_window(page: TeamPage, context: Context, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.shifts.coverage.need is not None, timeout=30_000)
    before = len(page.shifts.coverage.short)
    assert "Estimate" in page.shifts.coverage.accessibleDescription()
    context.document.set_value(("teams", "L1", "shifts", "early", "agents"), 0)
    assert page.shifts.coverage.need is None
    qtbot.waitUntil(lambda: page.shifts.coverage.need is not None, timeout=30_000)
    assert len(page.shifts.coverage.short) > before
    assert "too few" in page.shifts.coverage.summary


def test_that_places_of_the_plan_are_found(page: TeamPage) -> None:
    assert page.show_path((*EARLY, "agents"))
    assert page.shift_form is not None
    assert page.shift_form.path == EARLY
    assert page.show_path(("teams", "L2", "absence"))
    assert page.show_path(("tiers", "L2"))
    assert not page.show_path(("segments", "smb"))


def test_that_the_page_follows_a_plan_without_teams(page: TeamPage, context: Context) -> None:
    def clear(data: dict[str, Any]) -> None:
        data["teams"].clear()
        del data["scenarios"]

    context.document.edit("Clear", clear)
    assert page.shifts.gantt.bars == ()
    context.document.undo_stack.undo()
    assert len(page.shifts.gantt.bars) == 3


def test_that_the_models_keep_the_rules_of_qt(page: TeamPage) -> None:
    tables = (page.teams, page.tiers, page.shifts.table)
    models = [table.model for table in tables if table is not None]
    for model in models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    page.teams.choose("L1")
    page.teams.duplicate()
    assert page.teams.model.rowCount() == 3


def test_that_every_input_has_a_name(page: TeamPage) -> None:
    page.show_path((*EARLY, "agents"))
    kinds = (QAbstractItemView, QComboBox, QAbstractSpinBox, QGraphicsView, QTabWidget, QLineEdit)
    inputs = [each for kind in kinds for each in page.findChildren(kind) if each.isVisibleTo(page)]
    inputs = [each for each in inputs if not isinstance(each, QHeaderView)]
    nameless = [each for each in inputs if not each.accessibleName() and each.objectName() != "qt_spinbox_lineedit"]
    assert nameless == []
