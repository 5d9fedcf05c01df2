"""Forms: every field has an editor; what is wrong stays there with its reason; scenarios override and reset."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.tables.desk import VARIANT, Desk

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QTableView,
    QWidget,
)

from planner.scenario.fields import declared_fields, structure
from planner.scenario.scenario import Scenario
from ui.forms.entries import EntriesEditor
from ui.forms.field_row import FieldRow
from ui.forms.part_form import PartForm
from ui.forms.section import Section

CHAT, PRO, L1 = ("channels", "chat"), ("segments", "Pro"), ("teams", "L1")


def form_of(desk: Desk, qtbot: QtBot, path: tuple[str, ...]) -> PartForm:
    made = PartForm(desk.context, path)
    desk.show(qtbot, made)
    return made


def row_of(form: PartForm, *path: str) -> FieldRow:
    return next(row for row in form.rows() if row.path == path)


def line_of(form: PartForm, *path: str) -> QLineEdit:
    target = row_of(form, *path).editor.target
    assert isinstance(target, QLineEdit)
    return target


def enter(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def section_of(form: PartForm, key: str) -> Section:
    return next(block for block in form.blocks if isinstance(block, Section) and block.field.key == key)


def test_that_a_typed_value_enters_the_plan_as_one_named_edit(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, L1)
    enter(qtbot, line_of(form, *L1, "cost_per_hour"), "22,5")
    assert desk.data["teams"]["L1"]["cost_per_hour"] == 22.5
    assert desk.document.undo_stack.undoText() == "Change Cost per hour"
    desk.document.undo_stack.undo()
    assert line_of(form, *L1, "cost_per_hour").text() == "21"
    assert row_of(form, *L1, "cost_per_hour").unit.text() == "EUR"


def test_that_a_wrong_text_stays_beside_its_message_and_never_enters_the_plan(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, CHAT)
    row, line = row_of(form, *CHAT, "concurrency"), line_of(form, *CHAT, "concurrency")
    enter(qtbot, line, "two")
    assert desk.edits == 0
    assert line.text() == "two"
    assert "“two” is not a number" in row.message.text()
    assert row.message.isVisible()
    assert line.property("wrong") == "true"
    desk.document.edit("Else", lambda data: data["channels"]["chat"].update(escalation="transfer"))
    assert line.text() == "two"
    assert row.message.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "2"
    assert not row.message.isVisible()


def test_that_a_value_the_plan_refuses_is_explained_where_it_was_typed(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    enter(qtbot, line_of(form, *PRO, "customers"), " ")
    assert "missing" in row_of(form, *PRO, "customers").message.text()
    assert desk.edits == 0


def test_that_a_required_value_cannot_be_emptied_and_an_optional_one_falls_back(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, L1)
    line = line_of(form, *L1, "absence")
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "absence" not in desk.data["teams"]["L1"]
    assert line.placeholderText() == "0 %"


def test_that_in_a_scenario_the_row_is_tinted_and_reset_gives_the_base_back(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_scenario(VARIANT)
    form = form_of(desk, qtbot, L1)
    row, line = row_of(form, *L1, "cost_per_hour"), line_of(form, *L1, "cost_per_hour")
    assert not row.reset_button.isVisible()
    enter(qtbot, line, "25")
    assert desk.data["teams"]["L1"]["cost_per_hour"] == 21.0
    assert desk.data["scenarios"][VARIANT]["teams"]["L1"]["cost_per_hour"] == 25
    assert row.reset_button.isVisible()
    assert row.reset_button.toolTip() == "Back to the base: 21"
    pixel = row.grab().toImage().pixelColor(3, row.height() // 2).name()
    assert pixel == desk.context.theme.theme.changed
    row.reset_button.click()
    assert line.text() == "21"
    assert "L1" not in desk.data["scenarios"][VARIANT]["teams"]


def test_that_one_key_of_a_nested_value_is_overridden_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_scenario(VARIANT)
    form = form_of(desk, qtbot, CHAT)
    enter(qtbot, line_of(form, *CHAT, "after_abandoning", "retry"), "30 %")
    assert desk.document.scenario.channels["chat"].after_abandoning.retry == 0.3
    assert desk.document.scenario.channels["chat"].after_abandoning.switch == 0.5
    assert desk.data["channels"]["chat"]["after_abandoning"]["retry"] == 0.2


def test_that_a_plain_value_stays_plain_in_a_scenario(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_scenario(VARIANT)
    form = form_of(desk, qtbot, CHAT)
    enter(qtbot, line_of(form, *CHAT, "wrap_up"), "0:00:20")
    enter(qtbot, line_of(form, *CHAT, "replies", "mean"), "3")
    assert desk.data["scenarios"][VARIANT]["channels"]["chat"] == {"wrap_up": "20 s", "replies": 3}
    row_of(form, *CHAT, "replies", "mean").reset_button.click()
    row_of(form, *CHAT, "wrap_up").reset_button.click()
    assert "channels" not in desk.data["scenarios"][VARIANT]


def test_that_a_switch_adds_an_optional_part_and_takes_it_away(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, CHAT)
    form.more_button.click()
    section = section_of(form, "callback")
    assert section.switch is not None
    assert not section.switch.isChecked()
    section.switch.click()
    assert desk.data["channels"]["chat"]["callback"] == {"offered_after": "2 min", "accepted_by": 0.5}
    assert line_of(form, *CHAT, "callback", "accepted_by").text() == "50 %"
    section.switch.click()
    assert "callback" not in desk.data["channels"]["chat"]


def test_that_in_a_scenario_a_switch_removes_and_brings_back(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_scenario(VARIANT)
    form = form_of(desk, qtbot, CHAT)
    section = section_of(form, "after_abandoning")
    assert section.switch is not None
    section.switch.click()
    assert desk.data["scenarios"][VARIANT]["remove"] == ["channels.chat.after_abandoning"]
    section.switch.click()
    assert "remove" not in desk.data["scenarios"][VARIANT]


def test_that_a_plain_distribution_unfolds_into_its_spread(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, CHAT)
    section = section_of(form, "patience")
    enter(qtbot, line_of(form, *CHAT, "patience"), "5 min")
    assert desk.data["channels"]["chat"]["patience"] == "5 min"
    section.fold.click()
    assert section.form is not None
    enter(qtbot, line_of(form, *CHAT, "patience", "cv"), "0.8")
    assert desk.data["channels"]["chat"]["patience"] == {"mean": "5 min", "cv": 0.8}
    assert line_of(form, *CHAT, "patience").text() == "5 min · cv 0.8"


def test_that_a_mix_has_a_row_for_each_name_and_its_sum(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    mix = next(block for block in form.blocks if isinstance(block, EntriesEditor) and block.field.key == "channels")
    assert [row.field.label for row in mix.rows] == ["email", "chat", "phone"]
    assert mix.sum.text() == "Sum 100 %"
    enter(qtbot, line_of(form, *PRO, "channels", "phone"), "10 %")
    assert mix.sum.text() == "Sum 110 %"
    assert desk.data["segments"]["Pro"]["channels"] == {"email": 0.65, "chat": 0.35, "phone": 0.1}


def test_that_the_days_of_opening_hours_can_be_added(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, ("hours", "office"))
    days = next(block for block in form.blocks if isinstance(block, EntriesEditor))
    assert [row.field.label for row in days.rows] == ["mon-fri"]
    days.new_name.setText("someday")
    days.add_button.click()
    assert days.message.text()
    days.new_name.setText("sat")
    days.add_button.click()
    assert desk.data["hours"]["office"]["sat"] == "09:00-17:00"
    enter(qtbot, line_of(form, "hours", "office", "sat"), "10:00-14:00")
    assert desk.data["hours"]["office"]["sat"] == "10:00-14:00"


def test_that_choices_and_references_are_boxes_and_the_wheel_leaves_them_alone(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    box = row_of(form, *PRO, "support_level").editor.target
    assert isinstance(box, QComboBox)
    box.setCurrentText("Plus")
    box.activated.emit(box.currentIndex())
    assert desk.data["segments"]["Pro"]["support_level"] == "Plus"
    form.setFocus()
    assert not box.hasFocus()
    place, step = box.rect().center().toPointF(), QPoint(0, 120)
    keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    box.event(QWheelEvent(place, place, step, step, Qt.MouseButton.NoButton, keys, phase, False))
    assert box.currentText() == "Plus"


def test_that_names_are_ticked_in_a_menu(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, L1)
    editor = row_of(form, *L1, "channels").editor
    assert editor.button.text() == "all"  # type: ignore[attr-defined]
    actions = editor.menu.actions()  # type: ignore[attr-defined]
    assert [action.text() for action in actions] == ["email", "chat", "phone"]
    actions[0].trigger()
    assert desk.data["teams"]["L1"]["channels"] == ["email"]


def test_that_problems_of_the_document_stand_beside_their_field(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    with qtbot.waitSignal(desk.document.problems_changed, check_params_cb=None):
        desk.document.edit("Wrong", lambda data: data["segments"]["Pro"].update(support_level="Gold"))
    row = row_of(form, *PRO, "support_level")
    qtbot.waitUntil(lambda: "Gold" in row.message.text())
    assert row.message.isVisible()


def test_that_a_form_can_show_another_part(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    form.set_path(("segments", "Business"))
    assert line_of(form, "segments", "Business", "customers").text() == "160"
    assert form.show_key("customers")
    assert not form.show_key("nothing")


def test_that_what_is_not_given_is_folded(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, PRO)
    assert row_of(form, *PRO, "customers").isVisible()
    hidden = row_of(form, *PRO, "gross_margin")
    assert not hidden.isVisible()
    form.more_button.click()
    assert hidden.isVisible()
    assert form.more_button.text().endswith("Less")


def test_that_a_section_that_the_plan_leaves_out_can_be_filled(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, ("experience",))
    section = section_of(form, "satisfied")
    assert section.switch is None
    enter(qtbot, line_of(form, "experience", "satisfied", "met"), "92 %")
    assert desk.data["experience"] == {"satisfied": {"met": 0.92}}


def test_that_a_section_that_is_off_unless_given_is_shown_off_and_switched_on(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, ("experience",))
    box = row_of(form, "experience", "enabled").editor.target
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    box.click()
    assert desk.data["experience"] == {"enabled": True}
    assert box.isChecked()
    desk.document.undo_stack.undo()
    assert not box.isChecked()
    enter(qtbot, line_of(form, "experience", "churn_after", "abandoned"), "2 %")
    assert box.isChecked()


def test_that_the_plan_itself_has_a_form(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, ())
    enter(qtbot, line_of(form, "weeks"), "6")
    assert desk.data["weeks"] == 6
    assert not [row.path for row in form.rows() if row.path[0] in {"teams", "segments"}]
    form.more_button.click()
    assert form.more_button.accessibleName() == "More fields of the plan"


def every_part(desk: Desk) -> Iterator[tuple[str, ...]]:
    desk.take_full_plan()
    for key, declared in declared_fields(Scenario).items():
        entries = declared.structure.entries
        if declared.structure.part is not None:
            yield (key,)
        elif entries is not None and structure(entries).part is not None:
            yield from ((key, name) for name in desk.data.get(key, {}))
    yield ("teams", "L1", "shifts", "day")
    yield ("topics", "how_to", "work", "L1")
    yield ("support_levels", "Community", "offers", "email")


def test_that_every_input_of_every_part_has_a_name_and_a_tool_tip(desk: Desk, qtbot: QtBot) -> None:
    nameless: list[str] = []
    for path in every_part(desk):
        form = PartForm(desk.context, path)
        qtbot.addWidget(form)
        for kind in (QLineEdit, QComboBox, QAbstractButton, QTableView):
            inputs = [widget for widget in form.findChildren(kind) if is_input(widget)]
            nameless += [f"{path}: {type(widget).__name__}" for widget in inputs if not said_name(widget)]
        for row in form.rows():
            assert row.editor.target.toolTip()
            assert row.label.buddy() is row.editor.target
    assert nameless == []


def is_input(widget: QWidget) -> bool:
    holders = (QComboBox, QTableView)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, holders):
            return False
        parent = parent.parentWidget()
    return True


def said_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_that_showing_a_form_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    for path in every_part(desk):
        form = PartForm(desk.context, path)
        qtbot.addWidget(form)
        for row in form.rows():
            if isinstance(row.editor.target, QLineEdit):
                row.editor.target.editingFinished.emit()
    assert desk.edits == 0


def test_that_tab_follows_the_order_of_the_form(desk: Desk, qtbot: QtBot) -> None:
    form = form_of(desk, qtbot, L1)
    targets = [row.editor.target for row in form.rows(nested=False)]
    found, widget = [], targets[0]
    for _step in range(200):
        if widget in targets:
            found.append(widget)
        widget = widget.nextInFocusChain()
        if widget is targets[0]:
            break
    assert found == targets
    assert isinstance(targets[0], QCheckBox)
