"""What a worker process of a study runs; it loads the engine alone, so that a spawned process starts quickly.

Inputs and records travel as files: a process that is ended in the middle of a long message through a pipe would leave
its reader waiting for the rest for ever.
"""

from __future__ import annotations

import pickle
import signal
from functools import lru_cache
from pathlib import Path

from simulation.inputs import Inputs
from simulation.replication import replicate


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that began the study."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def replicate_to_file(inputs: str, records: str, seed: int, replication: int) -> None:
    """One replication of the pickled inputs at one path, its pickled records written to the other."""
    result = replicate(_unpacked(inputs), seed, replication)
    Path(records).write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=1)
def _unpacked(path: str) -> Inputs:
    inputs: Inputs = pickle.loads(Path(path).read_bytes())
    return inputs
