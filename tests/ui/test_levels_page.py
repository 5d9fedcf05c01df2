"""The Levels page: promises in short, their form beside them, opening hours on two clocks; every edit can be undone."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableView,
)
from pytestqt.qtbot import QtBot

from planner.examples import example_text
from planner.scenario.files import read_plan_text
from ui.context import Context
from ui.pages.levels.opening import ahead, customer_zones, merged, openings, within
from ui.pages.levels.page import HELP_TAB, LevelsPage
from ui.tables.parts_model import rename_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

EMAIL, PHONE = ("support_levels", "Standard", "offers", "email"), ("support_levels", "Standard", "offers", "phone")
INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractButton)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LevelsPage:
    made = LevelsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 740)
    made.show()
    return made


def data(page: LevelsPage) -> dict[str, Any]:
    plan = page.context.document.plan
    assert plan is not None
    return dict(plan.data)


def offers(page: LevelsPage) -> dict[str, Any]:
    held: dict[str, Any] = data(page)["support_levels"]["Standard"]["offers"]
    return held


def shown(page: LevelsPage, channel: str) -> str:
    place = page.offers.offers.place_of("Standard", channel)
    assert place is not None
    return page.offers.offers.display(*place)


def line(page: LevelsPage, *path: str) -> QLineEdit:
    assert page.form.form is not None
    target = next(row for row in page.form.form.rows() if row.path == path).editor.target
    assert isinstance(target, QLineEdit)
    return target


def enter(qtbot: QtBot, target: QLineEdit, text: str) -> None:
    target.selectAll()
    qtbot.keyClicks(target, text)
    qtbot.keyClick(target, Qt.Key.Key_Return)


# ---------------------------------------------------------------- promises


def test_that_cells_say_hours_and_targets_in_short(page: LevelsPage) -> None:
    assert shown(page, "email") == "office\n90 % in 8 h"
    assert shown(page, "phone") == "office\n80 % in 60 s"
    page.context.document.set_value((*EMAIL, "resolve"), {"within": "2 d", "share": 0.9})
    assert shown(page, "email") == "office\n90 % in 8 h\nsolved 90 % in 2 d"


def test_that_the_matrix_is_a_sound_model(page: LevelsPage) -> None:
    tester = QAbstractItemModelTester(page.offers.offers, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    page.context.document.set_value(("channels", "chat"), {"kind": "live"})
    assert page.offers.offers.columnCount() == 3
    assert shown(page, "chat") == "–"
    assert tester.model() is page.offers.offers


def test_that_a_chosen_cell_opens_its_form_and_an_edit_there_can_be_undone(qtbot: QtBot, page: LevelsPage) -> None:
    assert page.offers.choose("Standard", "phone")
    assert page.form.path == PHONE
    enter(qtbot, line(page, *PHONE, "answer", "within"), "96 s")
    assert offers(page)["phone"]["answer"]["within"] == "96 s"
    assert "96 s" in shown(page, "phone")
    page.context.document.undo_stack.undo()
    assert shown(page, "phone") == "office\n80 % in 60 s"


@pytest.mark.parametrize("text", ['{ hours = "x" }', "office", "–", "office\t", "1"])
def test_that_nothing_that_is_pasted_on_an_offer_withdraws_it(page: LevelsPage, text: str) -> None:
    before = offers(page)
    page.offers.choose("Standard", "email")
    assert not page.offers.paste_text(text)
    assert offers(page) == before
    assert "form" in page.message.text()
    assert page.message.isVisible()


def test_that_offers_are_not_filled_over_others(page: LevelsPage) -> None:
    before = offers(page)
    page.offers.select((0, 0), (0, 1))
    page.offers.fill_right()
    assert offers(page) == before
    assert "can only be emptied" in page.message.text()


def test_that_an_empty_cell_pasted_on_an_offer_withdraws_it_and_undo_brings_it_back(page: LevelsPage) -> None:
    page.offers.choose("Standard", "email")
    assert page.offers.paste_text("\n")
    assert list(offers(page)) == ["phone"]
    page.context.document.undo_stack.undo()
    assert sorted(offers(page)) == ["email", "phone"]


def rename(page: LevelsPage, before: str, after: str) -> None:
    page.context.document.edit("Rename", lambda data: rename_in(data, ("support_levels", before), after))


def test_that_the_form_follows_the_offer_of_a_renamed_level(page: LevelsPage, qtbot: QtBot) -> None:
    page.offers.choose("Standard", "email")
    within = line(page, *EMAIL, "reply", "within")
    within.setFocus()
    qtbot.waitUntil(within.hasFocus)
    rename(page, "Standard", "Basic")
    assert page.form.title.text() == "Basic: email"
    assert within.hasFocus()
    page.form.offered.click()
    assert list(data(page)["support_levels"]) == ["Basic"]
    assert list(data(page)["support_levels"]["Basic"]["offers"]) == ["phone"]


def test_that_the_form_of_a_level_follows_it_and_goes_when_the_level_does(page: LevelsPage) -> None:
    page.show_path(("support_levels", "Standard", "priority"))
    rename(page, "Standard", "Basic")
    assert page.form.path == ("support_levels", "Basic")
    page.context.document.new(read_plan_text(example_text("free-tier")))
    assert page.form.path[1] in data(page)["support_levels"]


def test_that_enter_leads_into_the_form(qtbot: QtBot, page: LevelsPage) -> None:
    page.offers.choose("Standard", "email")
    with qtbot.waitSignal(page.offers.opened):
        qtbot.keyClick(page.offers, Qt.Key.Key_Return)
    assert page.form.form is not None
    assert page.form.isAncestorOf(page.window().focusWidget())


def test_that_the_switch_withdraws_and_offers_a_channel(qtbot: QtBot, page: LevelsPage) -> None:
    page.offers.choose("Standard", "phone")
    page.form.offered.click()
    assert "phone" not in offers(page)
    assert page.form.form is None
    page.form.offered.click()
    assert offers(page)["phone"] == {"hours": "office", "answer": {"within": "1 min", "share": 0.8}}
    page.context.document.undo_stack.undo()
    page.context.document.undo_stack.undo()
    assert page.form.offered.isChecked()
    assert shown(page, "phone") == "office\n80 % in 60 s"


def test_that_delete_withdraws_the_chosen_channels_also_in_a_scenario_only(qtbot: QtBot, page: LevelsPage) -> None:
    page.context.document.set_scenario("Late shift")
    page.offers.choose("Standard", "phone")
    page.offers.clear_cells()
    assert shown(page, "phone") == "–"
    assert "phone" in offers(page)
    assert data(page)["scenarios"]["Late shift"]["remove"] == ["support_levels.Standard.offers.phone"]
    page.form.offered.click()
    assert "remove" not in data(page)["scenarios"]["Late shift"]


# ---------------------------------------------------------------- levels and hours


def test_that_a_level_shows_its_form_and_follows_the_plan(qtbot: QtBot, page: LevelsPage) -> None:
    assert page.levels.choose("Standard")
    assert page.form.path == ("support_levels", "Standard")
    page.levels.add()
    assert page.offers.offers.rowCount() == 2
    page.context.document.undo_stack.undo()
    assert page.offers.offers.rowCount() == 1


def test_that_opening_hours_are_edited_by_day(qtbot: QtBot, page: LevelsPage) -> None:
    page.tabs.setCurrentWidget(page.hours)
    page.hours.strip.chosen.emit("office")
    assert page.form.path == ("hours", "office")
    enter(qtbot, line(page, "hours", "office", "mon-fri"), "10:00-12:00")
    assert page.hours.strip.bars["office"][0] == (10.0, 12.0)
    page.context.document.undo_stack.undo()
    assert page.hours.strip.bars["office"][0] == (9.0, 17.0)
    page.hours.span.setCurrentIndex(6)
    assert page.hours.strip.bars["office"] == []
    page.context.document.set_scenario("Late shift")
    page.hours.span.setCurrentIndex(0)
    assert page.hours.strip.bars["office"][0] == (9.0, 22.0)
    assert "office" in page.hours.strip.accessibleDescription()


def test_that_problems_lead_to_their_place(page: LevelsPage) -> None:
    assert page.show_path((*PHONE, "answer", "share"))
    assert page.form.path == PHONE
    assert page.show_path(("hours", "office"))
    assert page.tabs.currentWidget() is page.hours
    assert page.show_path(("support_levels", "Standard"))
    assert not page.show_path(("teams", "L1"))


def test_that_every_input_has_a_name(page: LevelsPage) -> None:
    for path in (PHONE, ("support_levels", "Standard"), ("hours", "office")):
        page.show_path(path)
        for kind in INPUTS:
            for widget in page.findChildren(kind):
                is_inside = isinstance(widget, QHeaderView) or isinstance(widget.parent(), QAbstractItemView)
                if widget.isVisible() and not is_inside and not widget.objectName().startswith("qt_"):
                    named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
                    assert named, (path, widget)


# ---------------------------------------------------------------- clocks


def test_that_hours_of_another_zone_are_shown_on_the_clock_of_the_plan() -> None:
    scenario = read_plan_text(example_text("two-continents")).base
    spans = openings(scenario.hours["two_continents"], scenario)
    assert spans[:2] == [(7.0, 26.0), (31.0, 50.0)]
    assert openings(scenario.hours["always"], scenario) == [(0.0, 168.0)]
    assert ahead("America/New_York", scenario) == -6
    assert customer_zones(scenario)[0] == "Europe/Belgrade"
    assert "America/Los_Angeles" in customer_zones(scenario)
    abroad = scenario.hours["office"].model_copy(update={"time_zone": "America/New_York"})
    assert openings(abroad, scenario)[0] == (15.0, 24.0)


def test_that_spans_are_joined_and_cut() -> None:
    assert merged([(3, 5), (1, 3), (7, 7)]) == [(1, 5)]
    assert within([(1, 5), (6, 9)], 4, 6) == [(4, 5)]


def test_that_self_service_and_prevention_have_a_tab_and_a_form_of_their_own(page: LevelsPage) -> None:
    page.tabs.setCurrentIndex(HELP_TAB)
    table = page.help_view.table
    assert table.model.setData(table.model.index(0, 1), "40 %")
    level = table.model.names[0]
    assert data(page)["support_levels"][level]["self_service"] == {"tried_by": 0.4}
    table.choose(level)
    table.view.clicked.emit(table.model.index(0, 1))
    assert page.form.form is not None
    assert {row.path[2] for row in page.form.form.rows()} <= {"self_service", "prevention"}
    page.context.document.undo_stack.undo()
    assert "self_service" not in data(page)["support_levels"][level]


def test_that_places_of_self_service_lead_to_its_tab(page: LevelsPage) -> None:
    level = page.levels.model.names[0]
    page.context.document.set_value(("support_levels", level, "self_service"), {"tried_by": 0.3})
    page.show_path(("support_levels", level, "self_service", "tried_by"))
    assert page.tabs.currentIndex() == HELP_TAB


def test_that_the_form_goes_below_the_tables_in_a_narrow_window(page: LevelsPage) -> None:
    page.resize(1220, 780)
    assert page.row.direction() == QBoxLayout.Direction.LeftToRight
    page.resize(860, 600)
    assert page.row.direction() == QBoxLayout.Direction.TopToBottom
    assert page.scroll_area.horizontalScrollBar().maximum() == 0


def test_that_every_heading_has_its_definition(page: LevelsPage) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    for view in page.findChildren(QTableView):
        model = view.model()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, view)
        for column in range(model.columnCount()):
            assert model.headerData(column, Qt.Orientation.Horizontal, tip), view.accessibleName()
