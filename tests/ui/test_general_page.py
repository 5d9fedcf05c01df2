"""The General page: with it every part of a plan can be edited somewhere in the window."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.scenario.addresses import Path
from planner.scenario.plan import SCENARIOS
from planner.scenario.scenario import Scenario
from ui.context import Context
from ui.forms.parts_and_form import PartsAndForm
from ui.pages import PAGES
from ui.pages.general import FormCards, GeneralPage
from ui.values.fields import fields_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> GeneralPage:
    """The page with the small desk open."""
    page = GeneralPage(context)
    qtbot.addWidget(page)
    page.resize(1180, 740)
    page.show()
    return page


def test_that_every_part_of_a_plan_belongs_to_exactly_one_page() -> None:
    placed = [place for page in PAGES for place in page.places]
    assert sorted(placed) == sorted([*fields_of(Scenario), SCENARIOS])


@pytest.mark.parametrize(
    "path",
    [
        ("name",),
        ("weeks",),
        ("run", "replications"),
        ("run", "max_occupancy"),
        ("costs", "on_costs"),
        ("routing", "ageing"),
    ],
    ids=".".join,
)
def test_that_a_problem_leads_to_its_field(page: GeneralPage, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.isVisible)
    assert page.show_path(path)
    section = page.tabs.section(page.tabs.current_key)
    assert isinstance(section, FormCards)
    row = next(row for form in section.forms.values() for row in form.rows() if row.path == path)
    assert row.isVisible()
    assert page.window().focusWidget() is row.editor.target


def test_that_a_channel_can_be_changed(page: GeneralPage, context: Context, qtbot: QtBot) -> None:
    assert page.show_path(("channels", "phone", "patience"))
    section = page.tabs.section("channels")
    assert isinstance(section, PartsAndForm)
    assert section.path == ("channels", "phone")
    section.table.add()
    assert context.document.plan is not None
    assert len(context.document.plan.data["channels"]) == len(section.table.model.names)


def test_that_the_number_of_replications_is_an_edit_that_can_be_undone(
    page: GeneralPage, context: Context, qtbot: QtBot
) -> None:
    document = context.document
    assert document.plan is not None
    before = document.plan.scenario("Base").run.replications
    page.show_path(("run", "replications"))
    field = page.window().focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert document.plan.scenario("Base").run.replications == 7
    document.undo_stack.undo()
    assert document.plan.scenario("Base").run.replications == before


def test_that_cards_stand_below_each_other_where_there_is_no_room(page: GeneralPage, qtbot: QtBot) -> None:
    section = page.tabs.show_section("rules")
    assert isinstance(section, FormCards)
    forms = list(section.forms.values())
    qtbot.waitUntil(lambda: forms[0].mapTo(page, forms[0].pos()).x() < forms[1].mapTo(page, forms[1].pos()).x())
    page.resize(700, 740)
    qtbot.waitUntil(lambda: forms[0].mapTo(page, forms[0].pos()).y() < forms[1].mapTo(page, forms[1].pos()).y())


def test_that_empty_tables_say_how_to_begin(page: GeneralPage, context: Context) -> None:
    section = page.tabs.show_section("events")
    assert isinstance(section, PartsAndForm)
    assert section.hint.isVisible()
    section.hint.button.click()
    assert context.document.plan is not None
    assert len(context.document.plan.data["events"]) == 1
    assert not section.hint.isVisible()
