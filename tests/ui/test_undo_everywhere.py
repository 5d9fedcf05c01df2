"""Undo over the whole window: whatever is edited on whatever page, taking all of it back gives the same file again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from planner.scenario import Plan
from planner.scenario.saving import plan_text
from ui import application
from ui.editors.shift_gantt import ShiftGantt
from ui.forms.part_form import PartForm
from ui.pages import PAGES
from ui.tables.grid_view import GridView
from ui.tables.parts_table import PartsTable
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EDITED = [page.key for page in PAGES if page.places]
PASTED = ("7", "3\t4\n5\t6", "25 %", "1.234,5", "mon-fri", "", "no number", "Plus")
CELL_KEYS = (
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier),
)
SHIFT_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Down)
TEXTS = ("5", "30 %", "2 h", "0", "what")
Draw = Callable[[int], int]  # a number below the given one


@pytest.fixture
def window(qapp: QApplication, data_folder: Path) -> Iterator[MainWindow]:
    """One window for all sequences: each leaves it as it was."""
    window = application.build_window(data=data_folder)
    window.resize(1360, 860)
    window.show()
    window.do("open_example", "two-tiers")
    yield window
    window.context.document.undo_stack.setClean()
    window.close()


def plan_of(window: MainWindow) -> Plan:
    plan = window.context.document.plan
    assert plan is not None
    return plan


def a_widget(window: MainWindow, draw: Draw, kind: type[QWidget]) -> QWidget | None:
    found = [each for each in window.current_page.findChildren(kind) if each.isVisible() and each.isEnabled()]
    return found[draw(len(found))] if found else None


def edit_cells(window: MainWindow, draw: Draw) -> None:
    view = a_widget(window, draw, GridView)
    if isinstance(view, GridView) and view.grid.rowCount() and view.grid.columnCount():
        first = (draw(view.grid.rowCount()), draw(view.grid.columnCount()))
        last = (draw(view.grid.rowCount()), draw(view.grid.columnCount()))
        view.select((min(first[0], last[0]), min(first[1], last[1])), (max(first[0], last[0]), max(first[1], last[1])))
        choice = draw(2 * len(CELL_KEYS) + len(PASTED))
        if choice < len(CELL_KEYS):
            QTest.keyClick(view, *CELL_KEYS[choice])
        elif choice < len(CELL_KEYS) + len(PASTED):
            view.paste_text(PASTED[choice - len(CELL_KEYS)])
        else:
            view.paste_text(str(view.grid.index(draw(view.grid.rowCount()), first[1]).data() or ""))


def edit_parts(window: MainWindow, draw: Draw) -> None:
    table = a_widget(window, draw, PartsTable)
    if isinstance(table, PartsTable):
        if names := table.model.names:
            table.choose(names[draw(len(names))])
        (table.add, table.duplicate, table.remove, table.move_up, table.move_down)[draw(5)]()


def edit_shifts(window: MainWindow, draw: Draw) -> None:
    gantt = a_widget(window, draw, ShiftGantt)
    if gantt is not None:
        gantt.setFocus()
        QTest.keyClick(gantt, SHIFT_KEYS[draw(len(SHIFT_KEYS))])


def edit_form(window: MainWindow, draw: Draw) -> None:
    form = a_widget(window, draw, PartForm)
    fields = [] if form is None else [each for each in form.findChildren(QWidget) if is_field(each)]
    if fields:
        field = fields[draw(len(fields))]
        if isinstance(field, QLineEdit):
            field.setText(TEXTS[draw(len(TEXTS))])
            field.textEdited.emit(field.text())
            field.editingFinished.emit()
        elif isinstance(field, QComboBox) and field.count():
            field.setCurrentIndex(draw(field.count()))
            field.activated.emit(field.currentIndex())
        elif isinstance(field, QAbstractButton):
            field.click()


def is_field(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QComboBox | QCheckBox) and widget.isVisible() and widget.isEnabled()


def change_scenario(window: MainWindow, draw: Draw) -> None:
    if draw(2):
        window.do("next_scenario")
    else:
        window.scenarios.begin_scenario(f"Variant {draw(5)}")


def go_back_and_forth(window: MainWindow, draw: Draw) -> None:
    window.do("undo")
    if draw(2):
        window.do("redo")


EDITS = (edit_cells, edit_cells, edit_parts, edit_shifts, edit_form, edit_form, change_scenario, go_back_and_forth)


@pytest.mark.slow
@given(st.lists(st.integers(0, 2**32), min_size=6, max_size=16))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_undoing_every_edit_gives_the_same_file_and_redoing_all_the_same_plan(
    window: MainWindow, seeds: list[int]
) -> None:
    stack, before = window.context.document.undo_stack, plan_text(plan_of(window))
    for seed in seeds:  # how many choices there are depends on what the window shows, which outlives an example
        chance = Random(seed)

        def draw(below: int, chance: Random = chance) -> int:
            return chance.randrange(max(below, 1))

        window.show_page(EDITED[draw(len(EDITED))])
        EDITS[draw(len(EDITS))](window, draw)
    after = plan_text(plan_of(window))
    done = stack.index()
    while stack.canUndo():
        stack.undo()
    assert plan_text(plan_of(window)) == before
    stack.setIndex(done)
    assert plan_text(plan_of(window)) == after
    stack.setIndex(0)
    assert plan_text(plan_of(window)) == before
    QApplication.processEvents()
