"""The pages of the main window in the order of the rail; a page that is not built is not listed."""

from __future__ import annotations

from ui.pages.demand.page import DemandPage
from ui.pages.general import GeneralPage
from ui.pages.levels.page import LevelsPage
from ui.pages.page import Page
from ui.pages.results.page import ResultsPage
from ui.pages.scenarios.page import ScenariosPage
from ui.pages.start import StartPage
from ui.pages.team.page import TeamPage

PAGES: tuple[type[Page], ...] = (StartPage, DemandPage, LevelsPage, TeamPage, GeneralPage, ScenariosPage, ResultsPage)

__all__ = ["PAGES", "Page", "StartPage"]
