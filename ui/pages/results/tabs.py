"""Pages under a row of tabs, as tall as the one that is shown, so that what is around them scrolls as a whole."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget


class ScrollingTabs(QWidget):
    """Like a QTabWidget, which would be as tall as its tallest page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setDocumentMode(True)
        self.bar.setExpanding(False)
        self.bar.currentChanged.connect(self._show_page)
        self._pages: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.bar)

    def add(self, page: QWidget, title: str) -> None:
        """Add a page behind the others."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._layout.addWidget(page, 1)
        self.bar.addTab(title)

    @property
    def current(self) -> QWidget:
        """The page that is shown."""
        return self._pages[max(self.bar.currentIndex(), 0)]

    @Slot(int)
    def show_tab(self, number: int) -> None:
        """Show a page."""
        self.bar.setCurrentIndex(number)

    @Slot(int)
    def _show_page(self, number: int) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == number)
