"""The pages of the main window in the order of the rail; a page that is not built is not listed."""

from __future__ import annotations

from ui.pages.demand import DemandPage
from ui.pages.levels import LevelsPage
from ui.pages.page import Page
from ui.pages.results import ResultsPage
from ui.pages.start import StartPage
from ui.pages.team import TeamPage

PAGES: tuple[type[Page], ...] = (StartPage, DemandPage, LevelsPage, TeamPage, ResultsPage)

__all__ = ["PAGES", "Page", "StartPage"]
