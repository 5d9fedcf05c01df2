"""The line at the bottom: problems, how fresh the results are, the sum of a selection, and a run's progress."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QToolButton, QWidget

from planner.texts import _
from ui.context import Context
from ui.look import icons
from ui.look.style import set_look
from ui.running.answer import Progress


class StatusBar(QStatusBar):
    """Shows what the document, the results and the runner say of themselves."""

    problems_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setSizeGripEnabled(False)
        self.problems = QPushButton()
        set_look(self.problems, "flat")
        self.problems.clicked.connect(self.problems_wanted)
        self.results, self.selection, self.left = _quiet(), _quiet(), _quiet()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName(_("Progress of the run"))
        self.stop = QToolButton()
        self.stop.setAccessibleName(_("Stop the run"))
        self.stop.setToolTip(_("Stop the run and keep what is done (Esc)"))
        self.stop.setIconSize(QSize(14, 14))
        self.stop.clicked.connect(self.stop_wanted)
        self.addWidget(self.problems)
        self.addWidget(self.results)
        for widget in (self.selection, self.left, self.bar, self.stop):
            self.addPermanentWidget(widget)
        self._follow()
        self.run_ended()
        self.refresh()

    def _follow(self) -> None:
        context = self._context
        context.document.plan_changed.connect(self.refresh)
        context.document.problems_changed.connect(self.refresh)
        context.results.study_changed.connect(self.refresh)
        context.theme.changed.connect(self.refresh)
        context.runner.begun.connect(self.run_begun)
        context.runner.started.connect(self.run_started)
        context.runner.progressed.connect(self.run_progressed)
        context.runner.ended.connect(self.run_ended)

    @Slot()
    def refresh(self) -> None:
        """Show problems and results as they are now."""
        document, theme = self._context.document, self._context.theme.theme
        problems = (*document.problems, *document.unreadable)
        errors = sum(problem.severity == "error" for problem in problems)
        is_open = document.plan is not None or bool(document.unreadable)
        self.problems.setVisible(is_open)
        self.problems.setText(count_words(errors, len(problems) - errors))
        name, colour = ("error", theme.missed) if errors else ("warning", theme.close)
        if not problems:
            name, colour = "met", theme.met
        self.problems.setIcon(icons.icon(name, theme, colour))
        self.results.setVisible(document.plan is not None)
        self.results.setText(self._state_of_results())
        self.stop.setIcon(icons.icon("stop", theme, theme.missed))

    @Slot(str)
    def show_selection(self, text: str) -> None:
        """Sum, mean and count of the cells that are selected."""
        self.selection.setText(text)

    @Slot()
    def run_begun(self) -> None:
        """A run was asked for and waits for its turn."""
        self.bar.setRange(0, 0)
        self.left.setText(_("Starting …"))
        self._show_run(True)

    @Slot(str)
    def run_started(self, name: str) -> None:
        """The turn of a scenario has come."""
        self.bar.setRange(0, 0)
        self.left.setText(_("{scenario} …").format(scenario=name))

    @Slot(object)
    def run_progressed(self, progress: Progress) -> None:
        """So much of the run is done."""
        self.bar.setRange(0, progress.wanted)
        self.bar.setValue(progress.done)
        words = _("{done} of {wanted}").format(done=progress.done, wanted=progress.wanted)
        if progress.seconds_left is not None:
            words += ", " + _("{time} left").format(time=_clock(progress.seconds_left))
        self.left.setText(words)

    @Slot()
    def run_ended(self) -> None:
        """Nothing runs any more."""
        self._show_run(False)
        self.refresh()

    def _show_run(self, runs: bool) -> None:
        for widget in (self.left, self.bar, self.stop):
            widget.setVisible(runs)

    def _state_of_results(self) -> str:
        context = self._context
        name = context.document.scenario_name
        answer = context.results.answer(name)
        if answer is None:
            return _("No results yet: F5 runs the plan")
        if context.results.is_stale(name):
            return _("Inputs changed since the results of {time}: F5 runs again").format(time=f"{answer.at:%H:%M}")
        weeks, seed = answer.scenario.weeks, answer.scenario.run.seed
        words = _("Results from {time}, {count} × {weeks} weeks, seed {seed}").format(
            time=f"{answer.at:%H:%M}", count=answer.replications, weeks=weeks, seed=seed
        )
        return words + (", " + _("stopped early") if answer.stopped else "")


def _quiet() -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", "quiet")
    made.setContentsMargins(6, 0, 6, 0)
    return made


def count_words(errors: int, warnings: int) -> str:
    """How many errors and warnings there are."""
    words = []
    if errors:
        words.append(_("1 error") if errors == 1 else _("{count} errors").format(count=errors))
    if warnings:
        words.append(_("1 warning") if warnings == 1 else _("{count} warnings").format(count=warnings))
    return ", ".join(words) or _("No problems")


def _clock(seconds: float) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}"
