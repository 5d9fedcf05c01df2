"""What every page of the main window is: a widget with a name, an icon and one duty, to show the document again."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from planner.scenario.addresses import Path
from planner.texts import LazyText
from ui.context import Context


class Page(QWidget):
    """A page of the rail. It reads document and results when shown and after each change, and keeps no copy."""

    key: ClassVar[str]
    name: ClassVar[LazyText]
    help: ClassVar[LazyText]  # one or two sentences: which question the page answers, and how
    icon: ClassVar[str]
    needs_plan: ClassVar[bool] = True
    places: ClassVar[tuple[str, ...]] = ()  # keys of the plan that are edited here: their problems belong to the page

    wanted = Signal(str, object)  # a command of the window by its name, and what to do it with (ui/commands.py)

    selection_described = Signal(str)  # sum, mean and count of the selected cells, for the status bar

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_old = True
        self.setAccessibleName(self.title())
        context.document.plan_changed.connect(self.plan_or_study_changed)
        context.results.study_changed.connect(self.plan_or_study_changed)
        context.theme.changed.connect(self.plan_or_study_changed)

    @classmethod
    def title(cls) -> str:
        """The word for the page in the rail."""
        return str(cls.name)

    def refresh(self) -> None:
        """Show document and results as they are now; called only while the page can be seen."""

    def show_path(self, path: Path) -> bool:  # noqa: ARG002  # pages that have such a place say so
        """Bring the place of the plan into view and give it the focus; False where the page has no such place."""
        return False

    @Slot()
    def plan_or_study_changed(self) -> None:
        """Refresh now, or when the page is shown again."""
        self._is_old = True
        if self.isVisible():
            self._bring_up_to_date()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self._is_old:
            self._is_old = False
            self.refresh()
