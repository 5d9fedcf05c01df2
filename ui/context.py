"""What the parts of a window share."""

from __future__ import annotations

from dataclasses import dataclass

from ui.document import PlanDocument
from ui.results import Results
from ui.settings import Settings
from ui.study_runner import StudyRunner
from ui.theme import ThemeSwitch


@dataclass(frozen=True)
class Context:
    """One window's document, answers and settings, handed to every part that needs them."""

    document: PlanDocument
    results: Results
    runner: StudyRunner
    settings: Settings
    theme: ThemeSwitch
