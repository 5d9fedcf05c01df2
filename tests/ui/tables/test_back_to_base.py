"""Cells that a scenario sets are marked, say the base's value on hover, and lead back to it by menu and key."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk
from ui.editing.places import put
from ui.pages.levels.matrix import OffersView
from ui.tables.grid_model import CHANGED, Place
from ui.tables.grid_view import GridView
from ui.tables.heat_table import HeatTable
from ui.tables.parts_table import PartsTable

ABSENCE = ("teams", "L1", "absence")
CONTROL = Qt.KeyboardModifier.ControlModifier


def marked(view: GridView) -> set[Place]:
    grid = view.grid
    cells = [(row, column) for row in range(grid.rowCount()) for column in range(grid.columnCount())]
    return {cell for cell in cells if grid.index(*cell).data(CHANGED)}


def back(view: GridView) -> QAction:
    return next(action for action in view.actions() if action.text() == "Back to the base")


def press(qtbot: QtBot, view: GridView) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Backspace, CONTROL)


def test_that_a_value_of_a_part_leads_back_by_key(qtbot: QtBot, desk: Desk) -> None:
    table = PartsTable(desk.context, ("teams",), ("tier", "absence"))
    desk.show(qtbot, table)
    desk.document.set_scenario(VARIANT)
    assert marked(table.view) == set()
    desk.document.set_value(ABSENCE, 0.2, scenario=VARIANT)
    assert marked(table.view) == {(0, 2)}
    assert "Base: 5 %" in table.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    table.view.select((0, 0), (1, 2))
    press(qtbot, table.view)
    assert marked(table.view) == set()
    desk.document.undo_stack.undo()
    assert marked(table.view) == {(0, 2)}


def test_that_the_way_back_is_open_only_where_something_differs(qtbot: QtBot, desk: Desk) -> None:
    table = PartsTable(desk.context, ("teams",), ("tier", "absence"))
    desk.show(qtbot, table)
    desk.document.set_scenario(VARIANT)
    desk.document.set_value(ABSENCE, 0.2, scenario=VARIANT)
    table.view.select((0, 1), (0, 1))
    assert not back(table.view).isEnabled()
    table.view.select((0, 1), (0, 2))
    assert back(table.view).isEnabled()


def test_that_an_offer_comes_back_and_delete_still_withdraws_one(qtbot: QtBot, desk: Desk) -> None:
    view = OffersView(desk.context)
    desk.show(qtbot, view)
    desk.document.set_scenario(VARIANT)
    view.select((0, 0), (0, 0))
    before = view.grid.display(0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.grid.display(0, 0) == "–"
    assert marked(view) == {(0, 0)}
    assert f"Base: {before.splitlines()[0]}" in view.grid.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    back(view).trigger()
    assert view.grid.display(0, 0) == before


def test_that_hours_of_a_profile_lead_back_one_by_one_and_then_as_a_whole(qtbot: QtBot, desk: Desk) -> None:
    profile = next(iter(desk.data["profiles"]))
    table = HeatTable(desk.context, ("profiles", profile))
    desk.show(qtbot, table)
    view = next(each for each in table.views.values() if each.grid.columnCount() == 24 and not each.isHidden())
    desk.document.set_scenario(VARIANT)
    view.select((0, 3), (0, 4))
    view.paste_text("77\t78")
    assert marked(view) == {(0, 3), (0, 4)}
    assert "Base: " in view.grid.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    view.select((0, 3), (0, 3))
    press(qtbot, view)
    assert marked(view) == {(0, 4)}
    view.selectAll()
    press(qtbot, view)
    assert "profiles" not in desk.data["scenarios"][VARIANT]


def test_that_a_part_of_the_scenario_alone_is_marked_by_its_name(qtbot: QtBot, desk: Desk) -> None:
    table = PartsTable(desk.context, ("tiers",), ())
    desk.show(qtbot, table)
    desk.document.edit("Add", lambda data: put(data, VARIANT, ("tiers", "L3"), {}))
    desk.document.set_scenario(VARIANT)
    assert marked(table.view) == {(table.model.names.index("L3"), 0)}
