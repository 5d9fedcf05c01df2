"""The table of shifts goes to a spreadsheet and back; what is wrong is named and changes nothing."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtGui import QGuiApplication

from tests.ui.tables.desk import Desk
from ui.editors.shift_table import COLUMNS, ShiftsTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> ShiftsTable:
    made = ShiftsTable(desk.context, ("teams", "L1", "shifts"), COLUMNS)
    qtbot.addWidget(made)
    return made


def copied(table: ShiftsTable) -> list[list[str]]:
    table.view.selectAll()
    table.view.copy()
    return [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\n").split("\n")]


def paste(table: ShiftsTable, rows: list[list[str]]) -> bool:
    table.view.select((0, 0), (0, 0))
    return table.view.paste_text("\n".join("\t".join(row) for row in rows))


def test_that_a_copy_has_name_days_ends_agents_and_breaks(table: ShiftsTable) -> None:
    first = copied(table)[0]
    assert first[:5] == ["early", "mon-fri", "08:00", "16:30", "5"]
    assert first[5] == "15 min after 2 h; 30 min after 4 h, unpaid"


def test_that_an_unchanged_copy_changes_nothing(table: ShiftsTable, desk: Desk) -> None:
    assert paste(table, copied(table))
    assert desk.edits == 0


def test_that_an_edited_copy_comes_back_as_one_edit(table: ShiftsTable, desk: Desk) -> None:
    rows = copied(table)
    rows[0][:6] = ["first", "mon-sat", "7:00", "15:00:00", "6", "20 min after 3 h, paid, together"]
    rows.append(["night", "mon-sun", "22:00", "06:00", "2", "", ""])
    before = desk.text
    assert paste(table, [["Shifts", "Days", "From", "Until", "Agents", "Breaks", "Dates"], *rows])
    shifts = desk.data["teams"]["L1"]["shifts"]
    assert list(shifts) == ["first", "late", "night"]
    assert (shifts["first"]["days"], shifts["first"]["span"], shifts["first"]["agents"]) == (
        "mon-sat",
        "07:00-15:00",
        6,
    )
    assert shifts["first"]["breaks"] == [{"after": "3 h", "length": "20 min", "paid": True, "stagger": False}]
    assert shifts["night"]["span"] == "22:00-06:00"
    assert not shifts["night"].get("breaks")
    assert desk.edits == 1
    desk.document.undo_stack.undo()
    assert desk.text == before


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (1, "mondays", "Days"),
        (2, "25:00", "not a time of day"),
        (3, "", "beginning and an end"),
        (3, "08:00", "span"),
        (4, "many", "not a number"),
        (5, "lunch", "30 min after 4 h"),
        (5, "30 min after 4 h, never", "no break"),
    ],
)
def test_that_a_wrong_cell_is_named_and_nothing_changes(
    table: ShiftsTable, desk: Desk, column: int, text: str, words: str
) -> None:
    rows = copied(table)
    rows[0][column], rows[1][4] = text, "9"
    assert not paste(table, rows)
    assert desk.edits == 0
    assert words in table.message.text()
    assert "early" in table.message.text()
