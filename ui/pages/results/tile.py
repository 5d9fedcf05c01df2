"""The tiles as widgets, in one row where there is room and else in two."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.texts import _
from ui.look import fonts
from ui.look.icons import pixmap
from ui.look.theme import Theme
from ui.pages.results.terms import hover_text
from ui.pages.results.tiles import Mood, TileText
from ui.pages.results.why_dialog import why_action

_ICONS: dict[Mood, str] = {"met": "met", "close": "warning", "missed": "missed"}
_ICON = 15
_NARROW = 1120  # below this width five tiles do not fit into a row


class ElidedLabel(QLabel):
    """A line that ends with dots where it does not fit, so that it never makes its tile wider than the others."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show more or less of the text."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if text != self.text():
            self.setText(text or " ")


class Tile(QFrame):
    """One headline figure; Enter or a click asks why it is what it is."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text = TileText("", "")
        self._caption, self._value, self._icon = QLabel(), QLabel(), QLabel()
        self._interval, self._verdict, self._detail, self._difference = (ElidedLabel() for _number in range(4))
        for label in (self._caption, self._interval, self._detail):
            label.setProperty("look", "quiet")
        self._value.setProperty("look", "number")
        self._difference.setFont(fonts.font("small"))
        self._verdict.setMinimumHeight(_ICON + 3)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.why = why_action(self)
        self.why.triggered.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self._value)
        number.addWidget(self._interval, 1, Qt.AlignmentFlag.AlignBottom)
        verdict = QHBoxLayout()
        verdict.setSpacing(5)
        verdict.addWidget(self._icon)
        verdict.addWidget(self._verdict, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addLayout(number)
        layout.addLayout(verdict)
        layout.addWidget(self._detail)
        layout.addWidget(self._difference)

    def show_text(self, text: TileText, theme: Theme, *, compared: bool) -> None:
        """Show a figure; ``compared`` keeps a line for the difference, so that all tiles are as tall."""
        self.text = text
        self._caption.setText(text.caption)
        self._value.setText(text.value)
        self._interval.set_whole(text.interval)
        self._detail.set_whole(text.detail)
        self._difference.set_whole(text.difference)
        self._difference.setVisible(compared)
        colour = {"met": theme.met, "close": theme.close, "missed": theme.missed, "": theme.secondary}[text.mood]
        self._verdict.set_whole(text.verdict)
        self._verdict.setStyleSheet(f"color: {colour};")
        self._icon.setVisible(bool(text.mood))
        if text.mood:
            self._icon.setPixmap(pixmap(_ICONS[text.mood], colour, _ICON, self.devicePixelRatioF()))
        self.setAccessibleName(text.spoken)
        self.why.setEnabled(text.quantity is not None)
        self.setToolTip(self._hover(text))

    def _hover(self, text: TileText) -> str:
        lines = [f"<p>{escape(line)}</p>" for line in (text.spoken, text.hover) if line]
        meaning = hover_text(text.origin) if text.origin is not None else ""
        return "".join(lines) + meaning + (_("<p>Click, or Ctrl+I: why?</p>") if text.quantity is not None else "")

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Ask why."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        """Ask why with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask()
        else:
            super().keyPressEvent(event)


class TileRow(QWidget):
    """Five tiles; in two rows where the window is narrow."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.tiles = tuple(Tile() for _number in range(5))
        for tile in self.tiles:
            tile.asked.connect(self.asked)
        self._columns = 0
        self._arrange(5)

    def show_texts(self, texts: Sequence[TileText], theme: Theme) -> None:
        """Show the figures."""
        compared = any(text.difference for text in texts)
        for tile, text in zip(self.tiles, texts, strict=True):
            tile.show_text(text, theme, compared=compared)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Take one row or two."""
        super().resizeEvent(event)
        self._arrange(5 if event.size().width() >= _NARROW else 3)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(5):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
