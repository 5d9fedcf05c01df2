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
from ui.pages.team.page import TeamPage

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
    assert [table.model.index(0, column).data() for column in (2, 3)] == ["08:15", "16:45"]
    context.document.undo_stack.undo()
    assert span(context) == "08:00-16:30"
    table.view.select((0, 2), (0, 2))
    assert table.view.paste_text("22:00\t06:00")
    page.shifts.gantt.choose(EARLY)
    assert page.shifts.gantt.chosen_bar is not None
    assert page.shifts.gantt.chosen_bar.end == 30 * 60


def test_that_a_removed_shift_leaves_the_form(page: TeamPage) -> None:
    page.shifts.gantt.choose(EARLY)
    QTest.keyClick(page.shifts.gantt, Qt.Key.Key_Delete)
    assert page.shift_form is not None
    assert page.shift_form.path != EARLY


def known(page: TeamPage, qtbot: QtBot) -> None:
    """Wait until the estimates are those of the plan as it is."""
    qtbot.waitUntil(lambda: page.estimates.is_current, timeout=30_000)


def test_that_the_coverage_is_that_of_the_day_and_the_team(page: TeamPage, qtbot: QtBot) -> None:
    known(page, qtbot)
    strip = page.shifts.coverage.strip
    # ten people, of whom some are absent, off the queue or on a break
    assert 8 < max(strip.at_desk) <= 10 * 0.95 * 0.9
    page.shifts.coverage.days.choose(6)
    assert max(strip.at_desk) == 0
    page.teams.choose("L2")
    page.shifts.coverage.days.choose(0)
    assert 3 < max(strip.at_desk) <= 5 * 0.95 * 0.75


def test_that_a_shortage_is_told_for_the_day_and_the_week(page: TeamPage, context: Context, qtbot: QtBot) -> None:
    known(page, qtbot)
    coverage = page.shifts.coverage
    assert coverage.week.all_shortages == ()
    assert "enough for calls and chats in the whole week" in coverage.title.text()
    context.document.set_value(("teams", "L1", "shifts", "early", "agents"), 0)
    assert not page.estimates.is_current
    known(page, qtbot)
    assert "08:00–09:30: 3 short" in coverage.verdict.text()
    assert coverage.days.days[0].status.startswith("▲")
    assert "too few for calls and chats" in coverage.title.text()


def test_that_the_columns_of_a_team_follow_from_its_shifts(page: TeamPage, context: Context, qtbot: QtBot) -> None:
    known(page, qtbot)
    table = page.teams.model
    row = [table.index(0, column).data() for column in range(table.columnCount())]
    assert row[:2] == ["L1", "L1"]
    assert row[5:7] == ["10", "400"]
    assert not table.set_texts({(0, 2): "22", (0, 5): "99"}, "Paste")
    assert table.set_texts({(0, 5): "99"}, "Paste")
    assert context.document.undo_stack.count() == 1


def test_that_the_table_of_teams_fits_its_place(page: TeamPage, qtbot: QtBot) -> None:
    known(page, qtbot)
    assert page.teams.view.horizontalScrollBar().maximum() == 0
    page.resize(840, 590)
    qtbot.waitUntil(lambda: page.teams.view.horizontalScrollBar().maximum() == 0)


def test_that_buttons_and_menu_do_the_same_to_the_chosen_shift(page: TeamPage, context: Context) -> None:
    page.shifts.gantt.choose(EARLY)
    page.do_shift("shift_later")
    assert span(context) == "08:15-16:45"
    later = next(action for action in page.shifts.buttons.actions() if action.text() == "Later")
    assert "Right" in later.toolTip()
    later.trigger()
    assert span(context) == "08:30-17:00"
    page.do_shift("rename_shift")
    assert page.shifts.table is not None
    assert page.shifts.table.isVisibleTo(page)


def test_that_a_week_can_be_chosen_where_weeks_differ(page: TeamPage, context: Context, qtbot: QtBot) -> None:
    known(page, qtbot)
    coverage, plan = page.shifts.coverage, context.document.plan
    assert coverage.weeks.count() == 1
    assert plan is not None
    context.document.set_value((*EARLY[:3], "extra"), {"dates": [plan.base.start], "span": "08:00-16:00", "agents": 4})
    known(page, qtbot)
    assert coverage.weeks.count() == 1 + plan.base.weeks
    mean = max(coverage.strip.at_desk)
    coverage.weeks.setCurrentIndex(1)
    coverage.weeks.activated.emit(1)
    known(page, qtbot)
    assert max(coverage.strip.at_desk) > mean + 1
    assert coverage.week.dates[0] == plan.base.start
    context.document.undo_stack.undo()
    known(page, qtbot)
    assert coverage.weeks.currentIndex() == 0


