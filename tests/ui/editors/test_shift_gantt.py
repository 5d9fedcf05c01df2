"""Shifts by hand: every drag and key is one edit that can be undone, on quarters of an hour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.tables.desk import VARIANT, Desk
from ui.editors.shift_gantt import ShiftGantt

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EARLY = ("teams", "L1", "shifts", "early")
DAY = ("teams", "L2", "shifts", "day")
Drag = Callable[..., None]


@pytest.fixture
def gantt(desk: Desk, qtbot: QtBot) -> ShiftGantt:
    made = ShiftGantt(desk.context)
    made.resize(1000, 300)
    desk.document.plan_changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def drag(gantt: ShiftGantt) -> Drag:
    """Drags the early shift from its middle, or from near an end, by so many hours."""

    def move(hours: float, grip: str = "middle", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = gantt.rect_of(EARLY)
        x = {"begin": place.left() + 3, "middle": place.center().x(), "end": place.right() - 4}[grip]
        begin = QPoint(round(x), round(place.center().y()))
        end = begin + QPoint(round(hours * gantt.pixels_an_hour), 0)
        QTest.mousePress(gantt.viewport(), Qt.MouseButton.LeftButton, held, begin)
        QTest.mouseMove(gantt.viewport(), end)
        QTest.mouseRelease(gantt.viewport(), Qt.MouseButton.LeftButton, held, end)

    return move


def shift(desk: Desk, path: tuple[str, ...] = EARLY) -> dict[str, object]:
    found: dict[str, object] = desk.data["teams"][path[1]]["shifts"][path[3]]
    return found


def test_that_a_dragged_bar_moves_by_quarters_of_an_hour_in_one_edit(drag: Drag, desk: Desk) -> None:
    before = desk.text
    drag(1.1)
    assert shift(desk)["span"] == "09:00-17:30"
    assert desk.edits == 1
    desk.document.undo_stack.undo()
    assert desk.text == before


@pytest.mark.parametrize(("grip", "span"), [("begin", "07:00-16:30"), ("end", "08:00-15:30")])
def test_that_a_dragged_end_stretches(drag: Drag, desk: Desk, grip: str, span: str) -> None:
    drag(-1.0, grip)
    assert shift(desk)["span"] == span
    assert desk.edits == 1


def test_that_a_click_changes_nothing(drag: Drag, desk: Desk, gantt: ShiftGantt) -> None:
    drag(0.0)
    assert desk.edits == 0
    assert gantt.chosen == EARLY


def test_that_a_drag_with_ctrl_copies(drag: Drag, desk: Desk, gantt: ShiftGantt) -> None:
    drag(2.0, held=Qt.KeyboardModifier.ControlModifier)
    assert shift(desk)["span"] == "08:00-16:30"
    copied = shift(desk, (*EARLY[:3], "early 2"))
    assert (copied["span"], copied["agents"], copied["breaks"]) == ("10:00-18:30", 5, shift(desk)["breaks"])
    assert gantt.chosen == (*EARLY[:3], "early 2")
    desk.document.undo_stack.undo()
    assert "early 2" not in desk.data["teams"]["L1"]["shifts"]


def test_that_a_shift_goes_on_past_midnight(drag: Drag, desk: Desk, gantt: ShiftGantt) -> None:
    drag(10.0)
    assert shift(desk)["span"] == "18:00-02:30"
    place = gantt.rect_of(EARLY)
    assert place.width() / gantt.pixels_an_hour == pytest.approx(8.5, abs=0.15)


@pytest.mark.parametrize(
    ("key", "held", "span", "agents"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "08:15-16:45", 5),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, "07:45-16:15", 5),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, "08:00-16:45", 5),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, "07:45-16:30", 5),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, "08:00-16:30", 6),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier, "08:00-16:30", 4),
    ],
)
def test_that_keys_do_the_same(
    gantt: ShiftGantt,
    desk: Desk,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    span: str,
    agents: int,
) -> None:
    gantt.choose(EARLY)
    QTest.keyClick(gantt, key, held)
    assert (shift(desk)["span"], shift(desk)["agents"]) == (span, agents)
    assert desk.edits == 1
    desk.document.undo_stack.undo()
    assert (shift(desk)["span"], shift(desk)["agents"]) == ("08:00-16:30", 5)


def test_that_keys_choose_copy_remove_and_open(gantt: ShiftGantt, desk: Desk) -> None:
    opened: list[object] = []
    gantt.shift_opened.connect(opened.append)
    for _press in range(3):
        QTest.keyClick(gantt, Qt.Key.Key_Down)
    assert gantt.chosen == DAY
    QTest.keyClick(gantt, Qt.Key.Key_Return)
    assert opened == [DAY]
    QTest.keyClick(gantt, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert list(desk.data["teams"]["L2"]["shifts"]) == ["day", "day 2"]
    QTest.keyClick(gantt, Qt.Key.Key_Delete)
    assert list(desk.data["teams"]["L2"]["shifts"]) == ["day"]
    assert desk.edits == 2


def test_that_in_a_scenario_the_base_stays(gantt: ShiftGantt, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    gantt.choose(EARLY)
    QTest.keyClick(gantt, Qt.Key.Key_Right)
    assert shift(desk)["span"] == "08:00-16:30"
    assert gantt.chosen_bar is not None
    assert gantt.chosen_bar.span == "08:15-16:45"


def test_that_the_chosen_shift_is_told_in_words(gantt: ShiftGantt) -> None:
    gantt.choose(EARLY)
    assert gantt.accessibleName()
    assert gantt.accessibleDescription() == "L1, early: 5 agents, 08:00-16:30, mon-fri"
