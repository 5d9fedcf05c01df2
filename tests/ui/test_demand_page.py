"""The Demand page: shows what the plan says of customers, takes edits and blocks, and leads on where it is empty."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.forms.parts_and_form import PartsAndForm
from ui.pages import PAGES
from ui.pages.demand.channels import ChannelMix
from ui.pages.demand.holidays import Holidays
from ui.pages.demand.page import CHANNELS, CUSTOMERS, HOLIDAYS, TIMES, TOPICS, DemandPage
from ui.pages.demand.times import Times
from ui.pages.demand.topics import Topics
from ui.tables.blocks import format_block, turned
from ui.tables.grid_view import GridView

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TABS = (CUSTOMERS, CHANNELS, TOPICS, TIMES, HOLIDAYS)
COUNTS = [[24 * day + hour for hour in range(24)] for day in range(7)]
BLOCK = [[str(count) for count in row] for row in COUNTS]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> DemandPage:
    context.document.open_example("two-tiers")
    made = DemandPage(context)
    qtbot.addWidget(made)
    made.resize(1220, 780)
    made.show()
    return made


def data(page: DemandPage) -> dict[str, Any]:
    plan = page.context.document.plan
    assert plan is not None
    return dict(plan.data)


def customers(page: DemandPage) -> PartsAndForm:
    made = page.tabs.show_section(CUSTOMERS)
    assert isinstance(made, PartsAndForm)
    return made


def channels(page: DemandPage) -> ChannelMix:
    made = page.tabs.show_section(CHANNELS)
    assert isinstance(made, ChannelMix)
    return made


def topics(page: DemandPage) -> Topics:
    made = page.tabs.show_section(TOPICS)
    assert isinstance(made, Topics)
    return made


def times(page: DemandPage) -> Times:
    made = page.tabs.show_section(TIMES)
    assert isinstance(made, Times)
    return made


def texts(view: GridView) -> list[list[str]]:
    rows, columns = range(view.grid.rowCount()), range(view.grid.columnCount())
    return [[view.grid.display(row, column) for column in columns] for row in rows]


def empty(page: DemandPage, *keys: str) -> None:
    def change(data: dict[str, Any]) -> None:
        for key in keys:
            data.pop(key, None)
        data.pop("scenarios", None)

    page.context.document.edit("Empty", change)


def test_that_the_page_is_listed_before_the_results() -> None:
    keys = [each.key for each in PAGES]
    assert keys.index("demand") < keys.index("results")


def test_that_the_example_is_shown(page: DemandPage) -> None:
    assert "5,020" in page.status.text()
    assert [row[:3] for row in texts(customers(page).table.view)] == [
        ["Starter", "5,500", "0.2"],
        ["Pro", "2,600", "1.2"],
        ["Business", "160", "5"],
    ]
    assert texts(channels(page).table)[2] == ["50 %", "20 %", "30 %", "100 %"]
    assert texts(topics(page).handle_times)[2] == ["11 min", ""]
    assert topics(page).sum.text() == "Shares together: 100 %"
    assert times(page).table.model.names == ("business",)
    holidays = page.tabs.show_section(HOLIDAYS)
    assert isinstance(holidays, Holidays)
    assert holidays.field.editor.target.property("text") == "DE"


def test_that_the_form_goes_below_the_table_in_a_narrow_window(page: DemandPage) -> None:
    assert customers(page).splitter.orientation() == Qt.Orientation.Horizontal
    page.resize(860, 600)
    assert customers(page).splitter.orientation() == Qt.Orientation.Vertical
    assert page.minimumSizeHint().width() <= 860


def test_that_a_cell_is_edited_and_comes_back_with_undo(page: DemandPage) -> None:
    view = customers(page).table.view
    assert view.grid.setData(view.grid.index(0, 1), "6000")
    assert data(page)["segments"]["Starter"]["customers"] == 6000
    assert "5,120" in page.status.text()
    page.context.document.undo_stack.undo()
    assert texts(view)[0][1] == "5,500"
    assert "5,020" in page.status.text()


def test_that_the_form_follows_the_chosen_and_the_renamed_segment(page: DemandPage) -> None:
    made = customers(page)
    assert made.show_part("Pro")
    assert made.path == ("segments", "Pro")
    assert made.table.model.setData(made.table.model.index(1, 0), "Team")
    assert made.path == ("segments", "Team")
    assert made.form_title.text() == "Team"


def test_that_segments_are_added_duplicated_and_removed(page: DemandPage) -> None:
    made = customers(page)
    made.table.add()
    assert len(data(page)["segments"]) == 4
    made.table.duplicate()
    assert len(data(page)["segments"]) == 5
    made.table.remove()
    made.table.remove()
    assert list(data(page)["segments"]) == ["Starter", "Pro", "Business"]
    assert made.path is not None


def test_that_a_block_is_pasted_into_the_channel_mix_as_one_step(page: DemandPage) -> None:
    made = channels(page)
    made.table.select((0, 0), (0, 0))
    assert made.table.paste_text("70 %\t20 %\t10 %\n50 %\t40 %\t10 %")
    assert texts(made.table)[0] == ["70 %", "20 %", "10 %", "100 %"]
    assert data(page)["segments"]["Pro"]["channels"] == {"email": 0.5, "chat": 0.4, "phone": 0.1}
    page.context.document.undo_stack.undo()
    assert texts(made.table)[0] == ["80 %", "20 %", "", "100 %"]


def test_that_a_mix_that_does_not_make_up_the_whole_is_told_beside_it(page: DemandPage, qtbot: QtBot) -> None:
    made = channels(page)
    assert made.table.grid.setData(made.table.grid.index(0, 0), "30 %")
    qtbot.waitUntil(lambda: bool(made.message.text()))
    assert not made.message.isHidden()


def test_that_a_handle_time_lets_a_tier_work_on_a_topic_and_clearing_takes_it_away(page: DemandPage) -> None:
    made = topics(page)
    grid = made.handle_times.grid
    assert grid.setData(grid.index(2, 1), "25 min")
    assert data(page)["topics"]["billing"]["work"]["L2"] == {"handle_time": "25 min"}
    made.handle_times.select((2, 1), (2, 1))
    made.handle_times.clear_cells()
    assert "L2" not in data(page)["topics"]["billing"]["work"]


def test_that_the_escalations_are_those_of_the_chosen_topic(page: DemandPage) -> None:
    made = topics(page)
    made.show_part("bug")
    assert made.escalations is not None
    assert texts(made.escalations)[0] == ["", "40 %", "40 %"]
    assert made.escalations.grid.setData(made.escalations.grid.index(0, 1), "30 %")
    assert data(page)["topics"]["bug"]["work"]["L1"]["escalates"] == {"L2": 0.3}


def test_that_shares_of_topics_are_summed(page: DemandPage) -> None:
    made = topics(page)
    model = made.parts.table.model
    assert model.setData(model.index(0, 1), "36 %")
    assert made.sum.text().startswith("Shares together: 110 %")


@pytest.mark.parametrize("block", [BLOCK, turned(BLOCK)], ids=["days down", "hours down"])
def test_that_counts_of_a_week_become_the_profile(page: DemandPage, block: list[list[str]]) -> None:
    made = times(page)
    assert made.week is not None
    before = data(page)["profiles"]["business"]
    QGuiApplication.clipboard().setText(format_block(block))
    made.week.paste_button.click()
    after = data(page)["profiles"]["business"]
    assert after["by_hour_of_week"] == COUNTS
    assert "by_hour" not in after
    assert made.week.weights[6][23] == 167
    page.context.document.undo_stack.undo()
    assert data(page)["profiles"]["business"] == before


def test_that_counts_by_month_go_to_the_months(page: DemandPage) -> None:
    made = times(page)
    assert made.week is not None
    QGuiApplication.clipboard().setText("\n".join(map(str, range(1, 13))))
    made.week.paste()
    by_month = data(page)["profiles"]["business"]["by_month"]
    assert by_month[0] == pytest.approx(1 / 6.5, abs=1e-6)  # factors on the mean month
    assert sum(by_month) == pytest.approx(12, abs=1e-4)
    assert "by_hour" in data(page)["profiles"]["business"]


@pytest.mark.parametrize("text", ["", "1\t2\t3", "\n".join(["x"] * 24)], ids=["nothing", "three", "words"])
def test_that_other_blocks_are_refused_with_the_reason(page: DemandPage, text: str) -> None:
    made = times(page)
    assert made.week is not None
    before = data(page)
    QGuiApplication.clipboard().setText(text)
    made.week.paste()
    assert made.week.message.text()
    assert data(page) == before


def test_that_the_curves_follow_the_week(page: DemandPage) -> None:
    made = times(page)
    through_week = made.curves[1]
    assert through_week.picture is not None
    before = through_week.picture.series[0].values
    assert before[0] == pytest.approx(100 * 1.16 / 5.42)
    assert made.week is not None
    grid = made.week.week.views["by_weekday"].grid
    assert grid.setData(grid.index(0, 0), "5")
    assert through_week.picture.series[0].values[0] == pytest.approx(100 * 5 / 9.26)


def test_that_the_selection_is_described(page: DemandPage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.selection_described.connect(told.append)
    customers(page).table.view.select((0, 1), (2, 1))
    qtbot.waitUntil(lambda: bool(told) and "8,260" in told[-1])
    page.tabs.show_section(CHANNELS)
    assert not told[-1]


def test_that_the_curves_show_a_pasted_week_at_once_and_the_old_one_after_undo(page: DemandPage) -> None:
    page.context.document.open_example("two-tiers")
    made = page.tabs.show_section(TIMES)
    assert isinstance(made, Times)
    assert made.week is not None
    before = made.curves[1].picture
    rows = [["100" if hour == 9 else "1" for hour in range(24)] for _day in range(7)]
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    made.week.paste()
    picture = made.curves[0].picture
    assert picture is not None
    assert max(value or 0 for value in picture.series[0].values) == pytest.approx(100 * 100 / 123)
    page.context.document.undo_stack.undo()
    assert made.curves[1].picture == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_curves_take_the_colours_of_the_theme(page: DemandPage, theme: str, qtbot: QtBot) -> None:
    made = times(page)
    page.context.theme.set(theme)
    card = page.context.theme.theme.card
    # a curve is painted when it is first seen
    qtbot.waitUntil(lambda: all(each.plot.backgroundBrush().color().name() == card for each in made.curves))


def test_that_a_page_without_customers_leads_on(page: DemandPage) -> None:
    empty(page, "segments")
    made = customers(page)
    assert not made.hint.isHidden()
    assert made.path is None
    mix = channels(page)
    assert not mix.no_segments.isHidden()
    mix.no_segments.button.click()
    assert len(data(page)["segments"]) == 1
    assert made.hint.isHidden()
    assert page.tabs.currentIndex() == 0


def test_that_a_page_without_topics_and_profiles_leads_on(page: DemandPage) -> None:
    def change(data: dict[str, Any]) -> None:
        for key in ("topics", "profiles", "scenarios", "holidays"):
            data.pop(key)
        for segment in data["segments"].values():
            segment.pop("profile", None)
            segment.pop("topics", None)

    page.context.document.edit("Empty", change)
    topics(page).parts.hint.button.click()
    assert len(data(page)["topics"]) == 1
    made = times(page)
    assert made.week is None
    made.hint.button.click()
    assert len(data(page)["profiles"]) == 1
    assert made.week is not None
    holidays = page.tabs.show_section(HOLIDAYS)
    assert isinstance(holidays, Holidays)
    assert not holidays.hint.isHidden()
    holidays.hint.button.click()


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        (("segments", "Pro", "customers"), CUSTOMERS),
        (("segments", "Pro", "channels"), CHANNELS),
        (("topics", "bug", "work", "L1"), TOPICS),
        (("profiles", "business"), TIMES),
        (("holidays",), HOLIDAYS),
    ],
)
def test_that_places_of_the_plan_are_brought_into_view(page: DemandPage, path: tuple[str, ...], tab: str) -> None:
    assert page.show_path(path)
    assert page.tabs.currentIndex() == TABS.index(tab)


def test_that_unknown_places_are_refused(page: DemandPage) -> None:
    assert not page.show_path(("teams", "L1"))
    assert not page.show_path(("segments", "Nobody"))


def test_that_another_plan_is_followed(page: DemandPage) -> None:
    for tab in TABS:
        page.tabs.show_section(tab)
    page.context.document.open_example("two-continents")
    names = set(data(page)["segments"])
    assert set(customers(page).table.model.names) == names
    path = customers(page).path
    assert path is not None
    assert path[-1] in names
    week = times(page).week
    assert week is None or str(week.profile[-1]) in data(page)["profiles"]
    page.context.document.close()


def test_that_all_models_behave_and_all_inputs_have_names(page: DemandPage) -> None:
    for tab in TABS:
        made = page.tabs.show_section(tab)
        for view in made.findChildren(QTableView):
            QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view)
        nameless = [widget for widget in made.findChildren(QWidget) if is_input(widget) and not spoken(widget)]
        assert not nameless, tab
    page.context.document.undo_stack.undo()
    customers(page).table.add()
    page.context.document.undo_stack.undo()


def test_that_every_heading_has_its_definition(page: DemandPage) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    for tab in TABS:
        for view in page.tabs.show_section(tab).findChildren(GridView):
            for column in range(view.grid.columnCount()):
                assert view.grid.headerData(column, Qt.Orientation.Horizontal, tip), (tab, view.accessibleName())


def is_input(widget: QWidget) -> bool:
    inputs = (QTableView, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractButton)
    is_inner = isinstance(widget.parent(), (QTableView, QComboBox, QAbstractSpinBox))
    return isinstance(widget, inputs) and not is_inner and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def spoken(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
