"""A document with a plan, and what tables and forms need beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed", exc_type=ImportError)

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from planner.examples import example_text
from planner.scenario.files import read_plan, read_plan_text
from planner.scenario.saving import plan_text
from ui.editing.document import PlanDocument
from ui.look.theme import ThemeSwitch
from ui.settings import Settings

FULL_PLAN = Path(__file__).parents[2] / "planner" / "scenario" / "full_plan.toml"
VARIANT = "One engineer fewer"


class Desk:
    """A context with a real document and theme; studies have no part in tables and forms."""

    def __init__(self, folder: Path) -> None:
        self.document = PlanDocument(Settings(folder / "settings.ini"), folder)
        self.document.new(read_plan_text(example_text("two-tiers")))
        theme = ThemeSwitch("light")
        self.context: Any = SimpleNamespace(document=self.document, theme=theme)
        self._windows: list[QScrollArea] = []

    def take_full_plan(self) -> None:
        """Show the plan in which every key stands once."""
        self.document.new(read_plan(FULL_PLAN))

    def show(self, qtbot: QtBot, widget: QWidget) -> None:
        """Show a widget in a window that sets no limits, about which one without a screen would complain."""
        window = QScrollArea()
        window.setWidgetResizable(True)
        window.setWidget(widget)
        window.resize(900, 700)
        qtbot.addWidget(window)
        self._windows.append(window)
        window.show()

    @property
    def data(self) -> dict[str, Any]:
        plan = self.document.plan
        assert plan is not None
        return dict(plan.data)

    @property
    def text(self) -> str:
        plan = self.document.plan
        assert plan is not None
        return plan_text(plan)

    @property
    def edits(self) -> int:
        return self.document.undo_stack.count()


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.document.close()
