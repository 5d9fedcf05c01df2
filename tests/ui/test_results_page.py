"""The Results page: what it shows equals the report, it explains its numbers, and it never hides an old answer."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QFileDialog, QMessageBox, QPushButton, QTabBar, QToolButton
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer, tiny_plan

from planner.reporting.quantities import quantity_text, table_texts
from planner.reporting.report import Quantity, Table
from ui.context import Context
from ui.pages.results import ResultsPage, status_text
from ui.pages.results_heat_model import HEAT_FIGURES, HeatModel, heat_colour
from ui.pages.results_members import DIMENSIONS, TABS, members_table, narrowed, tables_of
from ui.pages.results_saving import copy_rows, save_as, write
from ui.pages.results_table_card import TableCard
from ui.pages.results_table_model import ReportTableModel
from ui.pages.results_tiles import tile_texts
from ui.pages.results_view import ResultsView
from ui.pages.results_why import WhyDialog, why
from ui.theme import DARK, LIGHT

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()
LATE = tiny_answer("Late shift")


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made = ResultsView(LIGHT)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show_answer(ANSWER, None)
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ResultsPage:
    context.document.new(tiny_plan())
    made = ResultsPage(context)
    qtbot.addWidget(made)
    made.show()
    return made


def all_texts(model: QAbstractItemModel) -> list[list[str]]:
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in rows]


def choose(box: QComboBox, text: str) -> None:
    place = box.findText(text)
    assert place >= 0, [box.itemText(number) for number in range(box.count())]
    box.setCurrentIndex(place)


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("table", ANSWER.section.tables, ids=lambda table: table.key)
def test_that_a_table_shows_the_texts_of_the_report(qtbot: QtBot, table: Table) -> None:
    model = ReportTableModel(LIGHT)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_table(table, ANSWER)
    assert all_texts(model) == table_texts(table)
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headings == [column.label for column in table.columns]
    model.set_theme(DARK)
    model.show_table(None, None)
    assert model.rowCount() == 0


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.key)
def test_that_the_table_of_members_holds_the_figures_of_the_report(qtbot: QtBot, dimension: object) -> None:
    table = members_table(ANSWER, dimension)  # type: ignore[arg-type]
    model = ReportTableModel(LIGHT)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_table(table, ANSWER)
    rows = {(row.metric, tuple(row.by.items())): row for row in ANSWER.section.metrics}
    checked = 0
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            index = model.index(row, column)
            origin, quantity = model.origin(index), model.quantity(index)
            assert origin is not None
            assert quantity is not None
            known = rows.get((origin.name, tuple(origin.by.items())))
            assert quantity.value == (known.value if known else None)
            checked += 1
    assert checked


def test_that_every_number_of_the_tables_says_what_it_means(qtbot: QtBot) -> None:
    for table in ANSWER.section.tables:
        model = ReportTableModel(LIGHT)
        model.show_table(table, ANSWER)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if model.quantity(index) is not None:
                    assert model.origin(index) is not None, (table.key, row, column)
                    assert index.data(Qt.ItemDataRole.ToolTipRole)


def test_that_the_heat_map_is_a_table_of_the_hours_of_the_week(qtbot: QtBot) -> None:
    model = HeatModel(LIGHT)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for figure in HEAT_FIGURES:
        model.show_figure(ANSWER, figure.metric, {})
        assert (model.rowCount(), model.columnCount()) == (7, 24)
    model.show_figure(ANSWER, "tickets_offered", {})
    found = {tuple(row.by.values()): row for row in ANSWER.section.metrics if row.metric == "tickets_offered"}
    tuesday = model.index(1, 10)
    quantity = model.quantity(tuesday)
    assert quantity is not None
    assert quantity.value == found["tue 10:00",].value
    assert "10:00" in tuesday.data(Qt.ItemDataRole.AccessibleTextRole)
    model.set_theme(DARK)


def test_that_the_heat_map_narrows_to_a_member_and_says_where_it_cannot(qtbot: QtBot) -> None:
    model = HeatModel(LIGHT)
    model.show_figure(ANSWER, "tickets_offered", {"channel": "phone"})
    assert model.is_split
    model.show_figure(ANSWER, "agents_on_duty", {"channel": "phone"})
    assert not model.is_split
    assert any(text not in {"", "0"} for row in all_texts(model) for text in row)


def test_that_heat_goes_from_the_background_to_the_strongest_colour() -> None:
    assert heat_colour(LIGHT.heat, 0.0).name() == LIGHT.heat[0]
    assert heat_colour(LIGHT.heat, 1.0).name() == LIGHT.heat[-1]
    assert heat_colour(LIGHT.heat, 0.5).name() == LIGHT.heat[2]


def test_that_every_table_of_the_report_is_on_exactly_one_tab() -> None:
    placed = [table.key for tab in TABS for table in tables_of(ANSWER.section, tab)]
    assert sorted(placed) == sorted(table.key for table in ANSWER.section.tables)
    extra = replace(ANSWER.section, tables=(*ANSWER.section.tables, replace(ANSWER.section.tables[0], key="new")))
    assert "new" in [table.key for tab in TABS for table in tables_of(extra, tab)]


def test_that_a_table_is_narrowed_to_the_rows_of_a_member() -> None:
    table = next(table for table in ANSWER.section.tables if table.key == "people")
    team = str(table.rows[0][0])
    kept = narrowed(table, ANSWER.findings, {"team": team})
    assert [row[0] for row in kept.rows] == [team]
    assert not kept.total
    assert narrowed(table, ANSWER.findings, {"channel": "phone"}) is table


# ---------------------------------------------------------------- tiles


def test_that_the_tiles_show_the_figures_of_the_report() -> None:
    first, kept, busy, cost, backlog = tile_texts(ANSWER, {}, None)
    rows = {row.metric: row for row in ANSWER.section.metrics if not row.by}
    wait = rows["first_response_time_p50"]
    assert first.value == quantity_text(Quantity(wait.value, wait.low, wait.high, "s"))
    assert busy.value == quantity_text(Quantity(rows["occupancy"].value, unit="share", low=rows["occupancy"].low,
                                                high=rows["occupancy"].high))  # fmt: skip
    assert cost.value == quantity_text(Quantity(rows["cost_total_per_month"].value, unit="money"))
    assert backlog.value == quantity_text(Quantity(rows["backlog_mean"].value))
    met = sum(promise.verdict.value == "met" for promise in ANSWER.section.promises)
    assert kept.value == f"{met} of {len(ANSWER.section.promises)}"
    assert {bool(tile.verdict) for tile in (first, kept, busy, backlog)} == {True}
    assert not any(tile.difference for tile in (first, kept, busy, cost, backlog))


def test_that_the_tiles_of_another_scenario_show_its_difference_to_the_base() -> None:
    tiles = tile_texts(LATE, {}, ANSWER)
    assert all("Base" in tile.difference for tile in tiles)


def test_that_a_tile_narrowed_to_a_team_says_what_is_still_of_all_together() -> None:
    first, _kept, busy, _cost, _backlog = tile_texts(ANSWER, {"team": "L1"}, None)
    assert "all together" in first.caption
    assert "all together" not in busy.caption


def test_that_a_tile_answers_to_the_keyboard_and_has_a_name(qtbot: QtBot, view: ResultsView) -> None:
    tile = view.tiles.tiles[0]
    assert tile.text.value in tile.accessibleName()
    with qtbot.waitSignal(view.tiles.asked) as caught:
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert caught.args == [tile.text]
    assert view.findChild(WhyDialog) is not None


def test_that_why_names_numerator_denominator_run_and_interval() -> None:
    quantity = ANSWER.findings.get("occupancy")
    origin = ANSWER.findings.origin(quantity)
    assert origin is not None
    rows = dict(why(ANSWER, quantity, origin))
    assert rows["Numerator"] == "work and wrap-up"
    assert rows["Denominator"] == "time on duty at the desk"
    assert "seed 3" in rows["Run"]
    assert "95 %" in rows["Interval"]
    line = ANSWER.findings.cost_of("wages", "L1")
    of_wages = ANSWER.findings.origin(line)
    assert of_wages is not None
    assert dict(why(ANSWER, line, of_wages))["Inputs"] == "teams.L1"


# ---------------------------------------------------------------- the view


def test_that_a_click_on_a_row_narrows_everything_to_it(qtbot: QtBot, view: ResultsView) -> None:
    choose(view.split, "By channel")
    row = [text[0] for text in all_texts(view.members.model)].index("phone")
    view.members.view.clicked.emit(view.members.model.index(row, 0))
    assert view.by == {"channel": "phone"}
    waits = next(card for card in view.details[0].cards if card.model.table and card.model.table.key == "waits")
    assert {texts[1] for texts in all_texts(waits.model)} == {"phone"}
    view.members.view.clicked.emit(view.members.model.index(view.members.model.rowCount() - 1, 0))
    assert view.by == {}


def test_that_a_new_answer_keeps_what_everything_was_narrowed_to(view: ResultsView) -> None:
    choose(view.narrow, "Channel: phone")
    view.show_answer(LATE, ANSWER)
    assert view.by == {"channel": "phone"}


def test_that_a_day_of_the_heat_map_is_shown_by_the_curve(view: ResultsView) -> None:
    view.heat.view.setCurrentIndex(view.heat.model.index(3, 12))
    assert view.curve.day.currentIndex() == 3


def test_that_the_curve_shows_the_figures_of_the_report(view: ResultsView) -> None:
    picture = view.curve.canvas.picture
    assert picture is not None
    late, median = picture.series
    rows = {
        row.by["hour_of_week"]: row
        for row in ANSWER.section.metrics
        if row.metric == "first_response_time_p50" and set(row.by) == {"hour_of_week"}
    }
    divisor = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}[picture.unit]
    expected = rows["mon 10:00"].value
    assert expected is not None
    assert median.values[10] == pytest.approx(expected / divisor)
    assert late.style == "dashed"


def test_that_charts_and_tables_follow_the_theme_at_once(view: ResultsView) -> None:
    view.set_theme(DARK)
    assert view.curve.canvas.plot.backgroundBrush().color().name() == DARK.card
    colour = view.heat.model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole)
    assert colour.name() in {DARK.heat[0], *(heat_colour(DARK.heat, share / 1000).name() for share in range(1001))}


def test_that_everything_that_can_be_used_has_a_name(view: ResultsView) -> None:
    used = (widget for kind in (QComboBox, QToolButton, QPushButton) for widget in view.findChildren(kind))
    # the arrows that Qt itself puts beside tabs are not ours to name
    ours = [widget for widget in used if not isinstance(widget.parent(), QTabBar)]
    used = (widget for kind in (QComboBox, QToolButton, QPushButton) for widget in view.findChildren(kind))
    # the arrows that Qt itself puts beside tabs are not ours to name
    ours = [widget for widget in used if not isinstance(widget.parent(), QTabBar)]
    nameless = [widget for widget in ours if not widget.accessibleName()]
    assert ours
    assert nameless == []


# ---------------------------------------------------------------- copying and saving


def test_that_a_table_is_copied_as_it_is_read(qtbot: QtBot, view: ResultsView) -> None:
    view.members.copy_all()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Segment"
    assert len(lines) == view.members.model.rowCount() + 1
    view.members.view.selectRow(0)
    view.members.view.copy()
    assert QGuiApplication.clipboard().text().strip().split("\t") == all_texts(view.members.model)[0]


def test_that_a_table_is_saved_with_its_numbers_in_full_and_its_intervals(view: ResultsView) -> None:
    card = next(card for card in view.details[2].cards if card.model.table and card.model.table.key == "people")
    header, first, *_rest = csv.reader(io.StringIO(card.csv().decode("utf-8-sig")))
    place = header.index("Occupancy")
    assert header[place + 1 : place + 3] == ["Occupancy, low", "Occupancy, high"]
    found = ANSWER.findings.get("occupancy", {"team": first[0]})
    assert [float(text) for text in first[place : place + 3]] == [found.value, found.low, found.high]


def test_that_names_that_look_like_formulas_stay_text(qtbot: QtBot) -> None:
    copy_rows([["=1+1", "plain"]])
    assert QGuiApplication.clipboard().text() == "'=1+1\tplain\n"


def test_that_the_heat_map_is_copied_and_saved(view: ResultsView) -> None:
    view.heat.copy_all()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8
    assert len(view.heat.csv().splitlines()) == 7 * 24 + 1
    view.heat.view.selectAll()
    view.heat.view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 7


def test_that_a_file_is_written_where_the_user_says(qtbot: QtBot, tmp_path: Path, view: ResultsView) -> None:
    dialog = save_as(view, "Save", "Half within: %", "csv", lambda: b"content")
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "csv"
    dialog.fileSelected.emit(str(tmp_path / "table.csv"))
    dialog.close()
    assert (tmp_path / "table.csv").read_bytes() == b"content"


def test_that_a_file_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path, view: ResultsView) -> None:
    write(view, tmp_path / "no folder" / "table.csv", b"content")
    box = view.findChild(QMessageBox)
    assert box is not None
    assert "table.csv" in box.text()
    box.close()


def test_that_a_card_without_a_number_in_focus_explains_nothing(qtbot: QtBot) -> None:
    card = TableCard(LIGHT)
    qtbot.addWidget(card)
    card.explain()
    assert card.findChild(WhyDialog) is None


# ---------------------------------------------------------------- the page


def test_that_an_empty_page_says_what_to_do_and_offers_it(qtbot: QtBot, page: ResultsPage) -> None:
    assert page.run_first.isVisible()
    assert "Base" in page.empty_text.text()
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.run_first, Qt.MouseButton.LeftButton)
    assert caught.args == ["run", None]


def test_that_an_answer_appears_when_it_is_there(page: ResultsPage, context: Context) -> None:
    context.results.put(ANSWER)
    assert page.view is not None
    assert page.view.isVisible()
    assert not page.notice.isVisible()
    assert page.status.text() == status_text(ANSWER)
    assert "4 replications" in page.status.text()


def test_that_an_old_answer_is_greyed_and_stays(qtbot: QtBot, page: ResultsPage, context: Context) -> None:
    context.results.put(ANSWER)
    context.document.set_value(("segments", "Pro", "customers"), 1200)
    assert page.notice.isVisible()
    assert page.view is not None
    assert page.view.isVisible()
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.run_again, Qt.MouseButton.LeftButton)
    assert caught.args == ["run", None]
    context.document.undo_stack.undo()
    assert not page.notice.isVisible()


def test_that_the_page_follows_the_scenario(page: ResultsPage, context: Context) -> None:
    context.results.put(ANSWER)
    context.results.put(LATE)
    context.document.set_scenario("Late shift")
    page.refresh()
    assert "Late shift" in page.status.text()
    assert page.view is not None
    assert "Base" in page.view.tiles.tiles[3].accessibleName()


def test_that_a_failure_is_said_where_the_answer_would_be(page: ResultsPage, context: Context) -> None:
    context.runner.failed.emit("The weeks have no customers.")
    assert page.empty_help.text() == "The weeks have no customers."


def test_that_partial_and_stopped_answers_say_so() -> None:
    assert "of 4" in status_text(replace(ANSWER, complete=False, replications=2))
    assert "stopped" in status_text(replace(ANSWER, complete=False, stopped=True, replications=2))
