"""Matrices: two names lead to a value; sums stand beside them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.tables.matrix_model import COLUMN, ROW
from ui.tables.matrix_table import MatrixTable


@pytest.fixture
def mix(desk: Desk, qtbot: QtBot) -> MatrixTable:
    place = ("segments", ROW, "channels", COLUMN)
    made = MatrixTable(desk.context, ("segments",), ("channels",), place, name="Channel mix", whole=True)
    QAbstractItemModelTester(made.grid, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    return made


def test_that_the_mix_of_each_segment_is_shown_with_its_sum(mix: MatrixTable) -> None:
    rows = [[mix.grid.index(row, column).data() for column in range(4)] for row in range(3)]
    assert rows == [["80 %", "20 %", "", "100 %"], ["65 %", "35 %", "", "100 %"], ["50 %", "20 %", "30 %", "100 %"]]
    assert mix.accessibleName() == "Channel mix"


def test_that_a_pasted_mix_is_one_edit_and_an_empty_cell_takes_an_entry_away(mix: MatrixTable, desk: Desk) -> None:
    mix.select((1, 0), (1, 0))
    assert mix.paste_text("50 %\t\t50 %")
    assert desk.data["segments"]["Pro"]["channels"] == {"email": 0.5, "phone": 0.5}
    assert desk.edits == 1


def test_that_plain_shares_of_a_block_are_no_per_cents(mix: MatrixTable, desk: Desk) -> None:
    mix.select((0, 0), (0, 0))
    assert mix.paste_text("1\t0\t0")
    assert desk.data["segments"]["Starter"]["channels"]["email"] == 1


def test_that_a_sum_other_than_the_whole_stands_out(mix: MatrixTable, desk: Desk) -> None:
    mix.select((0, 0), (0, 0))
    mix.paste_text("70 %")
    sums = mix.grid.index(0, 3)
    assert sums.data() == "90 %"
    assert sums.data(Qt.ItemDataRole.ForegroundRole).name() == desk.context.theme.theme.missed
    assert not mix.paste_text("1\t2\t3\t4")


def test_that_escalations_need_work_at_the_tier_and_another_tier(desk: Desk, qtbot: QtBot) -> None:
    place = ("topics", "billing", "work", ROW, "escalates", COLUMN)
    made = MatrixTable(desk.context, ("tiers",), ("tiers",), place, name="Escalations", diagonal=False)
    qtbot.addWidget(made)
    assert [made.grid.cell(row, column).is_editable for row in range(2) for column in range(2)] == [
        False,
        True,
        False,
        False,
    ]
    made.select((0, 1), (0, 1))
    assert made.paste_text("5 %")
    assert desk.data["topics"]["billing"]["work"]["L1"]["escalates"] == {"L2": 0.05}
