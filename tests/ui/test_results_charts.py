"""A chart on its card: picture and data leave it as proper files."""

from __future__ import annotations

import csv
import io

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer

from ui.charts import CHARTS, Chart
from ui.look.theme import LIGHT
from ui.pages.results.chart_card import ChartCard

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()


@pytest.fixture(params=CHARTS, ids=lambda chart: chart.key)
def card(qtbot: QtBot, request: pytest.FixtureRequest) -> ChartCard:
    chart: Chart = request.param
    made = ChartCard(chart, LIGHT)
    qtbot.addWidget(made)
    made.show_answer(ANSWER, {})
    made.resize(620, 290)
    made.show()
    return made


def test_that_the_data_of_a_chart_read_back_is_what_it_shows(card: ChartCard) -> None:
    picture = card.canvas.picture
    assert picture is not None
    header, rows = picture.rows()
    read_header, *read = csv.reader(io.StringIO(card.csv().decode("utf-8-sig")))
    assert read_header == header
    assert [[row[0], *(float(text) if text else None for text in row[1:])] for row in read] == rows
    sheet = load_workbook(io.BytesIO(card.xlsx())).active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [header, *map(pytest.approx, rows)]
    card.copy_data()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(rows) + 1


def test_that_the_picture_is_copied_and_saved_at_twice_its_size(card: ChartCard) -> None:
    wanted = card.canvas.plot.size() * 2
    assert QImage.fromData(card.png()).size() == wanted
    card.copy_picture()
    assert QGuiApplication.clipboard().image().size() == wanted
    assert card.svg().lstrip().startswith(b"<?xml")


def test_that_the_menu_of_a_chart_offers_picture_and_data(qtbot: QtBot, card: ChartCard) -> None:
    menu = card.more.menu()
    assert menu is not None
    words = {action.text().replace("&", "") for action in menu.actions() if action.text()}
    assert words == {
        "Copy the picture",
        "Copy the data",
        "Save as PNG …",
        "Save as SVG …",
        "Save the data as CSV …",
        "Save the data as XLSX …",
    }
    assert card.canvas.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
