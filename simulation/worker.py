"""What a worker process of a study runs; it loads the engine alone, so that a spawned process starts quickly."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from simulation.inputs import Inputs
from simulation.records import Records
from simulation.replication import replicate

Task = Callable[[int, int], Records]

_held: list[Inputs] = []


def initialise(packed: str) -> None:
    """Read the inputs of every replication of this process from a file that the study packed, and ignore Ctrl-C."""
    ignore_interrupts()
    _held[:] = [pickle.loads(Path(packed).read_bytes())]


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that began the study."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def replicate_held(seed: int, replication: int) -> Records:
    """One replication of the inputs that :func:`initialise` was given."""
    return replicate(_held[0], seed, replication)


def task_with(inputs: Inputs) -> Task:
    """A task that carries its own inputs to wherever it runs: a function of seed and replication number."""
    return partial(replicate, inputs)
