"""Does slow things before they are needed: without Qt in a thread, with Qt a piece at a time so that nobody notices."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Slot

from ui.pages import Page
from ui.pages.results.page import ResultsPage

_PAUSE = 40  # milliseconds between two pieces, for clicks and keys


class Ahead(QObject):
    """Goes through an iterator, whose steps do the work, with pauses between them."""

    def __init__(self, pieces: Iterator[None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to do."""
        return self._timer.isActive()

    @Slot()
    def begin(self) -> None:
        """Begin, or go on; nothing happens once all is done."""
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        if next(self._pieces, self) is self:
            self._timer.stop()


def results_page(page: Callable[[str], Page]) -> Iterator[None]:
    """Load what shows answers, and build the page for them."""
    loader = Thread(target=_load_reports, name="loader", daemon=True)
    loader.start()
    while loader.is_alive():
        yield
    # The collector would look through all that is loaded again and again, which takes longer than loading it.
    gc.freeze()
    yield
    import PySide6.QtOpenGLWidgets
    import PySide6.QtTest  # noqa: F401  # the charts ask for it

    yield
    import pyqtgraph  # noqa: F401

    yield
    import ui.charts

    yield
    import ui.pages.results.heat_card

    yield
    import ui.pages.results.view  # noqa: F401

    yield
    results = page(ResultsPage.key)
    yield
    if isinstance(results, ResultsPage):
        results.build()
    yield
    gc.freeze()


def _load_reports() -> None:
    import planner.reporting.building  # noqa: F401
