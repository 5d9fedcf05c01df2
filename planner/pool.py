"""Where the replications of studies run: in this process, on spawned ones that end at once, or on any executor."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Protocol, Self

from simulation.inputs import Inputs
from simulation.records import Records
from simulation.replication import replicate
from simulation.worker import begin_worker, replicate_to_file

# a few ahead keep the workers busy; a hundred thousand would take long to submit and to look through
AHEAD = 64


def open_pool(workers: int | None = None, tasks: int | None = None) -> AbstractContextManager[Pool]:
    """A pool for as many processes as asked for (default: one for each usable core), at most one for each task."""
    processes = workers or usable_cores()
    if tasks is not None:
        processes = min(processes, tasks)
    return nullcontext(ThisProcess()) if processes == 1 else SpawnedPool(processes)


def usable_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Process(SpawnProcess):
    """A process that Ctrl-C does not reach, not even while it starts: that is for the one that began the study."""

    def start(self) -> None:
        # A signal that is blocked while a process is spawned stays blocked in it; Windows has no such thing.
        if not hasattr(signal, "pthread_sigmask"):
            super().start()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class RememberingContext(SpawnContext):
    """Spawns processes and remembers them: an executor has no public way to end those that are busy."""

    def __init__(self) -> None:
        super().__init__()
        self.processes: list[SpawnProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802  # its name
        process = _Process(*args, **kwargs)
        self.processes.append(process)
        return process


class Pool(Protocol):
    """Where replications run; ``ahead`` are begun and not finished yet, at most."""

    @property
    def ahead(self) -> int:
        """How many replications to hand over at a time."""
        ...

    def submit(self, inputs: Inputs, seed: int, replication: int) -> Future[Any]:
        """Begin a replication."""
        ...

    def records(self, future: Future[Any]) -> Records:
        """The records of a replication that is done."""
        ...

    def give_up(self, futures: Iterable[Future[Any]]) -> None:
        """Leave replications that are no longer wanted."""
        ...


class ThisProcess:
    """This process: one replication after the other."""

    ahead = 1

    def submit(self, inputs: Inputs, seed: int, replication: int) -> Future[Any]:
        """Run a replication."""
        future: Future[Any] = Future()
        future.set_result(replicate(inputs, seed, replication))
        return future

    def records(self, future: Future[Any]) -> Records:
        """The records of the replication."""
        records: Records = future.result()
        return records

    def give_up(self, futures: Iterable[Future[Any]]) -> None:
        """Nothing: what was begun is done."""


class ForeignPool:
    """Somebody else's executor: every task carries its inputs, every result its records."""

    ahead = AHEAD

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, inputs: Inputs, seed: int, replication: int) -> Future[Any]:
        """Begin a replication."""
        return self._executor.submit(replicate, inputs, seed, replication)

    def records(self, future: Future[Any]) -> Records:
        """The records of a replication that is done."""
        records: Records = future.result()
        return records

    def give_up(self, futures: Iterable[Future[Any]]) -> None:
        """Cancel what has not begun; what runs is not ours to end."""
        for future in futures:
            future.cancel()


class SpawnedPool:
    """A context manager around processes of this machine, which are ended on leaving, busy or not.

    Inputs are written to a file once and read by each process once; records come back as files. So the messages to
    and from the processes stay short, and no process can be ended in the middle of one.
    """

    ahead = AHEAD

    def __init__(self, processes: int) -> None:
        self._context = RememberingContext()
        self._executor = ProcessPoolExecutor(processes, self._context, initializer=begin_worker)
        self._directory = TemporaryDirectory(prefix="support-planner-", ignore_cleanup_errors=True)
        self._folder = Path(self._directory.name)
        self._packed: tuple[Inputs, str] | None = None
        self._files: dict[Future[Any], Path] = {}
        self._submitted = count()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._context.processes:
            if process.is_alive():
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._directory.cleanup()

    def submit(self, inputs: Inputs, seed: int, replication: int) -> Future[Any]:
        """Begin a replication."""
        number = next(self._submitted)
        file = self._folder / f"records-{number}.pickle"
        packed = self._pack(inputs, number)
        future = self._executor.submit(replicate_to_file, packed, str(file), seed, replication)
        self._files[future] = file
        return future

    def records(self, future: Future[Any]) -> Records:
        """The records of a replication that is done; they can be asked for once."""
        file = self._files.pop(future)
        future.result()
        records: Records = pickle.loads(file.read_bytes())
        file.unlink()
        return records

    def give_up(self, futures: Iterable[Future[Any]]) -> None:
        """Nothing: all ends on leaving. An executor whose processes end stumbles over futures that were cancelled."""

    def _pack(self, inputs: Inputs, number: int) -> str:
        if self._packed is None or self._packed[0] is not inputs:
            path = self._folder / f"inputs-{number}.pickle"
            path.write_bytes(pickle.dumps(inputs, protocol=pickle.HIGHEST_PROTOCOL))
            self._packed = (inputs, str(path))
        return self._packed[1]
