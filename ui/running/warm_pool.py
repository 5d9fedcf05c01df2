"""The pool of processes that stays open between runs, so that a run need not wait until they have started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.pool import Pool, SpawnedPool


class PoolClosedError(Exception):
    """The window closes: nothing more is run."""


class WarmPool:
    """Lends one pool of spawned processes to one user at a time, opened when first needed."""

    def __init__(self, workers: int | None) -> None:
        self._workers = workers
        self._lock = Lock()
        self._pool: SpawnedPool | None = None
        self._is_closed = False

    @contextmanager
    def lent(self) -> Iterator[Pool]:
        """The pool; after an error its processes are ended, because they may still be at work on what nobody wants."""
        with self._lock:
            if self._is_closed:
                raise PoolClosedError
            try:
                yield self._opened()
            except BaseException:
                self._end()
                raise

    def end_processes(self) -> None:
        """End what the processes do; the next run starts new ones."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """End all processes for good; waits for the one who has the pool."""
        with self._lock:
            self._is_closed = True
            self._end()

    def _opened(self) -> SpawnedPool:
        if self._pool is None:
            # Not open_pool: with a single core it would run everything in this process, in the way of the window.
            from planner.pool import SpawnedPool, usable_cores

            self._pool = SpawnedPool(self._workers or usable_cores())
        return self._pool

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.__exit__(None, None, None)
