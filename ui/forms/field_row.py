"""One field of a form: label, editor, unit, a way back to the base, and what is wrong beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from planner.errors import PlanError, PlannerError, Problem
from planner.scenario.addresses import Path, format_address
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, is_overridden, put, reset, shown_of, value_at
from ui.forms.editors import editor_for
from ui.look.icons import icon
from ui.values.fields import Field, default_of_left_out

_WIDE_KINDS = {"text", "list", "spans", "holidays"}


class FieldRow(QWidget):
    """A row of a form for the value at ``path``. What it cannot set stays in its editor, with the reason below."""

    said = Signal()  # the message of the row came, changed or went

    def __init__(self, context: Context, path: Path, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.path, self.field = context, path, field
        self.editor = editor_for(field)
        self.label = QLabel(field.label)
        self.unit = QLabel()
        self.reset_button = QToolButton()
        self.message = QLabel()
        self._is_changed = False
        self._refusal = ""
        self._build()
        self.editor.committed.connect(self._set)
        self.editor.refused.connect(self._refuse)
        self.reset_button.clicked.connect(self._reset)

    def _build(self) -> None:
        self.label.setToolTip(self.field.tool_tip)
        self.label.setBuddy(self.editor.target)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.unit.setProperty("look", "quiet")
        self._name_editor()
        self.editor.target.setAccessibleDescription(self.field.tool_tip)
        self.reset_button.setIconSize(QSize(14, 14))
        self.reset_button.setFixedSize(24, 24)
        self.reset_button.setAccessibleName(_("Reset {field}").format(field=self.field.label))
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.message.setWordWrap(True)
        self.message.setProperty("look", "wrong")
        self.message.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.editor, 0, 1)
        layout.addWidget(self.unit, 0, 2)
        layout.addWidget(self.reset_button, 0, 3)
        layout.addWidget(self.message, 1, 1, 1, 3)
        is_wide = self.field.kind_name in _WIDE_KINDS
        layout.setColumnStretch(1, 1 if is_wide else 0)
        layout.setColumnStretch(2, 0 if is_wide else 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _name_editor(self) -> None:
        name = str(self.path[-2]) if len(self.path) > 1 else ""
        self.editor.target.setAccessibleName(f"{self.field.label}, {name}" if name else self.field.label)

    def follow(self, path: Path) -> None:
        """Go on with the same value, which stands at another path since a part around it was renamed."""
        self.path = path
        self._name_editor()

    @property
    def _scenario(self) -> str:
        return str(self.context.document.scenario_name)

    def refresh(self, shown: Any) -> None:
        """Show the document again; ``shown`` are the plain data of the current scenario."""
        document, theme = self.context.document, self.context.theme.theme
        plan = document.plan
        if plan is None:
            return
        self.editor.field = self._field_in(shown)
        self.editor.show_value(value_at(shown, self.path), shown)
        if not self.editor.is_dirty:
            self._refusal = ""
        self.unit.setText(self.field.unit_text(plan.currency))
        self._is_changed = is_overridden(plan, self._scenario, self.path)
        self.reset_button.setVisible(self._is_changed)
        if self._is_changed:
            base = value_at(shown_of(plan), self.path)
            text = _("nothing") if base is MISSING else self.field.show(base)
            self.reset_button.setToolTip(_("Back to the base: {value}").format(value=text))
            self.reset_button.setIcon(icon("reset", theme))
        self._show_message()
        self.update()

    def _field_in(self, shown: Any) -> Field:
        """The field with the default that holds now: another one where the whole part is left out."""
        above = (self.path[:number] for number in range(1, len(self.path)))
        missing = next((path for path in above if value_at(shown, path) is MISSING), None)
        return self.field if missing is None else default_of_left_out(self.field, missing, self.path)

    def problems(self) -> list[Problem]:
        """The document's problems that belong to this field."""
        here = [format_address(self.path), format_address(("scenarios", self._scenario, *self.path))]
        return [
            problem
            for problem in self.context.document.problems
            if any(
                problem.address == address or problem.address.startswith((f"{address}.", f"{address}["))
                for address in here
            )
        ]

    def _show_message(self) -> None:
        problems = self.problems()
        lines = [self._refusal] if self._refusal else [f"{each.message} {each.mend}".strip() for each in problems]
        is_wrong = bool(self._refusal) or any(problem.severity == "error" for problem in problems)
        text = "\n".join(lines)
        sheet = "" if is_wrong or not text else f"color: {self.context.theme.theme.close}"
        if sheet != self.message.styleSheet():
            self.message.setStyleSheet(sheet)
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.editor.set_wrong(is_wrong)
        described = f"{text} {self.field.tool_tip}".strip()
        self.editor.target.setAccessibleDescription(described)
        self.said.emit()

    @property
    def has_message(self) -> bool:
        """Whether something is wrong or doubtful here."""
        return bool(self.message.text())

    @Slot(object)
    def _set(self, value: Any) -> None:
        scenario, path = self._scenario, self.path

        def change(data: dict[str, Any]) -> None:
            if value is MISSING:
                reset(data, scenario, path)
            else:
                put(data, scenario, path, value)

        self._edit(_("Change {field}").format(field=self.field.label), change)

    @Slot()
    def _reset(self) -> None:
        scenario, path = self._scenario, self.path
        self._edit(_("Reset {field}").format(field=self.field.label), lambda data: reset(data, scenario, path))

    def _edit(self, text: str, change: Any) -> None:
        self._refusal = ""
        try:
            self.context.document.edit(text, change)
        except PlanError as error:
            self._refuse(" ".join(f"{problem.message} {problem.mend}".strip() for problem in error.problems[:2]))
        except PlannerError as error:
            self._refuse(str(error))
        else:
            self.refresh(shown_of(self.context.document.plan, self._scenario))

    @Slot(str)
    def _refuse(self, message: str) -> None:
        self._refusal = message
        self._show_message()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        """Tint the row where the current scenario says something of its own."""
        super().paintEvent(event)
        if self._is_changed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.context.theme.theme.changed))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5), 5, 5)


def heading(text: str) -> QLabel:
    """The label of several rows that belong together."""
    label = QLabel(text)
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label
