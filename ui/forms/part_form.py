"""A form for one part of a plan: what is given is open, the rest folded under "More"; nested values stand inline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planner.scenario.addresses import Path, format_address
from planner.scenario.fields import Part
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, shown_of, value_at
from ui.forms.entries import EntriesEditor
from ui.forms.field_row import FieldRow
from ui.forms.section import Section
from ui.tables.items_table import ItemsTable
from ui.tables.parts_model import without_stream
from ui.values.fields import Field, field_at, fields_of, part_at

_FIRST, _LAST = ("enabled",), ("stream",)  # random streams are for experts
_WIDEST_LABEL = 180
Block = FieldRow | EntriesEditor | Section | ItemsTable


class PartForm(QWidget):
    """Edits the part at ``path`` in the current scenario.

    ``keys`` limits the form to some fields, in their order. Tables of named parts (the shifts of a team) have tables
    of their own and are left out.
    """

    built = Signal()

    def __init__(
        self, context: Context, path: Path, parent: QWidget | None = None, *, keys: Iterable[str] | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.path = context, path
        self._keys = None if keys is None else tuple(keys)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.blocks: list[Block] = []
        self.notice = QLabel()
        self.more_button = QPushButton()
        self._more = QWidget()
        self._nested: list[PartForm] = []
        self._held: Any = MISSING  # what the part held when it was last shown
        self._is_old = False
        self._build()
        context.document.plan_changed.connect(self._document_changed)
        context.document.problems_changed.connect(self._document_changed)
        context.theme.changed.connect(self._document_changed)

    # ------------------------------------------------------------ building

    def set_path(self, path: Path) -> None:
        """Show another part; the one that is shown, under a new name, keeps its rows with focus and typed text."""
        if path == self.path:
            return
        if self._is_renamed_to(path):
            self.follow(path)
            self.refresh()
        else:
            self.path = path
            self._build()

    def _is_renamed_to(self, path: Path) -> bool:
        shown = self._shown()
        is_gone = value_at(shown, self.path) is MISSING
        is_same_kind = part_at(path) is part_at(self.path)
        return is_gone and is_same_kind and _without_stream(value_at(shown, path)) == _without_stream(self._held)

    def follow(self, path: Path) -> None:
        """Go on with the same part, which stands at another path since it or a part around it was renamed."""
        before, self.path = len(self.path), path
        for block in self.blocks:
            block.follow((*path, *block.path[before:]))
        self._show_more(not self._more.isHidden())

    def _build(self) -> None:
        self._clear()
        part = part_at(self.path)
        shown = self._shown()
        open_blocks: list[Block] = []
        folded: list[Block] = []
        for field in self._fields(part):
            given = field.required or value_at(shown, (*self.path, field.key)) is not MISSING or field.key in _FIRST
            is_open = given or self._keys is not None or (field.key == "opens")
            (open_blocks if is_open else folded).append(self._block(field))
        self.blocks = [*open_blocks, *folded]
        self.notice = QLabel()
        self.notice.setWordWrap(True)
        self.notice.setProperty("look", "wrong")
        self._layout.addWidget(self.notice)
        for block in open_blocks:
            self._layout.addWidget(block)
        self._fold(folded)
        self._align()
        self.refresh()
        self.built.emit()

    def _clear(self) -> None:
        self._nested.clear()
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fields(self, part: type[Part]) -> list[Field]:
        fields = fields_of(part)
        chosen = [fields[key] for key in self._keys] if self._keys is not None else list(fields.values())
        chosen = [field for field in chosen if field.kind_name != "parts" and not self._is_matrix(field)]
        return sorted(chosen, key=lambda field: (field.key in _LAST, field.key not in _FIRST))

    @staticmethod
    def _is_matrix(field: Field) -> bool:
        return (
            field.kind_name == "items" and field.structure.items is not None and "tuple" in str(field.structure.items)
        )

    def _block(self, field: Field) -> Block:
        path = (*self.path, field.key)
        if field.key == "opens":
            return EntriesEditor(self.context, self.path, field)
        if field.kind_name == "mix":
            return EntriesEditor(self.context, path, field)
        if field.kind_name == "items":
            return ItemsTable(self.context, path)
        if field.kind_name == "part":
            return Section(self.context, path, field, self._inner)
        if field.kind_name == "distribution":
            return Section(self.context, path, field, self._inner, FieldRow(self.context, path, field))
        return FieldRow(self.context, path, field)

    def _inner(self, path: Path) -> PartForm:
        form = PartForm(self.context, path)
        self._nested.append(form)
        return form

    def _fold(self, folded: list[Block]) -> None:
        self.more_button = QPushButton()
        self.more_button.setProperty("look", "flat")
        self.more_button.setCheckable(True)
        self._more = QWidget()
        inner = QVBoxLayout(self._more)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(1)
        for block in folded:
            inner.addWidget(block)
        self._count = len(folded)
        self.more_button.toggled.connect(self._show_more)
        self._layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self._more)
        # only now that it has a parent: before, it would flash up as a window of its own
        self.more_button.setVisible(bool(folded))
        self._show_more(False)

    @Slot(bool)
    def _show_more(self, is_open: bool) -> None:
        text = _("Less") if is_open else _("More ({count})").format(count=self._count)
        self.more_button.setText(("▾ " if is_open else "▸ ") + text)
        name = str(self.path[-1]) if self.path else _("the plan")
        self.more_button.setAccessibleName(_("More fields of {name}").format(name=name))
        self._more.setVisible(is_open)

    def _align(self) -> None:
        """Give all labels the width of the longest, so that the editors stand in one column."""
        labels = [row.label for row in self.rows(nested=False)]
        width = min(max((label.sizeHint().width() for label in labels), default=0), _WIDEST_LABEL)
        for label in labels:
            label.setFixedWidth(width)
            label.setWordWrap(label.sizeHint().width() > width)
        for block in self.blocks:
            if isinstance(block, EntriesEditor):
                block.align(width)

    def rows(self, nested: bool = True) -> Iterator[FieldRow]:
        """The rows of single values, in the order of the form; with ``nested`` also those of parts inside."""
        for block in self.blocks:
            if isinstance(block, FieldRow):
                yield block
            elif isinstance(block, Section):
                if block.row is not None:
                    yield block.row
                if nested and block.form is not None:
                    yield from block.form.rows()
            elif isinstance(block, EntriesEditor) and nested:
                yield from block.rows

    # ------------------------------------------------------------ showing

    def _shown(self) -> Mapping[str, Any]:
        document = self.context.document
        return shown_of(document.plan, str(document.scenario_name))

    @Slot()
    def _document_changed(self) -> None:
        """Refresh now, or when the form is shown again."""
        self._is_old = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Catch up with what changed while the form was hidden."""
        super().showEvent(event)
        if self._is_old:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the document as it is now."""
        self._is_old = False
        shown = self._shown()
        held = value_at(shown, self.path)
        is_there = not self.path or held is not MISSING
        self._held = held if is_there else self._held
        self.setEnabled(is_there or _has_defaults(self.path))
        for block in self.blocks:
            if not isinstance(block, ItemsTable):
                block.refresh(shown)
        self._show_notice(is_there)
        QTimer.singleShot(0, self, self._open_where_wrong)

    def _show_notice(self, is_there: bool) -> None:
        lines = [] if is_there or _has_defaults(self.path) else [_("This is not part of the current scenario.")]
        scenario = str(self.context.document.scenario_name)
        here = {format_address(path) for path in (self.path, ("scenarios", scenario, *self.path)) if self.path}
        lines += [
            f"{each.message} {each.mend}".strip() for each in self.context.document.problems if each.address in here
        ]
        self.notice.setText("\n".join(lines))
        self.notice.setVisible(bool(lines))

    @Slot()
    def _open_where_wrong(self) -> None:
        """Unfold what holds a message: it must not hide."""
        if self._more.isHidden() and any(row.has_message and self._more.isAncestorOf(row) for row in self.rows()):
            self.more_button.setChecked(True)

    def show_key(self, key: str) -> bool:
        """Bring a field into view and give it the focus; False where the form has none of that key."""
        for row in self.rows():
            if row.path[: len(self.path) + 1] == (*self.path, key):
                if self._more.isAncestorOf(row):
                    self.more_button.setChecked(True)
                row.editor.target.setFocus()
                return True
        return False


def _without_stream(held: Any) -> Any:
    # a part that is renamed notes down the random draws that it keeps
    return without_stream(held) if isinstance(held, Mapping) else held


def _has_defaults(path: Path) -> bool:
    """Whether a part that the plan leaves out can be edited at once, because it holds with defaults."""
    return field_at(path).default is not None and len(path) > 0
