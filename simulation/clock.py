"""A lean SimPy environment: actions with a number on SimPy's own queue, and an agenda that never enters it.

SimPy spends most of its time on making a generator, an event and a list of callbacks for each delay. Here an entry of
the queue is (time, kind, number, action) and the action is called with time and number; nothing is created besides
the tuple. Moments known in advance (arrivals, duties) are an agenda, compared with the head of the queue instead of
being put on it. Ordinary SimPy events and processes still work beside them. This is the one place that touches SimPy's
private names; the dependency is pinned to simpy 4.1.

At one instant entries go by kind, then number. SimPy's own events have kinds 0 and 1 there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import Any, cast

import simpy

Action = Callable[[float, int], None]
Entry = tuple[float, int, int, Action]


class Clock(simpy.Environment):
    """An environment whose queue holds actions; ``queue`` is open to :func:`heapq.heappush`."""

    def __init__(self, begin: float) -> None:
        super().__init__(initial_time=begin)
        self.queue: list[Any] = self._queue

    def at(self, time: float, kind: int, number: int, action: Action) -> None:
        """Call ``action(time, number)`` at a time not before now."""
        heappush(self.queue, (time, kind, number, action))

    def schedule(self, event: simpy.Event, priority: int = 1, delay: float = 0) -> None:
        """Schedule an ordinary SimPy event as an action that calls its callbacks."""
        number = next(self._eid)
        heappush(self.queue, (self._now + delay, priority, number, lambda _time, _number: _succeed(event)))

    def follow(self, agenda: Iterable[Entry], until: float) -> None:
        """Run the agenda merged with the queue, then what is left of the queue before ``until``.

        The agenda is sorted by time, kind and number, and ends before ``until``.
        """
        queue = self.queue
        for time, kind, number, action in agenda:
            while queue:
                head = queue[0]
                moment = head[0]
                if moment >= time and (moment > time or (head[1], head[2]) > (kind, number)):
                    break
                heappop(queue)
                self._now = moment
                head[3](moment, head[2])
            self._now = time
            action(time, number)
        while queue and queue[0][0] < until:
            moment, _, number, action = heappop(queue)
            self._now = moment
            action(moment, number)
        self._now = until


def _succeed(event: simpy.Event) -> None:
    """What SimPy does with an event whose time has come."""
    callbacks = event.callbacks
    event.callbacks = None  # type: ignore[assignment]
    for callback in callbacks:
        callback(event)
    if not event.ok and not event.defused:
        raise cast(BaseException, event.value)
