"""The charts: what they show are figures of the report, and pictures can be saved."""

from __future__ import annotations

import itertools
import math
import re
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from pyqtgraph import TextItem
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer

from ui.charts import CHARTS, Chart, ChartCanvas, Picture, Subject, png, svg
from ui.charts.exporting import image
from ui.charts.labels import spread
from ui.charts.picture import Limit, Series
from ui.look.theme import DARK, LIGHT

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()
GAPS = Picture(
    "Gaps",
    "hour",
    "minutes",
    tuple("abcdef"),
    (
        Series(
            "wait",
            (1.0, 2.0, None, 3.0, 4.0, None),
            (0.5, 1.5, None, 2.0, None, None),
            (2.0, 3.0, None, 4.0, None, None),
        ),
    ),
    (Limit(2.5, "promised"),),
)


@pytest.fixture
def canvas(qtbot: QtBot) -> ChartCanvas:
    made = ChartCanvas(LIGHT)
    qtbot.addWidget(made)
    made.resize(480, 240)
    made.show()
    return made


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_that_a_chart_has_title_unit_and_values_for_all_its_places(chart: Chart) -> None:
    picture = chart.draw(Subject(ANSWER))
    assert picture.title == str(chart.title)
    assert picture.unit
    assert picture.series
    for series in picture.series:
        assert len(series.values) == len(series.lows) == len(series.highs) == len(picture.names)
        assert any(series.values)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
@pytest.mark.parametrize("by", [{}, {"channel": "phone"}, {"team": "L1"}, {"segment": "Pro"}], ids=str)
def test_that_a_chart_can_be_drawn_for_any_member_in_any_theme(
    canvas: ChartCanvas, chart: Chart, by: dict[str, str]
) -> None:
    canvas.show_picture(chart.draw(Subject(ANSWER, by, day=2)))
    canvas.set_theme(DARK)
    assert canvas.plot.backgroundBrush().color().name() == DARK.card
    assert canvas.accessibleName() == str(chart.title)


def test_that_a_figure_that_is_not_known_for_a_member_is_not_shown_and_says_so(canvas: ChartCanvas) -> None:
    by_key = {chart.key: chart for chart in CHARTS}
    people = by_key["people"].draw(Subject(ANSWER, {"channel": "phone"}))
    assert people.absent == "No value for a channel"
    assert {value for series in people.series for value in series.values} == {None}
    assert not by_key["people"].draw(Subject(ANSWER, {"team": "L1"})).absent
    waits = by_key["waits"].draw(Subject(ANSWER, {"channel": "phone"}))
    assert not waits.absent
    assert waits.series != by_key["waits"].draw(Subject(ANSWER)).series
    canvas.show_picture(people)
    words = [item.textItem.toPlainText() for item in canvas.plot.items() if isinstance(item, TextItem)]
    assert "No value for a channel" in words


def test_that_a_chart_has_no_menu_of_its_own_and_does_not_zoom(canvas: ChartCanvas) -> None:
    canvas.show_picture(GAPS)
    view_box = canvas.plot.getViewBox()
    assert not view_box.menuEnabled()
    assert view_box.state["mouseEnabled"] == [False, False]
    assert not canvas.plot.getPlotItem().menuEnabled()


@pytest.mark.parametrize("size", [(300, 170), (480, 210), (1150, 290)])
@pytest.mark.parametrize("day", range(5))
def test_that_no_name_at_a_line_meets_another(canvas: ChartCanvas, size: tuple[int, int], day: int) -> None:
    together = Picture(
        "Together",
        "hour",
        "hours",
        tuple("abcd"),
        tuple(Series(f"curve {number}", (1.0, 2.0, 3.0, 0.01 * number), colour=number) for number in range(4)),
        (Limit(0.02, "4 h promised"), Limit(3.0, "1 d promised")),
    )
    canvas.resize(*size)
    for picture in (together, *(chart.draw(Subject(ANSWER, day=day)) for chart in CHARTS)):
        canvas.show_picture(picture)
        canvas.grab()
        boxes = canvas.name_boxes
        assert len(boxes) == sum(series.style != "bars" for series in picture.series) + len(picture.limits)
        # letters of neighbouring lines may share the room that fonts leave above and below them
        inner = [box.adjusted(0, 1, 0, -1) for box in boxes]
        assert not any(one.intersects(other) for one, other in itertools.combinations(inner, 2))
        scene = canvas.plot.viewport().rect()
        assert all(scene.contains(box.toRect()) for box in inner)


