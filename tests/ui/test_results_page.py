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

from planner.reporting.quantities import table_texts
from planner.reporting.report import Table
from ui.context import Context
from ui.look.theme import DARK, LIGHT, heat_colour
from ui.pages.results.members import DIMENSIONS, TABS, members_table, tables_of
from ui.pages.results.page import ResultsPage, status_text
from ui.pages.results.saving import copy_rows, save_as, write
from ui.pages.results.table_card import TableCard
from ui.pages.results.table_model import INTERVAL_ROLE, ReportTableModel, broken
from ui.pages.results.view import ResultsView
from ui.pages.results.why_dialog import WhyDialog

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


def test_that_every_table_of_the_report_is_on_exactly_one_tab() -> None:
    placed = [table.key for tab in TABS for table in tables_of(ANSWER.section, tab)]
    assert sorted(placed) == sorted(table.key for table in ANSWER.section.tables)
    extra = replace(ANSWER.section, tables=(*ANSWER.section.tables, replace(ANSWER.section.tables[0], key="new")))
    assert "new" in [table.key for tab in TABS for table in tables_of(extra, tab)]


# ---------------------------------------------------------------- the view


def test_that_a_tile_answers_to_the_keyboard_and_has_a_name(qtbot: QtBot, view: ResultsView) -> None:
    tile = view.tiles.tiles[0]
    assert tile.text.value in tile.accessibleName()
    with qtbot.waitSignal(view.tiles.asked) as caught:
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert caught.args == [tile.text]
    assert view.findChild(WhyDialog) is not None


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
    nameless = [widget for widget in ours if not widget.accessibleName()]
    assert ours
    assert nameless == []


def test_that_only_the_tab_that_is_seen_shows_a_new_answer_at_once(
    view: ResultsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    original = TableCard.show_table

    def watched(card: TableCard, table: Table, answer: object) -> None:
        shown.append(table.key)
        original(card, table, answer)  # type: ignore[arg-type]

    monkeypatch.setattr(TableCard, "show_table", watched)
    view.show_answer(ANSWER, None)
    assert shown == ["members"]
    view.tabs.show_tab(3)
    assert "people" in shown
    shown.clear()
    view.tabs.show_tab(0)
    view.tabs.show_tab(3)
    assert shown == []
    view.show_answer(ANSWER, None)
    assert "members" not in shown
    assert "people" in shown
    view.tabs.show_tab(0)
    assert shown[-1] == "members"


def test_that_headings_share_the_width_and_cut_no_word() -> None:
    assert broken("Cost in 4 weeks, EUR", 1) == "Cost in 4 weeks, EUR"
    assert broken("Cost in 4 weeks, EUR", 2) == "Cost in 4\nweeks, EUR"
    assert broken("Occupancy", 2) == "Occupancy"
    assert broken("", 2) == ""


# ---------------------------------------------------------------- copying and saving


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
    assert page.notice_text.text() == "Inputs changed – run again."
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
    context.results.put_failure("Base", "The weeks have no customers.")
    assert page.empty_help.text() == "The weeks have no customers."
    context.document.set_scenario("Late shift")
    assert page.empty_help.text() != "The weeks have no customers."
    context.document.set_scenario("Base")
    context.results.clear()
    assert page.empty_help.text() != "The weeks have no customers."


def test_that_a_partial_answer_says_how_far_the_run_is(page: ResultsPage, context: Context) -> None:
    context.results.put(replace(ANSWER, complete=False, replications=2))
    assert "2 of 4 replications" in page.status.text()
    assert not page.notice.isVisible()


def test_that_a_stopped_run_says_so_and_can_go_on(qtbot: QtBot, page: ResultsPage, context: Context) -> None:
    context.results.put(replace(ANSWER, complete=False, stopped=True, replications=2))
    assert "stopped after 2 of 4" in page.status.text()
    assert "2 of 4" in page.notice_text.text()
    assert page.notice.isVisible()
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.run_again, Qt.MouseButton.LeftButton)
    assert caught.args == ["run", None]


def test_that_the_choice_to_show_intervals_is_remembered(page: ResultsPage, context: Context, qtbot: QtBot) -> None:
    context.results.put(ANSWER)
    assert page.view is not None
    index = page.view.members.model.index(0, 1)
    assert index.data(INTERVAL_ROLE)
    qtbot.keyClick(page.intervals, Qt.Key.Key_Space)
    assert not index.data(INTERVAL_ROLE)
    assert not context.settings.shows_intervals
    other = ResultsPage(context)
    qtbot.addWidget(other)
    assert not other.intervals.isChecked()


def test_that_a_base_that_has_changed_is_not_compared_with(page: ResultsPage, context: Context) -> None:
    context.results.put(ANSWER)
    context.results.put(LATE)
    context.document.set_scenario("Late shift")
    page.refresh()
    assert page.view is not None
    assert page.view.tiles.tiles[3].text.difference
    context.document.set_value(("weeks",), 2)
    assert not page.view.tiles.tiles[3].text.difference


def test_that_the_page_begins_with_the_answer_in_words(context: Context, qtbot: QtBot) -> None:
    context.results.put(tiny_answer())
    page = ResultsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.answer_words.text().startswith(tiny_answer().section.answers[0])
    context.results.clear()
    assert not page.answer_words.isVisible()
