"""Named parts as a table with the form of the chosen one beside it; an empty table says how to begin."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.forms.part_form import PartForm
from ui.look.widgets import label, primary_button
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable
from ui.tables.statistics import Statistics

_FORM_WIDTH = 450
_BESIDE_FROM = 1000  # pixels from which a wide table and its form stand side by side
_ABOVE = 220  # pixels that a table gets with its form below
_MARGIN = 12


class Hint(QFrame):
    """What to do where there is nothing yet, with the button that does it."""

    def __init__(self, text: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.button: QPushButton = primary_button(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(label(text, wrap=True), 1)
        row.addWidget(self.button)


class Scrolled(QScrollArea):
    """A scroll area that is only as wide as its window: its contents wrap and do not move sideways."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside.setProperty("look", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # only the fields inside take the focus
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        """Small: what does not fit is reached by scrolling."""
        return QSize(120, 80)


class PartsAndForm(QWidget):
    """The parts of a collection as a table at the left, the form of the chosen one at the right."""

    chosen = Signal(object)  # the path of the chosen part, or None where there is none
    selection_changed = Signal(object)  # Statistics of the selected cells

    def __init__(
        self,
        context: Context,
        collection: Path,
        columns: Iterable[Column | Path | str],
        hint: Hint,
        *,
        is_narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_narrow = is_narrow  # the form is; the table can stay beside it
        self._form_width = _FORM_WIDTH * 3 // 4 if is_narrow else _FORM_WIDTH
        self.context, self.collection, self.hint = context, collection, hint
        self.table = PartsTable(context, collection, columns)
        self.form: PartForm | None = None
        self.form_title = label("", "title")
        self.left = QVBoxLayout()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._row = 0
        self._build()
        hint.button.clicked.connect(self.table.add)
        self.table.part_chosen.connect(self._choose)
        self.table.statistics_changed.connect(self._tell)
        # after the table, which has to know its rows first
        context.document.plan_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        left = QWidget()
        self.left = QVBoxLayout(left)
        self.left.setContentsMargins(0, 0, _MARGIN, 0)
        self.left.setSpacing(8)
        self.left.addWidget(self.hint)
        self.left.addWidget(self.table)
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        self.left.addLayout(self._below)
        self.left.addStretch(1)
        right = QFrame()
        right.setProperty("look", "card")
        box = QVBoxLayout(right)
        box.setContentsMargins(10, 8, 4, 8)
        inside = QWidget()
        self._form_place = QVBoxLayout(inside)
        self._form_place.setContentsMargins(0, 0, 8, 0)
        self._form_place.addStretch(1)
        box.addWidget(self.form_title)
        box.addWidget(Scrolled(inside), 1)
        self.splitter.addWidget(Scrolled(left))
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([2 * self._form_width, self._form_width])
        right.setMinimumWidth(self._form_width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _MARGIN, 0, 0)
        layout.addWidget(self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the form below a table that needs the width itself."""
        super().resizeEvent(event)
        is_beside = self._is_narrow or event.size().width() >= _BESIDE_FROM
        orientation = Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        if orientation != self.splitter.orientation():
            self.splitter.setOrientation(orientation)
            self.splitter.setSizes([2 * self._form_width, self._form_width] if is_beside else [_ABOVE, _ABOVE])

    def add_below(self, inside: QWidget | QLayout) -> None:
        """Put something below the table."""
        if isinstance(inside, QLayout):
            self._below.addLayout(inside)
        else:
            self._below.addWidget(inside)

    @property
    def path(self) -> Path | None:
        """The path of the chosen part."""
        return self.form.path if self.form is not None and not self.form.isHidden() else None

    def show_part(self, name: str, key: str = "") -> bool:
        """Choose a part, and give one of its fields the focus; False where there is none of the name."""
        if not self.table.choose(name):
            return False
        if not key or self.form is None or not self.form.show_key(key):
            self.table.view.setFocus()
        return True

    @Slot()
    def refresh(self) -> None:
        """Follow the plan: the chosen row stays, whatever its part is called now."""
        names = self.table.model.names
        self.hint.setVisible(not names)
        if names and not self.table.view.currentIndex().isValid():
            self.table.choose(names[min(self._row, len(names) - 1)])
        self._choose(self.table.current_path if names else None)

    @Slot(object)
    def _choose(self, path: Path | None) -> None:
        if path is None or path[-1] not in self.table.model.names:
            self.form_title.setText(_("Nothing is chosen."))
            if self.form is not None:
                self.form.hide()
        else:
            self._row = self.table.view.currentIndex().row()
            self.form_title.setText(str(path[-1]))
            self._show_form(path)
        self.chosen.emit(self.path)

    def _show_form(self, path: Path) -> None:
        if self.form is None:
            self.form = PartForm(self.context, path)
            self._form_place.insertWidget(0, self.form)
        else:
            self.form.set_path(path)
        self.form.show()

    @Slot(object)
    def _tell(self, statistics: Statistics) -> None:
        self.selection_changed.emit(statistics)
