"""Whether the window stays responsive while a run goes on: how late a 16 ms timer of its thread comes.

    QT_QPA_PLATFORM=offscreen python benchmarks/responsiveness.py [--example two-tiers] [--runs 3]

The 95th percentile should stay under 40 ms. Simulating and measuring are told apart, because measuring shares the
interpreter with the window.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from planner.examples import example_text
from planner.scenario.files import read_plan_text
from ui.running.answer import Answer, Progress
from ui.running.study_runner import StudyRunner

INTERVAL = 16
LIMIT = 40.0
PAUSE_OF_PROGRESS = 0.5  # without progress for so long, something is being measured


class Clock:
    """Notes when the timer comes and when the runner says something."""

    def __init__(self, runner: StudyRunner) -> None:
        self.gaps: list[float] = []
        self.partial = 0
        self.first_answer: float | None = None
        self._begin = self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._tick)
        runner.answered.connect(self._answered)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def _answered(self, answer: Answer) -> None:
        if self.first_answer is None:
            self.first_answer = time.perf_counter() - self._begin
        self.partial += not answer.complete


def measure(application: QCoreApplication, example: str, warm: bool) -> None:
    """One run of an example, printed as a line."""
    runner = StudyRunner()
    if warm:
        runner.warm()
        wait = time.perf_counter() + 4.0
        while time.perf_counter() < wait:
            application.processEvents()
            time.sleep(0.01)
    clock = Clock(runner)
    latest: list[Progress] = []
    runner.progressed.connect(latest.append)
    runner.ended.connect(application.quit)
    begin = time.perf_counter()
    runner.run(read_plan_text(example_text(example)), ["Base"])
    application.exec()
    seconds = time.perf_counter() - begin
    runner.close()
    half, most, worst = np.percentile(clock.gaps, [50, 95, 100])
    verdict = "held" if most < LIMIT else "NOT HELD"
    print(
        f"{example:>14} {'warm' if warm else 'cold'}: median {half:.0f} ms, 95 % {most:.0f} ms, longest {worst:.0f} ms"
        f" ({verdict}); first answer {clock.first_answer or 0.0:.1f} s, {clock.partial} partial, all {seconds:.1f} s"
    )


def main() -> None:
    """Print a line for each run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--example", default="two-tiers")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    application = QApplication([])
    for number in range(arguments.runs):
        measure(application, arguments.example, warm=number > 0)


if __name__ == "__main__":
    main()
