"""Lines above the page that tell what happened and offer what can be done: no dialog stops the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from planner.texts import _
from ui.look import icons
from ui.look.theme import ThemeSwitch
from ui.look.widgets import label

Choices = Mapping[str, Callable[[], object]]


class NoticeBar(QWidget):
    """The notices that wait for an answer, the newest last; one of each kind."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: dict[str, Notice] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        theme.changed.connect(self._draw_icons)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of notices that are shown."""
        return tuple(self._notices)

    def notice(self, kind: str) -> Notice | None:
        """The notice of a kind, where one is shown."""
        return self._notices.get(kind)

    def tell(self, kind: str, text: str, choices: Choices | None = None, icon: str = "info") -> Notice:
        """Show a notice in place of the former one of its kind; each choice takes it away."""
        self.take_away(kind)
        notice = Notice(text, icon)
        for word, act in (choices or {}).items():
            notice.add_choice(word, partial(self._answer, kind, act))
        notice.dismiss.clicked.connect(lambda: self.take_away(kind))
        self._notices[kind] = notice
        self._lines.addWidget(notice)
        self._draw_icons()
        return notice

    def take_away(self, kind: str) -> None:
        """Remove the notice of a kind, if there is one."""
        notice = self._notices.pop(kind, None)
        if notice is not None:
            notice.hide()
            self._lines.removeWidget(notice)
            notice.deleteLater()

    def _answer(self, kind: str, act: Callable[[], object]) -> None:
        self.take_away(kind)
        act()

    @Slot()
    def _draw_icons(self) -> None:
        for notice in self._notices.values():
            notice.draw_icons(self._theme)


class Notice(QFrame):
    """One line: an icon, what happened, and buttons."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._icon = icon
        self._picture = QLabel()
        self.words = label(text, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.dismiss = QToolButton()
        self.dismiss.setAccessibleName(_("Dismiss"))
        self.dismiss.setToolTip(_("Dismiss"))
        self.choices: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 8, 5)
        self._row.setSpacing(8)
        self._row.addWidget(self._picture)
        self._row.addWidget(self.words, stretch=1)
        self._row.addWidget(self.dismiss)

    def add_choice(self, word: str, act: Callable[[], object]) -> None:
        """One more button."""
        button = QPushButton(word)
        button.clicked.connect(partial(_without_argument, act))
        self.choices[word] = button
        self._row.insertWidget(self._row.count() - 1, button)

    def draw_icons(self, theme: ThemeSwitch) -> None:
        """Draw in the colours of the theme."""
        colours = {"error": theme.theme.missed, "warning": theme.theme.close}
        colour = colours.get(self._icon, theme.theme.accent)
        self._picture.setPixmap(icons.pixmap(self._icon, colour, 18, self.devicePixelRatioF()))
        self.dismiss.setIcon(icons.icon("dismiss", theme.theme))
        self.dismiss.setIconSize(QSize(16, 16))


def _without_argument(act: Callable[[], object], _checked: bool = False) -> None:
    act()
