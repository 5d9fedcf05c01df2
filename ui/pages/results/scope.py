"""What the Results page is narrowed to: the choice of a member, the way back, and what was chosen before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from planner.texts import _
from ui.look.style import set_look
from ui.pages.results.members import DIMENSIONS, members

if TYPE_CHECKING:
    from ui.running.answer import Answer

_BACK_KEYS = ("Alt+Left", "Backspace")
_MOST_STEPS = 50


class Scope(QObject):
    """The member to which all is narrowed, offered in a box; ``back`` goes to the one before."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._steps: list[tuple[str, str] | None] = []
        self._current: tuple[str, str] | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(_("Show results for"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(self._chosen)
        self.trail = QWidget()
        self.back_button = QPushButton()
        self.back_button.setAccessibleName(_("Back"))
        set_look(self.back_button, "flat")
        self.back_button.clicked.connect(self.back)
        self.here = QLabel()
        self.here.setProperty("look", "title")
        row = QHBoxLayout(self.trail)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.back_button)
        row.addWidget(self.here)
        row.addStretch(1)
        self.trail.hide()
        for keys in _BACK_KEYS:
            shortcut = QShortcut(QKeySequence(keys), parent)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.back)

    @property
    def by(self) -> Mapping[str, str]:
        """The member by its dimension; empty for everything."""
        return {} if self._current is None else {self._current[0]: self._current[1]}

    def offer(self, answer: Answer) -> None:
        """Offer the members of an answer; what was chosen stays chosen where it still exists."""
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(_("Everything"), None)
            for dimension in DIMENSIONS:
                names = members(answer, dimension.key)
                if len(names) > 1:
                    self.box.insertSeparator(self.box.count())
                for name in names if len(names) > 1 else ():
                    self.box.addItem(f"{dimension.label}: {name}", (dimension.key, name))
            self._steps = [step for step in self._steps if self._place(step) is not None]
            self.box.setCurrentIndex(self._place(self._current) or 0)
        self._current = self.box.currentData()
        self._show_trail()

    def narrow(self, about: Mapping[str, str]) -> None:
        """Narrow to the first of the members that can be chosen; to everything where none is named."""
        if not about:
            self.box.setCurrentIndex(0)
        places = (self._place(member) for member in about.items())
        place = next((place for place in places if place is not None), None)
        if place is not None:
            self.box.setCurrentIndex(place)

    @Slot()
    def back(self) -> None:
        """Go to what was shown before."""
        if self._current is not None:
            step = self._steps.pop() if self._steps else None
            with QSignalBlocker(self.box):
                self.box.setCurrentIndex(self._place(step) or 0)
            self._go(self.box.currentData())

    @Slot()
    def _chosen(self) -> None:
        if self.box.currentData() != self._current:
            self._steps = [*self._steps[-_MOST_STEPS:], self._current]
            self._go(self.box.currentData())

    def _go(self, member: tuple[str, str] | None) -> None:
        self._current = member
        if member is None:
            self._steps = []
        self._show_trail()
        self.changed.emit()

    def _place(self, member: tuple[str, str] | None) -> int | None:
        # Qt compares data with tuples in it by identity
        return next((place for place in range(self.box.count()) if self._is(place, member)), None)

    def _is(self, place: int, member: tuple[str, str] | None) -> bool:
        is_separator = place > 0 and self.box.itemData(place) is None
        return not is_separator and self.box.itemData(place) == member

    def _show_trail(self) -> None:
        self.trail.setVisible(self._current is not None)
        if self._current is None:
            return
        before = self._place(self._steps[-1]) if self._steps else 0
        where = self.box.itemText(before or 0)
        self.back_button.setText(_("‹ {where}").format(where=where))
        self.back_button.setAccessibleName(_("Back to {where}").format(where=where))
        self.back_button.setToolTip(_("Back to {where} (Alt+Left or Backspace)").format(where=where))
        self.here.setText(_("Only {member}").format(member=self.box.currentText()))
