"""The list of problems: what is wrong or doubtful in the plan, where, and how to mend it; a click goes there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planner.errors import Problem
from planner.scenario.addresses import Path, parse_address
from planner.scenario.plan import SCENARIOS
from planner.texts import _
from ui.look import icons
from ui.look.theme import Theme
from ui.look.widgets import label
from ui.pages import Page

_MOST = 500  # a longer list helps nobody, and takes a second to draw


class ProblemsPanel(QWidget):
    """Errors first, then warnings; ``chosen`` carries the problem that was clicked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self.tree = _Tree()
        self.tree.setAccessibleName(_("Problems of the plan"))
        self.tree.setHeaderLabels([_("What"), _("Where")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(False)
        self.tree.setWordWrap(True)
        self.tree.setProperty("look", "bare")
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemClicked.connect(self._choose)
        self.tree.itemActivated.connect(self._choose)
        self._nothing = label(_("No problems found."), "quiet")
        self._nothing.setContentsMargins(12, 10, 12, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        layout.addWidget(self._nothing)
        self.show_problems(())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is listed."""
        return self._problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List these problems instead of the former."""
        ordered = sorted(problems, key=lambda problem: problem.severity != "error")
        self._problems = tuple(ordered[:_MOST])
        self.tree.clear()
        for problem in self._problems:
            item = QTreeWidgetItem([f"{problem.message}\n{problem.mend}".strip(), problem.address])
            item.setIcon(0, self._icon(problem))
            item.setToolTip(0, item.text(0))
            word = _("Error") if problem.severity == "error" else _("Warning")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{word}: {item.text(0)}")
            self.tree.addTopLevelItem(item)
        self.tree.setVisible(bool(self._problems))
        self._nothing.setHidden(bool(self._problems))

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        for row, problem in enumerate(self._problems):
            item = self.tree.topLevelItem(row)
            if item is not None:
                item.setIcon(0, self._icon(problem))

    def choose_next(self) -> None:
        """Go to the problem after the one that was chosen last, from the end back to the first."""
        if not self._problems:
            return
        current = self.tree.currentItem()
        row = 0 if current is None else (self.tree.indexOfTopLevelItem(current) + 1) % len(self._problems)
        item = self.tree.topLevelItem(row)
        if item is not None:
            self.tree.setCurrentItem(item)
            self._choose(item)

    @Slot(QTreeWidgetItem)
    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(self._problems[self.tree.indexOfTopLevelItem(item)])

    def _icon(self, problem: Problem) -> QIcon:
        colour = self._theme.missed if problem.severity == "error" else self._theme.close
        return icons.icon(problem.severity, self._theme, colour)


def place_of(problem: Problem) -> tuple[Path, str | None]:
    """The path in a scenario that a problem is about, and the scenario's name if it is not the base."""
    try:
        path = parse_address(problem.address.partition("[")[0])
    except ValueError:
        return (), None
    return (path[2:], path[1]) if path[0] == SCENARIOS and len(path) > 2 else (path, None)


def counts_by_page(problems: Iterable[Problem], pages: Iterable[type[Page]]) -> dict[str, int]:
    """How many problems belong to each page, by the page's key."""
    roots = [path[0] for path, _scenario in map(place_of, problems) if path]
    return {page.key: sum(root in page.places for root in roots) for page in pages}


class _Tree(QTreeWidget):
    """Activates by Enter on every platform."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item, 0)
            return
        super().keyPressEvent(event)
