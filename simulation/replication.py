"""One replication from inputs to records: a pure function of inputs, seed and replication number."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from simulation.engine import Engine
from simulation.inputs import Inputs
from simulation.outcome import records_of
from simulation.records import Records
from simulation.roster import Roster, draw_roster
from simulation.script import Script, write_script


def replicate(inputs: Inputs, seed: int, replication: int) -> Records:
    """Draw customers and roster, run the engine, return what happened. Equal arguments give equal digits."""
    return play(inputs, write_script(inputs, seed, replication), draw_roster(inputs, seed, replication))


def play(inputs: Inputs, script: Script, roster: Roster) -> Records:
    """Run the engine over a given script and roster."""
    with no_garbage_collection():
        log = Engine(inputs, script, roster).run()
    return records_of(inputs, script, roster, log)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A run makes millions of short tuples and no cycles: looking for cycles in them is time lost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
