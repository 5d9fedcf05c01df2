"""How much room tables take."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtCore import Qt

from ui.tables.fitting import fitted
from ui.tables.parts_table import PartsTable


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (400, {0: 120, 1: 80, 2: 150}),
        (300, {0: 110, 1: 80, 2: 110}),
        (260, {0: 90, 1: 80, 2: 90}),
        (100, {0: 70, 1: 80, 2: 80}),
    ],
)
def test_that_columns_of_words_give_way_the_widest_first(room: int, widths: dict[int, int]) -> None:
    assert fitted({0: 120, 1: 80, 2: 150}, {0: 70, 2: 80}, room) == widths


def test_that_a_table_is_as_high_as_its_rows(desk: Desk, qtbot: QtBot) -> None:
    table = PartsTable(desk.context, ("segments",), ("customers",))
    desk.show(qtbot, table)
    before = table.view.sizeHint().height()
    table.add()
    assert table.view.sizeHint().height() == before + table.view.rowHeight(0)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() == 0)


def test_that_long_names_do_not_make_a_table_scroll_sideways(desk: Desk, qtbot: QtBot) -> None:
    table = PartsTable(desk.context, ("segments",), ("customers", "support_level"))
    desk.show(qtbot, table)
    table.resize(360, 300)
    assert table.model.setData(table.model.index(0, 0), "A name that is much longer than the column can show")
    table.fit.fit()
    assert table.view.horizontalHeader().length() <= table.view.viewport().width()
    assert table.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("A name that is much longer")
    assert table.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
