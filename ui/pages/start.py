"""The start page: go on with a recent plan, look at an example, or answer six questions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.examples import example_names, example_text
from planner.texts import _, lazy
from ui.context import Context
from ui.look import icons
from ui.look.widgets import Card, RowButton, label
from ui.pages.page import Page

_WIDEST = 1120
_ICON = 18


class StartPage(Page):
    """Where the program begins, and where a new plan comes from."""

    key = "start"
    name = lazy("Start")
    help = lazy(
        "Open a plan of yours, look at an example that is near to your desk, or answer six questions to get a first "
        "plan of your own. Plan files can also be dropped anywhere on the window."
    )
    icon = "start"
    needs_plan = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._buttons: dict[str, list[RowButton]] = {}
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def refresh(self) -> None:
        """Show the recent files that are still there, and icons in the colours of the theme."""
        self._show_recent()
        theme = self.context.theme.theme
        for icon, buttons in self._buttons.items():
            colour = theme.accent if icon in ("question", "open", "tour") else theme.secondary
            for button in buttons:
                button.set_picture(icons.pixmap(icon, colour, _ICON, self.devicePixelRatioF()))

    @Slot()
    def ask_questions(self) -> None:
        """Begin the six questions; those that are open go on."""
        if self._stack.currentIndex() > 0:
            return
        # Built when asked for: the window opens faster without.
        from ui.first_plan.questions import FirstPlan

        questions = FirstPlan()
        questions.made.connect(lambda plan: self.wanted.emit("new_plan", plan))
        questions.left.connect(self.show_overview)
        frame = _Centred(questions)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        questions.go_to(0)

    @Slot()
    def show_overview(self) -> None:
        """Back from the questions."""
        frame = self._stack.currentWidget()
        if self._stack.currentIndex() > 0 and frame is not None:
            self._stack.removeWidget(frame)
            frame.deleteLater()

    def _overview(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(_("Support Planner"), "heading"))
        words = _(
            "How many people, on which shifts, at what cost: a plan is played many times, and you see what happens."
        )
        column.addWidget(label(words, "quiet", wrap=True))
        begin, recent = Card(_("Begin")), Card(_("Recent plans"))
        begin.body.addWidget(
            self._button(
                "question", _("Answer six questions"), _("A first plan of your own in five minutes"), "questions"
            )
        )
        begin.body.addWidget(
            self._button("open", _("Open a plan …"), _("Or drop its file anywhere on this window"), "open_dialog")
        )
        begin.body.addWidget(
            self._button("tour", _("Take the tour"), _("Five stops with an example, in two minutes"), "take_tour")
        )
        begin.body.addStretch(1)
        recent.body.addLayout(self._recent)
        recent.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(begin, stretch=1)
        row.addWidget(recent, stretch=1)
        column.addLayout(row)
        column.addWidget(self._examples())
        column.addStretch(1)
        return _Centred(inside)

    def _examples(self) -> Card:
        card = Card(_("Examples"))
        card.body.addWidget(
            label(_("Complete desks to look at and to change; your own copy is saved, not the example."), "quiet")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for number, name in enumerate(example_names()):
            grid.addWidget(self._button("example", *_described(name), "open_example", name), number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card

    def _button(self, icon: str, title: str, detail: str, command: str, argument: object = None) -> RowButton:
        button = RowButton(title, detail)
        button.setObjectName(f"{command} {argument or ''}".strip())
        if command == "questions":
            button.clicked.connect(self.ask_questions)
        else:
            button.clicked.connect(lambda: self.wanted.emit(command, argument))
        self._buttons.setdefault(icon, []).append(button)
        return button

    def _show_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons["recent"] = []
        paths = self.context.document.recent_files.paths
        for path in paths[:5]:
            self._recent.addWidget(self._button("recent", path.stem, _short(path.parent), "open", path))
        if not paths:
            self._recent.addWidget(label(_("Plans that you open or save are listed here."), "quiet", wrap=True))


class _Centred(QScrollArea):
    """A page that scrolls, its contents in the middle and not wider than one reads with ease."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inside.setMaximumWidth(_WIDEST)
        holder = QWidget()
        holder.setProperty("look", "page")
        row = QHBoxLayout(holder)
        row.setContentsMargins(24, 20, 24, 20)
        row.addStretch(1)
        row.addWidget(inside, stretch=1000)
        row.addStretch(1)
        self.setWidget(holder)


def _described(name: str) -> tuple[str, str]:
    """Title and description of an example, from the first line of its comment."""
    first = example_text(name).partition("\n")[0].removeprefix("#").strip()
    title = name.replace("-", " ").capitalize()
    rest = first.removeprefix("The ")
    if rest.lower().startswith(f"{title.lower()}: "):
        first = rest[len(title) + 2 :]
    return title, first[:1].upper() + first[1:]


def _short(folder: Path) -> str:
    """A folder as people write it, with a tilde for their own."""
    try:
        return str("~" / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
