"""What a worker process of a study runs; it loads the engine alone, so that a spawned process starts quickly.

Inputs and records travel as files: a process that is ended in the middle of a long message through a pipe would leave
its reader waiting for the rest for ever.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from simulation.inputs import Inputs
from simulation.replication import replicate


def begin_worker() -> None:
    """Leave Ctrl-C to the process that began the study, and end with it, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    # a worker that waits for work from a process that is gone would wait for ever
    parent.join()
    os._exit(0)


def replicate_to_file(inputs: str, records: str, seed: int, replication: int) -> None:
    """One replication of the pickled inputs at one path, its pickled records written to the other."""
    result = replicate(_unpacked(inputs), seed, replication)
    Path(records).write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=1)
def _unpacked(path: str) -> Inputs:
    inputs: Inputs = pickle.loads(Path(path).read_bytes())
    return inputs
