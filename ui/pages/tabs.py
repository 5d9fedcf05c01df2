"""Tabs whose contents are built when they are first shown, so that a page opens fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget


class Tabs(QTabWidget):
    """Sections of a page by their key; ``makers`` has the title of each and the call that builds it."""

    built = Signal(object)  # a section, before it is shown for the first time

    def __init__(
        self, name: str, makers: Mapping[str, tuple[str, Callable[[], QWidget]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._makers = dict(makers)
        self._places: dict[str, QVBoxLayout] = {}
        self._sections: dict[str, QWidget] = {}
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        for key, (title, _maker) in self._makers.items():
            place = QWidget()
            self._places[key] = QVBoxLayout(place)
            self._places[key].setContentsMargins(0, 0, 0, 0)
            self.addTab(place, title)
        self.currentChanged.connect(self._build_shown)

    @property
    def current_key(self) -> str:
        """The key of the section in front."""
        return list(self._makers)[self.currentIndex()]

    def section(self, key: str) -> QWidget:
        """A section, built now if it has not been shown yet."""
        if key not in self._sections:
            made = self._makers[key][1]()
            self._places[key].addWidget(made)
            # at once, and not when the layout finds time: somebody may want to give a field the focus
            made.show()
            self._sections[key] = made
            self.built.emit(made)
        return self._sections[key]

    def show_section(self, key: str) -> QWidget:
        """Bring a section to the front."""
        self.setCurrentIndex(list(self._makers).index(key))
        return self.section(key)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Build what is in front."""
        super().showEvent(event)
        self.section(self.current_key)

    @Slot()
    def _build_shown(self) -> None:
        if self.isVisible():
            self.section(self.current_key)
