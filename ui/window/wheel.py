"""The wheel scrolls a page; it changes no choice that happens to lie under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QTabBar, QWidget

_CHANGED_BY_THE_WHEEL = (QComboBox, QAbstractSpinBox, QTabBar)


class WheelGuard(QObject):
    """Lets boxes hear the wheel only while they have the focus, and bars of tabs never."""

    def watch(self, page: QWidget) -> None:
        """Guard everything on a page that the wheel would change."""
        for kind in _CHANGED_BY_THE_WHEEL:
            for widget in page.findChildren(kind):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Hand the wheel on to what scrolls."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if isinstance(watched, QTabBar) or not watched.hasFocus():
            event.ignore()
            return True
        return False
