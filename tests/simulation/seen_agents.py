"""What agents did and might have taken, read back from the records of a run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from seen_waits import For, Waits

from simulation.distributions import on_grid
from simulation.inputs import Inputs
from simulation.records import DutyKind, Records, SpellKind
from simulation.roster import Roster

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FlagArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Conversations:
    """Chats that one agent held; the end of one that goes on past the horizon is inf."""

    begin: FloatArray
    end: FloatArray
    load: IntArray

    def at(self, moment: float) -> FlagArray:
        """Which were held just then; those that begin or end at the moment are not."""
        return (self.begin < moment) & (self.end > moment)


@dataclass(frozen=True)
class Agent:
    """One agent: planned stretches of duty, ends of shifts, pieces of work in order of time, chats."""

    number: int
    team: int
    duty_begin: FloatArray
    duty_end: FloatArray
    last_chat: FloatArray
    goes_home: FloatArray
    touch: IntArray
    begin: FloatArray
    end: FloatArray
    wraps_up: FlagArray
    chats: Conversations

    def duty_at(self, moment: float) -> int:
        """The stretch of duty that holds a moment, its end excluded; -1 if there is none."""
        row = int(np.searchsorted(self.duty_begin, moment, side="right")) - 1
        return row if row >= 0 and moment < self.duty_end[row] else -1

    def idle(self) -> list[tuple[float, float]]:
        """Stretches on duty without work."""
        gaps: list[tuple[float, float]] = []
        for begin, end in zip(self.duty_begin.tolist(), self.duty_end.tolist(), strict=True):
            at = begin
            for row in range(int(np.searchsorted(self.end, begin, side="right")), len(self.begin)):
                if self.begin[row] >= end:
                    break
                gaps.append((at, float(self.begin[row])))
                at = float(self.end[row])
            gaps.append((at, end))
        return [(begin, end) for begin, end in gaps if end > begin]

    def alike(self) -> list[tuple[float, float]]:
        """The idle stretches, cut where the agent stops taking chats."""
        cuts = self.last_chat[np.isfinite(self.last_chat)].tolist()
        parts: list[tuple[float, float]] = []
        for begin, end in self.idle():
            moments = [begin, *(cut for cut in cuts if begin < cut < end), end]
            parts += pairwise(moments)
        return parts

    def idle_since(self, moment: float) -> float:
        """When the idle stretch began in whose middle a moment lies; NaN if there is none."""
        row = int(np.searchsorted(self.begin, moment, side="left")) - 1
        duty = self.duty_at(moment)
        if duty < 0 or self.duty_begin[duty] == moment:
            return np.nan
        since = max(float(self.duty_begin[duty]), float(self.end[row]) if row >= 0 else -np.inf)
        return since if since < moment else np.nan

    def is_late(self, moment: float) -> bool:
        """Whether the shift is so near its end that the agent takes no new chat."""
        duty = self.duty_at(moment)
        return duty >= 0 and bool(moment >= self.last_chat[duty])

    def at_work(self, moment: float) -> int:
        """The piece of work that was under way, begun before the moment and not ended by then; -1: none."""
        row = int(np.searchsorted(self.begin, moment, side="left")) - 1
        return row if row >= 0 and self.end[row] > moment else -1


class Seen:
    """The agents of a run, and what each might have taken of what waited.

    ``last_message`` tells for each touch whether it was drawn as the last of its conversation: while a customer writes,
    the records alone do not say whether he will answer once more.
    """

    def __init__(self, inputs: Inputs, records: Records, roster: Roster, waits: Waits, last_message: FlagArray) -> None:
        self.last_message = last_message
        self.inputs, self.records, self.waits = inputs, records, waits
        held = [channel for channel in inputs.channels if channel.held]
        self.full = math.lcm(*(channel.concurrency for channel in held))
        loads = [self.full // c.concurrency if c.held else self.full for c in inputs.channels]
        self.holds = np.array([channel.held for channel in inputs.channels])[waits.channel] & waits.live
        self.load = np.where(waits.live, np.array(loads)[waits.channel], 0)
        self.loads = loads
        self.calls = waits.live & (waits.why == For.ANYBODY)
        topic = np.maximum(records.tickets.topic[waits.ticket], 0)
        # channel -1, outreach, is the last of the table
        self.after = on_grid(
            inputs.routing.takes_after[:, waits.tier, waits.channel, records.tickets.segment[waits.ticket], topic]
        )
        ended = zip(waits.touch.tolist(), waits.end.tolist(), strict=True)
        self.ended_by = {wait: number for number, wait in enumerate(ended)}  # (touch, moment) -> the wait that ended
        chats = self._chats()
        self.agents = [self._agent(number, roster, chats) for number in range(len(roster.agents))]

    def _agent(self, number: int, roster: Roster, chats: list[tuple[int, float, float, int]]) -> Agent:
        begin, end = self.inputs.horizon.begin, self.inputs.horizon.end
        on = (roster.agent == number) & (roster.kind == DutyKind.ON_DUTY) & (roster.end > begin) & (roster.begin < end)
        spells = self.records.spells
        mine = np.flatnonzero(spells.agent == number)
        mine = mine[np.lexsort((spells.end[mine], spells.begin[mine]))]
        held = [chat for chat in chats if chat[0] == number]
        return Agent(
            number,
            int(self.records.agents.team[number]),
            np.maximum(roster.begin[on], begin),
            np.minimum(roster.end[on], end),
            roster.last_chat[on],
            roster.end[on & roster.goes_home & (roster.end < end)],
            spells.touch[mine].astype(np.int64),
            spells.begin[mine],
            spells.end[mine],
            spells.kind[mine] == SpellKind.WRAP_UP,
            Conversations(
                np.array([chat[1] for chat in held]),
                np.array([chat[2] for chat in held]),
                np.array([chat[3] for chat in held], np.int64),
            ),
        )

    def _chats(self) -> list[tuple[int, float, float, int]]:
        """The conversations of all agents as (agent, begin, end, load)."""
        t, spells = self.records.touches, self.records.spells
        until = np.full(len(t), -np.inf)
        np.maximum.at(until, spells.touch, spells.end)
        talks = t.live & (t.contact >= 0) & ~np.isnan(t.started)
        found = []
        for contact in np.unique(t.contact[talks]).tolist():
            rows = np.flatnonzero(talks & (t.contact == contact))
            channel, last = int(t.channel[rows[0]]), rows[np.argmax(t.ready[rows])]
            if self.inputs.channels[channel].held:
                end = float(until[last]) if self.last_message[last] else np.inf
                found.append((int(t.agent[rows[0]]), float(np.min(t.started[rows])), end, self.loads[channel]))
        return found

    def fits(self, agent: Agent, moment: float) -> FlagArray:
        """Which waits an agent's load and shift would let him end at a moment of his duty with free hands."""
        team, chats = self.inputs.teams[agent.team], agent.chats.at(moment)
        load, count = int(agent.chats.load[chats].sum()), int(chats.sum())
        more_chats = not agent.is_late(moment) and not 0 < team.max_conversations <= count
        live = np.where(self.holds, more_chats & (load + self.load <= self.full), count == 0)
        return np.asarray(np.where(self.waits.live, live, count == 0 or team.interruptible), np.bool_)

    def own(self, agent: Agent, moment: float) -> FlagArray:
        """Of these, what the agent's team takes at once, and what is bound to him."""
        waits, fits = self.waits, self.fits(agent, moment)
        own = fits & (waits.why == For.ANYBODY) & (self.after[agent.team] == 0.0)
        return np.asarray(own | ((waits.agent == agent.number) & (fits | (waits.why != For.OWNER))), np.bool_)

    def as_backup(self, agent: Agent, moment: float) -> FlagArray:
        """Of these, what the agent's team takes after a wait that is over."""
        after = self.after[agent.team]
        over = (after > 0.0) & (moment - self.waits.since >= after)
        return self.fits(agent, moment) & (self.waits.why == For.ANYBODY) & over

    def waiting(self, moment: float) -> FlagArray:
        """Which waits began before a moment and end after it."""
        return (self.waits.begin < moment) & (self.waits.end > moment)

    def load_of(self, agent: Agent, moment: float) -> int:
        """How loaded an agent is by his chats; fully, if he holds some and takes no more."""
        chats = agent.chats.at(moment)
        most = self.inputs.teams[agent.team].max_conversations
        no_more = (agent.is_late(moment) and chats.any()) or 0 < most <= chats.sum()
        return self.full if no_more else int(agent.chats.load[chats].sum())

    def is_free(self, agent: Agent, moment: float) -> bool:
        """Whether an agent was idle before a moment and after it."""
        return not np.isnan(agent.idle_since(moment)) and not np.any(agent.begin == moment)

    def began(self, agent: Agent, touch: int, moment: float) -> bool:
        """Whether an agent had worked on a touch before a moment."""
        return bool(np.any((agent.touch == touch) & (agent.begin < moment)))
