"""Pasting a week from a spreadsheet on the page Demand: Ctrl+V takes its shape, one more click its volume."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages.demand.counts import Volume
from ui.pages.demand.times import WeekOfProfile
from ui.pages.demand.volume import ContactsTable
from ui.tables.heat_table import HeatView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

WEEK = [[10 + day + hour for hour in range(24)] for day in range(7)]
NAMED = "\n".join(
    [
        "\t".join(["", *(f"{hour}:00" for hour in range(24))]),
        *(
            "\t".join([name, *map(str, row)])
            for name, row in zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], WEEK, strict=True)
        ),
    ]
)


@pytest.fixture
def week(qtbot: QtBot, context: Context) -> WeekOfProfile:
    context.document.open_example("two-tiers")
    made = WeekOfProfile(context, ("profiles", "business"))
    qtbot.addWidget(made)
    made.show()
    return made


def data(context: Context) -> dict[str, Any]:
    plan = context.document.plan
    assert plan is not None
    return dict(plan.data)


def press_paste(qtbot: QtBot, view: HeatView, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    view.select((0, 0), (0, 0))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", ["by_hour", "by_weekday"])
def test_that_ctrl_v_takes_a_week_wherever_the_cursor_is(
    week: WeekOfProfile, qtbot: QtBot, context: Context, key: str
) -> None:
    before = data(context)
    press_paste(qtbot, week.week.views[key], NAMED)
    after = data(context)
    assert after["profiles"]["business"]["by_hour_of_week"] == WEEK
    assert after["segments"] == before["segments"]
    assert not week.pasted.isHidden()
    assert "Read 7 days × 24 hours" in week.pasted.words.text()
    assert "Only the shape has changed" in week.pasted.volume_words.text()
    context.document.undo_stack.undo()
    assert data(context) == before


def test_that_the_volume_is_taken_only_when_asked_for_and_undone_as_one(
    week: WeekOfProfile, qtbot: QtBot, context: Context
) -> None:
    before = data(context)
    press_paste(qtbot, week.week.views["by_hour"], NAMED)
    total = sum(map(sum, WEEK))
    assert f"{total:,}" in week.pasted.volume_button.text()
    week.pasted.volume_button.click()
    volume = Volume(context, ("profiles", "business"))
    assert volume.week == pytest.approx(total, rel=1e-4)
    assert week.pasted.volume_button.isHidden()
    context.document.undo_stack.undo()
    assert data(context)["segments"] == before["segments"]
    assert not week.pasted.volume_button.isHidden()
    context.document.undo_stack.redo()
    context.document.undo_stack.undo()
    context.document.undo_stack.undo()
    assert data(context) == before


def test_that_few_cells_are_pasted_as_cells(week: WeekOfProfile, qtbot: QtBot, context: Context) -> None:
    press_paste(qtbot, week.week.views["by_hour"], "7\t8\t9")
    assert data(context)["profiles"]["business"]["by_hour"][:3] == [7, 8, 9]
    assert week.pasted.isHidden()


def test_that_factors_stay_factors_and_counts_by_month_become_some(
    week: WeekOfProfile, qtbot: QtBot, context: Context
) -> None:
    press_paste(qtbot, week.months, "\t".join(["0.5", "1.5"] * 6))
    assert data(context)["profiles"]["business"]["by_month"] == [0.5, 1.5] * 6
    press_paste(qtbot, week.months, "\t".join(["1000", "3000"] * 6))
    assert data(context)["profiles"]["business"]["by_month"] == [0.5, 1.5] * 6


def test_that_a_block_of_another_shape_is_refused_and_changes_nothing(
    week: WeekOfProfile, qtbot: QtBot, context: Context
) -> None:
    before = data(context)
    press_paste(qtbot, week.week.views["by_hour"], "\n".join(["1\t2\t3"] * 5))
    assert "5 × 3 counts" in week.message.text()
    assert data(context) == before
    press_paste(qtbot, week.week.views["by_hour"], NAMED)
    assert not week.message.text()


def test_that_the_button_does_the_same_as_the_keys(week: WeekOfProfile, context: Context) -> None:
    QGuiApplication.clipboard().setText(NAMED)
    week.paste_button.click()
    assert data(context)["profiles"]["business"]["by_hour_of_week"] == WEEK
    week.pasted.close_button.click()
    assert week.pasted.isHidden()


def test_that_a_profile_without_customers_has_no_volume_to_take(
    qtbot: QtBot, context: Context, week: WeekOfProfile
) -> None:
    context.document.edit("More", lambda plan: plan["profiles"].update(idle={"holiday": 1}))
    idle = WeekOfProfile(context, ("profiles", "idle"))
    qtbot.addWidget(idle)
    assert idle.pasted.take(NAMED)
    assert idle.pasted.volume_button.isHidden()
    assert "no segment" in idle.pasted.volume_words.text()
    assert week.pasted.isHidden()


def test_that_contacts_are_worked_out_by_segment_and_channel(qtbot: QtBot, context: Context) -> None:
    context.document.open_example("two-tiers")
    table = ContactsTable(context)
    qtbot.addWidget(table)
    model = table.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    rows = [[model.display(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]
    assert rows[0] == ["880", "220", "–", "1,100"]
    assert rows[-1][-1] == "5,020"
    context.document.edit("Off", lambda plan: plan["segments"]["Starter"].update(enabled=False))
    assert model.rowCount() == 3
    context.document.undo_stack.undo()
    assert model.rowCount() == 4
    assert not model.setData(model.index(0, 0), "7")
