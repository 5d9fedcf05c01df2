"""What holds for every page of the window: names for all that takes input, the keyboard reaches all, nothing leaks."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import some_answers
from ui import application
from ui.pages import PAGES, Page
from ui.window.main_window import MainWindow

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]

KEYS = [page.key for page in PAGES]
TAKES_INPUT = (
    *(QLineEdit, QComboBox, QAbstractSpinBox, QAbstractButton, QAbstractItemView, QGraphicsView, QPlainTextEdit),
)


@pytest.fixture
def open_window(qapp: QApplication, data_folder: Path) -> Iterator[Callable[[str], MainWindow]]:
    """Opens the window with an example."""
    made: list[MainWindow] = []

    def open_one(example: str) -> MainWindow:
        window = application.build_window(data=data_folder)
        made.append(window)
        window.resize(1360, 860)
        window.show()
        window.do("open_example", example)
        return window

    yield open_one
    for window in made:
        if shiboken6.isValid(window):
            window.context.document.undo_stack.setClean()
            window.close()


def shown(page: QWidget) -> Iterator[QWidget]:
    """All that can be seen on a page, tab by tab."""
    yield from (widget for widget in page.findChildren(QWidget) if widget.isVisible())
    for tabs in page.findChildren(QTabWidget):
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            yield from (widget for widget in tabs.findChildren(QWidget) if widget.isVisible())


def words_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def is_left_out(widget: QWidget) -> bool:
    """Whether a widget needs no words: a drawing that takes no focus, or a part of another."""
    is_drawing = isinstance(widget, QGraphicsView) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
    return is_drawing or is_part_of_another(widget)


def is_part_of_another(widget: QWidget) -> bool:
    """Whether Qt made it as a part of a box, a table or a tab bar, which has the name."""
    parent = widget.parentWidget()
    of_a_box = isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar)
    of_a_table = isinstance(parent, QAbstractItemView) and isinstance(widget, QAbstractButton)
    return of_a_box or of_a_table or isinstance(widget, QHeaderView)


@pytest.mark.parametrize("example", ["every-channel", pytest.param("promotions-and-hiring", marks=pytest.mark.slow)])
@pytest.mark.parametrize("key", KEYS)
def test_that_everything_that_takes_input_has_a_name(
    open_window: Callable[[str], MainWindow], key: str, example: str
) -> None:
    window = open_window(example)
    window.show_page(key)
    inputs = [widget for widget in shown(window.page(key)) if isinstance(widget, TAKES_INPUT)]
    assert [widget for widget in inputs if not (is_left_out(widget) or words_of(widget))] == []
    buttons = [widget for widget in inputs if isinstance(widget, QAbstractButton) and not is_part_of_another(widget)]
    assert [button for button in buttons if not (button.text() or button.toolTip() or button.findChild(QLabel))] == []


@pytest.mark.parametrize("key", KEYS)
def test_that_the_tab_key_reaches_everything_that_takes_input(
    open_window: Callable[[str], MainWindow], key: str
) -> None:
    window = open_window("two-tiers")
    window.show_page(key)
    wanted = {widget for widget in window.page(key).findChildren(QWidget) if takes_tab(widget)}
    reached = set()
    for _step in range(len(window.findChildren(QWidget))):
        window.focusNextChild()
        reached.add(window.focusWidget())
    assert wanted - reached == set()


def takes_tab(widget: QWidget) -> bool:
    """Whether the Tab key should come to a widget."""
    policy = Qt.FocusPolicy.TabFocus.value
    takes = bool(widget.focusPolicy().value & policy) and widget.focusProxy() is None
    return takes and isinstance(widget, TAKES_INPUT) and widget.isVisible() and widget.isEnabled()


def test_that_every_table_of_every_page_satisfies_the_tester_of_qt(open_window: Callable[[str], MainWindow]) -> None:
    window = open_window("every-channel")
    testers = []
    for key in KEYS:
        window.show_page(key)
        for view in window.page(key).findChildren(QAbstractItemView):
            if isinstance(view.model(), QAbstractItemModel):
                mode = QAbstractItemModelTester.FailureReportingMode.Warning
                testers.append(QAbstractItemModelTester(view.model(), mode))
    document = window.context.document
    segments = document.plan.data["segments"] if document.plan is not None else {}
    document.edit("Remove a segment", lambda data: data["segments"].pop(next(iter(segments))))
    window.do("undo")
    window.do("redo")
    window.do("undo")
    assert len(testers) >= len(KEYS)


class Shown(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.windows: list[QWidget] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.mark.parametrize("key", KEYS)
def test_that_no_part_of_a_page_flashes_up_as_a_window_of_its_own(
    open_window: Callable[[str], MainWindow], qapp: QApplication, key: str
) -> None:
    watcher = Shown(qapp)
    window = open_window("every-channel")
    window.show_page(key)
    for _widget in shown(window.page(key)):
        pass
    qapp.removeEventFilter(watcher)
    assert watcher.windows == [window]


@dataclass(frozen=True)
class Counts:
    """What grows when something is forgotten, and what falls when Qt for Python counts wrongly."""

    objects: int
    blocks: int
    none: int
    true: int

    @classmethod
    def of(cls, window: MainWindow) -> Counts:
        gc.collect()
        objects = len(window.findChildren(QObject))
        return cls(objects, sys.getallocatedblocks(), sys.getrefcount(None), sys.getrefcount(True))


@pytest.mark.slow
def test_that_pages_that_are_shown_again_leave_nothing_behind(
    open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window("two-tiers")
    window.context.results.put(some_answers.tiny_answer())

    def go_round(times: int) -> None:
        for number in range(times):
            for key in KEYS:
                window.show_page(key)
            window.context.document.set_value(("note",), f"Round {number}")
            window.context.document.set_value(("weeks",), 2)
            window.do("undo")
            window.do("undo")
            window.context.theme.set("dark" if number % 2 else "light")
            qtbot.wait(1)

    go_round(4)
    before = Counts.of(window)
    go_round(12)
    after = Counts.of(window)
    assert after.objects <= before.objects
    assert after.blocks < before.blocks * 1.01
    # Each painter keeps some references of None for good, which harms nobody; one lost with each signal would make
    # hundreds and end the program before long.
    if sys.version_info < (3, 12):  # from there on both are immortal, and their counts mean nothing
        assert after.none > before.none - 200
        assert after.true > before.true - 100


def test_that_a_closed_window_goes_away_with_its_pages(open_window: Callable[[str], MainWindow]) -> None:
    window = open_window("two-tiers")
    pages: list[Page] = []
    for key in KEYS:
        window.show_page(key)
        pages.append(window.page(key))
    window.context.document.undo_stack.setClean()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [page for page in pages if shiboken6.isValid(page)] == []
