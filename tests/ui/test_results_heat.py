"""The heat map: hours of the week as a table, agents against need with a sign, cells that tell all."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from results_help import all_texts, choose
from some_answers import tiny_answer

from ui.look.theme import DARK, LIGHT, heat_colour
from ui.pages.results.heat_card import HeatCard
from ui.pages.results.heat_figures import HEAT_FIGURES, HOURS, HeatFigure, cells_of, note_of
from ui.pages.results.heat_model import HeatModel
from ui.pages.results.why_dialog import WhyDialog
from ui.running.traced import TracedFindings

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()
BY_KEY = {figure.key: figure for figure in HEAT_FIGURES}
GAP = BY_KEY["agents_gap"]
TEAM = ANSWER.needed[0].teams[0]


@pytest.fixture
def card(qtbot: QtBot) -> HeatCard:
    made = HeatCard(LIGHT)
    qtbot.addWidget(made)
    made.resize(760, 320)
    made.show_answer(ANSWER, {})
    made.show()
    return made


def shown(figure: HeatFigure, by: dict[str, str] | None = None) -> HeatModel:
    model = HeatModel(LIGHT)
    model.show_figure(ANSWER, figure, by or {})
    return model


@pytest.mark.parametrize("figure", HEAT_FIGURES, ids=lambda figure: figure.key)
def test_that_the_heat_map_is_a_table_of_the_hours_of_the_week(qtbot: QtBot, figure: HeatFigure) -> None:
    model = shown(figure)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.rowCount(), model.columnCount()) == (7, 24)
    model.set_theme(DARK)


def test_that_a_cell_holds_the_figure_of_the_report(qtbot: QtBot) -> None:
    model = shown(BY_KEY["tickets_offered"])
    found = {tuple(row.by.values()): row for row in ANSWER.section.metrics if row.metric == "tickets_offered"}
    quantity = model.quantity(model.index(1, 10))
    assert quantity is not None
    assert quantity.value == found["tue 10:00",].value


def test_that_a_cell_says_its_value_unit_interval_and_what_it_rests_on(qtbot: QtBot) -> None:
    model = shown(BY_KEY["first_response_time_mean"])
    numbers = range(len(HOURS))
    number = next(n for n in numbers if cells_of(ANSWER, model.figure, {})[n].low not in {None, 0.0})
    index = model.index(number // 24, number % 24)
    hover = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "(" in hover
    assert "–" in hover
    assert "tickets in 1 week" in hover
    assert "of a ticket" in hover
    staffed = shown(BY_KEY["agents_on_duty"])
    people = staffed.index(1, 10)
    assert "4 replications" in people.data(Qt.ItemDataRole.ToolTipRole)
    assert people.data(Qt.ItemDataRole.AccessibleTextRole).endswith("people")


def test_that_an_empty_cell_is_no_value_and_not_zero(qtbot: QtBot) -> None:
    model = shown(BY_KEY["occupancy"])
    empty = [model.index(row, column) for row in range(7) for column in range(24)]
    empty = [index for index in empty if (quantity := model.quantity(index)) is not None and quantity.value is None]
    assert empty
    for index in empty:
        assert index.data() == "–"
        assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("no value")
        assert index.data(Qt.ItemDataRole.BackgroundRole) == QColor(LIGHT.card)


def test_that_the_gap_is_agents_at_the_desk_less_the_agents_needed() -> None:
    gap, needed = (cells_of(ANSWER, BY_KEY[key], {"team": TEAM}) for key in ("agents_gap", "agents_needed"))
    duty = cells_of(ANSWER, BY_KEY["agents_on_duty"], {"team": TEAM})
    assert any(cell.value for cell in needed)
    for less, wanted, here in zip(gap, needed, duty, strict=True):
        assert less.value == pytest.approx((here.value or 0.0) - (wanted.value or 0.0))
        assert less.signed
        if here.low is not None:
            assert less.low == pytest.approx(here.low - (wanted.value or 0.0))


def test_that_the_gap_has_a_sign_and_goes_from_orange_over_neutral_to_blue(qtbot: QtBot) -> None:
    model = shown(GAP)
    values = [cell.value or 0.0 for cell in cells_of(ANSWER, GAP, {})]
    texts = [text for row in all_texts(model) for text in row]
    largest = max(map(abs, values))
    for number, (value, text) in enumerate(zip(values, texts, strict=True)):
        assert text == "0" or text.startswith("+" if value > 0 else "−")
        colour = model.index(number // 24, number % 24).data(Qt.ItemDataRole.BackgroundRole)
        assert colour == heat_colour((LIGHT.too_few, LIGHT.balanced, LIGHT.too_many), (value / largest + 1) / 2)


def test_that_a_figure_that_is_not_known_for_a_member_says_so_and_shows_nothing(qtbot: QtBot) -> None:
    assert any(text != "–" for row in all_texts(shown(BY_KEY["tickets_offered"], {"channel": "phone"})) for text in row)
    for key in ("agents_on_duty", "agents_needed", "agents_gap"):
        model = shown(BY_KEY[key], {"channel": "phone"})
        assert model.note == "No value for a channel"
        assert {text for row in all_texts(model) for text in row} == {"–"}


def test_that_the_estimate_comes_with_the_last_replication() -> None:
    partial = replace(ANSWER, complete=False, needed=())
    assert "last replication" in note_of(partial, GAP, {})
    assert TEAM in note_of(ANSWER, GAP, {})


def test_that_heat_goes_from_the_background_to_the_strongest_colour() -> None:
    assert heat_colour(LIGHT.heat, 0.0).name() == LIGHT.heat[0]
    assert heat_colour(LIGHT.heat, 1.0).name() == LIGHT.heat[-1]
    assert heat_colour(LIGHT.heat, 0.5).name() == LIGHT.heat[2]


def test_that_the_keyboard_goes_from_cell_to_cell_and_stays_there(qtbot: QtBot, card: HeatCard) -> None:
    card.view.setCurrentIndex(card.model.index(0, 9))
    qtbot.keyClick(card.view, Qt.Key.Key_Down)
    qtbot.keyClick(card.view, Qt.Key.Key_Right)
    choose(card.figure, str(GAP.label))
    here = card.view.currentIndex()
    assert (here.row(), here.column()) == (1, 10)
    card.explain()
    dialog = card.findChild(WhyDialog)
    assert dialog is not None
    assert "by the formula" in dialog.text.toPlainText()


def test_that_a_figure_that_is_not_known_cannot_be_chosen(qtbot: QtBot) -> None:
    card = HeatCard(LIGHT)
    qtbot.addWidget(card)
    rows = [row for row in ANSWER.section.metrics if row.metric == "occupancy"]
    few = replace(ANSWER, findings=TracedFindings(ANSWER.scenario, rows, ANSWER.findings.costs, ANSWER.replications))
    for answer, are_known in ((few, False), (ANSWER, True)):
        card.show_answer(answer, {})
        flags = {
            figure.key: card.figure.model().index(number, 0).flags() & Qt.ItemFlag.ItemIsEnabled
            for number, figure in enumerate(HEAT_FIGURES)
        }
        assert flags["occupancy"]
        assert flags[GAP.key]
        assert bool(flags["tickets_offered"]) is are_known


def test_that_the_heat_map_is_copied_and_saved(card: HeatCard) -> None:
    card.copy_all()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8
    header, *rows = csv.reader(io.StringIO(card.csv().decode("utf-8-sig")))
    assert header == ["Weekday", "Hour", "Value", "Low", "High"]
    values = [cell.value for cell in cells_of(ANSWER, card.model.figure, {})]
    assert [float(row[2]) if row[2] else None for row in rows] == values
    sheet = load_workbook(io.BytesIO(card.xlsx())).active
    assert sheet is not None
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == pytest.approx(values)
    card.view.selectAll()
    card.view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 7
