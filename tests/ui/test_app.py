"""The entry of the window, as far as this version has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import PlannerError
from ui import app


def test_that_the_missing_window_is_said_in_one_sentence_with_the_command_that_answers() -> None:
    with pytest.raises(PlannerError, match=r"support-planner run my-plan\.toml") as caught:
        app.main(Path("my-plan.toml"))
    assert "\n" not in str(caught.value)


def test_that_without_a_display_no_window_can_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "WINDOW_EXISTS", True)
    monkeypatch.setattr(app.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not app.can_open()
    monkeypatch.setenv("DISPLAY", ":0")
    assert app.can_open()
