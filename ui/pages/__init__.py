"""The pages of the main window in the order of the rail; a page that is not built is not listed."""

from __future__ import annotations

from ui.pages.page import Page
from ui.pages.results import ResultsPage
from ui.pages.start import StartPage

PAGES: tuple[type[Page], ...] = (StartPage, ResultsPage)

__all__ = ["PAGES", "Page", "StartPage"]
