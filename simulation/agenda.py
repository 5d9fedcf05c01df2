"""The agenda of a run: first contacts, outreach and duties, all that is known in advance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from simulation.clock import Entry
from simulation.columns import INDEX, IntArray
from simulation.events import Event
from simulation.inputs import Inputs
from simulation.records import DutyKind
from simulation.roster import Roster
from simulation.script import Script

_AT_ONCE = 16_384  # entries that are made into Python objects together


def agenda(inputs: Inputs, script: Script, roster: Roster) -> Iterator[Entry]:
    """The entries before the end of the horizon, in order of time, kind and number."""
    begin, end = inputs.horizon.begin, inputs.horizon.end  # nobody works on a starting backlog before the begin
    duties = np.flatnonzero((roster.kind == DutyKind.ON_DUTY) & (roster.end > begin))
    parts: list[tuple[Event, NDArray[np.float64], IntArray]] = [
        (Event.CONTACT_BEGINS, script.arrival[: script.customers], np.arange(script.customers)),
        (Event.TOUCH_READY, script.outreach.time, script.outreach.touch),
        (Event.DUTY_BEGINS, np.maximum(roster.begin[duties], begin), duties),
        (Event.DUTY_ENDS, roster.end[duties], duties),
        (Event.NO_MORE_CHATS, np.maximum(roster.last_chat[duties], begin), duties),
    ]
    times = np.concatenate([time for _, time, _ in parts])
    numbers = np.concatenate([number for _, _, number in parts]).astype(INDEX)
    kinds = np.concatenate([np.full(len(time), kind, np.int8) for kind, time, _ in parts])
    order = np.lexsort((numbers, kinds, times))
    order = order[: np.searchsorted(times, end, side="left", sorter=order)]
    return _entries(times[order], kinds[order], numbers[order])


def _entries(times: NDArray[np.float64], kinds: NDArray[np.int8], numbers: IntArray) -> Iterator[Entry]:
    parts = (slice(first, first + _AT_ONCE) for first in range(0, len(times), _AT_ONCE))
    return chain.from_iterable(
        zip(times[part].tolist(), kinds[part].tolist(), numbers[part].tolist(), strict=True) for part in parts
    )