def test_that_a_team_without_calls_says_why_no_hour_is_short(page: TeamPage, context: Context, qtbot: QtBot) -> None:
    context.document.new(read_plan_text(example_text("every-channel")))
    page.teams.choose("Mail")
    known(page, qtbot)
    assert "No calls or chats reach Mail" in page.shifts.coverage.title.text()


def test_that_a_team_without_shifts_offers_to_add_one(page: TeamPage, context: Context) -> None:
    def clear(data: dict[str, Any]) -> None:
        data["teams"]["L2"]["shifts"].clear()
        del data["scenarios"]

    context.document.edit("Clear", clear)
    page.teams.choose("L2")
    assert page.shifts.hint.isVisibleTo(page)
    page.shifts.hint.button.click()
    assert context.document.plan is not None
    assert list(context.document.plan.data["teams"]["L2"]["shifts"]) == ["day"]
    assert not page.shifts.hint.isVisibleTo(page)


def test_that_the_work_of_a_tier_is_edited_by_topic(page: TeamPage, context: Context) -> None:
    page.show_path(("tiers", "L2"))
    work = page.tiers.work
    assert page.tiers.work_title.text() == "Work of L2 by topic"
    work.select((0, 0), (0, 0))
    assert work.paste_text("12 min · cv 0.5")
    plan = context.document.plan
    assert plan is not None
    assert plan.data["topics"]["password"]["work"]["L2"]["handle_time"] == {"mean": "12 min", "cv": 0.5}
    work.clear_cells()
    assert context.document.plan is not None
    assert "L2" not in context.document.plan.data["topics"]["password"]["work"]


def test_that_a_handle_time_and_what_goes_on_are_pasted_together_on_a_new_topic(
    page: TeamPage, context: Context
) -> None:
    page.show_path(("tiers", "L2"))
    work = page.tiers.work
    work.select((0, 1), (0, 1))
    assert not work.paste_text("L1: 5 %")
    assert "write a handle time first" in page.tiers.message.text()
    work.select((0, 0), (0, 0))
    assert work.paste_text("12 min\tL1: 5 %")
    plan = context.document.plan
    assert plan is not None
    assert plan.data["topics"]["password"]["work"]["L2"] == {"handle_time": "12 min", "escalates": {"L1": 0.05}}
    context.document.undo_stack.undo()
    assert work.grid.text(0, 0) == ""


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
    assert page.hint.isVisibleTo(page)
    assert not page.shifts.coverage.isVisibleTo(page)
    context.document.undo_stack.undo()
    assert len(page.shifts.gantt.bars) == 3


def test_that_the_models_keep_the_rules_of_qt(page: TeamPage) -> None:
    tables = (page.teams, page.tiers.tiers, page.shifts.table)
    models = [*(table.model for table in tables if table is not None), page.tiers.work.grid]
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


def test_that_the_chosen_shift_is_always_one_of_the_chosen_team(page: TeamPage, context: Context) -> None:
    page.teams.choose("L2")
    assert page.shifts.commands.chosen == ("teams", "L2", "shifts", "day")
    page.teams.choose("L1")
    chosen = page.shifts.commands.chosen
    assert chosen is not None
    assert chosen[1] == "L1"
    page.do_shift("more_agents")
    assert context.document.plan is not None
    shifts = context.document.plan.base.data["teams"]["L1"]["shifts"]
    assert shifts[chosen[3]]["agents"] == 6


def test_that_removing_the_last_shift_of_a_team_chooses_none_of_another(page: TeamPage) -> None:
    page.teams.choose("L2")
    page.do_shift("remove_shift")
    chosen = page.shifts.commands.chosen
    assert chosen is None or chosen[1] == page.shifts.team == "L2"


def test_that_an_added_shift_is_for_one_agent(page: TeamPage, context: Context) -> None:
    page.teams.choose("L1")
    page.do_shift("add_shift")
    chosen = page.shifts.commands.chosen
    assert chosen is not None
    assert context.document.plan is not None
    assert context.document.plan.base.data["teams"]["L1"]["shifts"][chosen[3]]["agents"] == 1
