"""What the parts of a window share."""

from __future__ import annotations

from dataclasses import dataclass

from ui.editing.document import PlanDocument
from ui.look.theme import ThemeSwitch
from ui.running.results import Results
from ui.running.study_runner import StudyRunner
from ui.settings import Settings


@dataclass(frozen=True)
class Context:
    """One window's document, answers and settings, handed to every part that needs them."""

    document: PlanDocument
    results: Results
    runner: StudyRunner
    settings: Settings
    theme: ThemeSwitch
