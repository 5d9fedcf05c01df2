"""The tour: five stops through the window for somebody who sees it for the first time; it can be left at any moment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.texts import LazyText, _, lazy
from ui.look import icons
from ui.look.theme import ThemeSwitch
from ui.look.widgets import label, primary_button

EXAMPLE = "two-tiers"  # what is looked at where no plan is open


@dataclass(frozen=True)
class Stop:
    """One stop: the page that is shown, what to see there, and a command of the window that can be tried at once."""

    page: str
    title: LazyText
    words: LazyText
    command: str = ""
    button: LazyText | None = None


STOPS = (
    Stop(
        "demand",
        lazy("What comes in"),
        lazy(
            "Who writes, how often and over which channel. Every number can be changed in its cell, and blocks can be "
            "pasted from a spreadsheet: a week of your own counts goes to “Hours and days”."
        ),
    ),
    Stop(
        "levels",
        lazy("What is promised"),
        lazy(
            "A support level says which channels are open to a customer, when, and how soon somebody answers. Choose a "
            "cell to change its promise at the right."
        ),
    ),
    Stop(
        "team",
        lazy("Who works when"),
        lazy(
            "Drag a shift to move it, its ends to stretch it; the arrow keys do the same. Below, people on shift stand "
            "against the need that is estimated: red and hatched means too few."
        ),
    ),
    Stop(
        "results",
        lazy("What happens"),
        lazy(
            "A run plays the plan many times. Then the tiles say whether promises hold, the tables who waits and what "
            "it costs; a click on a row shows only what belongs to it. Point at a word for its meaning."
        ),
        "run",
        lazy("Run now"),
    ),
    Stop(
        "scenarios",
        lazy("What if?"),
        lazy(
            "A scenario differs from the base in a few values and follows it in all others. Add one, change a shift, "
            "run both. Ctrl+Z takes everything back. The start page makes a plan of your own from six questions."
        ),
    ),
)


class Tour(QFrame):
    """The strip above the pages with the stop's words and the buttons to go on, back and away."""

    page_wanted = Signal(str)
    command_wanted = Signal(str)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "tour")
        self.setAccessibleName(_("Tour"))
        self._theme = theme
        self._number = 0
        self._title, self._words = label("", "title"), label("", wrap=True)
        self._dots = label("", "quiet")
        self.back, self.forward = QPushButton(_("Back")), primary_button(_("Next"))
        self.try_out = QPushButton()
        self.leave = QToolButton()
        self.leave.setAccessibleName(_("Leave the tour"))
        self.leave.setToolTip(_("Leave the tour"))
        self._lay_out()
        self.back.clicked.connect(lambda: self.show_stop(self._number - 1))
        self.forward.clicked.connect(self._go_on)
        self.try_out.clicked.connect(lambda: self.command_wanted.emit(STOPS[self._number].command))
        self.leave.clicked.connect(self.hide)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self.hide()

    @property
    def stop(self) -> Stop:
        """The stop that is shown."""
        return STOPS[self._number]

    @Slot()
    def begin(self) -> None:
        """Show the first stop."""
        self.show_stop(0)
        self.show()
        self.forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_stop(self, number: int) -> None:
        """Show a stop by its number from 0, with its page."""
        self._number = min(max(number, 0), len(STOPS) - 1)
        stop = self.stop
        where = _("{number} of {count}").format(number=self._number + 1, count=len(STOPS))
        self._dots.setText(where)
        self._title.setText(str(stop.title))
        self._words.setText(str(stop.words))
        self.setAccessibleDescription(f"{where}: {stop.title}. {stop.words}")
        self.back.setEnabled(self._number > 0)
        self.forward.setText(_("Next") if self._number < len(STOPS) - 1 else _("Done"))
        self.try_out.setVisible(bool(stop.command))
        self.try_out.setText(str(stop.button or ""))
        self.page_wanted.emit(stop.page)

    def _go_on(self) -> None:
        if self._number == len(STOPS) - 1:
            self.hide()
        else:
            self.show_stop(self._number + 1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._dots)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        texts.addWidget(self._words)
        self._picture = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, stretch=1)
        for button in (self.try_out, self.back, self.forward, self.leave):
            row.addWidget(button)

    @Slot()
    def _draw_icons(self) -> None:
        theme = self._theme.theme
        self._picture.setPixmap(icons.pixmap("tour", theme.accent, 18, self.devicePixelRatioF()))
        self.leave.setIcon(icons.icon("dismiss", theme))
        self.leave.setIconSize(QSize(16, 16))
