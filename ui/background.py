"""The one background thread: slow reading and writing of plans happens there, always for the newest plan only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

Job = Callable[[], Any]


class Background(QObject):
    """Does jobs in one thread of its own; a job that is asked for again before its turn replaces the older one.

    What is ``urgent``, such as keeping the user's work, goes before all that is not.

    The thread starts with the first job and ends with ``stop``. A job must not touch Qt.
    """

    answered = Signal(str, object)  # the kind of job, and what it returned; never of a job that was replaced

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self._newest: dict[str, int] = {}
        self._asked = 0
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether there is a thread."""
        return self._thread is not None

    def ask(self, kind: str, job: Job, *, urgent: bool = False) -> None:
        """Have a job done in place of all earlier ones of its kind."""
        worker = self._worker or self._start()
        self._asked += 1
        self._newest[kind] = self._asked
        worker.put(kind, _Asked(self._asked, job, urgent))

    def forget(self, kind: str) -> None:
        """Drop the jobs of a kind; one that is under way is finished, and its answer dropped."""
        self._newest.pop(kind, None)
        if self._worker is not None:
            self._worker.drop(kind)

    @Slot()
    def stop(self) -> None:
        """End the thread: waits for the job under way and drops all others."""
        thread, worker = self._thread, self._worker
        self._thread = self._worker = None
        self._newest.clear()
        if thread is None or worker is None:
            return
        worker.drop_all()
        thread.quit()
        thread.wait()
        thread.deleteLater()

    def _start(self) -> _Worker:
        worker = _Worker()
        thread = QThread(self)
        thread.setObjectName("background")
        worker.moveToThread(thread)
        worker.done.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        thread.start()
        self._thread, self._worker = thread, worker
        return worker

    @Slot(str, int, object)
    def _pass_on(self, kind: str, number: int, result: object) -> None:
        if self._newest.get(kind) == number:
            self.answered.emit(kind, result)


@dataclass(frozen=True)
class _Asked:
    """A job that waits for its turn; the number tells it from older ones of its kind."""

    number: int
    job: Job
    is_urgent: bool


class _Worker(QObject):
    """Lives in the background thread; its list of jobs is shared with the window's thread."""

    done = Signal(str, int, object)
    _wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._jobs: dict[str, _Asked] = {}
        self._lock = Lock()
        self._wanted.connect(self._work, Qt.ConnectionType.QueuedConnection)

    def put(self, kind: str, asked: _Asked) -> None:
        with self._lock:
            self._jobs[kind] = asked
        self._wanted.emit()

    def drop(self, kind: str) -> None:
        with self._lock:
            self._jobs.pop(kind, None)

    def drop_all(self) -> None:
        with self._lock:
            self._jobs.clear()

    @Slot()
    def _work(self) -> None:
        with self._lock:
            if not self._jobs:
                return
            kind = next((kind for kind, asked in self._jobs.items() if asked.is_urgent), next(iter(self._jobs)))
            asked = self._jobs.pop(kind)
        self.done.emit(kind, asked.number, asked.job())
