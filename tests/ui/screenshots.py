"""Draws the pictures of the window in README.md and docs/guide.md, without a display.

    python -m tests.ui.screenshots [FOLDER]

Run it again when a page looks different; the example and its seed make the numbers the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from ui.application import build_window, make_application
from ui.pages.team.page import TeamPage
from ui.settings import Settings
from ui.window.main_window import MainWindow

EXAMPLE = "two-tiers"
SCENARIO = "One fewer in the morning"
LONGEST = 300_000  # ms
DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> None:
    """Run the example and one scenario of it, and save a picture of three pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    application = make_application()
    with tempfile.TemporaryDirectory() as data:
        window = build_window(Settings(Path(data) / "settings.ini"), Path(data))
        window.set_theme("light")
        window.resize(1360, 860)
        window.show()
        window.do("open_example", EXAMPLE)
        draw(window, folder)
        window.context.document.undo_stack.setClean()
        window.close()
    application.processEvents()


def draw(window: MainWindow, folder: Path) -> None:
    """Save the pages Results, Team and Scenarios."""
    document, results = window.context.document, window.context.results
    window.do("run")
    wait(lambda: is_complete(window, "Base"))
    show(window, "results", folder)
    window.show_page("team")
    page = window.page("team")
    assert isinstance(page, TeamPage)
    document.set_value(("teams", "L1", "shifts", "early", "agents"), 2)
    wait(lambda: page.shifts.estimates.is_current and page.shifts.coverage.week.need is not None)
    show(window, "team", folder)
    window.do("undo")
    window.scenarios.begin_scenario(SCENARIO)
    document.set_value(("teams", "L1", "shifts", "early", "agents"), 4, scenario=SCENARIO)
    document.set_value(("support_levels", "Plus", "offers", "chat", "answer", "share"), 0.9, scenario=SCENARIO)
    window.do("run")
    wait(lambda: is_complete(window, SCENARIO) and not results.is_stale(SCENARIO))
    show(window, "scenarios", folder)


def is_complete(window: MainWindow, scenario: str) -> bool:
    """Whether the last replication has been measured."""
    answer = window.context.results.answer(scenario)
    return answer is not None and answer.complete and not window.context.runner.is_running


def show(window: MainWindow, page: str, folder: Path) -> None:
    """Save a page as it looks after a moment."""
    window.show_page(page)
    pause(800)
    window.grab().save(str(folder / f"window-{page}.png"))


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until something is so; TimeoutError where that never comes."""
    for _step in range(LONGEST // 100):
        if until():
            return
        pause(100)
    raise TimeoutError("the window did not come so far")


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
