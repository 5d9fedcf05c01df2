"""The tree of the base and its scenarios: the arrow keys choose, F2 renames, Delete removes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from planner.texts import _
from ui.context import Context
from ui.pages.scenarios.model import NAME, PROBLEMS, Index, ScenarioRow, ScenariosModel


class ScenariosTree(QTreeView):
    """Shows ``ScenariosModel``; a scenario that is switched off can be chosen here, too."""

    chosen = Signal(str)  # the name of the scenario that became current here
    removal_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenarios = ScenariosModel(context, self)
        self._is_following = False
        self.setModel(self.scenarios)
        self.setAccessibleName(_("Base and scenarios"))
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.scenarios.modelReset.connect(self.expandAll)
        self.expandAll()

    @property
    def current(self) -> ScenarioRow | None:
        """The scenario that is chosen; None without a plan."""
        return self.scenarios.row_of(self.currentIndex())

    def follow(self, name: str) -> None:
        """Show the plan as it is now, with a scenario chosen."""
        self._is_following = True
        self.scenarios.refresh()
        self.setColumnHidden(PROBLEMS, not any(row.errors or row.warnings for row in self.scenarios.rows))
        self.setCurrentIndex(self.scenarios.index_of(name))
        self._is_following = False

    def rename(self) -> None:
        """Edit the name of the current scenario."""
        index = self.currentIndex().siblingAtColumn(NAME)
        if self.scenarios.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - the name is Qt's
        super().currentChanged(current, previous)
        row = self.scenarios.row_of(current)
        if row is not None and not self._is_following:
            self.chosen.emit(row.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removal_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)
