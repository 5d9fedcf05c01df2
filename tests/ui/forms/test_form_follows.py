"""A form follows its part: through a rename with focus and typed text, and up to date whenever it is seen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from tests.ui.tables.desk import VARIANT, Desk
from ui.editing.differences import differences
from ui.forms.field_row import FieldRow
from ui.forms.part_form import PartForm
from ui.forms.parts_and_form import Hint, PartsAndForm
from ui.tables.parts_model import rename_in


def row_of(form: PartForm | None, key: str) -> FieldRow:
    assert form is not None
    return next(row for row in form.rows() if row.path[-1] == key)


def line_of(form: PartForm | None, key: str) -> QLineEdit:
    target = row_of(form, key).editor.target
    assert isinstance(target, QLineEdit)
    return target


@pytest.fixture
def parts(desk: Desk, qtbot: QtBot) -> PartsAndForm:
    made = PartsAndForm(desk.context, ("segments",), ("customers",), Hint("None yet.", "Add one"))
    desk.show(qtbot, made)
    made.table.choose("Starter")
    return made


def rename(desk: Desk, before: str, after: str) -> None:
    desk.document.edit("Rename", lambda data: rename_in(data, ("segments", before), after))


def test_that_focus_and_typed_text_outlive_a_rename_and_its_undo(parts: PartsAndForm, desk: Desk, qtbot: QtBot) -> None:
    line = line_of(parts.form, "customers")
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "9")
    typed = line.text()
    for name in ("Renamed", "Starter"):
        if name == "Renamed":
            rename(desk, "Starter", name)
        else:
            desk.document.undo_stack.undo()
        assert parts.path == ("segments", name)
        assert (line.hasFocus(), line.text()) == (True, typed)
    rename(desk, "Starter", "Small")
    row_of(parts.form, "customers").editor.target.clearFocus()
    assert desk.data["segments"]["Small"]["customers"] == int(typed.replace(",", ""))
    assert line.accessibleName() == "Customers, Small"


def test_that_lists_and_tables_in_the_form_follow_a_rename(desk: Desk, qtbot: QtBot) -> None:
    desk.take_full_plan()
    form = PartForm(desk.context, ("segments", "Free"))
    desk.show(qtbot, form)
    rename(desk, "Free", "Max")
    form.set_path(("segments", "Max"))
    assert {block.path[:2] for block in form.blocks} == {("segments", "Max")}
    assert {row.path[:2] for row in form.rows()} == {("segments", "Max")}


def test_that_a_refused_text_does_not_pass_on_to_another_part(parts: PartsAndForm, qtbot: QtBot) -> None:
    line = line_of(parts.form, "customers")
    line.selectAll()
    qtbot.keyClicks(line, "many")
    line.editingFinished.emit()
    parts.table.choose("Pro")
    assert "many" not in line_of(parts.form, "customers").text()


def test_that_a_hidden_form_is_shown_up_to_date(desk: Desk, qtbot: QtBot) -> None:
    pages = QStackedWidget()
    form = PartForm(desk.context, ("segments", "Starter"))
    pages.addWidget(form)
    pages.addWidget(QWidget())
    desk.show(qtbot, pages)
    pages.setCurrentIndex(1)
    before = line_of(form, "customers").text()
    desk.document.set_value(("segments", "Starter", "customers"), 77)
    assert line_of(form, "customers").text() == before
    pages.setCurrentIndex(0)
    assert line_of(form, "customers").text() == "77"


def test_that_an_override_equal_to_the_base_is_no_difference_anywhere(desk: Desk, qtbot: QtBot) -> None:
    form = PartForm(desk.context, ("segments", "Starter"))
    desk.show(qtbot, form)
    base = desk.data["segments"]["Starter"]["customers"]

    def override(customers: float) -> None:
        written = {"segments": {"Starter": {"customers": customers}}}
        desk.document.edit("By hand", lambda data: data["scenarios"].__setitem__(VARIANT, written))

    desk.document.set_scenario(VARIANT)
    override(float(base))
    plan = desk.document.plan
    assert plan is not None
    assert differences(plan, VARIANT) == ()
    assert not row_of(form, "customers").reset_button.isVisible()
    override(base + 1)
    assert row_of(form, "customers").reset_button.isVisible()
