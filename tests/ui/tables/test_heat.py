"""The week of a profile as coloured tables that take blocks either way round."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.tables.blocks import format_block, turned
from ui.tables.heat_table import HeatTable

WEEK = [[str(24 * day + hour) for hour in range(24)] for day in range(7)]
NUMBERS = [[int(cell) for cell in row] for row in WEEK]


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> HeatTable:
    made = HeatTable(desk.context, ("profiles", "business"))
    for view in made.views.values():
        QAbstractItemModelTester(view.grid, QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    desk.show(qtbot, made)
    return made


def profile(desk: Desk) -> dict[str, object]:
    return desk.data["profiles"]["business"]  # type: ignore[no-any-return]


def test_that_hours_and_weekdays_stand_apart_until_each_hour_has_its_own(table: HeatTable, desk: Desk) -> None:
    assert [key for key, view in table.views.items() if view.isVisible()] == ["by_hour", "by_weekday"]
    before = desk.text
    table.switch.click()
    assert [key for key, view in table.views.items() if view.isVisible()] == ["by_hour_of_week"]
    assert "by_hour" not in profile(desk)
    assert profile(desk)["by_hour_of_week"][0][10] == 116  # type: ignore[index]
    table.switch.click()
    assert "by_hour_of_week" not in profile(desk)
    desk.document.undo_stack.undo()
    desk.document.undo_stack.undo()
    assert desk.text == before


@pytest.mark.parametrize(
    "block",
    [WEEK, turned(WEEK), [["", *map(str, range(24))], *([str(day), *row] for day, row in enumerate(WEEK))]],
    ids=["7 x 24", "24 x 7", "with headings"],
)
def test_that_a_week_is_pasted_as_days_or_as_hours(table: HeatTable, desk: Desk, block: list[list[str]]) -> None:
    table.switch.click()
    view = table.views["by_hour_of_week"]
    view.select((3, 5), (3, 5))
    assert view.paste_text(format_block(block))
    assert profile(desk)["by_hour_of_week"] == NUMBERS


def test_that_a_column_of_24_goes_into_the_row_of_hours(table: HeatTable, desk: Desk) -> None:
    view = table.views["by_hour"]
    view.select((0, 0), (0, 0))
    assert view.paste_text(format_block([[cell] for cell in WEEK[1]]))
    assert profile(desk)["by_hour"] == NUMBERS[1]


def test_that_colours_go_from_the_lowest_to_the_highest_and_digits_stay_readable(table: HeatTable, desk: Desk) -> None:
    index = table.views["by_hour"].grid.index(0, 10)
    heat = desk.context.theme.theme.heat
    assert index.data(Qt.ItemDataRole.BackgroundRole).name() == heat[-1]
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == "#ffffff"
    assert table.views["by_hour"].grid.index(0, 0).data(Qt.ItemDataRole.ForegroundRole).name() == "#000000"


def test_that_all_zeros_are_refused(table: HeatTable, desk: Desk) -> None:
    view = table.views["by_weekday"]
    view.select((0, 0), (0, 6))
    assert not view.paste_text("0")
    assert "zero" in table.message.text()
    assert desk.edits == 0


def test_that_in_a_scenario_the_whole_list_is_overridden(table: HeatTable, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    view = table.views["by_weekday"]
    view.select((0, 6), (0, 6))
    assert view.paste_text("1,5")
    assert desk.data["scenarios"][VARIANT]["profiles"]["business"]["by_weekday"][6] == 1.5
    assert profile(desk)["by_weekday"][6] == 0.14  # type: ignore[index]


def test_that_cells_say_their_share_of_the_whole(table: HeatTable) -> None:
    assert "% of the whole" in table.views["by_hour"].grid.index(0, 10).data(Qt.ItemDataRole.ToolTipRole)
    assert table.views["by_hour"].accessibleName() == "By hour: business"
