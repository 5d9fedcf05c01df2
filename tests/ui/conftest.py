"""What tests of the window share: nothing outside a test's own folder is read or written, and nothing stays open."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from planner.scenario import Plan
    from ui.context import Context
    from ui.editing.document import PlanDocument, Timing
    from ui.settings import Settings

SMALL_PLAN = Path(__file__).parent.parent / "planner" / "scenario" / "small_plan.toml"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the window keeps settings, unsaved plans and backups during a test."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SUPPORT_PLANNER_DATA_FOLDER", str(folder))
    return folder


@pytest.fixture(autouse=True, scope="module")
def _old_objects_are_left_alone() -> None:
    """Spare the collector what was there before: it would walk through all libraries after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    """Close all windows and delete what asked for it: leftovers would die in random order when Python ends."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if widgets is None or not isinstance(application, widgets.QApplication):
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    for window in application.topLevelWidgets():
        # Menus, and hidden widgets that charts keep for themselves, go with their owners: taken away before, they leave
        # a hole into which the owner falls.
        if window.isVisible() or isinstance(window, widgets.QMainWindow | widgets.QDialog):
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def small_text() -> str:
    """The text of a desk of two tiers with one scenario, "Late shift"."""
    return SMALL_PLAN.read_text(encoding="utf-8")


@pytest.fixture
def plan_file(tmp_path: Path, small_text: str) -> Path:
    """A file with the small desk."""
    path = tmp_path / "plans" / "desk.toml"
    path.parent.mkdir()
    path.write_bytes(small_text.encode())
    return path


@pytest.fixture
def small_plan(small_text: str) -> Plan:
    """The small desk as a plan."""
    from planner.scenario.files import read_plan_text

    return read_plan_text(small_text)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of the test's own."""
    from ui.settings import Settings

    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def make_document(qapp: QApplication, settings: Settings, data_folder: Path) -> Iterator[Callable[..., PlanDocument]]:
    """Makes documents, as many as a test needs, and closes them after it."""
    from ui.editing.document import PlanDocument

    made: list[PlanDocument] = []

    def make(timing: Timing | None = None) -> PlanDocument:
        made.append(PlanDocument(settings, data_folder, timing))
        return made[-1]

    yield make
    for document in made:
        document.close()


@pytest.fixture
def document(make_document: Callable[..., PlanDocument], plan_file: Path) -> PlanDocument:
    """A document with the small desk open."""
    document = make_document()
    document.open(plan_file)
    return document


@pytest.fixture
def context(document: PlanDocument, settings: Settings) -> Iterator[Context]:
    """What the parts of a window share, with the small desk open and nothing running."""
    from ui.context import Context
    from ui.look.theme import ThemeSwitch
    from ui.running.results import Results
    from ui.running.study_runner import StudyRunner

    runner = StudyRunner()
    yield Context(document, Results(document), runner, settings, ThemeSwitch("light"))
    runner.close()
