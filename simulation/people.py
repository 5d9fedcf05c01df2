"""The agents during a run: where each stands, what each holds, and the stretches of duty as they really happened."""

from __future__ import annotations

from collections import deque

import numpy as np

from simulation.dispatch import Dispatch
from simulation.inputs import Inputs
from simulation.logbook import NAN, Logbook
from simulation.records import DutyKind
from simulation.roster import Roster

NOTHING = -1
IN_LINE = -2


class People:
    """State of every agent, a list entry each.

    ``working_on`` is the touch in hand (NOTHING: none; IN_LINE: none, and the agent waits for work), ``ends`` the
    moment at which its work will end, kept where work can be interrupted. ``inbox`` holds messages of the agent's own
    conversations, oldest first; ``set_aside`` deferred touches that were interrupted.
    ``load`` is the load of held conversations in units, ``level`` the load that routing sees; ``line`` and ``menu`` are
    where the agent waits, and what he may take, at that level. ``own`` is the heap of deferred replies to the agent,
    None where no channel has such.
    """

    def __init__(self, inputs: Inputs, roster: Roster, dispatch: Dispatch, log: Logbook) -> None:
        agents = len(roster.agents)
        self.team: list[int] = roster.agents.team.tolist()
        self.working_on = [NOTHING] * agents
        self.ends = [NAN] * agents
        self.on_duty = bytearray(agents)
        self.leaving = bytearray(agents)
        self.takes_no_chats = bytearray(agents)
        self.load = [0] * agents
        self.level = [0] * agents
        self.conversations = [0] * agents
        self.inbox: list[deque[int]] = [deque() for _ in range(agents)]
        self.set_aside: list[list[int]] = [[] for _ in range(agents)]
        self.duty = [-1] * agents
        self.staying_in_team = [0] * len(inputs.teams)  # on duty and not about to leave
        self._last_chat: list[float] = roster.last_chat.tolist()
        self._most = [team.max_conversations for team in inputs.teams]
        self._dispatch, self._log = dispatch, log
        owned = any(channel.replies_to_owner and not channel.live for channel in inputs.channels)
        self.own: list[list[int]] | None = [[] for _ in range(agents)] if owned else None
        self.line = [dispatch.lines[team][0] for team in self.team]
        self.menu = [dispatch.menus[team][0] for team in self.team]
        for agent in range(agents if owned else 0):
            self._set_level(agent)
        self._last_begin = np.full(agents, -np.inf)
        duties = roster.kind == DutyKind.ON_DUTY
        np.maximum.at(self._last_begin, roster.agent[duties], roster.begin[duties])

    def hold(self, agent: int, load: int) -> None:
        """A conversation begins."""
        self.load[agent] += load
        self.conversations[agent] += 1
        self._set_level(agent)

    def let_go(self, agent: int, load: int) -> None:
        """A conversation ends."""
        self.load[agent] -= load
        self.conversations[agent] -= 1
        self._set_level(agent)

    def take_no_chats(self, agent: int) -> None:
        """From now until the end of the shift no new conversation is taken."""
        self.takes_no_chats[agent] = 1
        self._set_level(agent)

    def comes_again(self, agent: int, now: float) -> bool:
        """Whether the agent is on duty and stays, or is planned to be within the horizon."""
        return bool(self.on_duty[agent] and not self.leaving[agent]) or bool(self._last_begin[agent] > now)

    def come(self, agent: int, row: int, now: float) -> None:
        """A planned stretch of duty begins; who is still at work from the one before simply stays."""
        if self.on_duty[agent]:
            self._log.real_end[self.duty[agent]] = now
        if self.leaving[agent] or not self.on_duty[agent]:
            self.staying_in_team[self.team[agent]] += 1
        self.on_duty[agent] = 1
        self.leaving[agent] = 0
        no_chats = self._last_chat[row] <= now
        if no_chats != self.takes_no_chats[agent]:
            self.takes_no_chats[agent] = no_chats
            self._set_level(agent)
        self.duty[agent] = row
        self._log.real_begin[row] = now

    def leave(self, agent: int) -> None:
        """A planned stretch of duty is over: the agent goes as soon as his hands are free."""
        self.leaving[agent] = 1
        self.staying_in_team[self.team[agent]] -= 1

    def go(self, agent: int, now: float) -> None:
        """The agent is off: his stretch of duty has really ended."""
        self.on_duty[agent] = 0
        self.leaving[agent] = 0
        self._log.real_end[self.duty[agent]] = now

    def _set_level(self, agent: int) -> None:
        team = self.team[agent]
        dispatch = self._dispatch
        full = 0 < self._most[team] <= self.conversations[agent]
        if self.takes_no_chats[agent]:
            level = dispatch.full if self.conversations[agent] else dispatch.no_chats
        else:
            level = dispatch.full if full else self.load[agent]
        self.level[agent] = level
        self.line[agent] = dispatch.lines[team][level]
        self.menu[agent] = dispatch.menus[team][level]
        if self.own is not None and dispatch.takes_deferred(team, level):
            runs, heaps = dispatch.menus[team][level]
            self.menu[agent] = (runs, [*heaps, self.own[agent]])
