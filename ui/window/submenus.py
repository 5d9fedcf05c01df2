"""The menus whose entries depend on the moment: recent files, earlier versions, examples and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from planner.examples import example_names
from planner.texts import _
from ui.editing.document import PlanDocument
from ui.files.backups import Backup
from ui.pages import Page
from ui.recent_files import RecentFiles


def fill_recent(menu: QMenu, recent: RecentFiles, open_file: Callable[[Path], object]) -> None:
    """The files opened last that are still there."""
    menu.clear()
    paths = recent.paths
    for path in paths:
        _add(menu, str(path).replace("&", "&&"), partial(open_file, path))
    menu.addSeparator()
    _add(menu, _("Clear the list"), recent.clear).setEnabled(bool(paths))


def fill_versions(menu: QMenu, document: PlanDocument, go_back: Callable[[Backup], object]) -> None:
    """What saving has replaced lately, newest first; none for a file that cannot be read, which stays as it is."""
    menu.clear()
    versions = document.backups if document.plan is not None else ()
    for version in versions:
        when = f"{version.at.astimezone():%d %b %Y, %H:%M:%S}"
        size = QLocale().formattedDataSize(version.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        text = _("Until {time} ({size})").format(time=when, size=size)
        _add(menu, text, partial(go_back, version))
    if not versions:
        _add(menu, _("None yet: saving keeps the last three"), lambda: None).setEnabled(False)


def fill_examples(menu: QMenu, open_example: Callable[[str], object]) -> None:
    """The plans that come with the program."""
    if menu.isEmpty():
        for name in example_names():
            _add(menu, name, partial(open_example, name))


def fill_pages(menu: QMenu, pages: Iterable[type[Page]], show_page: Callable[[str], object]) -> None:
    """The pages of the rail: Ctrl+0 for the start page, Ctrl+1 and so on for those of a plan."""
    if menu.isEmpty():
        for number, page in enumerate(sorted(pages, key=lambda each: each.needs_plan)):
            action = _add(menu, page.title(), partial(show_page, page.key))
            action.setObjectName(f"page_{page.key}")
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
    return action
