"""Starts the window: dresses the application, builds the parts, shows them, and does the slow things afterwards."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from planner.version import __version__
from ui.context import Context
from ui.editing.document import PlanDocument
from ui.folders import data_folder
from ui.look import fonts, style
from ui.look.icons import program_icon
from ui.look.theme import ThemeSwitch
from ui.running.results import Results
from ui.running.study_runner import StudyRunner
from ui.settings import Settings
from ui.window.ahead import Ahead, results_page
from ui.window.failures import Failures, keep_copy
from ui.window.main_window import MainWindow

_LOG = logging.getLogger(__name__)
_LEVELS = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}


def run(plan_path: Path | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    application = make_application()
    qInstallMessageHandler(_log_qt)
    window = build_window()
    document = window.context.document
    failures = Failures(window.notices, lambda: keep_copy(document, data_folder() / "kept"), window)
    failures.install()
    window.show()
    # The window can be seen first; processes start and files are read while the user looks at it.
    QTimer.singleShot(0, window, lambda: _begin(window, plan_path))
    # Lets Python hear Ctrl-C in the terminal, which it only does while it runs.
    listening = QTimer(window, interval=500)
    listening.timeout.connect(_hear_the_terminal)
    listening.start()
    try:
        return application.exec()
    finally:
        window.context.runner.close()
        failures.uninstall()
        qInstallMessageHandler(None)


def make_application() -> QApplication:
    """The one application object, with names, fonts and style."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("support-planner")
    QCoreApplication.setApplicationVersion(__version__)
    application.setApplicationDisplayName("Support Planner")
    application.setDesktopFileName("support-planner")
    application.setStyle("Fusion")
    application.setFont(fonts.font())
    application.setWindowIcon(program_icon())
    return application


def build_window(settings: Settings | None = None, data: Path | None = None) -> MainWindow:
    """A window with a document, results and a runner of its own; nothing is shown yet."""
    settings = settings or Settings()
    theme = ThemeSwitch(settings.theme)
    theme.set(settings.theme)
    theme.changed.connect(lambda: style.apply(theme.theme))
    style.apply(theme.theme)
    document = PlanDocument(settings, data or data_folder())
    results = Results(document)
    runner = StudyRunner()
    window = MainWindow(Context(document, results, runner, settings, theme))
    for part in (document, results, runner, theme):
        part.setParent(window)
    return window


def _begin(window: MainWindow, plan_path: Path | None) -> None:
    if plan_path is not None:
        window.files.open(plan_path)
    window.file_notices.offer_left_over()
    ahead = Ahead(results_page(window.page), window)
    window.context.runner.warmed.connect(ahead.begin)
    QTimer.singleShot(500, window, window.context.runner.warm)


def _hear_the_terminal() -> None:
    """Nothing: the interpreter looks for signals between any two of its steps."""


def _log_qt(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    _LOG.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", message)
