"""The way to a first plan: six questions, one after the other, and a guess that follows every answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.texts import _
from ui.first_plan.answers import FirstAnswers, first_plan
from ui.first_plan.steps import STEPS, Step
from ui.look.style import set_look
from ui.look.widgets import Card, indent_numbers, label, primary_button

_BUSY, _OVERLOADED = 0.75, 0.95  # of the paid time; meetings and absence take some of it


class FirstPlan(QWidget):
    """Asks the six questions; ``made`` carries the plan, ``left`` says that the user wants none."""

    made = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = FirstAnswers()
        self.steps: tuple[Step, ...] = tuple(step() for step in STEPS)
        self._stack = QStackedWidget()
        self._tabs = [QPushButton(f"{number}  {step.short}") for number, step in enumerate(self.steps, start=1)]
        self._question = label("", "heading", wrap=True)
        self._why = label("", "quiet", wrap=True)
        self._wrong = label("", "wrong", wrap=True)
        self._guess = label("", "quiet", wrap=True)
        self.back, self.forward = QPushButton(_("Back")), primary_button(_("Next"))
        self.leave = QPushButton(_("Cancel"))
        self._lay_out()
        for number, step in enumerate(self.steps):
            self._stack.addWidget(step)
            indent_numbers(step)
            step.changed.connect(self._take_answers)
            self._tabs[number].clicked.connect(lambda _checked=False, place=number: self.go_to(place))
        self.back.clicked.connect(lambda: self.go_to(self.place - 1))
        self.forward.clicked.connect(self._go_forward)
        self.leave.clicked.connect(self.left)
        self.go_to(0)

    @property
    def place(self) -> int:
        """The question that is shown, from 0."""
        return self._stack.currentIndex()

    def go_to(self, place: int) -> None:
        """Show a question."""
        place = max(0, min(place, len(self.steps) - 1))
        step = self.steps[place]
        self._stack.setCurrentIndex(place)
        self._question.setText(str(step.question))
        self._why.setText(str(step.why))
        self.back.setEnabled(place > 0)
        self.forward.setText(_("Make the plan") if place == len(self.steps) - 1 else _("Next"))
        for number, tab in enumerate(self._tabs):
            tab.setChecked(number == place)
        self._take_answers()
        field = step.nextInFocusChain()
        while field is not None and field is not step and not _takes_keys(field, step):
            field = field.nextInFocusChain()
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        """Enter goes on, Escape leaves."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.forward.isEnabled():
            self._go_forward()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take_answers(self) -> None:
        wrong: dict[int, str] = {}
        answers = self.answers
        for number, step in enumerate(self.steps):
            try:
                answers = step.fill(answers)
            except ValueError as error:
                wrong[number] = str(error)
        self.answers = answers
        for step in self.steps:
            step.show_answers(answers)
        here = wrong.get(self.place) or (next(iter(wrong.values())) if wrong and self._is_last() else "")
        self._wrong.setText(here)
        self._wrong.setVisible(bool(here))
        self.forward.setEnabled(not here)
        self._guess.setText(_guess(answers))

    @Slot()
    def _go_forward(self) -> None:
        if not self._is_last():
            self.go_to(self.place + 1)
            return
        try:
            plan = first_plan(self.answers)
        except PlannerError as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            return
        self.made.emit(plan)

    def _is_last(self) -> bool:
        return self.place == len(self.steps) - 1

    def _lay_out(self) -> None:
        tabs = QVBoxLayout()
        tabs.setSpacing(2)
        for tab in self._tabs:
            tab.setCheckable(True)
            tab.setMinimumHeight(34)
            set_look(tab, "step")
            tabs.addWidget(tab)
        tabs.addStretch(1)
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        card.body.setSpacing(12)
        for widget in (self._question, self._why):
            card.body.addWidget(widget)
        card.body.addSpacing(6)
        card.body.addWidget(self._stack, stretch=1)
        for widget in (self._wrong, self._guess):
            card.body.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        card.body.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(tabs)
        layout.addWidget(card, stretch=1)


def _takes_keys(child: QWidget, step: Step) -> bool:
    if not step.isAncestorOf(child):
        return False
    return child.isVisibleTo(step) and child.isEnabledTo(step) and bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _guess(answers: FirstAnswers) -> str:
    """What the answers come to, in a sentence that follows them."""
    hours = answers.contacts_a_month * answers.handle_minutes / 60
    sentence = _(
        "A first guess: {contacts:,.0f} contacts a month are {hours:,.0f} hours of work, "
        "{share:.0%} of what the team is paid for."
    ).format(contacts=answers.contacts_a_month, hours=hours, share=answers.busy_share)
    if answers.busy_share > _OVERLOADED:
        return sentence + " " + _("That cannot be done: work will pile up.")
    if answers.busy_share > _BUSY:
        return sentence + " " + _("That is tight: with meetings and absence, waits grow quickly.")
    return sentence
