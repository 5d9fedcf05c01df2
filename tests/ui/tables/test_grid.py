"""Tables behave like a spreadsheet: blocks go in and out, all or nothing, and one undo takes them back."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk

QtCore = pytest.importorskip("PySide6.QtCore", reason="the window's libraries are not installed")
from PySide6.QtCore import QLocale, Qt  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtTest import QAbstractItemModelTester  # noqa: E402
from PySide6.QtWidgets import QComboBox, QLineEdit  # noqa: E402

from planner.examples import example_text  # noqa: E402
from ui.editing.commands import same  # noqa: E402
from ui.tables.blocks import format_block, parse_block  # noqa: E402
from ui.tables.grid_view import GridView  # noqa: E402
from ui.tables.parts_model import PartsModel  # noqa: E402

COLUMNS = ("customers", "contacts_per_customer_month", "growth_per_month", "support_level", "profile", "channels")
NAME, CUSTOMERS, CONTACTS, GROWTH, LEVEL, PROFILE, CHANNELS = range(7)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> GridView:
    model = PartsModel(desk.context, ("segments",), COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = GridView(model)
    tester.setParent(made)
    model.setParent(made)
    desk.show(qtbot, made)
    return made


def column(desk: Desk, key: str) -> list[object]:
    return [segment.get(key) for segment in desk.data["segments"].values()]


def messages(view: GridView) -> list[str]:
    heard: list[str] = []
    view.refused.connect(heard.append)
    return heard


def test_that_a_block_is_pasted_as_one_edit_with_local_numbers_and_per_cent(view: GridView, desk: Desk) -> None:
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    assert view.paste_text("5,600\t0.25\t2 %\n2600\t1,3\t0\n")
    assert column(desk, "customers") == [5600, 2600, 160]
    assert column(desk, "contacts_per_customer_month") == [0.25, 1.3, 5.0]
    assert column(desk, "growth_per_month")[:2] == [0.02, 0]
    assert desk.edits == 1
    assert desk.document.undo_stack.undoText() == "Paste 2 × 3"


def test_that_one_value_fills_the_selection(view: GridView, desk: Desk) -> None:
    view.select((0, CUSTOMERS), (2, CUSTOMERS))
    assert view.paste_text("77")
    assert column(desk, "customers") == [77, 77, 77]


def test_that_a_refused_cell_is_named_and_nothing_is_half_pasted(view: GridView, desk: Desk) -> None:
    before, heard = desk.text, messages(view)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    assert not view.paste_text("1\n2\nmany")
    assert desk.text == before
    assert desk.edits == 0
    assert "Nothing was changed." in heard[-1]
    assert "Business, Customers" in heard[-1]
    assert "many" in heard[-1]


def test_that_values_outside_their_limits_are_refused_in_per_cent(view: GridView, desk: Desk) -> None:
    heard = messages(view)
    view.select((0, GROWTH), (0, GROWTH))
    assert not view.paste_text("-150 %")
    assert "-100" in heard[-1].replace("−", "-")
    assert "%" in heard[-1]


def test_that_rows_beyond_the_end_become_parts(view: GridView, desk: Desk) -> None:
    view.select((2, NAME), (2, NAME))
    assert view.paste_text("Business\t161\nEnterprise\t12\nPublic sector\t7")
    assert list(desk.data["segments"]) == ["Starter", "Pro", "Business", "Enterprise", "Public sector"]
    assert column(desk, "customers") == [5500, 2600, 161, 12, 7]
    assert desk.data["segments"]["Enterprise"]["support_level"] == "Plus"
    assert desk.edits == 1
    desk.document.undo_stack.undo()
    assert list(desk.data["segments"]) == ["Starter", "Pro", "Business"]


def test_that_a_block_wider_than_the_table_is_refused(view: GridView, desk: Desk) -> None:
    heard = messages(view)
    view.select((0, CHANNELS), (0, CHANNELS))
    assert not view.paste_text("a\tb")
    assert "2 columns wide" in heard[-1]
    assert desk.edits == 0


def test_that_a_pasted_name_renames_and_keeps_the_draws(view: GridView, desk: Desk) -> None:
    view.select((1, NAME), (1, NAME))
    assert view.paste_text("=Professional")
    assert list(desk.data["segments"]) == ["Starter", "=Professional", "Business"]
    assert desk.data["segments"]["=Professional"]["stream"] == "Pro"


def test_that_a_name_that_is_taken_is_refused(view: GridView, desk: Desk) -> None:
    heard = messages(view)
    view.select((1, NAME), (1, NAME))
    assert not view.paste_text("Starter")
    assert "Starter" in heard[-1]
    assert desk.edits == 0


def test_that_text_of_a_formula_is_no_number(view: GridView, desk: Desk) -> None:
    heard = messages(view)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    assert not view.paste_text("=1+1")
    assert "“=1+1” is not a number" in heard[-1]


def test_that_fill_down_and_fill_right_repeat_the_first_cell(view: GridView, desk: Desk) -> None:
    view.select((0, CUSTOMERS), (2, CUSTOMERS))
    view.fill_down()
    assert column(desk, "customers") == [5500, 5500, 5500]
    view.select((1, CUSTOMERS), (1, CONTACTS))
    view.fill_right()
    assert column(desk, "contacts_per_customer_month")[1] == 5500
    assert desk.edits == 2


def test_that_delete_clears_to_the_default_and_required_cells_stay(view: GridView, desk: Desk) -> None:
    view.select((0, PROFILE), (2, PROFILE))
    view.clear_cells()
    assert column(desk, "profile") == [None, None, None]
    heard = messages(view)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    view.clear_cells()
    assert column(desk, "customers")[0] == 5500
    assert "missing" in heard[-1]


def test_that_statistics_tell_sum_mean_and_count(view: GridView, qtbot: QtBot) -> None:
    told: list[object] = []
    view.statistics_changed.connect(told.append)
    view.select((0, CUSTOMERS), (2, CUSTOMERS))
    figures = view.statistics()
    assert (figures.count, figures.total, figures.mean) == (3, 8260, pytest.approx(2753.33, abs=0.01))
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1] == figures
    assert "Sum: 8,260" in figures.text
    view.select((0, NAME), (1, CUSTOMERS))
    assert view.statistics().count == 4


def test_that_in_a_scenario_cells_become_overrides_that_delete_takes_back(view: GridView, desk: Desk) -> None:
    desk.document.set_scenario(VARIANT)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    view.paste_text("10")
    assert desk.data["segments"]["Starter"]["customers"] == 5500
    assert desk.data["scenarios"][VARIANT]["segments"]["Starter"] == {"customers": 10}
    assert view.grid.is_changed(0, CUSTOMERS)
    assert not view.grid.is_changed(1, CUSTOMERS)
    assert "Base: 5,500" in view.grid.index(0, CUSTOMERS).data(Qt.ItemDataRole.ToolTipRole)
    view.clear_cells()
    assert "segments" not in desk.data["scenarios"][VARIANT]


def editor_of(view: GridView, kind: type = QLineEdit) -> QLineEdit:
    found = [child for child in view.viewport().findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def test_that_typing_replaces_and_enter_goes_down(view: GridView, desk: Desk, qtbot: QtBot) -> None:
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    view.setFocus()
    qtbot.keyClick(view, "4")
    qtbot.keyClicks(editor_of(view), "23")
    qtbot.keyClick(editor_of(view), Qt.Key.Key_Return)
    assert column(desk, "customers")[0] == 423
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, CUSTOMERS)


@pytest.mark.parametrize(
    ("key", "row", "column_after"),
    [
        (Qt.Key.Key_Tab, 1, CONTACTS),
        (Qt.Key.Key_Backtab, 1, NAME),
        (Qt.Key.Key_Down, 2, CUSTOMERS),
        (Qt.Key.Key_Up, 0, CUSTOMERS),
        (Qt.Key.Key_Right, 1, CONTACTS),
        (Qt.Key.Key_Left, 1, NAME),
    ],
)
def test_that_keys_leave_a_cell_that_is_being_typed(
    view: GridView, desk: Desk, qtbot: QtBot, key: Qt.Key, row: int, column_after: int
) -> None:
    view.select((1, CUSTOMERS), (1, CUSTOMERS))
    view.setFocus()
    qtbot.keyClick(view, "9")
    qtbot.keyClick(editor_of(view), key)
    assert column(desk, "customers")[1] == 9
    assert (view.currentIndex().row(), view.currentIndex().column()) == (row, column_after)


def test_that_arrows_stay_in_a_cell_opened_with_f2(view: GridView, desk: Desk, qtbot: QtBot) -> None:
    view.select((1, CUSTOMERS), (1, CUSTOMERS))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = editor_of(view)
    assert editor.text() == "2600"
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert editor.isVisible()
    assert desk.edits == 0


def test_that_a_wrong_value_stays_in_its_editor_until_escape(view: GridView, desk: Desk, qtbot: QtBot) -> None:
    heard = messages(view)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    view.setFocus()
    qtbot.keyClick(view, "x")
    editor = editor_of(view)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert editor.text() == "x"
    assert "“x” is not a number" in heard[-1]
    assert desk.edits == 0
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert heard[-1] == ""
    assert view.state() == GridView.State.NoState
    assert desk.edits == 0


def test_that_a_change_of_the_document_leaves_what_is_being_typed(view: GridView, desk: Desk, qtbot: QtBot) -> None:
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    view.setFocus()
    qtbot.keyClick(view, "7")
    desk.document.edit("Elsewhere", lambda data: data["segments"]["Starter"].update(customers=1))
    assert editor_of(view).text() == "7"


def test_that_copy_and_paste_give_equal_values_where_numbers_are_written_with_a_comma(
    view: GridView, desk: Desk, qtbot: QtBot
) -> None:
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        before = desk.text
        view.select((0, CUSTOMERS), (2, CHANNELS))
        view.copy()
        assert "0,2" in QGuiApplication.clipboard().text()
        assert view.grid.index(0, CUSTOMERS).data() == "5.500"
        view.select((0, GROWTH), (2, GROWTH))
        view.paste_text("1,5 %")
        view.clear_cells()
        view.select((0, CUSTOMERS), (0, CUSTOMERS))
        view.paste()
        assert desk.text == before
    finally:
        QLocale.setDefault(usual)


def test_that_references_are_chosen_from_the_names_of_the_plan(view: GridView, qtbot: QtBot) -> None:
    view.select((0, LEVEL), (0, LEVEL))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    boxes = [box for box in view.viewport().findChildren(QComboBox) if box.isVisible()]
    assert [boxes[0].itemText(number) for number in range(boxes[0].count())] == ["Standard", "Plus"]
    assert boxes[0].accessibleName() == "Starter, Support level"


def test_that_copy_and_paste_give_equal_values(view: GridView, desk: Desk) -> None:
    desk.take_full_plan()
    before = desk.text
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert "8000 – 9000 – 12000" in copied
    assert "2 %" in copied
    view.select((0, CUSTOMERS), (1, CUSTOMERS))
    view.clear_cells()
    view.select((0, NAME), (0, NAME))
    view.paste()
    assert desk.text == before


def test_that_every_command_has_its_key(view: GridView) -> None:
    keys = {action.text(): action.shortcut().toString() for action in view.grid_actions}
    assert keys["Fill down"] == "Ctrl+D"
    assert keys["Fill right"] == "Ctrl+R"
    assert keys["Copy"] == "Ctrl+C"
    assert keys["Paste"] == "Ctrl+V"


CELLS = st.sampled_from(
    ["", "1", "0.5", "85 %", "=x", "1.234,5", "x", "5 – 7 – 12", "Pro", "Plus", "email: 100 %", "-3"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    block=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5),
    place=st.tuples(st.integers(0, 2), st.integers(0, CHANNELS)),
    in_scenario=st.booleans(),
)
def test_that_any_paste_undone_gives_the_same_plan(
    view: GridView, desk: Desk, block: list[list[str]], place: tuple[int, int], in_scenario: bool
) -> None:
    desk.document.set_scenario(VARIANT if in_scenario else "Base")
    desk.document.undo_stack.clear()
    before = copy.deepcopy(desk.data)
    view.select(place, place)
    view.paste_text(format_block(block))
    if desk.edits:
        assert not same(desk.data, before)
        desk.document.undo_stack.undo()
    assert same(desk.data, before)
    assert desk.text == example_text("two-tiers")


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=4,
    )
)
def test_that_a_block_survives_the_clipboard(block: list[list[str]]) -> None:
    assert parse_block(format_block(block)) == block


def test_that_a_quotation_mark_without_an_end_is_refused_in_words(view: GridView, desk: Desk) -> None:
    heard = messages(view)
    view.select((0, CUSTOMERS), (0, CUSTOMERS))
    assert not view.paste_text('"' + "1\t2\n" * 40_000)
    assert "quotation mark" in heard[-1]
    assert desk.edits == 0


def test_that_the_steps_of_a_growing_selection_are_told_once(view: GridView, qtbot: QtBot) -> None:
    told: list[object] = []
    view.statistics_changed.connect(told.append)
    for row in range(3):
        view.select((0, CUSTOMERS), (row, CUSTOMERS))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [view.statistics()]
