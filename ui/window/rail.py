"""The rail at the left: the pages by icon and word, with the number of problems that each can show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QToolButton,
    QVBoxLayout,
)

from planner.texts import _
from ui.look import fonts, icons
from ui.look.theme import Theme
from ui.pages.page import Page

_ROW = 38
_ICON = 18
_BEFORE_WORD, _AFTER_WORD, _BADGE = 14, 12, 26  # pixels


class Rail(QFrame):
    """One button for each page; as wide as its longest word."""

    wanted = Signal(str)  # the key of a page

    def __init__(self, pages: Iterable[type[Page]], theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(2)
        for page in pages:
            button = _RailButton(page.title(), page.icon)
            button.clicked.connect(lambda _checked=False, key=page.key: self.wanted.emit(key))
            self._group.addButton(button)
            self._buttons[page.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        for button in self._buttons.values():
            button.theme = theme
            button.update()

    def show_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def set_possible(self, keys: Iterable[str]) -> None:
        """Only these pages can be chosen."""
        wanted = set(keys)
        for key, button in self._buttons.items():
            button.setEnabled(key in wanted)

    def show_counts(self, counts: Mapping[str, int], errors: Mapping[str, int] | None = None) -> None:
        """Show beside each page how many problems it has, and whether there are errors among them."""
        for key, button in self._buttons.items():
            button.show_count(counts.get(key, 0), (errors or {}).get(key, 0))


class _RailButton(QToolButton):
    theme: Theme

    def __init__(self, word: str, icon_name: str) -> None:
        super().__init__()
        self.setText(word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("look", "rail")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)
        self._icon_name = icon_name
        self._count = self._errors = 0

    def show_count(self, count: int, errors: int) -> None:
        self._count, self._errors = count, errors
        text = _("{page}, {count} problems, {errors} of them errors") if errors else _("{page}, {count} problems")
        said = text.format(page=self.text(), count=count, errors=errors) if count else self.text()
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        self.ensurePolished()
        bold = self.font()
        bold.setBold(True)
        words = QFontMetrics(bold)
        width = words.horizontalAdvance(self.text())
        return QSize(_BEFORE_WORD + _ICON + 10 + width + _AFTER_WORD + _BADGE, max(_ROW, words.height() + 16))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""  # drawn below, at a place that does not depend on the style
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        self._draw_inside(painter)
        painter.end()

    def _draw_inside(self, painter: QPainter) -> None:
        theme, middle = self.theme, self.height() / 2
        colour = theme.accent if self.isChecked() and self.isEnabled() else theme.secondary
        picture = icons.pixmap(self._icon_name, colour, _ICON, self.devicePixelRatioF())
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        painter.drawPixmap(_BEFORE_WORD, round(middle - _ICON / 2), picture)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        left = _BEFORE_WORD + _ICON + 10
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._count:
            self._draw_badge(painter, middle)

    def _draw_badge(self, painter: QPainter, middle: float) -> None:
        text = str(self._count) if self._count < 100 else "99+"
        painter.setFont(fonts.font("tiny"))
        width = max(18, painter.fontMetrics().horizontalAdvance(text) + 10)
        box = QRectF(self.width() - width - 8, middle - 9, width, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.missed if self._errors else self.theme.close))
        corner = 4 if self._errors else 9  # colour is not the only sign
        painter.drawRoundedRect(box, corner, corner)
        painter.setPen(QColor(self.theme.card))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
