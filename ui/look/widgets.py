"""Small widgets that several parts of the window share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.texts import _
from ui.look import icons
from ui.look.style import set_look
from ui.look.theme import Theme


class Card(QFrame):
    """A panel with rounded corners and a thin line, its contents one below the other."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(8)
        if title:
            self.body.addWidget(label(title, "title"))


def label(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """A line of text in one of the looks of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def indent_numbers(parent: QWidget) -> None:
    """Keep the text of the spin boxes inside a widget off their border: style sheets do not reach it."""
    for box in parent.findChildren(QAbstractSpinBox):
        box.lineEdit().setTextMargins(5, 0, 0, 0)


def primary_button(text: str) -> QPushButton:
    """The button of what a page is for."""
    made = QPushButton(text)
    set_look(made, "primary")
    return made


class RowButton(QPushButton):
    """A button with an icon, a line of text and a quieter one below; as high as its texts need."""

    def __init__(self, title: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._picture.setContentsMargins(0, 1, 0, 0)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for line, look in ((title, ""), (detail, "quiet")):
            if line:
                texts.addWidget(label(line, look, wrap=True))
        texts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 6, 9, 7)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addLayout(texts, stretch=1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_picture(self, picture: QPixmap) -> None:
        """Show a picture at the left."""
        self._picture.setPixmap(picture)

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - the name is Qt's
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - the name is Qt's
        layout = self.layout()
        return super().heightForWidth(width) if layout is None else layout.totalHeightForWidth(width)


class Panel(QDockWidget):
    """A panel beside the pages, with a title and a button that closes it."""

    def __init__(self, name: str, title: str, inside: QWidget) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.setWidget(inside)
        self._close = QToolButton()
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(_("Close the panel “{title}”").format(title=title))
        self._close.setToolTip(_("Close"))
        self._close.clicked.connect(self.hide)
        bar = QFrame()
        bar.setProperty("look", "panel")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 3, 6, 3)
        row.addWidget(label(title, "title"), stretch=1)
        row.addWidget(self._close)
        self.setTitleBarWidget(bar)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._close.setIcon(icons.icon("dismiss", theme))
