"""Runs plans behind the window. Everything slow happens in one background thread and in the processes it directs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.running.answer import Answer, Progress
from ui.running.job import Ended, Failed, Job, Message, Started
from ui.running.warm_pool import PoolClosedError, WarmPool

if TYPE_CHECKING:
    from planner.scenario import Plan
    from planner.study import Study

__all__ = ["Answer", "Progress", "StudyRunner"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Told:
    """A message and the run that it is about."""

    job: Job
    message: Message


class StudyRunner(QObject):
    """Runs one plan at a time and says how it goes; all signals come in the thread of the window.

    ``begun`` comes at once, ``started`` when the turn of a scenario has come. After ``stop`` the run has ``ended`` at
    once; what had finished follows as a last answer that says so.
    """

    begun = Signal()
    started = Signal(str)
    progressed = Signal(object)
    answered = Signal(object)
    failed = Signal(str)
    ended = Signal()
    warmed = Signal()  # nothing more is loaded ahead of a run
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int | None = None) -> None:
        super().__init__(parent)
        self._pool = WarmPool(workers)
        self._finished: dict[str, Study] = {}
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._job: Job | None = None
        self._closing = Event()
        self._run_waits = Event()
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a run goes on that was not stopped."""
        return self._job is not None

    def run(self, plan: Plan, names: Sequence[str]) -> None:
        """Run scenarios of a plan, which cannot change any more; a run that goes on is stopped first."""
        if self._closing.is_set():
            return
        self.stop()
        job = Job(plan, names, self._pool, self._finished, lambda message: self._tell(_Told(job, message)))
        self._job = job
        self._run_waits.set()
        self._do(job.run)
        self.begun.emit()

    def stop(self) -> None:
        """End the run and keep what has finished."""
        job, self._job = self._job, None
        if job is not None:
            job.stop.set()
            self.ended.emit()

    def warm(self) -> None:
        """Start the processes and load what runs need, behind the scenes."""
        if not self._closing.is_set() and not self.is_running:
            self._run_waits.clear()
            self._do(self._warm_up)

    def forget(self) -> None:
        """Stop, and keep nothing of the runs so far: another plan is opened."""
        self.stop()
        # a run that was stopped may still write to the former one
        self._finished = {}

    def close(self) -> None:
        """Stop, and end all processes; nothing can be run afterwards."""
        self._closing.set()
        self._run_waits.set()
        if self._job is not None:
            self._job.stop.set()
            self._job = None
        self._work.put(None)
        self._pool.close()
        if self._thread is not None:
            # Measuring cannot be interrupted; the thread ends with the program if it still does.
            self._thread.join(0.2)

    def _do(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._help, name="study runner", daemon=True)
            self._thread.start()
        self._work.put(work)

    def _help(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def _warm_up(self) -> None:
        try:
            from ui.running.warming import warm_up

            warm_up(self._pool, self._run_waits)
        except PoolClosedError:
            pass
        except Exception:  # noqa: BLE001
            if self._closing.is_set():
                return
            # a convenience: a run will say what is wrong
            _LOG.exception("the processes could not be started ahead")
        self._tell(None)

    def _tell(self, told: _Told | None) -> None:
        """Hand a message to the window's thread, which may be gone; None says that nothing is loaded any more."""
        if self._closing.is_set():
            return
        try:
            self._told.emit(told)
        except RuntimeError:
            _LOG.info("the window closed before the run had ended")

    @Slot(object)
    def _hear(self, told: _Told | None) -> None:
        if self._closing.is_set():
            return
        if told is None:
            self.warmed.emit()
            return
        message = told.message
        if isinstance(message, Answer):
            self.answered.emit(message)
        elif told.job is not self._job:
            return  # of a run that was stopped only its last answer counts
        elif isinstance(message, Started):
            self.started.emit(message.scenario)
        elif isinstance(message, Progress):
            self.progressed.emit(message)
        elif isinstance(message, Failed):
            self.failed.emit(message.sentence)
        elif isinstance(message, Ended):
            self._job = None
            self.ended.emit()
