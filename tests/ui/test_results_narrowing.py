"""Narrowing: from each table, by mouse and keyboard, with a way back, and never silently for all."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from results_help import all_texts, choose
from some_answers import tiny_answer, tiny_plan

from planner.economics import UNASSIGNED
from planner.reporting.report import Quantity, Table, Verdict
from planner.study import run_study
from ui.look.theme import LIGHT
from ui.pages.results.members import DIMENSIONS, TABS, Dimension, members, members_table
from ui.pages.results.narrowing import shown_tables
from ui.pages.results.table_card import TableCard
from ui.pages.results.table_model import INTERVAL_ROLE, for_a_spreadsheet
from ui.pages.results.tiles import tile_texts
from ui.pages.results.view import ResultsView
from ui.pages.results.worth import worth_table
from ui.running.answer import Answer
from ui.running.measuring import answer_of

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()
LATE = tiny_answer("Late shift")


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made = ResultsView(LIGHT)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show_answer(ANSWER, None)
    made.show()
    return made


def press(qtbot: QtBot, card: TableCard, index: QModelIndex, key: Qt.Key) -> None:
    card.view.setCurrentIndex(index)
    card.view.setFocus()
    qtbot.keyClick(card.view, key)


def table(key: str, by: dict[str, str]) -> Table:
    return next(each for tab in TABS for each in shown_tables(ANSWER, tab, by) if each.key == key)


@cache
def wide_answer() -> Answer:
    """The answer of a plan with two segments, each with a level of its own."""

    def change(data: dict[str, Any]) -> None:
        level = data["segments"]["Pro"]["support_level"]
        data["support_levels"]["Other"] = deepcopy(data["support_levels"][level])
        data["segments"]["Small"] = {**deepcopy(data["segments"]["Pro"]), "support_level": "Other"}

    plan = tiny_plan(2).edit(change)
    return answer_of(plan, run_study(plan.scenario("Base"), workers=1), None, complete=True)


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.key)
def test_that_enter_and_a_click_narrow_to_a_row(qtbot: QtBot, view: ResultsView, dimension: Dimension) -> None:
    view.show_answer(wide_answer(), None)
    choose(view.split, str(dimension.title))
    names = members(wide_answer(), dimension.key)
    assert len(names) > 1
    press(qtbot, view.members, view.members.model.index(1, 0), Qt.Key.Key_Return)
    assert view.by == {dimension.key: names[1]}
    place = view.members.view.visualRect(view.members.model.index(0, 2)).center()
    qtbot.mouseClick(view.members.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.by == {dimension.key: names[0]}
    press(qtbot, view.members, view.members.model.index(view.members.model.rowCount() - 1, 0), Qt.Key.Key_Return)
    assert view.by == {}


def test_that_rows_of_other_tables_narrow_by_the_column_in_question(qtbot: QtBot, view: ResultsView) -> None:
    view.tabs.show_tab(1)
    waits = next(card for card in view.details[0].cards if card.model.table and card.model.table.key == "waits")
    segment, channel = (str(waits.model.index(1, column).data()) for column in (0, 1))
    press(qtbot, waits, waits.model.index(1, 1), Qt.Key.Key_Return)
    assert view.by == {"channel": channel}
    view.scope.back()
    with qtbot.waitSignal(waits.row_chosen) as caught:
        press(qtbot, waits, waits.model.index(1, 2), Qt.Key.Key_Return)
    assert list(caught.args[0].items()) == [("segment", segment), ("channel", channel)]


def test_that_keys_and_a_button_lead_back_step_by_step(qtbot: QtBot, view: ResultsView) -> None:
    first, second = members(ANSWER, "channel")[:2]
    assert not view.scope.trail.isVisible()
    choose(view.narrow, f"Channel: {first}")
    choose(view.narrow, f"Channel: {second}")
    assert view.scope.trail.isVisible()
    assert second in view.scope.here.text()
    assert first in view.scope.back_button.text()
    view.activateWindow()
    view.members.view.setFocus()
    qtbot.waitUntil(view.members.view.hasFocus)
    qtbot.keyClick(view.members.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.by == {"channel": first}
    qtbot.keyClick(view.members.view, Qt.Key.Key_Backspace)
    assert view.by == {}
    choose(view.narrow, f"Channel: {second}")
    qtbot.mouseClick(view.scope.back_button, Qt.MouseButton.LeftButton)
    assert view.by == {}
    assert not view.scope.trail.isVisible()


def test_that_a_new_answer_keeps_what_everything_was_narrowed_to(view: ResultsView) -> None:
    choose(view.narrow, "Channel: phone")
    view.show_answer(LATE, ANSWER)
    assert view.by == {"channel": "phone"}
    view.scope.back()
    assert view.by == {}


def test_that_a_tile_says_where_it_has_no_value_for_a_member() -> None:
    first, kept, busy, cost, _backlog = tile_texts(ANSWER, {"team": "L1"}, None)
    assert (first.value, first.verdict) == ("–", "No value for a team")
    assert (kept.value, kept.verdict) == ("–", "No value for a team")
    assert busy.value != "–"
    assert cost.value != "–"


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.key)
def test_that_narrowed_tables_hold_only_figures_of_the_member_or_say_that_there_are_none(dimension: object) -> None:
    key = dimension.key  # type: ignore[attr-defined]
    by = {key: members(ANSWER, key)[0]}
    findings, segments = ANSWER.findings, ANSWER.scenario.segments
    for tab in TABS:
        for each in shown_tables(ANSWER, tab, by):
            if not each.rows:
                assert each.note
            cells = [cell for row in each.rows for cell in row if isinstance(cell, Quantity)]
            origins = [origin for cell in cells if (origin := findings.origin(cell)) is not None]
            if each.key == "promises" and key == "segment":
                level = segments[by[key]].support_level
                assert {origin.by["level"] for origin in origins} == {level}
            else:
                assert all(origin.by.get(key) == by[key] for origin in origins), each.key


def test_that_members_of_two_dimensions_are_shown_together_where_that_is_known() -> None:
    channel = next(dimension for dimension in DIMENSIONS if dimension.key == "channel")
    both = members_table(ANSWER, channel, {"segment": "Pro"})
    row = next(row for row in both.rows if row[0] == "email")
    assert row[1] == ANSWER.findings.get("tickets_offered", {"segment": "Pro", "channel": "email"})
    none = members_table(ANSWER, channel, {"team": "L1"})
    assert (none.rows, none.note) == ((), "No value for a team")


def test_that_missed_promises_stand_first() -> None:
    worst = replace(ANSWER.section.promises[-1], verdict=Verdict.MISSED)
    section = replace(ANSWER.section, promises=(*ANSWER.section.promises[:-1], worst))
    shown = next(iter(shown_tables(replace(ANSWER, section=section), TABS[0], {})))
    assert shown.rows[0][:2] == (worst.level, worst.channel)
    assert "1 ✗ missed" in shown.title


def test_that_money_says_what_each_is_worth_and_what_is_missing() -> None:
    worth = worth_table(ANSWER, {})
    segments = ANSWER.scenario.segments
    for row in worth.rows[: len(segments)]:
        revenue = row[4]
        assert isinstance(revenue, Quantity)
        name = str(row[0])
        assert (revenue.value is None) == (segments[name].revenue_per_customer_month is None)
        if revenue.value is None:
            assert name in worth.note
    plan = tiny_plan().edit(lambda data: [part.pop("gross_margin", None) for part in data["segments"].values()])
    assert "Gross margin" in worth_table(replace(ANSWER, scenario=plan.scenario("Base")), {}).note


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.key)
def test_that_the_costs_of_all_members_add_up_to_the_total(dimension: object) -> None:
    rows = members_table(ANSWER, dimension).rows  # type: ignore[arg-type]
    columns = [column.label for column in members_table(ANSWER, dimension).columns]  # type: ignore[arg-type]
    place = columns.index("Cost in 1 week, EUR")
    costs = [cell.value or 0.0 for row in rows if isinstance(cell := row[place], Quantity)]
    if len(rows) > 1:
        assert sum(costs[:-1]) == pytest.approx(costs[-1])
    assert UNASSIGNED not in {row[0] for row in rows}


def test_that_intervals_stand_below_numbers_and_are_copied_in_columns_of_their_own(view: ResultsView) -> None:
    model = view.members.model
    assert not model.index(0, 1).data(INTERVAL_ROLE)
    view.set_intervals(True)
    texts = all_texts(model)
    assert model.index(0, 1).data(INTERVAL_ROLE)
    assert "interval" in model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    view.members.copy_all()
    header, first, *_rest = csv.reader(io.StringIO(QGuiApplication.clipboard().text()), dialect="excel-tab")
    assert header[:4] == ["Segment", "Tickets", "Tickets, low", "Tickets, high"]
    assert first[:2] == [texts[0][0], for_a_spreadsheet(texts[0][1])]
    assert model.index(0, 1).data(INTERVAL_ROLE) == f"{first[2]}–{first[3]}"
    view.members.view.selectRow(0)
    view.members.view.copy()
    assert QGuiApplication.clipboard().text().rstrip("\n").split("\t") == first
    view.set_intervals(False)
    view.members.copy_all()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[:3] == ["Segment", "Tickets", "Half within"]


@pytest.mark.parametrize(
    ("shown", "copied"),
    [
        ("\N{MINUS SIGN}50,649", "-50649"),
        ("45.7 %", "45.7%"),
        ("17.80", "17.80"),
        ("20 min", "20 min"),
        ("–", "–"),
        ("Plus, email", "Plus, email"),
    ],
)
def test_that_copied_numbers_are_numbers_to_a_spreadsheet(shown: str, copied: str) -> None:
    assert for_a_spreadsheet(shown) == copied


def test_that_a_table_saved_as_workbook_has_numbers_and_texts(view: ResultsView) -> None:
    sheet = load_workbook(io.BytesIO(view.members.xlsx())).active
    assert sheet is not None
    header, rows = view.members.model.plain_rows()
    assert [cell.value for cell in sheet[1]] == header
    assert [cell.value for cell in sheet[2]] == pytest.approx(rows[0])


@pytest.mark.parametrize("width", [1160, 1200])
def test_that_no_table_scrolls_sideways_in_a_usual_window(view: ResultsView, width: int) -> None:
    view.set_intervals(True)
    view.resize(width, 760)
    for number in range(5):
        view.tabs.show_tab(number)
        view.grab()
        assert view.area.horizontalScrollBar().maximum() == 0
        shown = [view.members, *(card for details in view.details for card in details.cards)]
        for card in (card for card in shown if card.view.isVisible()):
            assert card.view.horizontalScrollBar().maximum() == 0, card.title.text()
