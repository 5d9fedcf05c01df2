"""Tables of named parts: rows come and go, names change everywhere, and the random draws stay."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolButton

from ui.tables.parts_table import PartsTable


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> PartsTable:
    made = PartsTable(desk.context, ("teams", "L1", "shifts"), ("days", "span", "agents"))
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    desk.show(qtbot, made)
    return made


def shifts(desk: Desk) -> list[str]:
    return list(desk.data["teams"]["L1"]["shifts"])


def test_that_a_row_is_added_like_the_last_one(table: PartsTable, desk: Desk) -> None:
    table.add()
    assert shifts(desk) == ["early", "late", "late 2"]
    assert desk.data["teams"]["L1"]["shifts"]["late 2"]["span"] == "09:30-18:00"
    assert table.current_path == ("teams", "L1", "shifts", "late 2")
    assert desk.document.undo_stack.undoText() == "Add late 2"


def test_that_a_copy_is_added_and_the_file_keeps_its_comments(table: PartsTable, desk: Desk) -> None:
    table.choose("early")
    table.duplicate()
    assert shifts(desk) == ["early", "late", "early 2"]
    assert "# puts mail aside for a call or a chat" in desk.text


def test_that_removed_rows_come_back_with_one_undo(table: PartsTable, desk: Desk) -> None:
    before = desk.text
    table.view.select((0, 0), (1, 0))
    table.remove()
    assert shifts(desk) == []
    desk.document.undo_stack.undo()
    assert desk.text == before


def test_that_a_part_with_overrides_in_a_scenario_can_be_removed(desk: Desk, qtbot: QtBot) -> None:
    made = PartsTable(desk.context, ("topics",), ("share",))
    qtbot.addWidget(made)
    made.choose("password")
    made.remove()
    assert "password" not in desk.data["topics"]
    assert made.message.text() == ""


def test_that_rows_move(table: PartsTable, desk: Desk) -> None:
    table.choose("late")
    table.move_up()
    assert shifts(desk) == ["late", "early"]
    assert table.current_path == ("teams", "L1", "shifts", "late")
    table.move_down()
    assert shifts(desk) == ["early", "late"]


def test_that_an_empty_table_begins_with_a_part_that_can_be_read(desk: Desk, qtbot: QtBot) -> None:
    made = PartsTable(desk.context, ("events",), ("from", "to", "factor"))
    qtbot.addWidget(made)
    made.add()
    assert list(desk.data["events"]) == ["Events 2"] or len(desk.data["events"]) == 1
    assert made.message.text() == ""


def test_that_in_a_scenario_a_removed_row_stays_in_the_base(table: PartsTable, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    table.choose("late")
    table.remove()
    assert shifts(desk) == ["early", "late"]
    assert table.model.names == ("early",)
    assert desk.data["scenarios"][VARIANT]["remove"] == ["teams.L1.shifts.late"]


def test_that_every_button_has_a_name_and_a_tool_tip(table: PartsTable) -> None:
    for button in table.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.toolTip()


def test_that_the_current_part_is_told(table: PartsTable) -> None:
    told: list[object] = []
    table.part_chosen.connect(told.append)
    table.choose("late")
    assert told[-1] == ("teams", "L1", "shifts", "late")
