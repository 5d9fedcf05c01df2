"""A cell that is left by a click elsewhere is taken; what is refused stays in sight with its reason."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.tables.desk import Desk
from ui.tables.parts_table import PartsTable

CUSTOMERS = 1


class Window:
    """A table with a button beside it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.table = PartsTable(desk.context, ("segments",), ("customers",))
        self.button = QPushButton("Elsewhere")
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.addWidget(self.table)
        layout.addWidget(self.button)
        desk.show(qtbot, whole)

    def type(self, text: str) -> QLineEdit:
        """Type into the first cell of customers."""
        view = self.table.view
        view.setFocus()
        self.qtbot.waitUntil(view.hasFocus)
        view.select((0, CUSTOMERS), (0, CUSTOMERS))
        self.qtbot.keyClicks(view, text[0])
        editor = view.viewport().findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        self.qtbot.keyClicks(editor, text[1:])
        return editor

    def click_cell(self, row: int) -> None:
        view = self.table.view
        where = view.visualRect(view.grid.index(row, CUSTOMERS)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    @property
    def customers(self) -> list[int]:
        return [segment["customers"] for segment in self.desk.data["segments"].values()]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return Window(desk, qtbot)


def test_that_a_click_beside_the_table_takes_what_was_typed(window: Window, qtbot: QtBot) -> None:
    window.type("77")
    window.button.setFocus()  # as a click does
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert window.customers[0] == 77


def test_that_a_click_into_another_cell_takes_what_was_typed(window: Window) -> None:
    window.type("78")
    window.click_cell(2)
    assert window.customers[0] == 78
    assert window.table.view.currentIndex().row() == 2


def test_that_leaving_the_page_takes_what_was_typed(window: Window, qtbot: QtBot) -> None:
    window.type("79")
    window.table.hide()
    qtbot.waitUntil(lambda: window.customers[0] == 79)


@pytest.mark.parametrize("where", ["button", "cell", "edit"])
def test_that_a_refused_text_stays_with_its_reason(window: Window, desk: Desk, qtbot: QtBot, where: str) -> None:
    said: list[str] = []
    window.table.view.refused.connect(said.append)
    editor = window.type("many")
    if where == "cell":
        window.click_cell(2)
    else:
        window.button.setFocus()
        qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    if where == "edit":
        desk.document.set_value(("segments", "Pro", "customers"), 5)
    assert desk.edits == (where == "edit")
    assert (editor.isVisible(), editor.text()) == (True, "many")
    assert "“many” is not a number" in said[-1]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert said[-1] == ""


def test_that_a_refused_text_goes_with_its_rows(window: Window, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    window.table.view.refused.connect(said.append)
    window.type("many")
    window.button.setFocus()
    qtbot.waitUntil(lambda: bool(said))
    desk.document.edit("Remove", lambda data: data["segments"].pop("Pro"))
    qtbot.waitUntil(lambda: said[-1] == "")