def test_that_names_stay_where_they_wished_while_there_is_room() -> None:
    assert spread([20.0, 80.0], 10, 0, 100) == [20.0, 80.0]
    assert spread([50.0, 50.0, 50.0], 10, 0, 100) == [30.0, 40.0, 50.0]
    assert spread([-5.0, 0.0], 10, 0, 100) == [5.0, 15.0]
    assert spread([100.0, 99.0], 10, 0, 100) == [95.0, 85.0]


def test_that_the_data_of_a_picture_has_a_column_for_each_end_of_an_interval() -> None:
    header, rows = GAPS.rows()
    assert header == ["hour", "wait (minutes)", "wait, low", "wait, high"]
    assert rows[0] == ["a", 1.0, 0.5, 2.0]
    assert rows[2] == ["c", None, None, None]


def test_that_a_chart_with_gaps_and_an_empty_one_can_be_drawn(canvas: ChartCanvas) -> None:
    canvas.show_picture(GAPS)
    assert "4" in canvas.accessibleDescription()
    canvas.show_picture(Picture("Empty", "hour", "minutes", tuple("ab"), (Series("wait", (None, None)),)))
    assert canvas.accessibleDescription() == ""


def test_that_a_png_is_twice_as_large_with_lines_twice_as_thick(canvas: ChartCanvas) -> None:
    canvas.show_picture(Picture("Line", "hour", "", tuple("abc"), (Series("", (1.0, 1.0, 1.0)),)))
    drawn = QImage.fromData(png(canvas))
    assert drawn.size() == canvas.plot.size() * 2
    colour = LIGHT.series[0]
    column = drawn.width() // 2
    thick = [y for y in range(drawn.height()) if drawn.pixelColor(column, y).name() == colour]
    on_screen = canvas.plot.grab().toImage()
    plain = [y for y in range(on_screen.height()) if on_screen.pixelColor(column // 2, y).name() == colour]
    assert len(thick) >= 2 * max(len(plain), 1)


def test_that_the_words_of_an_svg_are_as_large_as_on_the_screen(canvas: ChartCanvas) -> None:
    canvas.show_picture(Picture("Bars", "line", "EUR", ("a", "b"), (Series("cost", (1.0, 2.0), style="bars"),)))
    matrices = re.findall(r'transform="matrix\(([^)]*)\)"[^>]*>\s*<text', svg(canvas, "Bars").decode())
    assert matrices
    assert {round(math.hypot(*map(float, matrix.split(",")[:2])), 6) for matrix in matrices} == {1.0}


def test_that_an_svg_can_be_read_and_holds_its_words_as_text(canvas: ChartCanvas) -> None:
    canvas.show_picture(GAPS)
    content = svg(canvas, "Gaps")
    root = ET.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = {" ".join("".join(text.itertext()).split()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"wait", "promised", "minutes"} <= words
    assert QSvgRenderer(QByteArray(content)).isValid()
    assert b"promised" in content
    assert b"<title>Gaps</title>" in content


def test_that_saving_leaves_the_picture_on_the_screen_as_it_was(canvas: ChartCanvas) -> None:
    canvas.show_picture(GAPS)
    before = canvas.plot.grab().toImage()
    assert not image(canvas).isNull()
    assert canvas.plot.grab().toImage() == before
