"""Errors of the program itself: the plan is kept as a copy, one panel says so, and the window lives on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication

from planner.errors import PlannerError
from planner.files import write_atomically
from planner.log import log_file
from planner.scenario.saving import plan_text
from planner.texts import _
from planner.version import __version__
from ui.editing.document import PlanDocument
from ui.folders import private_folder
from ui.window.notices import NoticeBar

_LOG = logging.getLogger(__name__)
_KIND = "failure"


@dataclass(frozen=True)
class Failure:
    """An exception that nothing caught."""

    error: BaseException
    trace: TracebackType | None

    @property
    def details(self) -> str:
        """What a developer needs to know."""
        versions = (
            f"support-planner {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        )
        return versions + "\n" + "".join(traceback.format_exception(type(self.error), self.error, self.trace))


class Failures(QObject):
    """Hears of every exception that nothing caught, in any thread."""

    _heard = Signal(object)

    def __init__(self, notices: NoticeBar, keep_plan: Callable[[], Path | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._keep_plan = keep_plan
        self._failures: list[Failure] = []
        self._is_busy = False
        self._former = (sys.excepthook, threading.excepthook)
        self._heard.connect(self._handle, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on exceptions come here."""
        self._former = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def uninstall(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._former

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Take note of an exception; shown a moment later, in the window's thread."""
        error = error if error is not None else kind()
        if isinstance(error, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        if not isinstance(error, PlannerError):
            _LOG.error("not handled", exc_info=(kind, error, trace))
        self._heard.emit(Failure(error, trace))

    @property
    def details(self) -> str:
        """All that was heard since the panel was last dismissed."""
        return "\n".join(failure.details for failure in self._failures)

    @Slot(object)
    def _handle(self, failure: Failure) -> None:
        if self._is_busy:
            return  # the panel itself failed; the log has it
        self._is_busy = True
        try:
            if isinstance(failure.error, PlannerError):
                self._notices.tell("refused", str(failure.error), icon="warning")
            else:
                self._show(failure)
        finally:
            self._is_busy = False

    def _show(self, failure: Failure) -> None:
        if _KIND not in self._notices.kinds:
            self._failures.clear()
        self._failures.append(failure)
        words = [_("Something went wrong inside the program.")]
        if len(self._failures) > 1:
            words = [_("Something went wrong inside the program, {count} times.").format(count=len(self._failures))]
        words.append(self._kept_words())
        words.append(_("You can go on. What happened stands in {file}.").format(file=log_file()))
        notice = self._notices.tell(_KIND, " ".join(word for word in words if word), icon="error")
        notice.add_choice(_("Copy details"), self._copy)

    def _kept_words(self) -> str:
        try:
            kept = self._keep_plan()
        except (OSError, ValueError, PlannerError):
            _LOG.exception("the plan could not be kept as a copy")
            return _("The plan could not be kept as a copy: save it under another name.")
        return _("Your plan has been kept as {file}.").format(file=kept) if kept else ""

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)


def keep_copy(document: PlanDocument, folder: Path) -> Path | None:
    """Write the unsaved plan of a document into a folder; None where its file already has everything."""
    if document.plan is None or not document.is_dirty:
        return None
    kept = private_folder(folder) / f"{Path(document.title).stem or 'plan'}-kept.toml"
    write_atomically(kept, plan_text(document.plan))
    return kept
