"""Who takes what: idle agents in line by load and idle time, waiting touches in one heap per work class.

Routing is two decisions. For a touch that becomes ready: the teams that may take it in order, in a team the agent with
the least load, then idle the longest. For an agent who becomes free: of the heads of the heaps that his team and his
load allow the one that comes first in the order of service; what he may take as a backup only if there is none.

A heap costs time with the logarithm of its length. Most touches come later in the order of service than all that wait
already, so each class keeps a sorted run, to which these are appended, beside the heap for the others: a backlog of
twenty thousand mails costs no more per ticket than one of twenty.
"""

from __future__ import annotations

from array import array
from collections import deque
from heapq import heappop, heappush
from itertools import count

import numpy as np

from simulation.columns import integers, same_floats
from simulation.inputs import Inputs
from simulation.lines import Line, LongestIdle, MarkedLine
from simulation.roster import Roster
from simulation.work_classes import Classes, WorkClass

Heap = list[int]
Run = deque[int]
Menu = tuple[list[Run], list[Heap]]
BackupMenu = list[tuple[Heap, float]]

INFINITY = float("inf")
NOT_WAITING = -INFINITY
NO_LIMIT = 2**63  # comes after every touch


Seekers = tuple[Line | LongestIdle, ...]


class Dispatch:
    """The lines of idle agents, and the runs and heaps of waiting touches.

    ``waits_until[touch]`` is the moment until which a touch waits: infinity where nothing limits it, ``NOT_WAITING``
    before and after. So a customer's patience may run out without an event; entries whose touch no longer waits are
    dropped when met.
    ``level`` is an agent's load in units; ``full`` for one who may hold no further conversation, ``no_chats`` for one
    who holds none and takes none any more, as the shift is about to end. ``takers`` are the teams that may take work of
    a class at all, at once or after a wait.
    """

    def __init__(self, inputs: Inputs, classes: Classes, ready: array[float], roster: Roster) -> None:
        self.full = classes.full_load
        self.no_chats = self.full + 1
        self.class_of_touch = integers(classes.of_touch)
        self._teams = [work.teams for work in classes.classes]
        self.waits_until = same_floats(NOT_WAITING, len(ready))
        self._ready = ready
        self._interruptible = [team.interruptible for team in inputs.teams]
        # only where a shift stops taking chats before its end do agents stand in two lines with the same load
        self._stops_chats = bool(np.isfinite(roster.last_chat).any())
        claimed = any(channel.held or channel.replies_to_owner for channel in inputs.channels)
        stamps = count()
        self.lines: list[list[Line]] = [
            [MarkedLine(stamps) if claimed or self._stops_chats else deque() for _ in range(self.no_chats + 1)]
            for _ in inputs.teams
        ]
        self._runs: list[Run] = [deque() for _ in classes.classes]
        self._heaps: list[Heap] = [[] for _ in classes.classes]
        self.seekers = [self._lines_for(work, work.teams) for work in classes.classes]
        self.takers = [{*work.teams, *(team for team, _ in work.backups)} for work in classes.classes]
        teams = range(len(inputs.teams))
        levels = range(self.no_chats + 1)
        self._live_menu = [[self._menu(classes, team, level, True) for level in levels] for team in teams]
        self.menus = [[self._menu(classes, team, level, False) for level in levels] for team in teams]
        self.backup_steps = [_steps(work) for work in classes.classes]
        self.has_backups = any(self.backup_steps)
        self._backup_seekers = [
            [self._lines_for(work, others) for _, others in steps]
            for work, steps in zip(classes.classes, self.backup_steps, strict=True)
        ]
        self._backup_heaps: list[list[Heap]] = [[[] for _ in steps] for steps in self.backup_steps]
        self._backup_menus, self._live_backup_menus = (
            [[self._backup_menu(classes, team, level, live_only) for level in levels] for team in teams]
            for live_only in (False, True)
        )

    def seek(self, work_class: int) -> int:
        """Take the agent out of line who is to take a touch of this class; -1 if none is free for it."""
        for line in self.seekers[work_class]:
            if line:
                return line.popleft()
        return -1

    def seek_backup(self, work_class: int, step: int) -> int:
        """As :meth:`seek` among the teams that may take the work once it has waited for a step of its backups."""
        for line in self._backup_seekers[work_class][step]:
            if line:
                return line.popleft()
        return -1

    def queue(self, touch: int, work_class: int, until: float = INFINITY) -> None:
        """Let a touch wait, up to and with a moment."""
        self.waits_until[touch] = until
        run = self._runs[work_class]
        if not run or touch > run[-1]:
            run.append(touch)
        else:
            heappush(self._heaps[work_class], touch)

    def queue_for_backup(self, touch: int, work_class: int, step: int) -> None:
        """Let a waiting touch be seen by the backups of a step as well."""
        heappush(self._backup_heaps[work_class][step], touch)

    def take_live(self, team: int, level: int, now: float, before: int = NO_LIMIT) -> int:
        """As :meth:`take` from the menu of a team's agents at a level, live work only."""
        return self.take(self._live_menu[team][level], now, before)

    def take(self, menu: Menu, now: float, before: int = NO_LIMIT) -> int:
        """Take the touch that comes first of those on a menu, and before a given one; -1 if there is none."""
        waits_until = self.waits_until
        best = before
        first_run: Run | None = None
        first_heap: Heap | None = None
        runs, heaps = menu
        for run in runs:
            while run and waits_until[run[0]] < now:
                run.popleft()
            if run and run[0] < best:
                best = run[0]
                first_run = run
        for heap in heaps:
            while heap and waits_until[heap[0]] < now:
                heappop(heap)
            if heap and heap[0] < best:
                best = heap[0]
                first_heap = heap
        if first_heap is not None:
            heappop(first_heap)
        elif first_run is not None:
            first_run.popleft()
        else:
            return -1
        waits_until[best] = NOT_WAITING
        return best

    def take_as_backup(self, team: int, level: int, now: float) -> int:
        """Take the first touch that has waited long enough for this team; -1 if there is none."""
        return self._take_waited(self._backup_menus[team][level], now, NO_LIMIT)

    def take_live_before(self, touch: int, team: int, level: int, now: float) -> int:
        """Take the live touch that an agent must take before another one, if such a touch waits; else -1.

        A team's own work comes before work that it takes as a backup.
        """
        if team in self._teams[self.class_of_touch[touch]]:
            return self.take_live(team, level, now, touch)
        first = self.take_live(team, level, now)
        return first if first >= 0 else self._take_waited(self._live_backup_menus[team][level], now, touch)

    def _take_waited(self, menu: BackupMenu, now: float, before: int) -> int:
        # a touch that came back after giving up must have waited anew
        waits_until, ready = self.waits_until, self._ready
        best = before
        first: Heap | None = None
        for heap, delay in menu:
            while heap and not (waits_until[heap[0]] >= now and now - ready[heap[0]] >= delay):
                heappop(heap)
            if heap and heap[0] < best:
                best = heap[0]
                first = heap
        if first is None:
            return -1
        heappop(first)
        waits_until[best] = NOT_WAITING
        return best

    def takes_deferred(self, team: int, level: int) -> bool:
        """Whether an agent of a team takes deferred work at a level: if he holds no conversation, or may interrupt."""
        return level in (0, self.no_chats) or self._interruptible[team]

    def allows(self, work: WorkClass, team: int, level: int) -> bool:
        """Whether an agent of a team at a level may begin work of a class that the team serves."""
        if not work.live:
            return self.takes_deferred(team, level)
        return not work.held if level == self.no_chats else level + work.load <= self.full

    def _menu(self, classes: Classes, team: int, level: int, live_only: bool) -> Menu:
        numbers = [
            number
            for number, work in enumerate(classes.classes)
            if team in work.teams and (work.live or not live_only) and self.allows(work, team, level)
        ]
        return [self._runs[number] for number in numbers], [self._heaps[number] for number in numbers]

    def _backup_menu(self, classes: Classes, team: int, level: int, live_only: bool) -> BackupMenu:
        return [
            (self._backup_heaps[number][step], delay)
            for number, work in enumerate(classes.classes)
            for step, (delay, teams) in enumerate(self.backup_steps[number])
            if team in teams and (work.live or not live_only) and self.allows(work, team, level)
        ]

    def _lines_for(self, work: WorkClass, teams: tuple[int, ...]) -> Seekers:
        return tuple(
            self._line_at(work, team, level)
            for team in teams
            for level in range(self.full + 1)
            if self.allows(work, team, level)
        )

    def _line_at(self, work: WorkClass, team: int, level: int) -> Line | LongestIdle:
        """The agents of a team at a level; without a conversation, also those who take none any more."""
        lines = self.lines[team]
        free, without_chats = lines[0], lines[self.no_chats]
        if level or not self._stops_chats or not self.allows(work, team, self.no_chats):
            return lines[level]
        assert isinstance(free, MarkedLine)
        assert isinstance(without_chats, MarkedLine)
        return LongestIdle(free, without_chats)


def _steps(work: WorkClass) -> list[tuple[float, tuple[int, ...]]]:
    """The backups of a class by the time after which they come in: (seconds, teams)."""
    delays = sorted({delay for _, delay in work.backups})
    return [(delay, tuple(team for team, after in work.backups if after == delay)) for delay in delays]
