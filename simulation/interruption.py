"""Putting deferred work aside: for live work (preemptive resume) and at the end of a shift.

Interrupting is cancelling by comparison: the end of the work that is still on the queue no longer matches the agent's
``ends`` and is passed over. The spell so far is closed, the rest of the work is kept under the touch's old number.
"""

from __future__ import annotations

from math import isnan

from simulation.dispatch import Dispatch
from simulation.distributions import TICK
from simulation.inputs import Inputs
from simulation.logbook import NAN, Logbook
from simulation.people import NOTHING, People
from simulation.script import Script
from simulation.work_classes import WorkClass

INFINITY = float("inf")


class Interruption:
    """Who can be interrupted, and what is left of the work that was."""

    def __init__(self, inputs: Inputs, script: Script, people: People, dispatch: Dispatch, log: Logbook) -> None:
        self._people, self._dispatch, self._log = people, dispatch, log
        self._tier = script.work.tier
        self._class_of_touch = dispatch.class_of_touch
        self._live = [entry.live for entry in script.classes.classes]
        self._interruptible = [team.interruptible for team in inputs.teams]
        # in each team the deferred touch that each agent began last, in the order in which they were begun
        self._begun: list[dict[int, int]] = [{} for _ in inputs.teams]
        self.possible = any(self._interruptible)
        self.remaining: dict[int, float] = {}
        factors = [team.handle_time_factors.tolist() for team in inputs.teams]
        self.factors: list[list[float]] | None = factors if any(f != 1.0 for row in factors for f in row) else None

    def seconds(self, seconds: float, agent: int, touch: int) -> float:
        """The time that a piece of work takes this agent: times the factor of his team at the touch's tier."""
        return round(seconds * self._factor(agent, touch) / TICK) * TICK

    def note_deferred(self, agent: int, touch: int) -> None:
        """Deferred work begins that may be interrupted later."""
        team = self._people.team[agent]
        if self._interruptible[team]:
            self._begun[team].pop(agent, None)
            self._begun[team][agent] = touch

    def can_interrupt(self, agent: int) -> bool:
        """Whether this agent would put aside what he works on."""
        return self._interruptible[self._people.team[agent]] and self.on_deferred_work(agent)

    def on_deferred_work(self, agent: int) -> bool:
        """Whether an agent at work is on a deferred touch (its wrap-up is not interrupted)."""
        touch = self._people.working_on[agent]
        return not self._live[self._class_of_touch[touch]] and self._in_hand(touch)

    def candidate(self, teams: tuple[int, ...], work: WorkClass) -> int:
        """The agent of some teams to interrupt for live work: whose deferred touch began last; -1 if none.

        At a tie the lower number.
        """
        best, best_begin = -1, -INFINITY
        for team in teams:
            if not self._interruptible[team]:
                continue
            agent = self._last_begun(team, work)
            if agent >= 0:
                begin = self.begun(self._people.working_on[agent])
                if begin > best_begin or (begin == best_begin and agent < best):
                    best, best_begin = agent, begin
        return best

    def set_aside(self, agent: int, now: float) -> None:
        """Close the spell of the deferred touch in hand and keep its remaining work with the agent."""
        people = self._people
        touch = people.working_on[agent]
        remaining = people.ends[agent] - now
        if self.factors is not None:
            remaining = round(remaining / self._factor(agent, touch) / TICK) * TICK
        self.remaining[touch] = remaining
        self._log.parts.append((agent, touch, self.begun(touch), now))
        people.ends[agent] = NAN
        people.working_on[agent] = NOTHING
        people.set_aside[agent].append(touch)

    def begun(self, touch: int) -> float:
        """When the present spell of work on a touch began."""
        return self._log.resumed.get(touch, self._log.started[touch])

    def _last_begun(self, team: int, work: WorkClass) -> int:
        people, begun = self._people, self._begun[team]
        best, best_begin = -1, -INFINITY
        over: list[int] = []
        for agent, touch in reversed(begun.items()):
            if people.working_on[agent] != touch or not isnan(self._log.ended[touch]):
                over.append(agent)
                continue
            begin = self.begun(touch)
            if begin < best_begin:
                break
            allowed = self._dispatch.allows(work, team, people.level[agent]) and not people.leaving[agent]
            if allowed and (best < 0 or agent < best):
                best, best_begin = agent, begin
        for agent in over:  # each is met once: searching costs no more than beginning did
            del begun[agent]
        return best

    def _in_hand(self, touch: int) -> bool:
        return self._people.working_on[self._log.agent[touch]] == touch and isnan(self._log.ended[touch])

    def _factor(self, agent: int, touch: int) -> float:
        assert self.factors is not None
        return self.factors[self._people.team[agent]][self._tier.item(touch)]
