"""Who takes what: idle agents in line by load and idle time, waiting touches in one heap per work class.

Routing is two decisions. For a touch that becomes ready: the teams that may take it in order, in a team the agent with
the least load, then idle the longest. For an agent who becomes free: of the heads of the heaps that his team and his
load allow the one that comes first in the order of service; what he may take as a backup only if there is none.
"""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush

from simulation.inputs import Inputs
from simulation.work_classes import Classes, WorkClass

Line = deque[int]
Heap = list[int]


class Dispatch:
    """The lines of idle agents and the heaps of waiting touches.

    ``waiting[touch]`` is 1 while a touch waits; entries of heaps whose touch no longer waits are dropped when met.
    ``level`` is an agent's load in units, ``full`` for one who may hold no further conversation.
    """

    def __init__(self, inputs: Inputs, classes: Classes, touches: int, ready: list[float]) -> None:
        self.full = classes.full_load
        self.waiting = bytearray(touches)
        self._ready = ready
        self._interruptible = [team.interruptible for team in inputs.teams]
        self._lines: list[list[Line]] = [[deque() for _ in range(self.full + 1)] for _ in inputs.teams]
        self._heaps: list[Heap] = [[] for _ in classes.classes]
        self.seekers = [self._lines_for(work, work.teams) for work in classes.classes]
        teams = range(len(inputs.teams))
        levels = range(self.full + 1)
        self._live_menu = [[self._menu(classes, team, level, True) for level in levels] for team in teams]
        self._later_menu = [[self._menu(classes, team, level, False) for level in levels] for team in teams]
        self._menus = [
            [live + later for live, later in zip(*pair, strict=True)]
            for pair in zip(self._live_menu, self._later_menu, strict=True)
        ]
        self.backup_steps = [_steps(work) for work in classes.classes]
        self._backup_seekers = [
            [self._lines_for(work, others) for _, others in steps]
            for work, steps in zip(classes.classes, self.backup_steps, strict=True)
        ]
        self._backup_heaps: list[list[Heap]] = [[[] for _ in steps] for steps in self.backup_steps]
        self._backup_menus = [[self._backup_menu(classes, team, level) for level in levels] for team in teams]

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

    def queue(self, touch: int, work_class: int) -> None:
        """Let a touch wait."""
        self.waiting[touch] = 1
        heappush(self._heaps[work_class], touch)

    def queue_for_backup(self, touch: int, work_class: int, step: int) -> None:
        """Let a waiting touch be seen by the backups of a step as well."""
        heappush(self._backup_heaps[work_class][step], touch)

    def take(self, team: int, level: int, now: float) -> int:
        """Take the touch off its heap that a free agent of a team is to work on; -1 if there is none."""
        touch = self._first(self._menus[team][level])
        if touch < 0 and self._backup_menus[team][level]:
            touch = self._first_backup(self._backup_menus[team][level], now)
        return touch

    def take_live(self, team: int, level: int) -> int:
        """As :meth:`take`, live work only."""
        return self._first(self._live_menu[team][level])

    def line_up(self, agent: int, team: int, level: int) -> None:
        """Put an idle agent at the end of the line."""
        self._lines[team][level].append(agent)

    def leave_line(self, agent: int, team: int, level: int) -> None:
        """Take an idle agent out of the line."""
        self._lines[team][level].remove(agent)

    def _first(self, heaps: list[Heap]) -> int:
        waiting = self.waiting
        best = -1
        chosen: Heap = []
        for heap in heaps:
            while heap and not waiting[heap[0]]:
                heappop(heap)
            if heap and (best < 0 or heap[0] < best):
                best, chosen = heap[0], heap
        if best >= 0:
            heappop(chosen)
            waiting[best] = 0
        return best

    def _first_backup(self, menu: list[tuple[Heap, float]], now: float) -> int:
        # a touch that came back after giving up must have waited anew
        waiting, ready = self.waiting, self._ready
        best = -1
        for heap, delay in menu:
            while heap and not (waiting[heap[0]] and now - ready[heap[0]] >= delay):
                heappop(heap)
            if heap and (best < 0 or heap[0] < best):
                best = heap[0]
        if best >= 0:
            waiting[best] = 0
        return best

    def _allowed(self, work: WorkClass, team: int, level: int) -> bool:
        if not work.live:
            return level == 0 or self._interruptible[team]
        return level + work.load <= self.full

    def _menu(self, classes: Classes, team: int, level: int, live: bool) -> list[Heap]:
        return [
            heap
            for work, heap in zip(classes.classes, self._heaps, strict=True)
            if team in work.teams and work.live is live and self._allowed(work, team, level)
        ]

    def _backup_menu(self, classes: Classes, team: int, level: int) -> list[tuple[Heap, float]]:
        return [
            (self._backup_heaps[number][step], delay)
            for number, work in enumerate(classes.classes)
            for step, (delay, teams) in enumerate(self.backup_steps[number])
            if team in teams and self._allowed(work, team, level)
        ]

    def _lines_for(self, work: WorkClass, teams: tuple[int, ...]) -> tuple[Line, ...]:
        return tuple(
            self._lines[team][level]
            for team in teams
            for level in range(self.full + 1)
            if self._allowed(work, team, level)
        )


def _steps(work: WorkClass) -> list[tuple[float, tuple[int, ...]]]:
    """The backups of a class by the time after which they come in: (seconds, teams)."""
    delays = sorted({delay for _, delay in work.backups})
    return [(delay, tuple(team for team, after in work.backups if after == delay)) for delay in delays]
