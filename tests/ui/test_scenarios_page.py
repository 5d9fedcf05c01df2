"""The Scenarios page: a tree of base and scenarios, what each changes, and ways back to the base."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.some_answers import tiny_answer, tiny_plan
from ui.context import Context
from ui.pages.scenarios.model import CHANGES, NAME, PROBLEMS, RESULTS
from ui.pages.scenarios.page import ScenariosPage
from ui.pages.scenarios.table import HERE, IN_BASE, WHAT
from ui.tables.grid_model import CHANGED
from ui.window.scenario_commands import ScenarioCommands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LATE = "Late shift"
AGENTS = ("teams", "L1", "shifts", "day", "agents")
Rows = list[tuple[str, str, str]]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ScenariosPage:
    made = ScenariosPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 740)
    made.show()
    return made


def overrides(page: ScenariosPage, name: str = LATE) -> dict[str, Any]:
    plan = page.context.document.plan
    assert plan is not None
    return dict(plan.overrides[name])


def told(page: ScenariosPage) -> Rows:
    """What the table says."""
    grid = page.details.table.grid
    return [tuple(grid.display(row, column) for column in range(3)) for row in range(grid.rowCount())]  # type: ignore[misc]


def of_tree(page: ScenariosPage, name: str, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
    return page.tree.scenarios.index_of(name).siblingAtColumn(column).data(role)


def choose_rows(page: ScenariosPage, *rows: int) -> None:
    table = page.details.table
    table.clearSelection()
    for row in rows:
        table.selectionModel().select(table.grid.index(row, WHAT), QItemSelectionModel.SelectionFlag.Select)


# ---------------------------------------------------------------- the tree


def test_that_scenarios_stand_below_the_base_with_their_number_of_changes(page: ScenariosPage) -> None:
    base = page.tree.scenarios.index(0, NAME)
    assert base.data() == "Base"
    assert page.tree.scenarios.rowCount(base) == 1
    assert of_tree(page, LATE, NAME) == LATE
    assert (of_tree(page, "Base", CHANGES), of_tree(page, LATE, CHANGES)) == ("", "2")
    page.context.document.set_value(AGENTS, 5, scenario=LATE)
    assert of_tree(page, LATE, CHANGES) == "3"


def test_that_choosing_in_the_tree_shows_the_scenario_everywhere_and_follows(qtbot: QtBot, page: ScenariosPage) -> None:
    page.tree.setFocus()
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.context.document.scenario_name == LATE
    page.context.document.set_scenario("Base")
    assert page.tree.current is not None
    assert page.tree.current.name == "Base"


def test_that_tree_and_table_are_sound_models(page: ScenariosPage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (page.tree.scenarios, page.details.table.grid)
    testers = [QAbstractItemModelTester(model, mode, page) for model in models]
    document = page.context.document
    document.set_scenario(LATE)
    document.set_value(AGENTS, 5, scenario=LATE)
    document.edit("Add two", lambda data: data["scenarios"].update(One={}, Two={"enabled": False}))
    document.edit("Remove one", lambda data: data["scenarios"].pop("One"))
    for _step in range(3):
        document.undo_stack.undo()
    assert [tester.model() for tester in testers] == list(models)
    assert not page.tree.scenarios.index(0, NAME, QModelIndex()).parent().isValid()


def test_that_problems_and_results_have_an_icon_and_a_word(qtbot: QtBot, page: ScenariosPage) -> None:
    document = page.context.document
    assert of_tree(page, LATE, RESULTS) == "not run"
    document.new(tiny_plan())
    page.context.results.put(tiny_answer(LATE))
    assert of_tree(page, LATE, RESULTS, Qt.ItemDataRole.DecorationRole) is not None
    assert of_tree(page, LATE, RESULTS) == "current"
    document.set_value(AGENTS, 7)
    assert of_tree(page, LATE, RESULTS) == "out of date"
    assert of_tree(page, LATE, PROBLEMS) == ""
    assert page.tree.isColumnHidden(PROBLEMS)
    document.set_value(("teams", "L1", "tier"), "L9", scenario=LATE)
    qtbot.waitUntil(lambda: "error" in of_tree(page, LATE, PROBLEMS))
    assert of_tree(page, LATE, PROBLEMS, Qt.ItemDataRole.DecorationRole) is not None
    assert not page.tree.isColumnHidden(PROBLEMS)


@pytest.mark.parametrize("name", ["Evenings", "a.b", 'the "late" one', "夜班", "<b>x</b> & y"])
def test_that_f2_renames_the_scenario_which_stays_the_current_one_through_undo(
    qtbot: QtBot, page: ScenariosPage, name: str
) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    qtbot.keyClick(page.tree, Qt.Key.Key_F2)
    line = page.tree.findChild(QLineEdit)
    line.setText(name)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario_name == name)
    assert of_tree(page, name, NAME) == name
    assert len(told(page)) == 2
    document.undo_stack.undo()
    assert document.scenario_name == LATE
    document.undo_stack.redo()
    assert document.scenario_name == name


def test_that_a_refused_name_is_said_and_changes_nothing(page: ScenariosPage) -> None:
    model = page.tree.scenarios
    assert not model.setData(model.index_of(LATE), "Base")
    assert "cannot be called" in page.message.text()
    assert not page.context.document.is_dirty
    assert not model.flags(model.index_of("Base")) & Qt.ItemFlag.ItemIsEditable


def test_that_a_switched_off_scenario_can_be_chosen_and_switched_on(page: ScenariosPage, context: Context) -> None:
    context.document.edit("Add", lambda data: data["scenarios"].update(Off={"enabled": False, "note": "too dear"}))
    assert page.show_path(("scenarios", "Off"))
    assert context.document.scenario_name == "Base"
    assert of_tree(page, "Off", RESULTS) == "off"
    assert page.details.switch_button.isVisible()
    assert page.details.note.toPlainText() == "too dear"
    assert not page.actions_by_name["run"].isEnabled()
    assert page.actions_by_name["switch"].text() == "Switch on"


# ---------------------------------------------------------------- the table


def test_that_a_row_says_place_base_and_value_in_words(page: ScenariosPage) -> None:
    page.context.document.set_scenario(LATE)
    page.context.document.set_value(AGENTS, 5, scenario=LATE)
    assert told(page) == [
        ("Opening hours office: mon-fri", "09:00-17:00", "09:00-22:00"),
        ("Team L1, shift day: agents", "3", "5"),
        ("Team L1, shift late", "not in the base", "days mon-fri; span 14:00-22:00; agents 2"),
    ]


def test_that_changed_values_are_tinted_and_marked_and_name_address_and_base_on_hover(page: ScenariosPage) -> None:
    page.context.document.set_scenario(LATE)
    page.context.document.set_value(AGENTS, 5, scenario=LATE)
    grid = page.details.table.grid
    here = grid.index(1, HERE)
    assert here.data(Qt.ItemDataRole.BackgroundRole) == QColor(page.context.theme.theme.changed)
    assert here.data(CHANGED)
    assert "Base: 3" in here.data(Qt.ItemDataRole.ToolTipRole)
    assert "teams.L1.shifts.day.agents" in grid.index(1, WHAT).data(Qt.ItemDataRole.ToolTipRole)
    assert grid.index(1, IN_BASE).data(Qt.ItemDataRole.BackgroundRole) is None


def test_that_removed_parts_are_told_and_come_back(page: ScenariosPage) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    document.set_value(("teams", "L2", "shifts", "day"), None, scenario=LATE)
    row = [line[0] for line in told(page)].index("Team L2, shift day")
    assert told(page)[row][1:] == ("days mon-fri; span 09:00-17:00; agents 1", "removed")
    choose_rows(page, row)
    page.details.reset_button.click()
    assert "remove" not in overrides(page)
    assert len(told(page)) == 2


def test_that_an_override_that_says_the_same_as_the_base_has_no_row(page: ScenariosPage) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    document.set_value(AGENTS, 5, scenario=LATE)
    document.set_value(AGENTS, 5)
    assert len(told(page)) == 2
    document.set_value(AGENTS, 4)
    assert ("Team L1, shift day: agents", "4", "5") in told(page)


def test_that_a_value_is_edited_in_place_and_one_like_the_base_goes_away(qtbot: QtBot, page: ScenariosPage) -> None:
    document, table = page.context.document, page.details.table
    document.set_scenario(LATE)
    document.set_value(AGENTS, 5, scenario=LATE)
    for text, rows in (("6", 3), ("3", 2)):
        table.setCurrentIndex(table.grid.index(1, HERE))
        qtbot.keyClick(table, text)
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert len(told(page)) == rows
    document.undo_stack.undo()
    assert told(page)[1] == ("Team L1, shift day: agents", "3", "6")


def test_that_several_rows_are_reset_as_one_step(qtbot: QtBot, page: ScenariosPage) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    document.set_value(AGENTS, 5, scenario=LATE)
    before, edits = told(page), document.undo_stack.count()
    choose_rows(page, 0, 2)
    page.details.table.setFocus()
    qtbot.keyClick(page.details.table, Qt.Key.Key_Delete)
    assert told(page) == [before[1]]
    assert document.undo_stack.count() == edits + 1
    document.undo_stack.undo()
    assert told(page) == before


def test_that_the_table_is_copied_as_a_block_of_plain_values(page: ScenariosPage) -> None:
    page.context.document.set_scenario(LATE)
    table = page.details.table
    table.selectAll()
    table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Opening hours office: mon-fri", "09:00-17:00", "09:00-22:00"]


def test_that_enter_and_a_double_click_lead_to_the_place(qtbot: QtBot, page: ScenariosPage) -> None:
    page.context.document.set_scenario(LATE)
    table = page.details.table
    table.setCurrentIndex(table.grid.index(0, WHAT))
    place = ("hours", "office", "mon-fri")
    with qtbot.waitSignal(page.wanted, check_params_cb=lambda command, path: (command, path) == ("show_place", place)):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.wanted, check_params_cb=lambda command, path: (command, path) == ("show_place", place)):
        table.doubleClicked.emit(table.grid.index(0, IN_BASE))
    with qtbot.assertNotEmitted(page.wanted):
        table.doubleClicked.emit(table.grid.index(0, HERE))


def test_that_each_kind_of_scenario_says_what_to_do_next(page: ScenariosPage) -> None:
    wanted: list[tuple[str, object]] = []
    page.wanted.connect(lambda command, argument: wanted.append((command, argument)))
    assert page.details.add_button.isVisible()
    page.details.add_button.click()
    page.context.document.edit("Add", lambda data: data["scenarios"].update(Empty={}))
    page.context.document.set_scenario("Empty")
    assert not page.details.table.isVisible()
    page.details.page_buttons["team"].click()
    assert wanted == [("add_scenario", None), ("show_page", "team")]


# ---------------------------------------------------------------- notes and commands


def test_that_a_note_is_written_when_the_scenario_is_left(qtbot: QtBot, page: ScenariosPage) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    assert page.details.note.toPlainText() == "What an evening would cost."
    page.details.note.clear()
    qtbot.keyClicks(page.details.note, "Asked for by the boss.")
    document.set_scenario("Base")
    assert overrides(page)["note"] == "Asked for by the boss."
    assert page.details.note.toPlainText() == ""
    document.undo_stack.undo()
    assert overrides(page)["note"] == "What an evening would cost."


@pytest.fixture
def commands(qtbot: QtBot, page: ScenariosPage) -> ScenarioCommands:
    from ui.window.notices import NoticeBar

    notices = NoticeBar(page.context.theme)
    qtbot.addWidget(notices)
    return ScenarioCommands(page.context.document, notices, page)


EDITS: dict[str, Callable[[ScenarioCommands], None]] = {
    "add": lambda commands: commands.begin_scenario("More"),
    "duplicate": lambda commands: commands.duplicate_scenario(LATE),
    "reset": lambda commands: commands.reset_scenario(LATE),
    "switch": lambda commands: commands.switch_scenario(LATE),
    "delete": lambda commands: commands.delete_scenario(LATE),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_that_each_command_is_one_step_that_undo_takes_back(
    page: ScenariosPage, commands: ScenarioCommands, edit: Callable[[ScenarioCommands], None]
) -> None:
    document = page.context.document
    document.set_scenario(LATE)
    before = document.plan
    edit(commands)
    assert document.plan is not before
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan is before
    assert len(page.tree.scenarios.rows) == 2


def test_that_a_copy_has_the_changes_and_a_new_scenario_has_none(
    page: ScenariosPage, commands: ScenarioCommands
) -> None:
    commands.duplicate_scenario(LATE)
    assert page.context.document.scenario_name == "Late shift 2"
    assert overrides(page, "Late shift 2") == overrides(page)
    commands.begin_scenario("More")
    assert overrides(page, "More") == {}


def test_that_reset_all_keeps_the_note(page: ScenariosPage, commands: ScenarioCommands) -> None:
    commands.reset_scenario(LATE)
    assert overrides(page) == {"note": "What an evening would cost."}
    assert of_tree(page, LATE, CHANGES) == "0"
