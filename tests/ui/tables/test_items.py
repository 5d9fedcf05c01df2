"""Lists of small parts: the breaks of a shift as rows."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtTest import QAbstractItemModelTester

from ui.tables.items_table import ItemsTable

PATH = ("teams", "L1", "shifts", "early", "breaks")


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> ItemsTable:
    made = ItemsTable(desk.context, PATH)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    return made


def breaks(desk: Desk) -> list[dict[str, object]]:
    return desk.data["teams"]["L1"]["shifts"]["early"]["breaks"]  # type: ignore[no-any-return]


def test_that_a_cell_changes_one_part_of_the_list(table: ItemsTable, desk: Desk) -> None:
    table.view.select((0, 1), (0, 1))
    assert table.view.paste_text("0:20")
    assert breaks(desk) == [{"after": "2 h", "length": "20 min"}, {"after": "4 h", "length": "30 min", "paid": False}]


def test_that_rows_are_added_pasted_and_removed(table: ItemsTable, desk: Desk) -> None:
    table.add_button.click()
    assert breaks(desk)[-1] == {"after": "3 h", "length": "30 min"}
    table.view.select((3, 0), (3, 0)) if table.model.rowCount() > 3 else table.view.select((2, 0), (2, 0))
    assert table.view.paste_text("6 h\t10 min\n7 h\t5 min")
    assert [entry["after"] for entry in breaks(desk)] == ["2 h", "4 h", "6 h", "7 h"]
    table.view.select((0, 0), (1, 0))
    table.remove_button.click()
    assert [entry["after"] for entry in breaks(desk)] == ["6 h", "7 h"]


def test_that_a_scenario_replaces_the_list_whole(table: ItemsTable, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    table.view.select((0, 0), (0, 0))
    assert table.view.paste_text("1 h")
    override = desk.data["scenarios"][VARIANT]["teams"]["L1"]["shifts"]["early"]["breaks"]
    assert [entry["after"] for entry in override] == ["1 h", "4 h"]
    assert breaks(desk)[0]["after"] == "2 h"
