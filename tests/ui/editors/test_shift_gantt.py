"""Shifts by hand: every drag and key is one edit that can be undone, on quarters of an hour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.tables.desk import VARIANT, Desk
from ui.editors.gantt_frame import NameColumn
from ui.editors.shift_actions import ShiftActions
from ui.editors.shift_commands import COMMANDS
from ui.editors.shift_gantt import ShiftGantt
from ui.look.theme import DARK

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EARLY = ("teams", "L1", "shifts", "early")
DAY = ("teams", "L2", "shifts", "day")
Drag = Callable[..., None]


@pytest.fixture
def gantt(desk: Desk, qtbot: QtBot) -> ShiftGantt:
    made = ShiftGantt(desk.context, ShiftActions(desk.context, desk.document))
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
    gantt.commands.opened.connect(opened.append)
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
    assert gantt.accessibleName().endswith("L1, early: 5 agents, 08:00-16:30, mon-fri")
    QTest.keyClick(gantt, Qt.Key.Key_Down)
    assert gantt.accessibleName().endswith("L1, late: 5 agents, 09:30-18:00, mon-fri")
    gantt.show_hours({("L1", "late"): 40.0})
    assert "40 paid hours a week for each agent, 200 together" in gantt.hover_text(gantt.bars[1])


def test_that_esc_gives_up_a_drag(gantt: ShiftGantt, desk: Desk) -> None:
    begin = gantt.rect_of(EARLY).center().toPoint()
    there = begin + QPoint(round(2 * gantt.pixels_an_hour), 0)
    QTest.mousePress(gantt.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(gantt.viewport(), there)
    QTest.keyClick(gantt, Qt.Key.Key_Escape)
    QTest.mouseRelease(gantt.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert desk.edits == 0
    assert gantt.rect_of(EARLY).center().toPoint() == begin


def test_that_the_mouse_shows_what_it_would_do(gantt: ShiftGantt) -> None:
    place = gantt.rect_of(EARLY)
    shapes = []
    for x in (place.left() + 2, place.center().x(), place.right() + 30):
        QTest.mouseMove(gantt.viewport(), QPoint(round(x), round(place.center().y())))
        shapes.append(gantt.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor]


def test_that_ctrl_and_an_arrow_copy(gantt: ShiftGantt, desk: Desk) -> None:
    gantt.choose(EARLY)
    QTest.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert shift(desk)["span"] == "08:00-16:30"
    assert shift(desk, (*EARLY[:3], "early 2"))["span"] == "08:15-16:45"
    assert desk.edits == 1


def test_that_every_command_is_in_the_context_menu_and_does_one_edit(gantt: ShiftGantt, desk: Desk) -> None:
    gantt.choose(EARLY)
    menu = gantt.menu()
    entries = {action.objectName(): action for action in menu.actions() if action.objectName()}
    assert list(entries) == [command.id for command in COMMANDS]
    assert not entries["back_to_base"].isEnabled()
    entries["end_later"].trigger()
    assert shift(desk)["span"] == "08:00-16:45"
    assert desk.edits == 1
    menu.close()


def test_that_a_shift_is_added_like_the_chosen_one(gantt: ShiftGantt, desk: Desk) -> None:
    gantt.choose(DAY)
    gantt.commands.do("add_shift")
    assert list(desk.data["teams"]["L2"]["shifts"]) == ["day", "day 2"]
    assert gantt.chosen == (*DAY[:3], "day 2")


def test_that_a_command_without_a_shift_says_what_is_missing(gantt: ShiftGantt, desk: Desk) -> None:
    told: list[str] = []
    gantt.commands.refused.connect(told.append)
    gantt.choose(None)
    gantt.commands.do("more_agents")
    assert "Choose a shift" in told[-1]
    assert desk.edits == 0


def test_that_a_changed_shift_says_what_the_base_has_and_goes_back_to_it(gantt: ShiftGantt, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    gantt.choose(EARLY)
    assert not gantt.commands.is_possible("back_to_base")
    gantt.commands.do("more_agents")
    assert "Base: 5 agents, 08:00-16:30, mon-fri" in gantt.hover_text(gantt.bars[0])
    gantt.commands.do("back_to_base")
    assert gantt.chosen_bar is not None
    assert gantt.chosen_bar.agents == 5
    assert not gantt.commands.is_possible("back_to_base")


def test_that_a_drag_on_another_clock_moves_as_far(gantt: ShiftGantt, drag: Drag, desk: Desk) -> None:
    desk.document.set_value(("teams", "L1", "time_zone"), "America/New_York")
    before = gantt.rect_of(EARLY).left()
    drag(1.0)
    assert shift(desk)["span"] == "09:00-17:30"
    assert gantt.rect_of(EARLY).left() - before == pytest.approx(gantt.pixels_an_hour, abs=1.5)


def test_that_the_chart_follows_the_colours(gantt: ShiftGantt, desk: Desk) -> None:
    desk.context.theme.set("dark")
    gantt.refresh()
    assert gantt.backgroundBrush().color().name() == DARK.card
    desk.context.theme.set("light")


def test_that_names_stay_in_view_and_choose_their_shift(gantt: ShiftGantt, qtbot: QtBot) -> None:
    gantt.resize(400, 120)
    column = gantt.findChild(NameColumn)
    assert column is not None
    bar = gantt.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    row = column.row_at(QPoint(20, column.height() - 10))
    assert row is not None
    assert row.bar is not None
    assert row.bar.path == DAY
    QTest.mouseClick(column, Qt.MouseButton.LeftButton, pos=QPoint(20, column.height() - 10))
    assert gantt.chosen == DAY
