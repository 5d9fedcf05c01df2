"""A lean SimPy environment: entries with a number on SimPy's own queue, and an agenda that never enters it.

SimPy spends most of its time on making a generator, an event and a list of callbacks for each delay. Here an entry of
the queue is (time, kind, number); each kind has one action, which is called with time and number. Nothing is created
besides the tuple. Moments known in advance (arrivals, duties) are an agenda, compared with the head of the queue
instead of being put on it. Ordinary SimPy events and processes still work beside them. This is the one place that
touches SimPy's private names; the dependency is pinned to simpy 4.1.

At one instant entries go by kind, then number. SimPy's own events come first, urgent ones before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from typing import cast

import simpy

Action = Callable[[float, int], None]
Entry = tuple[float, int, int]

_SIMPY = -2  # plus SimPy's priority, 0 or 1: the last two places of a table of actions


class Clock(simpy.Environment):
    """An environment whose queue holds entries; ``queue`` is open to :func:`heapq.heappush`."""

    def __init__(self, begin: float) -> None:
        super().__init__(initial_time=begin)
        self.queue: list[Entry] = cast(list[Entry], self._queue)
        self._events: dict[int, simpy.Event] = {}

    def at(self, time: float, kind: int, number: int) -> None:
        """Let the action of a kind happen for a number, at a time not before now."""
        heappush(self.queue, (time, kind, number))

    def schedule(self, event: simpy.Event, priority: int = 1, delay: float = 0) -> None:
        """Schedule an ordinary SimPy event: its callbacks are called at its time."""
        number = next(self._eid)
        self._events[number] = event
        heappush(self.queue, (self._now + delay, _SIMPY + priority, number))

    def follow(self, agenda: Iterable[Entry], actions: Sequence[Action], until: float) -> None:
        """Run the agenda merged with the queue, then what is left of the queue before ``until``.

        The agenda is sorted by time, kind and number, and ends before ``until``. ``actions`` has one for each kind.
        """
        queue = self.queue
        act = [*actions, self._succeed, self._succeed]
        for time, kind, number in agenda:
            while queue:
                head = queue[0]
                moment = head[0]
                if moment >= time and (moment > time or (head[1], head[2]) > (kind, number)):
                    break
                heappop(queue)
                self._now = moment
                act[head[1]](moment, head[2])
            self._now = time
            act[kind](time, number)
        while queue and queue[0][0] < until:
            moment, kind, number = heappop(queue)
            self._now = moment
            act[kind](moment, number)
        self._now = until

    def _succeed(self, _now: float, number: int) -> None:
        """What SimPy does with an event whose time has come."""
        event = self._events.pop(number)
        callbacks = event.callbacks
        event.callbacks = None  # type: ignore[assignment]
        for callback in callbacks:
            callback(event)
        if not event.ok and not event.defused:
            raise cast(BaseException, event.value)
