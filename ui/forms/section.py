"""A part inside a part, such as the patience of a channel: with a switch where it is optional, its form below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, bring_back, leave_out, shown_of, value_at
from ui.editing.starting import starting_value
from ui.forms.field_row import FieldRow, heading
from ui.values.fields import Field

if TYPE_CHECKING:
    from ui.forms.part_form import PartForm


class Section(QWidget):
    """The value part at ``path``; one that may be left out has a switch.

    With ``row``, a line that stands for the whole value, the form folds behind a button at its end.
    """

    def __init__(
        self,
        context: Context,
        path: Path,
        field: Field,
        make_form: Callable[[Path], PartForm],
        row: FieldRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.path, self.field, self.row = context, path, field, row
        self.form: PartForm | None = None
        self._make_form = make_form
        self.switch = QCheckBox(field.label) if row is None and not field.required and field.default is None else None
        self.fold = QToolButton()
        self.message = QLabel()
        self.body = QFrame()
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0 if self.row else 4, 0, 0 if self.row else 4)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        self.message.setProperty("look", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        layout.addWidget(self.message)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(22, 0, 0, 4)
        layout.addWidget(self.body)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(0 if self.row else 6, 0, 0, 0)
        if self.row is not None:
            self.fold.setText("…")
            self.fold.setCheckable(True)
            self.fold.setToolTip(_("Spread and shape"))
            self.fold.setAccessibleName(_("Spread and shape of {field}").format(field=self.field.label))
            self.fold.toggled.connect(self._unfold)
            self.row.layout().addWidget(self.fold, 0, 2, Qt.AlignmentFlag.AlignLeft)  # type: ignore[call-arg,union-attr]
            head.addWidget(self.row, 1)
        elif self.switch is not None:
            self.switch.setFont(heading("").font())
            self.switch.setToolTip(self.field.tool_tip)
            self.switch.setAccessibleName(self.field.label)
            self.switch.setAccessibleDescription(self.field.help)
            self.switch.clicked.connect(self._switched)
            head.addWidget(self.switch, 1)
        else:
            title = heading(self.field.label)
            title.setToolTip(self.field.tool_tip)
            head.addWidget(title, 1)
        return head

    def follow(self, path: Path) -> None:
        """Go on with the same value, which stands at another path since a part around it was renamed."""
        self.path = path
        if self.row is not None:
            self.row.follow(path)
        if self.form is not None:
            self.form.follow(path)

    def refresh(self, shown: Mapping[str, Any]) -> None:
        """Show the document again; the form is made when it is first seen."""
        is_there = value_at(shown, self.path) is not MISSING
        if self.row is not None:
            self.row.refresh(shown)
            self.fold.setEnabled(is_there)
            is_open = is_there and self.fold.isChecked()
        else:
            is_open = is_there or self.switch is None
            if self.switch is not None:
                self.switch.setChecked(is_there)
        if is_open and self.form is None:
            self.form = self._make_form(self.path)
            self.body.layout().addWidget(self.form)  # type: ignore[union-attr]
        self.body.setVisible(is_open)

    @Slot()
    def _unfold(self) -> None:
        document = self.context.document
        self.refresh(shown_of(document.plan, str(document.scenario_name)))

    @Slot(bool)
    def _switched(self, is_on: bool) -> None:
        scenario, path, field = str(self.context.document.scenario_name), self.path, self.field
        plan = self.context.document.plan
        if plan is None:
            return

        def change(data: dict[str, Any]) -> None:
            if is_on:
                bring_back(data, scenario, path, starting_value(field, data))
            else:
                leave_out(data, scenario, path)

        text = _("Switch {field} on") if is_on else _("Switch {field} off")
        self.message.hide()
        try:
            self.context.document.edit(text.format(field=field.label), change)
        except PlannerError as error:
            self.message.setText(str(error))
            self.message.show()
            assert self.switch is not None
            self.switch.setChecked(not is_on)
