"""The entry of the window: it opens a plan, or says in one sentence why it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from planner.errors import PlannerError
from ui import app


@pytest.fixture
def _without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_without_display")
def test_that_a_missing_display_is_said_in_one_sentence_with_the_command_that_answers() -> None:
    with pytest.raises(PlannerError, match=r"support-planner run my-plan\.toml") as caught:
        app.main(Path("my-plan.toml"))
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("_without_display")
def test_that_without_a_display_no_window_can_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not app.can_open()
    monkeypatch.setenv("DISPLAY", ":0")
    assert app.can_open()


def test_that_missing_libraries_are_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "ui.application", None)
    with pytest.raises(PlannerError, match=r"support-planner\[gui\]"):
        app.main()


def test_that_the_window_opens_a_plan_and_ends_when_it_is_closed(data_folder: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app, application
def close_when_open(window):
    if window.context.document.plan is not None:
        print(window.windowTitle(), window.isVisible())
        window.close()
begin = application._begin
def watched(window, path):
    begin(window, path)
    timer = QTimer(window, interval=10)
    timer.timeout.connect(lambda: close_when_open(window))
    timer.start()
application._begin = watched
sys.exit(app.main(Path(sys.argv[1])))
"""
    plan = dev.ROOT / "scenarios" / "two-tiers.toml"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, str(plan)]
    child = subprocess.run(
        command, cwd=dev.ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.startswith("two-tiers.toml[*]")
    assert "True" in child.stdout
